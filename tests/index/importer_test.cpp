#include "index/importer.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "engine/profile/profile_json.hpp"
#include "index/profile_record.hpp"

using namespace bole;

namespace {
// ID numbers of nobody: division 990101 is invented, the check digits hold.
constexpr const char* number_a = "990101197903070011";
constexpr const char* number_b = "990101197903070126";

struct Outcome {
  std::vector<std::string> fates{};  // "added p-000001"
  std::vector<Issues> issues{};
  ImportCounts counts{};
};

ImportedRecord person(const std::string& json, const std::string& source = "people.ndjson:1") {
  ImportedRecord record{.source = source, .encoding = "utf-8"};
  auto profile = profile_from_json(json, record.issues);
  REQUIRE(profile);
  record.profile = *std::move(profile);
  return record;
}

ImportedRecord entry(const std::string& json) {
  ImportedRecord record{.source = "register.ndjson:1", .encoding = "utf-8"};
  record.register_line = json;
  return record;
}

ImportOptions options() {
  return {.path = "people.ndjson", .by = "u1", .at = "2026-03-01T08:00:00Z", .reason = "试"};
}

Outcome import_all(Store& store, const std::vector<ImportedRecord>& records,
                   ImportOptions with = options()) {
  static const std::map<Fate, std::string> names{{Fate::added, "added"},
                                                 {Fate::changed, "changed"},
                                                 {Fate::unchanged, "unchanged"},
                                                 {Fate::refused, "refused"}};
  Outcome outcome;
  with.on_record = [&](const ImportedRecord& record, Fate fate) {
    const std::string id = record.profile ? " " + record.profile->id.text : "";
    outcome.fates.push_back(names.at(fate) + (fate == Fate::refused ? "" : id));
    outcome.issues.push_back(record.issues);
  };
  outcome.counts =
      import_records(store, Vocabulary::built_in(), with, [&](const RecordSink& sink, const auto&) {
        for (ImportedRecord record : records) {
          if (!sink(std::move(record))) return;
        }
      });
  return outcome;
}

using Fates = std::vector<std::string>;

Profile stored(const Store& store, const std::string& id) {
  const auto record = store.find(Collection::profile, id);
  REQUIRE(record);
  return *profile_of(*record);
}

std::size_t people_in(const Store& store) {
  std::size_t count = 0;
  store.for_each(Collection::profile, [&](const Record&) {
    ++count;
    return true;
  });
  return count;
}

bool has(const Issues& issues, std::string_view code) {
  for (const Issue& issue : issues) {
    if (issue.code == code) return true;
  }
  return false;
}

std::string with_number(const char* name, const char* number, const char* more = "") {
  return std::string(R"({"name":")") + name + R"(","birth":"1979.03","work_start":"2001.07")" +
         more + R"(,"sealed":{"id_number":")" + number + R"("}})";
}
}  // namespace

TEST_CASE("whoever ends an import when told of a batch has no later batch stored", "[importer]") {
  std::vector<ImportedRecord> records;
  for (int number = 1; number <= 5000; ++number) {
    records.push_back(person(R"({"schema":1,"id":"q-)" + std::to_string(number) + "\"}"));
  }
  ImportOptions with = options();
  std::size_t durable = 0;
  const auto store = make_memory_store();
  with.on_record = [&](const ImportedRecord&, Fate) {
    durable = people_in(*store);
    throw StorageError("io_error", "不再听");
  };
  CHECK_THROWS_AS(import_records(*store, Vocabulary::built_in(), with,
                                 [&](const RecordSink& sink, const auto&) {
                                   for (ImportedRecord record : records) {
                                     if (!sink(std::move(record))) return;
                                   }
                                 }),
                  StorageError);
  CHECK(durable > 0);
  CHECK(durable < records.size());
  CHECK(people_in(*store) == durable);
}

TEST_CASE("new people get ids of the store, in the order of the file", "[importer]") {
  const auto store = make_memory_store();
  const Outcome first =
      import_all(*store, {person(R"({"name":"甲"})"), person(R"({"name":"乙"})")});
  CHECK(first.fates == Fates{"added p-000001", "added p-000002"});
  CHECK(stored(*store, "p-000002").name == "乙");
  CHECK(stored(*store, "p-000002").version == 1);
  CHECK(import_all(*store, {person(R"({"name":"丙"})")}).fates == Fates{"added p-000003"});
}

