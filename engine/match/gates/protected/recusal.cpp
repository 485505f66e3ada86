// RCS-01 亲属回避 (公务员法 74): relatives do not serve under the same leader, under each other,
// nor in personnel, discipline, audit or finance of a body that the other leads. What people
// declared can only point to it: who is meant, and in which kinship, a person confirms. RCS-03
// 地域回避 (公务员法 75): nobody heads the party, the government or a key body of the county in
// which they grew up.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/protected/protected_facts.hpp"
#include "engine/normalise/characters.hpp"
#include "engine/normalise/organisations.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/utf8.hpp"

namespace bole::gates {
namespace {
struct Present {  // one of the stated holders
  std::optional<Row> row{};
  std::string_view name{};
};

void judge_kinship(const GateContext& context, std::span<const Row> rows,
                   std::span<GateOutcome> out, std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const ProtectedFacts& facts = *context.protected_facts;
  std::vector<std::string_view> bodies = organisation_names(context.post);
  std::erase_if(bodies, [](std::string_view name) { return count_characters(name) < 4; });
  std::vector<Present> present;
  for (const ProfileId& id : context.post.holders) {
    const auto row = columns.find(id);
    if (row && !columns.name(*row).empty()) present.push_back({row, columns.name(*row)});
  }
  const auto works_here = [&](std::string_view work) {
    return std::any_of(bodies.begin(), bodies.end(),
                       [&](std::string_view name) { return work.starts_with(name); });
  };
  judge_each(Ahead(), rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    std::string why;
    facts.each_relative(row, [&](const ProtectedFacts::Relative& relative) {
      const bool here = works_here(relative.work);
      const bool namesake = std::any_of(present.begin(), present.end(), [&](const Present& one) {
        return one.row != row && one.name == relative.name;
      });
      if (!here && !namesake) return;
      why += (why.empty() ? "本人填报的第 " : "；第 ") + std::to_string(relative.entry + 1) +
             " 名家庭成员" + (here ? "在拟任单位工作" : "与现任班子成员同名");
    });
    const std::string_view own = columns.name(row);
    for (const Present& one : present) {
      if (one.row == row || own.empty()) continue;
      facts.each_relative(*one.row, [&](const ProtectedFacts::Relative& relative) {
        if (relative.name != own) return;
        why += std::string(why.empty() ? "" : "；") + "现任班子成员填报的家庭成员中有与本人同名者";
      });
    }
    const bool asked = facts.of(row).family_known != 0 && !(bodies.empty() && present.empty());
    if (finding) {
      finding->arithmetic = !why.empty() ? why
                            : asked ? "填报的家庭成员中没有在拟任单位工作或者与现任班子成员同名的"
                                    : "家庭成员未填报，或者拟任单位和现任班子成员未写明";
    }
    if (!why.empty()) return {Verdict::unverified, Notice::kinship_to_confirm};
    return {asked ? Verdict::holds : Verdict::unverified, Notice::none};
  });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}
std::string_view without_ending(std::string_view name,
                                std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      return name.substr(0, name.size() - ending.size());
    }
  }
  return name;
}

// The county of the post, as its organisation's names begin with it, and the city above it.
class Home {
 public:
  explicit Home(const VacantPost& post) {
    for (const std::string_view name : organisation_names(post)) {
      const Characters characters = to_characters(name);
      const std::size_t end = place_prefix(characters.folded);
      if (end == 0) continue;
      const std::u32string_view place = std::u32string_view(characters.folded).substr(0, end);
      const std::size_t above = place.substr(0, end - 1).find_last_of(U"市州盟省区");
      const std::size_t begin = above == std::u32string_view::npos ? 0 : above + 1;
      if (end - begin < 3) continue;
      counties_.push_back(to_utf8(place.substr(begin)));
      if (begin > 0) cities_.push_back(to_utf8(place.substr(0, begin)));
    }
  }
  [[nodiscard]] bool is_known() const { return !counties_.empty(); }

  // Whether somebody who grew up in that place grew up in the county; unknown where the place is
  // only told down to the city, or not clear.
  [[nodiscard]] Tri holds(std::string_view place) const {
    for (const std::string& county : counties_) {
      if (place.find(county) != std::string_view::npos) return Tri::yes;
      const std::string_view bare = without_ending(county, {"自治县", "县", "区", "旗", "市"});
      if (count_characters(bare) < 2) continue;
      if (place.ends_with(bare)) return Tri::yes;
      if (place.find(bare) != std::string_view::npos) return Tri::unknown;
    }
    for (const std::string& city : cities_) {
      if (place.ends_with(city) || place.ends_with(without_ending(city, {"市", "州", "盟"}))) {
        return Tri::unknown;
      }
    }
    // 云南, 示例省: the province alone.
    const bool province = ends_with_any(place, {"省", "自治区"}) || count_characters(place) <= 3;
    return province && !ends_with_any(place, {"县", "区", "旗", "市"}) ? Tri::unknown : Tri::no;
  }

 private:
  std::vector<std::string> counties_;
  std::vector<std::string> cities_;
};

void judge_home(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                std::vector<GateFinding>* findings) {
  const ProtectedFacts& facts = *context.protected_facts;
  const Home home(context.post);
  judge_each(Ahead(), rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const std::string_view place = facts.places().text(facts.of(row).grew_up);
    if (finding) {
      finding->arithmetic = place.empty() ? std::string("成长地未记录")
                            : !home.is_known() ? std::string("拟任职位所在县（市、区、旗）不明")
                                               : "成长地" + std::string(place);
    }
    if (place.empty() || !home.is_known()) return {Verdict::unverified, Notice::none};
    switch (home.holds(place)) {
      case Tri::yes:
        return {Verdict::fails, Notice::none};
      case Tri::no:
        return {Verdict::holds, Notice::none};
      case Tri::unknown:
        break;
    }
    return {Verdict::unverified, Notice::none};
  });
}
}  // namespace

extern const Gate kinship;
const Gate kinship{"RCS-01",
                   "亲属任职回避",
                   Cost::career,
                   judge_kinship,
                   {"领导职务", "组织人事纪检监察审计财务"}};
extern const Gate home_county;
const Gate home_county{"RCS-03", "地域任职回避", Cost::cell, judge_home, {"县级正职要害岗位"}};
}  // namespace bole::gates
