#include "tests/engine/query/filter_oracle.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace bole {
namespace {
using Answer = std::optional<bool>;
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }

Answer both(Answer a, Answer b) {
  if (a == false || b == false) return false;
  if (!a || !b) return std::nullopt;
  return true;
}
Answer opposite(Answer a) {
  if (!a) return a;
  return !*a;
}
Answer either(Answer a, Answer b) { return opposite(both(opposite(a), opposite(b))); }

// What an attribute holds: words, one of which may be missing, or a number between two ends.
struct Held {
  std::vector<std::string> words{};
  bool lacks_a_word = false;
  bool is_number = false;
  bool nothing = false;  // no value, and none can be
  std::optional<int> low{};
  std::optional<int> high{};
};

Held word(const std::string& text) {
  Held held;
  if (text.empty()) {
    held.lacks_a_word = true;
  } else {
    held.words.push_back(text);
  }
  return held;
}
Held no_word() { return {}; }
Held number(std::optional<int> low, std::optional<int> high) {
  Held held;
  held.is_number = true;
  held.low = low;
  held.high = high;
  return held;
}
Held not_known() { return number(std::nullopt, std::nullopt); }
Held no_number() {
  Held held = not_known();
  held.nothing = true;
  return held;
}
Held days(const std::optional<PartialDate>& date) {
  return date ? number(date->earliest().value, date->latest().value) : not_known();
}
Held yes_or_no(const std::optional<bool>& value) {
  return value ? number(*value, *value) : not_known();
}

int month_of(Day day) {
  const YearMonthDay date = civil(day);
  return date.year * 12 + date.month;
}
int months_run(Day from, Day as_of) {
  int months = 0;
  while (add_months(from, months + 1) <= as_of) ++months;
  return months;
}

class Oracle {
 public:
  Oracle(const Profile& profile, Day as_of) : p_(profile), as_of_(as_of) {}

  Answer judge(const Condition& c, std::optional<std::size_t> row) const {
    switch (c.kind) {
      case ConditionKind::any_of: {
        Answer any = false;
        for (const Condition& part : c.parts) any = either(any, judge(part, row));
        return any;
      }
      case ConditionKind::all_of: {
        Answer all = true;
        for (const Condition& part : c.parts) all = both(all, judge(part, row));
        return all;
      }
      case ConditionKind::negation:
        return opposite(judge(c.parts[0], row));
      case ConditionKind::exists: {
        if (!has_list(c.set)) return std::nullopt;
        Answer any = false;
        for (const Answer& answer : rows(c)) any = either(any, answer);
        return any;
      }
      case ConditionKind::count:
        return count(c);
      case ConditionKind::months:
        return months(c);
      default:
        return attribute(c, row);
    }
  }

 private:
  bool has_list(RecordSet set) const {
    switch (set) {
      case RecordSet::appointment:
        return p_.appointments.has_value();
      case RecordSet::appraisal:
        return p_.appraisals.has_value();
      case RecordSet::training:
        return p_.training.has_value();
      case RecordSet::education:
        return p_.education.has_value();
      case RecordSet::honour:
        return p_.honours.has_value();
      case RecordSet::professional_title:
        return p_.professional_titles.has_value();
      case RecordSet::person:
        break;
    }
    return true;
  }
  std::size_t size_of(RecordSet set) const {
    switch (set) {
      case RecordSet::appointment:
        return p_.appointments->size();
      case RecordSet::appraisal:
        return p_.appraisals->size();
      case RecordSet::training:
        return p_.training->size();
      case RecordSet::education:
        return p_.education->size();
      case RecordSet::honour:
        return p_.honours->size();
      case RecordSet::professional_title:
        return p_.professional_titles->size();
      case RecordSet::person:
        break;
    }
    return 0;
  }

