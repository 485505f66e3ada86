#include "engine/normalise/statement.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/normalise/characters.hpp"
#include "engine/normalise/organisations.hpp"
#include "engine/normalise/resume.hpp"
#include "engine/normalise/scan_date.hpp"
#include "engine/normalise/titles.hpp"

namespace bole {
namespace {
using View = std::u32string_view;
using Kind = StatementReading::Kind;

// Longer texts before a title are sentences, not names of organisations.
constexpr std::size_t longest_organisation = 60;
constexpr std::size_t longest_segment = 120;
constexpr std::size_t longest_section = 8;
// A bracket without its end holds at most this much, 正科级，试用期一年.
constexpr std::size_t longest_open_remark = 20;

bool is_any(char32_t c, View set) { return c != U'\0' && set.find(c) != View::npos; }

template <std::size_t N>
bool starts_with_any(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.starts_with(word); });
}

template <std::size_t N>
bool ends_with_any(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.ends_with(word); });
}

template <std::size_t N>
bool contains_any(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](View word) { return text.find(word) != View::npos; });
}

// How a segment is joined to the one before it.
enum class Joiner { first, together, comma, stop };

struct Segment {
  TextPiece text{};
  Joiner joiner = Joiner::first;
  std::vector<TextPiece> remarks{};  // contents of brackets at its end
  TextRange range{};                 // in the statement, brackets included
};

char32_t closing_quote(char32_t c) {
  switch (c) {
    case U'“':
      return U'”';
    case U'《':
      return U'》';
    case U'「':
      return U'」';
    case U'‘':
      return U'’';
    default:
      return 0;
  }
}

// Cuts a statement into the pieces that may each hold one post.
class Segmenter {
 public:
  explicit Segmenter(const TextPiece& statement) : all_(statement) {}

  std::vector<Segment> segments() {
    for (std::size_t at = 0; at < all_.size();) at = take(at);
    finish();
    return std::move(segments_);
  }

 private:
  std::size_t take(std::size_t at) {
    const char32_t c = all_.folded[at];
    if (c == U'(') return take_bracket(at);
    if (c == U')') return at + 1;
    if (const char32_t closing = closing_quote(c)) {
      const std::size_t end = all_.folded.find(closing, at);
      if (end != View::npos && end - at < longest_organisation) {
        add(at, end + 1);
        return end + 1;
      }
    }
    if (c == U' ' || c == U'\n') return take_blank(at);
    if (is_any(c, U"、,;。+") && !joins_numbers(at)) {
      cut(is_any(c, U"、+") ? Joiner::together : c == U',' ? Joiner::comma : Joiner::stop);
      return at + 1;
    }
    if (is_any(c, U"兼并和与及暨/-") && joins_titles(at)) {
      cut(c == U'-' ? Joiner::stop : Joiner::together);
      return c == U'-' || c == U'/' || c == U'和' || c == U'与' || c == U'及' || c == U'暨' ? at + 1
                                                                                            : at;
    }
    add(at, at + 1);
    return at + 1;
  }

  // 第十一、十二届.
  [[nodiscard]] bool joins_numbers(std::size_t at) const {
    if (!segment_.text.empty() && is_any(segment_.text.folded.back(), U"届次")) return true;
    constexpr View numbers = U"一二三四五六七八九十0123456789";
    return at > 0 && at + 1 < all_.size() && is_any(all_.folded[at - 1], numbers) &&
           is_any(all_.folded[at + 1], numbers);
  }

  // A bracket at the end of a segment is a remark; inside a name it belongs to the name.
  std::size_t take_bracket(std::size_t at) {
    std::size_t depth = 0;
    std::size_t end = at;
    for (; end < all_.size() && end - at < longest_segment; ++end) {
      if (all_.folded[end] == U'(') ++depth;
      if (all_.folded[end] == U')' && --depth == 0) break;
    }
    if (end < all_.size() && all_.folded[end] != U')') return at + 1;
    if (end == all_.size() && end - at > longest_open_remark) return at + 1;
    const View inside = View(all_.folded).substr(at + 1, end - at - 1);
    std::size_t after = end + 1;
    while (after < all_.size() && is_any(all_.folded[after], U" \n")) ++after;
    const char32_t next = after < all_.size() ? all_.folded[after] : U'\0';
    const bool inside_name = !segment_.text.empty() && is_han(next) && next != U'兼' &&
                             !ends_with_title(segment_.text.folded) && inside.size() < 20;
    if (inside_name) {
      add(at, end + 1);
    } else {
      cover(at, std::min(end + 1, all_.size()));
      segment_.remarks.push_back(all_.part(at + 1, end));
    }
    return std::min(end + 1, all_.size());
  }

  // Blanks between figures or letters are kept; a blank or line break after a complete title cuts.
  std::size_t take_blank(std::size_t at) {
    std::size_t end = at;
    while (end < all_.size() && is_any(all_.folded[end], U" \n")) ++end;
    if (end == all_.size()) return end;
    const char32_t before = segment_.text.empty() ? U'\0' : segment_.text.folded.back();
    const char32_t after = all_.folded[end];
    if (is_han(before) && is_han(after) && ends_with_title(segment_.text.folded) &&
        !continues_title(end)) {
      cut(Joiner::comma);
    } else if (before != 0 && before < 0x80 && after < 0x80) {
      add(at, at + 1);
    }
    return end;
  }

  // Whether what follows makes one title of what stands before: 总经理 | 助理.
  [[nodiscard]] bool continues_title(std::size_t at) const {
    const View rest = View(all_.folded).substr(at, 3);
    const bool ends = rest.size() < 3 || !is_han(rest[2]);
    return ends &&
           (rest.starts_with(U"助理") || rest.starts_with(U"职务") || rest.starts_with(U"科员"));
  }

  [[nodiscard]] bool joins_titles(std::size_t at) const {
    if (segment_.text.empty() || segment_.text.size() > longest_segment) return false;
    if (all_.folded[at] == U'兼' && at + 1 < all_.size() && all_.folded[at + 1] == U'职')
      return false;
    return ends_with_title(segment_.text.folded);
  }

  void add(std::size_t begin, std::size_t end) {
    if (!segment_.remarks.empty() && !segment_.text.empty() &&
        segment_.text.size() <= longest_segment && ends_with_title(segment_.text.folded)) {
      cut(Joiner::comma);
    }
    cover(begin, end);
    segment_.text.append(all_.part(begin, end));
  }

