#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "index/store/store.hpp"

namespace bole {

// The witness of the highest acknowledged head lies outside the database, since the database
// cannot notice the loss of its own newest log. Text, one item a line (format.md).
[[nodiscard]] std::string witness_text(const Head& head);
// Empty when the text is no witness.
[[nodiscard]] std::optional<Head> read_witness(std::string_view text);

}  // namespace bole
