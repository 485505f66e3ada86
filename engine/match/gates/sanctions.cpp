// SAN-01 to SAN-11: what one kind of sanction, admonition or organisational measure bars from, and
// for how long. BAN-06 (effect_period.cpp) looks at all of them together for leadership posts.
#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/sanction_effect.hpp"

namespace bole::gates {
namespace {
constexpr BarringPeriod not_from_this_post{0, 0};

BarringPeriod months(int fixed) { return {fixed, fixed}; }

// The highest level held when the sanction was decided; unknown where the career does not tell.
Level level_when_decided(const Columns& columns, Row row, const DateCell& decided) {
  Level highest = Level::unknown;
  if (!decided.known()) return highest;
  for (const AppointmentCell& cell :
       Columns::run(columns.appointments, columns.appointment_runs[row.value])) {
    if (cell.kind != AppointmentKind::post || !cell.from.known()) continue;
    if (cell.from.first() > decided.last()) continue;
    const bool held = cell.open != 0 || (cell.to.known() && cell.to.last() >= decided.first());
    if (held) highest = std::max(highest, cell.level);
  }
  return highest;
}

// Whether the post stands above the level held when the sanction was decided, or as high.
Tri stands_above(const GateContext& context, Row row, const SanctionCell& sanction,
                 bool or_as_high) {
  const Level post = context.post.level;
  const Level before = level_when_decided(context.columns, row, sanction.date);
  if (post == Level::unknown || before == Level::unknown) return Tri::unknown;
  return post > before || (or_as_high && post == before) ? Tri::yes : Tri::no;
}

// 撤销党内职务: no post as high as the one held before, or higher.
BarringPeriod after_removal(const GateContext& context, Row row, const SanctionCell& sanction,
                            const SanctionKind& kind) {
  switch (stands_above(context, row, sanction, true)) {
    case Tri::no:
      return not_from_this_post;
    case Tri::yes:
      return months(kind.months);
    case Tri::unknown:
      break;
  }
  return {0, kind.months};
}

// 留党察看: one year or two, and then two years from the restoration of rights, which come back at
// the end of it at the earliest; when they did the record does not tell.
BarringPeriod on_probation(const GateContext& context, Row, const SanctionCell& sanction,
                           const SanctionKind&) {
  const std::string_view name = context.columns.words.text(sanction.kind);
  const bool two_years =
      name.find("二年") != std::string_view::npos || name.find("两年") != std::string_view::npos;
  const int least = context.rule.number("probation") * (two_years ? 2 : 1);
  return {least + context.rule.number("restored"), BarringPeriod::endless};
}

// Months of the rule; 0 there: for ever.
BarringPeriod expelled(const GateContext& context, Row, const SanctionCell&, const SanctionKind&) {
  const int fixed = context.rule.number("months");
  return fixed == 0 ? months(BarringPeriod::endless) : months(fixed);
}

BarringPeriod organisational(const GateContext& context, Row row, const SanctionCell& sanction,
                             const SanctionKind& kind) {
  const Rule& rule = context.rule;
  if (kind.name == "停职检查") return {0, rule.number("suspended_at_most")};
  if (kind.name == "调整职务") return months(rule.number("adjusted"));
  if (kind.name == "降职") return months(rule.number("demoted"));
  if (kind.name != "责令辞职" && kind.name != "免职") return {};
  // No leadership post for the shorter period, none above the old level for the longer one.
  const auto leading = is_leadership_post(context.post);
  const int any = leading == false ? 0 : rule.number("removed");
  const int above = rule.number("removed_above");
  switch (stands_above(context, row, sanction, false)) {
    case Tri::no:
      return {leading ? any : 0, any};
    case Tri::yes:
      return months(above);
    case Tri::unknown:
      break;
  }
  return {leading ? any : 0, above};
}

BarringPeriod unfit_for_post(const GateContext& context, Row, const SanctionCell&,
                             const SanctionKind& kind) {
  return months(context.rule.number(kind.name == "不适宜担任现职降职" ? "demoted" : "adjusted"));
}

bool never(std::string_view) { return false; }
bool bare_administrative(std::string_view kind) {
  return kind == "警告" || kind == "记过" || kind == "记大过" || kind == "降级" || kind == "撤职";
}

constexpr SanctionRule party_warning{[](const SanctionKind& kind) { return kind.rule == "SAN-01"; },
                                     [](std::string_view kind) { return kind == "警告"; }};
constexpr SanctionRule serious_party_warning{
    [](const SanctionKind& kind) { return kind.rule == "SAN-02"; },
    [](std::string_view kind) { return kind == "严重警告"; }};
constexpr SanctionRule removal_from_party_posts{
    [](const SanctionKind& kind) { return kind.rule == "SAN-03"; },
    [](std::string_view kind) { return kind == "撤销职务"; }, after_removal};
constexpr SanctionRule party_probation{
    [](const SanctionKind& kind) { return kind.rule == "SAN-04"; },
    [](std::string_view kind) { return kind.starts_with("留党察看"); }, on_probation};
constexpr SanctionRule expulsion_from_party{
    [](const SanctionKind& kind) { return kind.rule == "SAN-05"; },
    [](std::string_view kind) { return kind == "开除"; }, expelled};
constexpr SanctionRule administrative{
    [](const SanctionKind& kind) { return kind.rule == "SAN-06"; }, bare_administrative};
constexpr SanctionRule administrative_of_institutions{
    [](const SanctionKind& kind) { return kind.rule == "SAN-06" || kind.rule == "SAN-07"; },
    bare_administrative};
constexpr SanctionRule dismissal{[](const SanctionKind& kind) { return kind.rule == "SAN-08"; },
                                 [](std::string_view kind) { return kind == "开除"; }, expelled};
constexpr SanctionRule admonition{
    [](const SanctionKind& kind) { return kind.rule == "SAN-09"; },
    [](std::string_view kind) { return kind.find("诫勉") != std::string_view::npos; }};
constexpr SanctionRule organisational_measure{
    [](const SanctionKind& kind) { return kind.rule == "SAN-10"; }, never, organisational};
constexpr SanctionRule found_unfit{[](const SanctionKind& kind) { return kind.rule == "SAN-11"; },
                                   never, unfit_for_post};

template <const SanctionRule& rule>
void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  judge_sanctions(context, rows, out, findings, rule);
}

// 事业单位、国有企业、高校 people have their own articles; whose 人员类别 is not recorded falls
// under those of the civil service.
template <const SanctionRule& rule, bool of_institutions>
void judge_staff(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
                 std::vector<GateFinding>* findings) {
  judge_sanctions(context, rows, out, findings, rule);
  const InstitutionStaff institutions(context.columns);
  const bool enterprises = !of_institutions || context.rule.number("enterprises") != 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool other =
        institutions.has(rows[i]) && (enterprises || !institutions.in_enterprise(rows[i]));
    if (other == of_institutions) continue;
    out[i] = not_applicable;
    if (!findings) continue;
    (*findings)[i] = {.outcome = not_applicable, .inapplicable = Inapplicable::other_staff};
  }
}
}  // namespace

extern const Gate sanctions[11];
const Gate sanctions[11] = {
    {"SAN-01", "党内警告影响期", Cost::list, judge<party_warning>},
    {"SAN-02", "党内严重警告影响期", Cost::list, judge<serious_party_warning>},
    {"SAN-03", "撤销党内职务影响期", Cost::list, judge<removal_from_party_posts>},
    {"SAN-04", "留党察看影响期", Cost::list, judge<party_probation>},
    {"SAN-05", "开除党籍", Cost::list, judge<expulsion_from_party>},
    {"SAN-06", "政务处分期", Cost::list, judge_staff<administrative, false>},
    {"SAN-07", "事业单位、国企人员处分期", Cost::list,
     judge_staff<administrative_of_institutions, true>},
    {"SAN-08", "开除公职", Cost::list, judge<dismissal>},
    {"SAN-09", "诫勉影响期", Cost::list, judge<admonition>},
    {"SAN-10", "组织处理影响期", Cost::list, judge<organisational_measure>},
    {"SAN-11", "不适宜担任现职调整后的任职限制", Cost::list, judge<found_unfit>},
};
}  // namespace bole::gates