  // The latest day that the date leaves open decides; no date means it is there.
  Answer begun(const std::optional<PartialDate>& date) const {
    if (!date) return true;
    if (date->earliest() > as_of_) return false;
    if (date->latest() > as_of_) return std::nullopt;
    return true;
  }
  Answer exists(RecordSet set, std::size_t row) const {
    switch (set) {
      case RecordSet::appointment:
        return begun((*p_.appointments)[row].from);
      case RecordSet::appraisal:
        return (*p_.appraisals)[row].year < civil(as_of_).year;
      case RecordSet::training: {
        const Training& training = (*p_.training)[row];
        return begun(training.to ? training.to : training.from);
      }
      case RecordSet::education:
        return begun((*p_.education)[row].to);
      case RecordSet::honour:
        return begun((*p_.honours)[row].date);
      case RecordSet::professional_title:
        return begun((*p_.professional_titles)[row].date);
      case RecordSet::person:
        break;
    }
    return true;
  }

  std::vector<Answer> rows(const Condition& c) const {
    std::vector<Answer> answers;
    for (std::size_t row = 0; row < size_of(c.set); ++row) {
      answers.push_back(both(judge(c.parts[0], row), exists(c.set, row)));
    }
    return answers;
  }

  Answer count(const Condition& c) const {
    if (!has_list(c.set)) return compare(c, number(0, std::nullopt));
    const std::vector<Answer> answers = rows(c);
    const auto sure = std::count(answers.begin(), answers.end(), Answer(true));
    const auto never = std::count(answers.begin(), answers.end(), Answer(false));
    return compare(c, number(static_cast<int>(sure),
                             static_cast<int>(answers.size()) - static_cast<int>(never)));
  }

  Answer months(const Condition& c) const {
    if (!has_list(c.set)) return compare(c, number(0, std::nullopt));
    const std::vector<Answer> answers = rows(c);
    std::set<int> sure;
    std::set<int> possible;
    bool endless = false;
    for (std::size_t row = 0; row < answers.size(); ++row) {
      if (answers[row] == false) continue;
      std::optional<PartialDate> from;
      std::optional<PartialDate> to;
      bool open = false;
      if (c.set == RecordSet::appointment) {
        from = (*p_.appointments)[row].from;
        to = (*p_.appointments)[row].to;
        open = (*p_.appointments)[row].open;
      } else {
        from = (*p_.training)[row].from;
        to = (*p_.training)[row].to;
      }
      const int limit = month_of(as_of_);
      if (!from) {
        endless = true;
        continue;
      }
      const int last = open || !to ? limit : std::min(limit, month_of(to->latest()));
      for (int m = month_of(from->earliest()); m < last; ++m) possible.insert(m);
      if (answers[row] != true || (!open && !to)) continue;
      const int surely = open ? limit : std::min(limit, month_of(to->earliest()));
      for (int m = month_of(from->latest()); m < surely; ++m) sure.insert(m);
    }
    const auto most = endless ? std::nullopt : std::optional(static_cast<int>(possible.size()));
    return compare(c, number(static_cast<int>(sure.size()), most));
  }

  Answer compare(const Condition& c, const Held& held) const {
    return compare(held, c.comparison, c.values[0].number, c.values[0].number);
  }

  // Every number between the ends is tried, where they are near; else the ends decide.
  static Answer compare(const Held& held, Comparison comparison, int low, int high) {
    if (held.nothing) return false;
    const auto fits = [&](std::int64_t x) {
      switch (comparison) {
        case Comparison::equal:
          return x >= low && x <= high;
        case Comparison::less:
          return x < low;
        case Comparison::at_most:
          return x <= high;
        case Comparison::greater:
          return x > high;
        case Comparison::at_least:
          return x >= low;
      }
      return false;
    };
    const std::int64_t far = 100'000'000;
    const std::int64_t from = held.low ? *held.low : -far;
    const std::int64_t to = held.high ? *held.high : far;
    std::vector<std::int64_t> tried{from, to};
    for (const std::int64_t near : {low, high}) {
      for (std::int64_t x = near - 1; x <= near + 1; ++x) {
        if (x >= from && x <= to) tried.push_back(x);
      }
    }
    const auto fitting = std::count_if(tried.begin(), tried.end(), fits);
    if (fitting == 0) return false;
    return fitting == static_cast<std::ptrdiff_t>(tried.size()) ? Answer(true) : std::nullopt;
  }

