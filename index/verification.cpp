#include "index/verification.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>
#include <set>

#include "engine/explain/match_difference.hpp"
#include "index/store/past_store.hpp"

namespace bole {
namespace {
// What a stored record says of how it was made.
struct Made {
  std::string id{};
  std::string kind = "match";
  MatterId matter{};
  Head head{};
  std::string requirement_hash{};
  JudgedBy by{};
  std::string stored{};                  // of a match, its whole text
  std::optional<StoredReport> report{};  // of a report
  std::string fault{};                   // why it cannot be read, in Chinese
  std::string code{};
};

Collection collection_of(std::string_view id) {
  return id.starts_with("r-") ? Collection::report : Collection::match;
}

Made unreadable(Made made, std::string code, std::string fault) {
  made.code = std::move(code);
  made.fault = std::move(fault);
  return made;
}

Made read_match(Made made, const Record& record) {
  made.stored = record.body;
  JsonReader reader(record.body);
  made.matter.text = reader.text("matter");
  made.requirement_hash = reader.text("requirement_hash");
  made.by = {reader.text("program"), reader.text("rules"), reader.text("vocabulary")};
  const auto head = read_head(reader);
  if (reader.error() || !head || reader.text_or("match") != made.id) {
    return unreadable(std::move(made), "unreadable", "所存的文本无法识别，不是匹配记录的格式");
  }
  made.head = *head;
  return made;
}

Made read_report(Made made, const Record& record) {
  const auto report = stored_report_from_json(record.body);
  if (!report || report->id != made.id) {
    return unreadable(std::move(made), "unreadable", "所存的文本无法识别，不是报告记录的格式");
  }
  made.kind = report->kind;
  made.matter = report->matter;
  made.head = report->head;
  made.requirement_hash = report->requirement_hash;
  made.by = report->by;
  made.report = *report;
  return made;
}

Made read_record(const std::string& id, const Record& record) {
  Made made{};
  made.id = id;
  if (record.erased) return unreadable(std::move(made), "erased", "这份记录本身已依决定清除");
  return collection_of(id) == Collection::match ? read_match(std::move(made), record)
                                                : read_report(std::move(made), record);
}

// The head that the store had at that sequence number, by its own chain; nothing where it has not
// come so far. Reads the whole feed up to there.
std::optional<Head> head_at(const Store& store, std::uint64_t sequence) {
  Head reached{};
  while (reached.sequence < sequence) {
    const auto changes = store.changes(reached, 1000);
    if (!changes || changes->empty()) return std::nullopt;
    for (const Change& change : *changes) {
      if (change.head.sequence <= sequence) reached = change.head;
    }
  }
  return reached;
}

std::string position(const Head& head) {
  return "第 " + std::to_string(head.epoch) + " 期序号 " + std::to_string(head.sequence) + "，" +
         hex(head.chain);
}

// People by id whose record, or place in the pool, was erased; other records by theirs.
std::vector<std::string> ids_of(const PastStore::Lost& lost, const PoolId& pool) {
  std::set<std::string> ids;
  const std::string members = pool.text + '/';
  for (const auto& [collection, id] : lost) {
    if (collection != Collection::membership) {
      ids.insert(id);
    } else if (id.starts_with(members)) {
      ids.insert(id.substr(members.size()));
    }
  }
  return {ids.begin(), ids.end()};
}

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : "、") + id;
  return text;
}

class Verifier {
 public:
  Verifier(const Store& store, const Vocabulary& vocabulary, const AuditLog& audit)
      : store_(store),
        vocabulary_(vocabulary),
        audit_(audit),
        now_(judged_by_this_program(vocabulary)),
        past_(store) {}

  Recomputation verify(const Made& made) {
    Recomputation told{};
    told.id = made.id;
    told.kind = made.kind;
    told.matter = made.matter;
    if (!made.code.empty()) {
      not_recomputable(told, made.code, made.fault);
      return told;
    }
    if (!past_.go_to(made.head)) {
      another_history(told, made);
      return told;
    }
    compare_versions(told, made);
    pool_ = {};
    try {
      again(told, made);
    } catch (const StorageError& error) {
      if (error.code != "store_damaged") throw;
      not_recomputable(told, error.code, error.what());
    }
    // Whatever was made without somebody who was there is nothing to compare with.
    if (const auto lost = ids_of(past_.lost(), pool_); !lost.empty()) {
      told.people = lost;
      not_recomputable(told, "erased", "所依据的记录已依法清除，不能重算：" + joined(lost));
    }
    if (told.verdict == Recomputed::differs) told.store_fault = store_fault();
    return told;
  }

 private:
  static void not_recomputable(Recomputation& told, std::string code, std::string why) {
    told.verdict = Recomputed::not_recomputable;
    told.code = std::move(code);
    told.first_difference = std::move(why);
  }

