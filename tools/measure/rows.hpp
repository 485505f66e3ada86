#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/measure/question.hpp"

namespace bole::measure {

// What a measuring program prints: a line of text for a person or, with `json`, a line of JSON
// {"id","value","unit"} for a program.
class Rows {
 public:
  explicit Rows(bool json) : json_(json) {}
  void put(std::string_view id, std::string_view text, double value, std::string_view unit) const;

 private:
  bool json_;
};

struct Answered {
  std::uint64_t people = 0;
  std::uint64_t facets = 0;  // 0 without facets, else facet_digest()
};
// Of the counts in the order of facet_names; the same for the same counts in another order of
// values. A facet of more than 50 values is left out: search shows the first 50 and how many more.
[[nodiscard]] std::uint64_t facet_digest(const std::vector<std::vector<std::uint64_t>>& counts);

struct AskOptions {
  int rounds = 1;
  // Where every answer is written as "question<TAB>people<TAB>facets", if there is no such file
  // yet; empty: nowhere.
  std::string answers{};
  // Kinds of question that have taken longer than 20 s for one round are noted here and not asked
  // again, in this run or a later one; empty: all are always asked.
  std::string slow{};
};

// Asks the questions of each kind: first for at most a second without counting, so that everything
// is warm, then all of them, each timed alone, in every round. Puts the rows KIND.questions,
// KIND.median and KIND.p99 (milliseconds) and KIND.rate (questions a second), medians over the
// rounds. Throws StorageError.
void ask_all(const std::vector<Question>& questions, const AskOptions& options,
             const std::function<Answered(const Question&)>& ask, const Rows& rows);

// Ascending or not; the value below which `permille` of them lie.
[[nodiscard]] double quantile(std::vector<double> values, int permille);

}  // namespace bole::measure
