#include "engine/normalise/id_number.hpp"

#include <catch2/catch.hpp>

using namespace bole;

TEST_CASE("the check character of an ID number is recomputed", "[id_number]") {
  CHECK(read_id_number("11010519491231002X").checksum_holds);
  CHECK_FALSE(read_id_number("110105194912310029").checksum_holds);
  CHECK_FALSE(read_id_number("11010519491231003X").checksum_holds);
}

TEST_CASE("a small or full-width x is the X of the number", "[id_number]") {
  CHECK(read_id_number("11010519491231002x").text == "11010519491231002X");
  CHECK(read_id_number(" １１０１０５１９４９１２３１００２ｘ ").checksum_holds);
}

TEST_CASE("the old number of 15 digits has a birth date of the twentieth century", "[id_number]") {
  const IdNumber id = read_id_number("110105491231002");
  CHECK(id.form == IdNumber::Form::fifteen);
  CHECK(id.checksum_holds);
  CHECK(to_string(*id.birth) == "1949-12-31");
  CHECK(id.female);
}

TEST_CASE("an ID number of another shape is malformed", "[id_number]") {
  for (const char* text : {"", "1101051949123100", "11010519491231O02X", "1101051949123100X2"}) {
    CAPTURE(text);
    CHECK(read_id_number(text).form == IdNumber::Form::malformed);
  }
}

TEST_CASE("a birth date that does not exist is not read from an ID number", "[id_number]") {
  CHECK_FALSE(read_id_number("110105194902300020").birth);
}
