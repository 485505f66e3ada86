// 补班子短板: how many specialities that nobody present covers somebody covers.
#include <catch2/catch.hpp>

#include "engine/explain/explain.hpp"
#include "engine/match/robustness.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
constexpr std::string_view today = "2026-03-01";

CriterionSpec asked() {
  CriterionSpec spec{
      .key = "c1", .criterion = "team_gap", .task = "t1", .weight = 1000, .required = 500};
  spec.args.specialities = {"financial_regulation", "government_debt", "audit"};
  spec.value.points = {{0, 0}, {1, 500}, {2, 1000}};
  return spec;
}
Person somebody(const char* id, std::vector<std::string> specialities,
                std::string_view from = "2015.01", std::string_view to = "2020.01") {
  Person person(id);
  person.never_served();
  for (std::string& speciality : specialities) {
    person.served({.from = from, .to = to, .specialities = {std::move(speciality)}});
  }
  return person;
}
std::vector<Profile> team() {
  return {somebody("h-1", {"financial_regulation"}), somebody("h-2", {"taxation"})};
}

std::string beside(const std::vector<Profile>& present, const Profile& who,
                   std::size_t strangers = 0) {
  const CriterionFinding found = measured_beside(present, asked(), who, today, strangers);
  std::string said = std::to_string(found.counted.at_least);
  if (!found.counted.exact()) said += ".." + std::to_string(found.counted.at_most);
  said += " -> " + std::to_string(found.value.at_least);
  if (found.value.at_least != found.value.at_most) {
    said += ".." + std::to_string(found.value.at_most);
  }
  if (found.missing) said += " ? " + pointer(*found.missing, who);
  return said;
}
std::string words(const std::vector<Profile>& present, const Profile& who,
                  std::size_t strangers = 0) {
  return criterion_sentence(asked(), measured_beside(present, asked(), who, today, strangers), who)
      .text;
}
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("what nobody present covers counts, what somebody does covers does not", "[criterion]") {
  CHECK(beside(team(), somebody("p-1", {"government_debt"})) == "1 -> 500");
  CHECK(beside(team(), somebody("p-1", {"government_debt", "audit"})) == "2 -> 1000");
  CHECK(beside(team(), somebody("p-1", {"financial_regulation"})) == "0 -> 0");
  // Nor does what is not asked.
  CHECK(beside(team(), somebody("p-1", {"taxation"})) == "0 -> 0");
}

TEST_CASE("covering takes twelve months of office, of the team and of the person alike",
          "[criterion]") {
  CHECK(beside(team(), somebody("p-1", {"audit"}, "2020.01", "2020.12")) == "0 -> 0");
  CHECK(beside(team(), somebody("p-1", {"audit"}, "2020.01", "2021.01")) == "1 -> 500");
  const Profile auditor = somebody("p-1", {"audit"});
  CHECK(beside({somebody("h-1", {"audit"}, "2020.01", "2020.12")}, auditor) == "1 -> 500");
  CHECK(beside({somebody("h-1", {"audit"}, "2020.01", "2021.01")}, auditor) == "0 -> 0");
  CHECK(beside(team(), Person("p-1").never_served().stated("审计").trained(
                           {.to = "2020.01", .hours = 90, .subject = "审计"})) == "0 -> 0");
}

TEST_CASE("somebody of the team who is a candidate adds nothing by moving within it",
          "[criterion]") {
  const std::vector<Profile> present{somebody("h-1", {"audit"}), somebody("h-2", {"taxation"})};
  CHECK(beside(present, present[0]) == "0 -> 0");
  CHECK(beside(present, present[1]) == "0 -> 0");
  CHECK(has(words(present, present[0]), "本人为现任班子成员，班子内调整不增加班子已有的专长"));
  // Whatever is unknown of them: what they cover is covered, what they do not, they do not bring.
  const std::vector<Profile> unknown{Person("h-1")};
  CHECK(beside(unknown, unknown[0]) == "0 -> 0");
}

