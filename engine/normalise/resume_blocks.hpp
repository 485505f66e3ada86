#pragma once
#include <cstdint>
#include <vector>

#include "engine/normalise/characters.hpp"
#include "engine/normalise/scan_date.hpp"
#include "engine/normalise/statement.hpp"

namespace bole {

// Text of one or more lines without their breaks and hanging blanks. `at` holds, for each
// character, its offset in the text as given. A '\n' in text.folded stands where a line that was
// not full ended.
struct Flow {
  TextPiece text{};
  std::vector<std::uint32_t> at{};

  [[nodiscard]] std::size_t size() const { return text.size(); }
  [[nodiscard]] Flow part(std::size_t begin, std::size_t end) const;
  void append(const Flow& other);
};

struct Block {
  enum class Kind {
    dated,       // begins with a date head; hanging lines and bracket lines included
    tail,        // memberships and notes without a date head
    unreadable,  // begins with what looks like a head and is none
    loose,       // text before the first head, titles of the list, prose
  };
  Kind kind = Kind::loose;
  Flow flow{};
  std::vector<Span> lines{};  // what the lines hold, without the blanks around
};

// The lines of a résumé, put together to blocks that are read one by one.
[[nodiscard]] std::vector<Block> split_into_blocks(const Characters& characters);

// A period head where a block begins, behind bullets, numbers, 简历： and an opening bracket.
// `begin` is where it starts, `text` where the statement starts.
struct BlockHead {
  ScannedPeriod period{};
  std::size_t begin = 0;
  std::size_t text = 0;
};
[[nodiscard]] std::optional<BlockHead> head_of(std::u32string_view folded);

// 其间, 期间, 其中 with the mark after it; their length at `at`, or 0.
[[nodiscard]] std::size_t meanwhile_at(std::u32string_view folded, std::size_t at);

}  // namespace bole
