#include "index/importer.hpp"

#include <algorithm>
#include <cstdio>
#include <future>
#include <map>
#include <unordered_map>
#include <utility>
#include <variant>

#include "engine/core/json_writer.hpp"
#include "engine/normalise/derive.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/profile/merge.hpp"
#include "engine/profile/register.hpp"
#include "index/bounded_queue.hpp"
#include "index/identity.hpp"
#include "index/profile_record.hpp"
#include "index/rederive.hpp"

namespace bole {
namespace {
constexpr std::size_t chunk_size = 128;   // handed from the reader to the writer at once
constexpr std::size_t batch_size = 2048;  // decided and committed at once
constexpr std::size_t stored_size = 256;  // handed on at once when they are stored

// A record on its way from the reader to the writer.
struct Arrival {
  ImportedRecord record{};
  std::variant<std::monostate, Organisation, Post> entry{};  // of the register
  // Of a profile, made while it waits for the batch to be decided:
  Put put{};
  std::uint64_t said = 0;
};

struct Chunk {
  std::vector<Arrival> arrivals{};
  Progress progress{};
};

// Reads and derives; knows the register as it stands at each record.
class Reader {
 public:
  Reader(Register reg, const Vocabulary& vocabulary, BoundedQueue<Chunk>& out)
      : register_(std::move(reg)), vocabulary_(vocabulary), out_(out) {}

  bool take(ImportedRecord&& record) {
    Arrival arrival{.record = std::move(record)};
    if (arrival.record.register_line) {
      take_register_line(arrival);
    } else if (arrival.record.profile) {
      derive(*arrival.record.profile, register_, vocabulary_);
    }
    if (chunk_.arrivals.empty()) chunk_.arrivals.reserve(chunk_size);
    chunk_.arrivals.push_back(std::move(arrival));
    return chunk_.arrivals.size() < chunk_size || flush();
  }

  void note(const Progress& progress) { chunk_.progress = progress; }

  bool flush() {
    Chunk full = std::exchange(chunk_, Chunk{.progress = chunk_.progress});
    return out_.push(std::move(full));
  }

 private:
  void take_register_line(Arrival& arrival) {
    Register line;
    const auto read = read_register_line(*arrival.record.register_line, line);
    if (!read) {
      arrival.record.issues.push_back(
          make_issue(read.error().code, {.field = read.error().where}, read.error().message));
      return;
    }
    for (const Organisation* organisation : line.organisations()) {
      arrival.entry = *organisation;
      register_.put(*organisation);
    }
    for (const Post* post : line.posts()) {
      arrival.entry = *post;
      register_.put(*post);
    }
  }

