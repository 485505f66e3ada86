#include "engine/normalise/normalise.hpp"

#include <array>
#include <utility>

#include "engine/normalise/characters.hpp"
#include "engine/normalise/form_elements.hpp"
#include "engine/normalise/form_parts.hpp"
#include "engine/normalise/id_number.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/resume.hpp"
#include "engine/normalise/retirement.hpp"
#include "engine/normalise/written_grade.hpp"
#include "engine/text/fold.hpp"

namespace bole {
bool says_none(std::string_view text) {
  const std::string plain = without_blanks(half_width(text));
  constexpr std::array<std::string_view, 10> forms{
      "无", "无。", "无.", "暂无", "没有", "/", "无奖惩", "无奖惩情况", "无奖惩记录", "未受过奖惩"};
  for (const std::string_view form : forms) {
    if (plain == form) return true;
  }
  return false;
}

namespace {
// The printed form has the age behind the date: 1972.04（52岁）. Some write 1979年3月生.
std::string without_age(std::string_view text) {
  std::string folded(trim(half_width(text)));
  for (const std::string_view word : {"出生", "生", "参加工作"}) {
    if (!folded.ends_with(word)) continue;
    folded.resize(folded.size() - word.size());
    break;
  }
  const std::size_t open = folded.rfind('(');
  if (open == std::string::npos || !folded.ends_with("岁)")) return folded;
  const std::string_view age = std::string_view(folded).substr(open + 1);
  const std::size_t digits = age.find_first_not_of("0123456789");
  return digits > 0 && age.substr(digits) == "岁)" ? folded.substr(0, open) : folded;
}
}  // namespace

std::optional<PartialDate> read_form_date(std::string_view text, std::string_view element,
                                          Issues& issues) {
  if (trim(text).empty()) return std::nullopt;
  const auto read = read_date(without_age(text));
  if (!read) {
    issues.push_back(
        make_issue("bad_date",
                   {.field = element,
                    .found = trim(text),
                    .expected = "存在的日期，如 201507、2015.07、20150701 或 2015年7月"},
                   "日期“" + shorten(trim(text)) + "”读不出来，该项按未知处理"));
    return std::nullopt;
  }
  if (read->in_words)
    issues.push_back(make_issue(
        "date_in_words", {.field = element, .found = trim(text), .expected = "写明月份"},
        "日期“" + shorten(trim(text)) + "”没有写明月份，只按 " + to_string(read->date) + " 记"));
  return read->date;
}

std::string canonical_name(std::string_view text) {
  const std::string_view outer = trim(text);
  std::string name;
  char32_t before = 0;
  for (std::size_t at = 0; at < outer.size();) {
    char32_t c = next_character(outer, at);
    std::size_t ahead = at;
    const char32_t after = at < outer.size() ? next_character(outer, ahead) : 0;
    if (is_blank(c)) {
      // Between letters of a foreign name the space is part of it.
      const bool letters = before < 0x250 && after < 0x250 && before > ' ' && after > ' ';
      if (letters) name += ' ';
      continue;
    }
    constexpr std::u32string_view separators = U".。?？•、．‧・∙･";
    if (separators.find(c) != std::u32string_view::npos && is_han(before) && is_han(after))
      c = U'·';
    append_character(name, c);
    before = c;
  }
  return name;
}

namespace {
std::string without_line_ends(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c != '\n' && c != '\r') kept += c;
  }
  return kept;
}

const EthnicGroup* ethnic_group_meant(std::string_view text, const Vocabulary& vocabulary) {
  const std::string with_suffix = std::string(text) + "族";
  for (const EthnicGroup& group : vocabulary.ethnic_groups()) {
    if (group.name == text || group.name == with_suffix || group.code == text) return &group;
  }
  return nullptr;
}

