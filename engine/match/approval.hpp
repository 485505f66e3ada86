#pragma once
#include <string>

#include "engine/core/date.hpp"
#include "engine/core/id.hpp"
#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"

namespace bole {

// 破格批复: what was approved for one person against one rule. The post is that of the matter, or
// of the file, that holds it.
struct Approval {
  ProfileId profile{};
  std::string rule{};  // ELG-05b
  std::string document{};
  Day date{};        // of the document
  std::string by{};  // who recorded it, and when; empty in a file
  std::string at{};
  friend bool operator==(const Approval&, const Approval&) = default;
};

// Strict; leaves reader.finish() to the caller. `profile` may be absent. Codes: unknown_rule,
// bad_date, besides the reader's own.
[[nodiscard]] Approval read_approval(JsonReader& reader);
void write_approval(JsonWriter& out, const Approval& approval);

// "云组干〔2026〕3号，2026-02-01"
[[nodiscard]] std::string in_words(const Approval& approval);

}  // namespace bole
