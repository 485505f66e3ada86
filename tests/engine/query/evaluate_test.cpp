// What a filter says of one person, on both sides of each boundary.
#include <catch2/catch.hpp>

#include "engine/query/filter.hpp"

using namespace bole;

namespace {
constexpr Tri yes = Tri::yes;
constexpr Tri no = Tri::no;
constexpr Tri unknown = Tri::unknown;

PartialDate on(std::string_view text) { return *parse_partial_date(text); }

Filter filter(std::string_view text) {
  auto parsed = parse_filter(text, Vocabulary::built_in(), FilterUse::search);
  INFO(text);
  if (!parsed) FAIL(parsed.error().message);
  return *std::move(parsed);
}

Tri ask(const Profile& person, std::string_view text, std::string_view as_of = "2026-03-01") {
  Columns columns(Vocabulary::built_in());
  const std::vector<Row> rows{columns.put(person)};
  std::vector<Tri> out(1);
  evaluate(filter(text), columns, rows, *parse_day(as_of), out);
  return out[0];
}

// "yes /appointments/a1 …"
std::string grounds(const Profile& person, std::string_view text,
                    std::string_view as_of = "2026-03-01") {
  Columns columns(Vocabulary::built_in());
  const std::vector<Row> rows{columns.put(person)};
  const Grounded found =
      evaluate_with_evidence(filter(text), columns, rows, *parse_day(as_of)).at(0);
  std::string result = found.answer == yes ? "yes" : found.answer == no ? "no" : "unknown";
  for (const Citation& citation : found.citations) {
    if (citation.kind == Citation::Kind::none) result += " none:";
    if (citation.kind == Citation::Kind::list_missing) result += " missing:";
    if (!result.ends_with(":")) result += " ";
    result += pointer(citation, person);
  }
  return result;
}

Appointment period(std::string key, std::string_view from, std::string_view to) {
  Appointment made{.key = std::move(key), .kind = "任职"};
  if (!from.empty()) made.from = on(from);
  if (!to.empty() && to != "至今") made.to = on(to);
  made.open = to == "至今";
  made.posts.push_back({{"样例市财政局", {}}, "副局长", false, 1});
  return made;
}
Appointment in_speciality(Appointment made, std::string id) {
  made.tags.push_back({"speciality", std::move(id), "vocabulary", {}});
  return made;
}
Profile person(std::vector<Appointment> appointments) {
  Profile made;
  made.id = {"p-1"};
  made.appointments = std::move(appointments);
  return made;
}
}  // namespace

TEST_CASE("a duration counts month numbers, and a coarse date leaves it open", "[query]") {
  const auto asked = [](std::string_view from, std::string_view to) {
    return ask(person({period("a1", from, to)}), "任职 { 时长 >= 24个月 }");
  };
  CHECK(asked("2015.07", "2017.07") == yes);
  CHECK(asked("2015.07", "2017.06") == no);
  CHECK(asked("2015-07-31", "2017-07-01") == yes);
  CHECK(asked("2015", "2017.12") == yes);      // 24 to 35 months
  CHECK(asked("2015", "2017.11") == unknown);  // 23 to 34
  CHECK(asked("2015.12", "2017") == unknown);  // 13 to 24
  CHECK(asked("2016.01", "2017") == no);       // 12 to 23
  CHECK(asked("2024.03", "至今") == yes);      // to 2026-03-01
  CHECK(asked("2024.04", "至今") == no);
  CHECK(asked("", "2017.07") == unknown);
  CHECK(asked("2024.03", "") == unknown);  // may have ended at once or go on
  CHECK(asked("2024.04", "") == no);       // even going on it is too short
}

TEST_CASE("a period ends at the as-of date and does not exist before it begins", "[query]") {
  const Profile p = person({period("a1", "2020.03", "2025.03")});
  CHECK(ask(p, "任职 { 时长 >= 24个月 }", "2022-03-01") == yes);
  CHECK(ask(p, "任职 { 时长 >= 24个月 }", "2022-02-28") == no);
  CHECK(ask(p, "任职 { 时长 = 60个月 }", "2026-01-01") == yes);
  CHECK(ask(p, "任职 { 起 >= 2020 }", "2020-02-29") == no);
  CHECK(ask(p, "任职 { 起 >= 2020 }", "2020-03-01") == unknown);  // March, but which day
  CHECK(ask(p, "任职 { 起 >= 2020 }", "2020-03-31") == yes);
  CHECK(ask(p, "任职 { 在任 = 是 }", "2025-02-28") == yes);
  CHECK(ask(p, "任职 { 在任 = 是 }", "2025-03-15") == unknown);
  CHECK(ask(p, "任职 { 在任 = 是 }", "2025-03-31") == no);
  CHECK(ask(p, "任职 { 止 < 2024 }", "2023-12-31") == yes);
  CHECK(ask(p, "任职 { 止 < 2024 }", "2024-01-01") == no);
}

