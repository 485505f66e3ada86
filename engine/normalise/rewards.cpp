#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "engine/normalise/form_parts.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/resume.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
constexpr std::string_view element = "JiangChengQingKuang";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_with_year(std::string_view text) {
  return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit);
}

// One statement for each "；" or "。" and for each line that begins with a date; other line ends
// come from the printed form.
std::vector<std::string> statements_of(std::string_view text) {
  const std::string folded = half_width(text);
  std::string joined;
  for (const std::string_view line : split(folded, U"\n\r")) {
    const bool begins_one = begins_with_year(line) && !joined.empty() && !joined.ends_with("、") &&
                            !joined.ends_with(",") && !joined.ends_with("和");
    if (begins_one) joined += ';';
    joined += line;
  }
  std::vector<std::string> statements;
  for (const std::string_view piece : split(joined, U";；。")) statements.emplace_back(piece);
  return statements;
}

// Length of the run of characters a date may consist of, from `at`.
std::size_t date_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (std::size_t next = at; next < text.size();) {
    const char32_t c = next_character(text, next);
    if (std::u32string_view(U"0123456789.-/年月日").find(c) == std::u32string_view::npos) break;
    end = next;
  }
  return end - at;
}

struct DatedText {
  std::vector<std::optional<PartialDate>> dates{};  // at least one; empty where none is said
  std::string text{};
};

void drop_leading(std::string_view& text, std::u32string_view signs) {
  while (!text.empty()) {
    std::size_t at = 0;
    if (signs.find(next_character(text, at)) == std::u32string_view::npos) return;
    text.remove_prefix(at);
  }
}

// Dates at the beginning (2018年、2019年，…) or in brackets at the end (…（2020年5月）).
DatedText take_dates(std::string_view statement) {
  DatedText dated;
  std::string_view rest = statement;
  while (begins_with_year(rest)) {
    const std::size_t length = date_run(rest, 0);
    const auto date = read_date(rest.substr(0, length));
    if (!date) break;
    dated.dates.push_back(date->date);
    rest.remove_prefix(length);
    drop_leading(rest, U"度、,，和及 :：");
  }
  const std::size_t open = rest.rfind('(');
  if (dated.dates.empty() && open != std::string_view::npos && rest.ends_with(")")) {
    const std::string_view inner = rest.substr(open + 1, rest.size() - open - 2);
    if (const auto date = read_date(inner)) {
      dated.dates.push_back(date->date);
      rest = trim(rest.substr(0, open));
    }
  }
  if (dated.dates.empty()) dated.dates.push_back(std::nullopt);
  dated.text = std::string(rest);
  return dated;
}

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// Said of a sanction that was not imposed.
constexpr std::array<std::string_view, 3> not_imposed{"免予", "免于", "不予"};

// Lifted, changed or cleared, or less than a sanction: more than the record can say without the
// decision, so a person reads it.
constexpr std::array<std::string_view, 13> for_a_person{
    "解除",     "撤销处分", "变更处分", "容错",     "澄清", "更正",    "恢复",
    "批评教育", "提醒",     "函询",     "通报批评", "约谈", "责令检查"};

struct KindFound {
  std::string name{};
  std::string family{};
};

// Kinds of sanction in the text, each by the longest name that stands there.
std::vector<KindFound> sanction_kinds_in(std::string_view text, const Vocabulary& vocabulary) {
  constexpr std::array<std::string_view, 8> bare{"严重警告", "警告", "记大过", "记过",
                                                 "降级",     "撤职", "开除",   "处分"};
  constexpr std::size_t longest = 12;
  std::vector<KindFound> kinds;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    std::size_t matched = 0;
    KindFound kind;
    for (std::size_t n = 0; n < longest && end < text.size(); ++n) {
      [[maybe_unused]] const char32_t passed = next_character(text, end);
      if (const SanctionKind* known = vocabulary.sanction_kind(text.substr(at, end - at))) {
        matched = end - at;
        kind = {known->name, known->family};
      }
    }
    for (const std::string_view word : bare) {
      if (matched > 0 || !text.substr(at).starts_with(word)) continue;
      matched = word.size();
      kind = {std::string(word), ""};
    }
    if (matched > 0) {
      kinds.push_back(std::move(kind));
      at += matched;
    } else {
      [[maybe_unused]] const char32_t passed = next_character(text, at);
    }
  }
  // The general word says nothing beside the particular one (组织处理（免职）, 党内警告处分).
  const auto drop = [&](std::string_view general) {
    if (kinds.size() < 2) return;
    const bool all = std::all_of(kinds.begin(), kinds.end(),
                                 [&](const KindFound& k) { return k.name == general; });
    const auto keep = all ? kinds.begin() + 1 : kinds.begin();
    kinds.erase(
        std::remove_if(keep, kinds.end(), [&](const KindFound& k) { return k.name == general; }),
        kinds.end());
  };
  drop("处分");
  drop("组织处理");
  return kinds;
}

