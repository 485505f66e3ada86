#include <algorithm>
#include <array>
#include <bit>

#include "engine/columns/columns.hpp"
#include "engine/query/attribute.hpp"
#include "engine/query/names.hpp"
#include "engine/query/spans.hpp"
#include "engine/query/value_matcher.hpp"

namespace bole {
namespace {
// Readers. Each function reads one subject; the table's functions go over many.

template <auto read_one>
void read_each(const Columns& columns, AsOf as_of, Subjects subjects, std::span<Interval> out) {
  for (std::size_t i = 0; i < subjects.size(); ++i) out[i] = read_one(columns, subjects[i], as_of);
}

// `values_of(columns, subject, see)` calls see(value) for each value of the subject.
template <auto values_of>
void match_each(const Columns& columns, Subjects subjects, ValueMatcher& matcher,
                std::span<Truth> out) {
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    Truth best = Truth::no;
    values_of(columns, subjects[i],
              [&](std::uint32_t value) { best = std::max(best, matcher.of(value)); });
    out[i] = best;
  }
}

// The values of all subjects behind each other; those of subject i end at ends[i].
template <auto values_of>
void list_each(const Columns& columns, Subjects subjects, std::vector<std::uint32_t>& values,
               std::vector<std::uint32_t>& ends) {
  values.clear();
  ends.clear();
  for (const std::uint32_t subject : subjects) {
    values_of(columns, subject, [&](std::uint32_t value) { values.push_back(value); });
    ends.push_back(static_cast<std::uint32_t>(values.size()));
  }
}

Interval days(DateCell date) {
  return date.known() ? Interval{date.first().value, date.last().value} : Interval{};
}

Interval full_months(DateCell from, AsOf as_of) {
  if (!from.known()) return {};
  return {full_months(from.last(), as_of.day), full_months(from.first(), as_of.day)};
}

// What the record states as present holds from its date on; before that it says nothing.
bool holds_by(DateCell since, AsOf as_of) { return !since.known() || since.last() <= as_of.day; }

Interval level_of_person(const Columns& c, std::uint32_t row, AsOf as_of) {
  if (c.level[row] == Level::unknown || !holds_by(c.level_since[row], as_of)) return {};
  return Interval::exactly(static_cast<std::int32_t>(c.level[row]));
}
Interval time_in_level(const Columns& c, std::uint32_t row, AsOf as_of) {
  if (!holds_by(c.level_since[row], as_of)) return {};
  return full_months(c.level_since[row], as_of);
}
Interval grade_of_person(const Columns& c, std::uint32_t row, AsOf as_of) {
  if (c.grade[row] == Grade::unknown || !holds_by(c.grade_since[row], as_of)) return {};
  return Interval::exactly(static_cast<std::int32_t>(c.grade[row]));
}
Interval time_in_grade(const Columns& c, std::uint32_t row, AsOf as_of) {
  if (!holds_by(c.grade_since[row], as_of)) return {};
  return full_months(c.grade_since[row], as_of);
}
// Printed age: the difference of month numbers, in whole years (model §3).
Interval age(const Columns& c, std::uint32_t row, AsOf as_of) {
  const DateCell birth = c.birth[row];
  if (!birth.known()) return {};
  const auto years = [&](Day day) { return std::max(0, as_of.month - month_index(day)) / 12; };
  return {years(birth.last()), years(birth.first())};
}
Interval birth(const Columns& c, std::uint32_t row, AsOf) { return days(c.birth[row]); }
Interval work_start(const Columns& c, std::uint32_t row, AsOf) { return days(c.work_start[row]); }
Interval work_time(const Columns& c, std::uint32_t row, AsOf as_of) {
  return full_months(c.work_start[row], as_of);
}

// Degrees are given from 大学 (本科) up, so education below it is known to have none.
bool is_below_degrees(const Columns& c, const EducationCell& cell) {
  const NamedRank* bachelor_study = c.vocabulary().education("大学");
  return cell.rank > 0 && bachelor_study != nullptr && cell.rank < bachelor_study->rank;
}

Interval rank_interval(std::int32_t rank) {
  return rank > 0 ? Interval::exactly(rank) : Interval{0, Interval::highest};
}
Interval education_rank(const Columns&, const EducationCell& cell) {
  return rank_interval(cell.rank);
}
Interval degree_rank(const Columns& c, const EducationCell& cell) {
  if (cell.degree == 0 && is_below_degrees(c, cell)) return Interval::exactly(0);
  return rank_interval(cell.degree_rank);
}

// The rank of the highest row; 0 without one. A row that may not exist yet, or whose rank is not
// known, can only raise it.
template <auto rank_of>
Interval highest(const Columns& c, std::uint32_t row, AsOf as_of) {
  const Run run = c.education_runs[row];
  if (run.known == 0) return {};
  Interval best = Interval::exactly(0);
  for (const EducationCell& cell : Columns::run(c.education, run)) {
    const Truth exists = existence(cell, as_of);
    if (exists == Truth::no) continue;
    const Interval rank = rank_of(c, cell);
    best.at_most = std::max(best.at_most, rank.at_most);
    if (exists == Truth::yes) best.at_least = std::max(best.at_least, rank.at_least);
  }
  return best;
}

constexpr auto own_name = [](const Columns&, std::uint32_t row, auto see) { see(row); };
constexpr auto own_scale = [](const Columns& c, std::uint32_t row, auto see) {
  see(c.staff_scale[row]);
};
constexpr auto own_status = [](const Columns& c, std::uint32_t row, auto see) {
  see(c.staff_status[row]);
};

// 任职. A period of study holds no post: what it does not state of post, level and place it does
// not have, whereas another period only leaves it unsaid.
bool is_study(const AppointmentCell& cell) { return cell.kind == AppointmentKind::study; }

Interval of_post(const AppointmentCell& cell, Tri value) {
  if (value == Tri::unknown) return is_study(cell) ? Interval::none() : Interval{};
  return Interval::exactly(value == Tri::yes ? 1 : 0);
}
Interval appointment_level(const Columns& c, std::uint32_t at, AsOf) {
  const AppointmentCell& cell = c.appointments[at];
  if (cell.level == Level::unknown) return is_study(cell) ? Interval::none() : Interval{};
  return Interval::exactly(static_cast<std::int32_t>(cell.level));
}
Interval is_head(const Columns& c, std::uint32_t at, AsOf) {
  return of_post(c.appointments[at], c.appointments[at].head);
}
Interval is_grassroots(const Columns& c, std::uint32_t at, AsOf) {
  return of_post(c.appointments[at], c.appointments[at].grassroots);
}
Interval is_hard(const Columns& c, std::uint32_t at, AsOf) {
  return of_post(c.appointments[at], c.appointments[at].hard);
}
Interval duration(const Columns& c, std::uint32_t at, AsOf as_of) {
  const CareerSpan& span = c.career_spans[at];
  if (span.exact) {
    return Interval::exactly(std::max(0, std::min<int>(span.to, as_of.month) - span.from));
  }
  const AppointmentCell& cell = c.appointments[at];
  return cell.from.known() ? length(span_of(cell, as_of)) : Interval{};
}
Interval is_current(const Columns& c, std::uint32_t at, AsOf as_of) {
  const AppointmentCell& cell = c.appointments[at];
  if (cell.open != 0) return Interval::exactly(1);
  if (!cell.to.known()) return {};
  if (cell.to.first() > as_of.day) return Interval::exactly(1);
  return cell.to.last() <= as_of.day ? Interval::exactly(0) : Interval{};
}
Interval appointment_from(const Columns& c, std::uint32_t at, AsOf) {
  return days(c.appointments[at].from);
}
// A period that goes on at the as-of date ends there.
Interval appointment_to(const Columns& c, std::uint32_t at, AsOf as_of) {
  const AppointmentCell& cell = c.appointments[at];
  if (cell.open != 0) return Interval::exactly(as_of.day.value);
  if (!cell.to.known()) return {};
  return {std::min(cell.to.first(), as_of.day).value, std::min(cell.to.last(), as_of.day).value};
}

template <auto word>
constexpr auto of_each_post = [](const Columns& c, std::uint32_t at, auto see) {
  const AppointmentCell& cell = c.appointments[at];
  for (std::uint32_t i = 0; i < cell.posts; ++i) see(c.posts[cell.posts_begin + i].*word);
  if (cell.posts == 0 && !is_study(cell)) see(0);
};
// 市财政局 is 党政机关 by its name and 市直 by the register.
constexpr auto organisation_kinds = [](const Columns& c, std::uint32_t at, auto see) {
  const AppointmentCell& cell = c.appointments[at];
  for (std::uint32_t i = 0; i < cell.posts; ++i) {
    const HeldPostCell& post = c.posts[cell.posts_begin + i];
    if (post.registered_kind != 0) see(post.registered_kind);
    if (post.organisation_kind != 0 || post.registered_kind == 0) see(post.organisation_kind);
  }
  if (cell.posts == 0 && !is_study(cell)) see(0);
};
template <auto word>
constexpr auto of_appointment = [](const Columns& c, std::uint32_t at, auto see) {
  const AppointmentCell& cell = c.appointments[at];
  if (cell.*word != 0 || !is_study(cell)) see(cell.*word);
};
constexpr auto appointment_kind = [](const Columns& c, std::uint32_t at, auto see) {
  see(static_cast<std::uint32_t>(c.appointments[at].kind));
};
constexpr auto appointment_specialities = [](const Columns& c, std::uint32_t at, auto see) {
  const CareerSpan& span = c.career_spans[at];
  for (std::uint32_t i = 0; i < span.tags; ++i) see(c.tags[span.tags_begin + i]);
};
constexpr auto appointment_fields = [](const Columns& c, std::uint32_t at, auto see) {
  for (std::uint32_t bits = c.appointments[at].fields; bits != 0; bits &= bits - 1) {
    see(static_cast<std::uint32_t>(std::countr_zero(bits)));
  }
};

// The other sets.
template <auto list, auto word>
constexpr auto of_row =
    [](const Columns& c, std::uint32_t at, auto see) { see((c.*list)[at].*word); };
constexpr auto degree_of_row = [](const Columns& c, std::uint32_t at, auto see) {
  const EducationCell& cell = c.education[at];
  if (cell.degree != 0 || !is_below_degrees(c, cell)) see(cell.degree);
};
template <auto list, auto date>
Interval date_of_row(const Columns& c, std::uint32_t at, AsOf) {
  return days((c.*list)[at].*date);
}
Interval appraisal_year(const Columns& c, std::uint32_t at, AsOf) {
  const std::int16_t year = c.appraisals[at].year;
  return year == 0 ? Interval{} : Interval::exactly(year);
}
Interval training_hours(const Columns& c, std::uint32_t at, AsOf) {
  const std::int32_t hours = c.training[at].hours;
  return hours < 0 ? Interval{} : Interval::exactly(hours);
}

constexpr std::uint8_t operator|(Use left, Use right) {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(left) |
                                   static_cast<std::uint8_t>(right));
}
constexpr std::uint8_t operator|(std::uint8_t left, Use right) {
  return static_cast<std::uint8_t>(left | static_cast<std::uint8_t>(right));
}
using enum Use;
using enum RecordSet;
constexpr std::uint8_t look_up = search | report;
constexpr std::uint8_t list_by = look_up | facet;
constexpr std::uint8_t any_use = list_by | own_gate | criterion;

