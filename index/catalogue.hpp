#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/columns/columns.hpp"
#include "engine/columns/row_log.hpp"
#include "engine/matter/user.hpp"
#include "engine/profile/pool.hpp"
#include "engine/profile/profile.hpp"
#include "engine/profile/register.hpp"
#include "engine/search/name_index.hpp"
#include "index/store/store.hpp"

namespace bole {

// What is read: the store, with the register and the columns derived from it. catch_up() brings
// both to the store's head by the change feed; the first call builds them whole. Not safe while
// catch_up() runs in another thread.
class Catalogue {
 public:
  Catalogue(const Store& store, const Vocabulary& vocabulary);

  // `progress` gets the number of people read so far.
  void catch_up(const std::function<void(std::uint64_t)>& progress = {});

  [[nodiscard]] const Head& head() const { return head_; }
  [[nodiscard]] const Register& reg() const { return register_; }
  [[nodiscard]] const Columns& columns() const { return columns_; }
  // Rows that catch_up() has put or removed after the columns were first built.
  [[nodiscard]] const RowLog& changed_rows() const { return changed_rows_; }
  // Names of who is live. Built at the first catch_up() after keep_names(), then kept up.
  void keep_names() { keeps_names_ = true; }
  [[nodiscard]] const NameIndex& names() const { return names_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  // The current version, sealed part included; empty when there is none or it was erased.
  [[nodiscard]] std::optional<Profile> profile(const ProfileId& id) const;
  [[nodiscard]] Result<User> user(const std::string& id) const;  // denied, unknown_user
  [[nodiscard]] Result<Pool> pool(const PoolId& id) const;       // not_found; knows 全库
  [[nodiscard]] std::vector<Membership> memberships(const PoolId& id) const;
  // Rows of who is in the pool, ascending.
  [[nodiscard]] Result<std::vector<Row>> rows_of(const PoolId& id) const;

 private:
  void build(const std::function<void(std::uint64_t)>& progress);
  void build_people(const std::function<void(std::uint64_t)>& progress);
  void apply(const Change& change);
  void build_names();

  const Store& store_;
  const Vocabulary& vocabulary_;
  Head head_{};
  bool built_ = false;
  Register register_;
  Columns columns_;
  RowLog changed_rows_;
  NameIndex names_;
  bool keeps_names_ = false;
  bool names_built_ = false;
};

}  // namespace bole
