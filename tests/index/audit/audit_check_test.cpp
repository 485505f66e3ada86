#include "index/audit/audit_check.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "index/audit/audit_log.hpp"

using namespace bole;

namespace {
struct Exported {
  std::vector<std::string> lines{};
  AuditKey key{};
  AuditHead head{};
};

Exported exported(int entries) {
  const auto log = make_memory_audit_log();
  for (int i = 1; i <= entries; ++i) {
    log->append({.at = "2026-03-01T08:00:00Z",
                 .by = "u" + std::to_string(i),
                 .through = "http",
                 .action = "search",
                 .outcome = "ok",
                 .people = {"p-" + std::to_string(i)}});
  }
  Exported made{.key = log->key(), .head = log->head()};
  log->for_each([&](std::string_view line) {
    made.lines.emplace_back(line);
    return true;
  });
  made.lines.push_back(audit_seal(made.key, made.head, "u1", "2026-03-02T08:00:00Z"));
  return made;
}

// The faults as "code entry", joined.
std::string faults(const std::vector<std::string>& lines, std::vector<AuditMark> marks = {},
                   AuditCheck::Sealed sealed = AuditCheck::Sealed::yes) {
  AuditCheck check(std::move(marks));
  for (const std::string& line : lines) check.take(line);
  std::string said;
  for (const AuditFault& fault : check.finish(sealed).faults) {
    said += (said.empty() ? "" : ", ") + fault.code + ' ' + std::to_string(fault.entry);
  }
  return said;
}
}  // namespace

TEST_CASE("an exported audit log is checked alone and found sound", "[audit]") {
  const Exported made = exported(6);
  AuditCheck check;
  for (const std::string& line : made.lines) check.take(line);
  const AuditVerdict verdict = check.finish(AuditCheck::Sealed::yes);
  CHECK(verdict.sound());
  CHECK(verdict.head == made.head);
  CHECK(verdict.signed_by == public_key_of(made.key));
  CHECK(faults(exported(0).lines).empty());
}

TEST_CASE("a change in an audit log is found, wherever it is", "[audit]") {
  const Exported made = exported(6);
  for (std::size_t entry = 0; entry < 6; ++entry) {
    for (std::size_t at = 0; at < made.lines[entry].size(); at += 7) {
      auto lines = made.lines;
      lines[entry][at] ^= 1;
      CAPTURE(lines[entry]);
      CHECK_FALSE(faults(lines).empty());
    }
  }
  auto lines = made.lines;
  lines[2].replace(lines[2].find("\"u3\""), 4, "\"u9\"");
  CHECK(faults(lines) == "changed 3");
}

TEST_CASE("a change whose hash was made to fit breaks the chain behind it", "[audit]") {
  const Exported made = exported(4);
  auto lines = made.lines;
  AuditHead head{1, read_audit_line(lines[0])->hash};
  std::string forged;
  append_audit_line(forged, audit_members({.at = "x", .by = "u9"}), head);
  forged.pop_back();
  lines[1] = forged;
  CHECK(faults(lines) == "changed 3");
}

TEST_CASE("removed, reordered, repeated and cut entries of an audit log are told apart",
          "[audit]") {
  const Exported made = exported(8);
  const auto without = [&](std::size_t begin, std::size_t end) {
    auto lines = made.lines;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                lines.begin() + static_cast<std::ptrdiff_t>(end));
    return lines;
  };
  CHECK(faults(without(2, 4)) == "removed 3");
  CHECK(faults(without(0, 1)) == "removed 1");
  CHECK(faults(without(6, 8)) == "cut 7");
  CHECK(faults(without(6, 9)) == "cut 7");
  CHECK(faults(without(8, 9)) == "cut 9");
  auto lines = made.lines;
  std::swap(lines[2], lines[3]);
  CHECK(faults(lines) == "reordered 3");
  lines = made.lines;
  std::rotate(lines.begin() + 1, lines.begin() + 3, lines.begin() + 6);
  CHECK(faults(lines) == "reordered 2");
  lines = made.lines;
  lines.insert(lines.begin() + 4, lines[1]);
  CHECK(faults(lines).starts_with("repeated 2"));
  lines = made.lines;
  lines[4] = "{}";
  CHECK(faults(lines) == "unreadable 5");
}

TEST_CASE("a seal that was altered or made by hand is refused", "[audit]") {
  const Exported made = exported(5);
  auto lines = made.lines;
  lines.back().replace(lines.back().find("\"entries\":5"), 11, "\"entries\":4");
  CHECK(faults(lines).find("bad_seal") != std::string::npos);
  // Cut, and sealed anew with a key of one's own: the key is another.
  lines = made.lines;
  lines.erase(lines.begin() + 3, lines.end());
  AuditKey own{};
  own.fill(1);
  lines.push_back(audit_seal(own, {3, read_audit_line(lines[2])->hash}, "u1", "x"));
  AuditCheck check;
  for (const std::string& line : lines) check.take(line);
  const AuditVerdict verdict = check.finish(AuditCheck::Sealed::yes);
  CHECK(verdict.sound());
  CHECK(verdict.signed_by != public_key_of(made.key));
  // And a mark from outside tells.
  CHECK(faults(lines, {{"抄记", made.head}}) == "cut 4");
}

TEST_CASE("a log that was replaced whole is told by a mark outside it", "[audit]") {
  const Exported one = exported(4);
  Exported other = exported(4);
  other.lines[0].replace(other.lines[0].find("\"u1\""), 4, "\"u7\"");
  AuditHead head{};
  std::vector<std::string> forged;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string_view body = read_audit_line(other.lines[i])->body;
    std::string line;
    append_audit_line(line, body.substr(body.find(',') + 1), head);
    line.pop_back();
    forged.push_back(line);
  }
  CHECK(faults(forged, {}, AuditCheck::Sealed::no).empty());
  CHECK(faults(forged, {{"见证", one.head}}, AuditCheck::Sealed::no) == "other_log 4");
}
