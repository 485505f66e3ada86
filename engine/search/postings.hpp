#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bole {

// A person's place in a text index, from 1; stands for the same person while the index is open.
struct DocId {
  std::uint32_t value = 0;
  friend auto operator<=>(DocId, DocId) = default;
};

// Walks the documents of one term in ascending order.
class PostingCursor {
 public:
  virtual ~PostingCursor() = default;
  [[nodiscard]] virtual bool at_end() const = 0;
  [[nodiscard]] virtual DocId document() const = 0;  // not at the end
  [[nodiscard]] virtual int share() const = 0;       // permille, see SearchDocument::terms
  virtual void next() = 0;
  virtual void skip_to(DocId document) = 0;  // the first at or after it
};

// One consistent state of a text index. Used by one thread.
class Postings {
 public:
  virtual ~Postings() = default;
  [[nodiscard]] virtual std::uint32_t documents() const = 0;  // how many there are
  [[nodiscard]] virtual DocId last_document() const = 0;      // the greatest in use; 0 when empty
  [[nodiscard]] virtual std::uint32_t frequency(std::string_view term) const = 0;
  [[nodiscard]] virtual std::unique_ptr<PostingCursor> open(std::string_view term) const = 0;
  // Every term that begins so, in order.
  virtual void for_each_term(std::string_view prefix,
                             const std::function<void(const std::string&)>& visit) const = 0;
  [[nodiscard]] virtual std::string texts(DocId document) const = 0;  // SearchDocument::texts
  [[nodiscard]] virtual std::string id(DocId document) const = 0;     // profile id
  // Every document at or after `from`, in order.
  virtual void for_each_id(DocId from,
                           const std::function<void(DocId, const std::string&)>& visit) const = 0;
};

}  // namespace bole
