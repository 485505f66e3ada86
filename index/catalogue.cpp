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
}  // namespace

Catalogue::Catalogue(const Store& store, const Vocabulary& vocabulary)
    : store_(store), vocabulary_(vocabulary), columns_(vocabulary), names_(vocabulary) {}

void Catalogue::catch_up(const std::function<void(std::uint64_t)>& progress) {
  if (!built_) build(progress);
  if (keeps_names_ && !names_built_) build_names();
  constexpr std::size_t batch = 1000;
  while (!(head_ == store_.head())) {
    const auto changes = store_.changes(head_, batch);
    if (!changes) damaged("变更记录", changes.error());
    for (const Change& change : *changes) {
      apply(change);
      head_ = change.head;
    }
    if (changes->empty()) return;
  }
}

void Catalogue::build(const std::function<void(std::uint64_t)>& progress) {
  head_ = store_.head();
  store_.for_each(Collection::organisation, [&](const Record& record) {
    register_.put(stored(organisation_from_json(record.body), "机构 " + record.id));
    return true;
  });
  store_.for_each(Collection::post, [&](const Record& record) {
    register_.put(stored(post_from_json(record.body), "职位 " + record.id));
    return true;
  });
  build_people(progress);
  built_ = true;
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
        store_.for_each(
            Collection::profile,
            [&](const Record& record) {
              if (!record.erased) chunk.push_back(sound_profile(record));
              return chunk.size() < chunk_size || hand_over();
            },
            SealedPart::skip);
        hand_over();
      },
      [&](const Chunk& chunk) {
        for (const Profile& profile : chunk) columns_.put(profile);
        people += chunk.size();
        if (progress) progress(people);
      });
}

void Catalogue::apply(const Change& change) {
  if (change.collection != Collection::profile && change.collection != Collection::organisation &&
      change.collection != Collection::post) {
    return;
  }
  const auto record = store_.find(change.collection, change.id);
  if (!record || record->erased) {
    if (change.collection == Collection::profile) {
      columns_.remove({change.id});
      const auto row = columns_.find({change.id});
      if (row) changed_rows_.add(*row);
      if (row && names_built_) names_.put(*row, {});
    }
    return;
  }
  switch (change.collection) {
    case Collection::profile: {
      const Row row = columns_.put(sound_profile(*record));
      changed_rows_.add(row);
      if (names_built_) names_.put(row, columns_.name(row));
      break;
    }
    case Collection::organisation:
      register_.put(stored(organisation_from_json(record->body), "机构 " + change.id));
      break;
    default:
      register_.put(stored(post_from_json(record->body), "职位 " + change.id));
  }
}

void Catalogue::build_names() {
  for (std::uint32_t row = 0; row < columns_.size(); ++row) {
    if (columns_.is_live(Row{row})) names_.put(Row{row}, columns_.name(Row{row}));
  }
  names_built_ = true;
}

std::optional<Profile> Catalogue::profile(const ProfileId& id) const {
  const auto record = store_.find(Collection::profile, id.text);
  if (!record || record->erased) return std::nullopt;
  return sound_profile(*record);
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
    for (std::uint32_t row = 0; row < columns_.size(); ++row) {
      if (columns_.is_live(Row{row})) rows.push_back(Row{row});
    }
    return rows;
  }
  if (const auto known = pool(id); !known) return known.error();
  for (const Membership& member : memberships(id)) {
    const auto row = member.counts() ? columns_.find(member.profile) : std::nullopt;
    if (row && columns_.is_live(*row)) rows.push_back(*row);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}
}  // namespace bole
