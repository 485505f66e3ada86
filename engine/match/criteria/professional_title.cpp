// The best professional title held (专业技术职务), by a declared table.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
constexpr std::array<std::string_view, 3> title_reasons{
    "持有所列专业技术职务", "没有所列专业技术职务", "专业技术职务记录不全，待核实"};

std::optional<Error> check(const CriterionSpec& spec) {
  return needs_table_of(spec, CodeTable::professional_title, "词表中的专业技术职务");
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const WordPoints titles(columns, context.spec.value);
  const auto worth = [&](const TitleCell& cell) { return titles.of(cell.name); };
  judge_best(context, rows, out, findings,
             BestOf{.runs = RunView(columns.brief, &PersonBrief::titles),
                    .cells = columns.titles,
                    .date = &TitleCell::date,
                    .part = Evidence::Part::professional_title,
                    .none = Evidence::Part::no_professional_title},
             worth);
}
}  // namespace

extern const Criterion professional_title;
const Criterion professional_title{
    "professional_title", "专业技术职务", Unit::count, Growth::by_development,
    title_reasons,        check,          judge};
}  // namespace bole::criteria
