// The statutory rules as dated data.
#include "engine/match/rules.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/match/gate.hpp"
#include "engine/vocabulary/vocabulary.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using bole::testing::day;

TEST_CASE("a rule is in force from its first day to its last", "[rules]") {
  CHECK(rule_in_force("SAN-01", day("2015-12-31")) == nullptr);
  const Rule* older = rule_in_force("SAN-01", day("2018-09-30"));
  REQUIRE(older);
  CHECK(older != rule_in_force("SAN-01", day("2018-10-01")));
  const Rule* old = rule_in_force("SAN-01", day("2018-10-01"));
  REQUIRE(old);
  CHECK(rule_in_force("SAN-01", day("2023-12-31")) == old);
  const Rule* revised = rule_in_force("SAN-01", day("2024-01-01"));
  REQUIRE(revised);
  CHECK(revised != old);
  CHECK(newest_rule("SAN-01") == revised);
  CHECK(newest_rule("XXX-01") == nullptr);
  CHECK_FALSE(is_statutory_rule("XXX-01"));
}

TEST_CASE("an old date is judged by the text of its time", "[rules]") {
  const auto cited = [](const char* id, const char* on) {
    const Rule* rule = rule_in_force(id, day(on));
    REQUIRE(rule);
    return rule->document + rule->article;
  };
  CHECK(cited("BAN-03", "2019-03-02") == "党政领导干部选拔任用工作条例第二十四条第（二）项");
  CHECK(cited("BAN-03", "2019-03-03") == "党政领导干部选拔任用工作条例第二十四条第（三）项");
  CHECK(cited("BAN-06", "2019-03-02") == "党政领导干部选拔任用工作条例第二十四条第（五）项");
  CHECK(cited("BAN-06", "2019-03-03") == "党政领导干部选拔任用工作条例第二十四条第（六）项");
  CHECK(cited("ELG-10", "2019-05-31") == "公务员法第四十三条");
  CHECK(cited("ELG-10", "2019-06-01") == "公务员法第四十五条");
  CHECK(cited("SAN-06", "2019-05-31") == "公务员法第五十八条");
  CHECK(cited("SAN-06", "2020-06-30") == "公务员法第六十四条");
  CHECK(cited("SAN-06", "2020-07-01") == "公职人员政务处分法第八条、第十九条");
  CHECK(rule_in_force("ELG-02", day("2014-01-13")) == nullptr);
  CHECK(rule_in_force("ELG-02", day("2014-01-14"))->confidence == "B");
}

TEST_CASE("the periods of one rule never overlap, and each is fully cited", "[rules]") {
  for (const Rule& rule : all_rules()) {
    INFO(rule.id << " " << to_string(rule.from));
    CHECK(rule.from.value > day("2000-01-01").value);
    CHECK((!rule.to || rule.from <= *rule.to));
    CHECK_FALSE(rule.document.empty());
    CHECK_FALSE(rule.article.empty());
    CHECK_FALSE(rule.title.empty());
    CHECK((rule.confidence == "A" || rule.confidence == "B" || rule.confidence == "C"));
    CHECK(rule_in_force(rule.id, rule.from) == &rule);
    if (rule.to) CHECK(rule_in_force(rule.id, *rule.to) == &rule);
  }
}

TEST_CASE("the months of a sanction rule are those of its kinds in the vocabulary", "[rules]") {
  for (const Rule& rule : all_rules()) {
    if (!rule.id.starts_with("SAN-")) continue;
    for (const SanctionKind& kind : Vocabulary::built_in().sanction_kinds()) {
      if (kind.rule != rule.id) continue;
      INFO(rule.id << " " << kind.name);
      const auto fixed = std::find_if(rule.numbers.begin(), rule.numbers.end(),
                                      [](const auto& number) { return number.first == "months"; });
      const bool by_rule = rule.id == "SAN-04" || rule.id == "SAN-05" || rule.id == "SAN-08" ||
                           rule.id == "SAN-10" || rule.id == "SAN-11";
      CHECK((kind.months == 0) == by_rule);
      if (!by_rule && fixed != rule.numbers.end()) CHECK(fixed->second == kind.months);
    }
  }
}

TEST_CASE("the numbers are those of the articles", "[rules]") {
  const auto number = [](const char* id, const char* name) {
    return newest_rule(id)->number(name);
  };
  CHECK(number("ELG-02", "months") == 60);
  CHECK(number("ELG-03", "months") == 24);
  CHECK(number("ELG-05a", "months") == 24);
  CHECK(number("ELG-05b", "months") == 36);
  CHECK(number("ELG-07", "hours") == 550);
  CHECK(number("ELG-07", "months") == 3);
  CHECK(number("ELG-07", "window") == 60);
  CHECK(number("ELG-07", "yearly_hours") == 90);
  CHECK(number("ELG-07", "yearly_days") == 12);
  CHECK(number("SAN-01", "months") == 12);
  CHECK(number("SAN-02", "months") == 18);
  CHECK(number("SAN-03", "months") == 24);
  CHECK(number("SAN-04", "restored") == 24);
  CHECK(number("SAN-09", "months") == 6);
  CHECK(number("SAN-10", "removed_above") == 24);
  CHECK(number("ELG-04", "posts") == 2);
  CHECK(number("ELG-09b", "county") == 36);
  CHECK(number("ELG-09b", "city") == 60);
  CHECK(number("ELG-11", "months") == 12);
  CHECK(number("ROT-01", "months") == 120);
  CHECK(number("TRM-01", "term") * number("TRM-01", "terms") == 120);
  CHECK(number("TRM-01", "level") == 180);
  CHECK(number("TRL-01", "months") == 12);
  CHECK(number("REC-01", "bureau") == 55);
  CHECK(number("REC-01", "township") == 40);
}

TEST_CASE("gates are evaluated in the order of the field", "[rules]") {
  std::vector<std::string> order;
  for (const Gate& gate : all_gates()) {
    std::string kind{gate.id.substr(0, gate.id.find('-'))};
    if (order.empty() || order.back() != kind) order.push_back(std::move(kind));
  }
  CHECK(order == std::vector<std::string>{"SLOT", "BAN", "SAN", "ELG", "RCS", "AUT", "ROT", "TRM",
                                          "RET", "TRL", "ASM", "REC"});
}