std::string between(std::string_view text, std::string_view from,
                    std::span<const std::string_view> to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string_view::npos) return "";
  std::size_t first = std::string_view::npos;
  for (const std::string_view word : to) {
    const std::size_t at = text.find(word, begin + from.size());
    if (at != std::string_view::npos) first = std::min(first, at);
  }
  if (first == std::string_view::npos) return "";
  return std::string(trim(text.substr(begin + from.size(), first - begin - from.size())));
}

// 经…批准, 由…决定, 被…评为, or an author whose act follows: 样例市人民政府授予….
std::string authority_in(std::string_view text, std::span<const std::string_view> acts) {
  constexpr std::array<std::string_view, 4> approvals{"批准", "研究", "决定", "同意"};
  const std::vector<std::string_view> clauses = split(text, U",");
  for (const std::string_view clause : clauses) {
    for (const std::string_view from : {"经", "由"}) {
      if (!clause.starts_with(from)) continue;
      if (std::string authority = between(clause, from, approvals); !authority.empty())
        return authority;
    }
  }
  for (const std::string_view clause : clauses) {
    for (const std::string_view from : {"受到", "被", "由", "受", "获得", "荣获", "获"}) {
      if (!clause.starts_with(from)) continue;
      if (std::string authority = between(clause, from, acts); !authority.empty()) return authority;
      break;
    }
  }
  for (const std::string_view act : acts) {
    const std::string_view clause = clauses.empty() ? text : clauses.front();
    const std::size_t at = clause.find(act);
    const bool passive = clause.starts_with("被") || clause.starts_with("受") ||
                         clause.starts_with("获") || clause.starts_with("荣获");
    if (at != std::string_view::npos && at > 0 && !passive)
      return std::string(trim(clause.substr(0, at)));
  }
  return "";
}

// 样纪发〔2021〕3号, with what stands before the brackets up to the last sign.
std::string document_in(std::string_view text) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"〔", "〕"},
                                    std::pair<std::string_view, std::string_view>{"[", "]"}}) {
    const std::size_t bracket = text.find(open);
    if (bracket == std::string_view::npos) continue;
    const std::size_t shut = text.find(close, bracket);
    if (shut == std::string_view::npos || shut - bracket != open.size() + 4) continue;
    const std::size_t number = text.find("号", shut);
    if (number == std::string_view::npos || number - shut > close.size() + 12) continue;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < bracket;) {
      const char32_t c = next_character(text, at);
      if (std::u32string_view(U",，、()《》“” ").find(c) != std::u32string_view::npos) begin = at;
    }
    return std::string(text.substr(begin, number + std::string_view("号").size() - begin));
  }
  return "";
}

