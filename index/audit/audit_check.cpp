#include "index/audit/audit_check.hpp"

#include "engine/core/hex.hpp"
#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "index/store/bytes.hpp"

namespace bole {
namespace {
constexpr std::string_view seal_begin = "{\"seal\":";
constexpr std::string_view key_begin = ",\"key\":\"";

std::string number(std::uint64_t value) { return std::to_string(value); }

std::string range(std::uint64_t begin, std::uint64_t end) {
  return begin == end ? "第 " + number(begin) + " 条"
                      : "第 " + number(begin) + " 至 " + number(end) + " 条";
}

std::optional<SignatureBytes> signature_of(std::string_view hex) {
  SignatureBytes bytes{};
  if (hex.size() != 128) return std::nullopt;
  const auto first = digest_of_hex(hex.substr(0, 64));
  const auto second = digest_of_hex(hex.substr(64));
  if (!first || !second) return std::nullopt;
  for (std::size_t i = 0; i < 32; ++i) {
    bytes[i] = (*first)[i];
    bytes[32 + i] = (*second)[i];
  }
  return bytes;
}
}  // namespace

std::string audit_seal(const AuditKey& key, const AuditHead& head, std::string_view by,
                       std::string_view at) {
  std::string line(seal_begin);
  JsonWriter json(line);
  json.begin_object().field("entries", static_cast<std::int64_t>(head.entries));
  json.field("hash", hex(head.chain)).field("by", by).field("at", at).end_object();
  const SignatureBytes signature = sign(key, line);
  line += key_begin;
  line += hex(public_key_of(key)) + "\",\"signature\":\"" + hex_of(signature) + "\"}";
  return line;
}

void AuditCheck::fault(const char* code, std::uint64_t entry, std::string message) {
  if (verdict_.faults.size() == 100) {
    ++verdict_.more_faults;
    return;
  }
  verdict_.faults.push_back({code, entry, std::move(message)});
}

void AuditCheck::take(std::string_view line) {
  ++lines_;
  if (after_seal_) fault("bad_seal", last_, "封签之后还有第 " + number(lines_) + " 行");
  if (line.starts_with(seal_begin)) {
    take_seal(line);
    return;
  }
  if (const auto entry = read_audit_line(line)) {
    if (lines_ == 1 && entry->number > 1) begin_after_kept(line, entry->number - 1);
    take_entry(*entry);
    return;
  }
  unreadable_ = true;
  fault("unreadable", last_ + 1, "第 " + number(lines_) + " 行不是审计记录，被改动或损坏");
}

void AuditCheck::begin_after_kept(std::string_view line, std::uint64_t number) {
  const auto renewal = audit_renewal_of(line);
  if (!renewal) return;
  verdict_.head = {number, renewal->renews->digest};
  last_ = number;
  last_hash_ = renewal->renews->digest;
  verdict_.renewals.push_back(*renewal);
}

bool AuditCheck::continues(const AuditLine& line) const {
  return line.number == verdict_.head.entries + 1 &&
         line.hash == next_audit_chain(verdict_.head.chain, line.body);
}

// Whether the entry was missing so far; it is no longer.
bool AuditCheck::turns_up(std::uint64_t n) {
  const auto after = missing_.upper_bound(n);
  if (after == missing_.begin() || std::prev(after)->second < n) return false;
  const auto [begin, end] = *std::prev(after);
  missing_.erase(begin);
  if (begin < n) missing_[begin] = n - 1;
  if (n < end) missing_[n + 1] = end;
  return true;
}

void AuditCheck::take_entry(const AuditLine& line) {
  const std::uint64_t n = line.number;
  const std::uint64_t highest = verdict_.head.entries;
  const bool late = n <= highest && turns_up(n);
  if (n == last_ + 1) {
    if (line.hash != next_audit_chain(last_hash_, line.body)) {
      fault("changed", n,
            "第 " + number(n) + " 条被改动：内容与校验值不符" +
                (n > 1 ? "（或前一条连同其校验值被改）" : ""));
    }
  } else if (n > highest + 1 && !(unreadable_ && n == last_ + 2)) {
    missing_[highest + 1] = n - 1;
  } else if (late) {
    fault("reordered", n, "第 " + number(n) + " 条被移到第 " + number(last_) + " 条之后");
  } else if (n <= highest) {
    fault("repeated", n, "第 " + number(n) + " 条出现两次");
  }
  unreadable_ = false;
  last_ = n;
  last_hash_ = line.hash;
  if (n >= verdict_.head.entries) verdict_.head = {n, line.hash};
  for (const AuditMark& mark : marks_) {
    if (mark.head.entries == n && mark.head.chain != line.hash) {
      fault("other_log", n,
            "第 " + number(n) + " 条与" + mark.name + "所记的不同：日志被改动或替换");
    }
  }
}

void AuditCheck::take_seal(std::string_view line) {
  after_seal_ = true;
  const std::size_t key_at = line.rfind(key_begin);
  JsonReader json(line);
  auto seal = json.object("seal");
  const auto key = digest_of_hex(json.text_or("key"));
  const auto signature = signature_of(json.text_or("signature"));
  AuditHead head;
  std::optional<Digest> hash;
  if (seal) {
    head.entries = static_cast<std::uint64_t>(seal->integer("entries", 0, std::int64_t{1} << 62));
    hash = digest_of_hex(seal->text("hash"));
  }
  if (json.error() || !seal || !key || !signature || !hash || key_at == std::string_view::npos ||
      !is_signed(*key, line.substr(0, key_at), *signature)) {
    fault("bad_seal", last_, "末尾的封签无效：内容与签名不符");
    return;
  }
  head.chain = *hash;
  seal_ = head;
  verdict_.signed_by = *key;
}

AuditVerdict AuditCheck::finish(Sealed sealed) {
  if (seal_) marks_.push_back({"封签", *seal_});
  for (const auto& [begin, end] : missing_) {
    fault("removed", begin, range(begin, end) + "被删去");
  }
  for (const AuditMark& mark : marks_) {
    if (mark.head.entries > verdict_.head.entries) {
      fault("cut", verdict_.head.entries + 1,
            mark.name + "记载有 " + number(mark.head.entries) + " 条，日志只到第 " +
                number(verdict_.head.entries) + " 条，后面的被截去");
    }
  }
  if (seal_ && seal_->entries == verdict_.head.entries && seal_->chain != verdict_.head.chain) {
    fault("other_log", seal_->entries, "末条与封签所记的不同：日志被改动或替换");
  }
  if (seal_ && seal_->entries < verdict_.head.entries) {
    fault("bad_seal", seal_->entries, "封签只到第 " + number(seal_->entries) + " 条，日志却更长");
  }
  if (sealed == Sealed::yes && !after_seal_) {
    fault("cut", verdict_.head.entries + 1, "末尾没有封签：导出的日志被截去了一段");
  }
  return verdict_;
}
}  // namespace bole
