#include "engine/normalise/organisations.hpp"

#include <algorithm>
#include <array>

#include "engine/normalise/characters.hpp"
#include "engine/normalise/titles.hpp"

namespace bole {
namespace {
using View = std::u32string_view;
constexpr std::size_t longest_place_name = 8;
constexpr std::size_t longest_organisation = 60;

bool is_any(char32_t c, View set) { return c != U'\0' && set.find(c) != View::npos; }

char32_t character(View text, std::size_t at) { return at < text.size() ? text[at] : U'\0'; }

template <std::size_t N>
bool ends_with_any(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.ends_with(word); });
}

template <std::size_t N>
bool starts_with_any(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.starts_with(word); });
}

template <std::size_t N>
bool contains_any(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](View word) { return text.find(word) != View::npos; });
}

// Rank of the place that a character closes, larger is higher; 0 for other characters.
int place_rank(char32_t c) {
  switch (c) {
    case U'省':
      return 5;
    case U'市':
    case U'州':
    case U'盟':
      return 4;
    case U'县':
    case U'区':
    case U'旗':
      return 3;
    case U'镇':
    case U'乡':
      return 2;
    case U'村':
      return 1;
    default:
      return 0;
  }
}

// 市 of 城市 or 市场, 乡 of 乡村 and the like close no place.
bool is_common_word(View name, std::size_t at) {
  const char32_t before = at > 0 ? name[at - 1] : U'\0';
  const char32_t after = character(name, at + 1);
  switch (name[at]) {
    case U'省':
      return after == U'级';
    case U'市':
      // 市民, but not 市民政局, 市民族宗教事务局.
      if (after == U'民') return !is_any(character(name, at + 2), U"政族宗营兵革盟建进防航");
      return is_any(before, U"城都超") || is_any(after, U"场容区级") ||
             (after == U'政' && !is_any(character(name, at + 2), U"府协法"));
    case U'州':
      return is_any(after, U"市省县区");
    case U'县':
      return is_any(after, U"域级城市");
    case U'区':
      return is_any(after, U"域划级块") || is_any(before, U"社小库");
    case U'旗':
      return is_any(after, U"舰") || is_any(before, U"红");
    case U'镇':
      return is_any(before, U"乡城集村") || is_any(after, U"市县区");
    case U'乡':
      return is_any(before, U"城家") || is_any(after, U"村镇市县土");
    case U'村':
      return is_any(before, U"农乡山") || is_any(after, U"镇乡");
    default:
      return false;
  }
}

constexpr std::array party_committees{View(U"省委"), View(U"市委"), View(U"县委"),
                                      View(U"区委"), View(U"州委"), View(U"旗委"),
                                      View(U"盟委"), View(U"地委"), View(U"工委")};

constexpr std::array party_departments{
    View(U"办公"),       View(U"组织"),   View(U"宣传"),     View(U"统战"),   View(U"统一战线"),
    View(U"政法委"),     View(U"政研"),   View(U"政策研究"), View(U"督查"),   View(U"机要"),
    View(U"党校"),       View(U"党史"),   View(U"编办"),     View(U"编委办"), View(U"机构编制"),
    View(U"老干"),       View(U"农办"),   View(U"农工"),     View(U"网信"),   View(U"台办"),
    View(U"社会工作部"), View(U"社工部"), View(U"直属机关"), View(U"巡察"),   View(U"巡视"),
    View(U"改革办"),     View(U"财经办"), View(U"保密"),     View(U"党建办")};

// Bodies that stand beside the office that is named before them, not inside it.
constexpr std::array agencies{View(U"局"),   View(U"厅"),     View(U"委"),     View(U"署"),
                              View(U"法院"), View(U"检察院"), View(U"政府"),   View(U"政协"),
                              View(U"人大"), View(U"常委会"), View(U"管委会"), View(U"武装部"),
                              View(U"妇联"), View(U"编办"),   View(U"文联"),   View(U"科协"),
                              View(U"残联"), View(U"工商联"), View(U"总工会"), View(U"党校")};

