#include <algorithm>
#include <array>

#include "engine/normalise/form_parts.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
std::string joined_lines(std::string_view text) {
  std::string joined;
  for (const char c : text) {
    if (c != '\n' && c != '\r') joined += c;
  }
  return std::string(trim(joined));
}

constexpr std::array<std::string_view, 13> school_endings{
    "大学",   "学院",   "党校",   "学校", "中学", "技校", "研究院",
    "研究所", "讲习所", "讲师团", "电大", "职大", "夜大"};

struct Found {
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;
};

Found first_of(std::string_view text, std::span<const std::string_view> words, std::size_t from) {
  Found first;
  for (const std::string_view word : words) {
    const std::size_t at = text.find(word, from);
    if (at == std::string_view::npos) continue;
    if (at < first.begin || (at == first.begin && at + word.size() > first.end))
      first = {at, at + word.size()};
  }
  return first;
}

// The end of the school's name: behind the first word for a school and what is glued to it
// (中国科学院大学, 中央党校（国家行政学院）, 示例大学（原示例师范学院）). 0: there is none.
std::size_t school_end(std::string_view text) {
  const Found found = first_of(text, school_endings, 0);
  if (found.begin == std::string_view::npos) return 0;
  std::size_t end = found.end;
  for (bool grew = true; grew;) {
    grew = false;
    const std::string_view rest = text.substr(end);
    for (const std::string_view word : {"大学", "研究生院", "研究生部", "函授学院", "分校"}) {
      if (!rest.starts_with(word)) continue;
      end += word.size();
      grew = true;
      break;
    }
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"},
                                      std::pair<std::string_view, std::string_view>{"(", ")"}}) {
      if (grew || !rest.starts_with(open)) continue;
      const std::size_t at = rest.find(close);
      if (at == std::string_view::npos) continue;
      const std::string_view inner = rest.substr(0, at);
      constexpr std::array<std::string_view, 5> naming{"原", "现", "学院", "大学", "校区"};
      const bool names = first_of(inner, naming, 0).begin != std::string_view::npos &&
                         inner.find("专业") == std::string_view::npos;
      if (!names) continue;
      end += at + close.size();
      grew = true;
    }
  }
  return end;
}

// Ends of the departments named in `text`, ascending.
std::vector<std::size_t> department_ends(std::string_view text) {
  constexpr std::array<std::string_view, 8> words{"学院", "书院",   "研究院",   "研究所",
                                                  "学部", "教研室", "研究中心", "系"};
  std::vector<std::size_t> ends;
  for (Found found = first_of(text, words, 0); found.begin != std::string_view::npos;
       found = first_of(text, words, found.end)) {
    const std::string_view before = text.substr(0, found.begin);
    const std::string_view behind = text.substr(found.end);
    const bool part_of_a_word =
        text.substr(found.begin, found.end - found.begin) == "系" &&
        (behind.starts_with("统") || behind.starts_with("列") || before.ends_with("关") ||
         before.ends_with("体") || before.empty());
    if (!part_of_a_word) ends.push_back(found.end);
  }
  return ends;
}

std::string major_in(std::string_view rest) {
  std::size_t end = rest.rfind("专业");
  const bool named = end != std::string_view::npos;
  if (!named) end = rest.size();
  std::string_view before = rest.substr(0, end);
  if (!named) {
    for (const std::string_view word : {"毕业", "学习", "在职研究生", "研究生", "本科"}) {
      if (before.ends_with(word)) before.remove_suffix(word.size());
    }
  }
  std::string_view major = before;
  for (const std::size_t department : department_ends(before)) {
    // A department without anything behind it leaves the major unnamed, unless 专业 follows
    // (国际关系学院 is both).
    if (department < before.size() || !named) major = before.substr(department);
  }
  major = trim(major);
  constexpr std::u32string_view edges = U"、，,。.·-—:：";
  while (!major.empty()) {
    std::size_t at = 0;
    if (edges.find(next_character(major, at)) == std::u32string_view::npos) break;
    major = trim(major.substr(at));
  }
  return std::string(major);
}

constexpr std::u32string_view list_signs = U"、，,；;\n";

// Several schools in one cell. A sign inside a major's name does not begin a new school.
std::vector<std::string> schools_in(std::string_view text) {
  std::vector<std::string> schools;
  std::size_t begin = 0;
  const auto take = [&](std::size_t sign, std::size_t end) {
    const std::string_view piece = trim(text.substr(begin, end - begin));
    if (piece.empty()) return;
    if (schools.empty() || school_end(piece) > 0) {
      schools.emplace_back(piece);
    } else {
      schools.back().append(text, sign, begin - sign);
      schools.back() += piece;
    }
  };
  std::size_t sign = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (list_signs.find(next_character(text, at)) == std::u32string_view::npos) continue;
    take(sign, here);
    sign = here;
    begin = at;
  }
  take(sign, text.size());
  return schools;
}