  Register register_;
  const Vocabulary& vocabulary_;
  BoundedQueue<Chunk>& out_;
  Chunk chunk_{};
};

// "x.ndjson:17" is row 17 of x.ndjson.
Provenance provenance_of(const std::string& source) {
  Provenance provenance{.file = source};
  const std::size_t colon = source.rfind(':');
  if (colon == std::string::npos || colon + 1 == source.size() || source.size() - colon > 10 ||
      !std::all_of(source.begin() + static_cast<std::ptrdiff_t>(colon) + 1, source.end(),
                   [](char c) { return c >= '0' && c <= '9'; })) {
    return provenance;
  }
  provenance.row = std::stoi(source.substr(colon + 1));
  provenance.file.resize(colon);
  return provenance;
}

bool same_facts(const Put& put, const Record& stored) {
  return facts_of(put.body) == facts_of(stored.body) && put.sealed == stored.sealed;
}

using Verified = std::vector<std::pair<std::string, Verification>>;
Verified verified_of(const Profile& profile) {
  Verified all;
  for (const auto& [pointer, provenance] : profile.provenance) {
    if (provenance.verified) all.emplace_back(pointer, *provenance.verified);
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return all;
}

// A digest of what a put says of a person, whatever the id.
std::uint64_t said_in(const Put& put) {
  std::string_view facts = facts_of(put.body);
  std::string head = R"({"schema":1)";
  if (!put.id.empty()) head += R"(,"id":")" + put.id + '"';
  if (facts.starts_with(head)) facts.remove_prefix(head.size());
  const std::hash<std::string_view> hash;
  return hash(facts) * 31 + hash(put.sealed);
}

// Whether one is a form and the other a ledger.
bool is_other_sheet(const Profile& record, Told told) {
  return told_by(record).by_forms != 0 ? told.by_forms == 0 : told.by_ledgers == 0;
}

// Two names, or two ID numbers, may be of two people.
bool names_differ(const std::vector<Contradiction>& parts) {
  return std::ranges::any_of(parts, [](const Contradiction& part) {
    return part.pointer == "/name" || part.pointer == "/sealed/id_number";
  });
}

// The sheets of one person may be of different days.
bool of_present_post(const Contradiction& part) { return part.pointer.starts_with("/current/"); }

// The earlier value stays, so that the same import again changes nothing.
Issue not_taken(const Contradiction& part) {
  const bool shown = !part.earlier.empty() && !part.later.empty();
  const std::string values =
      shown ? "，先读到的是“" + part.earlier + "”，此处是“" + part.later + "”" : "";
  return make_issue(
      "contradicts_earlier", {.field = part.pointer, .found = part.later, .expected = part.earlier},
      "本次导入中同一人的两处所写的" + std::string(part.label) + "不同" + values +
          "；保留先读到的，此条的其余内容已合并；以此处为准的，请把这一份单独再导入一次");
}

// Whoever takes over what was stored has failed; the failure is thrown there.
struct NobodyTakesOver {};

// Records that are decided together and committed together.
struct Batch {
  std::vector<Arrival> arrivals{};
  std::vector<Fate> fates{};
  std::vector<Put> puts{};
  std::vector<std::pair<std::size_t, std::size_t>> put_of{};  // place in arrivals, in puts
  // Places in arrivals: a second record that went into the put of a first.
  std::vector<std::pair<std::size_t, std::size_t>> joined{};
  std::unordered_map<std::size_t, Profile> merged{};  // what was stored, where not what was read
  Progress progress{};
};

// Decides and commits; hands on what is stored, where somebody takes it over. A batch is committed
// in a thread of its own, and meanwhile the next is gathered and written as JSON; it is decided
// when the commit is durable, since who is the same person is asked of the store.
class Writer {
 public:
  Writer(Store& store, const Vocabulary& vocabulary, const ImportOptions& options, Register reg,
         BoundedQueue<StoredPeople>* stored)
      : store_(store),
        vocabulary_(vocabulary),
        options_(options),
        stored_(stored),
        register_(std::move(reg)),
        identity_(store),
        import_id_(free_import_id()) {
    store_.for_each(Collection::profile, [&](const Record&) {
      people_derived_ = true;
      return false;
    });
    // Before anybody is compared with what is stored.
    if (people_derived_ && !options_.dry_run) rederive();
  }

  void take(Chunk&& chunk) {
    batch_.progress = chunk.progress;
    if (batch_.arrivals.empty()) batch_.arrivals.reserve(batch_size + chunk_size);
    for (Arrival& arrival : chunk.arrivals) {
      if (arrival.record.profile) prepare(arrival);
      batch_.arrivals.push_back(std::move(arrival));
    }
    if (batch_.arrivals.size() >= batch_size) write_batch();
  }

  ImportCounts finish() {
    write_batch();
    wait_for_storing();
    if (!options_.dry_run) {
      if (people_stale_) rederive();
      if (announced_) {
        remember_derivation(store_, register_, vocabulary_, authorship());
        must_commit({import_record("done")});
      }
    }
    return counts_;
  }

 private:
  void rederive() {
    const Authorship authorship{.by = options_.by,
                                .at = options_.at,
                                .reason = "名册或词表变更后重新归类",
                                .source = import_id_};
    counts_.rederived += rederive_if_stale(store_, register_, vocabulary_, authorship);
  }

  // The next number after those of earlier imports, which leave no gaps.
  std::string free_import_id() const {
    for (std::uint64_t number = 1;; ++number) {
      char id[32];
      std::snprintf(id, sizeof id, "i-%06llu", static_cast<unsigned long long>(number));
      if (!store_.find(Collection::import, id)) return id;
    }
  }

