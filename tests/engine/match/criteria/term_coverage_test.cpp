// 任务专长覆盖: how much of the weight of what the tasks ask for is met, by office, training or the
// person's own statement.
#include <catch2/catch.hpp>

#include "engine/explain/explain.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
constexpr std::string_view today = "2026-03-01";

CriterionSpec asked(std::vector<SpecialityTerm> terms = {
                        {"financial_regulation", 5}, {"government_debt", 3}, {"audit", 2}}) {
  CriterionSpec spec{
      .key = "c1", .criterion = "term_coverage", .task = "t1", .weight = 1000, .required = 600};
  spec.args.terms = std::move(terms);
  spec.value.points = {{0, 0}, {1000, 1000}};
  return spec;
}
Service regulation(std::string_view from, std::string_view to) {
  return {.from = from, .to = to, .specialities = {"financial_regulation"}};
}
// Of whom everything is known: no training, no statement.
Person known() { return Person().never_served().never_trained().never_stated(); }
std::string of(const Profile& who) { return measure(asked(), who, today); }
std::string words(const Profile& who) {
  return criterion_sentence(asked(), measured(asked(), who, today), who).text;
}
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("twelve months of office meet a term in full, eleven not at all", "[criterion]") {
  CHECK(of(known().served(regulation("2020.01", "2020.12"))) == "0 -> 0");
  CHECK(of(known().served(regulation("2020.01", "2021.01"))) == "500 -> 500");
  // Two stretches together; an overlap counts once.
  CHECK(of(known()
               .served(regulation("2010.01", "2010.07"))
               .served(regulation("2015.01", "2015.07"))) == "500 -> 500");
  CHECK(of(known()
               .served(regulation("2010.01", "2010.07"))
               .served(regulation("2010.03", "2010.09"))) == "0 -> 0");
  // An attachment is office, study is not.
  CHECK(of(known().served({.from = "2020.01",
                           .to = "2021.01",
                           .kind = "挂职",
                           .specialities = {"financial_regulation"}})) == "500 -> 500");
  CHECK(of(known().served({.from = "2020.01",
                           .to = "2024.01",
                           .kind = "学习",
                           .specialities = {"financial_regulation"}})) == "0 -> 0");
}

TEST_CASE("training meets a term by half, the person's own statement by three tenths",
          "[criterion]") {
  const Course course{
      .from = "2023.05", .to = "2023.06", .hours = 40, .subject = "政府债务管理专题班"};
  CHECK(of(known().trained(course)) == "150 -> 150");               // 3/10 of the weight, 500‰
  CHECK(of(known().stated("熟悉政府债务、审计")) == "150 -> 150");  // 300‰ of 3 and of 2
  // The best of them counts, once.
  CHECK(of(known().trained(course).stated("政府债务")) == "150 -> 150");
  CHECK(of(known().trained(course).served(
            {.from = "2020.01", .to = "2022.01", .specialities = {"government_debt"}})) ==
        "300 -> 300");
  // A training counts from its last day on.
  CHECK(measure(asked(), known().trained({.to = "2026-03-01", .hours = 8, .subject = "审计"}),
                "2026-02-28") == "0 -> 0");
  CHECK(measure(asked(), known().trained({.to = "2026-03-01", .hours = 8, .subject = "审计"}),
                "2026-03-01") == "100 -> 100");
  CHECK(of(known().trained({.to = "2026.03", .hours = 8, .subject = "审计"})) ==
        "0..100 -> 0..100");
}

TEST_CASE("shares are of the terms' own weights, in whole permille, cut off", "[criterion]") {
  const std::vector<SpecialityTerm> terms{
      {"financial_regulation", 1}, {"audit", 1}, {"taxation", 1}};
  const Profile who = known().served(regulation("2018.01", "2021.01"));
  CHECK(measure(asked(terms), who, today) == "333 -> 333");
  CHECK(measure(asked({{"financial_regulation", 7}}), who, today) == "1000 -> 1000");
}