TEST_CASE("an id of the source is kept, and numbers that are taken are stepped over",
          "[importer]") {
  const auto store = make_memory_store();
  CHECK(import_all(*store, {person(R"({"id":"p-000002","name":"甲"})"),
                            person(R"({"id":"K_7.x-1","name":"乙"})"), person(R"({"name":"丙"})"),
                            person(R"({"name":"丁"})")})
            .fates == Fates{"added p-000002", "added K_7.x-1", "added p-000001", "added p-000003"});
}

TEST_CASE("importing the same again changes nothing", "[importer]") {
  const auto store = make_memory_store();
  const std::vector<ImportedRecord> records{
      entry(R"({"record":"organisation","id":"o-1","name":"样例市财政局"})"),
      entry(R"({"record":"post","id":"po-1","organisation":"o-1","title":"局长","head":true})"),
      person(R"({"id":"p-1","name":"甲","birth":"1979.03"})"),
      person(R"({"name":"乙","birth":"1980.01","work_start":"2002.07"})"),
      person(with_number("丙", number_a)),
      person(R"({"name":"丁","birth":"1980.01"})"),
      person(R"({"name":"戊"})"),
      person(R"({"name":"乙","birth":"1980.01","work_start":"2002.07"})"),
  };
  const Outcome first = import_all(*store, records);
  CHECK(first.counts.added == 5);
  CHECK(first.counts.unchanged == 1);
  CHECK(first.counts.organisations == 1);
  CHECK(first.counts.posts == 1);
  const Head head = store->head();
  auto later = options();
  later.at = "2027-01-01T00:00:00Z";
  later.path = "copy.ndjson";
  const Outcome second = import_all(*store, records, later);
  CHECK(second.counts.unchanged == 6);
  CHECK(second.counts.register_unchanged == 2);
  CHECK(second.counts.with_issues == 0);
  CHECK(store->head() == head);
  CHECK_FALSE(store->verify());
}

TEST_CASE("a changed record becomes a new version of the same person", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(R"({"id":"p-9","name":"甲","birth":"1979.03"})")});
  auto later = options();
  later.at = "2027-01-01T00:00:00Z";
  CHECK(
      import_all(*store, {person(R"({"id":"p-9","name":"甲","birth":"1979.04"})")}, later).fates ==
      Fates{"changed p-9"});
  const Profile now = stored(*store, "p-9");
  CHECK(now.version == 2);
  CHECK(to_string(*now.birth) == "1979.04");
  CHECK(now.provenance.front().second.import == "i-000002");
  CHECK(now.provenance.front().second.date == "2027-01-01");
  CHECK(to_string(*profile_of(*store->find(Collection::profile, "p-9", 1))->birth) == "1979.03");
}

TEST_CASE("provenance names import, file, row and day", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(R"({"name":"甲"})", "a/b.zip!people.ndjson:17"),
                      person(R"({"name":"乙"})", "a.zip!乙.lrmx")});
  const Provenance first = stored(*store, "p-000001").provenance.front().second;
  CHECK(first == Provenance{.import = "i-000001",
                            .file = "a/b.zip!people.ndjson",
                            .row = 17,
                            .date = "2026-03-01"});
  CHECK(stored(*store, "p-000002").provenance.front().second.file == "a.zip!乙.lrmx");
  CHECK(stored(*store, "p-000002").provenance.front().second.row == 0);
}

TEST_CASE("a valid ID number tells who it is", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(with_number("甲", number_a))});
  SECTION("under a new name") {
    CHECK(import_all(*store, {person(with_number("甲改", number_a))}).fates ==
          Fates{"changed p-000001"});
  }
  SECTION("against an id of another system") {
    const Outcome outcome = import_all(
        *store, {person(with_number("甲", number_a, R"(,"id":"K-1","staff":{"status":"在职"})"))});
    CHECK(outcome.fates == Fates{"changed p-000001"});
    CHECK(has(outcome.issues[0], "matched_by_id_number"));
  }
  SECTION("but not when its check digit is wrong") {
    const std::string wrong = R"({"name":"甲","birth":"1985.03","sealed":{"id_number":")" +
                              std::string("990101197903070012") + R"("}})";
    CHECK(import_all(*store, {person(wrong)}).fates == Fates{"added p-000002"});
  }
}

TEST_CASE("same name, birth and start of work is taken for the same person, and said so",
          "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(R"({"name":"甲","birth":"1979.03","work_start":"2001.07"})")});
  const Outcome outcome = import_all(
      *store,
      {person(
          R"({"name":"甲","birth":"1979.03","work_start":"2001.07","staff":{"status":"在职"}})")});
  CHECK(outcome.fates == Fates{"changed p-000001"});
  CHECK(has(outcome.issues[0], "matched_by_name"));
}