  // One condition on one attribute.

  Answer attribute(const Condition& c, std::optional<std::size_t> row) const {
    const std::string name(c.attribute->name);
    if (!row && (name == "专长" || name == "领域")) {
      return over_rows(c, RecordSet::appointment, name, [&](std::size_t at) {
        const std::string& kind = (*p_.appointments)[at].kind;
        return kind == "任职" || kind == "挂职";
      });
    }
    if (!row && name == "职称") {
      return over_rows(c, RecordSet::professional_title, "名称", [](std::size_t) { return true; });
    }
    return fits(c, row ? of_row(c.attribute->set, *row, name) : of_person(name));
  }

  template <class Counts>
  Answer over_rows(const Condition& c, RecordSet set, const std::string& name,
                   Counts counts) const {
    if (!has_list(set)) return c.kind == ConditionKind::known ? Answer(false) : std::nullopt;
    Answer any = false;
    for (std::size_t row = 0; row < size_of(set); ++row) {
      if (!counts(row)) continue;
      any = either(any, both(fits(c, of_row(set, row, name)), exists(set, row)));
    }
    return any;
  }

  static Answer fits(const Condition& c, const Held& held) {
    if (held.is_number) {
      switch (c.kind) {
        case ConditionKind::known:
          return !held.nothing && (held.low || held.high);
        case ConditionKind::between:
          return both(compare(held, Comparison::at_least, low(c.values[0]), 0),
                      compare(held, Comparison::at_most, 0, high(c.values[1])));
        case ConditionKind::one_of: {
          Answer any = false;
          for (const FilterValue& value : c.values) {
            any = either(any, compare(held, Comparison::equal, low(value), high(value)));
          }
          return any;
        }
        default:
          return compare(held, c.comparison, low(c.values[0]), high(c.values[0]));
      }
    }
    if (c.kind == ConditionKind::known) return !held.words.empty();
    Answer any = held.lacks_a_word ? std::nullopt : Answer(false);
    for (const std::string& text : held.words) any = either(any, word_fits(c, text));
    return any;
  }
  static int low(const FilterValue& v) { return v.date ? v.date->earliest().value : v.number; }
  static int high(const FilterValue& v) { return v.date ? v.date->latest().value : v.number; }

  // 0 where the table does not know the word.
  static int rank(CodeTable table, const std::string& text) {
    const NamedRank* found = table == CodeTable::education ? vocabulary().education(text)
                             : table == CodeTable::degree  ? vocabulary().degree(text)
                                                           : nullptr;
    if (found) return found->rank;
    if (table != CodeTable::honour_tier) return 0;
    const std::vector<std::string> tiers{"", "单位", "县级", "市级", "省部级", "国家级"};
    const auto at = std::find(tiers.begin(), tiers.end(), text);
    return at == tiers.end() ? 0 : static_cast<int>(at - tiers.begin());
  }

  static Answer word_fits(const Condition& c, const std::string& text) {
    if (c.kind == ConditionKind::contains) return text.find(c.values[0].text) != std::string::npos;
    const CodeTable table = c.attribute->codes;
    const int found = rank(table, text);
    if (c.kind == ConditionKind::between || c.comparison != Comparison::equal) {
      const Held held = found > 0 ? number(found, found) : not_known();
      if (c.kind == ConditionKind::compare) {
        return compare(held, c.comparison, c.values[0].number, c.values[0].number);
      }
      return compare(held, Comparison::equal, c.values[0].number, c.values[1].number);
    }
    Answer any = false;
    for (const FilterValue& value : c.values) {
      // The plain words stand for all of their rank.
      static const std::set<std::string> plain{"大学", "研究生", "大专", "学士", "硕士", "博士"};
      Answer equal = text == value.text || (text == "本科" && value.text == "大学");
      if (equal == false && plain.contains(value.text)) {
        equal = found == 0 ? Answer() : Answer(found == rank(table, value.text));
      }
      any = either(any, equal);
    }
    return any;
  }

