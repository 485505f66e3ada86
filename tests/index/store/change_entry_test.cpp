#include "index/store/change_entry.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
Change some_change() {
  return {.head = {.epoch = 2, .sequence = 300, .chain = {}},
          .collection = Collection::matter,
          .id = "m-7",
          .version = 4,
          .erasure = true,
          .body = sha256("b"),
          .sealed = sha256("s"),
          .authorship = {.by = "u1", .at = "2026-03-01T08:00:00Z", .reason = "理由", .source = ""}};
}
}  // namespace

TEST_CASE("a change is read back from its canonical bytes", "[change_entry]") {
  const Change change = some_change();
  const auto read = decode_change(encode_change(change));
  REQUIRE(read);
  CHECK(encode_change(*read) == encode_change(change));
  CHECK(read->id == "m-7");
  CHECK(read->erasure);
  CHECK(read->authorship.reason == "理由");
}

TEST_CASE("bytes that are cut or longer are no change", "[change_entry]") {
  const std::string bytes = encode_change(some_change());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_change(bytes.substr(0, size)));
  CHECK_FALSE(decode_change(bytes + "x"));
}

TEST_CASE("every part of a change moves the chain", "[change_entry]") {
  const Digest before = next_chain(Digest{}, encode_change(some_change()));
  std::vector<Change> others(9, some_change());
  ++others[0].head.epoch;
  ++others[1].head.sequence;
  others[2].id = "m-8";
  ++others[3].version;
  others[4].erasure = false;
  others[5].body[0] ^= 1U;
  others[6].sealed[0] ^= 1U;
  others[7].authorship.by = "u2";
  others[8].collection = Collection::match;
  for (const Change& other : others) CHECK(next_chain(Digest{}, encode_change(other)) != before);
  CHECK(next_chain(before, encode_change(some_change())) != before);
}
