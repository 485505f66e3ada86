// ELG-04 下一级两个职位.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const VacantPost& post() {
  static const VacantPost vacant = post_at(Level::county_deputy);
  return vacant;
}
// A township head with one more period in an organisation under a title.
struct Held {
  std::string organisation{};
  std::string title{};
  std::string_view from{};
  std::string_view to{};
  Level level = Level::township_head;
  std::string kind = "任职";
};
Profile who_held(const std::vector<Held>& career) {
  Person person = Person().at_level(Level::township_head, "2015.03");
  for (const Held& held : career) {
    person.served({.from = held.from,
                   .to = held.to,
                   .kind = held.kind,
                   .level = held.level,
                   .organisation = held.organisation});
  }
  Profile who = person;
  for (std::size_t i = 0; i < career.size(); ++i) {
    (*who.appointments)[i].posts.front().title = career[i].title;
  }
  return who;
}
}  // namespace

TEST_CASE("ELG-04: two posts of the next lower level are asked, as a rule", "[gate]") {
  const Held mayor{"甲镇人民政府", "镇长", "2015.03", "2018.03"};
  const Held secretary{"甲镇党委", "书记", "2018.03", "至今"};
  CHECK(verdict("ELG-04", who_held({mayor, secretary}), post(), "2026-03-01") == "holds");
  CHECK(verdict("ELG-04", who_held({mayor}), post(), "2026-03-01") ==
        "needs_approval exception_needs_approval");
  CHECK(grounds("ELG-04", who_held({mayor, secretary}), post(), "2026-03-01") ==
        "2/2 count /appointments/a1 /appointments/a2");
  CHECK(grounds("ELG-04", who_held({}), post(), "2026-03-01") == "0/2 count none:/appointments");
}

TEST_CASE("ELG-04: the second post counts from the day it begins", "[gate]") {
  const Held mayor{"甲镇人民政府", "镇长", "2015.03", "2018.03"};
  const auto and_then = [&](std::string_view from) {
    return who_held({mayor, {"甲镇党委", "书记", from, "至今"}});
  };
  CHECK(verdict("ELG-04", and_then("2026-03-02"), post(), "2026-03-01") ==
        "needs_approval exception_needs_approval");
  CHECK(verdict("ELG-04", and_then("2026-03-01"), post(), "2026-03-01") == "holds");
  CHECK(verdict("ELG-04", and_then("2026.03"), post(), "2026-03-01") == "unverified");
}

TEST_CASE("ELG-04: the same post again, a membership or an attachment is no second post",
          "[gate]") {
  const Held mayor{"甲镇人民政府", "镇长", "2015.03", "2018.03"};
  CHECK(verdict("ELG-04", who_held({mayor, {"甲镇人民政府", "镇长", "2018.03", "至今"}}), post(),
                "2026-03-01") == "needs_approval exception_needs_approval");
  CHECK(verdict("ELG-04", who_held({mayor, {"样例市财政局", "党组成员", "2018.03", "至今"}}),
                post(), "2026-03-01") == "needs_approval exception_needs_approval");
  const Held attached{"某公司", "副总经理", "2018.03", "2019.03", Level::township_head, "挂职"};
  CHECK(verdict("ELG-04", who_held({mayor, attached}), post(), "2026-03-01") ==
        "needs_approval exception_needs_approval");
}

TEST_CASE("ELG-04: an entry of unknown level, or no career, is unverified only when short",
          "[gate]") {
  const Held mayor{"甲镇人民政府", "镇长", "2015.03", "2018.03"};
  const Held unknown{"某局", "局长", "2018.03", "至今", Level::unknown};
  const Held secretary{"甲镇党委", "书记", "2018.03", "至今"};
  CHECK(verdict("ELG-04", who_held({mayor, unknown}), post(), "2026-03-01") == "unverified");
  CHECK(verdict("ELG-04", who_held({mayor, secretary, unknown}), post(), "2026-03-01") == "holds");
  CHECK(verdict("ELG-04", Person().at_level(Level::township_head, "2015.03"), post(),
                "2026-03-01") == "unverified");
}

TEST_CASE("ELG-04: concerns promotion to county level and above", "[gate]") {
  const Profile who = who_held({});
  CHECK(verdict("ELG-04", who, post_at(Level::township_head), "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("ELG-04", Person().at_level(Level::township_deputy), post_at(Level::township_head),
                "2026-03-01") == "holds not_applicable");
  CHECK(verdict("ELG-04", Person(), post(), "2026-03-01") == "unverified");
}
