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
  related,      // a name or word of the same speciality, kind or level
};
[[nodiscard]] std::string_view to_string(FormKind kind);  // word|synonym|former_name|related

// One of the ways to say a word.
struct WordForm {
  std::uint32_t word = 0;
  FormKind kind = FormKind::synonym;
  int until = 0;  // of a former name: the year until which it was in use
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

  // Whether the text at [begin, end) can be meant as a word by itself; find() has asked it.
  [[nodiscard]] bool is_meant(std::string_view text, std::size_t begin, std::size_t end) const;

  [[nodiscard]] std::optional<std::uint32_t> word(std::string_view text) const;
  [[nodiscard]] std::string_view text(std::uint32_t word) const;
  // Other ways to say it, each once; not the word itself.
  [[nodiscard]] std::span<const WordForm> forms(std::uint32_t word) const;
  // The specialities that the word shows, as indexes of the vocabulary.
  [[nodiscard]] std::span<const std::uint16_t> specialities(std::uint32_t word) const;

  // Words of a question that say nothing about whom it asks for: 有, 的, 经历, 担任.
  [[nodiscard]] bool is_noise(std::string_view word) const;

 private:
  struct Data;
  explicit Lexicon(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace bole