TEST_CASE("of a holder who is not in the store nothing is known, so the rest stays open",
          "[criterion]") {
  const std::vector<Profile> present{somebody("h-1", {"financial_regulation"}), Person("h-2")};
  const Profile who = somebody("p-1", {"government_debt", "financial_regulation"});
  CHECK(beside(present, who, 1) == "0..1 -> 0..500 ? /post/holders/1");
  CHECK(has(words(present, who, 1), "政府债务管理：现班子是否有人具备待核实"));
  CHECK(has(words(present, who, 1), "请核实方案所列现任班子成员第 2 名的任职经历"));
  // One in the store without a career on record is no better known.
  CHECK(beside(present, who) == "0..1 -> 0..500 ? /post/holders/1");
  // What a known colleague covers is covered, and who covers nothing stays at nothing.
  CHECK(beside(present, somebody("p-1", {"financial_regulation"}), 1) == "0 -> 0");
  CHECK(beside(present, Person("p-1").never_served(), 1) == "0 -> 0");
}

TEST_CASE("the person's own gap in the record is verified before the team's", "[criterion]") {
  CHECK(beside(team(), Person("p-1")) == "0..2 -> 0..1000 ? /appointments");
  CHECK(beside(team(), somebody("p-1", {"audit"}, "2020", "2021")) ==
        "0..1 -> 0..500 ? /appointments/a1");
}

TEST_CASE("without a team everything that is covered counts", "[criterion]") {
  CHECK(beside({}, somebody("p-1", {"financial_regulation", "audit"})) == "2 -> 1000");
}

TEST_CASE("every part of a match measures by the same team", "[criterion][match]") {
  Columns columns(Vocabulary::built_in());
  VacantPost post = post_at(Level::county_deputy);
  for (const Profile& member : team()) {
    columns.put(member);
    post.holders.push_back(member.id);
  }
  const std::vector<Row> pool{columns.put(somebody("p-1", {"financial_regulation"})),
                              columns.put(somebody("p-2", {"audit"}))};
  Requirement requirement{};
  requirement.criteria = {asked()};
  requirement.criteria[0].weight = 10000;
  requirement.bands = {{"匹配", 600}, {"不匹配", 0}};
  const GateSet gates = *GateSet::prepare({}, Vocabulary::built_in());
  const MatchInput input{columns, pool, requirement, gates, post, day(today)};
  const MatchResult result = match(input);
  REQUIRE(result.bands[1].size() == 2);
  CHECK(result.bands[1][0].total == Range{0, 0});  // without the team it were 5 000 000
  CHECK(result.bands[1][1].total == Range{5000000, 5000000});
  for (const Ranked& person : result.bands[1]) {
    CHECK(find_out(input, person.row).total == person.total);
  }
  for (const PanelMember& member : robustness_panel(input, result).members) {
    CHECK(member.total == find_out(input, member.row).total);
    CHECK(member.rank == (member.row == pool[1] ? 1 : 2));
  }
}

TEST_CASE("the sentence tells speciality by speciality, and names nobody else",
          "[criterion][explain]") {
  const std::string text = words(team(), somebody("p-1", {"audit"}));
  CHECK(has(text, "补班子短板（金融监管、政府债务管理、审计监督）"));
  CHECK(has(text,
            "金融监管：现班子已有人具备；政府债务管理：现班子无人具备，本人库内未见任职；"
            "审计监督：现班子无人具备，本人有 2015.01—2020.01"));
  CHECK(has(text, "合计 1 项，得 500 分"));
  CHECK(has(words(team(), Person("p-1").never_served()),
            "政府债务管理、审计监督：现班子无人具备，本人库内未见任职，合计 0 项"));
  CHECK_FALSE(has(text, "h-1"));
}

TEST_CASE("a speciality is asked once, and is one of the vocabulary", "[criterion]") {
  CriterionSpec spec = asked();
  CHECK(fault_of(spec).empty());
  spec.args.specialities = {"audit", "audit"};
  CHECK(fault_of(spec) == "args/specialities repeated_speciality");
  spec.args.specialities = {"nothing"};
  CHECK(fault_of(spec) == "args/specialities unknown_speciality");
  spec.args.specialities.clear();
  CHECK(fault_of(spec) == "args/specialities missing_key");
}
