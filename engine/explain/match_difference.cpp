#include "engine/explain/match_difference.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "engine/core/json_reader.hpp"
#include "engine/explain/explain.hpp"
#include "engine/match/criterion.hpp"

namespace bole {
namespace {
// A member that is compared, and what it is called.
struct Member {
  std::string_view key;
  std::string_view chinese;
};
constexpr std::array gate_members{Member{"verdict", "认定"},
                                  Member{"notice", "提示"},
                                  Member{"first_date", "最早符合之日"},
                                  Member{"approval", "破格批复"},
                                  Member{"observed", "实有"},
                                  Member{"wanted", "要求"},
                                  Member{"unit", "单位"},
                                  Member{"evidence", "依据"}};
constexpr std::array criterion_members{Member{"value", "得分"},
                                       Member{"counted", "折算数"},
                                       Member{"observed", "实有数"},
                                       Member{"unit", "单位"},
                                       Member{"contribution", "与要求相比的贡献"},
                                       Member{"reason", "理由"},
                                       Member{"evidence", "依据"}};
constexpr std::array person_members{
    Member{"total", "总分参考"}, Member{"preferred", "同等条件下优先"},
    Member{"verify_first", "最先核实的事项"}, Member{"closest_change", "到上一档的最小变化"}};
constexpr std::array listed_members{Member{"gate", "首先遇到的"},
                                    Member{"first_date", "最早符合之日"},
                                    Member{"verify", "须核实的事项"}};
constexpr std::array panel_members{Member{"total", "总分参考"}, Member{"rank", "名次"},
                                   Member{"rank_bounds", "名次的保守界"},
                                   Member{"muted_rank", "不计某一要素时的名次"},
                                   Member{"dominated_by", "各要素都不低于此人的人数"}};
constexpr std::array count_members{
    Member{"holds", "符合的人数"}, Member{"needs_approval", "需报批的人数"},
    Member{"unverified", "需核实的人数"}, Member{"fails", "不符合的人数"}};
constexpr std::array robust_members{
    Member{"epsilon_permille", "权重容差（千分之）"},
    Member{"k", "所看的前几名"},
    Member{"people", "纳入分析的人数"},
    Member{"first", "列在前几名的人数"},
    Member{"top_k_set_unchanged_up_to_permille", "前几名不变的最大容差（千分之）"},
    Member{"possible_outside", "可能进入前几名的其他人数"}};
// What stands before the result.
constexpr std::array stamp_members{
    Member{"schema", "格式版本"},     Member{"match", "匹配编号"},
    Member{"matter", "选配事项"},     Member{"requirement_hash", "职位需求校验值"},
    Member{"as_of", "截止日期"},      Member{"head", "库版本"},
    Member{"program", "程序版本"},    Member{"rules", "规则版本"},
    Member{"vocabulary", "词表版本"}, Member{"result_hash", "结果校验值"},
    Member{"pool", "人才库"}};

constexpr std::array lists{Member{"band_unverified", "档次待核实"},
                           Member{"needs_approval", "需报批"}, Member{"unverified", "需核实"},
                           Member{"failing", "不符合"}};

// Between Chinese and what is none stands a space.
std::string spaced(const std::string& words) {
  const bool chinese_first = words.empty() || static_cast<unsigned char>(words.front()) >= 0x80;
  return chinese_first ? words : ' ' + words;
}

std::string unquoted(std::string text) {
  std::erase_if(text, [](char c) { return c == '"' || c == '[' || c == ']'; });
  return text;
}

// ["/appointments/a5",{"none":"/sanctions"}] as sources are told.
std::string evidence_words(std::string text) {
  constexpr std::string_view none = "{none:";
  for (std::size_t at; (at = text.find(none)) != std::string::npos;) {
    text.replace(at, none.size(), "库内无记录：");
  }
  std::erase(text, '}');
  return text;
}

template <class Word>
std::optional<std::string> word_of(const std::string& text, Word last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto word = static_cast<Word>(i);
    if (!text.empty() && to_string(word) == text) return std::string(chinese(word));
  }
  return std::nullopt;
}

// A member's JSON as a person reads it. "" is what is absent or null.
std::string readable(std::string_view key, const std::string& json, const std::string& unit,
                     const CriterionSpec* criterion) {
  if (json.empty()) return "无";
  if (json == "true") return "是";
  if (json == "false") return "否";
  const std::string text = unquoted(json);
  if (key == "verdict") return word_of(text, Verdict::fails).value_or(text);
  if (key == "notice") return word_of(text, Notice::rule_not_in_force).value_or(text);
  if (key == "unit") return unit.empty() ? "无" : unit;
  if (key == "evidence") return evidence_words(text);
  if (key == "reason" && criterion) {
    const Criterion* known = find_criterion(criterion->criterion);
    for (std::size_t i = 0; known && i < known->reasons.size(); ++i) {
      if (std::to_string(i) == text) return std::string(known->reasons[i]);
    }
  }
  const std::size_t comma = text.find(',');
  const bool is_range = json.front() == '[' && comma != std::string::npos &&
                        text.find_first_not_of("0123456789-,") == std::string::npos;
  std::string words = text;
  if (is_range) {
    const std::string least = text.substr(0, comma);
    const std::string most = text.substr(comma + 1);
    words = least == most ? least : least + " 至 " + most;
  }
  if (key == "total" || key == "contribution") return words + "（万分之一分）";
  const bool counts = key == "observed" || key == "wanted" || key == "counted";
  return counts && !unit.empty() ? words + " " + unit : words;
}

// A place in one of the lists, with what is told of the person there.
struct Placed {
  std::string list{};
  std::size_t at = 0;
  JsonReader* told = nullptr;
};

// A stored match, taken apart by list and person.
class Form {
 public:
  explicit Form(std::string_view text) : reader_(text) {
    for (JsonReader& band : reader_.objects("bands")) {
      add("“" + band.text_or("name") + "”档", band.objects("people"));
    }
    for (const Member& list : lists) {
      add("“" + std::string(list.chinese) + "”", reader_.objects(list.key));
    }
  }
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  [[nodiscard]] JsonReader& whole() { return reader_; }
  [[nodiscard]] bool readable() const { return !reader_.error(); }
  [[nodiscard]] const std::vector<std::string>& order() const { return order_; }
  [[nodiscard]] const Placed* find(const std::string& person) const {
    const auto found = people_.find(person);
    return found == people_.end() ? nullptr : &found->second;
  }

