#include <algorithm>
#include <array>
#include <charconv>

#include "engine/normalise/form_parts.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
constexpr std::string_view element = "NianDuKaoHeJieGuo";

// Longest first where one holds another: 称职 stands inside 基本称职 and 不称职.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> grade_words{{
    {"不进行年度考核", "不进行考核"},
    {"未参加年度考核", "不进行考核"},
    {"不参加年度考核", "不进行考核"},
    {"未进行年度考核", "不进行考核"},
    {"不进行考核", "不进行考核"},
    {"未参加考核", "不进行考核"},
    {"不参加考核", "不进行考核"},
    {"未进行考核", "不进行考核"},
    {"未考核", "不进行考核"},
    {"不确定等次", "不定等次"},
    {"未确定等次", "不定等次"},
    {"不定等次", "不定等次"},
    {"未定等次", "不定等次"},
    {"基本称职", "基本称职"},
    {"不称职", "不称职"},
    {"基本合格", "基本合格"},
    {"不合格", "不合格"},
    {"优秀", "优秀"},
    {"称职", "称职"},
    {"合格", "合格"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kind_words{{
    {"平时考核", "平时"},
    {"专项考核", "专项"},
    {"任期考核", "任期"},
    {"聘期考核", "任期"},
    {"年度考核", "年度"},
    {"年终考核", "年度"},
}};

// Words that carry no fact of their own.
constexpr std::array<std::string_view, 27> fillers{
    "年度", "考核", "结果", "等次", "等级", "确定", "评定", "公务员", "均",
    "都",   "为",   "被",   "评",   "定",   "年",   "在",   "的",     "中",
    "其中", "和",   "及",   "与",   "、",   "本人", "工作", "近几",   "档次"};

constexpr std::array<std::string_view, 8> range_signs{"--", "-", "—", "–", "─", "~", "～", "至"};

bool starts_range(std::string_view rest, std::size_t& length) {
  for (const std::string_view sign : range_signs) {
    if (!rest.starts_with(sign)) continue;
    length = sign.size();
    while (rest.substr(length).starts_with(sign)) length += sign.size();
    return true;
  }
  return false;
}

// Reads the text from left to right: years wait until a grade tells what they were.
class AppraisalReader {
 public:
  AppraisalReader(std::string_view text, std::vector<Appraisal>& into, Issues& issues)
      : text_(half_width(text)), into_(into), issues_(issues) {}

  Reading read() {
    while (at_ < text_.size()) step();
    end_statement();
    if (!unread_.empty()) {
      issues_.push_back(
          make_issue("unread_text", {.field = element, .found = unread_},
                     "年度考核结果中的“" + shorten(unread_) + "”没有读懂，原文已保留"));
      reading_ = Reading::incomplete;
    }
    std::stable_sort(into_.begin(), into_.end(),
                     [](const Appraisal& a, const Appraisal& b) { return a.year < b.year; });
    int number = 0;
    for (Appraisal& appraisal : into_) appraisal.key = "k" + std::to_string(++number);
    return reading_;
  }

 private:
  std::string_view rest() const { return std::string_view(text_).substr(at_); }

  void step() {
    const std::string_view here = rest();
    if (const int year = year_at(at_); year > 0) return read_years(year);
    for (const auto& [word, grade] : grade_words) {
      if (!here.starts_with(word)) continue;
      at_ += word.size();
      return read_grade(grade);
    }
    if (read_run_of_years()) return;
    for (const auto& [word, kind] : kind_words) {
      if (!here.starts_with(word)) continue;
      kind_ = kind;
      at_ += word.size();
      return;
    }
    if (here.starts_with("分别")) {
      respectively_ = true;
      at_ += std::string_view("分别").size();
      return;
    }
    for (const std::string_view word : fillers) {
      if (!here.starts_with(word)) continue;
      at_ += word.size();
      return;
    }
    const std::size_t begin = at_;
    const char32_t c = next_character(text_, at_);
    if (c == U';' || c == U'；' || c == U'。') {
      end_statement();
    } else if (c == U')') {
      give_years_to_waiting_grade();
    } else if (!is_blank(c) &&
               std::u32string_view(U",，:：()").find(c) == std::u32string_view::npos) {
      unread_.append(text_, begin, at_ - begin);
    }
  }

  // A year of four digits that stand alone; 0: none.
  int year_at(std::size_t at) const {
    const auto digit = [&](std::size_t i) {
      return i < text_.size() && text_[i] >= '0' && text_[i] <= '9';
    };
    if ((at > 0 && digit(at - 1)) || !digit(at) || !digit(at + 1) || !digit(at + 2) ||
        !digit(at + 3) || digit(at + 4))
      return 0;
    int year = 0;
    std::from_chars(text_.data() + at, text_.data() + at + 4, year);
    return year >= 1949 && year < 2200 ? year : 0;
  }

  void skip_year_word() {
    if (rest().starts_with("年")) at_ += std::string_view("年").size();
    if (rest().starts_with("度")) at_ += std::string_view("度").size();
  }

  void read_years(int year) {
    if (graded_ && !respectively_) years_.clear();
    graded_ = graded_ && respectively_;
    years_.push_back(year);
    at_ += 4;
    skip_year_word();
    std::size_t sign = 0;
    if (!starts_range(rest(), sign)) return;
    const int last = year_at(at_ + sign);
    if (last < year || last - year > 60) return;
    for (int between = year + 1; between <= last; ++between) years_.push_back(between);
    at_ += sign + 4;
    skip_year_word();
  }

  // Grades that follow the one just read, parted by commas alone: 优秀、称职、称职.
  std::vector<std::string_view> grades_ahead() const {
    std::vector<std::string_view> grades;
    std::string_view ahead = rest();
    for (;;) {
      std::string_view next = trim(ahead);
      const std::string_view sign = first_characters(next, 1);
      if (sign != "、" && sign != "," && sign != "，") return grades;
      next = trim(next.substr(sign.size()));
      const auto word = std::find_if(grade_words.begin(), grade_words.end(), [&](const auto& pair) {
        return next.starts_with(pair.first);
      });
      if (word == grade_words.end()) return grades;
      grades.push_back(word->second);
      ahead = next.substr(word->first.size());
    }
  }

  void read_grade(std::string_view grade) {
    // 2019—2021年度：优秀、称职、称职 means one for each even without 分别.
    if (!respectively_ && !graded_ && years_.size() > 1 &&
        grades_ahead().size() + 1 == years_.size())
      respectively_ = true;
    if (respectively_) {
      grades_.emplace_back(grade);
      if (grades_.size() < years_.size()) return;
      for (std::size_t i = 0; i < years_.size(); ++i) add(years_[i], grades_[i]);
      grades_.clear();
      respectively_ = false;
    } else if (years_.empty() || graded_) {
      forget_waiting_grade();
      waiting_ = run_ + std::string(grade);
      waiting_grade_ = grade;
      run_.clear();
      return;
    } else {
      for (const int year : years_) add(year, grade);
    }
    graded_ = true;
  }

  // 连续三年, 近两年: how many years, but not which.
  bool read_run_of_years() {
    for (const std::string_view word : {"连续", "近", "最近"}) {
      if (!rest().starts_with(word)) continue;
      std::size_t end = at_ + word.size();
      while (end < text_.size()) {
        const std::size_t begin = end;
        const char32_t c = next_character(text_, end);
        if (std::u32string_view(U"一二两三四五六七八九十0123456789").find(c) !=
            std::u32string_view::npos)
          continue;
        if (c != U'年' || begin == at_ + word.size()) return false;
        if (years_.size() < 2) run_ = text_.substr(at_, end - at_);
        at_ = end;
        return true;
      }
    }
    return false;
  }

  // 优秀（2022年）, 称职：2021年、2023年: the years come behind.
  void give_years_to_waiting_grade() {
    if (waiting_.empty() || years_.empty() || graded_) return;
    for (const int year : years_) add(year, waiting_grade_);
    graded_ = true;
    waiting_.clear();
  }

  void forget_waiting_grade() {
    if (waiting_.empty()) return;
    reading_ = Reading::incomplete;
    issues_.push_back(
        make_issue("appraisal_without_year",
                   {.field = element, .found = waiting_, .expected = "写明年度，如 2024年优秀"},
                   "考核等次“" + waiting_ + "”没有写明是哪一年，未计入"));
    waiting_.clear();
  }

  void add(int year, std::string_view grade) {
    if (!run_.empty()) {
      const std::string run = std::exchange(run_, {});
      reading_ = Reading::incomplete;
      issues_.push_back(make_issue(
          "appraisal_without_year",
          {.field = element, .found = run + std::string(grade), .expected = "写明每一个年度"},
          "“" + run + std::string(grade) + "”只写明 " + std::to_string(year) +
              " 年，其余年度未计入"));
    }
    for (const Appraisal& known : into_) {
      if (known.year == year && known.kind == kind_ && known.grade == grade) return;
    }
    into_.push_back(
        Appraisal{.year = year, .kind = std::string(kind_), .grade = std::string(grade)});
  }

  void end_statement() {
    give_years_to_waiting_grade();
    forget_waiting_grade();
    if (!years_.empty() && !graded_) {
      std::string found;
      for (const int year : years_) found += (found.empty() ? "" : "、") + std::to_string(year);
      reading_ = Reading::incomplete;
      issues_.push_back(
          make_issue("appraisal_without_grade",
                     {.field = element, .found = found, .expected = "优秀、称职等考核等次"},
                     found + " 年没有读到考核等次"));
    }
    years_.clear();
    grades_.clear();
    run_.clear();
    graded_ = false;
    respectively_ = false;
    kind_ = "年度";
  }

  std::string text_;
  std::size_t at_ = 0;
  std::vector<Appraisal>& into_;
  Issues& issues_;
  std::vector<int> years_{};
  std::vector<std::string> grades_{};
  bool graded_ = false;        // the years at hand have their grade
  bool respectively_ = false;  // 分别: one grade for each
  std::string_view kind_ = "年度";
  std::string run_{};      // 连续三年
  std::string waiting_{};  // a grade whose years have not come yet, as written
  std::string_view waiting_grade_{};
  std::string unread_{};
  Reading reading_ = Reading::complete;
};
}  // namespace

Reading read_appraisals(std::string_view text, std::vector<Appraisal>& into, Issues& issues) {
  return AppraisalReader(text, into, issues).read();
}
}  // namespace bole