  Held of_person(const std::string& name) const {
    const Current& now = p_.current;
    if (name == "姓名") return word(p_.name);
    if (name == "人员类别") return word(p_.staff.scale);
    if (name == "状态") return word(p_.staff.status);
    if (name == "级别") {
      const int level = static_cast<int>(now.level.value);
      return level != 0 && begun(now.level_since) == true ? number(level, level) : not_known();
    }
    if (name == "职级") {
      const int grade = static_cast<int>(parse_grade(now.grade).value_or(Grade::unknown));
      return grade != 0 && begun(now.grade_since) == true ? number(grade, grade) : not_known();
    }
    if (name == "任现级年限" || name == "任现职级年限") {
      const auto& since = name == "任现级年限" ? now.level_since : now.grade_since;
      return begun(since) == true ? months_since(since) : not_known();
    }
    if (name == "工龄") return months_since(p_.work_start);
    if (name == "出生年月") return days(p_.birth);
    if (name == "参加工作时间") return days(p_.work_start);
    if (name == "年龄") {
      if (!p_.birth) return not_known();
      return number((month_of(as_of_) - month_of(p_.birth->latest())) / 12,
                    (month_of(as_of_) - month_of(p_.birth->earliest())) / 12);
    }
    return highest(name == "学历" ? CodeTable::education : CodeTable::degree);
  }
  Held months_since(const std::optional<PartialDate>& date) const {
    if (!date) return not_known();
    return number(months_run(date->latest(), as_of_), months_run(date->earliest(), as_of_));
  }
  static bool without_degree(const Education& e) {
    const int level = rank(CodeTable::education, e.level);
    return e.degree.empty() && level > 0 && level < rank(CodeTable::education, "大学");
  }
  Held highest(CodeTable table) const {
    if (!p_.education) return not_known();
    int low = 0;
    std::optional<int> high = 0;
    for (std::size_t row = 0; row < p_.education->size(); ++row) {
      const Education& e = (*p_.education)[row];
      const Answer there = exists(RecordSet::education, row);
      if (there == false) continue;
      if (table == CodeTable::degree && without_degree(e)) continue;
      const int found = rank(table, table == CodeTable::education ? e.level : e.degree);
      if (found == 0) high.reset();
      if (high) high = std::max(*high, found);
      if (there == true) low = std::max(low, found);
    }
    return number(low, high);
  }

  Held of_row(RecordSet set, std::size_t row, const std::string& name) const {
    switch (set) {
      case RecordSet::appointment:
        return of_appointment((*p_.appointments)[row], name);
      case RecordSet::appraisal: {
        const Appraisal& a = (*p_.appraisals)[row];
        if (name == "年度") return a.year == 0 ? not_known() : number(a.year, a.year);
        return word(name == "等次" ? a.grade : a.kind);
      }
      case RecordSet::training: {
        const Training& t = (*p_.training)[row];
        if (name == "学时") return number(t.hours, t.hours);
        if (name == "主题") return word(t.subject);
        return days(name == "起" ? t.from : t.to);
      }
      case RecordSet::education: {
        const Education& e = (*p_.education)[row];
        if (name == "毕业") return days(e.to);
        if (name == "学位" && without_degree(e)) return no_word();
        return word(name == "学历"   ? e.level
                    : name == "学位" ? e.degree
                    : name == "专业" ? e.major
                    : name == "学科" ? e.discipline
                                     : e.mode);
      }
      case RecordSet::honour: {
        const Honour& h = (*p_.honours)[row];
        if (name == "时间") return days(h.date);
        return word(name == "名称" ? h.name : h.tier);
      }
      case RecordSet::professional_title: {
        const ProfessionalTitle& t = (*p_.professional_titles)[row];
        return name == "时间" ? days(t.date) : word(t.name);
      }
      case RecordSet::person:
        break;
    }
    return {};
  }

