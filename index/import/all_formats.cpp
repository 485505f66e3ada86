// Every file format that can be imported. To add one: write formats/<name>.cpp, then name it twice
// here, and give it a line in docs/cli.md (a test looks).
#include <array>

#include "index/import/import_format.hpp"

namespace bole {
namespace formats {
extern const ImportFormat lrmx;
extern const ImportFormat lrm;
extern const ImportFormat ndjson;
}  // namespace formats

std::span<const ImportFormat> all_import_formats() {
  // Sniffed in this order.
  static const std::array all{
      formats::lrmx,
      formats::lrm,
      formats::ndjson,
  };
  return all;
}
}  // namespace bole
