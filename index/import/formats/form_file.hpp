#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/normalise/raw_record.hpp"
#include "engine/text/charset.hpp"
#include "index/import/import_format.hpp"

namespace bole {

// What a file format that holds one 干部任免审批表 has to bring.
struct FormFile {
  Decoded (*decode)(std::string_view bytes);
  // From valid UTF-8 without forbidden characters. Empty when refused: an issue says why.
  std::optional<RawRecord> (*parse)(std::string text, Issues& issues);
};

// The way that all of them share: bytes, characters, form, profile. An ImportFormat's read().
bool read_form_file(const FormFile& format, ByteSource& bytes, const std::string& source,
                    const RecordSink& sink);

}  // namespace bole
