#include <algorithm>
#include <array>
#include <set>

#include "engine/normalise/form_parts.hpp"
#include "engine/normalise/id_number.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/normalise.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
constexpr int adult_months = 18 * 12;

// Where something stands in the record; written out only when there is something to say of it.
struct Place {
  std::string_view list;  // or the only part
  std::optional<std::size_t> item{};
  std::string_view member{};

  Place at(std::string_view name) const { return {list, item, name}; }
  std::string text() const {
    std::string text(list);
    if (item) text.append("/").append(std::to_string(*item));
    return text.append(member);
  }
};

class Checker {
 public:
  Checker(Profile& profile, const std::optional<PartialDate>& as_of, Issues& issues, int row)
      : profile_(profile), as_of_(as_of), issues_(issues), row_(row) {}

  void run(const Vocabulary& vocabulary) {
    check_identity(vocabulary);
    check_id_number();
    check_party();
    check_resume();
    check_lists();
    check_family();
  }

 private:
  void add(std::string_view code, const Seen& seen, std::string message) {
    Issue issue = make_issue(code, seen, std::move(message));
    issue.row = row_;
    issues_.push_back(std::move(issue));
  }

  // Before the earliest year the form's editor accepts, before birth, or after the day the form
  // speaks of.
  void check_date(const std::optional<PartialDate>& date, const Place& place,
                  std::string_view what) {
    if (!date) return;
    const bool implausible = date->year < 1900;
    const bool future = as_of_ && date->earliest() > as_of_->latest();
    const bool before_birth = profile_.birth && date->latest() < profile_.birth->earliest();
    if (!implausible && !future && !before_birth) return;
    const std::string field = place.text();
    const std::string written = to_string(*date);
    if (implausible)
      add("implausible_date", {.field = field, .found = written, .expected = "1900 年以后"},
          std::string(what) + " " + written + " 早得不合常理");
    if (future)
      add("future_date",
          {.field = field, .found = written, .expected = "不晚于 " + to_string(*as_of_)},
          std::string(what) + " " + written + " 晚于填表时的 " + to_string(*as_of_));
    if (before_birth)
      add("date_before_birth",
          {.field = field,
           .found = written,
           .expected = "不早于出生 " + to_string(*profile_.birth)},
          std::string(what) + " " + written + " 早于出生 " + to_string(*profile_.birth));
  }

  void check_order(const std::optional<PartialDate>& from, const std::optional<PartialDate>& to,
                   std::string_view code, const Place& place, std::string_view what) {
    if (!from || !to || to->latest() >= from->earliest()) return;
    add(code,
        {.field = place.text(), .found = to_string(*to), .expected = "不早于 " + to_string(*from)},
        std::string(what) + "：止于 " + to_string(*to) + "，却始于 " + to_string(*from));
  }

  void check_adult(const std::optional<PartialDate>& date, std::string_view code,
                   const std::string& field, std::string_view what) {
    if (!date || !profile_.birth || date->latest() < profile_.birth->earliest()) return;
    const int months = date->last_month() - profile_.birth->first_month();
    if (months >= adult_months) return;
    add(code,
        {.field = field,
         .found = to_string(*date),
         .expected = "出生 " + to_string(*profile_.birth) + " 满 18 周岁以后"},
        std::string(what) + "时不满 18 周岁，请核对出生年月和" + std::string(what) + "时间");
  }

