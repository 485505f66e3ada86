#include "index/preview_memory.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "engine/core/date.hpp"
#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "index/store/bytes.hpp"

namespace bole {
namespace {
constexpr std::uint32_t too_near = 5;
constexpr std::string_view roster_prefix = "roster/";

// How many people are in one of the two only, counted up to `too_near`.
std::uint32_t difference(const PeopleSet& one, const PeopleSet& other, std::uint32_t outside) {
  std::uint32_t count = outside;
  for (std::size_t i = 0; i < one.words.size() && count < too_near; ++i) {
    count += static_cast<std::uint32_t>(std::popcount(one.words[i] ^ other.words[i]));
  }
  return count;
}

PeopleSet nobody_of(std::size_t people) {
  return {std::vector<std::uint64_t>((people + 63) / 64), 0};
}

void add(PeopleSet& set, std::size_t place) {
  set.words[place / 64] |= std::uint64_t{1} << (place % 64);
  ++set.count;
}

PeopleSet rest_of(const PeopleSet& set, std::size_t people) {
  PeopleSet rest = nobody_of(people);
  for (std::size_t place = 0; place < people; ++place) {
    if (!set.has(place)) add(rest, place);
  }
  return rest;
}

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += id + '\n';
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void put_set(std::string& bytes, const PeopleSet& set) {
  for (const std::uint64_t word : set.words) put_u64(bytes, word);
}

std::optional<PeopleSet> take_set(ByteReader& bytes, std::size_t people) {
  PeopleSet set = nobody_of(people);
  for (std::uint64_t& word : set.words) {
    word = bytes.u64();
    set.count += static_cast<std::uint32_t>(std::popcount(word));
  }
  return bytes.good() ? std::optional(std::move(set)) : std::nullopt;
}
}  // namespace

PreviewMemory::PreviewMemory(const Store& store, Asked asked, std::vector<std::string> roster)
    : store_(store),
      asked_(std::move(asked)),
      roster_(std::move(roster)),
      roster_digest_(hex(sha256(joined(roster_)))) {
  for (std::size_t place = 0; place < roster_.size(); ++place) places_[roster_[place]] = place;
  const std::string today = asked_.at.substr(0, 10);
  const auto day = parse_day(today);
  const std::string since = day ? to_string(add_days(*day, -days)) : std::string();
  std::vector<std::pair<std::string, std::string>> ids;  // at, id
  store_.for_each(
      Collection::preview,
      [&](const Record& record) {
        if (record.id.starts_with(roster_prefix)) return true;
        JsonReader json(record.body);
        const std::string at = json.text_or("at");
        asked_today_ += json.text_or("by") == asked_.by && at.starts_with(today);
        if (json.text_or("pool") == asked_.pool && at.substr(0, 10) >= since) {
          ids.emplace_back(at, record.id);
        }
        return true;
      },
      SealedPart::skip);
  // In the order in which they were asked: of one second by number.
  std::sort(ids.begin(), ids.end(), [](const auto& one, const auto& other) {
    return std::tuple(one.first, one.second.size(), one.second) <
           std::tuple(other.first, other.second.size(), other.second);
  });
  for (const auto& [at, id] : ids) {
    const auto record = store_.find(Collection::preview, id);
    if (record) read(*record, roster_digest_);
  }
}

void PreviewMemory::read(const Record& record, const std::string& roster_digest) {
  JsonReader json(record.body);
  const std::string digest = json.text_or("roster");
  if (digest.empty()) return;
  std::vector<std::string> ids;
  if (digest != roster_digest) {
    const auto held = store_.find(Collection::preview, std::string(roster_prefix) + digest);
    if (held) ids = lines_of(held->sealed);
  }
  const std::vector<std::string>* other = digest == roster_digest ? nullptr : &ids;
  const std::size_t people = other ? ids.size() : roster_.size();
  ByteReader bytes(record.sealed);
  for (const auto& [kind, rounded] : json.number_pairs("told")) {
    const auto set = take_set(bytes, people);
    if (!set) throw StorageError("store_damaged", "预览记录 " + record.id + " 无法识别");
    know(*set, other, people,
         {static_cast<ShownCount::Kind>(kind), static_cast<std::uint32_t>(rounded)});
  }
  if (json.boolean("refused").value_or(false)) {
    const auto set = take_set(bytes, people);
    if (!set) throw StorageError("store_damaged", "预览记录 " + record.id + " 无法识别");
    Known known;
    known.set = other ? placed(*set, ids, known.outside) : *set;
    refused_.push_back(std::move(known));
  }
}

PeopleSet PreviewMemory::placed(const PeopleSet& set, const std::vector<std::string>& ids,
                                std::uint32_t& outside) const {
  PeopleSet moved = nobody_of(roster_.size());
  for (std::size_t place = 0; place < ids.size(); ++place) {
    if (!set.has(place)) continue;
    const auto now = places_.find(ids[place]);
    if (now == places_.end()) {
      ++outside;
    } else {
      add(moved, now->second);
    }
  }
  return moved;
}

// The set and what it leaves of its pool.
void PreviewMemory::know(const PeopleSet& set, const std::vector<std::string>* ids,
                         std::size_t pool_size, ShownCount shown) {
  for (const bool rest : {false, true}) {
    const PeopleSet own = rest ? rest_of(set, pool_size) : set;
    Known known;
    known.shown = rest ? complement_of(shown, pool_size) : shown;
    known.set = ids ? placed(own, *ids, known.outside) : own;
    known_.push_back(std::move(known));
  }
}

Result<Done> PreviewMemory::may_ask() const {
  if (asked_today_ < most_a_day) return Done{};
  return Error{Refusal::denied, "preview_limit",
               "今日已预览 " + std::to_string(asked_today_) + " 次，每人每日最多 " +
                   std::to_string(most_a_day) + " 次，请明日再试",
               ""};
}

ShownCount PreviewMemory::tell(const PeopleSet& set) {
  for (const Known& known : known_) {
    if (difference(set, known.set, known.outside) < too_near) return known.shown;
  }
  const ShownCount own = shown(set.count, roster_.size());
  know(set, nullptr, roster_.size(), own);
  told_.emplace_back(set, own);
  return own;
}

PreviewMemory::Told PreviewMemory::tell(const PreviewSets& sets) {
  Told told;
  told.counts.pool = shown_pool(sets.pool_size);
  for (const PeopleSet& set : sets.alone) told.counts.alone.push_back(tell(set));
  told.counts.together = tell(sets.together);
  const auto size = [&](const ShownCount& count) { return reckoned(count, sets.pool_size); };
  for (const ShownCount& count : told.counts.alone) told.sizes.alone.push_back(size(count));
  told.sizes.together = size(told.counts.together);
  for (const PeopleSet& set : sets.others) told.sizes.others.push_back(size(tell(set)));
  for (const PreviewSets::Varied& varied : sets.varied) {
    told.sizes.varied.push_back(size(tell(varied.kept)));
  }
  for (const PeopleSet& set : sets.lacking) told.counts.lacking.push_back(tell(set));
  return told;
}

bool PreviewMemory::was_refused(const PeopleSet& together) const {
  return std::any_of(refused_.begin(), refused_.end(), [&](const Known& known) {
    return difference(together, known.set, known.outside) < too_near;
  });
}

void PreviewMemory::refuse(const PeopleSet& together) { refuses_ = together; }

std::vector<Put> PreviewMemory::puts(const std::string& id) const {
  std::vector<Put> puts;
  const bool keeps = !told_.empty() || refuses_;
  const std::string roster_id = std::string(roster_prefix) + roster_digest_;
  if (keeps && !store_.find(Collection::preview, roster_id)) {
    puts.push_back({.collection = Collection::preview,
                    .id = roster_id,
                    .body = "{\"people\":" + std::to_string(roster_.size()) + "}",
                    .sealed = joined(roster_),
                    .lookups = {},
                    .expected = 0});
  }
  std::string body;
  std::string sealed;
  JsonWriter json(body);
  json.begin_object().field("matter", asked_.matter).field("pool", asked_.pool);
  json.field("by", asked_.by).field("at", asked_.at);
  json.field("requirement_hash", asked_.requirement_hash);
  if (keeps) json.field("roster", roster_digest_);
  json.key("told").begin_array();
  for (const auto& [set, shown] : told_) {
    json.begin_array().number(static_cast<int>(shown.kind)).number(shown.rounded).end_array();
    put_set(sealed, set);
  }
  json.end_array();
  if (refuses_) {
    json.key("refused").boolean(true);
    put_set(sealed, *refuses_);
  }
  json.end_object();
  puts.push_back({.collection = Collection::preview,
                  .id = id,
                  .body = body,
                  .sealed = sealed,
                  .lookups = {},
                  .expected = 0});
  return puts;
}
}  // namespace bole
