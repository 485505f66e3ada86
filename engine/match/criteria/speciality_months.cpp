// Months in given specialities (专长年限), newer months counting more by declared steps.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.specialities.empty()) {
    return fault("args/specialities", "missing_key", "应当写明至少一个专长");
  }
  for (const std::string& id : spec.args.specialities) {
    if (!Vocabulary::built_in().speciality(id)) {
      return fault("args/specialities", "unknown_speciality", "词表中没有专长“" + id + "”");
    }
  }
  return needs_points(spec);
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  std::vector<std::uint8_t> wanted(columns.vocabulary().specialities().size());
  SpecialitySketch sketch;
  for (const std::string& id : context.spec.args.specialities) {
    const auto index = columns.vocabulary().speciality(id);
    if (!index) continue;
    wanted[*index] = 1;
    sketch.add(*index);
  }
  const auto may_count = [&](Row row) { return sketch.shares(columns.specialities[row.value]); };
  const auto counts = [&](Row, const CareerSpan& span, std::uint32_t) {
    if (span.kind != AppointmentKind::post && span.kind != AppointmentKind::attachment) {
      return Tri::no;
    }
    for (std::uint32_t i = 0; i < span.tags; ++i) {
      if (wanted[columns.tags[span.tags_begin + i]]) return Tri::yes;
    }
    return Tri::no;
  };
  judge_months(context, rows, out, findings, may_count, counts, no_date);
}
}  // namespace

extern const Criterion speciality_months;
const Criterion speciality_months{"speciality_months", "专长年限", Unit::month,
                                  counting_reasons,    check,      judge};
}  // namespace bole::criteria