  void cover(std::size_t begin, std::size_t end) {
    if (segment_.text.empty() && segment_.remarks.empty()) segment_.range.begin = begin;
    segment_.range.end = end;
  }

  void finish() {
    if (!segment_.text.empty() || !segment_.remarks.empty())
      segments_.push_back(std::move(segment_));
    segment_ = {};
  }

  void cut(Joiner next) {
    if (segment_.text.empty() && !segment_.remarks.empty() && !segments_.empty()) {
      for (TextPiece& remark : segment_.remarks)
        segments_.back().remarks.push_back(std::move(remark));
      segments_.back().range.end = segment_.range.end;
    } else if (!segment_.text.empty()) {
      segments_.push_back(std::move(segment_));
    } else if (segment_.joiner == Joiner::stop) {
      next = Joiner::stop;
    }
    segment_ = {};
    segment_.joiner = segments_.empty() ? Joiner::first : next;
  }

  const TextPiece& all_;
  Segment segment_{};
  std::vector<Segment> segments_{};
};

// 正科级, 副处级, 正厅: unknown for other words, for 待遇 and for 股级, which is below the scale.
Level level_form(View text) {
  if (text.ends_with(U"干部") || text.ends_with(U"领导") || text.ends_with(U"职级")) {
    text.remove_suffix(2);
  }
  if (text.ends_with(U"职")) {
    const bool head = text.ends_with(U"正职");
    if (!head && !text.ends_with(U"副职")) return Level::unknown;
    const View tier = text.substr(0, text.size() - 2);
    if (tier == U"乡科级") return head ? Level::township_head : Level::township_deputy;
    if (tier == U"县处级") return head ? Level::county_head : Level::county_deputy;
    if (tier == U"厅局级" || tier == U"地厅级")
      return head ? Level::bureau_head : Level::bureau_deputy;
    if (tier == U"省部级") return head ? Level::provincial_head : Level::provincial_deputy;
    return Level::unknown;
  }
  if (text.size() < 2 || !is_any(text.front(), U"正副")) return Level::unknown;
  const bool head = text.front() == U'正';
  text.remove_prefix(1);
  // 正处长级, 副厅长级.
  if (text.size() > 2 && text.ends_with(U"长级")) text.remove_suffix(2);
  if (text.ends_with(U"级")) text.remove_suffix(1);
  struct Form {
    View tier;
    Level deputy;
    Level head;
  };
  static constexpr std::array forms{
      Form{U"科", Level::township_deputy, Level::township_head},
      Form{U"乡科", Level::township_deputy, Level::township_head},
      Form{U"乡", Level::township_deputy, Level::township_head},
      Form{U"乡镇", Level::township_deputy, Level::township_head},
      Form{U"镇", Level::township_deputy, Level::township_head},
      Form{U"处", Level::county_deputy, Level::county_head},
      Form{U"县", Level::county_deputy, Level::county_head},
      Form{U"县处", Level::county_deputy, Level::county_head},
      Form{U"厅", Level::bureau_deputy, Level::bureau_head},
      Form{U"局", Level::bureau_deputy, Level::bureau_head},
      Form{U"厅局", Level::bureau_deputy, Level::bureau_head},
      Form{U"司", Level::bureau_deputy, Level::bureau_head},
      Form{U"司局", Level::bureau_deputy, Level::bureau_head},
      Form{U"地", Level::bureau_deputy, Level::bureau_head},
      Form{U"地厅", Level::bureau_deputy, Level::bureau_head},
      Form{U"州", Level::bureau_deputy, Level::bureau_head},
      Form{U"省", Level::provincial_deputy, Level::provincial_head},
      Form{U"部", Level::provincial_deputy, Level::provincial_head},
      Form{U"省部", Level::provincial_deputy, Level::provincial_head},
  };
  for (const Form& form : forms) {
    if (form.tier == text) return head ? form.head : form.deputy;
  }
  return Level::unknown;
}

constexpr std::array verbs{View(U"先后担任过"), View(U"先后担任"),   View(U"先后任"),
                           View(U"先后在"),     View(U"先后兼任"),   View(U"历任过"),
                           View(U"历任"),       View(U"曾先后任"),   View(U"曾任"),
                           View(U"曾担任"),     View(U"曾兼任"),     View(U"曾在"),
                           View(U"现任"),       View(U"现担任"),     View(U"现在"),
                           View(U"现为"),       View(U"担任"),       View(U"出任"),
                           View(U"升任"),       View(U"升为"),       View(U"提任"),
                           View(U"提拔任"),     View(U"提拔为"),     View(U"提拔担任"),
                           View(U"提升为"),     View(U"晋升为"),     View(U"晋升"),
                           View(U"晋任"),       View(U"改任"),       View(U"转任"),
                           View(U"调任"),       View(U"调至"),       View(U"调入"),
                           View(U"调到"),       View(U"调往"),       View(U"聘任为"),
                           View(U"聘任"),       View(U"受聘为"),     View(U"受聘任"),
                           View(U"受聘"),       View(U"聘为"),       View(U"被聘为"),
                           View(U"选任"),       View(U"选举为"),     View(U"当选为"),
                           View(U"当选"),       View(U"被选为"),     View(U"被选举为"),
                           View(U"推选为"),     View(U"被任命为"),   View(U"任命为"),
                           View(U"分配至"),     View(U"分配到"),     View(U"分配在"),
                           View(U"分配"),       View(U"分到"),       View(U"派驻"),
                           View(U"派往"),       View(U"派到"),       View(U"选派到"),
                           View(U"选派至"),     View(U"选派"),       View(U"下派到"),
                           View(U"下派至"),     View(U"下派"),       View(U"上派到"),
                           View(U"上派至"),     View(U"上派"),       View(U"抽调到"),
                           View(U"抽调至"),     View(U"抽调"),       View(U"借调到"),
                           View(U"借调至"),     View(U"借调在"),     View(U"借调"),
                           View(U"借用到"),     View(U"借用至"),     View(U"借用在"),
                           View(U"借用于"),     View(U"借用"),       View(U"抽调在"),
                           View(U"挂职任"),     View(U"挂职担任"),   View(U"挂职于"),
                           View(U"挂职到"),     View(U"挂职在"),     View(U"挂职"),
                           View(U"挂任"),       View(U"到"),         View(U"在"),
                           View(U"至"),         View(U"赴"),         View(U"入职"),
                           View(U"进入"),       View(U"考入"),       View(U"考录到"),
                           View(U"考录至"),     View(U"考录为"),     View(U"考取"),
                           View(U"招录到"),     View(U"招录为"),     View(U"录用到"),
                           View(U"录用为"),     View(U"选调到"),     View(U"选调至"),
                           View(U"转业到"),     View(U"转业至"),     View(U"转业安置到"),
                           View(U"复员到"),     View(U"安置到"),     View(U"应征入伍到"),
                           View(U"入伍到"),     View(U"兼任"),       View(U"兼职"),
                           View(U"兼"),         View(U"并任"),       View(U"并兼任"),
                           View(U"并担任"),     View(U"同时兼任"),   View(U"同时任"),
                           View(U"同时担任"),   View(U"同时"),       View(U"又任"),
                           View(U"继续担任"),   View(U"继续任"),     View(U"仍任"),
                           View(U"仍担任"),     View(U"后任"),       View(U"后在"),
                           View(U"后调任"),     View(U"后调"),       View(U"后到"),
                           View(U"后担任"),     View(U"后转任"),     View(U"后改任"),
                           View(U"后升任"),     View(U"后历任"),     View(U"再任"),
                           View(U"其后任"),     View(U"随后任"),     View(U"先任"),
                           View(U"先在"),       View(U"起任"),       View(U"起兼任"),
                           View(U"起担任"),     View(U"任职于"),     View(U"就职于"),
                           View(U"供职于"),     View(U"任"),         View(U"参加工作"),
                           View(U"从事"),       View(U"被"),         View(U"经组织选派"),
                           View(U"系"),         View(U"是"),         View(U"为"),
                           View(U"转为"),       View(U"定为"),       View(U"套改为"),
                           View(U"职级套转为"), View(U"由"),         View(U"担负"),
                           View(U"做"),         View(U"当"),         View(U"其间"),
                           View(U"期间"),       View(U"其中"),       View(U"毕业后"),
                           View(U"毕业分配到"), View(U"毕业分配至"), View(U"大学毕业分配到"),
                           View(U"入伍"),       View(U"参军到"),     View(U"参军"),
                           View(U"调"),         View(U"援藏任"),     View(U"援疆任"),
                           View(U"援青任"),     View(U"援滇任"),     View(U"援藏"),
                           View(U"援疆"),       View(U"援青"),       View(U"援滇"),
                           View(U"驻")};