  Held of_appointment(const Appointment& a, const std::string& name) const {
    const bool study = a.kind == "学习";
    const auto unless_study = [&](Held held) {
      if (!study) return held;
      if (held.is_number && !held.low && !held.high) return no_number();
      return held;
    };
    if (name == "类型") return word(a.kind);
    if (name == "系统") return study && a.system.empty() ? no_word() : word(a.system);
    if (name == "行政区划") {
      return study && a.place.division.empty() ? no_word() : word(a.place.division);
    }
    if (name == "级别") {
      const int level = static_cast<int>(a.level.value);
      return unless_study(level == 0 ? not_known() : number(level, level));
    }
    if (name == "基层") return unless_study(yes_or_no(a.place.grassroots));
    if (name == "艰苦边远") return unless_study(yes_or_no(a.place.hard));
    if (name == "正职") {
      Answer head = a.posts.empty() ? Answer() : Answer(false);
      for (const HeldPost& held : a.posts) head = either(head, held.head);
      return unless_study(yes_or_no(head));
    }
    if (name == "专长" || name == "领域") {
      Held held;
      for (const Tag& tag : a.tags) {
        if (tag.kind == "field" && name == "领域") {
          held.words.push_back(vocabulary().field(tag.id)->name);
        }
        if (tag.kind != "speciality") continue;
        const Speciality& s = vocabulary().specialities()[*vocabulary().speciality(tag.id)];
        held.words.push_back(name == "专长" ? s.name : vocabulary().field(s.field)->name);
      }
      return held;
    }
    if (name == "起") return days(a.from);
    if (name == "止") {
      if (a.open) return number(as_of_.value, as_of_.value);
      if (!a.to) return not_known();
      return number(std::min(a.to->earliest(), as_of_).value,
                    std::min(a.to->latest(), as_of_).value);
    }
    if (name == "在任") {
      if (a.open) return number(1, 1);
      if (!a.to) return not_known();
      // Held on the as-of date when it ends on a later day.
      if (a.to->earliest() > as_of_) return number(1, 1);
      return a.to->latest() <= as_of_ ? number(0, 0) : not_known();
    }
    if (name == "时长") return duration(a);
    Held held;
    for (const HeldPost& post : a.posts) {
      std::string text = name == "职务" ? post.title : post.organisation.text;
      if (name == "单位类型" && !post.organisation.kind.empty()) {
        held.words.push_back(post.organisation.kind);
        const OrganisationKind* kind = vocabulary().organisation_kind(text);
        if (kind != nullptr) held.words.push_back(kind->name);
        continue;
      }
      if (name == "单位类型" && !text.empty()) {
        const OrganisationKind* kind = vocabulary().organisation_kind(text);
        text = kind ? kind->name : "";
      }
      if (text.empty()) {
        held.lacks_a_word = true;
      } else {
        held.words.push_back(text);
      }
    }
    if (a.posts.empty() && !study) held.lacks_a_word = true;
    return held;
  }

  // Every begin and end that the dates allow is tried.
  Held duration(const Appointment& a) const {
    if (!a.from) return not_known();
    const int limit = month_of(as_of_);
    const int from_low = month_of(a.from->earliest());
    const int from_high = std::min(month_of(a.from->latest()), limit);
    int to_low = limit;
    int to_high = limit;
    if (!a.open && a.to) {
      to_low = std::min(month_of(a.to->earliest()), limit);
      to_high = std::min(month_of(a.to->latest()), limit);
    }
    if (!a.open && !a.to) to_low = std::min(from_low, limit);
    int shortest = limit;
    int longest = 0;
    for (int from = from_low; from <= from_high; ++from) {
      for (int to = to_low; to <= to_high; ++to) {
        shortest = std::min(shortest, std::max(0, to - from));
        longest = std::max(longest, std::max(0, to - from));
      }
    }
    if (from_low > from_high) shortest = 0;
    return number(shortest, longest);
  }

  const Profile& p_;
  Day as_of_;
};
}  // namespace

std::optional<bool> oracle(const Filter& filter, const Profile& profile, Day as_of) {
  return Oracle(profile, as_of).judge(filter.root, std::nullopt);
}
}  // namespace bole