TEST_CASE("namesakes are never merged", "[importer]") {
  const auto store = make_memory_store();
  const std::string one =
      R"({"name":"甲","birth":"1979.03","work_start":"2001.07","staff":{"status":"在职"}})";
  const std::string other =
      R"({"name":"甲","birth":"1979.03","work_start":"2001.07","staff":{"status":"挂职"}})";
  SECTION("who come in one import") {
    const Outcome outcome = import_all(*store, {person(one), person(other)});
    CHECK(outcome.fates == Fates{"added p-000001", "added p-000002"});
    CHECK(has(outcome.issues[1], "possible_duplicate"));
    CHECK(import_all(*store, {person(one), person(other)}).fates ==
          Fates{"unchanged p-000001", "unchanged p-000002"});
    CHECK(import_all(*store, {person(other)}).fates == Fates{"unchanged p-000002"});
  }
  SECTION("who have different ID numbers") {
    import_all(*store, {person(with_number("甲", number_a))});
    const Outcome outcome = import_all(*store, {person(with_number("甲", number_b))});
    CHECK(outcome.fates == Fates{"added p-000002"});
    CHECK_FALSE(has(outcome.issues[0], "possible_duplicate"));
  }
  SECTION("who have ids of their own") {
    const Outcome outcome =
        import_all(*store, {person(std::string(R"({"id":"K-1",)") + (one.c_str() + 1)),
                            person(std::string(R"({"id":"K-2",)") + (other.c_str() + 1))});
    CHECK(outcome.fates == Fates{"added K-1", "added K-2"});
    CHECK(has(outcome.issues[1], "possible_duplicate"));
  }
  SECTION("of whom the store has two already") {
    import_all(*store, {person(one), person(other)});
    const std::string third =
        R"({"name":"甲","birth":"1979.03","work_start":"2001.07","staff":{"status":"借调"}})";
    CHECK(import_all(*store, {person(third)}).fates == Fates{"added p-000003"});
    CHECK(import_all(*store, {person(third)}).fates == Fates{"unchanged p-000003"});
  }
  SECTION("who differ in the start of work") {
    import_all(*store, {person(one)});
    const Outcome outcome =
        import_all(*store, {person(R"({"name":"甲","birth":"1979.03","work_start":"2003.07"})")});
    CHECK(outcome.fates == Fates{"added p-000002"});
    CHECK(has(outcome.issues[0], "possible_duplicate"));
  }
}

TEST_CASE("two records of one import that contradict each other leave the first", "[importer]") {
  const auto store = make_memory_store();
  const std::vector<ImportedRecord> records{
      person(R"({"id":"p-1","name":"甲","birth":"1978"})"),
      person(R"({"id":"p-1","name":"甲","birth":"1979","appraisals":[]})")};
  const Outcome outcome = import_all(*store, records);
  CHECK(outcome.fates == Fates{"added p-1", "refused"});
  CHECK(has(outcome.issues[1], "duplicate_person"));
  CHECK(outcome.issues[1].back().found == "出生年月");
  const Head head = store->head();
  CHECK(import_all(*store, records).fates == Fates{"unchanged p-1", "refused"});
  CHECK(store->head() == head);
}

TEST_CASE("the form and the ledger of one person complete each other, in any order", "[importer]") {
  const std::string form = with_number(
      "甲", number_a,
      R"(,"current":{"text":"副局长"},"appraisals":[{"key":"k1","year":2024,"kind":"年度","grade":"称职"}],)"
      R"("professional_titles":[{"key":"t1","name":"高级经济师"}])");
  const std::string ledger =
      with_number("甲", number_a,
                  R"(,"appraisals":[{"key":"k1","year":2023,"kind":"年度","grade":"优秀"},)"
                  R"({"key":"k2","year":2024,"kind":"年度","grade":"称职"}],)"
                  R"("professional_titles":[{"key":"t1","name":"高级经济师","date":"2012.11"}],)"
                  R"("training":[{"key":"r1","hours":120}])");
  const bool form_first = GENERATE(true, false);
  const bool one_by_name = GENERATE(true, false);
  CAPTURE(form_first, one_by_name);
  const auto without_number = [&](std::string json) {
    const std::size_t sealed = json.find(R"(,"sealed")");
    return one_by_name ? json.substr(0, sealed) + "}" : json;
  };
  std::vector<ImportedRecord> records{person(without_number(form), "甲.lrmx"),
                                      person(without_number(ledger), "ledger.ndjson:1")};
  if (!form_first) std::swap(records[0], records[1]);

  const auto store = make_memory_store();
  CHECK(import_all(*store, records).fates == Fates{"added p-000001", "changed p-000001"});
  const Profile person = stored(*store, "p-000001");
  CHECK(person.version == 1);
  CHECK(person.current.text == "副局长");
  CHECK(person.appraisals->size() == 2);
  CHECK(to_string(*person.professional_titles->front().date) == "2012.11");
  CHECK(person.training->size() == 1);

  const Head head = store->head();
  CHECK(import_all(*store, records).fates == Fates{"unchanged p-000001", "unchanged p-000001"});
  CHECK(import_all(*store, {records[0]}).fates == Fates{"unchanged p-000001"});
  CHECK(import_all(*store, {records[1]}).fates == Fates{"unchanged p-000001"});
  CHECK(store->head() == head);
}

