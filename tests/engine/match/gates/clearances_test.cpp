// BAN-01, BAN-05, SAN-12, RCS-02: only an official conclusion bars.
#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const VacantPost& post() {
  static const VacantPost vacant = post_at(Level::county_deputy, {"领导职务", "监管机关领导成员"});
  return vacant;
}
struct Barred {
  std::string rule{};
  std::string kind{};
  std::string adverse{};
  std::string clear{};
};
const std::vector<Barred>& all_barred() {
  static const std::vector<Barred> all{
      {"BAN-01", "政治审查", "不合格", "合格"},
      {"BAN-05", "个人有关事项", "配偶已移居国（境）外", "查核一致"},
      {"SAN-12", "纪检监察意见", "正在接受审查调查", "无影响"},
      {"RCS-02", "个人有关事项", "经商办企业属于监管行业", "查核一致"},
  };
  return all;
}
}  // namespace

TEST_CASE("an adverse official conclusion bars from the day it was given", "[gate]") {
  for (const auto& [rule, kind, adverse, clear] : all_barred()) {
    CAPTURE(rule);
    const Person who = Person().concluded({.kind = kind, .result = adverse, .date = "2026-02-10"});
    CHECK(verdict(rule, who, post(), "2026-02-09") == "holds");
    CHECK(verdict(rule, who, post(), "2026-02-10") == "fails");
    CHECK(verdict(rule, who, post(), "2030-01-01") == "fails");
    CHECK(grounds(rule, who, post(), "2026-03-01") == "-/- - /clearances/c1");
  }
}

TEST_CASE("no conclusion holds, and says that there is none", "[gate]") {
  for (const auto& [rule, kind, adverse, clear] : all_barred()) {
    CAPTURE(rule);
    CHECK(verdict(rule, Person(), post(), "2026-03-01") == "holds");
    CHECK(grounds(rule, Person(), post(), "2026-03-01") == "-/- - none:/clearances");
    const Person other =
        Person().concluded({.kind = "信访", .result = "无反映", .date = "2026-01-10"});
    CHECK(verdict(rule, other, post(), "2026-03-01") == "holds");
  }
}

TEST_CASE("a favourable conclusion holds, and lifts an earlier adverse one", "[gate]") {
  for (const auto& [rule, kind, adverse, clear] : all_barred()) {
    CAPTURE(rule);
    const Person lifted = Person()
                              .concluded({.kind = kind, .result = adverse, .date = "2025-02-10"})
                              .concluded({.kind = kind, .result = clear, .date = "2026-02-10"});
    CHECK(verdict(rule, lifted, post(), "2026-02-09") == "fails");
    CHECK(verdict(rule, lifted, post(), "2026-02-10") == "holds");
    const Person turned = Person()
                              .concluded({.kind = kind, .result = adverse, .date = "2026-02-10"})
                              .concluded({.kind = kind, .result = clear, .date = "2025-02-10"});
    CHECK(verdict(rule, turned, post(), "2026-02-10") == "fails");
    const Person unclear_order =
        Person()
            .concluded({.kind = kind, .result = adverse, .date = "2026-02-10"})
            .concluded({.kind = kind, .result = clear, .date = "2026.02"});
    CHECK(verdict(rule, unclear_order, post(), "2026-03-01") == "fails");
  }
}

TEST_CASE("without document or date, in words not known or not settled, it is unverified",
          "[gate]") {
  for (const auto& [rule, kind, adverse, clear] : all_barred()) {
    CAPTURE(rule);
    CHECK(verdict(rule,
                  Person().concluded(
                      {.kind = kind, .result = adverse, .date = "2026-02-10", .document = ""}),
                  post(), "2026-03-01") == "unverified");
    CHECK(verdict(rule, Person().concluded({.kind = kind, .result = adverse}), post(),
                  "2026-03-01") == "unverified");
    CHECK(
        verdict(rule,
                Person().concluded({.kind = kind, .result = "需进一步核实", .date = "2026-02-10"}),
                post(), "2026-03-01") == "unverified");
    CHECK(verdict(rule,
                  Person().concluded({.kind = kind, .result = "详见附件", .date = "2026-02-10"}),
                  post(), "2026-03-01") == "unverified");
    const Person month = Person().concluded({.kind = kind, .result = adverse, .date = "2026.02"});
    CHECK(verdict(rule, month, post(), "2026-01-31") == "holds");
    CHECK(verdict(rule, month, post(), "2026-02-27") == "unverified");
    CHECK(verdict(rule, month, post(), "2026-02-28") == "fails");
  }
}