  void another_history(Recomputation& told, const Made& made) {
    const auto now = head_at(store_, made.head.sequence);
    told.verdict = Recomputed::input_changed;
    told.inputs.push_back(
        {"head", position(made.head),
         now ? position(*now) : "库只到序号 " + std::to_string(store_.head().sequence)});
    told.first_difference =
        now ? "库在该序号处的变更链与当时所记不同：库被改动过，或者不是当时的那个库"
            : "库还没有到当时的序号：可能是从更早的备份恢复的，或者不是当时的那个库";
  }

  void compare_versions(Recomputation& told, const Made& made) const {
    const auto compare = [&](std::string_view input, const std::string& then,
                             const std::string& now) {
      if (then != now) told.inputs.push_back({std::string(input), then, now});
    };
    compare("program", made.by.program, now_.program);
    compare("rules", made.by.rules, now_.rules);
    compare("vocabulary", made.by.vocabulary, now_.vocabulary);
  }

  void again(Recomputation& told, const Made& made) {
    Catalogue catalogue(past_, vocabulary_);
    MatterDesk desk(past_, catalogue, audit_);
    const auto matter = desk.find(made.matter);
    if (!matter) {
      unlike(told, matter.error().message);
      return;
    }
    pool_ = matter->pool;
    if (pool_.text != whole_store_pool || made.kind == "requirement") {
      past_.show_only(people_of(catalogue, *matter, made));
    }
    catalogue.catch_up();
    if (const auto requirement = desk.requirement(*matter)) {
      const std::string hash = requirement_hash(*requirement);
      if (hash != made.requirement_hash) {
        told.inputs.push_back({"requirement", made.requirement_hash, hash});
      }
    }
    made.report ? report_again(told, made, desk, catalogue)
                : match_again(told, made, desk, catalogue);
  }

  // Everybody whom the match or a report on it may read.
  static std::set<std::string> people_of(const Catalogue& catalogue, const Matter& matter,
                                         const Made& made) {
    std::set<std::string> people;
    const auto take = [&](const ProfileId& person) { people.insert(person.text); };
    for (const ProfileId& holder : matter.post.holders) take(holder);
    if (made.kind == "requirement") return people;  // tells of the present team, not of the pool
    for (const Membership& member : catalogue.memberships(matter.pool)) take(member.profile);
    for (const Approval& approval : matter.approvals) take(approval.profile);
    for (const Shortlisted& entry : matter.shortlist) take(entry.profile);
    if (made.report) {
      for (const ProfileId& person : made.report->people) take(person);
    }
    return people;
  }

  void match_again(Recomputation& told, const Made& made, const MatterDesk& desk,
                   const Catalogue& catalogue) {
    const auto view = desk.match_again(made.matter, made.id, made.by);
    if (!view) {
      unlike(told, "重算不成：" + view.error().message);
      return;
    }
    if ((*view)->stored == made.stored) return;
    const auto name_of = [&](const std::string& id) {
      const auto row = catalogue.columns().find({id});
      return row ? std::string(catalogue.columns().name(*row)) : std::string();
    };
    MatchDifference difference =
        first_difference(made.stored, (*view)->stored, (*view)->requirement, name_of);
    told.people = std::move(difference.people);
    unlike(told, std::move(difference.sentence));
  }

  static void report_again(Recomputation& told, const Made& made, const MatterDesk& desk,
                           const Catalogue& catalogue) {
    const auto written = write_report(desk, catalogue, *made.report);
    if (!written) {
      unlike(told, "重写不成：" + written.error().message);
      return;
    }
    if (written->stored.bytes == made.report->bytes) return;
    unlike(told, "报告的校验值原为 " + made.report->bytes + "，重写为 " + written->stored.bytes +
                     (made.report->match.empty()
                          ? "；报告只存校验值，不同之处须与原件对照"
                          : "；报告只存校验值，不同之处须与原件对照，或核对其所据的匹配 " +
                                made.report->match));
  }

  static void unlike(Recomputation& told, std::string how) {
    told.verdict = told.inputs.empty() ? Recomputed::differs : Recomputed::input_changed;
    told.first_difference = std::move(how);
  }

  const std::string& store_fault() {
    if (!fault_) {
      fault_ = store_.verify().value_or("");
    }
    return *fault_;
  }

  const Store& store_;
  const Vocabulary& vocabulary_;
  const AuditLog& audit_;
  const JudgedBy now_;
  PastStore past_;
  PoolId pool_{};  // of what is being verified
  std::optional<std::string> fault_{};
};

std::string_view kind_in_words(std::string_view kind) {
  struct Kind {
    std::string_view name;
    std::string_view chinese;
  };
  constexpr std::array kinds{Kind{"match", "匹配"},
                             Kind{"requirement", "职位需求分析报告"},
                             Kind{"shortlist", "建议考察人选名单"},
                             Kind{"opinion", "人岗匹配评估意见"},
                             Kind{"comparison", "人岗比选表"},
                             Kind{"changes", "变动情况"}};
  const auto known = std::ranges::find(kinds, kind, &Kind::name);
  return known == kinds.end() ? kind : known->chinese;
}

std::string_view input_in_words(std::string_view input) {
  if (input == "program") return "程序";
  if (input == "rules") return "规则";
  if (input == "vocabulary") return "词表";
  if (input == "requirement") return "职位需求";
  return "库的历史";
}

