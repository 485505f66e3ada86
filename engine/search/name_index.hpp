#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/number_lists.hpp"
#include "engine/columns/texts.hpp"
#include "engine/core/id.hpp"
#include "engine/profile/profile.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// How a name was found, best first.
enum class FoundBy : std::uint8_t {
  exact,       // the name as it stands
  variant,     // another form of a character (锋, 鋒)
  part,        // some characters of the name
  pinyin,      // whole syllables
  mixed,       // characters, syllables and first letters together
  initials,    // first letters
  same_sound,  // 同音: same readings, other characters
};
[[nodiscard]] std::string_view to_string(FoundBy found_by);
// Added to a hit's score: above any score of texts, in the order above; same_sound below them.
[[nodiscard]] std::int64_t name_score(FoundBy found_by);

struct NameHit {
  Row row{};
  FoundBy found_by = FoundBy::exact;
  Span span{};  // characters of the name
};

// Finds people by name: by characters, pinyin (zhangsan, lv or lü), first letters (zs) or a mixture
// (zhangs, 张s), whole or from any character on, with all readings of every character and of the
// surname. Built of the names in the columns; not safe while put() runs.
class NameIndex {
 public:
  explicit NameIndex(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  void put(Row row, std::string_view name);  // replaces the row's earlier one; empty: none

  // In the order of rows, each once with its best way. same_sound only where `sounds` allows it and
  // the query is a whole name of two characters or more. A query that cannot be (part of) a name
  // finds nobody.
  [[nodiscard]] std::vector<NameHit> find(std::string_view query, bool sounds) const;

  // Calls visit(array) for every array of the index, in one order (array.hpp).
  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<NameIndex>(visit, self.vocabulary_, self.names_, self.first_row_, self.next_row_,
                            self.name_of_row_, self.spoken_, self.spoken_at_, self.by_sound_,
                            self.by_character_);
  }

 private:
  using NameNumber = std::uint32_t;
  [[nodiscard]] NameNumber number_of(std::string_view name);
  [[nodiscard]] std::span<const std::uint16_t> spoken_of(NameNumber number) const;

  const Vocabulary* vocabulary_;
  DistinctTexts names_;
  // The rows of a name are chained; all three hold numbers plus one, 0 for none.
  Array<std::uint32_t> first_row_;  // by name
  Array<std::uint32_t> next_row_;   // by row
  Array<NameNumber> name_of_row_;   // by row
  Array<std::uint16_t> spoken_;     // every name's characters as spoken, one name behind the other
  Array<std::uint32_t> spoken_at_;  // by name
  // Names by a syllable or first letter and the first letter of the character after it, and by one
  // alone; those of long names in lists of their own as well.
  NumberLists by_sound_;
  NumberLists by_character_;  // folded
};

}  // namespace bole
