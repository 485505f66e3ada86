// ROT-01 交流, TRM-01 任期, TRL-01 试用期.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
struct Held {
  std::string organisation{};
  std::string title{};
  std::string_view from{};
  std::string_view to = "至今";
  Level level = Level::county_deputy;
  std::string system = "政府";
  std::optional<bool> head = false;
};
Profile who_held(const std::vector<Held>& career) {
  Person person = Person().at_level(Level::county_deputy, "2010.03");
  for (const Held& held : career) {
    person.served({.from = held.from,
                   .to = held.to,
                   .level = held.level,
                   .head = held.head,
                   .system = held.system,
                   .organisation = held.organisation});
  }
  Profile who = person;
  for (std::size_t i = 0; i < career.size(); ++i) {
    (*who.appointments)[i].posts.front().title = career[i].title;
  }
  return who;
}
VacantPost mayor_of_county() {
  VacantPost post = post_at(Level::county_head);
  post.title = "县长";
  post.organisation_record.emplace();
  post.organisation_record->name = "样例市甲县人民政府";
  post.organisation_record->short_names = {"甲县人民政府"};
  return post;
}
}  // namespace

TEST_CASE("ROT-01: ten years in one post are a notice that it is time to move", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  const Profile who = who_held({{"甲县人民政府", "副县长", "2016.03"}});
  CHECK(verdict("ROT-01", who, post, "2026-02-28") == "holds");
  CHECK(verdict("ROT-01", who, post, "2026-03-01") == "holds rotation_due");
  CHECK(grounds("ROT-01", who, post, "2026-02-28") == "119/120 month /appointments/a1");
  CHECK(verdict("ROT-01", who_held({{"甲县人民政府", "副县长", "2016"}}), post, "2026-03-01") ==
        "unverified");
}

TEST_CASE("ROT-01: years in the post count together, years in another do not", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  CHECK(verdict("ROT-01",
                who_held({{"甲县人民政府", "副县长", "2014.03", "2020.03"},
                          {"甲县人民政府", "副县长", "2021.03"}}),
                post, "2026-03-01") == "holds rotation_due");
  CHECK(verdict("ROT-01",
                who_held({{"甲县人民政府", "副县长", "2014.03", "2020.03"},
                          {"乙县人民政府", "副县长", "2020.03"}}),
                post, "2026-03-01") == "holds");
}

TEST_CASE("ROT-01: concerns leaders of party committees and governments from county level up",
          "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  CHECK(verdict("ROT-01",
                who_held({{"甲县人大", "副主任", "2010.03", "至今", Level::county_deputy, "人大"}}),
                post, "2026-03-01") == "holds not_applicable");
  CHECK(verdict("ROT-01",
                who_held({{"甲镇人民政府", "镇长", "2010.03", "至今", Level::township_head}}), post,
                "2026-03-01") == "holds not_applicable");
  CHECK(verdict("ROT-01", Person(), post, "2026-03-01") == "unverified");
}

TEST_CASE("TRM-01: nobody has a third term in one post", "[gate]") {
  const auto mayor_since = [](std::string_view from) {
    return who_held({{"甲县人民政府", "县长", from, "至今", Level::county_head}});
  };
  CHECK(verdict("TRM-01", mayor_since("2016.03"), mayor_of_county(), "2026-02-28") == "holds");
  CHECK(verdict("TRM-01", mayor_since("2016.03"), mayor_of_county(), "2026-03-01") == "fails");
  CHECK(grounds("TRM-01", mayor_since("2016.03"), mayor_of_county(), "2026-03-01") ==
        "120/120 month /appointments/a1");
  CHECK(verdict("TRM-01", mayor_since("2016"), mayor_of_county(), "2026-03-01") == "unverified");
  CHECK(verdict("TRM-01",
                who_held({{"乙县人民政府", "县长", "2010.03", "至今", Level::county_head}}),
                mayor_of_county(), "2025-02-28") == "holds");
}

TEST_CASE("TRM-01: fifteen years at the level of the post are a notice", "[gate]") {
  const auto heads = [](std::string_view from) {
    return who_held({{"乙县人民政府", "县长", from, "2016.03", Level::county_head},
                     {"样例市某局", "局长", "2016.03", "至今", Level::county_head}});
  };
  CHECK(verdict("TRM-01", heads("2011.03"), mayor_of_county(), "2026-02-28") == "holds");
  CHECK(verdict("TRM-01", heads("2011.03"), mayor_of_county(), "2026-03-01") ==
        "holds fifteen_years_at_level");
}

TEST_CASE("TRM-01: a head who has not served out the term is a notice", "[gate]") {
  const auto head_since = [](std::string_view from, std::optional<bool> head) {
    return who_held({{"样例市某局", "局长", from, "至今", Level::county_deputy, "政府", head}});
  };
  CHECK(verdict("TRM-01", head_since("2021.04", true), mayor_of_county(), "2026-03-01") ==
        "holds term_not_served");
  CHECK(verdict("TRM-01", head_since("2021.03", true), mayor_of_county(), "2026-03-01") == "holds");
  CHECK(verdict("TRM-01", head_since("2025.03", false), mayor_of_county(), "2026-03-01") ==
        "holds");
}

TEST_CASE("TRM-01: concerns leadership posts from county level up", "[gate]") {
  CHECK(verdict("TRM-01", Person(), post_at(Level::township_head), "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("TRM-01", Person(), post_at(Level::officer, {}), "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("TRM-01", Person(), mayor_of_county(), "2026-03-01") == "unverified");
}

TEST_CASE("TRL-01: the first year at a level is a notice", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  const Person who = Person().at_level(Level::county_deputy, "2025-03-01");
  CHECK(verdict("TRL-01", who, post, "2026-02-28") == "holds on_trial");
  CHECK(verdict("TRL-01", who, post, "2026-03-01") == "holds");
  CHECK(verdict("TRL-01", Person().at_level(Level::county_deputy, "2025.03"), post, "2026-03-15") ==
        "unverified");
  CHECK(verdict("TRL-01", Person().at_level(Level::county_deputy), post, "2026-03-15") ==
        "unverified");
}

TEST_CASE("TRL-01: concerns leaders up to bureau level", "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  CHECK(verdict("TRL-01", Person().at_level(Level::officer, "2025.12"), post, "2026-03-01") ==
        "holds not_applicable");
  CHECK(verdict("TRL-01", Person().at_level(Level::provincial_deputy, "2025.12"), post,
                "2026-03-01") == "holds not_applicable");
  CHECK(verdict("TRL-01", Person().at_level(Level::bureau_head, "2025.12"), post, "2026-03-01") ==
        "holds on_trial");
}
