#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/vocabulary/vocabulary.hpp"
#include "index/store/store.hpp"

namespace bole {

// "0.1.0+3f2a9c…": the version and the first 16 digits of the SHA-256 over the sources of engine
// and index, made when the program is built. Two programs that might judge, arrange or write
// otherwise have two of them, whether or not their version was raised.
[[nodiscard]] const std::string& program_identity();

// What a match or a report was judged by, besides the records of the store.
struct JudgedBy {
  std::string program{};
  std::string rules{};
  std::string vocabulary{};
  friend bool operator==(const JudgedBy&, const JudgedBy&) = default;
};
[[nodiscard]] JudgedBy judged_by_this_program(const Vocabulary& vocabulary);

// {"epoch":…,"sequence":…,"hash":…}
void write_head(JsonWriter& out, const Head& head);
// The member "head" of a record that has one; nothing when it is no head.
[[nodiscard]] std::optional<Head> read_head(JsonReader& record);

}  // namespace bole
