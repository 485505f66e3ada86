#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/audit/audit_entry.hpp"
#include "index/audit/signature.hpp"

namespace bole {

// What is wrong with a log: `code` is changed, removed, reordered, repeated, cut, unreadable,
// bad_seal or other_log; `entry` the number of the entry concerned.
struct AuditFault {
  std::string code{};
  std::uint64_t entry = 0;
  std::string message{};  // Chinese
};

// A place outside the lines that says how far the log goes.
struct AuditMark {
  std::string name{};  // Chinese, for messages
  AuditHead head{};
};

struct AuditVerdict {
  AuditHead head{};                  // number and hash of the last entry
  std::vector<AuditFault> faults{};  // the first hundred
  std::uint64_t more_faults = 0;
  std::optional<PublicKey> signed_by{};  // of the seal
  // How the log began where it replaces another, then how that one did, and so on.
  std::vector<AuditEntry> renewals{};
  [[nodiscard]] bool sound() const { return faults.empty(); }
};

// Checks a log line by line, from the lines alone.
class AuditCheck {
 public:
  // Every mark must be met: the log reaches so far, with this hash there.
  explicit AuditCheck(std::vector<AuditMark> marks = {}) : marks_(std::move(marks)) {}

  void take(std::string_view line);  // without its line end
  // Whether the line continues what was taken: number and hash are those that come next.
  [[nodiscard]] bool continues(const AuditLine& line) const;
  // With Sealed::yes the last line must be a seal, as an export has.
  enum class Sealed { no, yes };
  [[nodiscard]] AuditVerdict finish(Sealed sealed);

 private:
  void fault(const char* code, std::uint64_t entry, std::string message);
  void take_entry(const AuditLine& line);
  void begin_after_kept(std::string_view line, std::uint64_t number);
  void take_seal(std::string_view line);
  bool turns_up(std::uint64_t n);

  std::vector<AuditMark> marks_;
  AuditVerdict verdict_;
  std::uint64_t lines_ = 0;
  std::uint64_t last_ = 0;  // number of the line before
  Digest last_hash_{};
  std::map<std::uint64_t, std::uint64_t> missing_{};  // begin, end (included)
  std::optional<AuditHead> seal_{};
  bool after_seal_ = false;
  bool unreadable_ = false;  // the line before
};

// The last line of an export: how far it goes, signed with the log's key.
[[nodiscard]] std::string audit_seal(const AuditKey& key, const AuditHead& head,
                                     std::string_view by, std::string_view at);

}  // namespace bole
