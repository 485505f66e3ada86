#include "engine/query/refusals.hpp"

#include <array>

#include "engine/query/names.hpp"

namespace bole {
namespace {
constexpr std::string_view sealed = "sealed_attribute";
constexpr std::string_view refused = "refused_attribute";

constexpr std::string_view identity =
    "属于封存信息，只供公文原样输出和法定资格条件使用，不得用来检索、筛选或比较干部";
constexpr std::string_view party_membership =
    "属于封存信息，不得用来检索、筛选或比较干部；党内职务对党龄的要求只由法定资格条件判断";
constexpr std::string_view private_life =
    "属于个人和家庭生活，系统封存或不予记录，不得用来检索、筛选或比较干部；"
    "回避关系只由法定资格条件判断";
constexpr std::string_view inner_life =
    "不得由系统推断或用作条件；政治标准只以有机关、文号、日期的正式结论为准";
constexpr std::string_view votes = "不作条件：防止唯票取人，推荐得票只作为参考，系统不予记录";
constexpr std::string_view scores = "不作条件：防止唯分取人，考试总分不予记录";
constexpr std::string_view growth = "不作条件：防止唯GDP取人，经济指标不归于个人";
constexpr std::string_view ages =
    "不作条件：防止唯年龄取人，年龄界限和工龄要求只由法定资格条件判断";
constexpr std::string_view schools = "不作条件：不以毕业院校论人；需要查找时可在全文检索中输入校名";
constexpr std::string_view study_mode =
    "不作条件：全日制与在职学历同等对待；检索时可写 教育 { 方式 = 全日制 }，资格条件不得使用";
constexpr std::string_view abroad = "不作条件：留学与国内学习同等对待";
constexpr std::string_view one_person = "不作条件：不得按编号指向个人";

constexpr std::array names{
    RefusedName{"性别", sealed, identity},
    RefusedName{"sex", sealed, identity},
    RefusedName{"gender", sealed, identity},
    RefusedName{"民族", sealed, identity},
    RefusedName{"ethnicity", sealed, identity},
    RefusedName{"籍贯", sealed, identity},
    RefusedName{"native_place", sealed, identity},
    RefusedName{"出生地", sealed, identity},
    RefusedName{"birthplace", sealed, identity},
    RefusedName{"成长地", sealed, identity},
    RefusedName{"grew_up", sealed, identity},
    RefusedName{"照片", sealed, identity},
    RefusedName{"photo", sealed, identity},
    RefusedName{"身份证", sealed, identity},
    RefusedName{"身份证号", sealed, identity},
    RefusedName{"身份证号码", sealed, identity},
    RefusedName{"公民身份号码", sealed, identity},
    RefusedName{"id_number", sealed, identity},
    RefusedName{"退休类别", sealed, identity},
    RefusedName{"retirement_category", sealed, identity},
    RefusedName{"党派", sealed, party_membership},
    RefusedName{"政治面貌", sealed, party_membership},
    RefusedName{"入党时间", sealed, party_membership},
    RefusedName{"党龄", sealed, party_membership},
    RefusedName{"party", sealed, party_membership},
    RefusedName{"健康", sealed, private_life},
    RefusedName{"健康状况", sealed, private_life},
    RefusedName{"health", sealed, private_life},
    RefusedName{"家庭", sealed, private_life},
    RefusedName{"家庭成员", sealed, private_life},
    RefusedName{"family", sealed, private_life},
    RefusedName{"配偶", sealed, private_life},
    RefusedName{"子女", sealed, private_life},
    RefusedName{"婚姻", sealed, private_life},
    RefusedName{"婚姻状况", sealed, private_life},
    RefusedName{"marriage", sealed, private_life},
    RefusedName{"宗教", sealed, private_life},
    RefusedName{"宗教信仰", sealed, private_life},
    RefusedName{"religion", sealed, private_life},
    RefusedName{"社会关系", sealed, private_life},
    RefusedName{"社交圈", sealed, private_life},
    RefusedName{"八小时以外", sealed, private_life},
    RefusedName{"性格", sealed, inner_life},
    RefusedName{"气质", sealed, inner_life},
    RefusedName{"政治态度", sealed, inner_life},
    RefusedName{"得票", refused, votes},
    RefusedName{"得票数", refused, votes},
    RefusedName{"得票率", refused, votes},
    RefusedName{"推荐票", refused, votes},
    RefusedName{"票数", refused, votes},
    RefusedName{"推荐票数", refused, votes},
    RefusedName{"民主推荐", refused, votes},
    RefusedName{"民主测评", refused, votes},
    RefusedName{"测评票", refused, votes},
    RefusedName{"votes", refused, votes},
    RefusedName{"vote", refused, votes},
    RefusedName{"考试总分", refused, scores},
    RefusedName{"考试成绩", refused, scores},
    RefusedName{"考试分数", refused, scores},
    RefusedName{"笔试成绩", refused, scores},
    RefusedName{"面试成绩", refused, scores},
    RefusedName{"总分", refused, scores},
    RefusedName{"总成绩", refused, scores},
    RefusedName{"exam", refused, scores},
    RefusedName{"exam_score", refused, scores},
    RefusedName{"score", refused, scores},
    RefusedName{"GDP", refused, growth},
    RefusedName{"地区生产总值", refused, growth},
    RefusedName{"生产总值", refused, growth},
    RefusedName{"经济增速", refused, growth},
    RefusedName{"经济增长", refused, growth},
    RefusedName{"学校", refused, schools},
    RefusedName{"毕业院校", refused, schools},
    RefusedName{"院校", refused, schools},
    RefusedName{"毕业学校", refused, schools},
    RefusedName{"母校", refused, schools},
    RefusedName{"名校", refused, schools},
    RefusedName{"双一流", refused, schools},
    RefusedName{"985", refused, schools},
    RefusedName{"211", refused, schools},
    RefusedName{"school", refused, schools},
    RefusedName{"university", refused, schools},
    RefusedName{"college", refused, schools},
    RefusedName{"全日制", refused, study_mode},
    RefusedName{"在职", refused, study_mode},
    RefusedName{"非全日制", refused, study_mode},
    RefusedName{"学习形式", refused, study_mode},
    RefusedName{"学历性质", refused, study_mode},
    RefusedName{"第一学历", refused, study_mode},
    RefusedName{"full_time", refused, study_mode},
    RefusedName{"part_time", refused, study_mode},
    RefusedName{"study_mode", refused, study_mode},
    RefusedName{"留学", refused, abroad},
    RefusedName{"留学经历", refused, abroad},
    RefusedName{"海归", refused, abroad},
    RefusedName{"overseas", refused, abroad},
    RefusedName{"编号", refused, one_person},
    RefusedName{"id", refused, one_person},
};

// Ages may be searched by, and are therefore no refused names by themselves.
constexpr std::array words_for_age{
    RefusedName{"年龄", refused, ages}, RefusedName{"周岁", refused, ages},
    RefusedName{"岁", refused, ages},   RefusedName{"年轻", refused, ages},
    RefusedName{"出生", refused, ages}, RefusedName{"生日", refused, ages},
    RefusedName{"工龄", refused, ages}, RefusedName{"age", refused, ages},
    RefusedName{"birth", refused, ages}};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Whether the word stands in the text; one of letters only whole, so that none is read in language.
bool stands_in(std::string_view word, std::string_view text) {
  const bool letters = is_word_character(word.front());
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    if (!same_name(text.substr(at, word.size()), word)) continue;
    const std::size_t end = at + word.size();
    const bool whole = (at == 0 || !is_word_character(text[at - 1])) &&
                       (end == text.size() || !is_word_character(text[end]));
    if (!letters || whole) return true;
  }
  return false;
}

struct ValueWord {
  std::string_view word{};
  std::string_view attribute{};
  bool alone = false;  // also a kind of work (党员教育): it asks only where nothing else is written
};
// Words of a search that ask for what is sealed.
constexpr std::array values{
    ValueWord{"女", "性别"},
    ValueWord{"男", "性别"},
    ValueWord{"女性", "性别"},
    ValueWord{"男性", "性别"},
    ValueWord{"女同志", "性别"},
    ValueWord{"男同志", "性别"},
    ValueWord{"性别", "性别"},
    ValueWord{"籍贯", "籍贯"},
    ValueWord{"出生地", "出生地"},
    ValueWord{"成长地", "成长地"},
    ValueWord{"身份证", "身份证"},
    ValueWord{"身份证号", "身份证号"},
    ValueWord{"政治面貌", "政治面貌"},
    ValueWord{"党龄", "党龄"},
    ValueWord{"健康状况", "健康状况"},
    ValueWord{"婚姻状况", "婚姻状况"},
    ValueWord{"党员", "党派", true},
    ValueWord{"中共党员", "党派", true},
    ValueWord{"共产党员", "党派", true},
    ValueWord{"预备党员", "党派", true},
    ValueWord{"中共预备党员", "党派", true},
    ValueWord{"团员", "党派", true},
    ValueWord{"共青团员", "党派", true},
    ValueWord{"党外", "党派", true},
    ValueWord{"党外干部", "党派", true},
    ValueWord{"党外人士", "党派", true},
    ValueWord{"非党", "党派", true},
    ValueWord{"无党派", "党派", true},
    ValueWord{"无党派人士", "党派", true},
    ValueWord{"民主党派", "党派", true},
    ValueWord{"女干部", "性别", true},
    ValueWord{"男干部", "性别", true},
    ValueWord{"少数民族", "民族", true},
    ValueWord{"少数民族干部", "民族", true},
};
}  // namespace

const RefusedName* sealed_attribute_of(std::string_view word, std::string_view stretch,
                                       const Vocabulary& vocabulary) {
  for (const ValueWord& value : values) {
    if (value.word == (value.alone ? stretch : word)) return refused_name(value.attribute);
  }
  if (!word.ends_with("族") || !vocabulary.is_ethnic_group(word)) return nullptr;
  const std::size_t at = stretch.find(word);
  const std::string_view after =
      at == std::string_view::npos ? std::string_view() : stretch.substr(at + word.size());
  return after.starts_with("自治") || after.starts_with("乡") ? nullptr : refused_name("民族");
}

const RefusedName* refused_name_in(std::string_view name) {
  const RefusedName* longest = nullptr;
  const auto take = [&](const RefusedName& entry) {
    if (entry.reason == one_person || !stands_in(entry.name, name)) return;
    if (!longest || entry.name.size() > longest->name.size()) longest = &entry;
  };
  for (const RefusedName& entry : names) take(entry);
  for (const RefusedName& entry : words_for_age) take(entry);
  return longest;
}

const RefusedName* refused_name(std::string_view name) {
  for (const RefusedName& entry : names) {
    if (same_name(entry.name, name)) return &entry;
  }
  return nullptr;
}
}  // namespace bole