constexpr std::array root_endings{
    View(U"局"),     View(U"委"),     View(U"厅"),     View(U"院"),     View(U"大学"),
    View(U"中学"),   View(U"小学"),   View(U"学校"),   View(U"党校"),   View(U"公司"),
    View(U"集团"),   View(U"银行"),   View(U"分行"),   View(U"支行"),   View(U"政府"),
    View(U"社"),     View(U"厂"),     View(U"矿"),     View(U"署"),     View(U"总工会"),
    View(U"政协"),   View(U"委员会"), View(U"常委会"), View(U"组织部"), View(U"宣传部"),
    View(U"统战部"), View(U"工作部"), View(U"武装部"), View(U"农工部"), View(U"政法委"),
    View(U"人武部")};

constexpr std::array schools{
    View(U"大学"), View(U"学院"), View(U"学校"), View(U"党校"),    View(U"中学"), View(U"小学"),
    View(U"师范"), View(U"专科"), View(U"高中"), View(U"中专"),    View(U"职中"), View(U"技校"),
    View(U"卫校"), View(U"农校"), View(U"财校"), View(U"警校"),    View(U"军校"), View(U"电大"),
    View(U"函授"), View(U"一中"), View(U"师大"), View(U"职院"),    View(U"四中"), View(U"五中"),
    View(U"六中"), View(U"二中"), View(U"三中"), View(U"研究生院")};

constexpr std::array own_names{View(U"公司"), View(U"集团"),   View(U"银行"),   View(U"大学"),
                               View(U"学校"), View(U"医院"),   View(U"中学"),   View(U"小学"),
                               View(U"协会"), View(U"商会"),   View(U"基金会"), View(U"部队"),
                               View(U"报社"), View(U"电视台"), View(U"有限")};

constexpr std::array full_openings{
    View(U"中共"), View(U"中国"),   View(U"中央"),   View(U"国家"),   View(U"全国"),
    View(U"国务"), View(U"共青团"), View(U"省"),     View(U"第"),     View(U"解放军"),
    View(U"武警"), View(U"某"),     View(U"民革"),   View(U"民盟"),   View(U"民建"),
    View(U"民进"), View(U"台盟"),   View(U"农工党"), View(U"致公党"), View(U"九三学社")};

// 样例高新技术产业开发区 is a place; 经济开发区 leaves out whose.
bool names_zone(View own) {
  static constexpr std::array kinds{View(U"经济"), View(U"技术"),   View(U"高新"), View(U"产业"),
                                    View(U"工业"), View(U"国家级"), View(U"省级"), View(U"现代"),
                                    View(U"农业"), View(U"物流"),   View(U"旅游"), View(U"度假"),
                                    View(U"生态"), View(U"循环"),   View(U"综合"), View(U"保税"),
                                    View(U"边境"), View(U"合作"),   View(U"科技"), View(U"示范")};
  for (bool found = true; found;) {
    found = false;
    for (const View kind : kinds) {
      if (!own.starts_with(kind)) continue;
      own.remove_prefix(kind.size());
      found = true;
    }
  }
  for (const View zone : {View(U"开发区"), View(U"园区"), View(U"高新区"), View(U"管理区"),
                          View(U"示范区"), View(U"新区"), View(U"经开区")}) {
    const std::size_t at = own.find(zone);
    if (at != View::npos && at > 0) return true;
  }
  return false;
}

// Whether the name says by itself which organisation it is.
bool is_full(View own) {
  const bool workshop = own.ends_with(U"车间");
  if (place_prefix(own) > 0 || (!workshop && starts_with_any(own, full_openings))) return true;
  for (const View word : own_names) {
    const std::size_t at = own.find(word);
    const bool short_name = word == U"大学" || word == U"集团" || word == U"银行";
    if (at != View::npos && at >= (short_name ? 2U : 3U)) return true;
  }
  if (own.find(U"街道") != View::npos && !own.starts_with(U"街道")) return true;
  return names_zone(own);
}