TEST_CASE("where form and ledger differ the first stays and the rest of the second is taken",
          "[importer]") {
  const auto store = make_memory_store();
  const bool by_name = GENERATE(true, false);
  const std::string form = R"(,"current":{"grade":"一级主任科员"})";
  const std::string ledger =
      R"(,"current":{"grade":"四级调研员","grade_since":"2024.08"},"training":[{"key":"r1","hours":120}])";
  const auto record = [&](const std::string& more, const char* source) {
    const std::string name = R"({"name":"甲","birth":"1979.03","work_start":"2001.07")";
    return person(by_name ? name + more + "}" : with_number("甲", number_a, more.c_str()), source);
  };
  const std::vector<ImportedRecord> records{record(form, "甲.lrmx"),
                                            record(ledger, "ledger.ndjson:1")};
  const Outcome outcome = import_all(*store, records);
  CHECK(outcome.fates == Fates{"added p-000001", "changed p-000001"});
  REQUIRE(has(outcome.issues[1], "contradicts_earlier"));
  const Issue& issue = outcome.issues[1].back();
  CHECK(issue.field == "/current/grade");
  CHECK(issue.found == "四级调研员（2024.08起）");
  CHECK(issue.expected == "一级主任科员");
  CHECK(stored(*store, "p-000001").current.grade == "一级主任科员");
  CHECK(stored(*store, "p-000001").training->size() == 1);

  const Head head = store->head();
  CHECK(import_all(*store, records).fates == Fates{"unchanged p-000001", "unchanged p-000001"});
  CHECK(store->head() == head);
  CHECK(import_all(*store, {records[1]}).fates == Fates{"changed p-000001"});
  CHECK(stored(*store, "p-000001").current.grade == "四级调研员");
}

TEST_CASE("a sealed part of which form and ledger differ is named without its values",
          "[importer]") {
  const auto store = make_memory_store();
  const auto record = [](const char* sex, const char* source) {
    return person(std::string(R"({"id":"p-1","name":"甲","sealed":{"sex":")") + sex + R"("}})",
                  source);
  };
  const Outcome outcome = import_all(*store, {record("女", "甲.lrmx"), record("男", "l.ndjson:1")});
  REQUIRE(has(outcome.issues[1], "contradicts_earlier"));
  CHECK(outcome.issues[1].back().field == "/sealed/sex");
  CHECK(outcome.issues[1].back().found.empty());
  CHECK(outcome.issues[1].back().message.find("女") == std::string::npos);
}

TEST_CASE("a form and a ledger of different names are not one record", "[importer]") {
  const auto store = make_memory_store();
  const Outcome outcome = import_all(*store, {person(with_number("甲", number_a), "甲.lrmx"),
                                              person(with_number("乙", number_a))});
  CHECK(outcome.fates == Fates{"added p-000001", "refused"});
  CHECK(outcome.issues[1].back().found == "姓名");
}

TEST_CASE("an id that belongs to somebody else is not overwritten", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(R"({"id":"p-1","name":"甲","birth":"1979.03"})")});
  const Outcome outcome =
      import_all(*store, {person(R"({"id":"p-1","name":"乙","birth":"1985.03"})")});
  CHECK(outcome.fates == Fates{"refused"});
  CHECK(has(outcome.issues[0], "id_taken"));
  CHECK(stored(*store, "p-1").name == "甲");
  CHECK(import_all(*store, {person(R"({"id":"p-1","name":"甲改名","birth":"1979.03"})")}).fates ==
        Fates{"changed p-1"});
}

