#include "index/export/formats/lrmx.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace bole {
namespace {
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string two_digits(int value) {
  const std::string digits = std::to_string(value);
  return digits.size() < 2 ? "0" + digits : digits;
}

std::string written(const std::optional<PartialDate>& date, FormDate form) {
  if (!date) return "";
  std::string text = std::to_string(date->year);
  if (form == FormDate::chinese) {
    if (date->month == 0) return text + "年";
    text += "年" + std::to_string(date->month) + "月";
    return date->day == 0 ? text : text + std::to_string(date->day) + "日";
  }
  const std::string_view point = form == FormDate::dotted ? "." : "";
  if (date->month != 0) text.append(point).append(two_digits(date->month));
  if (date->day != 0) text.append(point).append(two_digits(date->day));
  return text;
}

void join(std::string& text, std::string_view separator, std::string_view next) {
  if (next.empty()) return;
  if (!text.empty()) text += separator;
  text += next;
}

std::string party(const Sealed& sealed, FormDate form) {
  if (sealed.party_name == "中共") {
    const std::string date = written(sealed.party_date, form);
    return date.empty() ? "中共党员" : date;
  }
  if (!sealed.party_date) return sealed.party_name;
  return sealed.party_name + "（" + written(sealed.party_date, FormDate::dotted) + "）";
}

enum class EducationPart { level, degree, school_of_level, school_of_degree };

std::string education(const Profile& profile, std::string_view mode, EducationPart part) {
  std::string text;
  if (!profile.education) return text;
  for (const Education& one : *profile.education) {
    if (one.mode != mode) continue;
    switch (part) {
      case EducationPart::level:
        join(text, "、", one.level);
        break;
      case EducationPart::degree:
        join(text, "、", one.degree);
        break;
      case EducationPart::school_of_level:
      case EducationPart::school_of_degree:
        // The form gives a school once: beside the level, or beside a degree that has none.
        if ((part == EducationPart::school_of_level) != one.level.empty()) {
          join(text, "、", one.school + (one.major.empty() ? "" : one.major + "专业"));
        }
    }
  }
  return text;
}

std::string titles(const Profile& profile) {
  std::string text;
  if (!profile.professional_titles) return text;
  for (const ProfessionalTitle& title : *profile.professional_titles) join(text, "、", title.name);
  return text;
}

std::string strengths(const Profile& profile) {
  std::string text;
  if (!profile.specialities_stated) return text;
  for (const std::string& speciality : *profile.specialities_stated) join(text, "、", speciality);
  return text;
}

std::string approved_by(std::string_view authority) {
  return authority.empty() ? "" : "经" + std::string(authority) + "批准，";
}

std::string merits(const Profile& profile) {
  std::string text;
  if (profile.honours) {
    for (const Honour& honour : *profile.honours) {
      std::string line = written(honour.date, FormDate::chinese);
      if (!line.empty()) line += "，";
      line += approved_by(honour.authority);
      if (honour.name.ends_with("功")) {
        line += "记" + honour.name;
      } else if (honour.name == "嘉奖") {
        line += "给予嘉奖";
      } else {
        line += "荣获“" + honour.name + "”称号";
      }
      join(text, "；", line);
    }
  }
  if (profile.sanctions) {
    for (const Sanction& sanction : *profile.sanctions) {
      if (sanction.status != "in_force" && sanction.status != "expired") continue;
      std::string line = written(sanction.date, FormDate::chinese);
      if (!line.empty()) line += "，";
      line += approved_by(sanction.authority) + "受" + sanction.kind;
      if (sanction.kind.starts_with("党内") || sanction.kind.starts_with("政务") ||
          sanction.kind == "警告") {
        line += "处分";
      }
      join(text, "；", line);
    }
  }
  if (!text.empty()) return text + "。";
  return profile.honours && profile.sanctions ? "无" : "";
}

// The last three years on record, as older forms have them.
std::string appraisals(const Profile& profile) {
  std::string text;
  if (!profile.appraisals) return text;
  std::vector<const Appraisal*> years;
  for (const Appraisal& appraisal : *profile.appraisals) {
    if (appraisal.kind == "年度") years.push_back(&appraisal);
  }
  std::stable_sort(years.begin(), years.end(),
                   [](const Appraisal* a, const Appraisal* b) { return a->year < b->year; });
  for (std::size_t i = years.size() > 3 ? years.size() - 3 : 0; i < years.size(); ++i) {
    join(text, "；", std::to_string(years[i]->year) + "年" + years[i]->grade);
  }
  return text.empty() ? text : text + "。";
}

// 到龄年月 by the decision of 2024-09-13 on raising the retirement age: 60 and 55 only.
std::string retirement_month(const Profile& profile) {
  const int base = profile.sealed.retirement_category == "60"   ? 60
                   : profile.sealed.retirement_category == "55" ? 55
                                                                : 0;
  if (base == 0 || !profile.birth || profile.birth->month == 0) return "";
  const int months = (profile.birth->year + base - 2025) * 12 + profile.birth->month;
  const int delay = months < 1 ? 0 : std::min(36, (months + 3) / 4);
  const int month = (profile.birth->year + base) * 12 + profile.birth->month - 1 + delay;
  return std::to_string(month / 12 * 100 + month % 12 + 1);
}

// In the order of the form; JiaTingChengYuan stands for the family.
Fields form_of(const Profile& profile, const LrmxStyle& style) {
  const Sealed& sealed = profile.sealed;
  const std::string base = sealed.retirement_category;
  Fields fields{{"XingMing", profile.name},
                {"XingBie", sealed.sex},
                {"ChuShengNianYue", written(profile.birth, style.dates)},
                {"MinZu", sealed.ethnicity},
                {"JiGuan", sealed.native_place},
                {"ChuShengDi", sealed.birthplace},
                {"RuDangShiJian", party(sealed, style.dates)},
                {"CanJiaGongZuoShiJian", written(profile.work_start, style.dates)},
                {"JianKangZhuangKuang", sealed.health},
                {"ZhuanYeJiShuZhiWu", titles(profile)},
                {"ShuXiZhuanYeYouHeZhuanChang", strengths(profile)}};
  for (const auto& [prefix, mode] :
       {std::pair{"QuanRiZhiJiaoYu", "全日制"}, std::pair{"ZaiZhiJiaoYu", "在职"}}) {
    const std::string name = prefix;
    fields.emplace_back(name + "_XueLi", education(profile, mode, EducationPart::level));
    fields.emplace_back(name + "_XueWei", education(profile, mode, EducationPart::degree));
    fields.emplace_back(name + "_XueLi_BiYeYuanXiaoXi",
                        education(profile, mode, EducationPart::school_of_level));
    fields.emplace_back(name + "_XueWei_BiYeYuanXiaoXi",
                        education(profile, mode, EducationPart::school_of_degree));
  }
  for (auto& field : Fields{{"XianRenZhiWu", profile.current.text},
                            {"NiRenZhiWu", ""},
                            {"NiMianZhiWu", ""},
                            {"JianLi", profile.resume.text},
                            {"JiangChengQingKuang", merits(profile)},
                            {"NianDuKaoHeJieGuo", appraisals(profile)},
                            {"RenMianLiYou", ""},
                            {"JiaTingChengYuan", ""},
                            {"ChengBaoDanWei", ""},
                            {"JiSuanNianLingShiJian", ""},
                            {"TianBiaoShiJian", ""},
                            {"TianBiaoRen", ""},
                            {"ShenFenZheng", sealed.id_number},
                            {"ZhaoPian", ""},
                            {"Version", "3.2.1.16"},
                            {"GaiGeQianRenZhiNianLingJieXian",
                             base.empty() ? "" : "改革前任职年龄界限为" + base + "岁"},
                            {"DaoLingNianYue", retirement_month(profile)}}) {
    fields.push_back(std::move(field));
  }
  for (const auto& [name, text] : sealed.lrmx_unknown) {
    const auto place = std::find_if(fields.begin(), fields.end(),
                                    [&](const auto& field) { return field.first == name; });
    if (place == fields.end()) {
      fields.emplace_back(name, text);
    } else {
      place->second = text;
    }
  }
  if (style.order == ElementOrder::id_number_early) {
    const auto id = std::find_if(fields.begin(), fields.end(),
                                 [](const auto& field) { return field.first == "ShenFenZheng"; });
    std::rotate(fields.begin() + 4, id, id + 1);
  }
  return fields;
}

class XmlWriter {
 public:
  explicit XmlWriter(const LrmxStyle& style) : style_(style) {}

