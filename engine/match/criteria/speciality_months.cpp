// Months in given specialities (专长年限), newer months counting more by declared steps.
#include <algorithm>

#include "engine/columns/speciality_reader.hpp"
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.specialities.empty()) {
    return fault("args/specialities", "missing_key", "应当写明至少一个专长");
  }
  for (const std::string& id : spec.args.specialities) {
    if (auto fault = unknown_speciality("args/specialities", id)) return fault;
  }
  return needs_points(spec);
}

// The `periods` of judge_months that the lists of the specialities have.
struct Listed {
  const Columns& columns;
  SpecialityReader& reader;
  [[nodiscard]] std::span<const SpecialityPeriod> plain(Row row) const {
    return reader.of(row.value);
  }
  [[nodiscard]] std::span<const SpecialityPeriod> vague(Row row) const { return plain(row); }
  [[nodiscard]] StepMonths months(const SpecialityPeriod& period) const {
    if (period.exact != 0) return exact_months(period);
    return months_of(columns.appointments[period.cell]);
  }
};

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const auto wanted = indexes_of(columns, context.spec.args.specialities, std::identity());
  SpecialityReader reader(columns, wanted, rows.size());
  const auto quick = [](Row) {
    return [](const SpecialityPeriod& period) {
      return is_in_office(period.kind) ? Tri::yes : Tri::no;
    };
  };
  const auto counts = [&]<class Span>(Row, const Span& span) {
    if (!is_in_office(span.kind)) return Tri::no;
    if constexpr (std::is_same_v<Span, CareerSpan>) {
      const auto tags = std::span(columns.tags).subspan(span.tags_begin, span.tags);
      const bool has = std::ranges::any_of(tags, [&](std::uint16_t speciality) {
        return std::ranges::find(wanted, speciality) != wanted.end();
      });
      return has ? Tri::yes : Tri::no;
    }
    return Tri::yes;
  };
  judge_months(context, Ahead(Cells(columns.brief)), rows, out, findings, Listed{columns, reader},
               quick, counts, no_date);
}
}  // namespace

extern const Criterion speciality_months;
const Criterion speciality_months{
    "speciality_months", "专长年限", Unit::month, Growth::with_time_or_development,
    counting_reasons,    check,      judge};
}  // namespace bole::criteria