constexpr std::string_view names_a_person = "指向具体个人，不得作资格条件";
constexpr std::string_view names_a_unit =
    "指向具体单位，有因人设岗之嫌，不得作资格条件；可用单位类型、系统";
constexpr std::string_view is_an_age =
    "属于年龄或随年龄变化，不得作资格条件；年龄界限和工龄要求只由法定资格条件判断";
constexpr std::string_view is_study_mode = "不得作资格条件：全日制与在职学历同等对待";

constexpr ValueType text = ValueType::text;
constexpr ValueType code = ValueType::code;
constexpr ValueType date = ValueType::date;
constexpr ValueType integer = ValueType::integer;
constexpr ValueType months = ValueType::span;
constexpr ValueType boolean = ValueType::boolean;

constexpr std::array attributes{
    Attribute{.name = "姓名",
              .ascii = "name",
              .type = text,
              .uses = look_up | sort,
              .pointer = "/name",
              .own_gate_refusal = names_a_person,
              .match = match_each<own_name>,
              .list = list_each<own_name>,
              .domain = Domain::names},
    Attribute{.name = "级别",
              .ascii = "level",
              .type = ValueType::level,
              .uses = any_use | sort,
              .pointer = "/current/level",
              .read = read_each<level_of_person>},
    Attribute{.name = "任现级年限",
              .ascii = "years_in_level",
              .type = months,
              .unit = "年",
              .uses = any_use | sort,
              .pointer = "/current/level_since",
              .read = read_each<time_in_level>},
    Attribute{.name = "职级",
              .ascii = "grade",
              .type = ValueType::grade,
              .uses = any_use | sort,
              .pointer = "/current/grade",
              .read = read_each<grade_of_person>},
    Attribute{.name = "任现职级年限",
              .ascii = "years_in_grade",
              .type = months,
              .unit = "年",
              .uses = any_use | sort,
              .pointer = "/current/grade_since",
              .read = read_each<time_in_grade>},
    Attribute{.name = "人员类别",
              .ascii = "staff_scale",
              .type = code,
              .codes = CodeTable::staff_scale,
              .uses = list_by | own_gate,
              .pointer = "/staff/scale",
              .match = match_each<own_scale>,
              .list = list_each<own_scale>},
    Attribute{.name = "状态",
              .ascii = "staff_status",
              .type = text,
              .uses = list_by | own_gate,
              .pointer = "/staff/status",
              .match = match_each<own_status>,
              .list = list_each<own_status>},
    Attribute{.name = "年龄",
              .ascii = "age",
              .type = integer,
              .unit = "岁",
              .uses = list_by | sort,
              .pointer = "/birth",
              .own_gate_refusal = is_an_age,
              .read = read_each<age>},
    Attribute{.name = "出生年月",
              .ascii = "birth",
              .type = date,
              .uses = look_up | sort,
              .pointer = "/birth",
              .own_gate_refusal = is_an_age,
              .read = read_each<birth>},
    Attribute{.name = "参加工作时间",
              .ascii = "work_start",
              .type = date,
              .uses = look_up | sort,
              .pointer = "/work_start",
              .own_gate_refusal = is_an_age,
              .read = read_each<work_start>},
    Attribute{.name = "工龄",
              .ascii = "work_years",
              .type = months,
              .unit = "年",
              .uses = list_by | sort,
              .pointer = "/work_start",
              .own_gate_refusal = is_an_age,
              .read = read_each<work_time>},
    Attribute{.name = "领域",
              .ascii = "field",
              .type = code,
              .codes = CodeTable::field,
              .uses = any_use,
              .pointer = "/appointments",
              .through = appointment,
              .through_name = "领域"},
    Attribute{.name = "专长",
              .ascii = "speciality",
              .type = code,
              .codes = CodeTable::speciality,
              .uses = any_use,
              .pointer = "/appointments",
              .through = appointment,
              .through_name = "专长"},
    Attribute{.name = "学历",
              .ascii = "education",
              .type = code,
              .codes = CodeTable::education,
              .uses = any_use | sort,
              .pointer = "/education",
              .read = read_each<highest<education_rank>>},
    Attribute{.name = "学位",
              .ascii = "degree",
              .type = code,
              .codes = CodeTable::degree,
              .uses = any_use | sort,
              .pointer = "/education",
              .read = read_each<highest<degree_rank>>},
    Attribute{.name = "职称",
              .ascii = "professional_title",
              .type = code,
              .codes = CodeTable::professional_title,
              .uses = any_use,
              .pointer = "/professional_titles",
              .through = professional_title,
              .through_name = "名称"},

    Attribute{.name = "级别",
              .ascii = "level",
              .set = appointment,
              .type = ValueType::level,
              .uses = any_use,
              .pointer = "/level",
              .read = read_each<appointment_level>},
    Attribute{.name = "单位类型",
              .ascii = "organisation_kind",
              .set = appointment,
              .type = code,
              .codes = CodeTable::organisation_kind,
              .uses = any_use,
              .pointer = "/posts",
              .match = match_each<organisation_kinds>,
              .list = list_each<organisation_kinds>},
    Attribute{.name = "单位",
              .ascii = "organisation",
              .set = appointment,
              .type = text,
              .uses = list_by,
              .pointer = "/posts",
              .own_gate_refusal = names_a_unit,
              .match = match_each<of_each_post<&HeldPostCell::organisation>>,
              .list = list_each<of_each_post<&HeldPostCell::organisation>>},
    Attribute{.name = "职务",
              .ascii = "title",
              .set = appointment,
              .type = text,
              .uses = list_by | own_gate,
              .pointer = "/posts",
              .match = match_each<of_each_post<&HeldPostCell::title>>,
              .list = list_each<of_each_post<&HeldPostCell::title>>},
    Attribute{.name = "类型",
              .ascii = "kind",
              .set = appointment,
              .type = code,
              .codes = CodeTable::appointment_kind,
              .uses = any_use,
              .pointer = "/kind",
              .match = match_each<appointment_kind>,
              .list = list_each<appointment_kind>,
              .domain = Domain::appointment_kinds},
    Attribute{.name = "系统",
              .ascii = "system",
              .set = appointment,
              .type = code,
              .codes = CodeTable::system,
              .uses = any_use,
              .pointer = "/system",
              .match = match_each<of_appointment<&AppointmentCell::system>>,
              .list = list_each<of_appointment<&AppointmentCell::system>>},
    Attribute{.name = "正职",
              .ascii = "head",
              .set = appointment,
              .type = boolean,
              .uses = any_use,
              .pointer = "/posts",
              .read = read_each<is_head>},
    Attribute{.name = "基层",
              .ascii = "grassroots",
              .set = appointment,
              .type = boolean,
              .uses = any_use,
              .pointer = "/place/grassroots",
              .read = read_each<is_grassroots>},
    Attribute{.name = "艰苦边远",
              .ascii = "hard",
              .set = appointment,
              .type = boolean,
              .uses = any_use,
              .pointer = "/place/hard",
              .read = read_each<is_hard>},
    Attribute{.name = "行政区划",
              .ascii = "division",
              .set = appointment,
              .type = text,
              .uses = list_by | own_gate,
              .pointer = "/place/division",
              .match = match_each<of_appointment<&AppointmentCell::division>>,
              .list = list_each<of_appointment<&AppointmentCell::division>>},
    Attribute{.name = "专长",
              .ascii = "speciality",
              .set = appointment,
              .type = code,
              .codes = CodeTable::speciality,
              .uses = any_use,
              .pointer = "/tags",
              .match = match_each<appointment_specialities>,
              .list = list_each<appointment_specialities>,
              .domain = Domain::specialities},
    Attribute{.name = "领域",
              .ascii = "field",
              .set = appointment,
              .type = code,
              .codes = CodeTable::field,
              .uses = any_use,
              .pointer = "/tags",
              .match = match_each<appointment_fields>,
              .list = list_each<appointment_fields>,
              .domain = Domain::fields},
    Attribute{.name = "时长",
              .ascii = "duration",
              .set = appointment,
              .type = months,
              .unit = "个月",
              .uses = any_use,
              .pointer = "/from",
              .read = read_each<duration>,
              .is_duration = true},
    Attribute{.name = "在任",
              .ascii = "current",
              .set = appointment,
              .type = boolean,
              .uses = list_by | own_gate,
              .pointer = "/to",
              .read = read_each<is_current>},
    Attribute{.name = "起",
              .ascii = "from",
              .set = appointment,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/from",
              .read = read_each<appointment_from>},
    Attribute{.name = "止",
              .ascii = "to",
              .set = appointment,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/to",
              .read = read_each<appointment_to>},

    Attribute{.name = "年度",
              .ascii = "year",
              .set = appraisal,
              .type = integer,
              .unit = "年",
              .uses = any_use,
              .pointer = "/year",
              .read = read_each<appraisal_year>},
    Attribute{.name = "等次",
              .ascii = "grade",
              .set = appraisal,
              .type = code,
              .codes = CodeTable::appraisal_grade,
              .uses = any_use,
              .pointer = "/grade",
              .match = match_each<of_row<&Columns::appraisals, &AppraisalCell::grade>>,
              .list = list_each<of_row<&Columns::appraisals, &AppraisalCell::grade>>},
    Attribute{.name = "类别",
              .ascii = "kind",
              .set = appraisal,
              .type = code,
              .codes = CodeTable::appraisal_kind,
              .uses = any_use,
              .pointer = "/kind",
              .match = match_each<of_row<&Columns::appraisals, &AppraisalCell::kind>>,
              .list = list_each<of_row<&Columns::appraisals, &AppraisalCell::kind>>},

    Attribute{.name = "学时",
              .ascii = "hours",
              .set = training,
              .type = integer,
              .unit = "学时",
              .uses = any_use,
              .pointer = "/hours",
              .read = read_each<training_hours>},
    Attribute{.name = "主题",
              .ascii = "subject",
              .set = training,
              .type = text,
              .uses = any_use,
              .pointer = "/subject",
              .match = match_each<of_row<&Columns::training, &TrainingCell::subject>>,
              .list = list_each<of_row<&Columns::training, &TrainingCell::subject>>},
    Attribute{.name = "起",
              .ascii = "from",
              .set = training,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/from",
              .read = read_each<date_of_row<&Columns::training, &TrainingCell::from>>},
    Attribute{.name = "止",
              .ascii = "to",
              .set = training,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/to",
              .read = read_each<date_of_row<&Columns::training, &TrainingCell::to>>},

    Attribute{.name = "学历",
              .ascii = "education",
              .set = education,
              .type = code,
              .codes = CodeTable::education,
              .uses = any_use,
              .pointer = "/level",
              .match = match_each<of_row<&Columns::education, &EducationCell::level>>,
              .list = list_each<of_row<&Columns::education, &EducationCell::level>>},
    Attribute{.name = "学位",
              .ascii = "degree",
              .set = education,
              .type = code,
              .codes = CodeTable::degree,
              .uses = any_use,
              .pointer = "/degree",
              .match = match_each<degree_of_row>,
              .list = list_each<degree_of_row>},
    Attribute{.name = "专业",
              .ascii = "major",
              .set = education,
              .type = text,
              .uses = list_by | own_gate,
              .pointer = "/major",
              .match = match_each<of_row<&Columns::education, &EducationCell::major>>,
              .list = list_each<of_row<&Columns::education, &EducationCell::major>>},
    Attribute{.name = "学科",
              .ascii = "discipline",
              .set = education,
              .type = text,
              .uses = any_use,
              .pointer = "/discipline",
              .match = match_each<of_row<&Columns::education, &EducationCell::discipline>>,
              .list = list_each<of_row<&Columns::education, &EducationCell::discipline>>},
    Attribute{.name = "方式",
              .ascii = "mode",
              .set = education,
              .type = code,
              .codes = CodeTable::education_mode,
              .uses = list_by,
              .pointer = "/mode",
              .own_gate_refusal = is_study_mode,
              .match = match_each<of_row<&Columns::education, &EducationCell::mode>>,
              .list = list_each<of_row<&Columns::education, &EducationCell::mode>>},
    Attribute{.name = "毕业",
              .ascii = "to",
              .set = education,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/to",
              .read = read_each<date_of_row<&Columns::education, &EducationCell::to>>},

    Attribute{.name = "名称",
              .ascii = "name",
              .set = honour,
              .type = text,
              .uses = list_by | own_gate,
              .pointer = "/name",
              .match = match_each<of_row<&Columns::honours, &HonourCell::name>>,
              .list = list_each<of_row<&Columns::honours, &HonourCell::name>>},
    Attribute{.name = "级别",
              .ascii = "tier",
              .set = honour,
              .type = code,
              .codes = CodeTable::honour_tier,
              .uses = any_use,
              .pointer = "/tier",
              .match = match_each<of_row<&Columns::honours, &HonourCell::tier>>,
              .list = list_each<of_row<&Columns::honours, &HonourCell::tier>>},
    Attribute{.name = "时间",
              .ascii = "date",
              .set = honour,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/date",
              .read = read_each<date_of_row<&Columns::honours, &HonourCell::date>>},

    Attribute{.name = "名称",
              .ascii = "name",
              .set = professional_title,
              .type = code,
              .codes = CodeTable::professional_title,
              .uses = any_use,
              .pointer = "/name",
              .match = match_each<of_row<&Columns::titles, &TitleCell::name>>,
              .list = list_each<of_row<&Columns::titles, &TitleCell::name>>},
    Attribute{.name = "时间",
              .ascii = "date",
              .set = professional_title,
              .type = date,
              .uses = look_up | own_gate,
              .pointer = "/date",
              .read = read_each<date_of_row<&Columns::titles, &TitleCell::date>>},
};

