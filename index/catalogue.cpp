#include "index/catalogue.hpp"

#include <algorithm>
#include <utility>

#include "index/bounded_queue.hpp"
#include "index/profile_record.hpp"

namespace bole {
namespace {
[[noreturn]] void damaged(const std::string& what, const Error& error) {
  throw StorageError("store_damaged", "库中的" + what + "无法读取：" + error.message);
}

template <class T>
T stored(Result<T> result, const std::string& what) {
  if (!result) damaged(what, result.error());
  return std::move(*result);
}

bool is_of(const Change& change, const Profile& person) {
  return change.collection == Collection::profile && !change.erasure &&
         change.id == person.id.text &&
         change.version == static_cast<std::uint32_t>(person.version);
}
}  // namespace

Catalogue::Catalogue(const Store& store, const Vocabulary& vocabulary, std::string file)
    : store_(store),
      vocabulary_(vocabulary),
      file_(std::move(file)),
      kept_(vocabulary),
      past_(store) {}

void Catalogue::catch_up(const std::function<void(std::uint64_t)>& progress) {
  if (!built_) build(progress);
  constexpr std::size_t batch = 1000;
  while (!(kept_.head == store_.head())) {
    const auto changes = store_.changes(kept_.head, batch);
    if (!changes) damaged("变更记录", changes.error());
    for (const Change& change : *changes) {
      apply(change);
      kept_.head = change.head;
    }
    if (changes->empty()) return;
  }
}

std::size_t Catalogue::catch_up_with(const StoredPeople& stored) {
  std::size_t from_memory = 0;
  if (!built_) {
    catch_up();
    return from_memory;
  }
  constexpr std::size_t beside = 8;  // changes of an import that are no people
  auto next = stored.people.begin();
  const auto end = stored.people.end();
  while (next != end && !(kept_.head == store_.head())) {
    const auto changes = store_.changes(kept_.head, static_cast<std::size_t>(end - next) + beside);
    if (!changes) damaged("变更记录", changes.error());
    if (changes->empty()) break;
    for (const Change& change : *changes) {
      if (next == end) break;
      const auto handed = change.authorship.source != stored.source
                              ? end
                              : std::find_if(next, end, [&](const Profile& person) {
                                  return is_of(change, person);
                                });
      if (handed != end) {
        ++since_file_;
        ++from_memory;
        changed_rows_.add(put(*handed));
        next = handed + 1;
      } else {
        apply(change);
      }
      kept_.head = change.head;
    }
  }
  return from_memory;
}

void Catalogue::build(const std::function<void(std::uint64_t)>& progress) {
  if (!read_file()) kept_.head = store_.head();
  store_.for_each(Collection::organisation, [&](const Record& record) {
    register_.put(stored(organisation_from_json(record.body), "机构 " + record.id));
    return true;
  });
  store_.for_each(Collection::post, [&](const Record& record) {
    register_.put(stored(post_from_json(record.body), "职位 " + record.id));
    return true;
  });
  if (!has_file_) build_people(progress);
  built_ = true;
}

// False where the file cannot serve; it is gone then, since it may hold what was erased meanwhile.
bool Catalogue::read_file() {
  if (file_.empty()) return false;
  std::string fault;
  has_file_ = read_columns(file_, columns_version(vocabulary_), kept_, fault);
  if (has_file_) {
    // Beyond a point reading the changed people one by one takes longer than reading everybody.
    const std::uint64_t furthest = kept_.columns.size() / 2 + 10'000;
    const std::uint64_t stands = kept_.head.sequence;
    const std::uint64_t store = store_.head().sequence;
    has_file_ = stands <= store && store - stands <= furthest && store_.changes(kept_.head, 1);
  }
  if (has_file_) return true;
  kept_ = KeptColumns(vocabulary_);
  remove_columns(file_);
  return false;
}

std::string Catalogue::keep(Keep when) {
  constexpr std::uint64_t few_people = 1000;
  const std::uint64_t people = kept_.columns.size();
  const bool worthwhile = has_file_ ? since_file_ > few_people + people / 20 : people >= few_people;
  if (file_.empty() || !built_ || holds_erased_) return {};
  if (when == Keep::worthwhile && !worthwhile) return {};
  try {
    write_columns(file_, kept_, columns_version(vocabulary_));
  } catch (const StorageError& error) {
    return error.what();
  }
  has_file_ = true;
  since_file_ = 0;
  return {};
}

// Reading and parsing takes about as long as filling the columns, so one thread does the one and
// this one the other.
void Catalogue::build_people(const std::function<void(std::uint64_t)>& progress) {
  constexpr std::size_t chunk_size = 256;
  using Chunk = std::vector<Profile>;
  std::uint64_t people = 0;
  pipe<Chunk>(
      8,
      [&](BoundedQueue<Chunk>& queue) {
        Chunk chunk;
        const auto hand_over = [&] { return queue.push(std::exchange(chunk, {})); };
        store_.for_each(Collection::profile, [&](const Record& record) {
          if (!record.erased) chunk.push_back(sound_profile(record));
          return chunk.size() < chunk_size || hand_over();
        });
        hand_over();
      },
      [&](const Chunk& chunk) {
        for (const Profile& profile : chunk) put(profile);
        people += chunk.size();
        if (progress) progress(people);
      });
}

void Catalogue::apply(const Change& change) {
  if (change.collection != Collection::profile && change.collection != Collection::organisation &&
      change.collection != Collection::post) {
    return;
  }
  if (change.collection == Collection::profile) {
    ++since_file_;
    if (change.erasure && !holds_erased_) {
      if (!file_.empty()) remove_columns(file_);
      has_file_ = false;
      holds_erased_ = true;
    }
  }
  const auto record = store_.find(change.collection, change.id);
  if (!record || record->erased) {
    if (change.collection == Collection::profile) {
      kept_.columns.remove({change.id});
      if (const auto row = kept_.columns.find({change.id})) {
        changed_rows_.add(*row);
        kept_.protected_facts.remove(*row);
        kept_.names.put(*row, {});
      }
    }
    return;
  }
  switch (change.collection) {
    case Collection::profile:
      changed_rows_.add(put(sound_profile(*record)));
      break;
    case Collection::organisation:
      register_.put(stored(organisation_from_json(record->body), "机构 " + change.id));
      break;
    default:
      register_.put(stored(post_from_json(record->body), "职位 " + change.id));
  }
}

Row Catalogue::put(const Profile& profile) {
  const Row row = kept_.columns.put(profile);
  kept_.protected_facts.put(row, profile);
  kept_.names.put(row, profile.name);
  return row;
}

std::optional<Profile> Catalogue::profile(const ProfileId& id) const {
  const auto record = as_caught_up().find(Collection::profile, id.text);
  if (!record || record->erased) return std::nullopt;
  return sound_profile(*record);
}

const Store& Catalogue::as_caught_up() const {
  if (!built_) return store_;
  const std::scoped_lock lock(past_mutex_);
  if (!(past_.head() == kept_.head)) {
    if (const auto there = past_.go_to(kept_.head); !there) damaged("变更记录", there.error());
  }
  return past_;
}

Result<User> Catalogue::user(const std::string& id) const {
  if (id.empty()) {
    return Error{Refusal::usage, "user_not_given", "没有说明操作人：请用 --as 用户编号", ""};
  }
  const auto record = store_.find(Collection::user, id);
  if (!record) {
    return Error{Refusal::denied, "unknown_user", "没有编号为“" + id + "”的用户", ""};
  }
  return stored(user_from_json(record->body), "用户 " + id);
}

Result<Pool> Catalogue::pool(const PoolId& id) const {
  if (id.text == whole_store_pool) {
    Pool whole{};
    whole.id = id;
    whole.name = "全库";
    whole.purpose = "库内全部人员";
    return whole;
  }
  const auto record = store_.find(Collection::pool, id.text);
  if (!record) {
    return Error{Refusal::not_found, "pool_not_found", "没有编号为“" + id.text + "”的人才库", ""};
  }
  return stored(pool_from_json(record->body), "人才库 " + id.text);
}

std::vector<Membership> Catalogue::memberships(const PoolId& id) const {
  std::vector<Membership> members;
  const std::string prefix = id.text + '/';
  store_.for_each(Collection::membership, [&](const Record& record) {
    if (record.id.starts_with(prefix)) {
      members.push_back(stored(membership_from_json(record.body), "入库记录 " + record.id));
    }
    return true;
  });
  return members;
}

Result<std::vector<Row>> Catalogue::rows_of(const PoolId& id) const {
  std::vector<Row> rows;
  if (id.text == whole_store_pool) {
    for (std::uint32_t row = 0; row < kept_.columns.size(); ++row) {
      if (kept_.columns.is_live(Row{row})) rows.push_back(Row{row});
    }
    return rows;
  }
  if (const auto known = pool(id); !known) return known.error();
  for (const Membership& member : memberships(id)) {
    const auto row = member.counts() ? kept_.columns.find(member.profile) : std::nullopt;
    if (row && kept_.columns.is_live(*row)) rows.push_back(*row);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}
}  // namespace bole