  void line(int depth, std::string_view markup) {
    out_.append(static_cast<std::size_t>(depth * style_.indent), ' ');
    out_ += markup;
    out_ += style_.line_end;
  }

  void leaf(int depth, const std::string& name, std::string_view text) {
    if (!text.empty()) return line(depth, "<" + name + ">" + escaped(text) + "</" + name + ">");
    switch (style_.empty) {
      case EmptyElement::paired:
        return line(depth, "<" + name + "></" + name + ">");
      case EmptyElement::closed:
        return line(depth, "<" + name + "/>");
      case EmptyElement::spaced:
        line(depth, "<" + name + ">");
        return line(depth, "</" + name + ">");
    }
  }

  std::string take() { return std::move(out_); }

 private:
  // XML has no place for control characters other than tab and line ends; a CR must be written as a
  // reference, since readers turn CR LF into LF.
  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      switch (c) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '\r':
          out += "&#13;";
          break;
        default:
          if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
      }
    }
    return out;
  }

  const LrmxStyle& style_;
  std::string out_{};
};

std::string_view label(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_16le:
    case Encoding::utf_16be:
      return "utf-16";
    case Encoding::gb18030:
      return "gb18030";
    case Encoding::utf_8:
    case Encoding::utf_8_bom:
      break;
  }
  return "utf-8";
}
}  // namespace

std::string to_lrmx(const Profile& profile, const LrmxStyle& style) {
  XmlWriter xml(style);
  xml.line(0, "<?xml version=\"1.0\" encoding=\"" + std::string(label(style.encoding)) + "\"?>");
  xml.line(0, "<Person>");
  for (const auto& [name, text] : form_of(profile, style)) {
    if (name != "JiaTingChengYuan") {
      xml.leaf(1, name, text);
      continue;
    }
    if (!profile.sealed.family || profile.sealed.family->empty()) {
      xml.leaf(1, name, "");
      continue;
    }
    xml.line(1, "<JiaTingChengYuan>");
    for (const FamilyMember& member : *profile.sealed.family) {
      xml.line(2, "<Item>");
      xml.leaf(3, "ChengWei", member.relation);
      xml.leaf(3, "XingMing", member.name);
      const auto birth = parse_partial_date(member.birth);
      xml.leaf(3, "ChuShengRiQi", birth ? written(birth, style.dates) : member.birth);
      xml.leaf(3, "ZhengZhiMianMao", member.party);
      xml.leaf(3, "GongZuoDanWeiJiZhiWu", member.work);
      xml.line(2, "</Item>");
    }
    xml.line(1, "</JiaTingChengYuan>");
  }
  xml.line(0, "</Person>");
  return encode(xml.take(), style.encoding);
}

}  // namespace bole