// Where a fact of the record stands on the form, for issues that name a place in the record.
std::string_view element_of(std::string_view pointer) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> places{{
      {"/name", "XingMing"},
      {"/birth", "ChuShengNianYue"},
      {"/work_start", "CanJiaGongZuoShiJian"},
      {"/appointments", "JianLi"},
      {"/resume", "JianLi"},
      {"/appraisals", "NianDuKaoHeJieGuo"},
      {"/honours", "JiangChengQingKuang"},
      {"/sanctions", "JiangChengQingKuang"},
      {"/professional_titles", "ZhuanYeJiShuZhiWu"},
      {"/current", "XianRenZhiWu"},
      {"/sealed/ethnicity", "MinZu"},
      {"/sealed/party", "RuDangShiJian"},
      {"/sealed/id_number", "ShenFenZheng"},
      {"/sealed/family", "JiaTingChengYuan"},
  }};
  for (const auto& [prefix, element] : places) {
    if (pointer.starts_with(prefix)) return element;
  }
  return pointer;
}

// Far above what a form holds. Longer text is hostile or broken and would only cost time.
constexpr std::size_t readable_size = 64 * 1024;
constexpr std::size_t readable_career = 256 * 1024;

Issue too_long_to_read(std::string_view field, std::string_view text) {
  const std::string length = std::to_string(count_characters(text)) + " 字";
  return make_issue("too_long_to_read",
                    {.field = field, .found = length, .expected = "任免表一项的长度"},
                    "这一项有 " + length + "，不会是任免表的内容，未解读，原文已保留");
}

class Normaliser {
 public:
  Normaliser(const RawRecord& raw, const Vocabulary& vocabulary, Issues& issues)
      : raw_(raw), vocabulary_(vocabulary), issues_(issues) {}

  Profile run() {
    check_lengths();
    read_identity();
    read_education_and_titles();
    read_career();
    if (const std::string_view text = text_of("NianDuKaoHeJieGuo"); !text.empty()) {
      profile_.appraisals.emplace();
      if (!says_none(text))
        keep_if(read_appraisals(text, *profile_.appraisals, issues_), "NianDuKaoHeJieGuo");
      if (profile_.appraisals->empty() && !says_none(text)) profile_.appraisals.reset();
    }
    if (const std::string_view text = text_of("JiangChengQingKuang"); !text.empty())
      keep_if(read_rewards_and_sanctions(text, vocabulary_, profile_, issues_),
              "JiangChengQingKuang");
    read_family();
    read_retirement();
    for (const std::string_view element :
         {"NiRenZhiWu", "NiMianZhiWu", "RenMianLiYou", "ChengBaoDanWei", "JiSuanNianLingShiJian",
          "TianBiaoShiJian", "TianBiaoRen", "Version", "DaoLingNianYue"})
      keep(element);
    for (const auto& unknown : raw_.unknown) profile_.sealed.lrmx_unknown.push_back(unknown);

    auto as_of = date("JiSuanNianLingShiJian");
    const auto filled_in = date("TianBiaoShiJian");
    if (!as_of) as_of = filled_in;
    const std::size_t before = issues_.size();
    check_profile(profile_, vocabulary_, as_of, issues_);
    for (std::size_t i = before; i < issues_.size(); ++i)
      issues_[i].field = element_of(issues_[i].field);
    return std::move(profile_);
  }

 private:
  // What an element says, or nothing when it is too long to be one; check_lengths() tells.
  std::string_view text_of(std::string_view element) const {
    const std::string_view text = raw_.text(element);
    return text.size() > readable_size && element != "JianLi" ? std::string_view() : text;
  }

  std::optional<PartialDate> date(std::string_view element) {
    return read_date_or_keep(text_of(element), element);
  }

  std::optional<PartialDate> read_date_or_keep(std::string_view text, std::string_view element) {
    const std::size_t before = issues_.size();
    auto read = read_form_date(text, element, issues_);
    if (issues_.size() > before && !is_kept(element)) keep(element);
    return read;
  }

