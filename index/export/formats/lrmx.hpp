#pragma once
#include <string>

#include "engine/profile/profile.hpp"
#include "engine/text/charset.hpp"

namespace bole {

enum class EmptyElement : std::uint8_t { paired, closed, spaced };  // <X></X>, <X/>, <X> \n </X>
enum class ElementOrder : std::uint8_t { form, id_number_early };   // ShenFenZheng after MinZu
enum class FormDate : std::uint8_t { compact, dotted, chinese };    // 197903, 1979.03, 1979年3月

// How a file is laid out. The defaults are what the form's editor writes.
struct LrmxStyle {
  Encoding encoding = Encoding::utf_8;
  int indent = 2;
  std::string line_end = "\n";  // of the markup; the 简历 keeps its own
  EmptyElement empty = EmptyElement::paired;
  ElementOrder order = ElementOrder::form;
  FormDate dates = FormDate::compact;
};

// The 干部任免审批表 of a person as .lrmx bytes. Elements that the record keeps as text
// (sealed.lrmx_unknown: 拟任, 填表人 …) stand where the form has them, unknown ones at the end.
// The form has no place for everything: keys, levels, training, clearances, sources and decisions
// stay behind, a sanction that was exempted, cleared or revoked is not printed, and the picture, of
// which the record holds only the digest, is left blank.
[[nodiscard]] std::string to_lrmx(const Profile& profile, const LrmxStyle& style = {});

}  // namespace bole