// A short verb that also begins a name: 任丘, 调研处, 当阳, 驻马店.
bool is_name_after_all(View verb, View rest) {
  if (verb == U"任") return rest.starts_with(U"丘") || rest.starts_with(U"城区");
  if (verb == U"调") return is_any(rest.empty() ? U'\0' : rest.front(), U"研查解度控");
  if (verb == U"在") return is_any(rest.empty() ? U'\0' : rest.front(), U"职岗读编");
  if (verb == U"当") return is_any(rest.empty() ? U'\0' : rest.front(), U"阳涂雄");
  if (verb == U"驻")
    return rest.starts_with(U"马店") || is_any(rest.empty() ? U'\0' : rest.front(), U"地村外");
  if (verb == U"是" || verb == U"为" || verb == U"系" || verb == U"由" || verb == U"做" ||
      verb == U"被") {
    return rest.empty();
  }
  if (verb == U"分配") return rest.starts_with(U"处") || rest.starts_with(U"科");
  if (verb == U"兼职") return rest.starts_with(U"副") || ends_with_title(rest.substr(0, 2));
  if (verb == U"援藏" || verb == U"援疆" || verb == U"援青" || verb == U"援滇") {
    return rest.starts_with(U"干部") || rest.starts_with(U"办") || rest.starts_with(U"工作") ||
           rest.starts_with(U"前方");
  }
  return false;
}

// Length of the verbs a segment begins with (先后在, 调任 …).
std::size_t verbs_length(View text) {
  std::size_t begin = 0;
  for (;;) {
    while (begin < text.size() && is_any(text[begin], U" :·")) ++begin;
    const View rest = text.substr(begin);
    std::size_t longest = 0;
    for (const View verb : verbs) {
      if (verb.size() > longest && rest.starts_with(verb) &&
          !is_name_after_all(verb, rest.substr(verb.size()))) {
        longest = verb.size();
      }
    }
    if (longest == 0) return begin;
    begin += longest;
  }
}

constexpr std::array middle_verbs{View(U"主持工作的"),
                                  View(U"主持全面工作的"),
                                  View(U"主持行政工作的"),
                                  View(U"的"),
                                  View(U"先后担任"),
                                  View(U"先后任"),
                                  View(U"历任"),
                                  View(U"曾任"),
                                  View(U"工作任"),
                                  View(U"担任"),
                                  View(U"兼任"),
                                  View(U"挂职任"),
                                  View(U"挂职担任"),
                                  View(U"挂任"),
                                  View(U"挂职"),
                                  View(U"出任"),
                                  View(U"当选为"),
                                  View(U"当选"),
                                  View(U"被任命为"),
                                  View(U"从事"),
                                  View(U"工作并任"),
                                  View(U"做"),
                                  View(U"当"),
                                  View(U"任"),
                                  View(U"兼"),
                                  View(U"借调任"),
                                  View(U"支教任"),
                                  View(U"改任"),
                                  View(U"转任"),
                                  View(U"援藏任"),
                                  View(U"援疆任"),
                                  View(U"为"),
                                  View(U"聘为"),
                                  View(U"一直任"),
                                  View(U"主持"),
                                  View(U"工作")};

// 某县财政局任 -> 某县财政局, 某镇某村任村 -> 某镇某村.
void drop_middle_verb(TextPiece& organisation) {
  const std::size_t size = organisation.size();
  if (size > 3 && organisation.folded[size - 2] == U'任' &&
      organisation.folded[size - 1] == organisation.folded[size - 3] &&
      ends_organisation(organisation.folded[size - 1])) {
    organisation = organisation.part(0, size - 2);
  }
  for (bool found = true; found;) {
    found = false;
    for (const View verb : middle_verbs) {
      if (organisation.size() > verb.size() && organisation.folded.ends_with(verb)) {
        organisation = organisation.part(0, organisation.size() - verb.size());
        found = true;
        break;
      }
    }
  }
  while (!organisation.empty() && is_any(organisation.folded.back(), U" :")) {
    organisation = organisation.part(0, organisation.size() - 1);
  }
}