  // All of a person that does not depend on who else is in the store.
  void prepare(Arrival& arrival) {
    Profile& profile = *arrival.record.profile;
    profile.version = 0;
    std::erase_if(profile.provenance,
                  [](const auto& entry) { return !entry.second.verified || entry.first.empty(); });
    Provenance provenance = provenance_of(arrival.record.source);
    provenance.import = import_id_;
    provenance.date = options_.at.substr(0, 10);
    profile.provenance.emplace(profile.provenance.begin(), "", std::move(provenance));
    std::string spare;
    if (!spare_bodies_.empty()) {
      spare = std::move(spare_bodies_.back());
      spare_bodies_.pop_back();
    }
    arrival.put = put_of(profile, std::move(spare));
    arrival.said = said_in(arrival.put);
  }

  void write_batch() {
    wait_for_storing();
    std::vector<const Put*> people;
    people.reserve(batch_.arrivals.size());
    for (const Arrival& arrival : batch_.arrivals) {
      if (arrival.record.profile) people.push_back(&arrival.put);
    }
    identity_.load(people);
    batch_.fates.assign(batch_.arrivals.size(), Fate::refused);
    waiting_.clear();
    batch_.puts.reserve(people.size() + 1);
    batch_.put_of.reserve(people.size());
    for (std::size_t i = 0; i < batch_.fates.size(); ++i) batch_.fates[i] = decide(i);
    batch_stored_ = std::exchange(batch_, Batch{.progress = batch_.progress});
    storing_ = std::async(std::launch::async, [this] { store(batch_stored_); });
  }

  // Until the last batch is durable and handed on. Throws what stood in the way.
  void wait_for_storing() {
    if (!storing_.valid()) return;
    storing_.get();
    if (!options_.dry_run && !batch_stored_.puts.empty()) identity_.stored();
    spare_bodies_.clear();
    for (Put& put : batch_stored_.puts) spare_bodies_.push_back(std::move(put.body));
  }

  // In a thread of its own.
  void store(Batch& batch) {
    if (!options_.dry_run && !batch.puts.empty()) commit(batch);
    for (std::size_t i = 0; i < batch.arrivals.size(); ++i) {
      account(batch.arrivals[i], batch.fates[i]);
    }
    if (!options_.dry_run && stored_ != nullptr) hand_on(batch);
    if (options_.on_progress) options_.on_progress(batch.progress);
  }

  Fate decide(std::size_t i) {
    Arrival& arrival = batch_.arrivals[i];
    if (auto* organisation = std::get_if<Organisation>(&arrival.entry)) {
      const Fate fate = decide_entry(i, {.collection = Collection::organisation,
                                         .id = organisation->id.text,
                                         .body = to_json(*organisation)});
      if (fate != Fate::refused) register_.put(std::move(*organisation));
      return fate;
    }
    if (auto* post = std::get_if<Post>(&arrival.entry)) {
      const Fate fate = decide_entry(
          i, {.collection = Collection::post, .id = post->id.text, .body = to_json(*post)});
      if (fate != Fate::refused) register_.put(std::move(*post));
      return fate;
    }
    return arrival.record.profile ? decide_person(i) : Fate::refused;
  }

  Fate decide_entry(std::size_t i, Put put) {
    const auto key = std::pair(put.collection, put.id);
    const auto met = entries_met_.find(key);
    if (met != entries_met_.end()) {
      if (met->second == put.body) return Fate::unchanged;
      batch_.arrivals[i].record.issues.push_back(
          make_issue("duplicate_register_line", {.field = "/id"},
                     "本次导入中 " + put.id + " 已出现过且内容不同，此条未导入；请核对保留哪一条"));
      return Fate::refused;
    }
    entries_met_.emplace(key, put.body);
    const auto stored = store_.find(put.collection, put.id);
    if (stored && !stored->erased && stored->body == put.body) return Fate::unchanged;
    people_stale_ |= people_derived_;
    return add(i, std::move(put), stored ? Fate::changed : Fate::added);
  }

