#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/result.hpp"
#include "index/catalogue.hpp"

// The questions that `bole bench` asks, and tests/peers puts to other programs. A kind of question
// is one line of question_kinds() and one case of draw_questions().
namespace bole::measure {

enum class QuestionKind : std::uint8_t { text_all, text_any, facets, text_facets, names };
struct KindOfQuestion {
  QuestionKind kind{};
  std::string_view id{};
  std::string_view text{};
};
inline constexpr std::array question_kinds{
    KindOfQuestion{QuestionKind::text_all, "text_and", "text, every word, first 20 of all"},
    KindOfQuestion{QuestionKind::text_any, "text_or", "text, any word, first 20 of all"},
    KindOfQuestion{QuestionKind::facets, "facets", "filter and six exact facets"},
    KindOfQuestion{QuestionKind::text_facets, "text_facets", "text, filter and six exact facets"},
    KindOfQuestion{QuestionKind::names, "names", "name by pinyin, first 20 of all"},
};
[[nodiscard]] std::string_view id_of(QuestionKind kind);

// What the six facets count, by the names of docs/filter.md; the same order as ExportedPerson's.
inline constexpr std::array<std::string_view, 6> facet_names{"级别", "学历", "人员类别",
                                                             "领域", "专长", "职称"};

// One condition on a member of ExportedPerson.
struct Condition {
  std::string column{};
  std::string operation{};  // ">=" or "<=" a number; "has" a word
  std::int64_t number = 0;
  std::string word{};
};

struct Question {
  QuestionKind kind{};
  std::uint32_t number = 0;  // from 1, of its kind
  std::string query{};       // as an official types it
  std::string filter{};      // docs/filter.md

  // The same for a program that has neither our words nor our filter language: people with every
  // group of words (text_any: with one or more), a group being one of its forms, a form Han
  // characters that follow each other; who also fulfil every condition.
  std::vector<std::vector<std::string>> words{};
  std::vector<Condition> conditions{};
  // Why Bole may find others than `words` say; empty where the counts have to agree.
  std::string differs{};

  [[nodiscard]] std::string id() const;  // "text_and 17"
};

// The date at which all questions are asked.
[[nodiscard]] Day as_of();

// The same questions for the same people: `each` different ones of every kind, drawn from what the
// records of people say, so that nearly each finds somebody. Fewer where there are too few people.
[[nodiscard]] std::vector<Question> draw_questions(const Catalogue& catalogue, std::uint32_t each);

[[nodiscard]] std::string to_json(const Question& question);
[[nodiscard]] Result<Question> question_from_json(std::string_view json);
// Throw StorageError where the file cannot be written or read.
void write_questions(const std::vector<Question>& questions, const std::string& path);
[[nodiscard]] std::vector<Question> read_questions(const std::string& path);

}  // namespace bole::measure
