// The best professional title held (专业技术职务), by a declared table.
#include <array>

#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
constexpr std::array<std::string_view, 3> title_reasons{
    "持有所列专业技术职务", "没有所列专业技术职务", "专业技术职务记录不全，待核实"};

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const ValueFunction& value = context.spec.value;
  std::vector<std::pair<Word, int>> worth;
  for (const auto& [name, points] : value.table) {
    if (const Word word = columns.words.find(name)) worth.emplace_back(word, points);
  }
  judge_each(Ahead(Lists(columns.title_runs, columns.titles)), rows, out, findings,
             [&](Row row, CriterionFinding* finding) {
               const Run& run = columns.title_runs[row.value];
               const auto cells = Columns::run(columns.titles, run);
               int held = value.otherwise;
               int possible = run.known ? value.otherwise : value.best();
               std::optional<std::uint32_t> undated;  // may have been given after the as-of date
               std::optional<std::uint32_t> held_index;
               for (std::uint32_t i = 0; i < cells.size(); ++i) {
                 if (cells[i].date.known() && cells[i].date.first() > context.as_of) continue;
                 for (const auto& [word, points] : worth) {
                   if (word != cells[i].name) continue;
                   if (points > possible) possible = points;
                   if (cells[i].date.known() && cells[i].date.last() > context.as_of) {
                     undated = i;
                     continue;
                   }
                   if (held_index && points <= held) continue;
                   held = std::max(held, points);
                   held_index = i;
                 }
               }
               const CriterionOutcome outcome{static_cast<std::int16_t>(held),
                                              static_cast<std::int16_t>(possible)};
               if (finding) {
                 const bool doubtful = held != possible;
                 finding->observed = {held_index ? 1 : 0, held_index || doubtful ? 1 : 0};
                 finding->counted = finding->observed;
                 finding->unit = Unit::count;
                 finding->reason = doubtful ? 2 : held_index ? 0 : 1;
                 if (held_index) {
                   finding->evidence.push_back({Evidence::Part::professional_title, *held_index});
                 } else {
                   finding->evidence.push_back({Evidence::Part::no_professional_title, 0});
                 }
                 if (run.known == 0) {
                   finding->missing = Evidence{Evidence::Part::no_professional_title, 0};
                 } else if (doubtful && undated) {
                   finding->missing = Evidence{Evidence::Part::professional_title, *undated};
                 }
               }
               return outcome;
             });
}
}  // namespace

extern const Criterion professional_title;
const Criterion professional_title{"professional_title", "专业技术职务", Unit::count,
                                   title_reasons,        needs_table,    judge};
}  // namespace bole::criteria