// What may stand between 驻村, 挂职 and the like and 科, 办公室 in the name of an office for them.
constexpr std::array office_middles{
    View(U"工作"),     View(U"干部"), View(U"人员"), View(U"帮扶"), View(U"扶贫"), View(U"队"),
    View(U"管理"),     View(U"服务"), View(U"锻炼"), View(U"培养"), View(U"联络"), View(U"协调"),
    View(U"督导"),     View(U"监督"), View(U"考核"), View(U"指导"), View(U"交流"), View(U"支援"),
    View(U"援建"),     View(U"合作"), View(U"协作"), View(U"资金"), View(U"项目"), View(U"事务"),
    View(U"领导小组"), View(U"和"),   View(U"与")};

constexpr std::array office_endings{View(U"办"), View(U"处"),       View(U"科"),
                                    View(U"股"), View(U"中心"),     View(U"局"),
                                    View(U"司"), View(U"领导小组"), View(U"指挥部")};

// Whether the text goes on as the name of an office: 工作科, 干部管理办公室.
bool goes_on_as_office(View after) {
  for (bool found = true; found;) {
    if (starts_with_any(after, office_endings)) return true;
    found = false;
    for (const View word : office_middles) {
      if (!after.starts_with(word)) continue;
      after.remove_prefix(word.size());
      found = true;
    }
  }
  return false;
}

// 某县财政局任 | 预算股, 某大学选派 | 某县某村: where a verb inside a text splits one name from the
// next. The range of the verb, or an empty one.
TextRange inner_verb(View text) {
  static constexpr std::array inner_verbs{
      View(U"挂职担任"), View(U"挂职任"), View(U"借调任"), View(U"工作任"), View(U"选派到"),
      View(U"选派至"),   View(U"选派赴"), View(U"选派"),   View(U"下派到"), View(U"下派至"),
      View(U"下派"),     View(U"担任"),   View(U"任")};
  for (std::size_t at = text.find_first_of(U"挂借工选下担任", 2); at < text.size();
       at = text.find_first_of(U"挂借工选下担任", at + 1)) {
    if (!ends_organisation(text[at - 1])) continue;
    for (const View verb : inner_verbs) {
      const View rest = text.substr(at);
      if (rest.starts_with(verb) && rest.size() > verb.size() + 1 &&
          !is_name_after_all(verb, rest.substr(verb.size())) &&
          !(verb.find(U'派') != View::npos && goes_on_as_office(rest.substr(verb.size())))) {
        return {at, at + verb.size()};
      }
    }
  }
  return {};
}

// 副局长职务, 会计工作: what may follow a title.
std::size_t without_tail(View text) {
  static constexpr std::array tails{View(U"等职务"), View(U"等职"), View(U"职务"), View(U"一职"),
                                    View(U"之职"),   View(U"岗位"), View(U"工作"), View(U"等"),
                                    View(U"职"),     View(U"至今"), View(U"半年"), View(U"一年"),
                                    View(U"两年"),   View(U"二年"), View(U"三年")};
  std::size_t end = text.size();
  for (bool found = true; found;) {
    found = false;
    for (const View tail : tails) {
      if (end > tail.size() && text.substr(0, end).ends_with(tail)) {
        end -= tail.size();
        found = true;
        break;
      }
    }
  }
  return end;
}

constexpr std::array note_openings{
    View(U"获"),     View(U"荣获"),   View(U"取得"), View(U"被评"),     View(U"被授"),
    View(U"授予"),   View(U"荣立"),   View(U"立功"), View(U"记功"),     View(U"记三等"),
    View(U"记二等"), View(U"记一等"), View(U"受到"), View(U"受党内"),   View(U"受政务"),
    View(U"主持"),   View(U"保留"),   View(U"享受"), View(U"明确"),     View(U"免去"),
    View(U"免"),     View(U"不再"),   View(U"辞去"), View(U"卸任"),     View(U"加入中国"),
    View(U"入党"),   View(U"试用期"), View(U"级别"), View(U"负责全面"), View(U"曾获"),
    View(U"先后获"), View(U"多次获"), View(U"连续"), View(U"排名"),     View(U"优秀"),
    View(U"协助"),   View(U"牵头")};

constexpr std::array duty_openings{View(U"分管"), View(U"协管"),     View(U"分工负责"),
                                   View(U"主抓"), View(U"具体负责"), View(U"负责"),
                                   View(U"联系")};

// Length of 分管 and the like when the segment speaks of duties.
std::size_t duty_opening(View text) {
  for (const View word : duty_openings) {
    if (text.starts_with(word) && text != word) {
      // 负责人 is a title.
      return text.starts_with(U"负责人") || text.starts_with(U"联系点") ? 0 : word.size();
    }
  }
  return 0;
}

void add_duty(std::vector<std::string>& duties, const TextPiece& text) {
  View folded = text.folded;
  for (const View tail :
       {View(U"等方面工作"), View(U"方面工作"), View(U"等工作"), View(U"工作"), View(U"等")}) {
    if (folded.size() > tail.size() && folded.ends_with(tail)) {
      folded.remove_suffix(tail.size());
      break;
    }
  }
  if (!folded.empty()) duties.push_back(to_utf8(View(text.raw).substr(0, folded.size())));
}

constexpr std::array study_endings{
    View(U"学习"),   View(U"就读"),     View(U"在读"),     View(U"读书"),     View(U"求学"),
    View(U"进修"),   View(U"深造"),     View(U"培训"),     View(U"轮训"),     View(U"研修"),
    View(U"学习班"), View(U"培训班"),   View(U"进修班"),   View(U"研修班"),   View(U"研究班"),
    View(U"青班"),   View(U"研究生班"), View(U"轮训班"),   View(U"学员"),     View(U"学生"),
    View(U"本科生"), View(U"研究生"),   View(U"博士生"),   View(U"硕士生"),   View(U"毕业"),
    View(U"肄业"),   View(U"结业"),     View(U"专业"),     View(U"大专班"),   View(U"专科班"),
    View(U"本科班"), View(U"读大学"),   View(U"上大学"),   View(U"上学"),     View(U"读高中"),
    View(U"读研"),   View(U"留学"),     View(U"访学"),     View(U"受训"),     View(U"本科"),
    View(U"大专"),   View(U"访问学者"), View(U"学习毕业"), View(U"脱产学习"), View(U"学历"),
    View(U"预科"),   View(U"读博"),     View(U"学士"),     View(U"硕士"),     View(U"博士"),
    View(U"学位"),   View(U"学徒班")};

constexpr std::array no_study{View(U"跟班学习"), View(U"顶岗学习"), View(U"挂职学习"),
                              View(U"代职学习"), View(U"跟班"),     View(U"挂职锻炼")};

