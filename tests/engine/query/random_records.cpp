#include "tests/engine/query/random_records.hpp"

#include <algorithm>

namespace bole::random_records {
namespace {
const std::vector<std::string> organisations{"样例市财政局", "样例县人民政府", "示例乡人民政府",
                                             "示例集团公司", "某处"};
const std::vector<std::string> titles{"副局长", "局长", "科员", "党组成员"};
const std::vector<std::string> kinds{"任职", "任职", "任职", "学习", "挂职", "任外职", "其他"};
const std::vector<std::string> systems{"党委", "政府", "国企"};
const std::vector<std::string> divisions{"990100", "990200"};
const std::vector<std::string> scales{"公务员", "参公", "国企"};
const std::vector<std::string> statuses{"在职", "离岗"};
const std::vector<std::string> educations{"大学",   "本科", "中央党校大学",
                                          "研究生", "大专", "校内结业"};
const std::vector<std::string> degrees{"经济学学士", "硕士", "工学硕士", "博士", "校内学位"};
const std::vector<std::string> majors{"金融学", "农学"};
const std::vector<std::string> disciplines{"经济学", "农学"};
const std::vector<std::string> modes{"全日制", "在职"};
const std::vector<std::string> professional{"高级经济师", "经济师", "高级工程师"};
const std::vector<std::string> appraisal_grades{"优秀", "称职", "不定等次"};
const std::vector<std::string> appraisal_kinds{"年度", "平时", "任期"};
const std::vector<std::string> subjects{"金融风险", "乡村振兴"};
const std::vector<std::string> honours{"三等功", "嘉奖"};
const std::vector<std::string> tiers{"国家级", "市级", "县级"};
const std::vector<std::string> names{"晏示例", "赵样本"};
const std::vector<Level> levels{Level::township_head, Level::county_deputy, Level::county_head};
const std::vector<std::string> grades{"四级调研员", "一级主任科员"};

const std::vector<Speciality>& specialities() {
  static const auto all = Vocabulary::built_in().specialities();
  static const std::vector<Speciality> few(all.begin(), all.begin() + 3);
  return few;
}

std::string maybe(Dice& dice, const std::vector<std::string>& pool) {
  return dice.one_in(5) ? std::string() : dice.of(pool);
}

PartialDate date(Dice& dice) {
  PartialDate made{.year = static_cast<std::int16_t>(2014 + dice.up_to(8)), .month = 0, .day = 0};
  if (dice.one_in(5)) return made;
  made.month = static_cast<std::uint8_t>(1 + dice.up_to(11));
  if (dice.one_in(3)) made.day = static_cast<std::uint8_t>(1 + dice.up_to(27));
  return made;
}
std::optional<PartialDate> maybe_date(Dice& dice) {
  return dice.one_in(6) ? std::nullopt : std::optional(date(dice));
}
std::optional<bool> maybe_bool(Dice& dice) {
  return dice.one_in(3) ? std::nullopt : std::optional(dice.one_in(2));
}

HeldPost post(Dice& dice) {
  HeldPost made;
  made.organisation.text = maybe(dice, organisations);
  if (!made.organisation.text.empty() && dice.one_in(3)) made.organisation.kind = "市直";
  made.title = maybe(dice, titles);
  made.head = maybe_bool(dice);
  return made;
}

Appointment appointment(Dice& dice) {
  Appointment made;
  made.kind = dice.of(kinds);
  made.from = maybe_date(dice);
  made.to = maybe_date(dice);
  if (dice.one_in(4)) {
    made.to.reset();
    made.open = true;
  }
  for (int posts = dice.up_to(2); posts > 0; --posts) made.posts.push_back(post(dice));
  if (!dice.one_in(3)) made.level.value = dice.of(levels);
  made.system = maybe(dice, systems);
  made.place = {maybe(dice, divisions), maybe_bool(dice), maybe_bool(dice)};
  for (int tags = dice.up_to(2); tags > 0; --tags) {
    made.tags.push_back({"speciality", dice.of(specialities()).id, "vocabulary", {}});
  }
  if (dice.one_in(4)) made.tags.push_back({"field", "ecology", "person", {}});
  return made;
}

template <class Item, class Make>
std::optional<std::vector<Item>> list(Dice& dice, Make make) {
  if (dice.one_in(6)) return std::nullopt;
  std::vector<Item> items;
  for (int count = dice.up_to(3); count > 0; --count) {
    items.push_back(make(dice));
    items.back().key = "k" + std::to_string(count);
  }
  return items;
}

Education education(Dice& dice) {
  Education made;
  made.mode = maybe(dice, modes);
  made.level = maybe(dice, educations);
  made.degree = dice.one_in(2) ? std::string() : dice.of(degrees);
  made.major = maybe(dice, majors);
  made.discipline = maybe(dice, disciplines);
  made.to = maybe_date(dice);
  return made;
}
ProfessionalTitle professional_title(Dice& dice) {
  return {.name = maybe(dice, professional), .date = maybe_date(dice)};
}
Appraisal appraisal(Dice& dice) {
  return {.year = dice.one_in(6) ? 0 : 2014 + dice.up_to(8),
          .kind = maybe(dice, appraisal_kinds),
          .grade = maybe(dice, appraisal_grades)};
}
Training training(Dice& dice) {
  Training made{.from = maybe_date(dice), .to = maybe_date(dice)};
  if (!dice.one_in(4)) made.hours = dice.up_to(10) * 10;
  made.subject = maybe(dice, subjects);
  return made;
}
Honour honour(Dice& dice) {
  return {.name = maybe(dice, honours), .tier = maybe(dice, tiers), .date = maybe_date(dice)};
}

// Filling in what is not known.

void fill(std::string& text, Dice& dice, const std::vector<std::string>& pool) {
  if (text.empty()) text = dice.of(pool);
}
void fill(std::optional<bool>& value, Dice& dice) {
  if (!value) value = dice.one_in(2);
}
PartialDate of_day(Day day) {
  const YearMonthDay date = civil(day);
  return {static_cast<std::int16_t>(date.year), static_cast<std::uint8_t>(date.month),
          static_cast<std::uint8_t>(date.day)};
}
void sharpen(std::optional<PartialDate>& date, Dice& dice) {
  if (!date) return;
  const Day first = date->earliest();
  date = of_day(add_days(first, dice.up_to(date->latest().value - first.value)));
}
PartialDate before(Day day, Dice& dice) { return of_day(add_days(day, -dice.up_to(3000))); }

void fill(Appointment& a, Dice& dice, Day as_of) {
  sharpen(a.from, dice);
  sharpen(a.to, dice);
  if (!a.from) a.from = before(a.to ? std::min(a.to->earliest(), as_of) : as_of, dice);
  if (!a.to && !a.open) a.to = of_day(add_days(a.from->earliest(), dice.up_to(3000)));
  const bool study = a.kind == "学习";
  if (!study) {
    if (a.posts.empty()) a.posts.push_back({});
    if (a.level.value == Level::unknown) a.level.value = dice.of(levels);
    fill(a.system, dice, systems);
    fill(a.place.division, dice, divisions);
    fill(a.place.grassroots, dice);
    fill(a.place.hard, dice);
  }
  for (HeldPost& held : a.posts) {
    fill(held.organisation.text, dice, organisations);
    fill(held.title, dice, titles);
    if (!study) fill(held.head, dice);
  }
}
}  // namespace

Profile profile(Dice& dice, int number) {
  Profile made;
  made.id = {"p-" + std::to_string(number)};
  made.name = dice.of(names);
  made.birth = maybe_date(dice);
  if (made.birth) made.birth->year = static_cast<std::int16_t>(made.birth->year - 40);
  made.work_start = maybe_date(dice);
  made.staff = {maybe(dice, scales), maybe(dice, statuses)};
  if (!dice.one_in(4)) made.current.level.value = dice.of(levels);
  made.current.level_since = maybe_date(dice);
  made.current.grade = maybe(dice, grades);
  made.current.grade_since = maybe_date(dice);
  made.appointments = list<Appointment>(dice, appointment);
  made.education = list<Education>(dice, education);
  made.professional_titles = list<ProfessionalTitle>(dice, professional_title);
  made.appraisals = list<Appraisal>(dice, appraisal);
  made.training = list<Training>(dice, training);
  made.honours = list<Honour>(dice, honour);
  return made;
}

Profile completed(Profile p, Dice& dice, Day as_of) {
  sharpen(p.birth, dice);
  sharpen(p.work_start, dice);
  if (!p.birth) p.birth = before(as_of, dice);
  if (!p.work_start) p.work_start = before(as_of, dice);
  fill(p.staff.scale, dice, scales);
  fill(p.staff.status, dice, statuses);
  if (p.current.level.value == Level::unknown) p.current.level.value = dice.of(levels);
  fill(p.current.grade, dice, grades);
  for (auto* since : {&p.current.level_since, &p.current.grade_since}) {
    sharpen(*since, dice);
    if (!*since) *since = before(as_of, dice);
  }
  if (!p.appointments) p.appointments = std::vector{appointment(dice)};
  for (Appointment& a : *p.appointments) fill(a, dice, as_of);
  if (!p.education) p.education = std::vector{education(dice)};
  for (Education& e : *p.education) {
    sharpen(e.to, dice);
    fill(e.mode, dice, modes);
    fill(e.level, dice, educations);
    if (e.level != "大专") fill(e.degree, dice, degrees);
    fill(e.major, dice, majors);
    fill(e.discipline, dice, disciplines);
  }
  if (!p.professional_titles) p.professional_titles = std::vector{professional_title(dice)};
  for (ProfessionalTitle& t : *p.professional_titles) {
    sharpen(t.date, dice);
    fill(t.name, dice, professional);
  }
  if (!p.appraisals) p.appraisals = std::vector{appraisal(dice)};
  for (Appraisal& a : *p.appraisals) {
    if (a.year == 0) a.year = civil(as_of).year - 1 - dice.up_to(5);
    fill(a.kind, dice, appraisal_kinds);
    fill(a.grade, dice, appraisal_grades);
  }
  if (!p.training) p.training = std::vector{training(dice)};
  for (Training& t : *p.training) {
    sharpen(t.from, dice);
    sharpen(t.to, dice);
    if (!t.from && t.to) t.from = before(t.to->earliest(), dice);
    if (!t.hours) t.hours = dice.up_to(10) * 10;
    fill(t.subject, dice, subjects);
  }
  if (!p.honours) p.honours = std::vector{honour(dice)};
  for (Honour& h : *p.honours) {
    sharpen(h.date, dice);
    fill(h.name, dice, honours);
    fill(h.tier, dice, tiers);
  }
  return p;
}

namespace {
std::string quoted(const std::string& text) { return "\"" + text + "\""; }

const std::vector<std::string>& words_of(const Attribute& attribute) {
  static const std::vector<std::string> none{"无"};
  const std::string_view name = attribute.name;
  if (name == "姓名") return names;
  if (name == "状态") return statuses;
  if (name == "单位") return organisations;
  if (name == "职务") return titles;
  if (name == "行政区划") return divisions;
  if (name == "主题") return subjects;
  if (name == "专业") return majors;
  if (name == "学科") return disciplines;
  if (attribute.set == RecordSet::honour && name == "名称") return honours;
  return none;
}

std::string code(Dice& dice, const Attribute& attribute) {
  switch (attribute.codes) {
    case CodeTable::education:
      return attribute.set == RecordSet::person
                 ? dice.of(std::vector<std::string>{"大学", "研究生", "大专"})
                 : dice.of(std::vector<std::string>{"大学", "中央党校大学", "研究生", "大专"});
    case CodeTable::degree:
      return attribute.set == RecordSet::person
                 ? dice.of(std::vector<std::string>{"学士", "硕士", "博士"})
                 : dice.of(std::vector<std::string>{"学士", "经济学学士", "硕士", "工学硕士"});
    case CodeTable::professional_title:
      return dice.of(professional);
    case CodeTable::speciality:
      return dice.of(specialities()).name;
    case CodeTable::field:
      return dice.of(std::vector<std::string>{"金融管理", "生态文明建设"});
    case CodeTable::organisation_kind:
      return dice.of(std::vector<std::string>{"区县", "乡镇", "国企", "市直"});
    case CodeTable::system:
      return dice.of(systems);
    case CodeTable::staff_scale:
      return dice.of(scales);
    case CodeTable::appointment_kind:
      return dice.of(kinds);
    case CodeTable::appraisal_kind:
      return dice.of(appraisal_kinds);
    case CodeTable::appraisal_grade:
      return dice.of(appraisal_grades);
    case CodeTable::education_mode:
      return dice.of(modes);
    case CodeTable::honour_tier:
      return dice.of(tiers);
    case CodeTable::none:
      break;
  }
  return {};
}

std::string value(Dice& dice, const Attribute& attribute) {
  switch (attribute.type) {
    case ValueType::text:
      return quoted(dice.of(words_of(attribute)));
    case ValueType::code:
      return code(dice, attribute);
    case ValueType::date:
      return to_string(date(dice));
    case ValueType::integer:
      if (attribute.name == "年龄") return std::to_string(35 + dice.up_to(12));
      if (attribute.name == "年度") return std::to_string(2014 + dice.up_to(8));
      return std::to_string(dice.up_to(10) * 10);
    case ValueType::span:
      return std::to_string(dice.up_to(72)) + "个月";
    case ValueType::level:
      return std::string(to_string(dice.of(levels)));
    case ValueType::grade:
      return dice.of(grades);
    case ValueType::boolean:
      return dice.one_in(2) ? "是" : "否";
  }
  return {};
}

std::string compare_sign(Dice& dice, bool ordered) {
  static const std::vector<std::string> all{"=", "!=", "<", "<=", ">", ">="};
  return all[static_cast<std::size_t>(dice.up_to(ordered ? 5 : 1))];
}

std::string attribute_condition(Dice& dice, const FilterShape& shape, RecordSet scope) {
  std::vector<const Attribute*> choices;
  for (const Attribute& attribute : all_attributes()) {
    if (attribute.set == scope) choices.push_back(&attribute);
  }
  const Attribute& attribute = *dice.of(choices);
  const std::string name(dice.one_in(2) ? attribute.name : attribute.ascii);
  const int form = dice.up_to(9);
  if (form == 0 && shape.about_records) {
    return name + (dice.one_in(2) ? " IS KNOWN" : " 缺记录");
  }
  if (form == 1) {
    return name + (dice.one_in(2) ? " 属于 (" : " NOT IN (") + value(dice, attribute) + ", " +
           value(dice, attribute) + ")";
  }
  if (form == 2 && attribute.type == ValueType::date) {
    const int year = 2014 + dice.up_to(5);
    return name + " IN " + std::to_string(year) + ".." + std::to_string(year + dice.up_to(3));
  }
  if (form == 2 && attribute.type == ValueType::integer) return name + " IN 20..2019";
  if (form == 3 && attribute.type == ValueType::text) {
    return name + " 包含 " + quoted(dice.of(words_of(attribute)).substr(0, 3));
  }
  return name + " " + compare_sign(dice, attribute.ordered()) + " " + value(dice, attribute);
}
}  // namespace

std::string filter(Dice& dice, const FilterShape& shape, RecordSet scope) {
  const FilterShape inner{shape.depth - 1, shape.about_records};
  if (shape.depth > 0 && dice.one_in(2)) {
    const std::string left = filter(dice, inner, scope);
    const std::string right = filter(dice, inner, scope);
    switch (dice.up_to(2)) {
      case 0:
        return "(" + left + " AND " + right + ")";
      case 1:
        return "(" + left + " 或 " + right + ")";
      default:
        return "NOT (" + left + ")";
    }
  }
  if (scope != RecordSet::person || !dice.one_in(2)) {
    return attribute_condition(dice, shape, scope);
  }
  const auto set =
      dice.one_in(2)
          ? RecordSet::appointment
          : static_cast<RecordSet>(1 + dice.up_to(static_cast<int>(record_set_count) - 2));
  const std::string rows = std::string(chinese(set)) + " { " + filter(dice, inner, set) + " }";
  if (dice.one_in(4)) {
    return "次数(" + rows + ") " + compare_sign(dice, true) + " " + std::to_string(dice.up_to(3));
  }
  const bool spans = set == RecordSet::appointment || set == RecordSet::training;
  if (spans && dice.one_in(3)) {
    return "MONTHS(" + rows + ") " + compare_sign(dice, true) + " " +
           std::to_string(dice.up_to(72)) + "m";
  }
  return rows;
}
}  // namespace bole::random_records