  void check_identity(const Vocabulary& vocabulary) {
    profile_.name = canonical_name(profile_.name);
    if (profile_.name.empty())
      add("missing_name", {.field = "/name", .expected = "姓名"}, "没有姓名，不能作为一个人入库");
    check_private_characters();
    if (profile_.birth) {
      const std::string written = to_string(*profile_.birth);
      if (profile_.birth->year < 1890)
        add("implausible_date", {.field = "/birth", .found = written, .expected = "1890 年以后"},
            "出生年月 " + written + " 早得不合常理");
      if (as_of_ && profile_.birth->earliest() > as_of_->latest()) {
        add("future_date",
            {.field = "/birth", .found = written, .expected = "不晚于 " + to_string(*as_of_)},
            "出生年月 " + written + " 晚于填表时的 " + to_string(*as_of_));
      } else if (as_of_) {
        const int youngest = as_of_->first_month() - profile_.birth->last_month();
        const int oldest = as_of_->last_month() - profile_.birth->first_month();
        if (oldest < adult_months || youngest >= 100 * 12)
          add("age_out_of_range",
              {.field = "/birth", .found = written, .expected = "18 至 99 周岁"},
              "按出生年月 " + written + "，填表时年龄不在 18 至 99 周岁之间");
      }
    }
    const auto& start = profile_.work_start;
    if (start && profile_.birth && start->latest() < profile_.birth->earliest()) {
      add("birth_after_work_start",
          {.field = "/birth",
           .found = to_string(*profile_.birth),
           .expected = "早于参加工作时间 " + to_string(*start)},
          "出生年月 " + to_string(*profile_.birth) + " 晚于参加工作时间 " + to_string(*start));
    } else {
      check_date(start, {"/work_start"}, "参加工作时间");
      check_adult(start, "work_start_under_18", "/work_start", "参加工作");
    }
    const std::string& group = profile_.sealed.ethnicity;
    if (group.empty() || vocabulary.is_ethnic_group(group)) return;
    const std::string full = group + "族";
    const bool short_form = vocabulary.is_ethnic_group(full);
    add("unknown_ethnic_group",
        {.field = "/sealed/ethnicity",
         .found = group,
         .expected = short_form ? full : "民族全称，如 汉族、白族"},
        "民族“" + shorten(group) + "”不在民族名称代码之内" +
            (short_form ? "，应写全称“" + full + "”" : ""));
  }

  // Rare characters of names that an old system put where fonts disagree.
  void check_private_characters() {
    for (std::size_t at = 0; at < profile_.name.size();) {
      const char32_t c = next_character(profile_.name, at);
      if ((c >= 0xE000 && c <= 0xF8FF) || c == 0xFFFD || c >= 0xF0000) {
        add("unreadable_character",
            {.field = "/name", .found = profile_.name, .expected = "Unicode 中有的汉字"},
            "姓名“" + shorten(profile_.name) +
                "”含有造字区或损坏的字符，换机后可能显示为别的字，请核对");
        return;
      }
    }
  }

  void check_id_number() {
    const std::string& text = profile_.sealed.id_number;
    if (text.empty()) return;
    const IdNumber id = read_id_number(text);
    constexpr std::string_view field = "/sealed/id_number";
    if (id.form == IdNumber::Form::malformed) {
      add("bad_id_number",
          {.field = field,
           .found = std::to_string(count_characters(id.text)) + " 位",
           .expected = "18 位，前 17 位为数字"},
          "公民身份号码应为 18 位数字（末位可为 X），现为 " +
              std::to_string(count_characters(id.text)) + " 位或含有其他字符");
      return;
    }
    if (!id.checksum_holds)
      add("bad_id_checksum",
          {.field = field,
           .found = "末位 " + id.text.substr(17),
           .expected = "与前 17 位相符的校验码"},
          "公民身份号码的校验码不符，至少有一位写错");
    const auto& birth = profile_.birth;
    if (!id.birth) {
      add("bad_id_number", {.field = field, .found = "出生日期码", .expected = "存在的日期"},
          "公民身份号码中的出生日期不存在");
    } else if (birth &&
               (id.birth->latest() < birth->earliest() || id.birth->earliest() > birth->latest())) {
      PartialDate in_number = *id.birth;
      if (birth->day == 0) in_number.day = 0;
      add("id_birth_mismatch",
          {.field = field, .found = to_string(in_number), .expected = to_string(*birth)},
          "公民身份号码中的出生日期是 " + to_string(in_number) + "，出生年月写作 " +
              to_string(*birth) + "；以档案最早记载为准时可以不同，请核对");
    }
    const std::string& sex = profile_.sealed.sex;
    if (!sex.empty() && id.female != (sex == "女"))
      add("id_sex_mismatch", {.field = field, .found = id.female ? "女" : "男", .expected = sex},
          "公民身份号码的顺序码与性别不符");
  }

  void check_party() {
    const auto& date = profile_.sealed.party_date;
    if (!date) return;
    constexpr PartialDate founding{1921, 7, 0};
    if (date->latest() < founding.earliest())
      add("implausible_date",
          {.field = "/sealed/party/date", .found = to_string(*date), .expected = "1921.07 以后"},
          "入党时间 " + to_string(*date) + " 早于 1921 年 7 月");
    check_date(date, {"/sealed/party/date"}, "入党时间");
    check_adult(date, "party_under_18", "/sealed/party/date", "入党");
  }

