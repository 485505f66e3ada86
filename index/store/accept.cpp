#include "index/store/accept.hpp"

#include <optional>

#include "engine/matter/matter.hpp"
#include "engine/query/saved_search.hpp"

namespace bole {
namespace {
// Reads both versions and asks the rule. A record that cannot be read never gets in.
template <class Value, class Read, class Rule>
Result<Done> judged(std::string_view before, std::string_view after, Read read, Rule rule) {
  const Result<Value> next = read(after);
  if (!next) return next.error();
  std::optional<Value> previous;
  if (!before.empty()) {
    Result<Value> held = read(before);
    if (!held) return held.error();
    previous = std::move(*held);
  }
  return rule(previous, *next);
}
}  // namespace

Result<Done> accept(Collection collection, std::string_view before, std::string_view after,
                    const Authorship& authorship) {
  switch (collection) {
    case Collection::matter:
      return judged<Matter>(before, after, matter_from_json,
                            [&](const std::optional<Matter>& previous, const Matter& next) {
                              return accept_matter(previous, next, authorship.by);
                            });
    case Collection::requirement:
      return judged<Requirement>(
          before, after, requirement_from_json,
          [&](const std::optional<Requirement>& previous, const Requirement& next) {
            return accept_requirement(previous, next, authorship.by);
          });
    case Collection::saved_search:
      return judged<SavedSearch>(
          before, after, saved_search_from_json,
          [&](const std::optional<SavedSearch>& previous, const SavedSearch& next) {
            return accept_saved_search(previous, next, authorship.by);
          });
    case Collection::match:
    case Collection::report:
      if (before.empty()) return Done{};
      return Error{Refusal::conflict, "already_kept", "所存的匹配和报告记录不得修改", ""};
    default:
      return Done{};
  }
}
}  // namespace bole
