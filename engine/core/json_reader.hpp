#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/result.hpp"

namespace bole {

// Strict reading of small JSON documents (plans, requirements, matters, pools) without exposing the
// JSON library. Every member that is asked for is checked for its type; finish() refuses keys that
// nobody asked for. The first fault is kept, with its JSON pointer, and everything read after it
// is empty: read all, then look at error() once. Codes: bad_json, too_deep, repeated_key,
// not_an_object, wrong_type, control_character, missing_key, unknown_key, bad_date, out_of_range.
class JsonReader {
 public:
  // Depth limit 32.
  explicit JsonReader(std::string_view json);
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;
  JsonReader(JsonReader&&) noexcept;

  [[nodiscard]] bool has(std::string_view key);  // present and not null
  std::string text(std::string_view key);        // required
  std::string text_or(std::string_view key, std::string_view otherwise = {});
  std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::int64_t integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                          std::int64_t otherwise);
  std::optional<bool> boolean(std::string_view key);
  std::optional<PartialDate> date(std::string_view key);
  std::vector<std::string> texts(std::string_view key);  // absent: empty
  // Pairs of an object {name: integer}, in the order of the names.
  std::vector<std::pair<std::string, std::int64_t>> numbers_by_name(std::string_view key);
  // [[a,b],…]
  std::vector<std::pair<std::int64_t, std::int64_t>> number_pairs(std::string_view key);
  // Readers of a nested object or of an array's objects; they share the error with this one.
  std::optional<JsonReader> object(std::string_view key);
  std::vector<JsonReader> objects(std::string_view key);
  // The member's own JSON, compact, keys in the library's order; "" when absent.
  std::string raw(std::string_view key);
  void ignore(std::string_view key);  // known, and read elsewhere

  // Refuses keys that were not asked for. Call once per object, last.
  void finish();
  void fail(std::string code, std::string message, std::string_view key);
  [[nodiscard]] const std::optional<Error>& error() const;
  [[nodiscard]] const std::string& where() const { return where_; }

 private:
  struct State;
  struct Node;
  JsonReader(std::shared_ptr<State> state, std::unique_ptr<Node> node, std::string where);
  std::shared_ptr<State> state_;
  std::unique_ptr<Node> node_;
  std::string where_;
};

// The value, or what went wrong on the way.
template <class T>
[[nodiscard]] Result<T> finished(const JsonReader& reader, T value) {
  if (reader.error()) return *reader.error();
  return value;
}

}  // namespace bole