constexpr std::array closed_endings{
    View(U"公司"), View(U"集团"), View(U"银行"), View(U"分行"), View(U"支行"), View(U"大学"),
    View(U"学院"), View(U"学校"), View(U"中学"), View(U"小学"), View(U"医院"), View(U"协会"),
    View(U"厂"),   View(U"矿"),   View(U"社"),   View(U"台"),   View(U"部队")};

// A company, a school or a hospital: its 团委, 纪委 and 局 are parts of it.
bool is_closed_body(View base) { return contains_any(base, own_names); }

// Whether 委, 局 or 院 goes on as the name of one body: 管委会, 委员会, 局机关.
bool goes_on(View base, std::size_t end) {
  return base[end - 1] == U'委' && is_any(character(base, end), U"会员");
}

constexpr std::array departments_of_own_committee{View(U"组织部"), View(U"宣传部"), View(U"统战部"),
                                                  View(U"统一战线工作部")};

// Where 党委 stands in 样例学院党委宣传部, before a department of that 党委; npos elsewhere.
std::size_t own_party_committee(View base) {
  const std::size_t at = base.find(U"党委");
  const bool inside =
      at != View::npos && at > 1 && starts_with_any(base.substr(at + 2), party_departments);
  return inside ? at : View::npos;
}

// Length of 样例市财政局 in 样例市财政局预算科: without the parts inside the organisation.
std::size_t root_length(View base) {
  if (const std::size_t party = own_party_committee(base); party != View::npos) return party;
  const bool closed = is_closed_body(base);
  for (std::size_t end = base.size(); end > 0; --end) {
    const View head = base.substr(0, end);
    bool ends = closed ? ends_with_any(head, closed_endings) : ends_with_any(head, root_endings);
    ends = (ends || (!closed && head.ends_with(U"管委会"))) && !goes_on(base, end);
    if (!ends) continue;
    // 档案局(馆), and the bracket that 烟草专卖局 stands in.
    const std::size_t close = character(base, end) == U'(' ? base.find(U')', end) : View::npos;
    if (close != View::npos) return close + 1;
    return character(base, end) == U')' ? end + 1 : end;
  }
  // 样例县丁乡党政办: the offices of a township stand side by side.
  const std::size_t place = place_prefix(base);
  const bool township = place > 0 && (base[place - 1] == U'镇' || base[place - 1] == U'乡' ||
                                      base[place - 1] == U'道');
  return township ? place : base.size();
}

// Length of 某县委政策研究室 in a longer name: the department of a committee or a government, which
// has sections of its own.
std::size_t department_length(View base, std::size_t root) {
  const View head = base.substr(0, root);
  if (!ends_with_any(head, party_committees) && !head.ends_with(U"政府")) return root;
  for (std::size_t end = root + 2; end <= base.size(); ++end) {
    const char32_t last = base[end - 1];
    const bool office = last == U'办' && is_any(character(base, end), U"公事");
    if ((is_any(last, U"部室办局校委会厅院馆心") && !office) ||
        base.substr(0, end).ends_with(U"办事处")) {
      return goes_on(base, end) ? end + 1 : end;
    }
  }
  return root;
}

bool is_section(View own) {
  return is_any(own.back(), U"科股处") ||
         (own.ends_with(U"室") && !starts_with_any(own, party_departments));
}

// 稽查局 and the like are bureaus inside a bureau.
bool is_inner_bureau(View own) {
  return own.ends_with(U"分局") || own.starts_with(U"稽查") || own.starts_with(U"直属");
}

// Where a part of a university begins: behind 大学, for all but the parts of its colleges.
std::size_t university_root(View base, View own) {
  const std::size_t at = base.find(U"大学");
  const bool of_college = own.ends_with(U"系") || own.ends_with(U"教研室") || own.ends_with(U"委");
  return at == View::npos || of_college ? 0 : at + 2;
}

// Length of the places of `base` down to the one that `level` closes (市 -> 样例市); 0 if none.
std::size_t places_down_to(View base, char32_t level) {
  for (std::size_t end = place_prefix(base); end > 0; --end) {
    if (base[end - 1] == level && end > 1) return end;
  }
  return 0;
}

