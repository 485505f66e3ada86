#include <catch2/catch.hpp>

#include "engine/normalise/form_parts.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using bole::testing::has_code;

namespace {
struct Case {
  const char* text;
  const char* name;
  const char* date;
};
}  // namespace

TEST_CASE("a party field mixes date and parties in many forms", "[party]") {
  for (const Case& c : {Case{"200108", "中共", "2001.08"},
                        {"2001年8月", "中共", "2001.08"},
                        {"200108；民建", "中共、民建", "2001.08"},
                        {"民建", "民建", ""},
                        {"民建；民盟", "民建、民盟", ""},
                        {"无党派", "无党派", ""},
                        {"无党派人士", "无党派", ""},
                        {"（民盟、民革）", "民盟、民革", ""},
                        {"民盟（2002.03）", "民盟", "2002.03"},
                        {"民建2001.08", "民建", "2001.08"},
                        {"(民盟、民建、九三)", "民盟、民建、九三学社", ""},
                        {"2001.08加入中国共产党", "中共", "2001.08"},
                        {"中共（2001.8）", "中共", "2001.08"},
                        {"民革、200108", "民革、中共", "2001.08"},
                        {"中国民主建国会会员", "民建", ""},
                        {"民革 2001.08", "民革", "2001.08"},
                        {"200108（预备）", "中共", "2001.08"},
                        {"群众", "群众", ""}}) {
    CAPTURE(c.text);
    Sealed sealed;
    Issues issues;
    CHECK(read_party(c.text, sealed, issues) == Reading::complete);
    CHECK(sealed.party_name == c.name);
    CHECK((sealed.party_date ? to_string(*sealed.party_date) : "") == c.date);
    CHECK(issues.empty());
  }
}

TEST_CASE("an unknown party is kept as written and pointed out", "[party]") {
  Sealed sealed;
  Issues issues;
  CHECK(read_party("样例党", sealed, issues) == Reading::incomplete);
  CHECK(sealed.party_name == "样例党");
  CHECK(has_code(issues, "unknown_party"));
}

TEST_CASE("a date of joining that does not exist makes nobody a member", "[party]") {
  Sealed sealed;
  Issues issues;
  CHECK(read_party("200113", sealed, issues) == Reading::incomplete);
  CHECK(sealed.party_name.empty());
  CHECK(has_code(issues, "bad_date"));
}

TEST_CASE("of two dates of joining the record holds the CPC's and the text stays", "[party]") {
  Sealed sealed;
  Issues issues;
  CHECK(read_party("民盟（1999.05）、中共（2001.08）", sealed, issues) == Reading::incomplete);
  CHECK(to_string(*sealed.party_date) == "2001.08");
}
