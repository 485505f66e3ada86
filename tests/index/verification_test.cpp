// What was stored of a match or a report is made again from the versions it was made from, whatever
// has changed since; where it cannot be, or comes out otherwise, it is said why.
#include "index/verification.hpp"

#include <catch2/catch.hpp>

#include "engine/profile/profile_json.hpp"
#include "index/store/rocks_tables.hpp"
#include "index/store/stored_row.hpp"
#include "tests/support/sample_match.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;
using testing::SampleMatch;

namespace {
struct InMemory {
  std::unique_ptr<Store> store = make_memory_store();
};

struct OnDisk {
  testing::TemporaryDirectory directory{};
  std::unique_ptr<Store> store = open_rocks_store(directory.at("store"), OpenMode::create);
};

constexpr const char* plan = R"({
  "kind":"任用","basis":{"document":"样组请〔2026〕4号","date":"2026-01-12"},"pool":"finance-2026",
  "as_of":"2026-03-01",
  "post":{"organisation":"o-17","title":"副局长","level":"县处级副职","head":false,
    "classes":["领导职务"]},
  "plan":{"horizon_months":36,"tasks":[
    {"key":"t1","text":"化解地方法人金融机构风险","importance":5,"covers":"单位核心职能","measure":"由4家降为0"},
    {"key":"t2","text":"推动产业链招商","importance":3,"covers":"地区发展需要","measure":"新签约10家"}]}})";

const Actor drafter{"u1", "2026-03-02T08:00:00Z"};
const Actor approver{"u2", "2026-03-02T09:00:00Z"};

// A store with the seven people of the sample match in a pool, a person beside it, and a matter.
template <class Kept>
class Office {
 public:
  explicit Office(const std::string& pool = "finance-2026") {
    put(Collection::user, "u1", R"({"id":"u1","name":"甲"})");
    put(Collection::user, "u2", R"({"id":"u2","name":"乙"})");
    put(Collection::organisation, "o-17", R"({"id":"o-17","name":"样例市金融局"})");
    put(Collection::pool, "finance-2026",
        R"({"id":"finance-2026","name":"金融人才库","purpose":"选配","owner":"样例市委组织部"})");
    for (Profile& person : sample_.profiles) {
      person.sealed.sex.clear();  // none that a reader would take
      keep(person);
      join(person.id.text);
    }
    Profile beside = sample_.profiles.front();
    beside.id.text = "p-90";
    beside.name = "库外人";
    keep(beside);
    catalogue_.catch_up();
    std::string file = plan;
    file.replace(file.find("finance-2026"), std::string_view("finance-2026").size(), pool);
    must(desk_.open(file, drafter));
    must(desk_.settle(matter_, approver));
    sample_.requirement.matter = {};
    must(desk_.draft(matter_, sample_.requirement, drafter));
  }

  void lock() { must(desk_.lock(matter_, "岗位专业性强", approver)); }
  std::string match() {
    catalogue_.catch_up();
    return match_as_caught_up();
  }
  std::string match_as_caught_up() {
    const auto view = desk_.match(matter_, drafter);
    must(view);
    return JsonReader((*view)->stored).text("match");
  }
  WrittenReport report(const std::string& kind, std::vector<ProfileId> people = {}) {
    catalogue_.catch_up();
    auto written = give_report(
        store(), desk_, catalogue_,
        {.kind = kind, .matter = matter_, .people = std::move(people), .format = "html"}, drafter);
    must(written);
    return *std::move(written);
  }
  void shortlist(const std::string& id) {
    catalogue_.catch_up();
    must(desk_.shortlist(matter_, {{{id}, "熟悉监管", "经研究"}}, "仅此一人", drafter));
  }
  void approve(Approval approval) {
    catalogue_.catch_up();
    must(desk_.approve(matter_, std::move(approval), approver));
  }