// 中共, 共青团 before a place: they belong to the committee, not to what stands beside it.
std::size_t prefix_of_committee(View base) {
  for (const View word :
       {View(U"中共"), View(U"共青团"), View(U"中国共产党"), View(U"国家税务总局")}) {
    if (base.starts_with(word)) return word.size();
  }
  return base.starts_with(U"团") && base.find(U'委') != View::npos && place_prefix(base) > 2 ? 1
                                                                                             : 0;
}

TextPiece joined(const TextPiece& base, std::size_t length, const TextPiece& own) {
  TextPiece result = base.part(0, length);
  result.append(own);
  return result;
}

TextPiece beside(const TextPiece& base, std::size_t place, const TextPiece& own) {
  TextPiece result = base.part(std::min(prefix_of_committee(base.folded), place), place);
  result.append(own);
  return result;
}

// 局 of 局党组成员, 公司 of 公司副总经理: the organisation named before, by its kind.
std::size_t self_reference(View own, View base) {
  if (own.size() > 2 || !ends_organisation(own.back())) return 0;
  const std::size_t at = base.rfind(own);
  return at == View::npos || at == 0 ? 0 : at + own.size();
}

// 校团委, 厅办公室, 公司财务部: a part of the organisation named before. The length of what stands
// for it, or 0.
std::size_t stands_for_base(View own, View base) {
  static constexpr std::array words{View(U"公司"), View(U"集团"), View(U"学校"), View(U"学院"),
                                    View(U"校"),   View(U"院"),   View(U"厅"),   View(U"局"),
                                    View(U"支队"), View(U"总队")};
  if (own.starts_with(U"院感") || own.starts_with(U"院士")) return 0;
  for (const View word : words) {
    if (!own.starts_with(word) || own.size() == word.size()) continue;
    const std::size_t at = base.rfind(word);
    const bool school = word == U"校" && is_school(base);
    return (at != View::npos && at > 0) || school ? word.size() : 0;
  }
  return 0;
}

constexpr std::array committees_inside{View(U"纪委"),  View(U"团委"), View(U"工会"),
                                       View(U"妇联"),  View(U"人大"), View(U"武装部"),
                                       View(U"人武部")};

// 乙镇纪委, 某公司工会: a body inside the one that is named before it; not 县纪委, which stands
// alone.
bool is_committee_of(View base) {
  for (const View committee : committees_inside) {
    if (!base.ends_with(committee) || base.size() == committee.size()) continue;
    const char32_t before = base[base.size() - committee.size() - 1];
    return !is_any(before, U"省市州盟县区旗");
  }
  return false;
}

// 纪委书记、政法委员; 工会主席、职工董事: the titles of the whole that follow those of such a body.
TextPiece without_committee(const TextPiece& base, View title) {
  static constexpr std::array titles{View(U"组织委员"), View(U"宣传委员"), View(U"统战委员"),
                                     View(U"政法委员"), View(U"董事"),     View(U"监事"),
                                     View(U"总经理"),   View(U"总会计师"), View(U"总工程师"),
                                     View(U"总经济师"), View(U"董事长"),   View(U"总裁")};
  if (!ends_with_any(title, titles) || !is_committee_of(base.folded)) return base;
  for (const View committee : committees_inside) {
    if (base.folded.ends_with(committee)) return base.part(0, base.size() - committee.size());
  }
  return base;
}

