// The robustness panel against every weight, where they are few, and against many drawn ones.
#include "engine/match/robustness.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "engine/explain/robustness_words.hpp"
#include "tests/support/generated_match.hpp"

using namespace bole;

namespace {
std::vector<CriterionSpec> criteria_of(std::initializer_list<int> weights) {
  std::vector<CriterionSpec> criteria;
  for (const int weight : weights) criteria.push_back({.weight = weight});
  return criteria;
}

using Weights = std::vector<int>;

// All whole weights of the box.
std::vector<Weights> all_weights(const std::vector<CriterionSpec>& criteria, int permille) {
  std::vector<Weights> all;
  Weights weights(criteria.size());
  const auto choose = [&](auto& self, std::size_t i, int left) -> void {
    const int tolerance = criteria[i].weight * permille / 1000;
    if (i + 1 == criteria.size()) {
      weights[i] = left;
      if (std::abs(left - criteria[i].weight) <= tolerance) all.push_back(weights);
      return;
    }
    for (int d = -tolerance; d <= tolerance; ++d) {
      weights[i] = criteria[i].weight + d;
      self(self, i + 1, left - weights[i]);
    }
  };
  choose(choose, 0, 10000);
  return all;
}

// Whole weights of the box, drawn: pairs of criteria give and take.
Weights drawn_weights(const std::vector<CriterionSpec>& criteria, int permille,
                      std::mt19937& draw) {
  Weights weights;
  for (const CriterionSpec& spec : criteria) weights.push_back(spec.weight);
  for (int step = 0; step < 30; ++step) {
    const std::size_t from = draw() % weights.size();
    const std::size_t to = draw() % weights.size();
    const int give =
        weights[from] - (criteria[from].weight - criteria[from].weight * permille / 1000);
    const int take = criteria[to].weight + criteria[to].weight * permille / 1000 - weights[to];
    const int moved = std::min(give, take);
    if (from == to || moved <= 0) continue;
    const int some =
        draw() % 2 == 0 ? moved : static_cast<int>(draw() % static_cast<unsigned>(moved));
    weights[from] -= some;
    weights[to] += some;
  }
  return weights;
}

std::int64_t sum_of(const Weights& weights, const std::vector<int>& values) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += std::int64_t{weights[i]} * values[i];
  return sum;
}

constexpr std::string_view asked =
    R"({"gates":[{"key":"g1","filter":"任职 { 时长 >= 12个月 }","basis":{"document":"测试"}}],
 "criteria":[
  {"key":"c1","criterion":"grassroots_months","task":"t1","weight":4000,"required":500,"value":{"points":[[0,0],[24,500],[72,1000]]}},
  {"key":"c2","criterion":"appraisal_record","task":"t1","weight":3500,"required":400,"args":{"kind":"年度","grade":"优秀","years":5},"value":{"points":[[0,200],[1,600],[2,1000]]}},
  {"key":"c3","criterion":"training","task":"t1","weight":2500,"required":100,"args":{"subjects":["农"],"years":5},"value":{"points":[[0,0],[200,1000]]}}],
 "bands":[{"name":"匹配","from":600},{"name":"不匹配","from":0}],
 "robustness":{"epsilon_permille":200,"k":5}})";

struct Case : testing::GeneratedMatch {
  explicit Case(std::uint64_t people, int copies = 1) : GeneratedMatch(asked, 23, people, copies) {}
  [[nodiscard]] RobustnessPanel panel() const { return robustness_panel(input(), match(input())); }
};

// One of the records that those with facts missing may turn out to be.
std::vector<int> turned_out(const std::vector<CriterionOutcome>& values, std::mt19937& draw) {
  std::vector<int> figures;
  for (const CriterionOutcome& value : values) {
    figures.push_back(
        value.at_least +
        static_cast<int>(draw() % static_cast<unsigned>(value.at_most - value.at_least + 1)));
  }
  return figures;
}
}  // namespace