std::string tier_of_place(std::string_view text) {
  for (const std::string_view word :
       {"中共中央", "党中央", "国务院", "中央军委", "全国", "国家级"}) {
    if (text.starts_with(word)) return "国家级";
  }
  struct Mark {
    std::string_view word;
    std::string_view tier;
  };
  // From the lowest tier upwards: 样例市甲县人民政府 is a county's.
  constexpr std::array<Mark, 24> marks{{
      {"镇党委", "单位"},       {"乡党委", "单位"},       {"镇人民政府", "单位"},
      {"乡人民政府", "单位"},   {"街道", "单位"},         {"县委", "县级"},
      {"区委", "县级"},         {"县人民政府", "县级"},   {"区人民政府", "县级"},
      {"县政府", "县级"},       {"区政府", "县级"},       {"旗委", "县级"},
      {"自治区党委", "省部级"}, {"州委", "市级"},         {"市委", "市级"},
      {"地委", "市级"},         {"州人民政府", "市级"},   {"市人民政府", "市级"},
      {"市政府", "市级"},       {"州政府", "市级"},       {"行署", "市级"},
      {"省委", "省部级"},       {"省人民政府", "省部级"}, {"省政府", "省部级"},
  }};
  constexpr std::array<std::string_view, 4> municipalities{"北京市", "上海市", "天津市", "重庆市"};
  for (const Mark& mark : marks) {
    if (text.find(mark.word) == std::string_view::npos) continue;
    if (mark.tier == "县级" && text.find("自治区") != std::string_view::npos &&
        (mark.word == "区委" || mark.word == "区人民政府" || mark.word == "区政府"))
      return "省部级";
    if (mark.tier == "市级" && contains_any(text.substr(0, 18), municipalities)) return "省部级";
    return std::string(mark.tier);
  }
  return "";
}

// Of an honour whose own name says whose it is: 全国先进工作者, 云南省劳动模范,
// 样例市优秀党务工作者.
std::string tier_of_name(std::string_view name) {
  if (name.starts_with("全国") || name.starts_with("国家级")) return "国家级";
  std::size_t lowest = std::string_view::npos;
  std::string tier;
  for (const auto& [word, value] :
       {std::pair<std::string_view, std::string_view>{"省", "省部级"},
        std::pair<std::string_view, std::string_view>{"自治区", "省部级"},
        std::pair<std::string_view, std::string_view>{"州", "市级"},
        std::pair<std::string_view, std::string_view>{"市", "市级"},
        std::pair<std::string_view, std::string_view>{"县", "县级"},
        std::pair<std::string_view, std::string_view>{"区", "县级"}}) {
    const std::size_t at = name.substr(0, 36).find(word);
    if (at == std::string_view::npos || at == 0) continue;
    if (word == "区" && name.find("自治区") != std::string_view::npos) continue;
    if (lowest == std::string_view::npos || at > lowest) {
      lowest = at;
      tier = value;
    }
  }
  return tier;
}

constexpr std::array<std::string_view, 12> reward_acts{"授予",     "评为",     "评选为", "表彰为",
                                                       "命名为",   "表彰",     "表扬",   "记一等功",
                                                       "记二等功", "记三等功", "记功",   "颁发"};
constexpr std::array<std::string_view, 25> reward_words{
    "奖",   "功",   "称号", "先进", "优秀", "模范", "表彰",  "表扬", "嘉奖",
    "劳模", "标兵", "能手", "荣誉", "授予", "评为", "荣获",  "获得", "十佳",
    "五一", "三八", "五四", "巾帼", "人才", "津贴", "好干部"};

std::string honour_name(std::string_view text) {
  // The name follows the last act: 被样例市人民政府授予先进个人称号.
  std::string_view name = text;
  for (const std::string_view act :
       {"授予", "评选为", "评为", "表彰为", "命名为", "荣获", "获得", "颁发"}) {
    const std::size_t at = name.rfind(act);
    if (at != std::string_view::npos && at + act.size() < name.size())
      name.remove_prefix(at + act.size());
  }
  for (const std::string_view act : {"批准", "决定", "研究", "同意"}) {
    const std::size_t at = name.find(act);
    if (at != std::string_view::npos && at + act.size() < name.size())
      name.remove_prefix(at + act.size());
  }
  drop_leading(name, U",，、 :：");
  // What stands before the last comma is the occasion: 年度考核优秀，嘉奖.
  if (const std::size_t comma = name.rfind(','); comma != std::string_view::npos) {
    const std::string_view last = trim(name.substr(comma + 1));
    if (contains_any(last, reward_words)) name = last;
  }
  // 受样例县委表彰: the act itself is all there is.
  for (const std::string_view act : {"通报表扬", "表彰奖励", "表彰", "表扬"}) {
    if (name.ends_with(act) && (name.starts_with("受") || name.starts_with("被"))) name = act;
  }
  for (const std::string_view word :
       {"给予", "予以", "被", "获评", "获", "记", "受到", "其", "个人", "连续两年", "连续三年"}) {
    if (name.starts_with(word) && name.size() > word.size() && !name.starts_with("记者"))
      name.remove_prefix(word.size());
  }
  for (const std::string_view word : {"荣誉称号", "称号", "一次", "奖励"}) {
    if (name.ends_with(word) && name.size() > word.size()) name.remove_suffix(word.size());
  }
  std::string clean;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(name, at);
    if (std::u32string_view(U"“”\"‘’「」《》").find(c) == std::u32string_view::npos)
      clean.append(name, here, at - here);
  }
  return std::string(trim(clean));
}

