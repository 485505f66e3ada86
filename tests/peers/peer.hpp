#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/measure/exported_person.hpp"
#include "tools/measure/rows.hpp"

// Programs that search is compared with. One file each, and a line in all_peers.cpp.
namespace bole::peers {
using namespace measure;

// One program, set up as its makers recommend for this use. Throws std::runtime_error for whatever
// the program refuses.
class Peer {
 public:
  virtual ~Peer() = default;
  [[nodiscard]] virtual std::string version() const = 0;

  // Loading: prepare() puts people into the program's own form, which is not counted; load() hands
  // them over; finish() builds indexes and statistics.
  virtual void prepare(std::span<const ExportedPerson> people) = 0;
  virtual void load() = 0;
  virtual void finish() = 0;

  // The number of people found, with the first 20 of them read (id, name, present post), best first
  // for text and in the order of loading otherwise; and facet_digest() where facets are asked for.
  [[nodiscard]] virtual Answered ask(const Question& question) = 0;
};

struct KnownPeer {
  std::string_view name{};
  // `directory` is the program's own; with `fresh` it is empty, else as finish() left it.
  std::unique_ptr<Peer> (*open)(const std::string& directory, bool fresh) = nullptr;
};
[[nodiscard]] std::span<const KnownPeer> all_peers();

// Pairs of neighbouring Han characters, in order, then the last character of each run alone, so
// that what stands apart is not neighbouring; Latin words and numbers whole. As Bole's own terms.
[[nodiscard]] std::vector<std::string> pairs_of_text(std::string_view folded_text);
// The pairs that a text with this form has, in order.
[[nodiscard]] std::vector<std::string> pairs_of_form(std::string_view form);

[[nodiscard]] inline bool is_faceted(const Question& question) {
  return question.kind == QuestionKind::facets || question.kind == QuestionKind::text_facets;
}
[[nodiscard]] inline bool has_text(const Question& question) { return !question.words.empty(); }

// The members of ExportedPerson that hold lists of words, in the order of the last facets.
inline constexpr std::array<std::string_view, 3> list_columns{"fields", "specialities", "titles"};
// Those that hold one value, in the order of the first facets.
inline constexpr std::array<std::string_view, 3> single_columns{"level", "education", "staff"};
[[nodiscard]] inline bool is_list(std::string_view column) {
  for (const std::string_view list : list_columns) {
    if (list == column) return true;
  }
  return false;
}

}  // namespace bole::peers