  bool is_kept(std::string_view element) const {
    for (const auto& [name, text] : profile_.sealed.lrmx_unknown) {
      if (name == element) return true;
    }
    return false;
  }

  void keep(std::string_view element) {
    if (const std::string_view text = raw_.text(element); !text.empty())
      profile_.sealed.lrmx_unknown.emplace_back(element, text);
  }

  void keep_if(Reading reading, std::string_view element) {
    if (reading == Reading::incomplete) keep(element);
  }

  void check_length(const FormElement& element, std::string_view text) {
    if (element.max == 0) return;
    const std::size_t length = count_characters(text);
    if (length <= static_cast<std::size_t>(element.max)) return;
    issues_.push_back(make_issue("too_long",
                                 {.field = element.name,
                                  .found = std::to_string(length) + " 字",
                                  .expected = "不超过 " + std::to_string(element.max) + " 字"},
                                 std::string(element.chinese) + "有 " + std::to_string(length) +
                                     " 字，任免表只容 " + std::to_string(element.max) + " 字"));
  }

  void check_lengths() {
    for (const auto& [name, text] : raw_.fields) {
      check_length(*form_element(name), text);
      if (text.size() <= readable_size || name == "JianLi") continue;
      issues_.push_back(too_long_to_read(name, text));
      keep(name);
    }
    if (!raw_.family) return;
    for (const FamilyMember& member : *raw_.family) {
      const auto elements = all_family_elements();
      const std::array<std::string_view, 5> texts{member.relation, member.name, member.birth,
                                                  member.party, member.work};
      for (std::size_t i = 0; i < texts.size(); ++i) check_length(elements[i], texts[i]);
    }
  }

  void read_identity() {
    profile_.name = canonical_name(text_of("XingMing"));
    profile_.birth = date("ChuShengNianYue");
    profile_.work_start = date("CanJiaGongZuoShiJian");
    Sealed& sealed = profile_.sealed;
    sealed.native_place = without_line_ends(text_of("JiGuan"));
    sealed.birthplace = without_line_ends(text_of("ChuShengDi"));
    sealed.health = without_line_ends(text_of("JianKangZhuangKuang"));
    if (const std::string_view text = text_of("ShenFenZheng"); says_none(text)) {
      keep("ShenFenZheng");
    } else {
      sealed.id_number = read_id_number(text).text;
    }
    sealed.photo = raw_.photo;
    if (const std::string_view text = text_of("RuDangShiJian"); says_none(text)) {
      keep("RuDangShiJian");  // whether 群众 or 无党派 is not said
    } else if (!text.empty()) {
      keep_if(read_party(text, sealed, issues_), "RuDangShiJian");
    }
    read_sex();
    read_ethnicity();
  }

  void read_sex() {
    const std::string text = without_blanks(half_width(text_of("XingBie")));
    if (text.empty()) return;
    Sealed& sealed = profile_.sealed;
    if (text == "男" || text == "女") {
      sealed.sex = text;
    } else if (text == "1" || text == "2" || text == "男性" || text == "女性") {
      sealed.sex = text == "1" || text == "男性" ? "男" : "女";
      issues_.push_back(make_issue("coded_value",
                                   {.field = "XingBie", .found = text, .expected = sealed.sex},
                                   "性别写作“" + text + "”，按“" + sealed.sex + "”读入"));
    } else {
      issues_.push_back(make_issue("bad_value",
                                   {.field = "XingBie", .found = text, .expected = "男 或 女"},
                                   "性别“" + shorten(text) + "”不是男或女，该项按未知处理"));
      keep("XingBie");
    }
  }

