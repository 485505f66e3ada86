// REC-01 调任年龄: whoever comes from an enterprise, an institution or a university into a
// leadership post of the civil service is, in principle (原则上), not above an age that depends on
// the post.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
// Whether the post is one of the civil service; unknown where its organisation's system is not.
Tri in_civil_service(const VacantPost& post) {
  if (!post.organisation_record || post.organisation_record->system.empty()) return Tri::unknown;
  const std::string& system = post.organisation_record->system;
  return system == "事业" || system == "国企" || system == "高校" ? Tri::no : Tri::yes;
}

std::string_view limit_of(const VacantPost& post) {
  if (post.level >= Level::bureau_deputy) return "bureau";
  if (is_county_level(post.level)) {
    const bool leads_county = post.organisation_record && post.organisation_record->kind == "区县";
    return leads_county ? "county_leaders" : "county";
  }
  return "township";
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const Tri civil_service = in_civil_service(context.post);
  const auto leading = is_leadership_post(context.post);
  const InstitutionStaff institutions(columns);
  const int limit = context.rule.number(limit_of(context.post));
  // 不超过 N 周岁: up to the day before the next birthday.
  const int months = 12 * (limit + 1);
  const Ahead ahead(Cells(columns.birth));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    if (leading == false) return not_applicable;
    const bool stated = columns.staff_scale[row.value] != 0;
    const bool outside = institutions.has(row);
    if (civil_service == Tri::no || (stated && !outside)) {
      if (finding) {
        finding->inapplicable =
            civil_service == Tri::no ? Inapplicable::other_class : Inapplicable::other_staff;
      }
      return not_applicable;
    }
    const DateCell& birth = columns.birth[row.value];
    if (finding) {
      finding->wanted = limit;
      finding->unit = Unit::year;
      finding->evidence.push_back({Evidence::Part::birth, 0});
      if (!stated)
        finding->evidence.push_back({Evidence::Part::member_of_person, 0, "/staff/scale"});
      if (birth.known()) finding->observed = full_months(birth.last(), context.as_of) / 12;
    }
    if (birth.known() && add_months(birth.first(), months) > context.as_of &&
        context.post.level != Level::unknown) {
      return {Verdict::holds, Notice::none};
    }
    const bool over = birth.known() && add_months(birth.last(), months) <= context.as_of;
    if (!over || !stated || civil_service == Tri::unknown || !leading ||
        context.post.level == Level::unknown) {
      return {Verdict::unverified, Notice::none};
    }
    return {Verdict::needs_approval, Notice::exception_needs_approval};
  });
}
}  // namespace

extern const Gate transfer_age;
const Gate transfer_age{"REC-01", "调任年龄", Cost::cell, judge};
}  // namespace bole::gates
