#include "index/text/text_index.hpp"

#include "engine/vocabulary/vocabulary.hpp"

namespace bole {
std::string analyser_version() {
  // Raised when terms or texts are made otherwise from the same words.
  constexpr int analyser = 2;
  return "analyser " + std::to_string(analyser) + ' ' + Vocabulary::built_in().version();
}
}  // namespace bole
