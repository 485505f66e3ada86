#pragma once
#include <optional>
#include <string>

#include "engine/columns/columns.hpp"
#include "engine/match/gates/protected/protected_facts.hpp"
#include "engine/search/name_index.hpp"
#include "index/store/store.hpp"

namespace bole {

// The columns, the index of their names and the protected facts beside them, in a file beside the
// store, so that opening a store need not read everybody. Derived and disposable: whoever cannot
// use the file builds the columns from the store.
//
// The file begins with lines of text: what made it, the head of the store at which the columns
// stand, and for every array its place and checksum; the last line is the checksum of those before.
// The arrays follow as they lie in memory, each at the beginning of a page, and are mapped: what is
// changed later is changed in memory only.

// What a file must be made with to be read: the sources that fill columns, and the vocabulary.
[[nodiscard]] std::string columns_version(const Vocabulary& vocabulary);

struct KeptColumns {
  explicit KeptColumns(const Vocabulary& vocabulary) : columns(vocabulary), names(vocabulary) {}
  Columns columns;
  ProtectedFacts protected_facts{};
  NameIndex names;
  Head head{};  // of the store, at which they stand
};

// Replaces the file, whole or not at all. Throws StorageError.
void write_columns(const std::string& path, const KeptColumns& kept, const std::string& version);

// False, and `kept` as it was, where the file cannot be used; `fault` then says in Chinese why, and
// is empty when there is no file. Every byte that is used has been checked against its checksum.
[[nodiscard]] bool read_columns(const std::string& path, const std::string& version,
                                KeptColumns& kept, std::string& fault);

// Of the file and of what an interrupted write_columns() left.
void remove_columns(const std::string& path);

}  // namespace bole