 private:
  void add(const std::string& list, std::vector<JsonReader> people) {
    std::size_t at = 0;
    for (JsonReader& person : people) {
      std::string id = person.text_or("profile");
      kept_.push_back(std::make_unique<JsonReader>(std::move(person)));
      order_.push_back(id);
      people_.insert_or_assign(std::move(id), Placed{list, ++at, kept_.back().get()});
    }
  }

  JsonReader reader_;
  std::vector<std::unique_ptr<JsonReader>> kept_{};
  std::vector<std::string> order_{};
  std::map<std::string, Placed> people_{};
};

// Compares member by member; `about` says of what, at the first that differs.
class SideBySide {
 public:
  SideBySide(Form& stored, Form& again, const Requirement& requirement,
             const std::function<std::string(const std::string&)>& name_of)
      : stored_(stored), again_(again), requirement_(requirement), name_of_(name_of) {}

  MatchDifference first() {
    for (const std::string& id : stored_.order()) {
      if (person(id)) return std::move(found_);
    }
    for (const std::string& id : again_.order()) {
      if (person(id)) return std::move(found_);
    }
    if (order()) return std::move(found_);
    auto pool = objects("pool");
    if (pool && members(pool->first, pool->second, {{{"size", "人才库人数"}}}, "")) {
      return std::move(found_);
    }
    auto counts = objects("counts");
    if (counts && members(counts->first, counts->second, count_members, "")) {
      return std::move(found_);
    }
    if (robustness()) return std::move(found_);
    if (members(stored_.whole(), again_.whole(), stamp_members, "")) return std::move(found_);
    found_.sentence = "各项内容相同，写法不同（空白、次序或格式）";
    return std::move(found_);
  }

 private:
  using Pair = std::pair<JsonReader, JsonReader>;
  std::optional<Pair> objects(std::string_view key) {
    auto before = stored_.whole().object(key);
    auto now = again_.whole().object(key);
    if (!before || !now) return std::nullopt;
    return Pair{std::move(*before), std::move(*now)};
  }

  bool say(std::string sentence, std::vector<std::string> people = {}) {
    found_ = {std::move(sentence), std::move(people)};
    return true;
  }

  std::string named(const std::string& id) {
    const std::string name = name_of_(id);
    return name.empty() ? id : name + "（" + id + "）";
  }

  const GateSpec* gate(const std::string& key) const {
    const auto spec = std::ranges::find(requirement_.gates, key, &GateSpec::key);
    return spec == requirement_.gates.end() ? nullptr : &*spec;
  }
  const CriterionSpec* criterion(const std::string& key) const {
    const auto spec = std::ranges::find(requirement_.criteria, key, &CriterionSpec::key);
    return spec == requirement_.criteria.end() ? nullptr : &*spec;
  }
  std::string gate_words(const std::string& key) const {
    const GateSpec* spec = gate(key);
    return "资格条件 " + key + (spec ? "“" + gate_name(*spec) + "”" : std::string());
  }

  // The member of the reader, whose JSON that is; "" of what has parts of its own.
  std::string words(JsonReader& reader, std::string_view key, const std::string& json,
                    const CriterionSpec* criterion) const {
    if (key == "gate") return gate_words(unquoted(json));
    if (key != "evidence" && json.find('{') != std::string::npos) {
      auto part = reader.has(key) && json.front() == '{' ? reader.object(key) : std::nullopt;
      return part ? part->text_or("document") : std::string();
    }
    const std::string unit = unquoted(reader.raw("unit"));
    return readable(key, json, word_of(unit, Unit::grade).value_or(unit), criterion);
  }

