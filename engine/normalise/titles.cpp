#include "engine/normalise/titles.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "engine/normalise/characters.hpp"

namespace bole {
namespace {
using View = std::u32string_view;

// The nouns of titles, without 副 and the like. X长 for the units of `units` is a rule, not an
// entry.
constexpr std::array cores{
    // 党政
    View(U"书记"),
    View(U"主任"),
    View(U"主席"),
    View(U"常委"),
    View(U"委员"),
    View(U"成员"),
    View(U"代表"),
    View(U"秘书长"),
    View(U"秘书"),
    View(U"委员长"),
    View(U"专员"),
    View(U"特派员"),
    View(U"组织员"),
    View(U"协理员"),
    View(U"纪检员"),
    View(U"监察员"),
    View(U"监察专员"),
    View(U"纪检监察员"),
    View(U"检查员"),
    View(U"督察长"),
    View(U"督察员"),
    View(U"督查专员"),
    View(U"巡视专员"),
    View(U"巡察专员"),
    View(U"巡视员"),
    View(U"调研员"),
    View(U"督学"),
    View(U"总督学"),
    View(U"主任科员"),
    View(U"科员"),
    View(U"办事员"),
    View(U"干事"),
    View(U"文书"),
    View(U"文员"),
    View(U"联络员"),
    View(U"信访员"),
    View(U"助理"),
    View(U"助理员"),
    View(U"专干"),
    View(U"专职干部"),
    View(U"干部"),
    View(U"负责人"),
    View(U"总指挥"),
    View(U"指挥长"),
    View(U"召集人"),
    View(U"工作人员"),
    View(U"公务员"),
    View(U"选调生"),
    View(U"村官"),
    View(U"特岗教师"),
    View(U"志愿者"),
    View(U"工作队员"),
    View(U"通讯员"),
    View(U"网格员"),
    View(U"副职"),
    View(U"正职"),
    View(U"调解员"),
    View(U"审计员"),
    View(U"联络官"),
    View(U"外交官"),
    View(U"参赞"),
    View(U"领事"),
    View(U"总领事"),
    View(U"大使"),
    View(U"随员"),
    View(U"发言人"),
    View(U"顾问"),
    View(U"参事"),
    View(U"馆员"),
    View(U"专家"),
    View(U"研究员"),
    View(U"助理研究员"),
    View(U"主席团成员"),
    View(U"主席团委员"),
    // 司法、公安、军队
    View(U"检察长"),
    View(U"检察官"),
    View(U"检察员"),
    View(U"检察官助理"),
    View(U"法官"),
    View(U"法官助理"),
    View(U"审判员"),
    View(U"审判长"),
    View(U"书记员"),
    View(U"法警"),
    View(U"民警"),
    View(U"警员"),
    View(U"警长"),
    View(U"警务技术主管"),
    View(U"辅警"),
    View(U"侦查员"),
    View(U"司令员"),
    View(U"司令"),
    View(U"政委"),
    View(U"政治委员"),
    View(U"参谋长"),
    View(U"参谋"),
    View(U"教导员"),
    View(U"指导员"),
    View(U"协理"),
    View(U"战士"),
    View(U"士兵"),
    View(U"义务兵"),
    View(U"士官"),
    View(U"军士长"),
    View(U"文书兼军械员"),
    View(U"卫生员"),
    View(U"驾驶员"),
    View(U"司机"),
    View(U"助理检察员"),
    View(U"助理审判员"),
    View(U"高级警长"),
    View(U"律师"),
    View(U"公证员"),
    View(U"仲裁员"),
    View(U"消防员"),
    View(U"职员"),
    View(U"炊事员"),
    View(U"话务员"),
    View(U"报务员"),
    // 企业
    View(U"董事长"),
    View(U"董事"),
    View(U"监事长"),
    View(U"监事"),
    View(U"总经理"),
    View(U"经理"),
    View(U"总裁"),
    View(U"总监"),
    View(U"首席执行官"),
    View(U"首席风险官"),
    View(U"首席合规官"),
    View(U"首席信息官"),
    View(U"首席财务官"),
    View(U"合伙人"),
    View(U"主管"),
    View(U"主办"),
    View(U"客户经理"),
    View(U"信贷员"),
    View(U"柜员"),
    View(U"营业员"),
    View(U"业务员"),
    View(U"销售员"),
    View(U"服务员"),
    View(U"员工"),
    View(U"职工"),
    View(U"工人"),
    View(U"学徒"),
    View(U"学徒工"),
    View(U"技工"),
    View(U"工段长"),
    View(U"调度"),
    View(U"调度员"),
    View(U"安全员"),
    View(U"质检员"),
    View(U"化验员"),
    View(U"保管员"),
    View(U"采购员"),
    View(U"核算员"),
    View(U"出纳"),
    View(U"出纳员"),
    View(U"会计"),
    View(U"主办会计"),
    View(U"主管会计"),
    View(U"稽核"),
    View(U"稽核员"),
    View(U"收银员"),
    View(U"统计员"),
    View(U"统计"),
    View(U"打字员"),
    View(U"话务员"),
    View(U"个体户"),
    // 专业技术
    View(U"工程师"),
    View(U"经济师"),
    View(U"会计师"),
    View(U"统计师"),
    View(U"审计师"),
    View(U"农艺师"),
    View(U"畜牧师"),
    View(U"兽医师"),
    View(U"政工师"),
    View(U"规划师"),
    View(U"设计师"),
    View(U"建筑师"),
    View(U"总工程师"),
    View(U"总经济师"),
    View(U"总会计师"),
    View(U"总统计师"),
    View(U"总审计师"),
    View(U"总农艺师"),
    View(U"总畜牧师"),
    View(U"总规划师"),
    View(U"总设计师"),
    View(U"总工"),
    View(U"总飞行师"),
    View(U"总法律顾问"),
    View(U"法律顾问"),
    View(U"总编辑"),
    View(U"总编"),
    View(U"主编"),
    View(U"编辑"),
    View(U"编审"),
    View(U"记者"),
    View(U"编导"),
    View(U"导演"),
    View(U"播音员"),
    View(U"主持人"),
    View(U"制片人"),
    View(U"教师"),
    View(U"老师"),
    View(U"教员"),
    View(U"民办教师"),
    View(U"代课教师"),
    View(U"教授"),
    View(U"讲师"),
    View(U"助教"),
    View(U"辅导员"),
    View(U"班主任"),
    View(U"教研员"),
    View(U"学科带头人"),
    View(U"博士生导师"),
    View(U"硕士生导师"),
    View(U"导师"),
    View(U"研究实习员"),
    View(U"实验师"),
    View(U"实验员"),
    View(U"技术员"),
    View(U"技师"),
    View(U"医师"),
    View(U"医生"),
    View(U"药师"),
    View(U"护师"),
    View(U"技士"),
    View(U"医士"),
    View(U"护士"),
    View(U"护士长"),
    View(U"兽医"),
    View(U"农技员"),
    View(U"林业员"),
    View(U"畜牧员"),
    View(U"农经员"),
    View(U"水管员"),
    View(U"测量员"),
    View(U"施工员"),
    View(U"监理"),
    View(U"绘图员"),
    View(U"档案员"),
    View(U"图书管理员"),
    View(U"管理员"),
    View(U"放映员"),
    View(U"电工"),
    View(U"税务员"),
    View(U"专管员"),
    View(U"稽查员"),
    View(U"征管员"),
    View(U"税收管理员"),
    View(U"馆长"),
    View(U"演员"),
    View(U"教练"),
    View(U"教练员"),
    View(U"运动员"),
    View(U"科技特派员"),
    View(U"计生专干"),
    View(U"主任医师"),
    View(U"主任药师"),
    View(U"主任护师"),
    View(U"主任技师"),
    View(U"主任记者"),
    View(U"主任编辑"),
    View(U"主任检察官"),
    View(U"主任法官"),
    View(U"主任干事"),
    View(U"主任督学"),
    View(U"主任播音员"),
    View(U"部务委员"),
    View(U"局务委员"),
    View(U"厅务委员"),
    View(U"委务委员"),
    View(U"室务委员"),
    View(U"组织委员"),
    View(U"宣传委员"),
    View(U"统战委员"),
    View(U"政法委员"),
    View(U"纪检委员"),
    View(U"武装委员"),
    View(U"常务委员"),
    View(U"学习委员"),
    // 社团
    View(U"会长"),
    View(U"理事长"),
    View(U"理事"),
    View(U"会员"),
    View(U"会员代表"),
    View(U"主委"),
    View(U"召集人"),
    View(U"总队长"),
    View(U"支队长"),
    View(U"大队长"),
    View(U"中队长"),
    View(U"分队长"),
    View(U"小队长"),
    View(U"小组长"),
    View(U"专务"),
    View(U"队员"),
    View(U"组员"),
    View(U"船员"),
    View(U"海员"),
    View(U"司务长"),
    View(U"专责"),
    View(U"专工"),
    View(U"主责"),
    View(U"司务长"),
    View(U"西部计划志愿者"),
    View(U"大学生志愿服务西部计划志愿者"),
    View(U"主任委员"),
    View(U"军械员"),
    View(U"风险官"),
    View(U"援藏干部"),
    View(U"援疆干部"),
    View(U"援青干部"),
    View(U"援滇干部"),
    View(U"挂职干部"),
    View(U"新农村建设指导员"),
    View(U"社会主义新农村建设指导员"),
    View(U"乡村振兴指导员"),
    View(U"党建指导员"),
    View(U"法定代表人"),
    View(U"法人代表"),
    View(U"署长"),
    View(U"船长"),
    View(U"机长"),
    View(U"列车长"),
    View(U"轮机长"),
    View(U"工长"),
    View(U"列车员"),
    View(U"乘务员"),
    View(U"值班员"),
    View(U"关长"),
    View(U"港长"),
    View(U"书记处书记"),
    View(U"主持工作副主任"),
};

// X长 is a title for each of these.
constexpr View units =
    U"局处科股所站队校院行社厂场矿台馆园部厅县区市省州盟旗镇乡村组班排连营团旅师军庭会室段屯寨署司"
    U"库店系";

// What may stand between the organisation and the noun.
constexpr std::array modifiers{
    View(U"副"),         View(U"正"),         View(U"代"),           View(U"代理"),
    View(U"常务"),       View(U"第一"),       View(U"第二"),         View(U"专职"),
    View(U"兼职"),       View(U"客座"),       View(U"特聘"),         View(U"特邀"),
    View(U"名誉"),       View(U"荣誉"),       View(U"候补"),         View(U"首席"),
    View(U"执行"),       View(U"联席"),       View(U"轮值"),         View(U"独立"),
    View(U"外部"),       View(U"职工"),       View(U"见习"),         View(U"实习"),
    View(U"试用期"),     View(U"试用"),       View(U"资深"),         View(U"特级"),
    View(U"高级"),       View(U"中级"),       View(U"初级"),         View(U"正高级"),
    View(U"副高级"),     View(U"一级"),       View(U"二级"),         View(U"三级"),
    View(U"四级"),       View(U"五级"),       View(U"助理"),         View(U"主治"),
    View(U"主管"),       View(U"住院"),       View(U"执业"),         View(U"注册"),
    View(U"员额"),       View(U"党委"),       View(U"党组"),         View(U"分党组"),
    View(U"分党委"),     View(U"党总支"),     View(U"总支"),         View(U"党支部"),
    View(U"党总支部"),   View(U"总支部"),     View(U"支部"),         View(U"党工委"),
    View(U"团工委"),     View(U"临时党委"),   View(U"临时党支部"),   View(U"联合党委"),
    View(U"联合党支部"), View(U"机关党委"),   View(U"机关党组"),     View(U"机关党总支"),
    View(U"机关党支部"), View(U"直属党委"),   View(U"直属机关党委"), View(U"团支部"),
    View(U"团总支"),     View(U"领导班子"),   View(U"班子"),         View(U"党政班子"),
    View(U"审判委员会"), View(U"检察委员会"), View(U"审委会"),       View(U"检委会"),
    View(U"正科级"),     View(U"副科级"),     View(U"正处级"),       View(U"副处级"),
    View(U"正县级"),     View(U"副县级"),     View(U"正厅级"),       View(U"副厅级"),
    View(U"正股级"),     View(U"副股级"),     View(U"正局级"),       View(U"副局级"),
    View(U"正团级"),     View(U"副团级"),     View(U"正营级"),       View(U"副营级"),
    View(U"正连级"),     View(U"副连级"),     View(U"正排级"),       View(U"科级"),
    View(U"处级"),       View(U"县级"),       View(U"厅级"),         View(U"股级"),
    View(U"正县处级"),   View(U"副县处级"),   View(U"正乡科级"),     View(U"副乡科级"),
    View(U"领导"),       View(U"一般"),       View(U"普通"),         View(U"驻村"),
    View(U"扶贫"),       View(U"聘用"),       View(U"聘用制"),       View(U"聘任制"),
    View(U"合同制"),     View(U"大学生"),     View(U"人民"),         View(U"机关"),
    View(U"校委"),       View(U"校(院)委"),
};

// Endings of titles that the table does not know; they need an organisation before them.
constexpr View loose_endings = U"员师士手工官";

// Organisations end so. 学 and 大 are for 大学, 中学, 人大.
constexpr View organisation_endings =
    U"委局厅处科股室所站队院校行社厂场矿台馆园部府会司心团县区市省州盟旗镇乡村道组班排连营旅师军系"
    U"办库店段间联协大学署庭港企城关寨屯岗届";

constexpr std::size_t longest_leftover = 4;
constexpr std::size_t longest_loose_title = 7;
constexpr std::size_t longest_noun = 6;

bool is_any(char32_t c, View set) { return set.find(c) != View::npos; }

bool ends_name(char32_t c) { return is_any(c, organisation_endings); }

std::size_t core_length(View text) {
  std::size_t longest = 0;
  for (const View core : cores) {
    if (core.size() > longest && text.ends_with(core)) longest = core.size();
  }
  if (longest == 0 && text.size() >= 2 && text.back() == U'长' &&
      is_any(text[text.size() - 2], units)) {
    longest = 2;
  }
  return longest;
}

// Where the modifiers before `begin` start.
std::size_t skip_modifiers(View text, std::size_t begin) {
  for (bool found = true; found;) {
    found = false;
    std::size_t longest = 0;
    for (const View modifier : modifiers) {
      if (modifier.size() <= longest || !text.substr(0, begin).ends_with(modifier)) continue;
      // 代 and 正 end other words too (时代, 公正).
      const std::size_t before = begin - modifier.size();
      if ((modifier == U"代" || modifier == U"正") && before > 0 && !ends_name(text[before - 1])) {
        continue;
      }
      longest = modifier.size();
    }
    if (longest > 0) {
      begin -= longest;
      found = true;
    }
  }
  return begin;
}

// 组 of 组织干事 and 司 of 司法助理员 end no organisation.
bool is_inside_word(View text, std::size_t end) {
  static constexpr std::array words{
      View(U"组织"), View(U"组工"), View(U"司法"), View(U"军械"), View(U"军事"), View(U"会计"),
      View(U"会务"), View(U"团员"), View(U"团务"), View(U"校对"), View(U"校务"), View(U"社会"),
      View(U"社保"), View(U"行政"), View(U"行业"), View(U"科技"), View(U"科学"), View(U"科研"),
      View(U"部门"), View(U"道路"), View(U"市场"), View(U"市政"), View(U"村级"), View(U"村务"),
      View(U"站务"), View(U"队列"), View(U"系统"), View(U"办公"), View(U"办事"), View(U"库管"),
      View(U"库房"), View(U"联络"), View(U"联系"), View(U"联合"), View(U"协调"), View(U"协助"),
      View(U"协管"), View(U"大堂"), View(U"大客"), View(U"学习"), View(U"学生"), View(U"学科"),
      View(U"学术"), View(U"庭审"), View(U"企业"), View(U"城建"), View(U"城管"), View(U"室内"),
      View(U"院感"), View(U"矿山"), View(U"园艺"), View(U"园林"), View(U"心理"), View(U"乡村"),
      View(U"乡镇"), View(U"委托"), View(U"处理"), View(U"局务"), View(U"所务"), View(U"场务"),
      View(U"厂务"), View(U"店务"), View(U"段务"), View(U"镇村"), View(U"区域"), View(U"班组"),
      View(U"队务"), View(U"旅游"), View(U"师资"), View(U"连锁"), View(U"科级"), View(U"处级"),
      View(U"厅级"), View(U"局级"), View(U"县级"), View(U"股级")};
  if (end == 0 || end >= text.size()) return false;
  const View word = text.substr(end - 1, 2);
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::size_t last_organisation_end(View text) {
  for (std::size_t end = text.size(); end > 0; --end) {
    if (is_any(text[end - 1], organisation_endings) && !is_inside_word(text, end)) return end;
    if (text.size() - end > longest_loose_title) break;
  }
  return 0;
}

// 某县财政局任 | 股长.
bool ends_with_verb(View text) {
  static constexpr std::array verbs{View(U"任"),   View(U"兼"),   View(U"为"),
                                    View(U"挂职"), View(U"从事"), View(U"的")};
  return std::any_of(verbs.begin(), verbs.end(), [&](View verb) { return text.ends_with(verb); });
}

// The organisation end, or behind a later 任 that a word of the title follows: 任 | 语文教师.
std::size_t after_last_verb(View text, std::size_t organisation) {
  const std::size_t verb = text.rfind(U'任');
  return verb != View::npos && verb >= organisation ? verb + 1 : organisation;
}

// 组 of 组长, 大队 of 大队长; empty for 秘书长 and others that are no head of a unit.
View unit_of(View title_noun) {
  if (title_noun.size() < 2 || title_noun.back() != U'长') return {};
  for (const View word : {View(U"总队长"), View(U"支队长"), View(U"大队长"), View(U"中队长"),
                          View(U"分队长"), View(U"小队长"), View(U"小组长")}) {
    if (title_noun == word) return word.substr(0, 2);
  }
  if (title_noun.size() == 2 && is_any(title_noun[0], units) && title_noun[0] != U'会') {
    return title_noun.substr(0, 1);
  }
  return {};
}

TitleSplit split_loose_title(View text) {
  if (text.size() < 2 || !is_any(text.back(), loose_endings)) return {no_title, {}};
  for (const View degree : {View(U"学士"), View(U"硕士"), View(U"博士")}) {
    if (text.ends_with(degree)) return {no_title, {}};
  }
  const std::size_t organisation = last_organisation_end(text.substr(0, text.size() - 2));
  const std::size_t length = text.size() - organisation;
  if (length < 2 || length > longest_loose_title) return {no_title, {}};
  for (const char32_t c : text.substr(organisation)) {
    if (!is_han(c)) return {no_title, {}};
  }
  return {organisation, {}};
}
}  // namespace

std::size_t organisation_end(View text) {
  const std::size_t end = last_organisation_end(text);
  return text.size() - end <= longest_leftover ? end : 0;
}

bool ends_organisation(char32_t c) { return ends_name(c); }

namespace {
TitleSplit split_plain_title(View text);

// 局(馆)长, 校(院)长, 党委(党组)书记: a title that holds a bracket. begin = no_title when the text
// ends in none.
TitleSplit split_title_with_bracket(View text) {
  const std::size_t close = text.rfind(U')');
  if (close == View::npos || close + 1 == text.size() || text.size() - close > longest_noun) {
    return {no_title, {}};
  }
  const std::size_t open = text.rfind(U'(', close);
  const std::size_t inside = open == View::npos ? 0 : close - open - 1;
  if (inside == 0 || inside > longest_leftover) return {no_title, {}};
  std::u32string plain(text.substr(0, open));
  plain += text.substr(close + 1);
  const TitleSplit split = split_plain_title(plain);
  if (split.begin == no_title || split.begin >= open) return {no_title, {}};
  return split;
}
}  // namespace

TitleSplit split_title(View text) {
  const TitleSplit split = split_title_with_bracket(text);
  return split.begin == no_title ? split_plain_title(text) : split;
}

namespace {
TitleSplit split_plain_title(View text) {
  const std::size_t length = core_length(text);
  if (length == 0) return split_loose_title(text);
  const View noun = text.substr(text.size() - length);
  std::size_t begin = skip_modifiers(text, text.size() - length);
  // 总经理助理, 局长助理: the assistant of a title.
  if (noun == U"助理" || noun == U"秘书") {
    const std::size_t inner = core_length(text.substr(0, begin));
    if (inner > 0) return split_title(text.substr(0, begin));
  }
  const View before = text.substr(0, begin);
  if (before.empty() || ends_organisation(before.back()) || ends_with_verb(before))
    return {begin, {}};
  const std::size_t organisation = after_last_verb(before, last_organisation_end(before));
  const std::size_t leftover = before.size() - organisation;
  const bool all_han =
      std::all_of(before.begin() + static_cast<std::ptrdiff_t>(organisation), before.end(), is_han);
  // 科技副镇长 is a title whole: it leaves out no 镇.
  const bool of_place = place_of_title(noun) != 0 && text[begin] == U'副';
  const View unit = of_place ? View() : unit_of(noun);
  if (!unit.empty() && all_han && leftover <= longest_leftover + 2) return {begin, unit};
  if (all_han && leftover <= longest_leftover) return {organisation, {}};
  return {begin, {}};
}
}  // namespace

TitleRung rung_of(View title) {
  struct Step {
    View ladder;
    View title;
    int rung;
  };
  static constexpr std::array steps{
      Step{U"rank", U"办事员", 1},           Step{U"rank", U"二级科员", 2},
      Step{U"rank", U"一级科员", 3},         Step{U"rank", U"科员", 3},
      Step{U"rank", U"副主任科员", 5},       Step{U"rank", U"四级主任科员", 5},
      Step{U"rank", U"三级主任科员", 6},     Step{U"rank", U"主任科员", 7},
      Step{U"rank", U"二级主任科员", 7},     Step{U"rank", U"一级主任科员", 8},
      Step{U"rank", U"助理调研员", 9},       Step{U"rank", U"副调研员", 9},
      Step{U"rank", U"四级调研员", 9},       Step{U"rank", U"三级调研员", 10},
      Step{U"rank", U"调研员", 11},          Step{U"rank", U"二级调研员", 11},
      Step{U"rank", U"一级调研员", 12},      Step{U"rank", U"助理巡视员", 13},
      Step{U"rank", U"副巡视员", 13},        Step{U"rank", U"二级巡视员", 13},
      Step{U"rank", U"巡视员", 14},          Step{U"rank", U"一级巡视员", 15},
      Step{U"troops", U"战士", 1},           Step{U"troops", U"副班长", 2},
      Step{U"troops", U"班长", 3},           Step{U"troops", U"代理排长", 4},
      Step{U"troops", U"副排长", 4},         Step{U"troops", U"排长", 5},
      Step{U"troops", U"副连长", 6},         Step{U"troops", U"连长", 7},
      Step{U"troops", U"副营长", 8},         Step{U"troops", U"营长", 9},
      Step{U"political", U"副指导员", 6},    Step{U"political", U"指导员", 7},
      Step{U"political", U"副教导员", 8},    Step{U"political", U"教导员", 9},
      Step{U"teaching", U"助教", 1},         Step{U"teaching", U"讲师", 2},
      Step{U"teaching", U"副教授", 3},       Step{U"teaching", U"教授", 4},
      Step{U"engineer", U"技术员", 1},       Step{U"engineer", U"助理工程师", 2},
      Step{U"engineer", U"工程师", 3},       Step{U"engineer", U"高级工程师", 4},
      Step{U"engineer", U"正高级工程师", 5},
  };
  for (const Step& step : steps) {
    if (step.title == title) return {std::u32string(step.ladder), step.rung};
  }
  // 党委委员 → 党委副书记 → 党委书记, 党组成员 → 党组副书记 → 党组书记.
  for (const View member : {View(U"委员"), View(U"成员"), View(U"常委")}) {
    const View body = title.substr(0, title.size() - std::min(title.size(), member.size()));
    if (title.ends_with(member) && body.starts_with(U"党")) {
      return {std::u32string(body) + U"书记", 1};
    }
  }
  if (title.ends_with(U"助理") && title.size() > 2) {
    return {std::u32string(title.substr(0, title.size() - 2)), 1};
  }
  std::u32string ladder(title);
  int rung = 5;
  const auto drop = [&](View word, int to) {
    const std::size_t at = ladder.find(word);
    if (at == std::u32string::npos) return false;
    ladder.erase(at, word.size());
    rung = to;
    return true;
  };
  if (drop(U"常务副", 3) || drop(U"第一副", 3) || drop(U"专职副", 2) || drop(U"副", 2)) {
    return {ladder, rung};
  }
  if (ladder.starts_with(U"代理"))
    drop(U"代理", 4);
  else if (ladder.starts_with(U"代") && !ladder.starts_with(U"代表"))
    drop(U"代", 4);
  return {ladder, rung};
}

bool is_entry_title(View title) {
  static constexpr std::array entries{
      View(U"科员"),   View(U"办事员"), View(U"战士"),     View(U"士兵"),     View(U"工人"),
      View(U"职员"),   View(U"学徒"),   View(U"学徒工"),   View(U"工作人员"), View(U"试用期干部"),
      View(U"干部"),   View(U"职工"),   View(U"一般干部"), View(U"员工"),     View(U"民警"),
      View(U"技术员"), View(U"柜员"),   View(U"信贷员"),   View(U"业务员")};
  return std::find(entries.begin(), entries.end(), title) != entries.end();
}

char32_t place_of_title(View title) {
  if (title.size() < 2 || title.back() != U'长') return 0;
  const char32_t unit = title[title.size() - 2];
  return is_any(unit, U"省市州盟县区旗镇乡") ? unit : U'\0';
}
}  // namespace bole
