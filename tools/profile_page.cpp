#include "tools/profile_page.hpp"

#include <array>
#include <utility>

#include "engine/normalise/form_elements.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
// Lines of "name  value" where there is a value.
class Page {
 public:
  Page(const Profile& profile, Sealing sealing) { person(profile, sealing); }

  std::string text() && { return std::move(out_); }

 private:
  static std::string date(const std::optional<PartialDate>& value) {
    return value ? to_string(*value) : std::string();
  }

  static std::string joined(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view part : parts) {
      if (part.empty()) continue;
      if (!all.empty()) all += "  ";
      all += part;
    }
    return all;
  }

  void line(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out_ += "  ";
    out_ += name;
    for (std::size_t width = count_characters(name); width < 6; ++width) out_ += "　";
    out_ += "  ";
    out_ += value;
    out_ += '\n';
  }

  template <class List, class Print>
  void list(std::string_view name, const List& items, const Print& print_item) {
    if (!items) return;
    if (items->empty()) line(name, "无");
    for (const auto& item : *items) {
      line(name, print_item(item));
      name = "";
    }
  }

  void person(const Profile& p, Sealing sealing) {
    line("姓名", p.name);
    line("出生年月", date(p.birth));
    line("参加工作", date(p.work_start));
    if (sealing == Sealing::with_sealed) sealed(p.sealed);
    list("教育", p.education, [](const Education& e) {
      return joined({e.mode, e.level, e.degree, e.school, e.major, date(e.to)});
    });
    list("职称", p.professional_titles, [](const ProfessionalTitle& t) {
      return joined({t.name, date(t.date)});
    });
    list("专长自述", p.specialities_stated, [](const std::string& text) { return text; });
    line("现任职务", p.current.text);
    line("职务层次", joined({to_string(p.current.level.value), date(p.current.level_since)}));
    line("职级", joined({p.current.grade, date(p.current.grade_since)}));
    list("简历", p.appointments,
         [&](const Appointment& appointment) { return career_line(p, appointment); });
    std::vector<Span> unparsed = p.resume.unparsed;
    for (const Span& span : unparsed) line("未解析", statement(p.resume.text, span));
    list("考核", p.appraisals, [](const Appraisal& a) {
      return joined({std::to_string(a.year), a.kind, a.grade});
    });
    list("奖励", p.honours, [](const Honour& h) {
      return joined({date(h.date), h.name, h.authority, h.tier});
    });
    list("处分", p.sanctions, [](const Sanction& s) {
      return joined({date(s.date), s.kind, s.authority, s.document,
                     s.effect_until ? "影响期至 " + date(s.effect_until) : std::string(),
                     chinese_status(s.status)});
    });
    list("核查意见", p.clearances, [](const Clearance& c) {
      return joined({date(c.date), c.kind, c.result, c.authority, c.document});
    });
    list("培训", p.training, [](const Training& t) {
      return joined({date(t.from), date(t.to), t.subject,
                     t.hours ? std::to_string(*t.hours) + " 学时" : std::string()});
    });
  }

  void sealed(const Sealed& s) {
    line("性别民族", joined({s.sex, s.ethnicity}));
    line("政治面貌", joined({s.party_name, date(s.party_date)}));
    line("健康状况", s.health);
    line("籍贯", s.native_place);
    line("出生地", s.birthplace);
    if (s.family) line("家庭成员", std::to_string(s.family->size()) + " 人");
  }

  static std::string statement(const std::string& text, const Span& span) {
    const std::size_t begin = first_characters(text, span.begin).size();
    return without_blanks(
        first_characters(std::string_view(text).substr(begin), span.end - span.begin));
  }

  static std::string_view chinese_status(std::string_view status) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{
        {{"in_force", "影响期内"},
         {"expired", "影响期满"},
         {"exempted", "容错免责"},
         {"cleared", "澄清"},
         {"revoked", "撤销"}}};
    for (const auto& [name, chinese] : words) {
      if (name == status) return chinese;
    }
    return "";
  }

  // The words of the 简历, or where a record has none, its posts.
  static std::string words_of(const Profile& p, const Appointment& a) {
    if (a.text_span) return statement(p.resume.text, *a.text_span);
    std::string words;
    std::string_view organisation;
    for (const HeldPost& post : a.posts) {
      if (!words.empty()) words += "、";
      if (post.organisation.text != organisation) words += post.organisation.text;
      organisation = post.organisation.text;
      words += post.title;
    }
    return words;
  }

  static std::string career_line(const Profile& p, const Appointment& a) {
    std::string period = a.from ? to_string(*a.from) : "";
    if (a.to || a.open) period += "—" + (a.open ? std::string("今") : to_string(*a.to));
    for (std::size_t width = count_characters(period); width < 15; ++width) period += ' ';
    const std::string words = words_of(p, a);
    return joined({period, a.kind, words, to_string(a.level.value),
                   a.concurrent_with.empty() ? "" : "（其间）"});
  }

  std::string out_{};
};
}  // namespace

std::string profile_page(const Profile& profile, Sealing sealing) {
  return Page(profile, sealing).text();
}

std::string issue_lines(const Issues& issues) {
  if (issues.empty()) return "";
  std::string out = "  问题 " + std::to_string(issues.size()) + " 处\n";
  for (const Issue& issue : issues) out += "    " + issue_line(issue) + '\n';
  return out;
}

std::string issue_line(const Issue& issue) {
  const std::string_view severity = issue.severity == Severity::error     ? "错误"
                                    : issue.severity == Severity::warning ? "警告"
                                                                          : "提示";
  std::string out = std::string(severity) + " [" + issue.code + "] ";
  if (const FormElement* element = form_element(issue.field)) {
    out += std::string(element->chinese) + "：";
  } else if (!issue.field.empty()) {
    out += issue.field + "：";
  }
  return out + issue.message;
}
}  // namespace bole