  Fate decide_person(std::size_t i) {
    ImportedRecord& record = batch_.arrivals[i].record;
    Profile& profile = *record.profile;
    people_derived_ = true;
    Put put = std::move(batch_.arrivals[i].put);
    const std::uint64_t said = batch_.arrivals[i].said;
    const auto same_again = [&](const std::string& id) {
      if (const auto met = identity_.met(id); met && met->said == said) return true;
      const auto stored = identity_.record(id);
      if (!stored || stored->erased) return false;
      Profile same_person = profile;
      same_person.id.text = id;
      return !update(*stored, std::move(same_person)).says_more;
    };
    const auto other_sheet = [&](const std::string& id) {
      const auto known = met_profile(id);
      const Told told = identity_.met(id)->told;
      return known && is_other_sheet(profile, told) &&
             std::ranges::all_of(contradictions(*known, told, profile), of_present_post);
    };
    const Identity::Match match = identity_.match(profile, same_again, other_sheet);
    record.issues.insert(record.issues.end(), match.issues.begin(), match.issues.end());
    if (match.refused) {
      record.issues.push_back(*match.refused);
      return Fate::refused;
    }
    if (const auto met = match.id.empty() ? std::nullopt : identity_.met(match.id)) {
      if (met->said == said) {
        profile.id.text = match.id;
        return Fate::unchanged;
      }
      profile.id.text = match.id;
      return add_to_met(i);
    }

    const std::string& id = match.id.empty() ? profile.id.text : match.id;
    if (id != profile.id.text || id.empty()) {
      profile.id.text = id.empty() ? identity_.new_id() : id;
      put = put_of(profile);
    }
    identity_.meet(profile, put.lookups, said);
    const auto stored = match.id.empty() ? std::nullopt : identity_.record(match.id);
    if (!stored) return add(i, std::move(put), Fate::added);
    if (stored->erased) {
      put.expected = stored->version;
      return add(i, std::move(put), Fate::changed);
    }
    const bool verifies = put.body.find(R"("verified":{)") != std::string::npos;
    if (!verifies && same_facts(put, *stored)) return Fate::unchanged;
    Update change = update(*stored, profile);
    std::move(change.issues.begin(), change.issues.end(), std::back_inserter(record.issues));
    if (!change.changed) return Fate::unchanged;
    batch_.merged.emplace(i, std::move(change.merged));
    return add(i, std::move(change.put), Fate::changed);
  }

  // A person met before in this import, as known by now.
  [[nodiscard]] std::optional<Profile> met_profile(const std::string& id) {
    if (const auto waiting = waiting_.find(id); waiting != waiting_.end()) {
      const auto merged = batch_.merged.find(waiting->second.arrival);
      return merged == batch_.merged.end()
                 ? *batch_.arrivals[waiting->second.arrival].record.profile
                 : merged->second;
    }
    const auto stored = identity_.record(id);
    if (!stored || stored->erased) return std::nullopt;
    return *profile_of(*stored);
  }

  // A second record of somebody whom this import has met: form and ledger complete each other.
  Fate add_to_met(std::size_t i) {
    ImportedRecord& record = batch_.arrivals[i].record;
    Profile& profile = *record.profile;
    const auto known = met_profile(profile.id.text);
    // A dry run has stored nobody of an earlier batch whom it could compare.
    if (!known) return Fate::changed;
    const Told told = identity_.met(profile.id.text)->told;
    const std::vector<Contradiction> differing = contradictions(*known, told, profile);
    if (!differing.empty() && (!is_other_sheet(profile, told) || names_differ(differing))) {
      std::string what;
      for (const Contradiction& part : differing) {
        if (!what.empty()) what += "、";
        what += part.label;
      }
      record.issues.push_back(make_issue("duplicate_person", {.field = "", .found = what},
                                         "本次导入中已有 " + profile.id.text + "，两处所写的" +
                                             what + "不同，此条未导入；请核对以哪一条为准"));
      return Fate::refused;
    }
    for (const Contradiction& part : differing) record.issues.push_back(not_taken(part));
    leave_out(differing, profile);
    identity_.meet_again(profile);
    const auto waiting = waiting_.find(profile.id.text);
    if (waiting == waiting_.end()) {
      const auto stored = identity_.record(profile.id.text);
      Update change = update(*stored, profile);
      std::move(change.issues.begin(), change.issues.end(), std::back_inserter(record.issues));
      if (!change.changed) return Fate::unchanged;
      batch_.merged.emplace(i, std::move(change.merged));
      return add(i, std::move(change.put), Fate::changed);
    }
    Profile merged = merge(*known, profile, record.issues);
    derive(merged, register_, vocabulary_);
    Put& put = batch_.puts[waiting->second.put];
    Put fuller = put_of(merged);
    fuller.expected = put.expected;
    const bool changed = facts_of(fuller.body) != facts_of(put.body) || fuller.sealed != put.sealed;
    if (!changed) return Fate::unchanged;
    put = std::move(fuller);
    batch_.merged.insert_or_assign(waiting->second.arrival, std::move(merged));
    batch_.joined.emplace_back(i, waiting->second.arrival);
    return Fate::changed;
  }