  void put(Collection collection, const std::string& id, const std::string& body) {
    must(store().commit({{.collection = collection, .id = id, .body = body}}, {.by = "u1"}));
  }
  void keep(const Profile& person) {
    Put put = put_of(person);
    put.expected.reset();
    must(store().commit({std::move(put)}, {.by = "u1"}));
  }
  void join(const std::string& id, const std::string& status = "在库") {
    put(Collection::membership, "finance-2026/" + id,
        R"({"profile":")" + id + R"(","channel":"组织部门掌握","reason":"熟悉金融","status":")" +
            status + "\"}");
  }
  void erase(Collection collection, const std::string& id) {
    must(store().erase(collection, id, 0, {.by = "u1", .reason = "依申请"}));
  }

  [[nodiscard]] Profile person(const std::string& name) const {
    for (const Profile& one : sample_.profiles) {
      if (one.name == name) return one;
    }
    throw std::logic_error(name);
  }
  [[nodiscard]] std::string stored(const std::string& match) {
    return store().find(Collection::match, match)->body;
  }
  Recomputation verify(const std::string& id) {
    const auto done = verify_records(store(), Vocabulary::built_in(), *audit_, {id});
    must(done);
    return done->front();
  }
  // "equal", "input_changed program rules": the verdict and which inputs are told to have changed.
  std::string verdict(const std::string& id) {
    const Recomputation done = verify(id);
    UNSCOPED_INFO(id << ": " << to_json(done));
    std::string words(to_string(done.verdict));
    for (const ChangedInput& input : done.inputs) words += ' ' + input.input;
    return words;
  }

  [[nodiscard]] Store& store() { return *kept_.store; }
  [[nodiscard]] AuditLog& audit() { return *audit_; }
  [[nodiscard]] Kept& kept() { return kept_; }

 private:
  template <class T>
  static void must(const Result<T>& result) {
    INFO((result ? std::string() : result.error().code + result.error().message));
    REQUIRE(static_cast<bool>(result));
  }

  Kept kept_;
  SampleMatch sample_;
  std::unique_ptr<AuditLog> audit_ = make_memory_audit_log();
  Catalogue catalogue_{store(), Vocabulary::built_in()};
  MatterDesk desk_{store(), catalogue_, *audit_};
  MatterId matter_{"m-1"};
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  INFO(from << " in " << text);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string stamped(const std::string& text, const std::string& member) {
  return JsonReader(text).text(member);
}

// The stored match x-1 under another id, as another program or another hand might have left it.
template <class Kept>
std::string verdict_on(Office<Kept>& office, const std::string& id, const std::string& text) {
  office.put(Collection::match, id, replaced(text, R"("match":"x-1")", R"("match":")" + id + "\""));
  return office.verdict(id);
}
}  // namespace