  bool members(JsonReader& before, JsonReader& now, std::span<const Member> compared,
               const std::string& about, const CriterionSpec* criterion = nullptr,
               const std::string& id = {}) {
    for (const Member& member : compared) {
      const std::string was = before.raw(member.key);
      const std::string is = now.raw(member.key);
      if (was == is) continue;
      const auto people = id.empty() ? std::vector<std::string>{} : std::vector<std::string>{id};
      const std::string what = about + std::string(member.chinese);
      const std::string then = words(before, member.key, was, criterion);
      const std::string again = words(now, member.key, is, criterion);
      if (then == again) return say(what + "不同", people);
      return say(what + "原为" + spaced(then) + "，重算为" + spaced(again), people);
    }
    return false;
  }

  // The rows of a list in which both have the same keys; else says that they have not.
  bool rows(JsonReader& before, JsonReader& now, std::string_view list,
            std::span<const Member> compared, const std::string& id) {
    auto was = before.objects(list);
    auto is = now.objects(list);
    for (std::size_t i = 0; i < std::max(was.size(), is.size()); ++i) {
      const std::string key = i < was.size() ? was[i].text_or("key") : std::string();
      const std::string key_now = i < is.size() ? is[i].text_or("key") : std::string();
      if (key != key_now) {
        return say(named(id) + "：第 " + std::to_string(i + 1) +
                       (list == "gates" ? " 项资格条件" : " 项评价要素") + "原为 " +
                       (key.empty() ? "无" : key) + "，重算为 " +
                       (key_now.empty() ? "无" : key_now),
                   {id});
      }
      const CriterionSpec* spec = list == "criteria" ? criterion(key) : nullptr;
      const std::string about =
          named(id) + "的" +
          (list == "gates" ? gate_words(key)
                           : "评价要素 " + key + (spec ? "“" + criterion_name(*spec) + "”" : "")) +
          "：";
      if (members(was[i], is[i], compared, about, spec, id)) return true;
    }
    return false;
  }

  bool person(const std::string& id) {
    const Placed* before = stored_.find(id);
    const Placed* now = again_.find(id);
    if (!before || !now || before->list != now->list) {
      std::string sentence = named(id) + (name_of_(id).empty() ? " " : "") +
                             (before ? "原列" + before->list : "原不在所判人员中") + "，重算" +
                             (now ? "列" + now->list : "不在所判人员中");
      if (now && now->told->has("gate")) {
        sentence += "（" + gate_words(now->told->text("gate")) + "）";
      }
      return say(std::move(sentence), {id});
    }
    const std::string about = named(id) + "：";
    return rows(*before->told, *now->told, "gates", gate_members, id) ||
           rows(*before->told, *now->told, "criteria", criterion_members, id) ||
           members(*before->told, *now->told, person_members, about, nullptr, id) ||
           members(*before->told, *now->told, listed_members, about, nullptr, id);
  }

  // Everybody stands in the same list.
  bool order() {
    for (std::size_t i = 0; i < stored_.order().size(); ++i) {
      const std::string& was = stored_.order()[i];
      const std::string& is = again_.order()[i];
      if (was == is) continue;
      const Placed* place = stored_.find(was);
      return say(place->list + "第 " + std::to_string(place->at) + " 位原为" + named(was) +
                     "，重算为" + named(is) + "：人相同，排列不同",
                 {was, is});
    }
    return false;
  }

  bool robustness() {
    auto both = objects("robust");
    if (!both) return false;
    if (members(both->first, both->second, robust_members, "稳健性：")) return true;
    auto was = both->first.objects("panel");
    auto is = both->second.objects("panel");
    for (std::size_t i = 0; i < std::min(was.size(), is.size()); ++i) {
      const std::string id = was[i].text_or("profile");
      const std::string now = is[i].text_or("profile");
      if (id != now) {
        return say(
            "稳健性：第 " + std::to_string(i + 1) + " 行原为" + named(id) + "，重算为" + named(now),
            {id, now});
      }
      if (members(was[i], is[i], panel_members, "稳健性：" + named(id) + "的", nullptr, id)) {
        return true;
      }
    }
    return false;
  }

  Form& stored_;
  Form& again_;
  const Requirement& requirement_;
  const std::function<std::string(const std::string&)>& name_of_;
  MatchDifference found_{};
};
}  // namespace

MatchDifference first_difference(
    std::string_view stored, std::string_view again, const Requirement& requirement,
    const std::function<std::string(const std::string& profile)>& name_of) {
  if (stored == again) return {};
  Form before(stored);
  Form now(again);
  if (!before.readable()) return {"所存匹配的文本无法识别，不是本程序所写的格式", {}};
  return SideBySide(before, now, requirement, name_of).first();
}
}  // namespace bole