constexpr std::array all_recomputed{Recomputed::equal, Recomputed::input_changed,
                                    Recomputed::differs, Recomputed::not_recomputable};
}  // namespace

std::string_view to_string(Recomputed recomputed) {
  constexpr std::array<std::string_view, 4> names{"equal", "input_changed", "differs",
                                                  "not_recomputable"};
  return names[static_cast<std::size_t>(recomputed)];
}

std::string_view chinese(Recomputed recomputed) {
  constexpr std::array<std::string_view, 4> names{"一致", "依据已变", "依据未变而结果不同",
                                                  "不能重算"};
  return names[static_cast<std::size_t>(recomputed)];
}

std::string to_json(const Recomputation& recomputation) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("id", recomputation.id).field("kind", recomputation.kind);
  out.field_if("matter", recomputation.matter.text);
  out.field("verdict", to_string(recomputation.verdict)).field_if("code", recomputation.code);
  out.key("inputs").begin_array();
  for (const ChangedInput& input : recomputation.inputs) {
    out.begin_object().field("input", input.input).field("then", input.then);
    out.field("now", input.now).end_object();
  }
  out.end_array().field_if("first_difference", recomputation.first_difference);
  out.field_if("store_fault", recomputation.store_fault).end_object();
  return json;
}

std::string in_words(const Recomputation& recomputation) {
  std::string text =
      recomputation.id + '\t' + std::string(kind_in_words(recomputation.kind)) +
      (recomputation.matter.empty() ? "" : "（事项 " + recomputation.matter.text + "）") + '\t' +
      std::string(chinese(recomputation.verdict)) + '\n';
  for (const ChangedInput& input : recomputation.inputs) {
    text += "    " + std::string(input_in_words(input.input)) + "已变：原为 " + input.then +
            "，现为 " + input.now + '\n';
  }
  const bool compared = recomputation.verdict == Recomputed::input_changed ||
                        recomputation.verdict == Recomputed::differs;
  if (!recomputation.first_difference.empty()) {
    text += (compared ? "    第一处不同：" : "    ") + recomputation.first_difference + '\n';
  }
  if (recomputation.verdict == Recomputed::differs) {
    text +=
        recomputation.store_fault.empty()
            ? "    库的变更链完整、内容与记录相符：同样的依据得出了不同的结果，请停用该记录并查明"
              "原因\n"
            : "    库的内容与变更链不符：" + recomputation.store_fault + '\n';
  }
  return text;
}

std::string summary(const std::vector<Recomputation>& recomputations) {
  std::string text = "核对 " + std::to_string(recomputations.size()) + " 份";
  std::string parts;
  for (const Recomputed kind : all_recomputed) {
    const auto count = std::ranges::count(recomputations, kind, &Recomputation::verdict);
    if (count == 0) continue;
    parts += (parts.empty() ? "：" : "，") + std::string(chinese(kind)) + " " +
             std::to_string(count) + " 份";
  }
  const auto moved = std::ranges::count_if(recomputations, [](const Recomputation& one) {
    return one.verdict == Recomputed::equal && !one.inputs.empty();
  });
  if (moved > 0) {
    parts += "（其中 " + std::to_string(moved) + " 份的程序、规则或词表已换，重算结果相同）";
  }
  return text + parts;
}

std::vector<std::string> verifiable_ids(const Store& store) {
  std::vector<std::string> ids;
  for (const Collection collection : {Collection::match, Collection::report}) {
    const std::size_t first = ids.size();
    store.for_each(
        collection,
        [&](const Record& record) {
          ids.push_back(record.id);
          return true;
        },
        SealedPart::skip);
    // x-9 before x-10.
    std::sort(ids.begin() + static_cast<std::ptrdiff_t>(first), ids.end(),
              [](const std::string& left, const std::string& right) {
                return std::pair(left.size(), left) < std::pair(right.size(), right);
              });
  }
  return ids;
}

Result<std::vector<Recomputation>> verify_records(
    const Store& store, const Vocabulary& vocabulary, const AuditLog& audit,
    const std::vector<std::string>& ids, const std::function<void(std::size_t)>& progress) {
  std::vector<Made> records;
  for (const std::string& id : ids) {
    const auto record = store.find(collection_of(id), id);
    if (!record) {
      return Error{Refusal::not_found, "record_not_found",
                   "没有编号为“" + id + "”的匹配（x-1）或报告（r-1）", ""};
    }
    records.push_back(read_record(id, *record));
  }
  // From the newest back, as PastStore goes most quickly.
  std::vector<std::size_t> order(records.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
    return records[left].head.sequence > records[right].head.sequence;
  });
  Verifier verifier(store, vocabulary, audit);
  std::vector<Recomputation> recomputations(records.size());
  std::size_t done = 0;
  for (const std::size_t place : order) {
    recomputations[place] = verifier.verify(records[place]);
    if (progress) progress(++done);
  }
  return recomputations;
}
}  // namespace bole