  void read_ethnicity() {
    const std::string text = without_blanks(text_of("MinZu"));
    profile_.sealed.ethnicity = text;
    if (text.empty() || vocabulary_.is_ethnic_group(text)) return;
    // A name that is unknown altogether is check_profile()'s to report.
    const EthnicGroup* meant = ethnic_group_meant(text, vocabulary_);
    if (meant == nullptr) return;
    profile_.sealed.ethnicity = meant->name;
    issues_.push_back(make_issue(meant->code == text ? "coded_value" : "unknown_ethnic_group",
                                 {.field = "MinZu", .found = text, .expected = meant->name},
                                 "民族“" + text + "”" +
                                     (meant->code == text ? "是代码" : "不是全称") + "，按“" +
                                     meant->name + "”读入"));
  }

  void read_education_and_titles() {
    std::vector<Education> education;
    for (const auto& [mode, prefix] :
         {std::pair<std::string_view, std::string_view>{"全日制", "QuanRiZhiJiaoYu_"},
          std::pair<std::string_view, std::string_view>{"在职", "ZaiZhiJiaoYu_"}}) {
      const std::array<std::string, 4> names{std::string(prefix) + "XueLi",
                                             std::string(prefix) + "XueWei",
                                             std::string(prefix) + "XueLi_BiYeYuanXiaoXi",
                                             std::string(prefix) + "XueWei_BiYeYuanXiaoXi"};
      const EducationTexts texts{.mode = mode,
                                 .prefix = prefix,
                                 .level = text_of(names[0]),
                                 .degree = text_of(names[1]),
                                 .level_school = text_of(names[2]),
                                 .degree_school = text_of(names[3])};
      const Reading reading = read_education(texts, vocabulary_, education, issues_);
      for (const std::string& name : names) keep_if(reading, name);
      if (reading == Reading::incomplete) continue;
      // The record has no place for the department.
      for (const std::string& name : {names[2], names[3]}) {
        const auto [school, major] = split_school(text_of(name));
        if (const std::string whole = without_line_ends(text_of(name));
            whole != school + major && whole != school + major + "专业")
          keep(name);
      }
    }
    if (!education.empty()) profile_.education = std::move(education);

    if (const std::string_view text = text_of("ZhuanYeJiShuZhiWu"); !text.empty()) {
      profile_.professional_titles.emplace();
      if (!says_none(text))
        read_professional_titles(text, vocabulary_, *profile_.professional_titles, issues_);
    }
    if (const std::string_view text = text_of("ShuXiZhuanYeYouHeZhuanChang"); !text.empty()) {
      profile_.specialities_stated.emplace();
      if (says_none(text)) return;
      for (const std::string_view piece : split(text, U"、；;，,。\n"))
        profile_.specialities_stated->emplace_back(piece);
    }
  }

  void read_career() {
    profile_.current.text = without_line_ends(text_of("XianRenZhiWu"));
    read_written_level();
    profile_.resume.text = text_of("JianLi");
    parse_career(profile_, issues_, "JianLi");
    read_grade();
    date_education();
  }

  // （正县级） behind a post.
  void read_written_level() {
    const std::string text = half_width(profile_.current.text);
    Current& current = profile_.current;
    for (std::size_t open = text.find('('); open != std::string::npos;
         open = text.find('(', open + 1)) {
      const std::size_t close = text.find(')', open);
      if (close == std::string::npos) break;
      for (const std::string_view word :
           split(std::string_view(text).substr(open + 1, close - open - 1), U"、,，;； ")) {
        const auto level = vocabulary_.level(word);
        if (level && *level > current.level.value) current.level = {*level, LevelSource::written};
      }
    }
  }

  // A 职级 that is part of the post, else one that the present period of the 简历 tells of; since
  // when is in either.
  void read_grade() {
    Current& current = profile_.current;
    const Characters resume = to_characters(profile_.resume.text);
    WrittenGrade written = written_grade(to_characters(current.text).folded);
    if (written.grade == Grade::unknown && profile_.appointments) {
      for (const Appointment& held : *profile_.appointments) {
        if (!held.open || held.kind != "任职" || !held.text_span) continue;
        const WrittenGrade here = written_grade(
            std::u32string_view(resume.folded)
                .substr(held.text_span->begin, held.text_span->end - held.text_span->begin));
        if (here.grade > written.grade) written = here;
      }
    }
    if (written.grade == Grade::unknown) return;
    current.grade = to_string(written.grade);
    current.grade_since =
        written.since ? written.since : written_grade(resume.folded, written.grade).since;
  }

