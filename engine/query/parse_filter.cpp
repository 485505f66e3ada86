#include <array>
#include <span>
#include <utility>

#include "engine/query/filter.hpp"
#include "engine/query/names.hpp"
#include "engine/query/refusals.hpp"
#include "engine/query/tokens.hpp"
#include "engine/query/value_matcher.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
// A keyword: its ASCII form, case ignored, and its Chinese form.
struct Keyword {
  std::string_view ascii{};
  std::string_view chinese{};
};
constexpr Keyword or_word{"OR", "或"};
constexpr Keyword and_word{"AND", "且"};
constexpr Keyword not_word{"NOT", "非"};
constexpr Keyword in_word{"IN", "属于"};
constexpr Keyword contains_word{"CONTAINS", "包含"};
constexpr Keyword count_word{"COUNT", "次数"};
constexpr Keyword months_word{"MONTHS", "月数"};
constexpr std::array operator_words{or_word, and_word, not_word, in_word, contains_word};

constexpr std::int32_t largest_number = 999'999;

std::string_view kind_of(ValueType type) {
  switch (type) {
    case ValueType::text:
      return "文字";
    case ValueType::code:
      return "代码名称";
    case ValueType::date:
      return "日期（如 2015、2015.07、2015-07-01）";
    case ValueType::integer:
      return "整数";
    case ValueType::span:
      return "时间长度（如 2年、24个月）";
    case ValueType::level:
      return "职务层次（如 县处级副职）";
    case ValueType::grade:
      return "职级（如 四级调研员）";
    case ValueType::boolean:
      return "是或否";
  }
  return {};
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, const Vocabulary& vocabulary, FilterUse use)
      : tokens_(std::move(tokens)), vocabulary_(vocabulary), use_(use) {}

  Result<Filter> run() {
    if (now().kind == TokenKind::end) return error("filter_empty", "条件式是空的", now());
    auto root = parse_or();
    if (!root) return root.error();
    if (now().kind != TokenKind::end) return unexpected("AND、OR 或条件式结束");
    return Filter{*std::move(root)};
  }

 private:
  using Parsed = Result<Condition>;

  // Reading tokens.

  const Token& now() const { return tokens_[at_]; }
  const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool at_sign(std::string_view text) const {
    return now().kind == TokenKind::sign && now().text == text;
  }
  static bool is(const Token& token, const Keyword& keyword) {
    return token.kind == TokenKind::word &&
           (token.text == keyword.chinese || same_name(token.text, keyword.ascii));
  }
  bool take_sign(std::string_view text) {
    const bool there = at_sign(text);
    if (there) ++at_;
    return there;
  }
  bool take(const Keyword& keyword) {
    const bool there = is(now(), keyword);
    if (there) ++at_;
    return there;
  }

  static Error error(std::string_view code, std::string message, const Token& at) {
    return {
        .code = std::string(code), .message = std::move(message), .where = column_text(at.column)};
  }
  Error unexpected(std::string_view wanted) const {
    const std::string found =
        now().kind == TokenKind::end ? std::string("条件式结束") : quoted(now().text);
    return error("unexpected_token", "此处是" + found + "，应为" + std::string(wanted), now());
  }
  std::optional<Error> expect(std::string_view sign) {
    if (take_sign(sign)) return std::nullopt;
    return unexpected(quoted(sign));
  }

  // The grammar, rule by rule.

  Parsed parse_or() { return parse_joined(or_word, ConditionKind::any_of); }

  Parsed parse_joined(const Keyword& keyword, ConditionKind kind) {
    Condition joined{.kind = kind};
    do {
      auto part = kind == ConditionKind::any_of ? parse_joined(and_word, ConditionKind::all_of)
                                                : parse_not();
      if (!part) return part.error();
      // (a AND b) AND c is a AND b AND c.
      if (part->kind == kind) {
        for (Condition& inner : part->parts) joined.parts.push_back(std::move(inner));
      } else {
        joined.parts.push_back(*std::move(part));
      }
    } while (take(keyword));
    if (joined.parts.size() > 1) return joined;
    Condition only = std::move(joined.parts[0]);
    return only;
  }

  Parsed parse_not() {
    if (!take(not_word)) return parse_primary();
    auto part = parse_primary();
    if (!part) return part.error();
    return negation_of(*std::move(part));
  }

  Parsed parse_primary() {
    if (at_sign("(")) {
      return parse_enclosed(")", [&] { return parse_or(); });
    }
    bool names_something = now().kind == TokenKind::word;
    for (const Keyword& keyword : operator_words) names_something &= !is(now(), keyword);
    if (!names_something) return unexpected("信息项、集合或左括号");
    const bool opens = next().kind == TokenKind::sign && next().text == "(";
    if (opens && is(now(), count_word)) return parse_aggregate(ConditionKind::count);
    if (opens && is(now(), months_word)) return parse_aggregate(ConditionKind::months);
    if (next().kind == TokenKind::sign && next().text == "{") {
      return parse_rows(ConditionKind::exists);
    }
    return parse_attribute();
  }

  template <class Inner>
  Parsed parse_enclosed(std::string_view closing, Inner inner) {
    if (depth_ == max_filter_depth) {
      return error("filter_too_deep", "括号嵌套超过" + std::to_string(max_filter_depth) + "层",
                   now());
    }
    ++at_;
    ++depth_;
    auto parsed = inner();
    --depth_;
    if (!parsed) return parsed;
    if (auto missing = expect(closing)) return *std::move(missing);
    return parsed;
  }

  // set { condition }
  Parsed parse_rows(ConditionKind kind) {
    const Token& name = now();
    Condition rows{.kind = kind};
    for (std::size_t i = 1; i < record_set_count; ++i) {
      const auto set = static_cast<RecordSet>(i);
      if (name.text == chinese(set) || same_name(name.text, to_string(set))) rows.set = set;
    }
    if (rows.set == RecordSet::person) return unknown_set(name);
    if (scope_ != RecordSet::person) {
      return error("nested_set",
                   std::string(chinese(scope_)) + "的大括号内只能写该集合自己的条件，不能再写集合",
                   name);
    }
    ++at_;
    if (!at_sign("{")) return unexpected(quoted("{"));
    scope_ = rows.set;
    auto part = parse_enclosed("}", [&] { return parse_or(); });
    scope_ = RecordSet::person;
    if (!part) return part;
    rows.parts.push_back(*std::move(part));
    return rows;
  }

  Parsed parse_aggregate(ConditionKind kind) {
    const Token& word = now();
    if (scope_ != RecordSet::person) {
      return error("nested_set", "大括号内不能再统计次数或月数", word);
    }
    if (use_ == FilterUse::own_gate) {
      return error("aggregate_in_own_gate", "自设资格条件不能使用次数或月数统计，只用于检索", word);
    }
    at_ += 2;
    if (now().kind != TokenKind::word) return unexpected("集合，如 任职 { … }");
    const Token& set_name = now();
    auto rows = parse_rows(kind);
    if (!rows) return rows;
    if (kind == ConditionKind::months && rows->set != RecordSet::appointment &&
        rows->set != RecordSet::training) {
      return error("set_without_spans",
                   quoted(set_name.text) + "没有起止时间，月数只能统计任职和培训", set_name);
    }
    if (auto missing = expect(")")) return *std::move(missing);
    const bool months = kind == ConditionKind::months;
    auto comparison = parse_comparison();
    if (!comparison) return comparison.error();
    auto value =
        parse_number(months ? ValueType::span : ValueType::integer, months ? "个月" : "次");
    if (!value) return value.error();
    rows->comparison = comparison->comparison;
    rows->values.push_back(*std::move(value));
    if (comparison->negated) return negation_of(*std::move(rows));
    return rows;
  }

  struct SignedComparison {
    Comparison comparison = Comparison::equal;
    bool negated = false;
  };
  Result<SignedComparison> parse_comparison() {
    static constexpr std::array<std::pair<std::string_view, SignedComparison>, 6> signs{{
        {"=", {Comparison::equal, false}},
        {"!=", {Comparison::equal, true}},
        {"<", {Comparison::less, false}},
        {"<=", {Comparison::at_most, false}},
        {">", {Comparison::greater, false}},
        {">=", {Comparison::at_least, false}},
    }};
    for (const auto& [sign, comparison] : signs) {
      if (take_sign(sign)) return comparison;
    }
    return unexpected("比较符号（= != < <= > >=）");
  }

  static Condition negation_of(Condition part) {
    Condition negation{.kind = ConditionKind::negation};
    negation.parts.push_back(std::move(part));
    return negation;
  }

  Parsed parse_attribute() {
    const Token& name = now();
    const Attribute* attribute = find_attribute(scope_, name.text);
    if (attribute == nullptr) return unknown_attribute(name);
    if (use_ == FilterUse::own_gate && !attribute->allows(Use::own_gate)) {
      return error("refused_attribute",
                   quoted(name.text) + std::string(attribute->own_gate_refusal), name);
    }
    ++at_;
    Condition condition{.kind = ConditionKind::known, .attribute = attribute};
    if (is(now(), {"IS", {}})) {
      ++at_;
      if (take({"KNOWN", {}})) return condition;
      if (take({"MISSING", {}})) return negation_of(std::move(condition));
      return unexpected("KNOWN 或 MISSING");
    }
    if (take({{}, "有记录"})) return condition;
    if (take({{}, "缺记录"})) return negation_of(std::move(condition));
    const bool negated = is(now(), not_word) && is(next(), in_word);
    if (negated) ++at_;
    if (is(now(), in_word)) return parse_in(std::move(condition), negated);
    if (is(now(), contains_word)) return parse_contains(std::move(condition));
    const Token& sign = now();
    auto comparison = parse_comparison();
    if (!comparison) return unexpected("比较符号、属于（IN）、包含（CONTAINS）、有记录或缺记录");
    if (comparison->comparison != Comparison::equal && !attribute->ordered()) {
      return error(
          "wrong_operator",
          quoted(name.text) + "没有大小次序，不能用 " + sign.text + " 比较，可用 =、!= 或 属于",
          sign);
    }
    auto value = parse_value(*attribute);
    if (!value) return value.error();
    condition.kind = ConditionKind::compare;
    condition.comparison = comparison->comparison;
    condition.values.push_back(*std::move(value));
    if (comparison->negated) return negation_of(std::move(condition));
    return condition;
  }

  Parsed parse_contains(Condition condition) {
    const Attribute& attribute = *condition.attribute;
    const bool has_words = attribute.match != nullptr || attribute.through != RecordSet::person;
    if (!has_words) {
      return error("wrong_operator", quoted(attribute.name) + "不是文字，不能用 包含", now());
    }
    ++at_;
    if (now().kind != TokenKind::string) return unexpected("引号内的文字");
    if (now().text.empty()) return empty_value(now());
    condition.kind = ConditionKind::contains;
    condition.values.push_back({.text = now().text});
    ++at_;
    return condition;
  }

  Parsed parse_in(Condition condition, bool negated) {
    ++at_;
    const Token& start = now();
    if (take_sign("(")) {
      condition.kind = ConditionKind::one_of;
      do {
        auto value = parse_value(*condition.attribute);
        if (!value) return value.error();
        condition.values.push_back(*std::move(value));
      } while (take_sign(","));
      if (auto missing = expect(")")) return *std::move(missing);
    } else {
      condition.kind = ConditionKind::between;
      if (!condition.attribute->ordered()) {
        if (start.kind == TokenKind::end) return unexpected(quoted("("));
        return error("wrong_operator",
                     quoted(condition.attribute->name) + "没有大小次序，请把各个值列在括号内",
                     start);
      }
      auto low = parse_value(*condition.attribute);
      if (!low) return low.error();
      if (auto missing = expect("..")) return *std::move(missing);
      auto high = parse_value(*condition.attribute);
      if (!high) return high.error();
      if (interval_of(*low).at_least > interval_of(*high).at_most) {
        return error("empty_range", "范围的起点大于终点，应由小到大", start);
      }
      condition.values.push_back(*std::move(low));
      condition.values.push_back(*std::move(high));
    }
    if (negated) return negation_of(std::move(condition));
    return condition;
  }

  // Values, by the attribute's type.

  Result<FilterValue> parse_value(const Attribute& attribute) {
    const Token& token = now();
    if (token.kind == TokenKind::end || token.kind == TokenKind::sign) return unexpected("一个值");
    switch (attribute.type) {
      case ValueType::integer:
      case ValueType::span:
        return parse_number(attribute.type, attribute.unit);
      case ValueType::date:
        return parse_date();
      default:
        break;
    }
    const bool words = attribute.type == ValueType::text || attribute.type == ValueType::code;
    const bool fits = token.kind == TokenKind::word || token.kind == TokenKind::string ||
                      (words && token.kind == TokenKind::integer);
    if (!fits) return wrong_type(attribute.name, attribute.type);
    if (token.text.empty()) return empty_value(token);
    FilterValue value{.text = token.text};
    switch (attribute.type) {
      case ValueType::code: {
        auto code = resolve(attribute, token);
        if (!code) return code.error();
        value.text = code->name;
        value.number = code->rank;
        break;
      }
      case ValueType::level: {
        const auto level = vocabulary_.level(token.text);
        if (!level) return unknown_code(attribute, token);
        value.text = to_string(*level);
        value.number = static_cast<std::int32_t>(*level);
        break;
      }
      case ValueType::grade: {
        const auto grade = parse_grade(token.text);
        if (!grade) return unknown_code(attribute, token);
        value.text = to_string(*grade);
        value.number = static_cast<std::int32_t>(*grade);
        break;
      }
      case ValueType::boolean: {
        const bool yes = token.text == "是" || same_name(token.text, "true");
        if (!yes && token.text != "否" && !same_name(token.text, "false")) {
          return wrong_type(attribute.name, attribute.type);
        }
        value.text = yes ? "是" : "否";
        value.number = yes ? 1 : 0;
        break;
      }
      default:
        break;
    }
    ++at_;
    return value;
  }

  Result<Code> resolve(const Attribute& attribute, const Token& token) const {
    const Code code = find_code(attribute.codes, token.text, vocabulary_);
    if (code.name.empty()) return unknown_code(attribute, token);
    // A person has one highest 学历 and 学位, and what compares them is the rank.
    const bool by_rank = attribute.set == RecordSet::person && attribute.ordered();
    if (by_rank && !stands_for_rank(attribute.codes, code, vocabulary_)) {
      std::string name(attribute.name);
      return error("wrong_type",
                   "人员的" + quoted(name) + "取最高的一个，按层次比较，不能指定" +
                       quoted(code.name) + "；请写 教育 { " + name + " = " +
                       std::string(code.name) + " }",
                   token);
    }
    return code;
  }

  Result<FilterValue> parse_number(ValueType type, std::string_view unit) {
    if (now().kind != TokenKind::integer) return wrong_type("", type);
    const Token& token = now();
    std::int32_t number = 0;
    for (const char digit : token.text) {
      number = number * 10 + (digit - '0');
      if (number > largest_number) {
        return error("number_too_large",
                     quoted(token.text) + "太大，最大为" + std::to_string(largest_number), token);
      }
    }
    ++at_;
    std::string_view written = unit;
    if (now().kind == TokenKind::word && !is_operator(now())) {
      written = type == ValueType::span ? span_unit(now()) : now().text == unit ? unit : "";
      if (written.empty()) {
        return error("wrong_type",
                     "不认识的单位" + quoted(now().text) +
                         (type == ValueType::span ? std::string("，应为 年 或 个月")
                          : unit.empty()          ? std::string("，此处只写数字")
                                                  : "，应为 " + std::string(unit)),
                     now());
      }
      ++at_;
    }
    const bool years = type == ValueType::span && written == "年";
    return FilterValue{.text = "", .number = years ? number * 12 : number};
  }

  static std::string_view span_unit(const Token& token) {
    if (token.text == "年" || same_name(token.text, "y")) return "年";
    if (token.text == "个月" || token.text == "月" || same_name(token.text, "m")) return "个月";
    return {};
  }

  static bool is_operator(const Token& token) { return is(token, or_word) || is(token, and_word); }

  Result<FilterValue> parse_date() {
    const Token& token = now();
    if (token.kind == TokenKind::date) {
      ++at_;
      return FilterValue{.date = token.date};
    }
    if (token.kind != TokenKind::integer) return wrong_type("", ValueType::date);
    const auto year = parse_partial_date(token.text);
    if (!year) {
      return error("bad_date",
                   "没有" + quoted(token.text) + "这个日期；日期写作 2015、2015.07 或 2015-07-01",
                   token);
    }
    ++at_;
    if (now().kind == TokenKind::word && now().text == "年") ++at_;
    return FilterValue{.date = year};
  }

  // What is wrong, said with the nearest right thing.

  Error wrong_type(std::string_view attribute, ValueType type) const {
    const std::string subject = attribute.empty() ? "此处" : quoted(attribute);
    return error("wrong_type",
                 subject + "的值应为" + std::string(kind_of(type)) + "，却是" + quoted(now().text),
                 now());
  }
  static Error empty_value(const Token& token) {
    return error("empty_value", "引号内没有文字；要找没有记录的人请写 缺记录", token);
  }

  // 级别或领域 is one word where operators lack their spaces.
  static std::string hint_of_spaces(std::string_view word) {
    for (const Keyword& keyword : operator_words) {
      if (word.find(keyword.chinese) != std::string_view::npos) {
        return "；“" + std::string(keyword.chinese) + "”作运算符时前后要有空格";
      }
    }
    return {};
  }

  Error unknown_attribute(const Token& name) const {
    if (const RefusedName* refusal = refused_name(name.text)) {
      return error(refusal->code, quoted(name.text) + std::string(refusal->reason), name);
    }
    for (const Attribute& other : all_attributes()) {
      if (other.name != name.text && !same_name(other.ascii, name.text)) continue;
      const std::string place = other.set == RecordSet::person
                                    ? "是人员的信息项，请写在大括号之外"
                                    : "是" + std::string(chinese(other.set)) + "的信息项，请写作 " +
                                          std::string(chinese(other.set)) + " { " +
                                          std::string(other.name) + " … }";
      return error("unknown_attribute", quoted(name.text) + place, name);
    }
    if (const RefusedName* refusal = refused_name_in(name.text);
        refusal && use_ == FilterUse::own_gate) {
      return error(refusal->code, quoted(name.text) + std::string(refusal->reason), name);
    }
    std::vector<std::string_view> names;
    for (const Attribute& attribute : all_attributes()) {
      if (attribute.set == scope_) names.push_back(attribute.name);
    }
    for (const Attribute& attribute : all_attributes()) {
      if (attribute.set == scope_) names.push_back(attribute.ascii);
    }
    return error(
        "unknown_attribute",
        "没有信息项" + quoted(name.text) + suggestion(name.text, names) + hint_of_spaces(name.text),
        name);
  }

  static Error unknown_set(const Token& name) {
    std::vector<std::string_view> names;
    for (std::size_t i = 1; i < record_set_count; ++i) {
      names.push_back(chinese(static_cast<RecordSet>(i)));
    }
    for (std::size_t i = 1; i < record_set_count; ++i) {
      names.push_back(to_string(static_cast<RecordSet>(i)));
    }
    return error(
        "unknown_attribute",
        "没有集合" + quoted(name.text) + suggestion(name.text, names) + hint_of_spaces(name.text),
        name);
  }

  Error unknown_code(const Attribute& attribute, const Token& token) const {
    std::vector<std::string_view> names;
    if (attribute.type == ValueType::level) {
      for (const Level level : all_levels()) names.push_back(to_string(level));
    } else if (attribute.type == ValueType::grade) {
      for (int grade = 1; grade <= static_cast<int>(Grade::inspector_1); ++grade) {
        names.push_back(to_string(static_cast<Grade>(grade)));
      }
    } else {
      const std::vector<Code> all = codes(attribute.codes, vocabulary_);
      for (const Code& code : all) names.push_back(code.name);
      for (const Code& code : all) {
        if (!code.id.empty()) names.push_back(code.id);
      }
    }
    return error("unknown_code",
                 quoted(attribute.name) + "没有" + quoted(token.text) + "这个值" +
                     suggestion(token.text, names) + hint_of_spaces(token.text),
                 token);
  }

  std::vector<Token> tokens_;
  const Vocabulary& vocabulary_;
  FilterUse use_;
  std::size_t at_ = 0;
  int depth_ = 0;
  RecordSet scope_ = RecordSet::person;
};
}  // namespace

Result<Filter> parse_filter(std::string_view text, const Vocabulary& vocabulary, FilterUse use) {
  auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  auto filter = Parser(*std::move(tokens), vocabulary, use).run();
  if (!filter) return filter;
  // What is stored is the canonical form; it must be readable again.
  const std::size_t length = count_characters(to_string(*filter));
  if (length > max_filter_characters) {
    return Error{.code = "filter_too_long",
                 .message = "条件式的规范写法有" + std::to_string(length) + "个字符，最多" +
                            std::to_string(max_filter_characters) + "个",
                 .where = column_text(1)};
  }
  return filter;
}
}  // namespace bole
