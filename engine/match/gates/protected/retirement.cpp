// RET-01 法定退休年龄 (decision of 2024-09-13, with its delay month by month; before 2025 the age
// itself): a notice where it is reached or comes within a year. The base is the recorded 改革前任职
// 年龄界限, of which 63, 65 and 66 have the base 60; where there is none, it may be that of any
// 干部.
#include "engine/normalise/retirement.hpp"

#include "engine/match/gates/gate_kit.hpp"
#include "engine/match/gates/protected/protected_facts.hpp"

namespace bole::gates {
namespace {
struct Bases {
  int least = 55;
  int most = 60;
};
Bases bases_of(std::uint8_t age_limit) {
  if (age_limit == 0) return {};
  const int base = std::min<int>(age_limit, 60);
  return {base, base};
}

PartialDate month_of(Day day) {
  const YearMonthDay date = civil(day);
  return {static_cast<std::int16_t>(date.year), static_cast<std::uint8_t>(date.month), 0};
}

// The month of retirement, as a month number.
int retires(Day birth, int base, bool delayed) {
  const auto month = delayed ? retirement_month(month_of(birth), base) : std::nullopt;
  return month ? month->first_month() : month_index(birth) + 12 * base;
}

std::string month_words(int month) {
  return to_string(PartialDate{static_cast<std::int16_t>(month / 12),
                               static_cast<std::uint8_t>(month % 12 + 1), 0});
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const ProtectedFacts& facts = *context.protected_facts;
  const bool delayed = context.rule.number("delayed") != 0;
  const int near = context.rule.number("near");
  const int now = month_index(context.as_of);
  const auto notice = [&](int month) {
    if (month <= now) return Notice::retirement_reached;
    return month - now <= near ? Notice::retirement_near : Notice::none;
  };
  const Ahead ahead(Cells(columns.birth));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const DateCell& birth = columns.birth[row.value];
    if (!birth.known()) {
      if (finding) {
        finding->evidence.push_back({Evidence::Part::birth, 0});
        finding->arithmetic = "出生年月未记录";
      }
      return {Verdict::unverified, Notice::none};
    }
    const Bases bases = bases_of(facts.of(row).age_limit);
    const int first = retires(birth.first(), bases.least, delayed);
    const int last = retires(birth.last(), bases.most, delayed);
    if (finding) {
      finding->observed = std::max(0, first - now);
      finding->wanted = near;
      finding->unit = Unit::month;
      finding->evidence.push_back({Evidence::Part::birth, 0});
      const std::string base = bases.least == bases.most ? std::to_string(bases.least) + " 周岁"
                                                         : std::to_string(bases.least) + " 至 " +
                                                               std::to_string(bases.most) + " 周岁";
      const auto delay = [&](Day day, int of, int month) {
        return std::to_string(month - month_index(day) - 12 * of);
      };
      finding->arithmetic = "原退休年龄 " + base;
      if (delayed) {
        const std::string least = delay(birth.first(), bases.least, first);
        const std::string most = delay(birth.last(), bases.most, last);
        finding->arithmetic += "，延迟 " + least + (least == most ? "" : " 至 " + most) + " 个月";
      }
      finding->arithmetic += "，" + month_words(first) +
                             (first == last ? "" : " 至 " + month_words(last)) +
                             " 达到法定退休年龄，距截止日期 " + std::to_string(first - now) +
                             (first == last ? "" : " 至 " + std::to_string(last - now)) + " 个月";
    }
    if (notice(first) != notice(last)) return {Verdict::unverified, Notice::none};
    return {Verdict::holds, notice(first)};
  });
}
}  // namespace

extern const Gate retirement_age;
const Gate retirement_age{"RET-01", "法定退休年龄", Cost::cell, judge, {"领导职务"}};
}  // namespace bole::gates