// 奖：… 惩：…, the two halves of the form's cell named.
enum class Half { none, rewards, sanctions };

Half take_label(std::string_view& statement) {
  constexpr std::array<std::pair<std::string_view, Half>, 8> labels{{
      {"奖励情况:", Half::rewards},
      {"奖励:", Half::rewards},
      {"奖:", Half::rewards},
      {"惩处情况:", Half::sanctions},
      {"惩处:", Half::sanctions},
      {"惩戒:", Half::sanctions},
      {"处分:", Half::sanctions},
      {"惩:", Half::sanctions},
  }};
  for (const auto& [label, half] : labels) {
    if (!statement.starts_with(label)) continue;
    statement = trim(statement.substr(label.size()));
    return half;
  }
  return Half::none;
}

// 未受过任何党纪政务处分, 无处分: said of nobody's sanction.
bool denies_sanctions(std::string_view text) {
  constexpr std::array<std::string_view, 6> openings{"未", "没有", "无", "从未", "不曾", "没"};
  constexpr std::array<std::string_view, 4> endings{"处分", "处理", "惩处", "惩戒"};
  constexpr std::array<std::string_view, 11> between{
      "受到过", "受过", "受到", "曾受", "受", "任何", "党纪政务", "党纪", "政务", "政纪", "组织"};
  const auto opening = std::find_if(openings.begin(), openings.end(),
                                    [&](std::string_view word) { return text.starts_with(word); });
  if (opening == openings.end()) return false;
  text.remove_prefix(opening->size());
  const auto ending = std::find_if(endings.begin(), endings.end(),
                                   [&](std::string_view word) { return text.ends_with(word); });
  if (ending == endings.end()) return false;
  text.remove_suffix(ending->size());
  while (!text.empty()) {
    const auto word = std::find_if(between.begin(), between.end(),
                                   [&](std::string_view w) { return text.starts_with(w); });
    if (word == between.end()) return false;
    text.remove_prefix(word->size());
  }
  return true;
}

class RewardReader {
 public:
  RewardReader(const Vocabulary& vocabulary, Profile& profile, Issues& issues)
      : vocabulary_(vocabulary), profile_(profile), issues_(issues) {}

  void read(std::string_view statement) {
    const Half half = take_label(statement);
    if (half != Half::none && says_none(statement)) {
      if (half == Half::rewards && !profile_.honours) profile_.honours.emplace();
      if (half == Half::sanctions && !profile_.sanctions) profile_.sanctions.emplace();
      return;
    }
    if (denies_sanctions(statement)) {
      if (!profile_.sanctions) profile_.sanctions.emplace();
      return;
    }
    const DatedText dated = take_dates(statement);
    const std::string_view text = dated.text;
    if (contains_any(text, not_imposed)) return leave(statement);
    const bool needs_a_person = contains_any(text, for_a_person);
    if (const auto kinds = sanction_kinds_in(text, vocabulary_); !kinds.empty()) {
      for (const KindFound& kind : kinds) add_sanction(kind, dated);
      if (needs_a_person) leave(statement);
    } else if (!needs_a_person && contains_any(text, reward_words)) {
      add_honours(dated);
    } else {
      leave(statement);
    }
  }

  Reading reading() const { return reading_; }

