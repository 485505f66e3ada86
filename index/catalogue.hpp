#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/columns/row_log.hpp"
#include "engine/matter/user.hpp"
#include "engine/profile/pool.hpp"
#include "engine/profile/profile.hpp"
#include "engine/profile/register.hpp"
#include "index/columns_file.hpp"
#include "index/profile_record.hpp"
#include "index/store/past_store.hpp"

namespace bole {

// What is read: the store, with the register and the columns derived from it. catch_up() brings
// both to the store's head by the change feed. The first call takes the columns from their file, or
// builds them whole where it cannot: no file, damaged, of another program, vocabulary or history,
// too far behind. Not safe while catch_up() runs in another thread.
class Catalogue {
 public:
  // `file`: where the columns are kept between programs (columns_file.hpp); empty: nowhere.
  Catalogue(const Store& store, const Vocabulary& vocabulary, std::string file = {});

  // `progress` gets the number of people read so far, where everybody has to be read.
  void catch_up(const std::function<void(std::uint64_t)>& progress = {});

  // catch_up() as far as the last of them, taking people from memory where the feed says that they
  // are what was stored, and from the store where anything else has changed in between. How many
  // were taken from memory.
  std::size_t catch_up_with(const StoredPeople& stored);

  // Writes the columns to their file: `worthwhile` only where the next start would otherwise have
  // much to read. After an erasure the file is gone, and stays so until the next start has built
  // columns that never held what was erased. What went wrong, in Chinese, or empty: the store
  // suffers no harm from it. Others may read meanwhile.
  enum class Keep : std::uint8_t { worthwhile, now };
  std::string keep(Keep when = Keep::worthwhile);

  [[nodiscard]] const Head& head() const { return kept_.head; }
  [[nodiscard]] const Register& reg() const { return register_; }
  [[nodiscard]] const Columns& columns() const { return kept_.columns; }
  // Rows that catch_up() has put or removed after the columns were first built.
  [[nodiscard]] const RowLog& changed_rows() const { return changed_rows_; }
  // For the gates of a match, and nothing else.
  [[nodiscard]] const ProtectedFacts& protected_facts() const { return kept_.protected_facts; }
  [[nodiscard]] const NameIndex& names() const { return kept_.names; }  // of who is live
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  // The version that the columns have, though the store may have gone on; sealed part included.
  // Empty when there is none or it was erased.
  [[nodiscard]] std::optional<Profile> profile(const ProfileId& id) const;
  [[nodiscard]] Result<User> user(const std::string& id) const;  // denied, unknown_user
  [[nodiscard]] Result<Pool> pool(const PoolId& id) const;       // not_found; knows 全库
  [[nodiscard]] std::vector<Membership> memberships(const PoolId& id) const;
  // Rows of who is in the pool, ascending.
  [[nodiscard]] Result<std::vector<Row>> rows_of(const PoolId& id) const;

 private:
  void build(const std::function<void(std::uint64_t)>& progress);
  [[nodiscard]] bool read_file();
  void build_people(const std::function<void(std::uint64_t)>& progress);
  void apply(const Change& change);
  Row put(const Profile& profile);

  // The store at the head of the columns.
  [[nodiscard]] const Store& as_caught_up() const;

  const Store& store_;
  const Vocabulary& vocabulary_;
  const std::string file_;
  KeptColumns kept_;
  bool has_file_ = false;         // of these columns
  std::uint64_t since_file_ = 0;  // people put or removed since it was written
  bool holds_erased_ = false;     // what was erased may still be in the columns, unused
  bool built_ = false;
  Register register_;
  RowLog changed_rows_;
  mutable std::mutex past_mutex_;
  mutable PastStore past_;  // moved to the head of the columns when it is asked
};

}  // namespace bole