bool is_study(View text) {
  while (!text.empty() && is_any(text.back(), U" )\n")) text.remove_suffix(1);
  if (contains_any(text, no_study)) return false;
  if (text.ends_with(U"学习中")) text.remove_suffix(1);
  if (ends_with_any(text, study_endings)) return true;
  const View rest = text.substr(verbs_length(text));
  const bool verb = rest.starts_with(U"就读于") || rest.starts_with(U"毕业于") ||
                    rest.starts_with(U"读") || text.find(U"攻读") != View::npos;
  return verb && !ends_with_title(text);
}

// A school and nothing else, 样例大学中文系: a study, unless a post in it follows.
bool is_bare_school(View text) {
  while (!text.empty() && is_any(text.back(), U" )\n")) text.remove_suffix(1);
  if (!is_school(text) || ends_with_title(text)) return false;
  return is_any(text.back(), U"系班级校学院范科大") || text.ends_with(U"中");
}

constexpr std::array secondment_words{View(U"挂职"),
                                      View(U"挂任"),
                                      View(U"挂点"),
                                      View(U"上挂"),
                                      View(U"下挂"),
                                      View(U"代职锻炼"),
                                      View(U"驻村"),
                                      View(U"支教"),
                                      View(U"支医"),
                                      View(U"支农"),
                                      View(U"扶贫工作队"),
                                      View(U"下派"),
                                      View(U"选派"),
                                      View(U"对口支援"),
                                      View(U"帮扶工作队"),
                                      View(U"乡村振兴工作队"),
                                      View(U"博士服务团"),
                                      View(U"新农村建设指导员"),
                                      View(U"社会主义新农村建设"),
                                      View(U"援藏"),
                                      View(U"援疆"),
                                      View(U"援青"),
                                      View(U"援滇"),
                                      View(U"援黔"),
                                      View(U"援川"),
                                      View(U"援宁"),
                                      View(U"援甘"),
                                      View(U"援外"),
                                      View(U"援琼")};

// Whether the text is about a posting, not about the office for such postings (驻村工作科).
bool has_secondment_word(View text) {
  // A character of each word, so that most texts are looked through once.
  if (text.find_first_of(U"挂锻驻支队派村团援") == View::npos) return false;
  for (const View word : secondment_words) {
    for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at + 1)) {
      if (!goes_on_as_office(text.substr(at + word.size()))) return true;
    }
  }
  return false;
}

constexpr std::array loan_words{View(U"借调"),     View(U"抽调"),     View(U"跟班学习"),
                                View(U"跟班锻炼"), View(U"帮助工作"), View(U"协助工作"),
                                View(U"借用"),     View(U"上派"),     View(U"顶岗锻炼"),
                                View(U"跟班"),     View(U"帮工")};

constexpr std::array idle_words{
    View(U"待业"), View(U"务农"),     View(U"下乡"),   View(U"插队"),     View(U"知青"),
    View(U"病休"), View(U"病假"),     View(U"待分配"), View(U"自由职业"), View(U"自谋职业"),
    View(U"无业"), View(U"个体"),     View(U"务工"),   View(U"打工"),     View(U"下海"),
    View(U"经商"), View(U"休学"),     View(U"退休"),   View(U"离休"),     View(U"内退"),
    View(U"离岗"), View(U"停薪留职"), View(U"待岗"),   View(U"下岗"),     View(U"家居"),
    View(U"在家"), View(U"复习备考"), View(U"备考"),   View(U"自主创业"), View(U"灵活就业"),
    View(U"产假"), View(U"待安置"),   View(U"待安排"), View(U"回乡")};

// 驻村第一书记 and 村党支部第一书记, not the 第一书记 of a body of soldiers.
bool is_village_secretary(View text) {
  const std::size_t at = text.find(U"第一书记");
  return at != View::npos && (text.substr(0, at).find(U'村') != View::npos ||
                              text.substr(0, at).find(U"社区") != View::npos);
}

// 驻甲县乙村工作队; 驻农业农村局 and 驻马店 are something else.
bool is_stationed_in_village(View text) {
  const std::size_t at = text.find(U'驻');
  if (at == View::npos || text.substr(at).starts_with(U"驻马店")) return false;
  for (std::size_t village = text.find(U'村', at); village != View::npos;
       village = text.find(U'村', village + 1)) {
    const View after = text.substr(village + 1);
    const bool word = is_any(text[village - 1], U"农乡新") || after.starts_with(U"镇") ||
                      after.starts_with(U"级") || after.starts_with(U"务");
    if (!word && !goes_on_as_office(after)) return true;
  }
  return false;
}

bool is_secondment(View text) {
  return has_secondment_word(text) || is_village_secretary(text) || is_stationed_in_village(text);
}

// 工作, 任职, 服役 at the end of a segment without title: its organisation stands before.
std::optional<std::size_t> work_organisation_end(View text) {
  for (const View word : {View(U"从事"), View(U"负责"), View(U"做"), View(U"主持")}) {
    const std::size_t at = text.find(word);
    if (at != View::npos && at > 1 && ends_organisation(text[at - 1])) return at;
  }
  static constexpr std::array words{
      View(U"帮助工作"), View(U"协助工作"), View(U"参加工作"), View(U"挂职锻炼"), View(U"跟班学习"),
      View(U"跟班锻炼"), View(U"顶岗锻炼"), View(U"挂职学习"), View(U"挂职工作"), View(U"锻炼"),
      View(U"工作"),     View(U"任职"),     View(U"就职"),     View(U"供职"),     View(U"上班"),
      View(U"服役"),     View(U"实习"),     View(U"见习"),     View(U"任教"),     View(U"执教"),
      View(U"教书"),     View(U"支教"),     View(U"挂职"),     View(U"借调"),     View(U"就业"),
      View(U"试用"),     View(U"当兵"),     View(U"从教"),     View(U"跟班"),     View(U"从军"),
      View(U"入伍"),     View(U"扶贫"),     View(U"驻村"),     View(U"支医")};
  for (const View word : words) {
    if (text.size() > word.size() + 1 && text.ends_with(word)) return text.size() - word.size();
  }
  return std::nullopt;
}

struct Draft {
  TextPiece organisation{};
  TextPiece title{};
  int group = 1;          // 、 keeps the group
  bool sequence = false;  // follows 历任, 先后任, 后任
  bool comma = false;     // joined by ，
  bool seconded = false;  // 挂职, 援派
  bool stop = false;      // follows ；
};

class StatementReader {
 public:
  StatementReader(const TextPiece& statement, const TextPiece& before)
      : segments_(Segmenter(statement).segments()), before_(before) {}

