// From plan to requirement: proposals with the words that led to them, what the weight serves, what
// the team lacks, and whose record lacks what a criterion asks.
#include "engine/matter/proposal.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "engine/match/gate_set.hpp"
#include "engine/matter/preview.hpp"
#include "engine/matter/team_view.hpp"
#include "tests/support/people.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
std::string text_of(const std::string& name) {
  std::ifstream in(std::string(PROJECT_ROOT) + "/data-samples/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
Matter sample(const std::string& name) {
  auto matter = matter_from_plan_file(text_of("plans/" + name + ".json"));
  REQUIRE(matter);
  return *std::move(matter);
}
const char* const samples[] = {"financial-regulation", "lake-protection", "rural-revitalisation"};

Matter planned(std::vector<Task> tasks, std::vector<ProfileId> holders = {}) {
  Matter matter = sample("financial-regulation");
  matter.plan.tasks = std::move(tasks);
  matter.post.holders = std::move(holders);
  return matter;
}
CriterionSpec criterion(std::string key, std::string task, int weight) {
  return {.key = std::move(key), .criterion = "x", .task = std::move(task), .weight = weight};
}
Person auditor(const char* id, std::string speciality = "audit") {
  return Person(id).served(
      {.from = "2015.01", .to = "2020.01", .specialities = {std::move(speciality)}});
}
}  // namespace

TEST_CASE(
    "every proposal from a sample plan names the words of the plan, the law, or that all posts ask "
    "it",
    "[proposal]") {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  for (const char* name : samples) {
    INFO(name);
    const Matter matter = sample(name);
    const ProposedRequirement proposed = propose(matter, vocabulary);
    REQUIRE(proposed.proposals.size() ==
            proposed.draft.gates.size() + proposed.draft.criteria.size());
    std::vector<std::string> tasks;
    for (const Task& task : matter.plan.tasks) tasks.push_back(task.key);
    CHECK(check_complete(proposed.draft, tasks));
    CHECK(GateSet::prepare(proposed.draft.gates, vocabulary));
    int from_words = 0;
    for (const Proposal& proposal : proposed.proposals) {
      INFO(proposal.sentence);
      if (proposal.words.empty()) {
        CHECK(
            (proposal.sentence.starts_with("《") || proposal.sentence.starts_with("各职位通用：")));
        continue;
      }
      ++from_words;
      const auto task = std::ranges::find(matter.plan.tasks, proposal.task, &Task::key);
      REQUIRE(task != matter.plan.tasks.end());
      for (const std::string& word : proposal.words) {
        CHECK(task->text.find(word) != std::string::npos);
        CHECK(proposal.sentence.find("“" + word + "”") != std::string::npos);
      }
    }
    CHECK(from_words >= 4);
    CHECK(proposed.uncovered_tasks.empty());
    for (const PlanService::Aim& aim : service_of(matter, proposed.draft).aims) {
      CHECK((aim.tasks.empty() || aim.weight > 0));
    }
  }
}

TEST_CASE("what the tasks ask and nobody present covers is proposed, with the tasks' words",
          "[proposal][team]") {
  const Matter matter = planned({{"t1", "做好信访工作", 2, "单位核心职能", {}},
                                 {"t2", "推进审计整改，化解隐性债务", 5, "地区发展需要", {}}});
  const Vocabulary& vocabulary = Vocabulary::built_in();
  const ProposedRequirement without = propose(matter, vocabulary);
  CHECK(std::ranges::find(without.draft.criteria, "team_gap", &CriterionSpec::criterion) ==
        without.draft.criteria.end());
  const ProposedRequirement proposed = propose(matter, vocabulary, {"audit", "government_debt"});
  const auto spec =
      std::ranges::find(proposed.draft.criteria, "team_gap", &CriterionSpec::criterion);
  REQUIRE(spec != proposed.draft.criteria.end());
  CHECK(spec->task == "t2");
  CHECK(spec->args.specialities == std::vector<std::string>{"audit", "government_debt"});
  CHECK(find_criterion("team_gap")->check(*spec) == std::nullopt);
  CHECK(check_complete(proposed.draft, {"t1", "t2"}));
  const auto reason = std::ranges::find(proposed.proposals, spec->key, &Proposal::key);
  REQUIRE(reason != proposed.proposals.end());
  CHECK(reason->sentence ==
        "任务写有“审计”、“隐性债务”，对应的专长“审计监督”、“政府债务管理”现班子"
        "无人具备，建议考虑补班子短板");
}

TEST_CASE("of many gaps the four that the tasks ask for most are proposed", "[proposal][team]") {
  const Matter matter = planned({{"t1", "信访、审计、统计、外事", 1, "单位核心职能", {}},
                                 {"t2", "税收征管，配合统计", 4, "地区发展需要", {}}});
  const ProposedRequirement proposed =
      propose(matter, Vocabulary::built_in(),
              {"taxation", "audit", "petition", "statistics", "foreign_affairs"});
  const auto spec =
      std::ranges::find(proposed.draft.criteria, "team_gap", &CriterionSpec::criterion);
  REQUIRE(spec != proposed.draft.criteria.end());
  CHECK(spec->args.specialities ==
        std::vector<std::string>{"statistics", "taxation", "audit", "petition"});
  const auto reason = std::ranges::find(proposed.proposals, spec->key, &Proposal::key);
  CHECK(std::ranges::find(reason->words, "外事") == reason->words.end());
}

TEST_CASE("the weight is summed by what the plan serves", "[proposal]") {
  const Matter matter = planned({{"t1", "甲", 5, "单位核心职能", {}},
                                 {"t2", "乙", 3, "单位核心职能", {}},
                                 {"t3", "丙", 3, "地区发展需要", {}}});
  Requirement requirement{};
  requirement.criteria = {criterion("c1", "t1", 6000), criterion("c2", "t2", 3000),
                          criterion("c3", "t9", 1000)};
  const PlanService service = service_of(matter, requirement);
  REQUIRE(service.aims.size() == 3);
  CHECK(service.aims[0].name == "地区发展需要");
  CHECK(service.aims[0].tasks == std::vector<std::string>{"t3"});
  CHECK(service.aims[0].weight == 0);
  CHECK(service.aims[1].tasks == std::vector<std::string>{"t1", "t2"});
  CHECK(service.aims[1].weight == 9000);
  CHECK(service.aims[2].tasks.empty());
  CHECK(service.idle == std::vector<std::string>{"c3"});
  CHECK(uncovered_tasks(matter, requirement) == std::vector<std::string>{"t3"});
}

TEST_CASE("a team is seen speciality by speciality, as the tasks ask for them", "[team]") {
  const Matter matter = planned({{"t1", "推进审计整改", 5, "单位核心职能", {}},
                                 {"t2", "化解隐性债务，配合审计", 3, "地区发展需要", {}},
                                 {"t3", "做好税收征管", 3, "地区发展需要", {}}},
                                {{"h-1"}, {"h-2"}, {"h-3"}});
  Columns columns(Vocabulary::built_in());
  columns.put(auditor("h-1"));
  columns.put(auditor("h-2", "taxation"));
  const auto said = [&](const TeamView& view) {
    std::string text;
    for (const TeamView::Asked& asked : view.specialities) {
      text += Vocabulary::built_in().specialities()[asked.speciality].name + " ";
      for (const std::string& task : asked.tasks) text += task + " ";
      text += std::string(covered_in_words(asked.covered)) + "；";
    }
    return text;
  };
  const TeamView open = team_view(matter, columns);
  CHECK(open.members == 3);
  CHECK(open.in_store == 2);
  CHECK(said(open) == "税收征管 t3 有人具备；审计监督 t1 t2 有人具备；政府债务管理 t2 待核实；");
  CHECK(gaps_of(open).empty());
  CHECK_FALSE(may_be_shown_as_a_whole(open));
  columns.put(Person("h-3").never_served());
  const TeamView whole = team_view(matter, columns);
  CHECK(said(whole) == "税收征管 t3 有人具备；审计监督 t1 t2 有人具备；政府债务管理 t2 无人具备；");
  CHECK(gaps_of(whole) == std::vector<std::string>{"government_debt"});
  CHECK(may_be_shown_as_a_whole(whole));
  REQUIRE(whole.specialities[1].by.size() == 1);
  CHECK(whole.specialities[1].by[0].member == 0);
  CHECK(whole.specialities[1].by[0].months == Range{60, 60});
}

TEST_CASE("where the plan names nobody present, nothing is a gap, and the team cannot be asked for",
          "[team]") {
  const Matter matter = planned({{"t1", "推进审计整改", 5, "单位核心职能", {}}});
  const Columns columns(Vocabulary::built_in());
  CHECK(gaps_of(team_view(matter, columns)).empty());
  Requirement requirement{};
  requirement.criteria = {criterion("c1", "t1", 10000)};
  CHECK_FALSE(fault_in_team(matter, requirement));
  requirement.criteria[0].criterion = "team_gap";
  const auto fault = fault_in_team(matter, requirement);
  REQUIRE(fault);
  CHECK(fault->code == "team_not_stated");
  CHECK(fault->where == "/criteria/0/criterion");
  CHECK_FALSE(fault_in_team(planned(matter.plan.tasks, {{"h-1"}}), requirement));
}

TEST_CASE("whose record leaves a criterion open lacks what it asks, whatever is known of the team",
          "[preview]") {
  Columns columns(Vocabulary::built_in());
  std::vector<Row> pool;
  for (int i = 0; i < 10; ++i) {
    const std::string id = "p-" + std::to_string(i);
    pool.push_back(columns.put(i < 3 ? Person(id).named(id) : auditor(id.c_str()).never_titled()));
  }
  CriterionSpec title{.key = "c1", .criterion = "professional_title"};
  title.value.table = {{"高级经济师", 800}};
  CriterionSpec gap{.key = "c2", .criterion = "team_gap"};
  gap.args.specialities = {"audit"};
  gap.value.points = {{0, 0}, {1, 1000}};
  const auto sets = lacking_sets({title, gap}, columns, day("2026-03-01"), pool);
  REQUIRE(sets.size() == 2);
  CHECK(sets[0].count == 3);
  CHECK(sets[1].count == 3);
  CHECK(sets[0].has(2));
  CHECK_FALSE(sets[0].has(3));
  const auto gaps = data_gaps({title, gap}, columns, day("2026-03-01"), pool);
  CHECK(gaps[1].criterion == "c2");
  CHECK(gaps[1].lacking == 3);
  CHECK(gaps[1].people == 10);
}

TEST_CASE("before the lock a share is told of rounded figures, and nobody is counted out",
          "[preview][guard]") {
  const auto words = [](std::size_t lacking, std::size_t people) {
    const ShownCount count = shown(lacking, people);
    return lacking_in_words(count, shown_pool(people)) +
           (lacks_much(count, shown_pool(people)) ? "！" : "");
  };
  CHECK(words(0, 303) == "少于5 人");
  CHECK(words(4, 303) == "少于5 人");
  CHECK(words(5, 303) == "约 1%（5 人）");
  CHECK(words(64, 303) == "约 20%（60 人）");
  CHECK(words(65, 303) == "约 21%（65 人）！");
  CHECK(words(298, 303) == "约 98%（295 人）！");
  CHECK(words(299, 303) == "几乎全部（不缺的少于5 人）！");
  CHECK(words(303, 303) == "几乎全部（不缺的少于5 人）！");
  CHECK(words(3, 3) == "少于5 人");
  CHECK(words(0, 0) == "少于5 人");
  CHECK_FALSE(lacks_much(60, 300));
  CHECK(lacks_much(61, 300));
}
