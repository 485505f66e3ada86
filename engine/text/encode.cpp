#include <unicode/ucnv.h>

#include <array>
#include <memory>

#include "engine/text/charset.hpp"

namespace bole {
namespace {
std::string converted(std::string_view text, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open("UTF-8", &status),
                                                                &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open(name, &status),
                                                              &ucnv_close);
  if (U_FAILURE(status)) return std::string(text);  // an ICU without its own tables
  std::string bytes;
  std::array<char, 4096> out;
  std::array<UChar, 1024> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = text.data();
  do {
    char* target = out.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source,
                   text.data() + text.size(), pivot.data(), &pivot_source, &pivot_target,
                   pivot.data() + pivot.size(), 0, 1, &status);
    bytes.append(out.data(), target);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return bytes;
}
}  // namespace

std::string encode(std::string_view text, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8:
      break;
    case Encoding::utf_8_bom:
      return "\xEF\xBB\xBF" + std::string(text);
    case Encoding::utf_16le:
      return "\xFF\xFE" + converted(text, "UTF-16LE");
    case Encoding::utf_16be:
      return "\xFE\xFF" + converted(text, "UTF-16BE");
    case Encoding::gb18030:
      return converted(text, "gb18030");
  }
  return std::string(text);
}

}  // namespace bole
