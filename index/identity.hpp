#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/normalise/issue.hpp"
#include "engine/profile/merge.hpp"
#include "engine/profile/profile.hpp"
#include "index/store/store.hpp"

namespace bole {

// Why an id of a record cannot be one: bad_id. Nothing for the empty one, which is none.
[[nodiscard]] std::optional<Issue> fault_of_id(std::string_view id);

// Finds out which person of the store a record is (docs/model.md §1.2), a batch at a time.
// Remembers the people that this import has met, whether they are stored yet or not.
class Identity {
 public:
  explicit Identity(const Store& store) : store_(store) {}

  // Reads what is needed to decide about these people at once, and forgets the last batch. A put
  // has the id and the lookups of a person (put_of).
  void load(const std::vector<const Put*>& batch);

  struct Match {
    std::string id{};  // empty: a new person
    std::optional<Issue> refused{};
    Issues issues{};
  };
  // `same_again(id)` says whether the profile would change nothing about that person.
  using SameAgain = std::function<bool(const std::string& id)>;
  // `other_sheet(id)` says whether that person, met in this import, and the profile are form and
  // ledger of one person that complete each other.
  using OtherSheet = std::function<bool(const std::string& id)>;
  [[nodiscard]] Match match(const Profile& profile, const SameAgain& same_again,
                            const OtherSheet& other_sheet);

  // The stored record, from the batch's reading where it was part of it.
  [[nodiscard]] std::optional<Record> record(const std::string& id);

  // What this import has said about a person; empty before it met them.
  struct Met {
    std::uint64_t said = 0;  // a digest of the first record
    Told told{};             // by all of them
  };
  [[nodiscard]] std::optional<Met> met(const std::string& id) const;
  void meet(const Profile& profile, const std::vector<std::string>& lookups, std::uint64_t said);
  void meet_again(const Profile& profile);
  // From now on the store answers for those met so far.
  void stored();

  // An id that nobody has.
  [[nodiscard]] std::string new_id();

 private:
  struct Facts {
    std::string name{};
    std::optional<PartialDate> birth{};
    std::optional<PartialDate> work_start{};
    std::string id_number{};
  };
  static Facts facts_about(const Profile& profile);
  std::optional<Facts> facts(const std::string& id);
  std::vector<std::string> candidates(const std::string& lookup) const;
  Match by_name(const Profile& profile, const std::string& id_number, const SameAgain& same_again,
                const OtherSheet& other_sheet);

  const Store& store_;
  std::unordered_map<std::string, std::optional<Record>> loaded_{};
  std::unordered_map<std::string, std::vector<std::string>> found_{};  // by lookup, in the store
  std::unordered_map<std::string, Facts> waiting_{};                   // met, not stored yet
  std::unordered_map<std::string, std::vector<std::string>> waiting_by_{};  // by lookup
  std::unordered_map<std::uint64_t, Met> met_{};                            // by a digest of the id
  std::uint64_t next_number_ = 0;
};

}  // namespace bole
