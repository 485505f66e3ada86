#include "index/rederive.hpp"

#include "engine/core/json_writer.hpp"
#include "engine/normalise/derive.hpp"
#include "index/profile_record.hpp"

namespace bole {
namespace {
constexpr std::size_t batch_size = 1000;

void must_commit(Store& store, const std::vector<Put>& puts, const Authorship& authorship) {
  const auto committed = store.commit(puts, authorship);
  if (!committed) throw StorageError("io_error", committed.error().message);
}

// Another number: programs before did not derive all of what this one does.
constexpr int derivation = 2;

Put derivation_of(const Register& reg, const Vocabulary& vocabulary) {
  std::string lines;
  for (const Organisation* organisation : reg.organisations())
    lines += to_json(*organisation) + "\n";
  for (const Post* post : reg.posts()) lines += to_json(*post) + "\n";
  Put put{.collection = Collection::import, .id = "derivation"};
  JsonWriter(put.body)
      .begin_object()
      .field("schema", derivation)
      .field("register", hash_text(lines))
      .field("vocabulary", vocabulary.version())
      .end_object();
  return put;
}
}  // namespace

Register register_of(const Store& store) {
  Register reg;
  const auto read = [&](const Record& record) {
    if (!record.erased && !read_register_line(record.body, reg)) {
      throw StorageError("store_damaged", "库中机构职位名册 " + record.id + " 的内容无法识别");
    }
    return true;
  };
  store.for_each(Collection::organisation, read);
  store.for_each(Collection::post, read);
  return reg;
}

std::uint64_t rederive_if_stale(Store& store, const Register& reg, const Vocabulary& vocabulary,
                                const Authorship& authorship) {
  Put derivation = derivation_of(reg, vocabulary);
  const auto before = store.find(Collection::import, derivation.id);
  if (before && before->body == derivation.body) return 0;

  std::uint64_t changed = 0;
  std::vector<Put> puts;
  store.for_each(Collection::profile, [&](const Record& record) {
    if (record.erased) return true;
    Profile profile = *profile_of(record);
    derive(profile, reg, vocabulary);
    Put put = put_of(profile);
    if (put.body == record.body) return true;
    puts.push_back(std::move(put));
    ++changed;
    if (puts.size() == batch_size) {
      must_commit(store, puts, authorship);
      puts.clear();
    }
    return true;
  });
  puts.push_back(std::move(derivation));
  must_commit(store, puts, authorship);
  return changed;
}

void remember_derivation(Store& store, const Register& reg, const Vocabulary& vocabulary,
                         const Authorship& authorship) {
  must_commit(store, {derivation_of(reg, vocabulary)}, authorship);
}
}  // namespace bole