TEST_CASE("a record that nobody can be is refused", "[importer]") {
  const auto store = make_memory_store();
  ImportedRecord unreadable{.source = "x.ndjson:3"};
  unreadable.issues.push_back({.code = "bad_json", .severity = Severity::error});
  const Outcome outcome =
      import_all(*store, {person(R"({"birth":"1979.03"})"), person(R"({"id":"甲 1","name":"甲"})"),
                          unreadable, entry(R"({"record":"organisation","id":"o-1"})")});
  CHECK(outcome.fates == Fates{"refused", "refused", "refused", "refused"});
  CHECK(has(outcome.issues[0], "no_identity"));
  CHECK(has(outcome.issues[1], "bad_id"));
  CHECK(has(outcome.issues[2], "bad_json"));
  CHECK(has(outcome.issues[3], "bad_register_line"));
  CHECK(outcome.counts.refused == 4);
  CHECK(store->head().sequence == 0);
}

TEST_CASE("what a file does not know takes nothing away", "[importer]") {
  const auto store = make_memory_store();
  import_all(
      *store,
      {person(R"({"id":"p-1","name":"甲","birth":"1979.03","training":[{"key":"r1","hours":120}],)"
              R"("honours":[{"key":"h1"}],"sealed":{"sex":"女","health":"健康"}})")});
  const Outcome outcome = import_all(
      *store, {person(R"({"id":"p-1","name":"甲","honours":[],"sealed":{"health":"良好"}})")});
  CHECK(outcome.fates == Fates{"changed p-1"});
  const Profile now = stored(*store, "p-1");
  CHECK(to_string(*now.birth) == "1979.03");
  CHECK(now.training->size() == 1);
  CHECK(now.honours == std::vector<Honour>{});
  CHECK(now.sealed.sex == "女");
  CHECK(now.sealed.health == "良好");
  std::map<std::string, std::string> sources;
  for (const auto& [pointer, provenance] : now.provenance) sources[pointer] = provenance.import;
  CHECK(sources[""] == "i-000002");
  CHECK(sources["/training"] == "i-000001");
  CHECK(sources["/birth"] == "i-000001");
  CHECK_FALSE(sources.contains("/honours"));
}

TEST_CASE("a verified fact outlives a later import of the old value", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store,
             {person(R"({"id":"p-1","name":"甲","birth":"1979.03","provenance":{"/birth":)"
                     R"({"verified":{"document":"任前审核表","date":"2025-12-01","by":"u2"}}}})")});
  const std::vector<ImportedRecord> old{person(R"({"id":"p-1","name":"甲","birth":"1978.03"})")};
  const Outcome outcome = import_all(*store, old);
  CHECK(outcome.fates == Fates{"unchanged p-1"});
  CHECK(has(outcome.issues[0], "verified_kept"));
  CHECK(to_string(*stored(*store, "p-1").birth) == "1979.03");
  const Outcome verified = import_all(
      *store, {person(R"({"id":"p-1","name":"甲","birth":"1978.03","provenance":{"/birth":)"
                      R"({"verified":{"document":"更正决定","date":"2026-02-01","by":"u2"}}}})")});
  CHECK(verified.fates == Fates{"changed p-1"});
  CHECK(to_string(*stored(*store, "p-1").birth) == "1978.03");
}

TEST_CASE("a tag that a person set outlives a later import", "[importer]") {
  const auto store = make_memory_store();
  const std::string career =
      R"({"id":"p-1","name":"甲","appointments":[{"key":"a1","from":"2015.07","to":null,"kind":"任职",)"
      R"("posts":[{"title":"科长"}])";
  import_all(*store,
             {person(career +
                     R"(,"tags":[{"kind":"speciality","id":"local_finance","by":"person"}]}]})")});
  CHECK(import_all(*store, {person(career + "}]}")}).fates == Fates{"unchanged p-1"});
  const Outcome other = import_all(
      *store,
      {person(
          R"({"id":"p-1","name":"甲","appointments":[{"key":"a1","from":"2019.01","posts":[{"title":"处长"}]}]})")});
  CHECK(other.fates == Fates{"changed p-1"});
  CHECK(has(other.issues[0], "person_tag_lost"));
}