TEMPLATE_TEST_CASE("whatever changes after it, a match and its reports come out as they were",
                   "[verification]", InMemory, OnDisk) {
  Office<TestType> office;
  const std::string draft = office.report("requirement").stored.id;
  office.lock();
  const std::string first = office.match();
  office.shortlist("p-1");
  const std::vector<std::string> before{draft,
                                        first,
                                        office.report("requirement").stored.id,
                                        office.report("shortlist").stored.id,
                                        office.report("opinion", {{"p-1"}}).stored.id,
                                        office.report("comparison", {{"p-7"}, {"p-1"}}).stored.id};
  for (const std::string& id : before) CHECK(office.verdict(id) == "equal");

  // A person is corrected, one leaves the pool, one comes, an exception is approved, the user, the
  // pool and the organisation are renamed, and the pool is matched anew.
  Profile corrected = office.person("晏示例");
  corrected.name = "晏更名";
  corrected.appraisals.reset();
  office.keep(corrected);
  office.join("p-7", "出库");
  office.join("p-90");
  office.approve({.profile = {"p-5"},
                  .rule = "ELG-05b",
                  .document = "样组〔2026〕3号",
                  .date = *parse_day("2026-02-01")});
  office.put(Collection::user, "u1", R"({"id":"u1","name":"丙"})");
  office.put(Collection::organisation, "o-17", R"({"id":"o-17","name":"样例市金融工作局"})");
  office.put(Collection::pool, "finance-2026",
             R"({"id":"finance-2026","name":"金融库","purpose":"选配","owner":"样例市委组织部"})");
  const std::string second = office.match();
  office.shortlist("p-90");
  CHECK(stamped(office.stored(first), "result_hash") !=
        stamped(office.stored(second), "result_hash"));
  const WrittenReport anew = office.report("shortlist");
  CHECK(anew.bytes.find("样例市金融工作局") != std::string::npos);
  for (const std::string& id : before) CHECK(office.verdict(id) == "equal");
  CHECK(office.verdict(second) == "equal");
  CHECK(office.verdict(anew.stored.id) == "equal");

  const auto all = verifiable_ids(office.store());
  CHECK(all.size() == before.size() + 2);
  std::vector<std::size_t> progress;
  const auto done = verify_records(office.store(), Vocabulary::built_in(), office.audit(), all,
                                   [&](std::size_t count) { progress.push_back(count); });
  REQUIRE(static_cast<bool>(done));
  for (std::size_t i = 0; i < all.size(); ++i) CHECK((*done)[i].id == all[i]);
  CHECK(progress.back() == all.size());
  CHECK(summary(*done) == "核对 8 份：一致 8 份");
}

TEST_CASE("the whole store is a pool like any other", "[verification]") {
  Office<InMemory> office("all");
  office.lock();
  const std::string match = office.match();
  CHECK(office.stored(match).find("库外人") == std::string::npos);
  CHECK(office.stored(match).find("p-90") != std::string::npos);
  Profile newcomer = office.person("晏示例");
  newcomer.id.text = "p-91";
  office.keep(newcomer);
  CHECK(office.verdict(match) == "equal");
  office.erase(Collection::profile, "p-91");
  CHECK(office.verdict(match) == "equal");
  office.erase(Collection::profile, "p-90");
  CHECK(office.verify(match).people == std::vector<std::string>{"p-90"});
}

TEMPLATE_TEST_CASE("which input has changed is told, and whether the result is another",
                   "[verification]", InMemory, OnDisk) {
  Office<TestType> office;
  office.lock();
  REQUIRE(office.match() == "x-1");
  const std::string text = office.stored("x-1");
  const std::string program = stamped(text, "program");
  CHECK(program == program_identity());
  CHECK(program.starts_with("0.1.0+"));
  CHECK(program.size() == 6 + 16);

  // Stored before programs were told apart by their sources.
  const std::string older = replaced(text, program, "0.1.0");
  CHECK(verdict_on(office, "x-2", older) == "equal program");
  CHECK(office.verify("x-2").first_difference.empty());
  const std::string other_rules = replaced(text, stamped(text, "rules"), "sha256:00");
  CHECK(verdict_on(office, "x-3", other_rules) == "equal rules");
  const std::string other_words = replaced(text, stamped(text, "vocabulary"), "sha256:00");
  CHECK(verdict_on(office, "x-4", other_words) == "equal vocabulary");

  const std::string band = R"("preferred":true,"total":[)";
  const std::string result = replaced(other_rules, band, R"("preferred":false,"total":[)");
  CHECK(verdict_on(office, "x-5", result) == "input_changed rules");
  const Recomputation told = office.verify("x-5");
  CHECK(told.inputs[0].then == "sha256:00");
  CHECK(told.inputs[0].now == rules_version());
  CHECK(told.first_difference.find("同等条件下优先原为否，重算为是") != std::string::npos);
  CHECK(told.store_fault.empty());
  CHECK(in_words(told).find("规则已变：原为 sha256:00，现为 sha256:") != std::string::npos);

  // The lock's hash belongs to the requirement as it was.
  const std::string other_need = replaced(text, stamped(text, "requirement_hash"), "sha256:00");
  CHECK(verdict_on(office, "x-6", other_need) == "input_changed requirement");
}