  // The form has no date of graduation; a period of study at that school in the 简历 has.
  void date_education() {
    if (!profile_.education || !profile_.appointments) return;
    const std::string_view text = profile_.resume.text;
    for (Education& education : *profile_.education) {
      if (education.school.empty()) continue;
      const Appointment* only = nullptr;
      int matches = 0;
      for (const Appointment& study : *profile_.appointments) {
        if (study.kind != "学习" || !study.text_span) continue;
        const std::size_t begin = first_characters(text, study.text_span->begin).size();
        const std::string statement = without_blanks(
            first_characters(text.substr(begin), study.text_span->end - study.text_span->begin));
        if (statement.find(education.school) == std::string::npos ||
            statement.find(education.major) == std::string::npos)
          continue;
        only = &study;
        ++matches;
      }
      if (matches == 1) education.to = only->to;
    }
  }

  void read_family() {
    if (!raw_.family) return;
    std::vector<FamilyMember> family = *raw_.family;
    for (FamilyMember& member : family) {
      member.name = canonical_name(member.name);
      member.work = without_line_ends(member.work);
      if (member.birth.empty()) continue;
      // As written when it is no date: the issue says so, and the form prints it again.
      if (const auto birth = read_form_date(member.birth, "ChuShengRiQi", issues_))
        member.birth = to_string(*birth);
    }
    // An empty list on a form says nothing; there is no form without relatives.
    if (!family.empty()) profile_.sealed.family = std::move(family);
  }

  void read_retirement() {
    const std::string text = without_blanks(half_width(text_of("GaiGeQianRenZhiNianLingJieXian")));
    std::string& category = profile_.sealed.retirement_category;
    const std::size_t digit = text.find_first_of("0123456789");
    category = text;
    if (digit != std::string::npos)
      category = text.substr(digit, text.find_first_not_of("0123456789", digit) - digit);

    const auto stored = date("DaoLingNianYue");
    const int base = category == "60" ? 60 : category == "55" ? 55 : category == "50" ? 50 : 0;
    if (!stored || stored->month == 0 || base == 0 || !profile_.birth) return;
    const auto computed = retirement_month(*profile_.birth, base);
    if (!computed || (computed->year == stored->year && computed->month == stored->month)) return;
    issues_.push_back(make_issue(
        "retirement_month_differs",
        {.field = "DaoLingNianYue", .found = to_string(*stored), .expected = to_string(*computed)},
        "到龄年月写作 " + to_string(*stored) + "，按出生年月和任职年龄界限 " + category +
            " 岁推算应为 " + to_string(*computed)));
  }

  const RawRecord& raw_;
  const Vocabulary& vocabulary_;
  Issues& issues_;
  Profile profile_{};
};
}  // namespace

void parse_career(Profile& profile, Issues& issues, std::string_view field) {
  const std::string& text = profile.resume.text;
  if (trim(text).empty()) return;
  if (text.size() > readable_career) {
    issues.push_back(too_long_to_read(field, text));
    profile.resume.unparsed = {{0, static_cast<std::uint32_t>(count_characters(text))}};
    return;
  }
  ParsedResume parsed = parse_resume(profile.resume.text);
  // Nothing read is not the same as no career.
  if (!parsed.appointments.empty()) profile.appointments = std::move(parsed.appointments);
  profile.resume.unparsed = std::move(parsed.unparsed);
  for (Issue& issue : parsed.issues) {
    issue.field = field;
    issues.push_back(std::move(issue));
  }
}

Profile normalise(const RawRecord& raw, const Vocabulary& vocabulary, Issues& issues) {
  return Normaliser(raw, vocabulary, issues).run();
}
}  // namespace bole