TEST_CASE("a register that comes after the people still derives them", "[importer]") {
  const auto store = make_memory_store();
  const std::vector<ImportedRecord> records{
      person(
          R"({"name":"甲","birth":"1979.03","appointments":[{"key":"a1","from":"2015.07","to":null,"kind":"任职",)"
          R"("posts":[{"organisation":{"text":"样例市财政局"},"title":"局长"}]}]})"),
      entry(
          R"({"record":"organisation","id":"o-1","name":"样例市财政局","level":"县处级正职","system":"政府"})"),
      entry(
          R"({"record":"post","id":"po-1","organisation":"o-1","title":"局长","level":"县处级正职","head":true})"),
  };
  const Outcome outcome = import_all(*store, records);
  CHECK(outcome.counts.rederived == 1);
  CHECK(stored(*store, "p-000001").appointments->front().posts.front().organisation.id.text ==
        "o-1");
  const Head head = store->head();
  CHECK(import_all(*store, records).counts.unchanged == 1);
  CHECK(store->head() == head);

  SECTION("and a later register derives those who are already there") {
    const Outcome regraded = import_all(
        *store, {entry(R"({"record":"post","id":"po-1","organisation":"o-1","title":"局长",)"
                       R"("level":"乡科级正职","head":true})")});
    CHECK(regraded.counts.rederived == 1);
    CHECK(stored(*store, "p-000001").current.level.value == Level::township_head);
    CHECK(import_all(*store, {records.front()}).fates == Fates{"unchanged p-000001"});
  }
}

TEST_CASE("a register line that contradicts an earlier one of the import is refused",
          "[importer]") {
  const auto store = make_memory_store();
  const std::vector<ImportedRecord> records{
      entry(R"({"record":"organisation","id":"o-1","name":"样例市财政局"})"),
      entry(R"({"record":"organisation","id":"o-1","name":"样例市金融局"})")};
  const Outcome outcome = import_all(*store, records);
  CHECK(outcome.fates == Fates{"added", "refused"});
  CHECK(has(outcome.issues[1], "duplicate_register_line"));
  const Head head = store->head();
  import_all(*store, records);
  CHECK(store->head() == head);
}

TEST_CASE("a dry run finds the same fates and stores nothing", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(R"({"id":"p-1","name":"甲"})")});
  const Head head = store->head();
  const std::vector<ImportedRecord> records{
      person(R"({"id":"p-1","name":"甲","birth":"1979.03"})"), person(with_number("乙", number_a)),
      person(with_number("乙", number_a)), person(R"({"id":"p-1","name":"甲"})"),
      person(R"({"id":"p-1","name":"甲","birth":"1980"})")};
  auto dry = options();
  dry.dry_run = true;
  const Outcome rehearsed = import_all(*store, records, dry);
  CHECK(store->head() == head);
  CHECK(rehearsed.fates ==
        Fates{"changed p-1", "added p-000001", "unchanged p-000001", "unchanged p-1", "refused"});
  CHECK(import_all(*store, records).fates == rehearsed.fates);
}

TEST_CASE("an import leaves a record of itself, but only if it changed something", "[importer]") {
  const auto store = make_memory_store();
  import_all(*store, {person(R"({"id":"p-1","name":"甲"})"), person("{}")});
  const auto record = store->find(Collection::import, "i-000001");
  REQUIRE(record);
  CHECK(record->body.find(R"("state":"done")") != std::string::npos);
  CHECK(record->body.find(R"("added":1,"changed":0,"unchanged":0,"refused":1)") !=
        std::string::npos);
  import_all(*store, {person(R"({"id":"p-1","name":"甲"})")});
  CHECK_FALSE(store->find(Collection::import, "i-000002"));
}

TEST_CASE("an import that breaks off in the middle is made good by the next", "[importer][fault]") {
  const auto store = make_memory_store();
  std::vector<ImportedRecord> records;
  for (int i = 0; i < 5000; ++i) {
    records.push_back(person(R"({"name":"人)" + std::to_string(i) + R"(","birth":"1979.03"})"));
  }
  CHECK_THROWS_AS(import_records(*store, Vocabulary::built_in(), options(),
                                 [&](const RecordSink& sink, const auto&) {
                                   for (std::size_t i = 0; i < 3000; ++i) {
                                     sink(ImportedRecord(records[i]));
                                   }
                                   throw StorageError("io_error", "读不下去");
                                 }),
                  StorageError);
  const std::size_t before = people_in(*store);
  CHECK(before > 0);
  CHECK(before < 3000);
  const Outcome outcome = import_all(*store, records);
  CHECK(outcome.counts.unchanged == before);
  CHECK(outcome.counts.added == 5000 - before);
  CHECK(people_in(*store) == 5000);
}