TEMPLATE_TEST_CASE("the same inputs and another result are never passed over", "[verification]",
                   InMemory, OnDisk) {
  Office<TestType> office;
  office.lock();
  REQUIRE(office.match() == "x-1");
  const std::string text = office.stored("x-1");
  const std::string other = replaced(text, R"("preferred":true)", R"("preferred":false)");
  CHECK(verdict_on(office, "x-2", other) == "differs");
  CHECK(in_words(office.verify("x-2")).find("同样的依据得出了不同的结果") != std::string::npos);
  CHECK(office.verify("x-2").people == std::vector<std::string>{"p-7"});
  // Outside the result's hash, but not outside the comparison.
  const std::string robust =
      replaced(text, R"("epsilon_permille":200)", R"("epsilon_permille":201)");
  CHECK(verdict_on(office, "x-3", robust) == "differs");
  CHECK(office.verify("x-3").first_difference == "稳健性：权重容差（千分之）原为 201，重算为 200");
  // One byte more that means nothing.
  CHECK(verdict_on(office, "x-4", text + " ") == "differs");
  CHECK(verdict_on(office, "x-5", text.substr(0, text.size() / 2)) == "not_recomputable");

  const WrittenReport report = office.report("shortlist");
  const std::string kept = to_json(report.stored);
  office.put(Collection::report, "r-9",
             replaced(replaced(kept, report.stored.bytes, hash_text("")), R"("report":"r-1")",
                      R"("report":"r-9")"));
  CHECK(office.verdict("r-9") == "differs");

  CHECK(summary({office.verify("x-1"), office.verify("x-2"), office.verify("x-5")}) ==
        "核对 3 份：一致 1 份，依据未变而结果不同 1 份，不能重算 1 份");
}

TEMPLATE_TEST_CASE("where somebody's record was lawfully erased since, nothing is called equal",
                   "[verification]", InMemory, OnDisk) {
  Office<TestType> office;
  office.lock();
  const std::string match = office.match();
  const std::string requirement = office.report("requirement").stored.id;
  const std::string list = office.report("shortlist").stored.id;

  office.erase(Collection::profile, "p-90");  // in no pool of this matter
  CHECK(office.verdict(match) == "equal");

  office.erase(Collection::profile, "p-6");
  for (const std::string& id : {match, list}) {
    const Recomputation told = office.verify(id);
    CHECK(to_string(told.verdict) == "not_recomputable");
    CHECK(told.code == "erased");
    CHECK(told.people == std::vector<std::string>{"p-6"});
    CHECK(told.first_difference.find("p-6") != std::string::npos);
  }
  CHECK(office.verdict(requirement) == "equal");  // it names nobody

  // Who was gone already when it was made is no obstacle.
  CHECK(office.verdict(office.match()) == "equal");
  CHECK(office.verdict(office.report("shortlist").stored.id) == "equal");

  office.erase(Collection::match, match);
  CHECK(office.verify(match).code == "erased");
}

TEST_CASE("a version that was replaced and then erased is missed as well", "[verification]") {
  Office<InMemory> office;
  office.lock();
  const std::string match = office.match();
  Profile corrected = office.person("柳在期");
  corrected.sanctions.reset();
  office.keep(corrected);
  const std::string after = office.match();
  REQUIRE(static_cast<bool>(
      office.store().erase(Collection::profile, corrected.id.text, 1, {.by = "u1"})));
  CHECK(office.verify(match).code == "erased");
  CHECK(office.verdict(after) == "equal");
}

TEST_CASE("a match is of one state, though the store goes on while it is made", "[verification]") {
  Office<InMemory> office;
  office.lock();
  office.match();
  Profile corrected = office.person("晏示例");
  corrected.appraisals.reset();
  office.keep(corrected);
  const std::string behind = office.match_as_caught_up();
  CHECK(office.verdict(behind) == "equal");
  CHECK(stamped(office.stored(behind), "result_hash") ==
        stamped(office.stored("x-1"), "result_hash"));
  CHECK(office.verdict(office.match()) == "equal");
}

