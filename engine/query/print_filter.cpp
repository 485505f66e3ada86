#include <array>

#include "engine/query/filter.hpp"
#include "engine/query/names.hpp"
#include "engine/query/tokens.hpp"

namespace bole {
namespace {
constexpr std::array<std::string_view, 5> signs{"=", "<", "<=", ">", ">="};  // by Comparison

// A code may be spelled like a keyword that could follow it.
bool is_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 12> chinese{
      "或", "且", "非", "属于", "包含", "次数", "月数", "有记录", "缺记录"};
  static constexpr std::array<std::string_view, 9> ascii{
      "OR", "AND", "NOT", "IN", "CONTAINS", "COUNT", "MONTHS", "IS", "MISSING"};
  for (const std::string_view keyword : chinese) {
    if (keyword == word) return true;
  }
  for (const std::string_view keyword : ascii) {
    if (same_name(keyword, word)) return true;
  }
  return false;
}

std::string quote(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size();) {
    bool escaped = false;
    for (const std::string_view special : {"\"", "\\", "“", "”", "＂", "「", "」"}) {
      if (!text.substr(at).starts_with(special)) continue;
      quoted += "\\";
      quoted += special;
      at += special.size();
      escaped = true;
      break;
    }
    if (!escaped) quoted += text[at++];
  }
  return quoted + "\"";
}

std::string months_text(std::int32_t months, std::string_view unit) {
  const bool years = unit == "年" && months % 12 == 0;
  return std::to_string(years ? months / 12 : months) + (years ? "年" : "个月");
}

std::string value_text(const Attribute& attribute, const FilterValue& value) {
  switch (attribute.type) {
    case ValueType::text:
      return quote(value.text);
    case ValueType::date:
      return to_string(*value.date);
    case ValueType::integer:
      return std::to_string(value.number);
    case ValueType::span:
      return months_text(value.number, attribute.unit);
    default:
      return is_word(value.text) && !is_keyword(value.text) ? value.text : quote(value.text);
  }
}

class Printer {
 public:
  std::string run(const Condition& root) {
    print(root);
    return std::move(out_);
  }

 private:
  void print(const Condition& c) {
    switch (c.kind) {
      case ConditionKind::any_of:
      case ConditionKind::all_of:
        return print_joined(c);
      case ConditionKind::negation:
        return print_negation(c.parts[0]);
      case ConditionKind::exists:
        print_rows(c);
        return;
      case ConditionKind::count:
      case ConditionKind::months:
        return print_aggregate(c, signs[at(c.comparison)]);
      case ConditionKind::known:
        return print_attribute(c, "IS KNOWN");
      case ConditionKind::compare:
        return print_comparison(c, signs[at(c.comparison)]);
      case ConditionKind::one_of:
      case ConditionKind::between:
        return print_in(c, "IN");
      case ConditionKind::contains:
        print_attribute(c, "CONTAINS ");
        out_ += quote(c.values[0].text);
        return;
    }
  }

  static std::size_t at(Comparison comparison) { return static_cast<std::size_t>(comparison); }

  void print_joined(const Condition& c) {
    bool first = true;
    for (const Condition& part : c.parts) {
      if (!first) out_ += c.kind == ConditionKind::any_of ? " OR " : " AND ";
      first = false;
      // OR binds weaker than AND.
      const bool enclosed = part.kind == ConditionKind::any_of;
      if (enclosed) out_ += "(";
      print(part);
      if (enclosed) out_ += ")";
    }
  }

  void print_negation(const Condition& part) {
    const bool equal = part.comparison == Comparison::equal;
    switch (part.kind) {
      case ConditionKind::known:
        return print_attribute(part, "IS MISSING");
      case ConditionKind::one_of:
      case ConditionKind::between:
        return print_in(part, "NOT IN");
      case ConditionKind::compare:
        if (equal) return print_comparison(part, "!=");
        break;
      case ConditionKind::count:
      case ConditionKind::months:
        if (equal) return print_aggregate(part, "!=");
        break;
      default:
        break;
    }
    const bool enclosed = part.kind == ConditionKind::any_of ||
                          part.kind == ConditionKind::all_of ||
                          part.kind == ConditionKind::negation;
    out_ += enclosed ? "NOT (" : "NOT ";
    print(part);
    if (enclosed) out_ += ")";
  }

  void print_rows(const Condition& c) {
    out_ += chinese(c.set);
    out_ += " { ";
    print(c.parts[0]);
    out_ += " }";
  }

  void print_aggregate(const Condition& c, std::string_view sign) {
    const bool months = c.kind == ConditionKind::months;
    out_ += months ? "月数(" : "次数(";
    print_rows(c);
    out_ += ") ";
    out_ += sign;
    out_ += " ";
    const std::int32_t number = c.values[0].number;
    out_ += months ? months_text(number, "个月") : std::to_string(number);
  }

  void print_attribute(const Condition& c, std::string_view rest) {
    out_ += c.attribute->name;
    out_ += " ";
    out_ += rest;
  }

  void print_comparison(const Condition& c, std::string_view sign) {
    print_attribute(c, sign);
    out_ += " ";
    out_ += value_text(*c.attribute, c.values[0]);
  }

  void print_in(const Condition& c, std::string_view word) {
    print_attribute(c, word);
    if (c.kind == ConditionKind::between) {
      out_ += " " + value_text(*c.attribute, c.values[0]) + ".." +
              value_text(*c.attribute, c.values[1]);
      return;
    }
    for (std::size_t i = 0; i < c.values.size(); ++i) {
      out_ += (i == 0 ? " (" : ", ") + value_text(*c.attribute, c.values[i]);
    }
    out_ += ")";
  }

  std::string out_;
};
}  // namespace

std::string to_string(const Filter& filter) { return Printer().run(filter.root); }
}  // namespace bole