// 局 of 副局长, 支队 of 副支队长: where the organisation that the title leads ends within a name
// that goes on with a part of it (样例市财政局预算科); 0 when there is none.
std::size_t end_of_led(View base, View title) {
  if (title.ends_with(U"助理")) title.remove_suffix(2);
  if (title.size() < 2 || title.back() != U'长') return 0;
  const char32_t unit = title[title.size() - 2];
  if (unit == U'察' && base.find(U"检察院") != View::npos) return base.find(U"检察院") + 3;
  View name = title.substr(title.size() - 2, 1);
  if (unit == U'队' && title.size() > 2 && is_any(title[title.size() - 3], U"总支大中")) {
    name = title.substr(title.size() - 3, 2);
  } else if (!is_any(unit, U"局厅院校行社厂矿台馆部署司队") || title.ends_with(U"学部长")) {
    return 0;
  }
  const bool section = is_any(base.back(), U"科股处室所队庭部系心间") || is_committee_of(base);
  if (!section || base.ends_with(name)) return 0;
  if (unit == U'校') {
    for (const View school : {View(U"大学"), View(U"学校"), View(U"中学"), View(U"党校")}) {
      const std::size_t at = base.find(school);
      if (at != View::npos && at > 0) return at + school.size();
    }
    return 0;
  }
  const std::size_t at = base.rfind(name);
  return at == View::npos || at < 2 ? 0 : at + name.size();
}

// 团委 of a college, before a post of its party: the college.
TextPiece without_youth_league(const TextPiece& base) {
  for (const View league : {View(U"分团委"), View(U"校团委"), View(U"团委"), View(U"团总支")}) {
    if (base.folded.ends_with(league) && base.size() > league.size() + 1) {
      return base.part(0, base.size() - league.size());
    }
  }
  return base;
}

TextPiece inherited(const TextPiece& base, View title) {
  for (const View court : {View(U"检察院"), View(U"法院")}) {
    const bool council = title.starts_with(U"检委会") || title.starts_with(U"检察委员会") ||
                         title.starts_with(U"审委会") || title.starts_with(U"审判委员会");
    const std::size_t at = base.folded.find(court);
    if ((council || title.starts_with(U"党组")) && at != View::npos)
      return base.part(0, at + court.size());
  }
  if (const char32_t place = place_of_title(title)) {
    if (base.folded.ends_with(U"政府")) return base;
    if (const std::size_t length = places_down_to(base.folded, place))
      return beside(base, length, {});
    const std::size_t government = base.folded.find(U"政府");
    return government == View::npos ? TextPiece{} : base.part(0, government + 2);
  }
  static constexpr std::array of_the_whole{
      View(U"党组"),       View(U"党委"),   View(U"机关党"), View(U"机关支部"), View(U"检察委员会"),
      View(U"审判委员会"), View(U"检委会"), View(U"审委会"), View(U"领导班子"), View(U"班子")};
  if (starts_with_any(title, of_the_whole)) {
    return base.part(0, department_length(base.folded, root_length(base.folded)));
  }
  if (const std::size_t end = end_of_led(base.folded, title)) return base.part(0, end);
  // 综合科科长、总统计师: the chief of the whole, not of its section.
  const bool chief =
      title.ends_with(U"政委") || (title.ends_with(U"师") && title.find(U'总') != View::npos);
  if (chief && is_any(base.folded.back(), U"科股处部室间")) {
    return base.part(0, root_length(base.folded));
  }
  return title.find(U'党') == View::npos ? without_committee(base, title)
                                         : without_youth_league(base);
}