// 经济学学士 -> 经济学: the 学科门类 where the degree names it.
std::string discipline_of(std::string_view degree) {
  constexpr std::array<std::string_view, 14> disciplines{
      "哲学", "经济学", "法学", "教育学", "文学",   "历史学", "理学",
      "工学", "农学",   "医学", "军事学", "管理学", "艺术学", "交叉学科"};
  for (const std::string_view rank : {"学士", "硕士", "博士"}) {
    if (!degree.ends_with(rank)) continue;
    const std::string_view name = degree.substr(0, degree.size() - rank.size());
    for (const std::string_view discipline : disciplines) {
      if (name == discipline) return std::string(name);
    }
  }
  return "";
}

class EducationReader {
 public:
  EducationReader(const EducationTexts& texts, const Vocabulary& vocabulary, Issues& issues)
      : texts_(texts), vocabulary_(vocabulary), issues_(issues) {}

  Reading read(std::vector<Education>& into) {
    read_levels();
    read_degrees();
    const std::size_t rows = std::max(levels_.size(), degrees_.size());
    // A line end inside one school's name comes from the printed form; with several rows it
    // parts them.
    const auto schools_of = [&](std::string_view text) {
      return schools_in(rows > 1 ? std::string(text) : joined_lines(text));
    };
    const std::vector<std::string> schools = schools_of(texts_.level_school);
    const std::vector<std::string> degree_schools = schools_of(texts_.degree_school);
    for (std::size_t i = 0; i < std::max({rows, schools.size(), degree_schools.size()}); ++i) {
      const auto at = [&](const std::vector<std::string>& list) {
        return i < list.size() ? list[i] : std::string();
      };
      const std::string school = at(schools);
      const std::string degree_school = at(degree_schools);
      const bool elsewhere = !degree_school.empty() && !school.empty() && degree_school != school &&
                             !at(degrees_).empty();
      add(into,
          {at(levels_), elsewhere ? "" : at(degrees_), school.empty() ? degree_school : school});
      if (elsewhere) add(into, {"", at(degrees_), degree_school});
    }
    if (rows > 1 || std::max(schools.size(), degree_schools.size()) > 1)
      check_counts(schools, degree_schools);
    return reading_;
  }

 private:
  struct Row {
    std::string level{};
    std::string degree{};
    std::string school{};
  };

  std::string element(std::string_view ending) const {
    return std::string(texts_.prefix) + std::string(ending);
  }

  void read_levels() {
    const std::string whole = joined_lines(texts_.level);
    if (whole.empty() || says_none(whole)) return;
    if (vocabulary_.education(whole) != nullptr) return add_level(whole);
    for (const std::string_view piece : split(texts_.level, U"、，,；;\n/ ")) add_level(piece);
  }

  void add_level(std::string_view written) {
    if (const NamedRank* rank = vocabulary_.education(written)) {
      if (rank->name != written)
        issues_.push_back(
            make_issue("education_alias",
                       {.field = element("XueLi"), .found = written, .expected = rank->name},
                       "学历“" + std::string(written) + "”按标准名称记为“" + rank->name + "”"));
      levels_.push_back(rank->name);
      return;
    }
    if (vocabulary_.degree(written) != nullptr)
      return degrees_from_level_.emplace_back(written), void();
    // "大学工学学士": both in one word.
    for (std::size_t end = written.size(); end > 0; --end) {
      const NamedRank* level = vocabulary_.education(written.substr(0, end));
      const NamedRank* degree =
          level == nullptr ? nullptr : vocabulary_.degree(trim(written.substr(end)));
      if (degree == nullptr) continue;
      levels_.push_back(level->name);
      degrees_from_level_.push_back(degree->name);
      return;
    }
    issues_.push_back(make_issue("unknown_education",
                                 {.field = element("XueLi"),
                                  .found = written,
                                  .expected = "学历代码中的名称，如 研究生、大学、大专"},
                                 "学历“" + shorten(written) + "”不在学历代码之内，原样保留"));
    levels_.emplace_back(written);
  }

  void read_degrees() {
    const std::string whole = joined_lines(texts_.degree);
    if (!whole.empty() && !says_none(whole)) {
      if (vocabulary_.degree(whole) != nullptr) {
        add_degree(whole);
      } else {
        for (const std::string_view piece : split(texts_.degree, U"、，,；;\n/ "))
          add_degree(piece);
      }
    }
    for (const std::string& degree : degrees_from_level_) {
      if (std::find(degrees_.begin(), degrees_.end(), degree) == degrees_.end())
        degrees_.push_back(degree);
    }
  }

