// A file system that is really full: a small one in memory, which only root can make.
#include <sys/mount.h>

#include <catch2/catch.hpp>

#include "index/store/store.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
class SmallFileSystem {
 public:
  SmallFileSystem() {
    mounted_ = ::mount("none", path().c_str(), "tmpfs", 0, "size=24m,mode=700") == 0;
  }
  ~SmallFileSystem() {
    if (mounted_) ::umount2(path().c_str(), MNT_DETACH);
  }
  SmallFileSystem(const SmallFileSystem&) = delete;
  SmallFileSystem& operator=(const SmallFileSystem&) = delete;

  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] std::string path() const { return directory_.path().string(); }
  void grow() const {
    REQUIRE(::mount("none", path().c_str(), "tmpfs", MS_REMOUNT, "size=200m,mode=700") == 0);
  }

 private:
  testing::TemporaryDirectory directory_{};
  bool mounted_ = false;
};

Put person(int number) {
  std::string body = std::to_string(number) + " ";
  unsigned state = static_cast<unsigned>(number) * 2654435761U + 1U;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1664525U + 1013904223U;
    body += static_cast<char>('!' + (state >> 24U) % 90U);  // does not compress
  }
  return {.collection = Collection::profile, .id = std::to_string(number), .body = body};
}
}  // namespace

TEST_CASE("on a full disk writing is refused, reading goes on and nothing is lost", "[fault]") {
  const SmallFileSystem disk;
  if (!disk.mounted()) {
    WARN("not allowed to mount a small file system: not tried");
    return;
  }
  const Authorship author{.by = "u1", .at = "2026-03-01T08:00:00Z"};
  const std::string path = disk.path() + "/store";
  int acknowledged = 0;
  std::string code;
  const auto everything_readable = [&](const Store& store) {
    for (int number = 1; number <= acknowledged; ++number) {
      const auto found = store.find(Collection::profile, std::to_string(number));
      if (!found || found->body != person(number).body) return false;
    }
    return true;
  };
  {
    const auto store = open_rocks_store(path, OpenMode::create);
    while (code.empty() && acknowledged < 5000) {
      try {
        const bool committed{store->commit({person(acknowledged + 1)}, author)};
        REQUIRE(committed);
        ++acknowledged;
      } catch (const StorageError& error) {
        code = error.code;
      }
    }
    CHECK(code == "disk_full");
    CHECK(acknowledged > 100);
    CHECK(everything_readable(*store));
  }
  disk.grow();
  const auto store = open_rocks_store(path, OpenMode::existing);
  CHECK_FALSE(store->verify());
  CHECK(everything_readable(*store));
  CHECK(store->commit({person(acknowledged + 1)}, author));
}