TEST_CASE("the least lead is the least over every whole weight", "[robustness]") {
  std::mt19937 draw(7);
  const auto figure = [&] {
    const auto least = static_cast<std::int16_t>(draw() % 1001);
    return CriterionOutcome{least, static_cast<std::int16_t>(least + draw() % (1001U - least))};
  };
  for (const auto& criteria :
       {criteria_of({4000, 3500, 2500}), criteria_of({10000}), criteria_of({9800, 100, 100}),
        criteria_of({2500, 2500, 2500, 2500}), criteria_of({3333, 3334, 3333})}) {
    for (const int permille : {0, 1, 2, 3}) {
      const WeightBox box(criteria, permille);
      const std::vector<Weights> every = all_weights(criteria, permille);
      for (int times = 0; times < 40; ++times) {
        std::vector<CriterionOutcome> a;
        std::vector<CriterionOutcome> b;
        std::vector<int> leads;
        std::vector<int> least;
        for (std::size_t i = 0; i < criteria.size(); ++i) {
          a.push_back(figure());
          b.push_back(figure());
          leads.push_back(a[i].at_least - b[i].at_most);
          least.push_back(a[i].at_least);
        }
        std::int64_t lead = sum_of(every.front(), leads);
        std::int64_t total = sum_of(every.front(), least);
        for (const Weights& weights : every) {
          lead = std::min(lead, sum_of(weights, leads));
          total = std::min(total, sum_of(weights, least));
        }
        CHECK(box.least_lead(a, b) == lead);
        CHECK(box.certainly_beats(a, b) == (lead > 0));
        CHECK(box.total(a).at_least == total);
      }
    }
  }
}

TEST_CASE("no weights and no missing fact lead out of the rank bounds", "[robustness]") {
  const Case one(400);
  const std::vector<Row> people = one.holding();
  const RobustnessPanel panel = one.panel();
  REQUIRE(people.size() > 100);
  REQUIRE(panel.people == static_cast<int>(people.size()));
  REQUIRE(panel.members.size() == people.size());
  std::vector<std::vector<CriterionOutcome>> values;
  for (const PanelMember& member : panel.members) values.push_back(one.values(member.row));
  std::mt19937 draw(11);
  for (int times = 0; times < 200; ++times) {
    const Weights weights = drawn_weights(one.requirement.criteria, 200, draw);
    std::vector<std::int64_t> totals;
    for (const auto& of : values) totals.push_back(sum_of(weights, turned_out(of, draw)));
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const auto better =
          std::ranges::count_if(totals, [&](auto total) { return total > totals[i]; });
      const RankBounds& bounds = panel.members[i].bounds;
      REQUIRE((bounds.best <= better + 1 && better + 1 <= bounds.worst));
    }
  }
}

TEST_CASE("ranks, also with a criterion muted, are those of the sums", "[robustness]") {
  const Case one(300);
  const RobustnessPanel panel = one.panel();
  const auto& criteria = one.requirement.criteria;
  std::vector<std::vector<CriterionOutcome>> values;
  for (const PanelMember& member : panel.members) values.push_back(one.values(member.row));
  const auto rank = [&](std::size_t of, std::size_t muted) {
    const auto sum = [&](std::size_t i) {
      int total = 0;
      for (std::size_t c = 0; c < criteria.size(); ++c) {
        total += c == muted ? 0 : criteria[c].weight * values[i][c].at_least;
      }
      return total;
    };
    int better = 0;
    for (std::size_t i = 0; i < values.size(); ++i) better += sum(i) > sum(of) ? 1 : 0;
    return better + 1;
  };
  for (std::size_t i = 0; i < panel.members.size(); ++i) {
    CHECK(panel.members[i].rank == rank(i, criteria.size()));
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      CHECK(panel.members[i].muted_rank[c] == rank(i, c));
    }
    int dominated = 0;
    for (const auto& other : values) {
      bool as_good = true;
      bool better = false;
      for (std::size_t c = 0; c < criteria.size(); ++c) {
        as_good &= other[c].at_least >= values[i][c].at_most;
        better |= other[c].at_least > values[i][c].at_most;
      }
      dominated += as_good && better ? 1 : 0;
    }
    CHECK(panel.members[i].dominated_by == dominated);
  }
}

