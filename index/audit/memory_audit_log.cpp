#include <algorithm>
#include <mutex>
#include <vector>

#include "index/audit/audit_log.hpp"
#include "index/store/bytes.hpp"
#include "index/store/random.hpp"

namespace bole {
namespace {
class MemoryAuditLog : public AuditLog {
 public:
  MemoryAuditLog() { fill_random(key_); }

  AuditHead append(const AuditEntry& entry) override {
    const std::string members = audit_members(entry);
    const std::scoped_lock lock(mutex_);
    std::string line;
    append_audit_line(line, members, head_);
    line.pop_back();
    lines_.push_back(std::move(line));
    return head_;
  }
  AuditHead head() const override {
    const std::scoped_lock lock(mutex_);
    return head_;
  }
  std::string trouble() const override { return {}; }
  void for_each(const std::function<bool(std::string_view line)>& visit) const override {
    const std::scoped_lock lock(mutex_);
    for (const std::string& line : lines_) {
      if (!visit(line)) return;
    }
  }
  const AuditKey& key() const override { return key_; }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  AuditHead head_{};
  AuditKey key_{};
};
}  // namespace

std::unique_ptr<AuditLog> make_memory_audit_log() { return std::make_unique<MemoryAuditLog>(); }

std::string question_digest(const AuditKey& key, std::string_view question) {
  const Digest own = sha256("bole-audit-question 1\n", as_text(key));
  return "digest:" + hex(sha256(as_text(own), question)).substr(0, 32);
}

std::string audited_id(const AuditKey& key, const std::string& typed) {
  std::size_t digits = 0;
  std::size_t most_digits = 0;
  bool plain = !typed.empty() && typed.size() <= 64;
  for (const char c : typed) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    plain = plain && (digit || letter || c == '-' || c == '_' || c == '.' || c == '/' || c == ':');
    digits = digit ? digits + 1 : 0;
    most_digits = std::max(most_digits, digits);
  }
  // Identity numbers have 15 or 17 digits in a row.
  return plain && most_digits < 15 ? typed : question_digest(key, typed);
}
}  // namespace bole