  StatementReading read() {
    for (const Segment& segment : segments_) read_segment(segment);
    const bool untitled = std::all_of(drafts_.begin(), drafts_.end(),
                                      [](const Draft& draft) { return draft.title.empty(); });
    if (untitled && !study_) read_posts_in_remarks();
    set_stages();
    reading_.kind = kind();
    if (reading_.kind == Kind::study) {
      reading_.posts.clear();
      return std::move(reading_);
    }
    if (!drafts_.empty()) reading_.organisation = drafts_.back().organisation;
    for (const Draft& draft : drafts_) {
      HeldPost post;
      post.organisation.text = to_utf8(draft.organisation.raw);
      post.title = to_utf8(draft.title.raw);
      post.stage = draft.group;
      reading_.posts.push_back(std::move(post));
    }
    return std::move(reading_);
  }

 private:
  void read_segment(const Segment& segment) {
    if (segment.joiner != Joiner::together) {
      // 援疆干部，任某县副县长 goes on with the same.
      seconded_ = seconded_ && (segment.text.folded.starts_with(U"任") ||
                                segment.text.folded.starts_with(U"担任"));
      group_begin_ = drafts_.size();
    }
    read_words(segment);
    for (const TextPiece& remark : segment.remarks) read_remark(remark.folded, remark);
  }

  void read_words(const Segment& segment) {
    const View whole = segment.text.folded;
    if (whole.empty() || whole.size() > longest_segment) return;
    if (segment.joiner != Joiner::together) in_duties_ = false;
    // 2016.03起主持预算股工作: a date before what is no post.
    if (is_digit(whole.front())) {
      const auto period = scan_period(whole, 0);
      const std::size_t rest = period && period->from.date.month != 0 ? period->end : 0;
      if (rest > 0 && starts_with_any(whole.substr(rest), note_openings)) return;
    }
    if (const std::size_t opening = duty_opening(whole)) {
      in_duties_ = true;
      add_duty(reading_.duties, segment.text.part(opening, whole.size()));
      return;
    }
    if (in_duties_ && !ends_with_title(whole)) {
      add_duty(reading_.duties, segment.text);
      return;
    }
    in_duties_ = false;
    seconded_ |= is_secondment(whole);
    said_seconded_ |= seconded_;
    loan_ |= contains_any(whole, loan_words);
    idle_ |= contains_any(whole, idle_words);
    if (starts_with_any(whole, note_openings)) return;
    if (is_study(whole)) {
      study_first_ |= drafts_.empty();
      study_ = true;
      return;
    }
    bare_school_ |= is_bare_school(whole);
    std::size_t begin = verbs_length(whole);
    if (begin >= whole.size()) {
      sequence_ |= says_sequence(whole);
      return;
    }
    const std::size_t end = without_tail(whole);
    const View words = whole.substr(begin, end > begin ? end - begin : 0);
    const TitleSplit split = split_title(words);
    if (segment.joiner == Joiner::stop) sequence_ = false;
    sequence_ |= says_sequence(whole.substr(0, begin));
    if (split.begin != no_title) {
      add_post(segment, segment.text.part(begin, begin + words.size()), split);
      return;
    }
    add_bare_organisation(segment, begin);
  }

  // 某市卫健委援藏（西藏某县卫健委副主任）: the post stands in the bracket.
  void read_posts_in_remarks() {
    for (const Segment& segment : segments_) {
      for (const TextPiece& remark : segment.remarks) {
        for (const Segment& piece : Segmenter(remark).segments()) {
          const bool says_post = drafts_.empty() || piece.text.folded.starts_with(U"任");
          if (says_post && level_form(piece.text.folded) == Level::unknown &&
              piece.text.size() > 4) {
            read_words(piece);
          }
        }
      }
    }
  }

  static bool says_sequence(View text) {
    return text.find(U"历任") != View::npos || text.find(U"先后") != View::npos;
  }

  static bool says_later(View text) {
    static constexpr std::array words{
        View(U"后任"), View(U"改任"), View(U"转任"), View(U"调任"), View(U"升任"), View(U"提任"),
        View(U"提拔"), View(U"晋升"), View(U"后调"), View(U"后到"), View(U"再任"), View(U"调到"),
        View(U"调至"), View(U"调入"), View(U"后在"), View(U"升为"), View(U"提升"), View(U"转为")};
    return contains_any(text, words);
  }