TEST_CASE("all conditions in one pair of braces are about one row", "[query]") {
  Profile p = person({in_speciality(period("a1", "2010.01", "2010.06"), "financial_regulation"),
                      period("a2", "2010.06", "2020.06")});
  CHECK(ask(p, "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }") == no);
  CHECK(ask(p, "任职 { 专长 = 金融监管 } AND 任职 { 时长 >= 24个月 }") == yes);
  p.appointments->push_back(in_speciality(period("a3", "2020.06", "至今"), "financial_regulation"));
  CHECK(ask(p, "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }") == yes);
  CHECK(ask(p, "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }", "2022-05-31") == no);
}

TEST_CASE("a list that the record lacks is unknown, an empty one is not", "[query]") {
  Profile p;
  p.id = {"p-1"};
  for (const char* text : {"任职 { 类型 = 挂职 }", "NOT 任职 { 类型 = 挂职 }", "专长 = 审计监督",
                           "次数(考核 { 等次 = 优秀 }) >= 1", "次数(考核 { 等次 = 优秀 }) = 0",
                           "月数(任职 { 基层 = 是 }) >= 1", "学历 >= 大学", "职称 = 高级经济师"}) {
    INFO(text);
    CHECK(ask(p, text) == unknown);
  }
  CHECK(ask(p, "次数(考核 { 等次 = 优秀 }) >= 0") == yes);
  CHECK(ask(p, "专长 有记录") == no);
  CHECK(ask(p, "职称 缺记录") == yes);
  p.appointments.emplace();
  p.appraisals.emplace();
  p.education.emplace();
  p.professional_titles.emplace();
  CHECK(ask(p, "任职 { 类型 = 挂职 }") == no);
  CHECK(ask(p, "NOT 任职 { 类型 = 挂职 }") == yes);
  CHECK(ask(p, "专长 = 审计监督") == no);
  CHECK(ask(p, "次数(考核 { 等次 = 优秀 }) = 0") == yes);
  CHECK(ask(p, "月数(任职 { 基层 = 是 }) = 0") == yes);
  CHECK(ask(p, "学历 < 大学") == yes);
  CHECK(ask(p, "职称 != 高级经济师") == yes);
}

TEST_CASE("months of overlapping periods are counted once", "[query]") {
  Appointment first = period("a1", "2015.01", "2017.01");
  Appointment second = period("a2", "2016.01", "2018.01");
  Appointment inside = period("a3", "2016.03", "2016.06");
  Appointment apart = period("a4", "2019.01", "2019.07");
  const Profile p = person({second, first, inside, apart});
  CHECK(ask(p, "月数(任职 { 类型 = 任职 }) = 42个月") == yes);
  CHECK(ask(p, "月数(任职 { 类型 = 任职 }) >= 43个月") == no);
  CHECK(ask(p, "月数(任职 { 起 >= 2016 }) = 30个月") == yes);
  const Profile coarse = person({period("a1", "2015", "2016.01"), period("a2", "2016.01", "2017")});
  CHECK(ask(coarse, "月数(任职 { 类型 = 任职 }) >= 13个月") == yes);  // 1..12 and 12..23, touching
  CHECK(ask(coarse, "月数(任职 { 类型 = 任职 }) >= 14个月") == unknown);
  CHECK(ask(coarse, "月数(任职 { 类型 = 任职 }) >= 36个月") == no);
}

TEST_CASE("time in level is full months from its date", "[query]") {
  Profile p;
  p.id = {"p-1"};
  p.current.level.value = Level::county_deputy;
  p.current.level_since = on("2024-03-15");
  CHECK(ask(p, "任现级年限 >= 2年", "2026-03-14") == no);
  CHECK(ask(p, "任现级年限 >= 2年", "2026-03-15") == yes);
  p.current.level_since = on("2024.03");
  CHECK(ask(p, "任现级年限 >= 2年", "2026-02-28") == no);
  CHECK(ask(p, "任现级年限 >= 2年", "2026-03-15") == unknown);
  CHECK(ask(p, "任现级年限 >= 2年", "2026-03-31") == yes);
  // Before its date the recorded level says nothing.
  CHECK(ask(p, "级别 >= 乡科级正职", "2024-02-29") == unknown);
  CHECK(ask(p, "任现级年限 >= 0", "2024-02-29") == unknown);
  CHECK(ask(p, "级别 >= 乡科级正职", "2024-03-31") == yes);
  p.current.level_since.reset();
  CHECK(ask(p, "级别 >= 县处级正职") == no);
  CHECK(ask(p, "任现级年限 >= 2年") == unknown);
  p.current.level.value = Level::unknown;
  CHECK(ask(p, "级别 >= 办事员") == unknown);
  CHECK(ask(p, "级别 缺记录") == yes);
}

