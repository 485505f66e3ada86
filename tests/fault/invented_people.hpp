#pragma once
#include <map>
#include <string>
#include <vector>

#include "index/store/store.hpp"

namespace bole::testing {

// Small people for imports that are broken off: names "人1", "人2" …, every one different. A third
// bring an id of their own, a third are known by their ID number, a third by name, birth and start
// of work, so that "nothing doubled" is asked of every way to be recognised.
[[nodiscard]] std::string invented_people_ndjson(int count);

// What is wrong with the people of the store, compared with what invented_people_ndjson(count)
// says; empty when every one who is there is there once and as written. `found` is set to how many
// there are.
[[nodiscard]] std::string compare_with_truth(const Store& store, int count, int& found);

}  // namespace bole::testing
