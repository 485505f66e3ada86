#include "index/store/witness.hpp"

#include <catch2/catch.hpp>

using namespace bole;

TEST_CASE("a witness is read back as it was written", "[witness]") {
  const Head head{.epoch = 3, .sequence = 90211, .chain = sha256("x")};
  CHECK(read_witness(witness_text(head)) == head);
}

TEST_CASE("a witness that is cut or changed in form is none", "[witness]") {
  const std::string text = witness_text(Head{.epoch = 1, .sequence = 7, .chain = sha256("x")});
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(read_witness(text.substr(0, size)));
  }
  CHECK_FALSE(read_witness(text + "x"));
  CHECK_FALSE(read_witness("bole-head 2" + text.substr(11)));
  std::string minus = text;
  minus.replace(minus.find("sequence 7"), 10, "sequence -");
  CHECK_FALSE(read_witness(minus));
}