  void read_remark(View text, const TextPiece& remark) {
    // （挂职） after the last of several posts is said of them all; before the first too.
    if (is_secondment(text)) {
      seconded_ = true;
      said_seconded_ = true;
      for (std::size_t i = group_begin_; i < drafts_.size(); ++i) drafts_[i].seconded = true;
    }
    loan_ |= contains_any(text, loan_words);
    if (const std::size_t opening = duty_opening(text)) {
      Segmenter segmenter(remark);
      for (const Segment& piece : segmenter.segments()) {
        const std::size_t skip = duty_opening(piece.text.folded);
        add_duty(reading_.duties, piece.text.part(skip, piece.text.size()));
      }
      return;
    }
    // （正科级，试用期一年）
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of(U",、;。 \n"), text.size());
      note_level(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void note_level(View text) {
    for (const View verb :
         {View(U"明确为"), View(U"定为"), View(U"明确"), View(U"保留"), View(U"任")}) {
      if (text.starts_with(verb)) text.remove_prefix(verb.size());
    }
    reading_.level = std::max(reading_.level, level_form(text));
  }

  void add_post(const Segment& segment, const TextPiece& words, const TitleSplit& split) {
    Draft draft;
    TextPiece own = words.part(0, split.begin);
    drop_middle_verb(own);
    own = own.part(verbs_length(own.folded), own.size());
    own = without_opening_bracket(own);
    if (const std::size_t mark = own.folded.rfind(U':'); mark != View::npos) {
      own = own.part(mark + 1, own.size());
    }
    if (!split.elided.empty())
      own.append({std::u32string(split.elided), std::u32string(split.elided)});
    if (own.size() > longest_organisation) return;
    draft.title = words.part(split.begin, words.size());
    const std::size_t level_end = draft.title.folded.find(U'级');
    if (level_end != View::npos) note_level(View(draft.title.folded).substr(0, level_end + 1));
    TextPiece base = base_for(own, draft.title.folded);
    if (const TextRange verb = inner_verb(own.folded); verb.end > 0) {
      base = organisation_of(own.part(0, verb.begin), base, {});
      own = own.part(verb.end, own.size());
    }
    draft.organisation = organisation_of(own, base, draft.title.folded);
    draft.seconded = seconded_;
    const bool fills = !drafts_.empty() && drafts_.back().title.empty() &&
                       (own.empty() || draft.organisation.folded == base.folded ||
                        draft.organisation.folded.starts_with(base.folded));
    draft.comma = segment.joiner == Joiner::comma || segment.joiner == Joiner::stop;
    const View opening =
        View(segment.text.folded).substr(0, segment.text.size() - draft.title.size());
    draft.sequence = sequence_ || says_later(opening);
    draft.stop = segment.joiner == Joiner::stop && opening.find(U'兼') == View::npos;
    if (fills) {
      drafts_.back().organisation = draft.organisation;
      drafts_.back().title = draft.title;
      drafts_.back().seconded |= seconded_;
      return;
    }
    drafts_.push_back(std::move(draft));
  }

  // 挂职（援藏）某县.
  static TextPiece without_opening_bracket(const TextPiece& own) {
    const std::size_t end = own.folded.find(U')');
    const bool opens = own.folded.starts_with(U"(") && end != View::npos;
    return opens ? own.part(end + 1, own.size()) : own;
  }

  // 造林科 in 任造林科副科长: a part of the organisation of the period before.
  static bool is_section_alone(View own) {
    const bool section = is_any(own.back(), U"科股") || own == U"办公室";
    return section && own.size() <= longest_section && !names_itself(own);
  }

  // 样湖管理局水政科 after 样湖管理局水文站: written in full already.
  static bool opens_alike(const TextPiece& own, const TextPiece& before) {
    static constexpr std::size_t enough = 3;
    return own.size() >= enough && before.folded.starts_with(View(own.folded).substr(0, enough));
  }

  // What the organisation of a post is short for.
  [[nodiscard]] TextPiece base_for(const TextPiece& own, View title) const {
    if (drafts_.empty() && words_unread_) return {};
    if (drafts_.empty()) {
      const bool of_before = own.empty() || leaves_out_place(own.folded) ||
                             (is_section_alone(own.folded) && !opens_alike(own, before_));
      return of_before ? before_ : TextPiece{};
    }
    // 工程部经理、总经理助理: of the company, but 业务部副总经理、总经理 of one department.
    static constexpr std::array chiefs{View(U"总经理"), View(U"总经理助理"), View(U"总裁"),
                                       View(U"董事长"), View(U"董事")};
    const Draft& last = drafts_.back();
    if (own.empty() && ends_with_any(title, chiefs) &&
        last.title.folded.find(U'总') == View::npos && !last.organisation.empty() &&
        is_any(last.organisation.folded.back(), U"部室处科间")) {
      return whole_of(last.organisation);
    }
    // A grade is the person's, not one of the post named last.
    const bool grade = own.empty() && !drafts_.front().title.empty() &&
                       !drafts_.back().title.empty() && rung_of(title).ladder == U"rank";
    return grade ? drafts_.front().organisation : drafts_.back().organisation;
  }

  void add_bare_organisation(const Segment& segment, std::size_t begin) {
    const View whole = segment.text.folded;
    std::size_t end = whole.size();
    const auto work = work_organisation_end(whole);
    if (work) {
      end = *work;
      says_work_ = true;
    }
    // 某公社插队, 待安排: the word is no part of the name, nor a name.
    for (const View word : idle_words) {
      const std::size_t idle = whole.find(word, begin);
      if (idle >= end) continue;
      const View before = whole.substr(begin, idle - begin);
      const bool named =
          !before.empty() && ends_organisation(before.back()) && !ends_with_title(before);
      end = named ? idle : begin;
    }
    if (end <= begin) return;
    if (const std::size_t towards = whole.rfind(U'赴', end); towards != View::npos) {
      begin = std::max(begin, towards + 1);
    }
    if (whole.substr(begin).starts_with(U"参加") || end <= begin) return;
    TextPiece own = segment.text.part(begin, end);
    drop_middle_verb(own);
    if (own.size() < 2 || own.size() > longest_organisation) return;
    if (!work && !drafts_.empty()) return;
    if (!work && !is_school(own.folded) && !ends_organisation(own.folded.back())) {
      // A title that no rule knows: its organisation at least is named.
      const std::size_t known = organisation_end(own.folded);
      words_unread_ = true;
      if (known == 0 || !names_itself(View(own.folded).substr(0, known))) return;
      own = own.part(0, known);
    }
    Draft draft;
    draft.organisation = organisation_of(own, base_for(own, {}), {});
    draft.comma = segment.joiner == Joiner::comma || segment.joiner == Joiner::stop;
    draft.seconded = seconded_;
    drafts_.push_back(std::move(draft));
  }

  // Whether a later post ends the earlier one: one ladder in one organisation, or 科员 and what
  // came of it.
  static bool replaces(const Draft& later, const Draft& earlier) {
    if (earlier.title.empty() || later.title.empty()) return false;
    const bool same = later.organisation.folded == earlier.organisation.folded;
    const bool inside = later.organisation.folded.starts_with(earlier.organisation.folded) ||
                        earlier.organisation.folded.starts_with(later.organisation.folded);
    if (is_entry_title(earlier.title.folded) && !is_entry_title(later.title.folded)) {
      return same || inside || later.comma;
    }
    const TitleRung from = rung_of(earlier.title.folded);
    const TitleRung to = rung_of(later.title.folded);
    if (from.ladder != to.ladder || from.rung >= to.rung) return false;
    const bool section = from.ladder == U"科长" || from.ladder == U"股长" ||
                         from.ladder == U"处长" || from.ladder == U"rank" ||
                         from.ladder == U"troops";
    return same || (later.comma && section);
  }

  void set_stages() {
    const bool commas_in_sequence = std::any_of(
        drafts_.begin(), drafts_.end(), [](const Draft& d) { return d.sequence && d.comma; });
    int stage = 1;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& draft = drafts_[i];
      bool next = i > 0 && draft.sequence && (draft.comma || !commas_in_sequence);
      next |=
          i > 0 && draft.stop && draft.organisation.folded == drafts_[i - 1].organisation.folded;
      const std::size_t oldest = i > longest_list_compared ? i - longest_list_compared : 0;
      for (std::size_t k = oldest; k < i && !next; ++k) {
        next = drafts_[k].group == stage && replaces(draft, drafts_[k]);
      }
      if (next) ++stage;
      draft.group = stage;
    }
  }