struct SetNames {
  std::string_view chinese{};
  std::string_view ascii{};
  std::string_view pointer{};
};
constexpr std::array<SetNames, record_set_count> set_names{{
    {},
    {"任职", "appointment", "/appointments"},
    {"考核", "appraisal", "/appraisals"},
    {"培训", "training", "/training"},
    {"教育", "education", "/education"},
    {"奖励", "honour", "/honours"},
    {"职称", "professional_title", "/professional_titles"},
}};
}  // namespace

std::string_view chinese(RecordSet set) { return set_names[static_cast<std::size_t>(set)].chinese; }
std::string_view to_string(RecordSet set) { return set_names[static_cast<std::size_t>(set)].ascii; }
std::string_view list_pointer(RecordSet set) {
  return set_names[static_cast<std::size_t>(set)].pointer;
}

bool Attribute::ordered() const {
  switch (type) {
    case ValueType::text:
    case ValueType::boolean:
      return false;
    case ValueType::code:
      return is_ordered(codes);
    default:
      return true;
  }
}

std::span<const Attribute> all_attributes() { return attributes; }

const Attribute* find_attribute(RecordSet set, std::string_view name) {
  for (const Attribute& attribute : attributes) {
    if (attribute.set != set) continue;
    if (attribute.name == name || same_name(attribute.ascii, name)) return &attribute;
  }
  return nullptr;
}
}  // namespace bole