TEST_CASE("age is the difference of months in whole years", "[query]") {
  Profile p;
  p.id = {"p-1"};
  p.birth = on("1980.03");
  CHECK(ask(p, "年龄 = 46", "2026-03-01") == yes);
  CHECK(ask(p, "年龄 = 45", "2026-02-28") == yes);
  p.birth = on("1980");
  CHECK(ask(p, "年龄 <= 46", "2026-03-01") == yes);
  CHECK(ask(p, "年龄 <= 45", "2026-03-01") == unknown);
  CHECK(ask(p, "年龄 <= 44", "2026-03-01") == no);
}

TEST_CASE("a coarse date is compared as the days it may be", "[query]") {
  Profile p;
  p.id = {"p-1"};
  p.work_start = on("2001.07");
  CHECK(ask(p, "参加工作时间 = 2001") == yes);
  CHECK(ask(p, "参加工作时间 = 2001.07") == yes);
  CHECK(ask(p, "参加工作时间 = 2001-07-01") == unknown);
  CHECK(ask(p, "参加工作时间 >= 2001-07-01") == yes);
  CHECK(ask(p, "参加工作时间 > 2001-07-01") == unknown);
  CHECK(ask(p, "参加工作时间 > 2001-07-31") == no);
  CHECK(ask(p, "参加工作时间 <= 2001.07") == yes);
  CHECK(ask(p, "参加工作时间 < 2001.07") == no);
  CHECK(ask(p, "参加工作时间 IN 2001..2002") == yes);
  CHECK(ask(p, "参加工作时间 != 2002") == yes);
}

TEST_CASE("facts after the as-of date are not yet there", "[query]") {
  Profile p;
  p.id = {"p-1"};
  p.appraisals = {{"k1", 2025, "年度", "优秀", ""}, {"k2", 2026, "年度", "优秀", ""}};
  CHECK(ask(p, "次数(考核 { 等次 = 优秀 }) = 1", "2026-12-31") == yes);
  CHECK(ask(p, "次数(考核 { 等次 = 优秀 }) = 2", "2027-01-01") == yes);
  CHECK(ask(p, "考核 { 等次 = 优秀 }", "2025-12-31") == no);
  p.training = {{"r1", on("2023.05"), on("2023-06-10"), 120, "金融风险", ""}};
  CHECK(ask(p, "培训 { 学时 >= 90学时 }", "2023-06-09") == no);
  CHECK(ask(p, "培训 { 学时 >= 90学时 }", "2023-06-10") == yes);
  p.honours = {{"h1", "三等功", "市级", "", on("2020.05")}, {"h2", "嘉奖", "县级", "", {}}};
  CHECK(ask(p, "奖励 { 级别 >= 市级 }", "2020-04-30") == no);
  CHECK(ask(p, "奖励 { 级别 >= 市级 }", "2020-05-31") == yes);
  CHECK(ask(p, "奖励 { 名称 = 嘉奖 }", "2000-01-01") == yes);  // without a date it stands
  p.education = {{"e1", "全日制", "大学", "经济学学士", "", "", "", on("2001.07")},
                 {"e2", "在职", "研究生", "经济学硕士", "", "", "", on("2010.07")}};
  CHECK(ask(p, "学历 = 大学", "2010-06-30") == yes);
  CHECK(ask(p, "学历 = 研究生", "2010-07-31") == yes);
  CHECK(ask(p, "学位 >= 硕士", "2010-07-31") == yes);
  CHECK(ask(p, "学位 >= 硕士", "2010-06-30") == no);
}

TEST_CASE("a rank's plain name means the rank, a special one itself", "[query]") {
  Profile p;
  p.id = {"p-1"};
  p.education = {{"e1", "在职", "中央党校大学", "", "", "", "", on("2001.07")}};
  CHECK(ask(p, "学历 = 大学") == yes);
  CHECK(ask(p, "教育 { 学历 = 大学 }") == yes);
  CHECK(ask(p, "教育 { 学历 = 中央党校大学 }") == yes);
  CHECK(ask(p, "教育 { 学历 = 省委党校大学 }") == no);
  CHECK(ask(p, "教育 { 学历 包含 \"党校\" }") == yes);
  CHECK(ask(p, "教育 { 学历 >= 研究生 }") == no);
  p.education = {{"e1", "", "大学", "工学硕士", "", "", "", {}}};
  CHECK(ask(p, "教育 { 学位 = 硕士 }") == yes);
  CHECK(ask(p, "教育 { 学位 = 经济学硕士 }") == no);
  CHECK(ask(p, "教育 { 学位 >= 博士 }") == no);
  p.education = {{"e1", "", "大专", "", "", "", "", {}}};
  CHECK(ask(p, "学位 >= 学士") == no);  // 大专 has none
  p.education = {{"e1", "", "大学", "", "", "", "", {}}};
  CHECK(ask(p, "学位 >= 学士") == unknown);
}