TEST_CASE("up to the tolerance found the first are the same, and just beyond they need not be",
          "[robustness]") {
  int found = 0;
  for (std::uint64_t people = 12; people < 90; ++people) {
    Case one(people);
    std::erase_if(one.pool, [&](Row row) {
      return std::ranges::any_of(one.values(row), [](const CriterionOutcome& value) {
        return value.at_least != value.at_most;
      });
    });
    const RobustnessPanel panel = one.panel();
    const auto first = static_cast<std::size_t>(panel.first);
    if (!panel.unchanged_up_to_permille || first == panel.members.size()) continue;
    ++found;
    const auto& criteria = one.requirement.criteria;
    std::vector<std::vector<CriterionOutcome>> values;
    for (const PanelMember& member : panel.members) values.push_back(one.values(member.row));
    const auto least = [&](const Weights& weights) {  // by which one of the first leads another
      std::int64_t lead = std::numeric_limits<std::int64_t>::max();
      for (std::size_t a = 0; a < first; ++a) {
        for (std::size_t b = first; b < values.size(); ++b) {
          std::vector<int> leads;
          for (std::size_t c = 0; c < criteria.size(); ++c) {
            leads.push_back(values[a][c].at_least - values[b][c].at_most);
          }
          lead = std::min(lead, sum_of(weights, leads));
        }
      }
      return lead;
    };
    const int tolerance = *panel.unchanged_up_to_permille;
    std::mt19937 draw(13);
    for (int times = 0; times < 300; ++times) {
      CHECK(least(drawn_weights(criteria, tolerance, draw)) > 0);
    }
    if (tolerance == 1000) continue;
    // The weights that spend all on the smallest differences are corners of the box.
    bool broken = false;
    for (std::size_t a = 0; a < criteria.size() && !broken; ++a) {
      for (std::size_t b = 0; b < criteria.size() && !broken; ++b) {
        for (std::size_t c = 0; c < criteria.size() && !broken; ++c) {
          if (a == b || b == c || a == c) continue;
          Weights weights(3);
          int rest = 10000;
          for (const std::size_t i : {a, b, c}) {
            const int by = criteria[i].weight * (tolerance + 1) / 1000;
            weights[i] = criteria[i].weight - by;
            rest -= weights[i];
          }
          for (const std::size_t i : {a, b, c}) {
            const int some = std::min(rest, 2 * (criteria[i].weight * (tolerance + 1) / 1000));
            weights[i] += some;
            rest -= some;
          }
          broken = least(weights) <= 0;
        }
      }
    }
    CHECK(broken);
  }
  CHECK(found > 5);
}

TEST_CASE("whoever is no member and may come to the first is counted", "[robustness]") {
  const Case one(900);
  const RobustnessPanel panel = one.panel();
  REQUIRE(panel.people > 600);
  REQUIRE(panel.members.size() == RobustnessPanel::most_members);
  const WeightBox box(one.requirement.criteria, 200);
  std::set<std::uint32_t> members;
  std::vector<std::vector<CriterionOutcome>> values;
  for (const PanelMember& member : panel.members) {
    members.insert(member.row.value);
    values.push_back(one.values(member.row));
  }
  int possible = 0;
  for (const Row row : one.holding()) {
    if (members.contains(row.value)) continue;
    const auto own = one.values(row);
    const auto above =
        std::ranges::count_if(values, [&](const auto& of) { return box.certainly_beats(of, own); });
    possible += above < panel.k ? 1 : 0;
  }
  CHECK(panel.possible_outside == possible);
}

TEST_CASE("equal totals are in the first together, and leave nothing certain beyond",
          "[robustness]") {
  const Case twins(6, 4);  // each four times
  const RobustnessPanel panel = twins.panel();
  REQUIRE(panel.members.size() > 8);
  CHECK(panel.first % 4 == 0);
  CHECK(panel.first >= panel.k);
  CHECK(panel.members[0].rank == panel.members[3].rank);
  const Case few(4);
  CHECK(few.panel().first == few.panel().people);
}

TEST_CASE("more equal totals than are looked at one by one are counted, and nothing is certain",
          "[robustness]") {
  const Case crowd(1, 700);
  const RobustnessPanel panel = crowd.panel();
  REQUIRE(panel.people == 700);
  CHECK(panel.members.size() == RobustnessPanel::most_members);
  CHECK(panel.first == 700);
  CHECK_FALSE(panel.unchanged_up_to_permille);
  CHECK(panel.possible_outside == 200);
  CHECK(first_as_listed(panel, match(crowd.input())).size() == RobustnessPanel::most_members);
  CHECK(panel_in_words(panel)[1] ==
        "前 5 名（含并列共 700 人）因总分相同或者资料不全，按所声明的权重也不能确定是同一些人。");
}

TEST_CASE("the panel does not depend on the order of the pool", "[robustness]") {
  Case one(300, 2);
  const auto told = [&] {
    std::vector<std::pair<std::string, RankBounds>> all;
    for (const PanelMember& member : one.panel().members) {
      all.emplace_back(one.columns.id_text(member.row), member.bounds);
    }
    return all;
  };
  const auto before = told();
  std::ranges::reverse(one.pool);
  CHECK(told() == before);
}

TEST_CASE("a panel of nobody says nothing of anybody", "[robustness]") {
  Case nobody(0);
  CHECK(nobody.panel().members.empty());
  CHECK(nobody.panel().first == 0);
}
