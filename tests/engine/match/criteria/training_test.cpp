// 专题培训: hours in given subjects in the last years.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "training", .task = "t1", .weight = 10000, .required = 600};
  spec.args.subjects = {"金融"};
  spec.args.years = 5;
  spec.value.points = {{0, 0}, {40, 600}, {120, 1000}};
  return spec;
}
}  // namespace

TEST_CASE("hours in the subject and inside the years count", "[criterion]") {
  const Person who =
      Person()
          .trained({.from = "2024.05", .to = "2024.05", .hours = 30, .subject = "金融风险专题"})
          .trained({.from = "2023.05", .to = "2023.05", .hours = 50, .subject = "公文写作"})
          .trained({.from = "2019.05", .to = "2019.05", .hours = 70, .subject = "金融监管"});
  CHECK(measured(asked(), who, "2026-03-01").observed == Range{30, 30});
}

TEST_CASE("hours that are not recorded have no upper bound", "[criterion]") {
  const Person who =
      Person().trained({.from = "2024.05", .to = "2024.05", .subject = "金融风险专题"});
  CHECK(measured(asked(), who, "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(measured(asked(), Person().never_trained(), "2026-03-01").value == CriterionOutcome{0, 0});
}

TEST_CASE("hours count by the end of the course, from the day after the corresponding day",
          "[criterion]") {
  const auto hours = [](std::string_view ended) {
    return measured(asked(), Person().trained({.to = ended, .hours = 40, .subject = "金融"}),
                    "2026-03-01")
        .observed;
  };
  CHECK(hours("2021-03-01") == Range{0, 0});
  CHECK(hours("2021-03-02") == Range{40, 40});
  CHECK(hours("2026-03-01") == Range{40, 40});
  CHECK(hours("2026-03-02") == Range{0, 0});
  CHECK(hours("2021.03") == Range{0, 40});
  CHECK(hours("2026.03") == Range{0, 40});
  CHECK(hours("") == Range{0, 40});
}

TEST_CASE("a course is met by its words or by the speciality that its words show", "[criterion]") {
  CriterionSpec spec = asked();
  spec.args.subjects = {"金融监管"};
  const auto hours = [&](std::string subject) {
    return measured(spec,
                    Person().trained({.to = "2025.06", .hours = 40, .subject = std::move(subject)}),
                    "2026-03-01")
        .observed;
  };
  CHECK(hours("地方金融监管专题") == Range{40, 40});
  CHECK(hours("银行业监督管理实务") == Range{40, 40});
  CHECK(hours("公文写作") == Range{0, 0});
}

TEST_CASE("a course whose subject is not recorded may have met it", "[criterion]") {
  const Person who = Person().trained({.to = "2025.06", .hours = 40});
  CHECK(measure(asked(), who, "2026-03-01") == "0..40 -> 0..600");
  CHECK(evidence(asked(), who, "2026-03-01") == "/training/r1 ? /training/r1");
}

TEST_CASE("no list of training leaves the hours open", "[criterion]") {
  CHECK(measured(asked(), Person(), "2026-03-01").value == CriterionOutcome{0, 1000});
  CHECK(evidence(asked(), Person(), "2026-03-01") == "none:/training ? /training");
  CHECK(evidence(asked(), Person().never_trained(), "2026-03-01") == "none:/training");
}

TEST_CASE("training names subjects, years and points", "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CriterionSpec spec = asked();
  spec.args.subjects.clear();
  CHECK(fault_of(spec) == "args/subjects missing_key");
  spec = asked();
  spec.args.years = 0;
  CHECK(fault_of(spec) == "args/years missing_key");
  spec = asked();
  spec.args.subjects = {"全日制"};
  CHECK(fault_of(spec) == "args/subjects refused_attribute");
  spec.args.subjects = {"民族", "卫生健康"};  // what is sealed of a person is also taught
  CHECK(fault_of(spec).empty());
  spec = asked();
  spec.value = {.points = {}, .table = {{"金融", 1000}}};
  CHECK(fault_of(spec) == "value points_expected");
}