  [[nodiscard]] Kind kind() const {
    const bool posts = !drafts_.empty();
    const bool untitled = std::all_of(drafts_.begin(), drafts_.end(),
                                      [](const Draft& draft) { return draft.title.empty(); });
    if (untitled && (study_ || (bare_school_ && !says_work_))) return Kind::study;
    if (study_ && (!posts || study_first_)) return Kind::study;
    if (!posts) return said_seconded_ ? Kind::secondment : idle_ ? Kind::idle : Kind::none;
    if (std::all_of(drafts_.begin(), drafts_.end(), [](const Draft& d) { return d.seconded; })) {
      return Kind::secondment;
    }
    if (loan_ && !said_seconded_) return Kind::loan;
    const bool members = std::all_of(drafts_.begin(), drafts_.end(), [](const Draft& draft) {
      std::u32string whole = draft.organisation.folded;
      whole += draft.title.folded;
      return is_membership(whole);
    });
    if (members) return Kind::membership;
    if (untitled && idle_) return Kind::idle;
    return Kind::post;
  }

  static constexpr std::size_t longest_list_compared = 16;

  std::vector<Segment> segments_{};
  const TextPiece& before_;
  std::vector<Draft> drafts_{};
  StatementReading reading_{};
  bool in_duties_ = false;
  bool sequence_ = false;
  bool study_ = false;
  bool study_first_ = false;
  bool bare_school_ = false;
  bool says_work_ = false;  // 在…工作
  bool loan_ = false;
  bool idle_ = false;
  bool words_unread_ = false;   // a segment named nothing that was understood
  bool seconded_ = false;       // the group of posts that is being read
  bool said_seconded_ = false;  // any of them
  std::size_t group_begin_ = 0;
};
}  // namespace

StatementReading read_statement(const TextPiece& statement, const TextPiece& before) {
  return StatementReader(statement, before).read();
}

std::vector<TextRange> secondment_clauses(const TextPiece& statement) {
  if (statement.folded.find_first_of(U"挂派援支驻村") == View::npos) return {};
  struct Group {
    TextRange range{};
    bool seconded = false;
    bool by_remark = false;
  };
  std::vector<Group> groups;
  for (const Segment& segment : Segmenter(statement).segments()) {
    const View text = segment.text.folded;
    const bool by_words = is_secondment(text);
    const bool by_remark = std::any_of(segment.remarks.begin(), segment.remarks.end(),
                                       [](const TextPiece& r) { return is_secondment(r.folded); });
    const Group* last = groups.empty() ? nullptr : &groups.back();
    bool joins = last != nullptr && segment.joiner == Joiner::together;
    if (joins && by_words) joins = last->seconded;
    if (joins && last->by_remark) joins = by_remark || !names_itself(text);
    // 援疆干部，任某县副县长 goes on with the same.
    const bool goes_on =
        last != nullptr && last->seconded && (text.starts_with(U"任") || text.starts_with(U"担任"));
    if (!joins && !goes_on) groups.push_back({.range = segment.range});
    Group& group = groups.back();
    group.range.end = segment.range.end;
    group.seconded |= by_words || by_remark;
    group.by_remark |= by_remark;
  }
  std::vector<TextRange> clauses;
  bool ordinary = false;
  for (const Group& group : groups) {
    const StatementReading reading =
        read_statement(statement.part(group.range.begin, group.range.end), {});
    const bool titled = std::any_of(reading.posts.begin(), reading.posts.end(),
                                    [](const HeldPost& post) { return !post.title.empty(); });
    if (!titled) continue;
    if (group.seconded) {
      clauses.push_back(group.range);
    } else {
      ordinary |= reading.kind == Kind::post;
    }
  }
  if (!ordinary) clauses.clear();
  return clauses;
}

bool says_nothing(View folded) {
  const StatementReading reading =
      read_statement({std::u32string(folded), std::u32string(folded)}, {});
  return reading.kind == Kind::none && reading.duties.empty() && reading.level == Level::unknown &&
         level_form(folded) == Level::unknown && !starts_with_any(folded, note_openings);
}

bool ends_with_title(View folded) {
  if (folded.size() > longest_segment) folded = folded.substr(folded.size() - longest_segment);
  return split_title(folded).begin != no_title;
}

bool is_membership(View folded) {
  static constexpr std::array delegates{View(U"代表"), View(U"候补委员"), View(U"特邀委员")};
  static constexpr std::array members{View(U"委员"),      View(U"常委"), View(U"理事"),
                                      View(U"会员"),      View(U"执委"), View(U"常务委员"),
                                      View(U"主席团成员")};
  static constexpr std::array officers{View(U"理事长"), View(U"会长"), View(U"顾问"),
                                       View(U"监事长"), View(U"监事")};
  static constexpr std::array societies{View(U"协会"),   View(U"学会"),    View(U"商会"),
                                        View(U"联合会"), View(U"基金会"),  View(U"促进会"),
                                        View(U"研究会"), View(U"联谊会"),  View(U"青联"),
                                        View(U"校友会"), View(U"慈善总会")};
  // Bodies with a staff of their own: to lead them is a post.
  static constexpr std::array offices{
      View(U"残疾人联合会"), View(U"妇女联合会"),   View(U"工商业联合会"), View(U"工商联合会"),
      View(U"科学界联合会"), View(U"艺术界联合会"), View(U"华侨联合会"),   View(U"供销合作社联合"),
      View(U"信用社联合"),   View(U"科学技术协会")};
  if (folded.ends_with(U"法定代表") || folded.ends_with(U"首席代表")) return false;
  if (ends_with_any(folded, delegates)) return true;
  const bool society = contains_any(folded, societies);
  if (ends_with_any(folded, officers)) return society && !contains_any(folded, offices);
  return ends_with_any(folded, members) &&
         (society || folded.find(U'届') != View::npos || folded.find(U"政协") != View::npos);
}

bool is_member_title(View title) {
  static constexpr std::array words{
      View(U"委员"), View(U"代表"),   View(U"常委"),      View(U"理事"),   View(U"会员"),
      View(U"会长"), View(U"主委"),   View(U"顾问"),      View(U"理事长"), View(U"执委"),
      View(U"监事"), View(U"监事长"), View(U"主席团成员")};
  return ends_with_any(title, words);
}

std::vector<HeldPost> parse_posts(std::string_view text) {
  Characters characters = to_characters(text);
  const TextPiece piece{std::move(characters.raw), std::move(characters.folded)};
  return read_statement(piece, {}).posts;
}
}  // namespace bole
