#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "engine/vocabulary/vocabulary.hpp"
#include "index/import/import_format.hpp"
#include "index/profile_record.hpp"
#include "index/store/store.hpp"

namespace bole {

enum class Fate { added, changed, unchanged, refused };

struct ImportOptions {
  std::string path{};
  std::string by{};  // user id
  std::string at{};  // UTC
  std::string reason{};
  bool dry_run = false;  // find out every fate, store nothing
  // Every record with its issues after its fate is known, in order; a stored one is durable by
  // then. A profile carries the id it has in the store.
  std::function<void(const ImportedRecord&, Fate)> on_record{};
  std::function<void(const Progress&)> on_progress{};
  // Who was stored, a few hundred at a time, for whoever follows the store and would otherwise read
  // them from it again: durable by then, and what on_record was told. Called on the calling thread
  // while the import goes on in others; the other two are called on those, one call after another.
  // What any of the three throws ends the import: nothing more is stored.
  std::function<void(const StoredPeople&)> on_stored{};
};

struct ImportCounts {
  std::uint64_t read = 0;
  std::uint64_t added = 0;  // people, as the next two
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t refused = 0;
  std::uint64_t with_issues = 0;
  std::uint64_t organisations = 0;  // new or changed
  std::uint64_t posts = 0;          // new or changed
  std::uint64_t register_unchanged = 0;
  std::uint64_t rederived = 0;  // people of the store whom a changed register or vocabulary changed
};

// Reads the path, derives, finds out who is the same person (docs/model.md §1.2) and commits in
// batches. One thread reads and derives, a second writes the JSON and decides, a third commits a
// batch while the second gathers the next; on_stored is the fourth stage. A batch is decided when
// the one before it is durable, and told when it is so itself: one that cannot be stored is the
// last. The order of a file is kept. Importing the same thing again changes nothing; an import that
// was killed is simply run again.
//
// What a record does not know does not take away what the store knows (engine/profile/merge.hpp).
// Two records of one import that are the same person, form and ledger say, complete each other.
// Where form and ledger say different things of one matter (contradictions of
// engine/profile/merge.hpp) what was read first stays, said by contradicts_earlier, and the rest is
// taken. Two forms, two ledgers or two names that differ are not one record: the second is refused
// (duplicate_person), since nothing says which is right. A dry run of more than one batch does not
// see either. A record with an id of its own is never taken for a namesake, nor are two records of
// one import unless one is a form and the other none. Issues added here: matched_by_name,
// matched_by_id_number, possible_duplicate, duplicate_person, contradicts_earlier, id_taken,
// bad_id, no_identity, verified_kept, person_tag_lost and, for lines of the register,
// bad_register_line, duplicate_register_line.
//
// When the register or the vocabulary is not the one with which the store's people were derived,
// all of them are derived again at the end.
//
// Throws StorageError when the path cannot be read or the store fails; what was committed stays.
ImportCounts import_path(Store& store, const Vocabulary& vocabulary, const ImportOptions& options);

// The same with records from anywhere. `read` is called once, on another thread.
using RecordSource =
    std::function<void(const RecordSink&, const std::function<void(const Progress&)>&)>;
ImportCounts import_records(Store& store, const Vocabulary& vocabulary,
                            const ImportOptions& options, const RecordSource& read);

}  // namespace bole