TEST_CASE("from the day after its validity a person judges what remains of it", "[gate]") {
  for (const auto& [rule, kind, adverse, clear] : all_barred()) {
    CAPTURE(rule);
    const auto valid = [&](std::string_view until) {
      return Person().concluded(
          {.kind = kind, .result = adverse, .date = "2025-02-10", .valid_until = until});
    };
    CHECK(verdict(rule, valid("2026-02-28"), post(), "2026-02-28") == "fails");
    CHECK(verdict(rule, valid("2026-02-28"), post(), "2026-03-01") ==
          "holds expired_human_judgement");
    CHECK(verdict(rule, valid("2026.03"), post(), "2026-03-01") == "fails");
    CHECK(verdict(rule, valid("2026.03"), post(), "2026-03-02") == "unverified");
    CHECK(verdict(rule, valid("2026.03"), post(), "2026-04-01") == "holds expired_human_judgement");
  }
}

TEST_CASE("an adverse conclusion of one rule says nothing of another", "[gate]") {
  const Person abroad = Person().concluded(
      {.kind = "个人有关事项", .result = "配偶已移居国（境）外", .date = "2026-02-10"});
  CHECK(verdict("BAN-05", abroad, post(), "2026-03-01") == "fails");
  CHECK(verdict("RCS-02", abroad, post(), "2026-03-01") == "holds");
}

TEST_CASE("bans concern leadership posts, RCS-02 the leaders of regulators", "[gate]") {
  const VacantPost officer = post_at(Level::officer, {});
  const VacantPost leader = post_at(Level::county_deputy);
  VacantPost unknown = post_at(Level::unknown);
  unknown.classes.reset();
  for (const auto& [rule, kind, adverse, clear] : all_barred()) {
    CAPTURE(rule);
    const Person who = Person().concluded({.kind = kind, .result = adverse, .date = "2026-02-10"});
    CHECK(verdict(rule, who, officer, "2026-03-01") == "holds not_applicable");
    if (rule == "RCS-02") {
      CHECK(verdict(rule, who, leader, "2026-03-01") == "holds not_applicable");
      CHECK(verdict(rule, who, post_at(Level::county_deputy, {"监管机关"}), "2026-03-01") ==
            "fails");
    } else {
      CHECK(verdict(rule, who, unknown, "2026-03-01") == "unverified");
    }
  }
}

TEST_CASE("the political conclusion bars by the text of 2019 only", "[gate]") {
  const Person who =
      Person().concluded({.kind = "政治审查", .result = "不合格", .date = "2018-02-10"});
  CHECK(verdict("BAN-01", who, post(), "2019-03-02") == "unverified rule_not_in_force");
  CHECK(verdict("BAN-01", who, post(), "2019-03-03") == "fails");
}

TEST_CASE("what stands against somebody by no gate leaves the gates of that kind open", "[gate]") {
  const Person blamed = Person().concluded(
      {.kind = "纪检监察意见", .result = "存在影响任用的问题", .date = "2026-02-10"});
  CHECK(verdict("SAN-12", blamed, post(), "2026-03-01") == "unverified");
  const Person concealed =
      Person().concluded({.kind = "个人有关事项", .result = "隐瞒不报", .date = "2026-02-10"});
  CHECK(verdict("BAN-05", concealed, post(), "2026-03-01") == "unverified");
  // Of another gate, it says nothing.
  const Person abroad = Person().concluded(
      {.kind = "个人有关事项", .result = "配偶已移居国（境）外", .date = "2026-02-10"});
  CHECK(verdict("RCS-02", abroad, post(), "2026-03-01") == "holds");
}
