#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bole {

// A person's place in a text index, from 1; stands for the same person while the index is open.
struct DocId {
  std::uint32_t value = 0;
  friend auto operator<=>(DocId, DocId) = default;
};

// Documents in ascending order, each with its share (permille, SearchDocument::terms) of a term;
// of a group of a query also with the form that gave it.
struct PostingList {
  std::vector<DocId> documents{};
  std::vector<std::uint16_t> shares{};
  std::vector<std::uint16_t> forms{};  // as many as documents, or none

  [[nodiscard]] std::size_t size() const { return documents.size(); }
  [[nodiscard]] std::size_t bytes() const {
    return documents.capacity() * sizeof(DocId) +
           (shares.capacity() + forms.capacity()) * sizeof(std::uint16_t);
  }
};
using SharedPostings = std::shared_ptr<const PostingList>;  // never null

// One consistent state of a text index. Used by one thread.
class Postings {
 public:
  virtual ~Postings() = default;
  [[nodiscard]] virtual std::uint32_t documents() const = 0;  // how many there are
  [[nodiscard]] virtual DocId last_document() const = 0;      // the greatest in use; 0 when empty
  [[nodiscard]] virtual std::uint32_t frequency(std::string_view term) const = 0;
  [[nodiscard]] virtual SharedPostings list(std::string_view term) const = 0;
  [[nodiscard]] virtual int share(std::string_view term, DocId document) const = 0;  // 0: not there
  // What is dear to find out about this state is found out once: make() is called where nothing is
  // kept under the key, which begins with a small letter (terms begin with a capital one). Nothing
  // is kept for good.
  [[nodiscard]] virtual SharedPostings kept(const std::string& key,
                                            const std::function<PostingList()>& make) const = 0;
  // Every term that begins so, in order.
  virtual void for_each_term(std::string_view prefix,
                             const std::function<void(const std::string&)>& visit) const = 0;
  // SearchDocument::texts of these documents, which are in use and in ascending order.
  virtual void for_each_text(std::span<const DocId> documents,
                             const std::function<void(DocId, std::string_view)>& visit) const = 0;
  [[nodiscard]] virtual std::string id(DocId document) const = 0;  // profile id
  // Id of every person at or after `from`, in the order of documents.
  virtual void for_each_id(DocId from,
                           const std::function<void(DocId, const std::string&)>& visit) const = 0;

  [[nodiscard]] std::string texts(DocId document) const {
    std::string all;
    for_each_text({&document, 1}, [&](DocId, std::string_view texts) { all = texts; });
    return all;
  }
};

}  // namespace bole
