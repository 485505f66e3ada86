#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "index/audit/audit_check.hpp"
#include "index/audit/audit_folder.hpp"
#include "index/audit/audit_log.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;
namespace fs = std::filesystem;

namespace {
AuditEntry entry(const std::string& person) {
  return {.at = "2026-03-01T08:00:00Z",
          .by = "u1",
          .through = "cli",
          .action = "profile.read",
          .outcome = "ok",
          .people = {person}};
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}
void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// A closed log of five entries.
class Closed {
 public:
  Closed() {
    const auto log = open_audit_log(path(), {});
    for (int i = 1; i <= 5; ++i) head_ = log->append(entry("p-" + std::to_string(i)));
    bytes_ = bytes_of(path() + "/log");
  }
  [[nodiscard]] std::string path() const { return directory_.at("audit"); }
  [[nodiscard]] const AuditHead& head() const { return head_; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  void put(const std::string& bytes) const { write(path() + "/log", bytes); }
  [[nodiscard]] std::unique_ptr<AuditLog> open() const { return open_audit_log(path(), head_); }

 private:
  testing::TemporaryDirectory directory_{};
  AuditHead head_{};
  std::string bytes_;
};

bool refuses(AuditLog& log) {
  try {
    log.append(entry("p-9"));
    return false;
  } catch (const StorageError& error) {
    return error.code == "audit_unavailable" && !log.trouble().empty();
  }
}

std::uint64_t count_of(const AuditLog& log) {
  std::uint64_t count = 0;
  log.for_each([&](std::string_view) {
    ++count;
    return true;
  });
  return count;
}
}  // namespace

TEST_CASE("an audit log is taken up where it ended", "[audit]") {
  const Closed closed;
  const auto log = closed.open();
  CHECK(log->trouble().empty());
  CHECK(log->head() == closed.head());
  const AuditHead next = log->append(entry("p-6"));
  CHECK(next.entries == 6);
  CHECK(bytes_of(closed.path() + "/log").starts_with(closed.bytes()));
  struct stat status {};
  for (const char* name : {"", "/log", "/HEAD", "/KEY"}) {
    REQUIRE(::stat((closed.path() + name).c_str(), &status) == 0);
    CHECK((status.st_mode & 0077) == 0);
  }
}

TEST_CASE("the torn end that a crash left is cut, whole lines behind the witness are kept",
          "[audit]") {
  const Closed closed;
  const std::string witness = bytes_of(closed.path() + "/HEAD");
  std::string longer;
  {
    const auto log = closed.open();
    log->append(entry("p-6"));
    log->append(entry("p-7"));
    longer = bytes_of(closed.path() + "/log");
  }
  // As if the two had been written and the witness had not.
  for (const std::size_t torn : {std::size_t{1}, std::size_t{40}, longer.size() / 14}) {
    CAPTURE(torn);
    write(closed.path() + "/HEAD", witness);
    closed.put(longer.substr(0, longer.size() - torn));
    const auto log = closed.open();
    CHECK(log->trouble().empty());
    CHECK(log->head().entries == 6);
    CHECK(log->append(entry("p-8")).entries == 7);
    CHECK(count_of(*log) == 7);
  }
  write(closed.path() + "/HEAD", witness);
  closed.put(longer);
  CHECK(closed.open()->head().entries == 7);
  write(closed.path() + "/HEAD", witness);
  closed.put(closed.bytes() + std::string(3000, '\0') + '\n');
  CHECK(closed.open()->head() == closed.head());
  CHECK(bytes_of(closed.path() + "/log") == closed.bytes());
}

TEST_CASE("an audit log whose acknowledged end is gone or altered takes no entry", "[audit]") {
  const Closed closed;
  const std::size_t last = closed.bytes().rfind("{\"n\":5");
  SECTION("a byte is missing") { closed.put(closed.bytes().substr(0, closed.bytes().size() - 1)); }
  SECTION("an entry is missing") { closed.put(closed.bytes().substr(0, last)); }
  SECTION("everything is missing") { fs::remove(closed.path() + "/log"); }
  SECTION("the last entry is another") {
    std::string bytes = closed.bytes();
    bytes[bytes.find("\"hash\":\"", last) + 9] ^= 1;
    closed.put(bytes);
  }
  SECTION("the witness is gone") { fs::remove(closed.path() + "/HEAD"); }
  SECTION("the witness is nonsense") { write(closed.path() + "/HEAD", std::string(512, 'x')); }
  SECTION("the key is gone") { fs::remove(closed.path() + "/KEY"); }
  SECTION("the whole folder is gone") { fs::remove_all(closed.path()); }
  const auto log = closed.open();
  CHECK_FALSE(log->trouble().empty());
  CHECK(refuses(*log));
  CHECK(refuses(*log));
}

TEST_CASE("a witness that a power cut set back behind the store is made up for by the log",
          "[audit]") {
  const Closed closed;
  const std::string witness = bytes_of(closed.path() + "/HEAD");
  AuditHead held;
  {
    const auto log = closed.open();
    held = log->append(entry("p-6"));
    log->append(entry("p-7"));
  }
  const std::string longer = bytes_of(closed.path() + "/log");
  write(closed.path() + "/HEAD", witness);
  CHECK(check_audit_folder(closed.path(), held, {})->sound());
  AuditHead other = held;
  other.chain[0] ^= 1;
  CHECK(refuses(*open_audit_log(closed.path(), other)));
  const auto log = open_audit_log(closed.path(), held);
  CHECK(log->trouble().empty());
  CHECK(log->head().entries == 7);
  CHECK(bytes_of(closed.path() + "/log") == longer);
}

TEST_CASE("an older copy of the whole audit log is known by what the store holds", "[audit]") {
  const Closed closed;
  const std::string head = bytes_of(closed.path() + "/HEAD");
  AuditHead newer;
  {
    const auto log = closed.open();
    newer = log->append(entry("p-6"));
  }
  closed.put(closed.bytes());
  write(closed.path() + "/HEAD", head);
  CHECK(refuses(*open_audit_log(closed.path(), newer)));
  CHECK_FALSE(refuses(*closed.open()));
}

TEST_CASE("one torn slot of the witness leaves the one before", "[audit]") {
  for (const std::size_t slot : {std::size_t{0}, std::size_t{1}}) {
    const Closed closed;
    std::string witness = bytes_of(closed.path() + "/HEAD");
    REQUIRE(witness.size() == 512);
    witness.replace(slot * 256 + 30, 40, 40, '\0');
    write(closed.path() + "/HEAD", witness);
    const auto log = open_audit_log(closed.path(), {});
    CHECK(log->trouble().empty());
    CHECK(log->head() == closed.head());
  }
}

TEST_CASE("an audit log that cannot be written says so, and goes on when it can", "[audit]") {
  const testing::TemporaryDirectory directory;
  SECTION("its place is a file") {
    write(directory.at("audit"), "x");
    CHECK(refuses(*open_audit_log(directory.at("audit"), {})));
  }
  SECTION("there is no room") {
    const auto log = open_audit_log(directory.at("audit"), {});
    log->append(entry("p-1"));
    // Files of this process may not grow: writing fails as on a full disk, part of it done.
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto full = static_cast<rlim_t>(fs::file_size(directory.at("audit") + "/log") + 20);
    const rlimit limit{std::max<rlim_t>(full, 512), before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    bool refused = false;
    for (int i = 0; i < 5 && !refused; ++i) refused = refuses(*log);
    const AuditHead held = log->head();
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    CHECK(refused);
    CHECK(log->append(entry("p-2")).entries == held.entries + 1);
    CHECK(log->trouble().empty());
    CHECK(count_of(*log) == held.entries + 1);
  }
}

TEST_CASE("opening looks at the end of the audit log, checking at all of it", "[audit]") {
  const Closed closed;
  std::string bytes = closed.bytes();
  bytes[bytes.find("p-2")] = 'q';
  closed.put(bytes);
  const auto log = closed.open();
  CHECK(log->trouble().empty());
  AuditCheck check({{"见证", log->head()}});
  log->for_each([&](std::string_view line) {
    check.take(line);
    return true;
  });
  const AuditVerdict verdict = check.finish(AuditCheck::Sealed::no);
  REQUIRE(verdict.faults.size() == 1);
  CHECK(verdict.faults[0].code == "changed");
  CHECK(verdict.faults[0].entry == 2);
}
