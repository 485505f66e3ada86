#pragma once
#include <span>
#include <string_view>

namespace bole {

// A leaf element of the 干部任免审批表 file (.lrmx). Other formats of the same form are read into
// the same names.
struct FormElement {
  std::string_view name;
  std::string_view chinese;
  int max = 0;  // most characters that the form's editor accepts; 0: no limit
};

// In the order in which the form's editor writes them. Files keep no order.
[[nodiscard]] std::span<const FormElement> all_form_elements();
[[nodiscard]] const FormElement* form_element(std::string_view name);  // null when unknown

// Of the elements of one family member (JiaTingChengYuan/Item).
[[nodiscard]] std::span<const FormElement> all_family_elements();

}  // namespace bole