  struct Update {
    Profile merged{};
    Put put{};
    bool changed = false;    // the stored version is not what it would be
    bool says_more = false;  // and not only because register or vocabulary changed since
    Issues issues{};
  };
  // What storing the profile over an earlier version of the same person comes to.
  Update update(const Record& stored, Profile profile) const {
    Update update;
    Profile before = *profile_of(stored);
    Profile merged = merge(before, std::move(profile), update.issues);
    derive(merged, register_, vocabulary_);
    update.put = put_of(merged);
    const bool verifies = verified_of(merged) != verified_of(before);
    update.changed = verifies || !same_facts(update.put, stored);
    if (!update.changed) return update;
    derive(before, register_, vocabulary_);
    const Put derived_again = put_of(before);
    update.says_more = verifies || facts_of(update.put.body) != facts_of(derived_again.body) ||
                       update.put.sealed != derived_again.sealed;
    update.merged = std::move(merged);
    return update;
  }

  Fate add(std::size_t i, Put put, Fate fate) {
    if (batch_.arrivals[i].record.profile)
      waiting_.insert_or_assign(put.id, Waiting{i, batch_.puts.size()});
    batch_.put_of.emplace_back(i, batch_.puts.size());
    batch_.puts.push_back(std::move(put));
    return fate;
  }

  Authorship authorship() const {
    return {.by = options_.by, .at = options_.at, .reason = options_.reason, .source = import_id_};
  }

  void must_commit(const std::vector<Put>& puts) {
    const auto committed = store_.commit(puts, authorship());
    if (!committed) throw StorageError("io_error", committed.error().message);
  }

  // A rule of the store that refuses one record refuses the batch; then they go one by one.
  void commit(Batch& batch) {
    if (!announced_) batch.puts.push_back(import_record("running"));
    if (store_.commit(batch.puts, authorship())) {
      announced_ = true;
    } else {
      if (!announced_) {
        must_commit({batch.puts.back()});
        announced_ = true;
      }
      for (const auto& [arrival, put] : batch.put_of) {
        const auto committed = store_.commit({batch.puts[put]}, authorship());
        if (committed) continue;
        batch.fates[arrival] = Fate::refused;
        batch.arrivals[arrival].record.issues.push_back(make_issue(
            "store_refused", {.field = committed.error().where}, committed.error().message));
      }
      for (const auto& [arrival, first] : batch.joined) {
        if (batch.fates[first] == Fate::refused) batch.fates[arrival] = Fate::refused;
      }
    }
  }

  // A put that expects a version has made the next one.
  void hand_on(Batch& batch) {
    StoredPeople some{.source = import_id_};
    some.people.reserve(std::min(stored_size, batch.put_of.size()));
    const auto push = [&] {
      if (!stored_->push(std::exchange(some, {.source = import_id_}))) throw NobodyTakesOver{};
      some.people.reserve(stored_size);
    };
    for (const auto& [arrival, put] : batch.put_of) {
      if (batch.fates[arrival] == Fate::refused || !batch.arrivals[arrival].record.profile)
        continue;
      const auto merged = batch.merged.find(arrival);
      some.people.push_back(std::move(
          merged == batch.merged.end() ? *batch.arrivals[arrival].record.profile : merged->second));
      some.people.back().version = static_cast<int>(batch.puts[put].expected.value_or(0) + 1);
      if (some.people.size() == stored_size) push();
    }
    if (!some.people.empty()) push();
  }