// Joins a name that is short for something inside or beside `base`.
TextPiece attached(const TextPiece& own, const TextPiece& base) {
  const View name = base.folded;
  const std::size_t place = place_prefix(name);
  const bool agency = ends_with_any(own.folded, agencies) && !is_inner_bureau(own.folded);
  if (own.folded.starts_with(U"行署") && name.ends_with(U"地委")) {
    return joined(base, name.size() - 2, own);
  }
  // 学院党委组织部部长、统战部部长: departments of one 党委; what else follows is beside it.
  if (const std::size_t party = own_party_committee(name); party != View::npos) {
    if (ends_with_any(own.folded, departments_of_own_committee))
      return joined(base, party + 2, own);
    if (is_section(own.folded)) return joined(base, name.size(), own);
  }
  if (ends_with_any(name, party_committees)) {
    const bool inside = starts_with_any(own.folded, party_departments);
    return inside || place == 0 ? joined(base, name.size(), own) : beside(base, place, own);
  }
  // 县委组织部副部长、老干部局局长: departments of one committee.
  const bool of_committee = place > 0 && character(name, place) == U'委' &&
                            is_any(own.folded.back(), U"局办部校委") &&
                            starts_with_any(own.folded, party_departments);
  if (of_committee) return joined(base, place + 1, own);
  // 开发区管委会, 街道办事处: inside the place that stands there whole.
  if (place_rank(name.back()) > 1 || name.ends_with(U"街道")) {
    return joined(base, name.size(), own);
  }
  if (const std::size_t length = university_root(name, own.folded))
    return joined(base, length, own);
  const std::size_t root = root_length(name);
  const bool closed_body = is_closed_body(name);
  // The committees of a 人大 or 政协 are parts of it.
  for (const View assembly : {View(U"人大常委会"), View(U"人大"), View(U"政协")}) {
    const std::size_t at = name.find(assembly);
    const bool inside = own.folded.ends_with(U"委") || own.folded.ends_with(U"委员会") ||
                        own.folded.ends_with(U"室");
    if (at != View::npos && at > 0 && inside && own.folded != U"纪委") {
      return joined(base, at + assembly.size(), own);
    }
  }
  if (agency && !closed_body && place > 0 && place < name.size()) return beside(base, place, own);
  if (agency && root > 0 && name[root - 1] == U'局') return own;
  if (place == name.size() && own.folded.front() == name.back()) {
    return beside(base, place, own.part(1, own.size()));
  }
  return joined(base, is_section(own.folded) ? department_length(name, root) : root, own);
}
}  // namespace

std::size_t place_prefix(View name) {
  std::size_t end = 0;
  int rank = 6;
  while (end < name.size()) {
    std::size_t next = 0;
    for (std::size_t at = end + 1; at < name.size() && at <= end + longest_place_name; ++at) {
      const int found = place_rank(name[at]);
      // A county-level 市 stands under a 市.
      const bool lower = found < rank || (found == 4 && rank == 4);
      if (found > 0 && lower && !is_common_word(name, at)) {
        next = at + 1;
        rank = found;
        break;
      }
      const View two = name.substr(at, 2);
      if (two == U"街道" || two == U"地区" || two == U"社区") {
        next = at + 2;
        rank = two == U"地区" ? 4 : 2;
        break;
      }
    }
    if (next == 0) break;
    end = next;
  }
  return end;
}

bool leaves_out_place(View name) {
  return !name.empty() && place_rank(name.front()) > 0 && !is_common_word(name, 0);
}

bool names_itself(View name) { return is_full(name); }

bool is_school(View name) { return contains_any(name, schools); }

TextPiece whole_of(const TextPiece& name) { return name.part(0, root_length(name.folded)); }

TextPiece organisation_of(const TextPiece& own, const TextPiece& base, View title) {
  if (base.empty()) return own;
  if (own.empty()) return inherited(base, title);
  if (own.size() > 1 && is_any(own.folded.front(), U"本该")) {
    return organisation_of(own.part(1, own.size()), base, title);
  }
  if (const std::size_t length = self_reference(own.folded, base.folded)) {
    return base.part(0, length);
  }
  if (base.size() + own.size() > longest_organisation) return own;
  if (const std::size_t length = stands_for_base(own.folded, base.folded)) {
    const View word = View(own.folded).substr(0, length);
    const std::size_t at = base.folded.rfind(word);
    const std::size_t end = at == View::npos || at == 0 ? root_length(base.folded) : at + length;
    return joined(base, end, own.part(length, own.size()));
  }
  if (leaves_out_place(own.folded)) {
    if (const std::size_t length = places_down_to(base.folded, own.folded.front())) {
      return beside(base, length, own.part(1, own.size()));
    }
    return own;
  }
  if (own.folded.starts_with(U"街道")) {
    const std::size_t at = base.folded.find(U"街道");
    if (at != View::npos && at > 0) return joined(base, at, own);
  }
  if (is_full(own.folded)) return own;
  return attached(own, base);
}
}  // namespace bole
