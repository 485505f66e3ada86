// The best education or degree held (学历学位), by a declared table. A higher one is worth what the
// best lower one of the table is worth; neither school nor mode of study is looked at.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
constexpr std::array<std::string_view, 3> education_reasons{"具有所列学历学位", "没有所列学历学位",
                                                            "学历学位记录不全，待核实"};

std::optional<Error> check(const CriterionSpec& spec) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  for (const auto& [name, points] : spec.value.table) {
    // The vocabulary knows 全日制大学 as another way to write 大学; who asks for it means the mode.
    const RefusedName* refused = refused_name_in(name);
    if (refused && refused->reason == refused_name("全日制")->reason) {
      return fault("value/table", refused->code, quoted(name) + std::string(refused->reason));
    }
    if (vocabulary.education(name) || vocabulary.degree(name)) continue;
    if (name.ends_with("大学") || name.ends_with("学院") || name.ends_with("学校")) {
      const RefusedName& school = *refused_name("学校");
      return fault("value/table", school.code, quoted(name) + std::string(school.reason));
    }
    std::vector<std::string_view> names;
    for (const NamedRank& level : vocabulary.education_levels()) names.push_back(level.name);
    for (const NamedRank& degree : vocabulary.degrees()) names.push_back(degree.name);
    return unknown_word("value/table", "unknown_education", name, "词表中的学历或学位", names);
  }
  return needs_table(spec);
}

// What ranks are worth, of educations or of degrees.
class Worth {
 public:
  void add(int rank, int points) { rows_.emplace_back(rank, points); }
  // The least and most that an entry of the rank may be worth; 0: any rank.
  [[nodiscard]] Range of(int rank) const {
    Range worth{};
    for (const auto& [least, points] : rows_) {
      if (rank >= least) worth.at_least = std::max(worth.at_least, points);
      if (rank >= least || rank == 0) worth.at_most = std::max(worth.at_most, points);
    }
    return worth;
  }

 private:
  std::vector<std::pair<int, int>> rows_;
};

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  Worth educations;
  Worth degrees;
  for (const auto& [name, points] : context.spec.value.table) {
    // 硕士 is a degree first, and only then another name of an education.
    if (const NamedRank* degree = columns.vocabulary().degree(name)) {
      degrees.add(degree->rank, points);
    } else if (const NamedRank* rank = columns.vocabulary().education(name)) {
      educations.add(rank->rank, points);
    }
  }
  const auto worth = [&](const EducationCell& cell) -> std::optional<Range> {
    // An entry without a level may be of any; one without a degree earned none.
    const Range education = educations.of(cell.rank);
    const Range degree = cell.degree == 0 ? Range{} : degrees.of(cell.degree_rank);
    const Range both{std::max(education.at_least, degree.at_least),
                     std::max(education.at_most, degree.at_most)};
    return both.at_most == 0 ? std::nullopt : std::optional(both);
  };
  judge_best(context, rows, out, findings,
             BestOf{.runs = columns.education_runs,
                    .cells = columns.education,
                    .date = &EducationCell::to,
                    .part = Evidence::Part::education,
                    .none = Evidence::Part::no_education},
             worth);
}
}  // namespace

extern const Criterion education;
const Criterion education{"education",       "学历学位", Unit::count, Growth::by_development,
                          education_reasons, check,      judge};
}  // namespace bole::criteria
