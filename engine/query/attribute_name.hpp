#pragma once
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/query/attribute.hpp"

namespace bole {

// 级别; of a set 任职.单位类型.
[[nodiscard]] std::string full_name(const Attribute& attribute);

// The attribute of that name, if it may be used so. Names are Chinese or ASCII; those of a set are
// written 任职.单位类型 or appointment.organisation_kind. Codes: unknown_attribute, with the
// nearest name or the set it belongs to; sealed_attribute and refused_attribute, with the reason.
[[nodiscard]] Result<const Attribute*> attribute_for(std::string_view name, Use use);

}  // namespace bole