TEST_CASE("a period of study has no post to ask about", "[query]") {
  Appointment study = period("a1", "2015.01", "2016.01");
  study.kind = "学习";
  study.posts.clear();
  const Profile p = person({study});
  CHECK(ask(p, "任职 { 级别 >= 乡科级副职 }") == no);
  CHECK(ask(p, "任职 { 正职 = 是 }") == no);
  CHECK(ask(p, "任职 { 基层 = 是 }") == no);
  CHECK(ask(p, "任职 { 职务 包含 \"长\" }") == no);
  CHECK(ask(person({period("a1", "2015.01", "2016.01")}), "任职 { 级别 >= 乡科级副职 }") ==
        unknown);
}

TEST_CASE("a person's speciality is shown by offices and attachments, not by study", "[query]") {
  for (const auto& [kind, expected] : std::vector<std::pair<std::string, Tri>>{
           {"任职", yes}, {"挂职", yes}, {"学习", no}, {"任外职", no}, {"其他", no}}) {
    INFO(kind);
    Appointment a = in_speciality(period("a1", "2015.01", "2016.01"), "financial_regulation");
    a.kind = kind;
    const Profile p = person({a});
    CHECK(ask(p, "专长 = 金融监管") == expected);
    CHECK(ask(p, "领域 = 金融管理") == expected);
    CHECK(ask(p, "任职 { 领域 = 金融管理 }") == yes);
  }
  Appointment tagged = period("a1", "2015.01", "2016.01");
  tagged.tags.push_back({"field", "ecology", "person", {}});
  CHECK(ask(person({tagged}), "领域 IN (工业经济, 生态文明建设)") == yes);
}

TEST_CASE("an answer cites the rows and attributes that make it", "[query]") {
  Profile p = person({in_speciality(period("a1", "2010.01", "2010.06"), "financial_regulation"),
                      in_speciality(period("a2", "2020.06", "至今"), "financial_regulation"),
                      in_speciality(period("a3", "2012", "2014.06"), "financial_regulation")});
  p.current.level.value = Level::county_deputy;
  const std::string gate = "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }";
  CHECK(grounds(p, gate) == "yes /appointments/a2");
  CHECK(grounds(p, "级别 >= 乡科级正职 AND " + gate) == "yes /current/level /appointments/a2");
  CHECK(grounds(p, "级别 >= 县处级正职 AND " + gate) == "no /current/level");
  p.appointments->erase(p.appointments->begin() + 1);
  CHECK(grounds(p, gate) == "unknown /appointments/a3/from");
  p.appointments->pop_back();
  CHECK(grounds(p, gate) == "no none:/appointments");
  CHECK(grounds(p, "NOT " + gate) == "yes none:/appointments");
  CHECK(grounds(p, "专长 = 金融监管") == "yes /appointments/a1");
  CHECK(grounds(p, "考核 { 等次 = 优秀 }") == "unknown missing:/appraisals");
  p.appraisals = {{"k1", 2023, "年度", "优秀", ""},
                  {"k2", 2024, "年度", "", ""},
                  {"k3", 2025, "年度", "称职", ""}};
  CHECK(grounds(p, "次数(考核 { 等次 = 优秀 }) >= 1") == "yes /appraisals/k1");
  CHECK(grounds(p, "次数(考核 { 等次 = 优秀 }) >= 2") ==
        "unknown /appraisals/k1 /appraisals/k2/grade");
  CHECK(grounds(p, "次数(考核 { 等次 = 优秀 }) >= 3") == "no /appraisals/k1");
  // Whether it has begun is all that is open.
  CHECK(grounds(person({period("a9", "2026.03", "至今")}), "任职 { 类型 = 任职 }") ==
        "unknown /appointments/a9");
}

TEST_CASE("many people are answered as each alone, whatever the order of rows", "[query]") {
  Columns columns(Vocabulary::built_in());
  std::vector<Row> rows;
  for (int i = 0; i < 3000; ++i) {
    Profile p = person({period("a1", i % 3 == 0 ? "2020.01" : "2026.01", "至今")});
    p.id = {"p-" + std::to_string(i)};
    rows.push_back(columns.put(p));
  }
  std::reverse(rows.begin(), rows.end());
  std::vector<Tri> out(rows.size());
  evaluate(filter("任职 { 时长 >= 24个月 }"), columns, rows, *parse_day("2026-03-01"), out);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (out[i] != (rows[i].value % 3 == 0 ? yes : no)) FAIL(i);
  }
  evaluate(filter("任职 { 时长 >= 24个月 }"), columns, {}, *parse_day("2026-03-01"), {});
}
