#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// Why a text that does not hold the word that was asked for is found by it.
enum class FormKind : std::uint8_t {
  word,         // the word itself
  synonym,      // 同义词: another name in present use, short or full
  former_name,  // 曾用名
  related,      // a narrower name or word, or one of the same speciality or kind
};
[[nodiscard]] std::string_view to_string(FormKind kind);  // word|synonym|former_name|related

// One of the ways to say a word.
struct WordForm {
  std::uint32_t word = 0;
  FormKind kind = FormKind::synonym;
  // The year until which the former one of the two names was in use, be it this one or the one that
  // was asked for; 0: both are in use.
  int until = 0;
};

// The words search knows (engine/vocabulary/data: synonyms, compounds, query_words and the words of
// every other table), as folded UTF-8 text. Immutable, shared by threads.
class Lexicon {
 public:
  [[nodiscard]] static const Lexicon& built_in();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;
  ~Lexicon();

  // A place in a folded text, in bytes, and the word that stands there.
  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t word = 0;
  };
  // Every place where a word stands and is meant: no 县长 in 副县长, no 农业 in 农业银行.
  void find(std::string_view text, std::vector<Place>& places) const;

  // A name with a place in the middle (共青团青禾县委 for 团县委), in bytes: the place lies between
  // the two parts.
  struct Spread {
    std::uint32_t begin = 0;
    std::uint32_t place_begin = 0;
    std::uint32_t place_end = 0;
    std::uint32_t end = 0;
    std::uint32_t word = 0;
  };
  [[nodiscard]] std::vector<Spread> find_spread(std::string_view text) const;

  // Whether the text at [begin, end) can be meant as a word by itself; find() has asked it.
  [[nodiscard]] bool is_meant(std::string_view text, std::size_t begin, std::size_t end) const;

  [[nodiscard]] std::optional<std::uint32_t> word(std::string_view text) const;
  [[nodiscard]] std::string_view text(std::uint32_t word) const;
  // Other ways to say it, each once; not the word itself. Bodies that were merged into one are not
  // ways to say each other, nor are bodies of two tiers (市纪委, 县纪委; 财政局, 财政厅).
  [[nodiscard]] std::span<const WordForm> forms(std::uint32_t word) const;
  // The specialities that the word asks for, as indexes of the vocabulary. The name of a body or a
  // post asks for none: 财政局 is that bureau, not all who worked with public money.
  [[nodiscard]] std::span<const std::uint16_t> specialities(std::uint32_t word) const;

  // Words of a question that say nothing about whom it asks for: 有, 的, 经历, 担任.
  [[nodiscard]] bool is_noise(std::string_view word) const;

 private:
  struct Data;
  explicit Lexicon(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace bole