TEST_CASE("what the record lacks leaves the share open, as far as it could help", "[criterion]") {
  CHECK(of(Person()) == "0..1000 -> 0..1000");
  CHECK(evidence(asked(), Person(), today) == "none:/appointments ? /appointments");
  // Careers are known: training might meet everything by half.
  const Profile untold = Person().never_served();
  CHECK(of(untold) == "0..500 -> 0..500");
  CHECK(evidence(asked(), untold, today) == "none:/appointments ? /training");
  const Profile unstated = Person().never_served().never_trained();
  CHECK(of(unstated) == "0..300 -> 0..300");
  CHECK(evidence(asked(), unstated, today) == "none:/appointments ? /specialities_stated");
  // What is met in full is met, whatever is missing of the rest.
  CHECK(of(Person().served(regulation("2018.01", "2021.01"))) == "500..750 -> 500..750");
  // Years alone: eleven months or more than a year.
  const Profile vague = known().served(regulation("2020", "2021"));
  CHECK(of(vague) == "0..500 -> 0..500");
  CHECK(evidence(asked(), vague, today) == "/appointments/a1 ? /appointments/a1");
  // A training of unknown subject may have been of any.
  const Profile unnamed = known().trained({.to = "2023.06", .hours = 8});
  CHECK(of(unnamed) == "0..500 -> 0..500");
  CHECK(evidence(asked(), unnamed, today) == "none:/appointments ? /training/r1");
}

TEST_CASE("the sentence says by what each term is met, and marks what is only stated",
          "[criterion][explain]") {
  const std::string text = words(
      known()
          .served(regulation("2018.01", "2021.01"))
          .trained({.from = "2023.05", .to = "2023.06", .hours = 40, .subject = "政府债务管理"})
          .stated("审计业务"));
  CHECK(has(text, "任务专长覆盖（金融监管 5、政府债务管理 3、审计监督 2，数字为比重）"));
  CHECK(has(text, "任职 36 个月，计 100%"));
  CHECK(has(text, "政府债务管理：有培训“2023.05—2023.06 政府债务管理 40 学时”，计 50%"));
  CHECK(has(text, "审计监督：仅为本人自述（自述专长：审计业务），计 30%"));
  CHECK(has(text, "合计覆盖 71%，得 710 分（满分 1000 分），职位要求 600 分，达到职位要求"));
  CHECK(has(words(known().served(regulation("2020.01", "2020.06"))),
            "任职 5 个月，不满 12 个月，计 0%"));
  CHECK(has(words(known()), "金融监管、政府债务管理、审计监督：库内未见任职，计 0%"));
  CHECK(has(words(Person()), "审计监督：任职经历未记录，计 0% 至 100%"));
  CHECK(has(words(Person().never_served().never_stated()),
            "审计监督：库内未见任职，培训或者自述的记录不全，计 0% 至 50%"));
}

TEST_CASE("terms are specialities of the vocabulary, each once, and the curve ends at the whole",
          "[criterion]") {
  CHECK(fault_of(asked()).empty());
  CHECK(fault_of(asked({})) == "args/terms missing_key");
  CHECK(fault_of(asked({{"隐性债务", 1}})) == "args/terms unknown_speciality");
  CHECK(find_criterion("term_coverage")->check(asked({{"隐性债务", 1}}))->message ==
        "“隐性债务”不是词表中的专长，它所属的专长是“政府债务管理”（government_debt）");
  CHECK(find_criterion("term_coverage")->check(asked({{"finance_regulation", 1}}))->message ==
        "“finance_regulation”不是词表中的专长，最接近的是“financial_regulation”");
  CHECK(fault_of(asked({{"audit", 1}, {"taxation", 2}, {"audit", 3}})) ==
        "args/terms repeated_speciality");
  CriterionSpec spec = asked();
  spec.value.points = {{0, 0}, {1001, 1000}};
  CHECK(fault_of(spec) == "value/points out_of_range");
  spec.value = {.points = {}, .table = {{"x", 1}}};
  CHECK(fault_of(spec) == "value points_expected");
}