  void check_resume() {
    const auto characters = static_cast<std::uint32_t>(count_characters(profile_.resume.text));
    const auto outside = [&](const Span& span) {
      return span.begin > span.end || span.end > characters;
    };
    for (std::size_t i = 0; i < profile_.resume.unparsed.size();) {
      if (outside(profile_.resume.unparsed[i])) {
        bad_span("/resume/unparsed/" + std::to_string(i), profile_.resume.unparsed[i], characters);
        profile_.resume.unparsed.erase(profile_.resume.unparsed.begin() +
                                       static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    if (!profile_.appointments) return;
    // The 简历 parser has said it already where it made the appointments.
    const bool told = std::any_of(issues_.begin(), issues_.end(), [](const Issue& issue) {
      return issue.code == "end_before_start";
    });
    const std::vector<std::string_view> keys = sorted_keys(*profile_.appointments);
    std::size_t index = 0;
    for (Appointment& appointment : *profile_.appointments) {
      const Place place{"/appointments", index++};
      check_date(appointment.from, place.at("/from"), "任职起始时间");
      check_date(appointment.to, place.at("/to"), "任职结束时间");
      if (!told)
        check_order(appointment.from, appointment.to, "end_before_start", place.at("/to"),
                    "任职时间颠倒");
      if (appointment.text_span && outside(*appointment.text_span)) {
        bad_span(place.at("/text_span").text(), *appointment.text_span, characters);
        appointment.text_span.reset();
      }
      check_reference(appointment.concurrent_with, keys, place.at("/concurrent_with"));
    }
    index = 0;
    for (const std::string& key : profile_.current.appointments)
      check_reference(key, keys, {"/current/appointments", index++});
  }

  void bad_span(const std::string& field, const Span& span, std::uint32_t characters) {
    add("bad_span",
        {.field = field,
         .found = "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + ")",
         .expected = "在 [0," + std::to_string(characters) + ") 之内"},
        "字符位置不在简历文字之内，已去掉");
  }

  void check_reference(const std::string& key, const std::vector<std::string_view>& keys,
                       const Place& place) {
    if (key.empty() || std::binary_search(keys.begin(), keys.end(), key)) return;
    add("unknown_reference",
        {.field = place.text(), .found = key, .expected = "本人任职中的一个 key"},
        "引用的任职“" + shorten(key) + "”不存在");
  }

  // Without the empty ones.
  template <class Item>
  static std::vector<std::string_view> sorted_keys(const std::vector<Item>& list) {
    std::vector<std::string_view> keys;
    keys.reserve(list.size());
    for (const Item& item : list) {
      if (!item.key.empty()) keys.push_back(item.key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  template <class List>
  void check_keys(const List& list, std::string_view pointer) {
    if (!list) return;
    const std::vector<std::string_view> keys = sorted_keys(*list);
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    if (twice == keys.end()) return;
    std::set<std::string_view> seen;
    std::size_t index = 0;
    for (const auto& item : *list) {
      if (!item.key.empty() && !seen.insert(item.key).second)
        add("repeated_item_key",
            {.field = std::string(pointer) + "/" + std::to_string(index) + "/key",
             .found = item.key,
             .expected = "同一列表内不重复"},
            "同一列表内有两项的 key 都是“" + shorten(item.key) + "”，依据会指向不明");
      ++index;
    }
  }

  void check_lists() {
    check_keys(profile_.education, "/education");
    check_keys(profile_.appointments, "/appointments");
    check_keys(profile_.professional_titles, "/professional_titles");
    check_keys(profile_.appraisals, "/appraisals");
    check_keys(profile_.training, "/training");
    check_keys(profile_.honours, "/honours");
    check_keys(profile_.sanctions, "/sanctions");
    check_keys(profile_.clearances, "/clearances");
    check_appraisals();
    const auto each = [](const auto& list, std::string_view pointer, const auto& check) {
      if (!list) return;
      std::size_t index = 0;
      for (const auto& item : *list) check(item, Place{pointer, index++});
    };
    each(profile_.education, "/education", [&](const Education& education, const Place& place) {
      check_date(education.to, place.at("/to"), "毕业时间");
    });
    each(profile_.professional_titles, "/professional_titles",
         [&](const ProfessionalTitle& title, const Place& place) {
           check_date(title.date, place.at("/date"), "职称取得时间");
         });
    each(profile_.training, "/training", [&](const Training& training, const Place& place) {
      check_date(training.from, place.at("/from"), "培训起始时间");
      check_order(training.from, training.to, "end_before_start", place.at("/to"), "培训时间颠倒");
    });
    each(profile_.honours, "/honours", [&](const Honour& honour, const Place& place) {
      check_date(honour.date, place.at("/date"), "奖励时间");
    });
    each(profile_.sanctions, "/sanctions", [&](const Sanction& sanction, const Place& place) {
      check_date(sanction.date, place.at("/date"), "处分时间");
      check_order(sanction.date, sanction.effect_until, "end_before_start",
                  place.at("/effect_until"), "影响期颠倒");
    });
    each(profile_.clearances, "/clearances", [&](const Clearance& clearance, const Place& place) {
      check_date(clearance.date, place.at("/date"), "核查时间");
      check_order(clearance.date, clearance.valid_until, "end_before_start",
                  place.at("/valid_until"), "有效期颠倒");
    });
  }

  void check_appraisals() {
    if (!profile_.appraisals) return;
    for (std::size_t i = 0; i < profile_.appraisals->size(); ++i) {
      const Appraisal& appraisal = (*profile_.appraisals)[i];
      const Place place{"/appraisals", i};
      if (appraisal.year == 0)
        add("appraisal_without_year",
            {.field = place.text(), .found = appraisal.grade, .expected = "写明年度，如 2024"},
            "有一项考核没有写明年度");
      else if (appraisal.year < 1949 || appraisal.year > 2199)
        add("implausible_date",
            {.field = place.at("/year").text(),
             .found = std::to_string(appraisal.year),
             .expected = "四位年份"},
            "考核年度 " + std::to_string(appraisal.year) + " 不合常理");
      if (as_of_ && appraisal.year > as_of_->year)
        add("future_date",
            {.field = place.at("/year").text(),
             .found = std::to_string(appraisal.year),
             .expected = "不晚于 " + std::to_string(as_of_->year)},
            "考核年度 " + std::to_string(appraisal.year) + " 晚于填表时的 " + to_string(*as_of_));
      for (std::size_t j = 0; j < i; ++j) {
        const Appraisal& earlier = (*profile_.appraisals)[j];
        if (earlier.year != appraisal.year || earlier.kind != appraisal.kind ||
            appraisal.kind != "年度" || earlier.grade == appraisal.grade)
          continue;
        add("conflicting_appraisal",
            {.field = place.text(), .found = appraisal.grade, .expected = earlier.grade},
            std::to_string(appraisal.year) + " 年度考核既有“" + earlier.grade + "”又有“" +
                appraisal.grade + "”，请核对");
      }
    }
  }

  void check_family() {
    if (!profile_.sealed.family || !profile_.birth) return;
    std::size_t index = 0;
    for (const FamilyMember& member : *profile_.sealed.family) {
      const Place place{"/sealed/family", index++, "/birth"};
      const auto birth = parse_partial_date(member.birth);
      if (!birth) continue;
      const auto is_one_of = [&](std::initializer_list<std::string_view> words) {
        for (const std::string_view word : words) {
          if (member.relation == word) return true;
        }
        return false;
      };
      const bool child = is_one_of({"儿子", "女儿", "子", "女", "长子", "次子", "长女", "次女",
                                    "三子", "三女", "独子", "独女", "养子", "养女"});
      const bool parent = is_one_of({"父亲", "母亲", "父", "母"});
      if ((child && birth->latest() < profile_.birth->earliest()) ||
          (parent && birth->earliest() > profile_.birth->latest()))
        add("family_birth_order",
            {.field = place.text(),
             .found = to_string(*birth),
             .expected = (child ? "晚于本人出生 " : "早于本人出生 ") + to_string(*profile_.birth)},
            "家庭成员（" + member.relation + "）的出生年月与本人的先后颠倒");
      const bool in_league = member.party.find("共青团") != std::string::npos;
      if (as_of_ && in_league && as_of_->first_month() - birth->last_month() >= 28 * 12)
        add("league_member_over_28",
            {.field = place.text(), .found = to_string(*birth), .expected = "未满 28 周岁"},
            "家庭成员（" + member.relation + "）是共青团员，填表时却已满 28 周岁");
    }
  }

  Profile& profile_;
  const std::optional<PartialDate>& as_of_;
  Issues& issues_;
  int row_;
};
}  // namespace

void check_profile(Profile& profile, const Vocabulary& vocabulary,
                   const std::optional<PartialDate>& as_of, Issues& issues, int row) {
  Checker(profile, as_of, issues, row).run(vocabulary);
}
}  // namespace bole
