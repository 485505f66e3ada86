// 专长年限, newer months counting more.
#include <catch2/catch.hpp>

#include "engine/match/ranking.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{.key = "c1",
                     .criterion = "speciality_months",
                     .task = "t1",
                     .weight = 10000,
                     .required = 600};
  spec.args.specialities = {"financial_regulation"};
  spec.args.recency = {{60, 1000}, {120, 700}, {std::nullopt, 400}};
  spec.value.points = {{0, 0}, {24, 600}, {60, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("months in a speciality weigh by how long ago they were, split at the step",
          "[criterion]") {
  // 2020.03 to 2022.03 at 2026-03-01: twelve months older than five years, twelve newer.
  const Person who = Person().served(
      {.from = "2020.03", .to = "2022.03", .specialities = {"financial_regulation"}});
  const CriterionFinding found = measured(asked(), who, "2026-03-01");
  CHECK(found.observed == Range{24, 24});
  CHECK(found.counted == Range{20, 20});  // 12 * 1.0 + 12 * 0.7 = 20.4, cut once at the end
  CHECK(found.value == CriterionOutcome{500, 500});
}

TEST_CASE("periods of one speciality that overlap count once, study never", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2022.03", .to = "2024.03", .specialities = {"financial_regulation"}})
          .served({.from = "2023.03", .to = "2024.09", .specialities = {"financial_regulation"}})
          .served({.from = "2024.09",
                   .to = "2026.01",
                   .kind = "学习",
                   .specialities = {"financial_regulation"}});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{30, 30});
}

TEST_CASE("a year without month makes an interval, and no career at all an open one",
          "[criterion]") {
  const Person who =
      Person().served({.from = "2022", .to = "2024.03", .specialities = {"financial_regulation"}});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{15, 26});
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(measured(asked(), Person().never_served(), "2026-03-01").value == CriterionOutcome{0, 0});
}

TEST_CASE("what begins after the as-of date does not exist yet", "[criterion]") {
  const Person who =
      Person().served({.from = "2026.03", .to = "至今", .specialities = {"financial_regulation"}});
  CHECK(measured(asked(), who, "2026-02-28").observed == Range{0, 0});
}

namespace {
constexpr const char* regulation = "financial_regulation";
// 2021-03 is month 60 before 2026-03, 2016-03 month 120.
CriterionFinding of_span(std::string_view from, std::string_view to) {
  return measured(asked(), Person().served({.from = from, .to = to, .specialities = {regulation}}),
                  "2026-03-01");
}
}  // namespace

TEST_CASE("a span that ends or begins on a step lies on one side of it", "[criterion]") {
  CHECK(of_span("2021.03", "2022.03").counted == Range{12, 12});
  CHECK(of_span("2020.03", "2021.03").counted == Range{8, 8});    // 12 * 0.7 = 8.4
  CHECK(of_span("2021.02", "2022.03").counted == Range{12, 12});  // 12 + 0.7
  CHECK(of_span("2016.03", "2017.03").counted == Range{8, 8});
  CHECK(of_span("2015.03", "2016.03").counted == Range{4, 4});  // 12 * 0.4 = 4.8
  CHECK(of_span("2016.02", "2016.03").counted == Range{0, 0});  // 0.4
  CHECK(of_span("2010.03", "2026.03").counted ==
        Range{130, 130});  // 60 + 42 + 28.8, cut at the end
}

TEST_CASE("permille are summed over all spans before they are cut", "[criterion]") {
  const Person who =
      Person()
          .served({.from = "2020.01", .to = "2020.02", .specialities = {regulation}})
          .served({.from = "2020.03", .to = "2020.04", .specialities = {regulation}})
          .served({.from = "2020.05", .to = "2020.06", .specialities = {regulation}});
  CHECK(measured(asked(), who, "2026-03-01").counted == Range{2, 2});  // 2.1, not 3 * 0
}

TEST_CASE("the example of the model: 48 months count 48 and are worth 866", "[criterion]") {
  CHECK(of_span("2022.03", "2026.03").value == CriterionOutcome{866, 866});
  CHECK(contribution({.weight = 4000, .required = 600}, {866, 866}) == Range{1064000, 1064000});
}

TEST_CASE("any of several specialities counts, a period with two counts once", "[criterion]") {
  CriterionSpec spec = asked();
  spec.args.specialities = {regulation, "banking"};
  spec.args.recency.clear();
  const Person who =
      Person()
          .served({.from = "2010.01", .to = "2011.01", .specialities = {regulation, "banking"}})
          .served({.from = "2011.01", .to = "2012.01", .specialities = {"banking"}})
          .served({.from = "2012.01", .to = "2013.01", .specialities = {"taxation"}});
  CHECK(measure(spec, who, "2026-03-01") == "24 -> 600");
  CHECK(evidence(spec, who, "2026-03-01") == "/appointments/a1 /appointments/a2");
}

TEST_CASE("an attachment in the speciality counts, a place in an outside body does not",
          "[criterion]") {
  const auto months = [](std::string kind) {
    return measured(asked(),
                    Person().served({.from = "2024.03",
                                     .to = "2025.03",
                                     .kind = std::move(kind),
                                     .specialities = {regulation}}),
                    "2026-03-01")
        .observed;
  };
  CHECK(months("挂职") == Range{12, 12});
  CHECK(months("任外职") == Range{0, 0});
}

TEST_CASE("months whose ends are not known are bounded by what is known", "[criterion]") {
  CHECK(of_span("2024.03", "").observed == Range{0, 24});
  CHECK(of_span("", "2024.03").observed.at_least == 0);
  CHECK(of_span("", "2024.03").value == CriterionOutcome{0, 1000});
  CHECK(of_span("2023", "2023").observed == Range{0, 11});
  const Person vague =
      Person().served({.from = "2023", .to = "2024", .specialities = {regulation}});
  CHECK(evidence(asked(), vague, "2026-03-01") == "/appointments/a1 ? /appointments/a1");
}

TEST_CASE("a speciality is one of the vocabulary, and at least one is named", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.args.specialities.clear();
  CHECK(fault_of(spec) == "args/specialities missing_key");
  spec.args.specialities = {"no_such_speciality"};
  CHECK(fault_of(spec) == "args/specialities unknown_speciality");
  spec = asked();
  spec.value = {.points = {}, .table = {{"金融监管", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
