#include "engine/query/attribute_name.hpp"

#include <vector>

#include "engine/query/names.hpp"
#include "engine/query/refusals.hpp"

namespace bole {
namespace {
std::string ascii_name(const Attribute& attribute) {
  if (attribute.set == RecordSet::person) return std::string(attribute.ascii);
  return std::string(to_string(attribute.set)) + '.' + std::string(attribute.ascii);
}

std::string_view what_for(Use use) {
  switch (use) {
    case Use::facet:
      return "不能分面统计";
    case Use::sort:
      return "不能用来排序";
    case Use::own_gate:
      return "不得作资格条件";
    case Use::criterion:
      return "不得作评价要素";
    default:
      return "不能这样使用";
  }
}

const Attribute* named(std::string_view name) {
  for (const Attribute& attribute : all_attributes()) {
    const std::string ascii = ascii_name(attribute);
    if (full_name(attribute) == name || same_name(ascii, name)) return &attribute;
  }
  return nullptr;
}

Error unknown(std::string_view name, Use use) {
  const std::string_view own = name.substr(name.rfind('.') + 1);
  if (const RefusedName* refusal = refused_name(own)) {
    return {.code = std::string(refusal->code),
            .message = quoted(own) + std::string(refusal->reason)};
  }
  std::vector<std::string> usable;
  std::string message = "没有信息项" + quoted(name);
  for (const Attribute& attribute : all_attributes()) {
    if (!attribute.allows(use)) continue;
    if (attribute.name == own || same_name(attribute.ascii, own)) {
      return {.code = "unknown_attribute",
              .message = message + "，应写作" + quoted(full_name(attribute))};
    }
    usable.push_back(full_name(attribute));
    usable.push_back(ascii_name(attribute));
  }
  const std::vector<std::string_view> names(usable.begin(), usable.end());
  const std::string_view nearest = nearest_name(name, names);
  if (!nearest.empty()) message += "，最接近的是" + quoted(nearest);
  return {.code = "unknown_attribute", .message = message};
}
}  // namespace

std::string full_name(const Attribute& attribute) {
  if (attribute.set == RecordSet::person) return std::string(attribute.name);
  return std::string(chinese(attribute.set)) + '.' + std::string(attribute.name);
}

Result<const Attribute*> attribute_for(std::string_view name, Use use) {
  const Attribute* attribute = named(name);
  if (attribute == nullptr) return unknown(name, use);
  if (attribute->allows(use)) return attribute;
  return Error{.code = "refused_attribute",
               .message = quoted(full_name(*attribute)) + std::string(what_for(use))};
}
}  // namespace bole
