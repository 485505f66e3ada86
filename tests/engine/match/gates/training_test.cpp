#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

TEST_CASE("ELG-07: at county level 550 hours in five years, 549 are short", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  const auto with = [](int hours) {
    return Person()
        .at_level(Level::county_deputy)
        .trained({.from = "2024-05-06", .to = "2024-05-10", .hours = hours});
  };
  CHECK(verdict("ELG-07", with(550), post, "2026-03-01") == "holds");
  CHECK(verdict("ELG-07", with(549), post, "2026-03-01") == "holds complete_within_12_months");
}

TEST_CASE("ELG-07: training counts for five years and not a day longer", "[gate]") {
  const Person who = Person()
                         .at_level(Level::county_deputy)
                         .trained({.from = "2021-03-02", .to = "2021-03-02", .hours = 550});
  const VacantPost post = post_at(Level::county_head);
  CHECK(verdict("ELG-07", who, post, "2026-03-01") == "holds");
  CHECK(verdict("ELG-07", who, post, "2026-03-02") == "holds complete_within_12_months");
}

TEST_CASE("ELG-07: below county level 90 hours or twelve days in the last calendar year",
          "[gate]") {
  const VacantPost post = post_at(Level::county_deputy);
  CHECK(verdict("ELG-07",
                Person()
                    .at_level(Level::township_head)
                    .trained({.from = "2025-12-01", .to = "2025-12-31", .hours = 90}),
                post, "2026-03-01") == "holds");
  CHECK(verdict("ELG-07",
                Person()
                    .at_level(Level::township_head)
                    .trained({.from = "2025-06-01", .to = "2025-06-12", .hours = 60}),
                post, "2026-03-01") == "holds");
  CHECK(verdict("ELG-07",
                Person()
                    .at_level(Level::township_head)
                    .trained({.from = "2026-01-05", .to = "2026-01-09", .hours = 90}),
                post, "2026-03-01") == "holds complete_within_12_months");
}

TEST_CASE("ELG-07: hours that are not recorded, or no list at all, are unverified", "[gate]") {
  const VacantPost post = post_at(Level::county_head);
  CHECK(verdict("ELG-07", Person().at_level(Level::county_deputy), post, "2026-03-01") ==
        "unverified");
  CHECK(
      verdict("ELG-07",
              Person().at_level(Level::county_deputy).trained({.from = "2024.05", .to = "2024.05"}),
              post, "2026-03-01") == "unverified");
  CHECK(verdict("ELG-07", Person().at_level(Level::county_deputy).never_trained(), post,
                "2026-03-01") == "holds complete_within_12_months");
}

TEST_CASE("ELG-07: where the time decides, the figures are those of the time", "[gate]") {
  CHECK(grounds("ELG-07",
                Person()
                    .at_level(Level::county_deputy)
                    .trained({.from = "2024.03", .to = "2024.06", .hours = 120}),
                post_at(Level::county_head), "2026-03-01") == "3/3 month /training/r1");
  CHECK(grounds("ELG-07",
                Person()
                    .at_level(Level::township_head)
                    .trained({.from = "2025-06-01", .to = "2025-06-12", .hours = 60}),
                post_at(Level::county_deputy), "2026-03-01") == "12/12 day /training/r1");
  CHECK(grounds("ELG-07",
                Person()
                    .at_level(Level::township_head)
                    .trained({.from = "2025-06-01", .to = "2025-06-05", .hours = 40}),
                post_at(Level::county_deputy), "2026-03-01") == "40/90 hour /training/r1");
}