  void add_degree(std::string_view written) {
    if (const NamedRank* rank = vocabulary_.degree(written)) {
      degrees_.push_back(rank->name);
      return;
    }
    const bool plain =
        written.ends_with("学士") || written.ends_with("硕士") || written.ends_with("博士");
    issues_.push_back(make_issue(plain ? "unlisted_degree" : "unknown_degree",
                                 {.field = element("XueWei"),
                                  .found = written,
                                  .expected = "学位代码中的名称，如 工学学士、公共管理硕士"},
                                 "学位“" + shorten(written) + "”不在学位代码之内，原样保留"));
    degrees_.emplace_back(written);
  }

  void check_counts(const std::vector<std::string>& schools,
                    const std::vector<std::string>& degree_schools) {
    const std::size_t rows = std::max(levels_.size(), degrees_.size());
    const std::size_t places = std::max(schools.size(), degree_schools.size());
    if (places == rows || (places == 0 && rows <= 1)) return;
    reading_ = Reading::incomplete;
    issues_.push_back(make_issue("education_mismatch",
                                 {.field = element("XueLi_BiYeYuanXiaoXi"),
                                  .found = std::to_string(places) + " 个院校",
                                  .expected = std::to_string(rows) + " 个"},
                                 std::string(texts_.mode) + "教育有 " + std::to_string(rows) +
                                     " 个学历学位、" + std::to_string(places) +
                                     " 个毕业院校，按顺序对应，请核对"));
  }

  void add(std::vector<Education>& into, const Row& row) {
    if (row.level.empty() && row.degree.empty() && row.school.empty()) return;
    SchoolAndMajor where = split_school(row.school);
    into.push_back(Education{.key = "e" + std::to_string(into.size() + 1),
                             .mode = std::string(texts_.mode),
                             .level = row.level,
                             .degree = row.degree,
                             .school = std::move(where.school),
                             .major = std::move(where.major),
                             .discipline = discipline_of(row.degree)});
  }

  const EducationTexts& texts_;
  const Vocabulary& vocabulary_;
  Issues& issues_;
  std::vector<std::string> levels_{};
  std::vector<std::string> degrees_{};
  std::vector<std::string> degrees_from_level_{};
  Reading reading_ = Reading::complete;
};
}  // namespace

SchoolAndMajor split_school(std::string_view text) {
  const std::string clean = joined_lines(text);
  const std::size_t end = school_end(clean);
  if (end == 0) return {clean, ""};
  return {clean.substr(0, end), major_in(std::string_view(clean).substr(end))};
}

Reading read_education(const EducationTexts& texts, const Vocabulary& vocabulary,
                       std::vector<Education>& into, Issues& issues) {
  return EducationReader(texts, vocabulary, issues).read(into);
}

void read_professional_titles(std::string_view text, const Vocabulary& vocabulary,
                              std::vector<ProfessionalTitle>& into, Issues& issues) {
  constexpr std::string_view element = "ZhuanYeJiShuZhiWu";
  for (const std::string_view piece : split(text, U"、，,；;\n")) {
    ProfessionalTitle title{.key = "t" + std::to_string(into.size() + 1)};
    // The date, if any, is the piece's digits with what belongs to them, in brackets or not.
    const std::string folded = half_width(piece);
    const std::size_t first = folded.find_first_of("0123456789");
    std::string name(piece);
    if (first != std::string::npos) {
      std::size_t end = first;
      for (std::size_t at = first; at < folded.size();) {
        const char32_t c = next_character(folded, at);
        if (std::u32string_view(U"0123456789.-/年月日").find(c) == std::u32string_view::npos) break;
        end = at;
      }
      title.date =
          read_form_date(std::string_view(folded).substr(first, end - first), element, issues);
      if (title.date) name = folded.substr(0, first) + folded.substr(end);
    }
    if (const std::size_t brackets = name.find("()"); brackets != std::string::npos)
      name.erase(brackets, 2);
    title.name = std::string(trim(name));
    if (title.name.empty()) continue;
    if (const NamedRank* known = vocabulary.professional_title(title.name)) {
      title.name = known->name;
    } else {
      issues.push_back(
          make_issue("unlisted_professional_title",
                     {.field = element, .found = title.name, .expected = "职称系列中的名称"},
                     "专业技术职务“" + shorten(title.name) + "”不在职称表之内，原样保留"));
    }
    into.push_back(std::move(title));
  }
}
}  // namespace bole
