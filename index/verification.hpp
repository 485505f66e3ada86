#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "index/audit/audit_log.hpp"
#include "index/report_desk.hpp"

namespace bole {

// What comes of making a stored match or report again (核对) from the versions of the store at the
// head where it was made.
enum class Recomputed : std::uint8_t {
  equal,             // the same bytes
  input_changed,     // others, and so is an input: program, rules, vocabulary, requirement or head
  differs,           // others, although every input is the same: the grave case
  not_recomputable,  // something that it needs is gone; `code` says what
};
[[nodiscard]] std::string_view to_string(Recomputed recomputed);
[[nodiscard]] std::string_view chinese(Recomputed recomputed);

// An input that is not what it was. Texts of rules and vocabulary are not stored, so what is told
// of them is their digests.
struct ChangedInput {
  std::string input{};  // program|rules|vocabulary|requirement|head
  std::string then{};
  std::string now{};
};

struct Recomputation {
  std::string id{};
  std::string kind{};  // match, or the kind of report
  MatterId matter{};
  Recomputed verdict{};
  std::string code{};                  // of not_recomputable: erased, unreadable, …
  std::vector<ChangedInput> inputs{};  // may have changed though the bytes are equal
  std::string first_difference{};      // Chinese; or why there is nothing to compare
  std::string store_fault{};  // where it differs: what of the store is not as its chain says
  std::vector<std::string> people{};  // ids of whom the sentences name
};
// One line of JSON, and Chinese lines.
[[nodiscard]] std::string to_json(const Recomputation& recomputation);
[[nodiscard]] std::string in_words(const Recomputation& recomputation);
// "核对 12 份：一致 11 份，…"
[[nodiscard]] std::string summary(const std::vector<Recomputation>& recomputations);

// Ids of all matches and reports that are kept, in the order of their numbers.
[[nodiscard]] std::vector<std::string> verifiable_ids(const Store& store);

// Makes each again by the code that made it, over the store as it stood, and compares the whole
// text of a match, the digest of the bytes of a report. Stores nothing, and waits for nobody: the
// store may go on. In the order asked. Refused (not_found, record_not_found) when one of the ids is
// none of a match or report; then none is looked at. `progress` gets how many are done.
[[nodiscard]] Result<std::vector<Recomputation>> verify_records(
    const Store& store, const Vocabulary& vocabulary, const AuditLog& audit,
    const std::vector<std::string>& ids, const std::function<void(std::size_t)>& progress = {});

}  // namespace bole
