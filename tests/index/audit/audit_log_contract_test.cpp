// What every audit log promises (index/audit/audit_log.hpp), asked of each implementation.
#include <catch2/catch.hpp>
#include <mutex>
#include <set>
#include <thread>

#include "index/audit/audit_check.hpp"
#include "index/audit/audit_log.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
struct InMemory {
  std::unique_ptr<AuditLog> log = make_memory_audit_log();
};
struct OnDisk {
  testing::TemporaryDirectory directory{};
  std::unique_ptr<AuditLog> log = open_audit_log(directory.at("audit"), {});
};

AuditEntry reading(const std::string& person) {
  return {.at = "2026-03-01T08:00:00Z",
          .by = "u1",
          .through = "cli",
          .action = "profile.read",
          .outcome = "ok",
          .people = {person}};
}

std::vector<std::string> lines_of(const AuditLog& log) {
  std::vector<std::string> lines;
  log.for_each([&](std::string_view line) {
    lines.emplace_back(line);
    return true;
  });
  return lines;
}

AuditVerdict checked(const AuditLog& log) {
  AuditCheck check({{"见证", log.head()}});
  for (const std::string& line : lines_of(log)) check.take(line);
  return check.finish(AuditCheck::Sealed::no);
}
}  // namespace

#define BOLE_AUDIT_LOGS InMemory, OnDisk

TEMPLATE_TEST_CASE("an empty audit log is sound and takes entries", "[audit][contract]",
                   BOLE_AUDIT_LOGS) {
  TestType holder;
  AuditLog& log = *holder.log;
  CHECK(log.head() == AuditHead{});
  CHECK(log.trouble().empty());
  CHECK(lines_of(log).empty());
  CHECK(checked(log).sound());
  CHECK(log.append(reading("p-1")).entries == 1);
  CHECK(log.head().entries == 1);
}

TEMPLATE_TEST_CASE("entries are numbered, chained and read back", "[audit][contract]",
                   BOLE_AUDIT_LOGS) {
  TestType holder;
  AuditLog& log = *holder.log;
  AuditEntry search = reading("p-1");
  search.action = "search";
  search.pool = "finance";
  search.count = 3;
  search.people = {"p-1", "p-2", "p-3"};
  log.append(reading("p-9"));
  const AuditHead last = log.append(search);
  CHECK(last == log.head());
  const std::vector<std::string> lines = lines_of(log);
  REQUIRE(lines.size() == 2);
  CHECK(read_audit_line(lines[0])->number == 1);
  CHECK(read_audit_line(lines[1])->hash == last.chain);
  const auto read = audit_entry_of(lines[1]);
  REQUIRE(read);
  CHECK(read->by == "u1");
  CHECK(read->pool == "finance");
  CHECK(read->count == 3U);
  CHECK(read->people == search.people);
  CHECK(read->people_count == 3);
  CHECK(checked(log).sound());
}

TEMPLATE_TEST_CASE("what a stranger sends makes no line that cannot be read", "[audit][contract]",
                   BOLE_AUDIT_LOGS) {
  TestType holder;
  AuditLog& log = *holder.log;
  AuditEntry entry = reading("p-1");
  entry.objects = {"\n{\"n\":7}", std::string(5000, 'x'), "\xff\xfe", std::string("\0a", 2),
                   "引号\"反斜线\\"};
  entry.by = std::string(300, '\xe4');
  log.append(entry);
  log.append(reading("p-2"));
  CHECK(lines_of(log).size() == 2);
  const auto read = audit_entry_of(lines_of(log)[0]);
  REQUIRE(read);
  CHECK(read->objects.size() == 5);
  CHECK(read->objects[0] == " {\"n\":7}");
  CHECK(read->objects[1].size() < 300);
  CHECK(checked(log).sound());
}

TEMPLATE_TEST_CASE("of very many people the first thousand are named and all are counted",
                   "[audit][contract]", BOLE_AUDIT_LOGS) {
  TestType holder;
  AuditEntry entry = reading("p-1");
  entry.people.assign(2500, "p-1");
  holder.log->append(entry);
  const auto read = audit_entry_of(lines_of(*holder.log)[0]);
  REQUIRE(read);
  CHECK(read->people.size() == AuditEntry::most_people);
  CHECK(read->people_count == 2500);
}

TEMPLATE_TEST_CASE("many writers leave one unbroken chain and each its own receipt",
                   "[audit][contract]", BOLE_AUDIT_LOGS) {
  TestType holder;
  AuditLog& log = *holder.log;
  constexpr int writers = 8;
  constexpr int each = 25;
  std::mutex mutex;
  std::set<std::uint64_t> receipts;
  {
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer) {
      threads.emplace_back([&] {
        for (int i = 0; i < each; ++i) {
          const AuditHead head = log.append(reading("p-1"));
          const std::scoped_lock lock(mutex);
          receipts.insert(head.entries);
        }
      });
    }
  }
  CHECK(receipts.size() == writers * each);
  CHECK(*receipts.rbegin() == writers * each);
  CHECK(log.head().entries == writers * each);
  CHECK(lines_of(log).size() == writers * each);
  CHECK(checked(log).sound());
}

TEMPLATE_TEST_CASE("the same question is known again, another log does not know it",
                   "[audit][contract]", BOLE_AUDIT_LOGS) {
  const TestType one;
  const TestType other;
  const std::string digest = question_digest(one.log->key(), "张三");
  CHECK(digest == question_digest(one.log->key(), "张三"));
  CHECK(digest != question_digest(one.log->key(), "张四"));
  CHECK(digest != question_digest(other.log->key(), "张三"));
  CHECK(audited_id(one.log->key(), "p-000123") == "p-000123");
  CHECK(audited_id(one.log->key(), "张三") == digest);
  CHECK(audited_id(one.log->key(), "53010219790312001X").starts_with("digest:"));
  CHECK(audited_id(one.log->key(), "530102790312001").starts_with("digest:"));
}