TEST_CASE("a store with another history is told from the one that was matched", "[verification]") {
  Office<InMemory> office;
  office.lock();
  REQUIRE(office.match() == "x-1");
  const std::string text = office.stored("x-1");
  JsonReader reader(text);
  const Head head = *read_head(reader);
  const std::string other = replaced(text, hex(head.chain), std::string(64, 'a'));
  CHECK(verdict_on(office, "x-2", other) == "input_changed head");
  CHECK(office.verify("x-2").inputs[0].now.find(hex(head.chain)) != std::string::npos);
  const std::string later =
      replaced(text, "\"sequence\":" + std::to_string(head.sequence), "\"sequence\":900000");
  CHECK(verdict_on(office, "x-3", later) == "input_changed head");
  CHECK(office.verify("x-3").first_difference.find("更早的备份") != std::string::npos);
}

TEST_CASE("a body that was changed behind the chain's back is found out", "[verification]") {
  Office<OnDisk> office;
  office.lock();
  const std::string match = office.match();
  office.kept().store.reset();
  {
    const RocksTables tables(office.kept().directory.at("store") + "/db");
    rocksdb::PinnableSlice value;
    const std::string key = record_key(Collection::profile, "p-1");
    REQUIRE(tables.get({}, Table::current, key, value));
    StoredRow row = *decode_row(view(value));
    const std::string body = replaced(std::string(row.body), "优秀", "称职");
    row.body = body;
    rocksdb::WriteBatch batch;
    require(batch.Put(tables.at(Table::current), key, encode_row(row)));
    tables.write(batch);
  }
  office.kept().store = open_rocks_store(office.kept().directory.at("store"), OpenMode::existing);
  const Recomputation told = office.verify(match);
  CHECK(to_string(told.verdict) == "differs");
  CHECK(told.store_fault == "p-1 第 1 版的内容与变更记录不符");
  CHECK(in_words(told).find("库的内容与变更链不符") != std::string::npos);
}

TEST_CASE("a report keeps its number until it says something else", "[verification][report]") {
  Office<InMemory> office;
  office.lock();
  office.match();
  const WrittenReport first = office.report("shortlist");
  CHECK(first.stored.id == "r-1");
  CHECK(first.bytes.find("报告编号 r-1") != std::string::npos);
  CHECK(first.stored.bytes == hash_text(first.bytes));
  const Head head = office.store().head();
  const WrittenReport again = office.report("shortlist");
  CHECK(again.stored == first.stored);
  CHECK(again.bytes == first.bytes);
  CHECK(office.store().head() == head);
  CHECK(office.report("opinion", {{"p-1"}}).stored.id == "r-2");
  office.shortlist("p-1");
  CHECK(office.report("shortlist").stored.id == "r-3");
  CHECK(*stored_report_from_json(to_json(first.stored)) == first.stored);
}

TEST_CASE("what is kept of a match or a report is never rewritten", "[verification][store]") {
  Office<InMemory> office;
  office.lock();
  const std::string match = office.match();
  const auto rewritten = office.store().commit(
      {{.collection = Collection::match, .id = match, .body = office.stored(match) + " "}},
      {.by = "u1"});
  REQUIRE_FALSE(static_cast<bool>(rewritten));
  CHECK(rewritten.error().code == "already_kept");
}

TEST_CASE("an id that is none of a match or report is refused before anything is done",
          "[verification]") {
  Office<InMemory> office;
  for (const char* id : {"x-1", "r-1", "p-1", ""}) {
    const auto done = verify_records(office.store(), Vocabulary::built_in(), office.audit(), {id});
    REQUIRE_FALSE(static_cast<bool>(done));
    CHECK(done.error().code == "record_not_found");
    CHECK(done.error().kind == Refusal::not_found);
  }
}