 private:
  void leave(std::string_view statement) {
    reading_ = Reading::incomplete;
    issues_.push_back(make_issue("unread_text", {.field = element, .found = statement},
                                 "奖惩情况中的“" + shorten(statement) +
                                     "”不能确定是哪一种奖励或处分，原文已保留，需人工核对"));
  }

  void add_sanction(const KindFound& kind, const DatedText& dated) {
    constexpr std::array<std::string_view, 6> acts{"给予", "处以", "作出", "批准", "决定", "予以"};
    if (!profile_.sanctions) profile_.sanctions.emplace();
    Sanction sanction{.key = "s" + std::to_string(profile_.sanctions->size() + 1),
                      .kind = kind.name,
                      .authority = authority_in(dated.text, acts),
                      .document = document_in(dated.text),
                      .date = dated.dates.front(),
                      .effect_until = effect_until(dated.text)};
    if (sanction.authority.empty()) sanction.authority = passive_authority(dated.text);
    std::string missing;
    for (const auto& [lacks, what] :
         {std::pair<bool, std::string_view>{sanction.authority.empty(), "机关"},
          std::pair<bool, std::string_view>{sanction.document.empty(), "文号"},
          std::pair<bool, std::string_view>{!sanction.date, "日期"},
          std::pair<bool, std::string_view>{kind.family.empty(), "种类全称"}}) {
      if (lacks) missing += (missing.empty() ? "" : "、") + std::string(what);
    }
    if (!missing.empty())
      issues_.push_back(make_issue(
          "sanction_unverified",
          {.field = element, .found = dated.text, .expected = "处分种类全称、机关、文号和日期"},
          "“" + shorten(kind.name) + "”缺少" + missing + "，需核实后才能据以判断"));
    // The record has no place for the occasion or the length of the effect.
    reading_ = Reading::incomplete;
    profile_.sanctions->push_back(std::move(sanction));
  }

  // 被样例市纪委诫勉谈话, 受到样例市监委政务警告处分.
  static std::string passive_authority(std::string_view text) {
    constexpr std::array<std::string_view, 6> kinds{"诫勉", "党内", "政务", "责令", "撤销", "留党"};
    for (const std::string_view clause : split(text, U",")) {
      for (const std::string_view from : {"受到", "被", "受", "由"}) {
        if (!clause.starts_with(from)) continue;
        if (std::string authority = between(clause, from, kinds); !authority.empty())
          return authority;
        break;
      }
    }
    return "";
  }

  static std::optional<PartialDate> effect_until(std::string_view text) {
    for (const std::string_view word : {"影响期至", "影响期到", "处分期至", "影响期限至"}) {
      const std::size_t at = text.find(word);
      if (at == std::string_view::npos) continue;
      const std::size_t begin = at + word.size();
      if (const auto date = read_date(text.substr(begin, date_run(text, begin)))) return date->date;
    }
    return std::nullopt;
  }

  void add_honours(const DatedText& dated) {
    if (!profile_.honours) profile_.honours.emplace();
    const std::string authority = authority_in(dated.text, reward_acts);
    const std::string name = honour_name(dated.text);
    std::string tier = tier_of_place(authority);
    if (tier.empty() && authority.empty()) tier = tier_of_name(name);
    for (const auto& date : dated.dates) {
      profile_.honours->push_back(Honour{.key = "h" + std::to_string(profile_.honours->size() + 1),
                                         .name = name,
                                         .tier = tier,
                                         .authority = authority,
                                         .date = date});
    }
  }

  const Vocabulary& vocabulary_;
  Profile& profile_;
  Issues& issues_;
  Reading reading_ = Reading::complete;
};
}  // namespace

Reading read_rewards_and_sanctions(std::string_view text, const Vocabulary& vocabulary,
                                   Profile& profile, Issues& issues) {
  if (says_none(text)) {
    profile.honours.emplace();
    profile.sanctions.emplace();
    return Reading::complete;
  }
  RewardReader reader(vocabulary, profile, issues);
  for (const std::string& statement : statements_of(text)) reader.read(statement);
  return reader.reading();
}
}  // namespace bole