  void account(const Arrival& arrival, Fate fate) {
    ++counts_.read;
    counts_.with_issues += !arrival.record.issues.empty();
    const bool entry = arrival.entry.index() != 0;
    if (fate == Fate::refused) {
      ++counts_.refused;
    } else if (entry && fate == Fate::unchanged) {
      ++counts_.register_unchanged;
    } else if (entry) {
      ++(std::holds_alternative<Organisation>(arrival.entry) ? counts_.organisations
                                                             : counts_.posts);
    } else {
      ++(fate == Fate::added     ? counts_.added
         : fate == Fate::changed ? counts_.changed
                                 : counts_.unchanged);
    }
    if (options_.on_record) options_.on_record(arrival.record, fate);
  }

  Put import_record(std::string_view state) const {
    Put put{.collection = Collection::import, .id = import_id_};
    JsonWriter json(put.body);
    json.begin_object().field("schema", 1).field("id", import_id_).field("state", state);
    json.field("path", options_.path).field("by", options_.by).field("at", options_.at);
    json.field_if("reason", options_.reason);
    if (state == "done") {
      const auto count = [&](std::string_view name, std::uint64_t value) {
        json.field(name, static_cast<std::int64_t>(value));
      };
      json.key("counts").begin_object();
      count("read", counts_.read);
      count("added", counts_.added);
      count("changed", counts_.changed);
      count("unchanged", counts_.unchanged);
      count("refused", counts_.refused);
      count("with_issues", counts_.with_issues);
      count("organisations", counts_.organisations);
      count("posts", counts_.posts);
      count("rederived", counts_.rederived);
      json.end_object();
    }
    json.end_object();
    return put;
  }

  Store& store_;
  const Vocabulary& vocabulary_;
  const ImportOptions& options_;
  BoundedQueue<StoredPeople>* stored_;  // null: nobody takes over
  Register register_;
  Identity identity_;
  std::string import_id_;
  Batch batch_{};                            // being gathered and decided
  std::vector<std::string> spare_bodies_{};  // of puts that are stored, to be written over
  Batch batch_stored_{};                     // belongs to storing_ while that goes on
  struct Waiting {
    std::size_t arrival = 0;  // place in batch_.arrivals
    std::size_t put = 0;      // in batch_.puts
  };
  std::unordered_map<std::string, Waiting> waiting_{};  // people of the batch, by id
  std::map<std::pair<Collection, std::string>, std::string> entries_met_{};
  bool people_derived_ = false;  // with the register as it is now, unless they are stale
  bool people_stale_ = false;
  // Belong to storing_ as well:
  bool announced_ = false;
  ImportCounts counts_{};
  std::future<void> storing_{};  // last, so that it has ended before anything else goes
};

ImportCounts run_import(Store& store, const Vocabulary& vocabulary, const ImportOptions& options,
                        const RecordSource& read, BoundedQueue<StoredPeople>* stored) {
  const Register reg = register_of(store);
  Writer writer(store, vocabulary, options, reg, stored);
  pipe<Chunk>(
      16,
      [&](BoundedQueue<Chunk>& queue) {
        Reader reader(reg, vocabulary, queue);
        read([&](ImportedRecord&& record) { return reader.take(std::move(record)); },
             [&](const Progress& progress) { reader.note(progress); });
        reader.flush();
      },
      [&](Chunk&& chunk) { writer.take(std::move(chunk)); });
  return writer.finish();
}
}  // namespace

ImportCounts import_records(Store& store, const Vocabulary& vocabulary,
                            const ImportOptions& options, const RecordSource& read) {
  if (!options.on_stored) return run_import(store, vocabulary, options, read, nullptr);
  ImportCounts counts;
  pipe<StoredPeople>(
      8,
      [&](BoundedQueue<StoredPeople>& stored) {
        counts = run_import(store, vocabulary, options, read, &stored);
      },
      [&](StoredPeople&& people) { options.on_stored(people); });
  return counts;
}

ImportCounts import_path(Store& store, const Vocabulary& vocabulary, const ImportOptions& options) {
  return import_records(store, vocabulary, options,
                        [&](const RecordSink& sink, const auto& progress) {
                          read_path(options.path, sink, progress);
                        });
}
}  // namespace bole
