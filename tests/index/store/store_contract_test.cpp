// What every store promises (index/store/store.hpp), asked of each implementation.
#include <catch2/catch.hpp>
#include <thread>

#include "engine/matter/matter.hpp"
#include "index/store/store.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
struct InMemory {
  std::unique_ptr<Store> store = make_memory_store();
};

struct OnDisk {
  testing::TemporaryDirectory directory{};
  std::unique_ptr<Store> store = open_rocks_store(directory.at("store"), OpenMode::create);
};

const Authorship author{.by = "u1", .at = "2026-03-01T08:00:00Z", .reason = "录入", .source = "x"};

Put profile(std::string id, std::string body, std::string sealed = "") {
  return {.collection = Collection::profile,
          .id = std::move(id),
          .body = std::move(body),
          .sealed = std::move(sealed)};
}

std::vector<std::string> ids_of(const Store& store, Collection collection) {
  std::vector<std::string> ids;
  store.for_each(collection, [&](const Record& record) {
    ids.push_back(record.id);
    return true;
  });
  return ids;
}
}  // namespace

#define BOLE_STORES InMemory, OnDisk

TEMPLATE_TEST_CASE("an empty store stands before its first change", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  const Store& store = *holder.store;
  CHECK(store.head().epoch == 1);
  CHECK(store.head().sequence == 0);
  CHECK(store.head().chain == Digest{});
  CHECK_FALSE(store.find(Collection::profile, "p-1"));
  CHECK(store.changes(Head{}, 10)->empty());
  CHECK(store.changes(store.head(), 10)->empty());
  CHECK(ids_of(store, Collection::profile).empty());
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("a commit is read back whole", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  const Head head = *store.commit({profile("p-1", "甲", "封"), profile("p-2", "乙")}, author);
  CHECK(head.sequence == 2);
  CHECK(head == store.head());
  const auto first = store.find(Collection::profile, "p-1");
  REQUIRE(first);
  CHECK(first->id == "p-1");
  CHECK(first->version == 1);
  CHECK(first->body == "甲");
  CHECK(first->sealed == "封");
  CHECK_FALSE(first->erased);
  CHECK(store.find(Collection::profile, "p-2")->sealed.empty());
  CHECK_FALSE(store.find(Collection::organisation, "p-1"));
  CHECK_FALSE(store.find(Collection::profile, "p-"));
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("every past version can be read", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("p-1", "一", "甲")}, author));
  REQUIRE(store.commit({profile("p-1", "二")}, author));
  REQUIRE(store.commit({profile("p-1", "三", "丙")}, author));
  CHECK(store.find(Collection::profile, "p-1")->version == 3);
  CHECK(store.find(Collection::profile, "p-1", 1)->body == "一");
  CHECK(store.find(Collection::profile, "p-1", 1)->sealed == "甲");
  CHECK(store.find(Collection::profile, "p-1", 2)->body == "二");
  CHECK(store.find(Collection::profile, "p-1", 2)->sealed.empty());
  CHECK(store.find(Collection::profile, "p-1", 3)->body == "三");
  CHECK_FALSE(store.find(Collection::profile, "p-1", 0));
  CHECK_FALSE(store.find(Collection::profile, "p-1", 4));
  CHECK_FALSE(store.find(Collection::profile, "p-2", 1));
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("the same again moves nothing", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  const Head head = *store.commit({profile("p-1", "甲", "封")}, author);
  CHECK(*store.commit({profile("p-1", "甲", "封")}, author) == head);
  CHECK(*store.commit({}, author) == head);
  CHECK(store.find(Collection::profile, "p-1")->version == 1);
  CHECK(store.commit({profile("p-1", "甲", "启")}, author)->sequence == 2);
  CHECK(store.commit({profile("p-1", "甲")}, author)->sequence == 3);
}

TEMPLATE_TEST_CASE("a put sees an earlier one of the same commit", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  Put second = profile("p-1", "二");
  second.expected = 1;
  second.lookups = {"b"};
  Put first = profile("p-1", "一");
  first.expected = 0;
  first.lookups = {"a"};
  REQUIRE(store.commit({first, second, profile("p-1", "二")}, author));
  CHECK(store.find(Collection::profile, "p-1")->version == 2);
  CHECK(store.find(Collection::profile, "p-1", 1)->body == "一");
  CHECK(store.find_by(Collection::profile, "a").empty());
  CHECK(store.find_by(Collection::profile, "b") == std::vector<std::string>{"p-1"});
  CHECK(store.head().sequence == 2);
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("a commit with one stale put stores nothing", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  const Head head = *store.commit({profile("p-1", "一")}, author);
  Put stale = profile("p-1", "二");
  for (const std::uint32_t expected : {0U, 2U}) {
    stale.expected = expected;
    const auto refused = store.commit({profile("p-2", "乙"), stale}, author);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Refusal::conflict);
    CHECK(refused.error().code == "version_conflict");
  }
  CHECK(store.head() == head);
  CHECK_FALSE(store.find(Collection::profile, "p-2"));
  stale.expected = 1;
  CHECK(store.commit({stale}, author));
}

TEMPLATE_TEST_CASE("an id that keys cannot hold is refused", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  for (const std::string& bad :
       {std::string(), std::string(201, 'a'), std::string("a\0b", 3), std::string("a\nb")}) {
    const auto refused = store.commit({profile(bad, "甲")}, author);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "bad_id");
  }
  CHECK(store.commit({profile(std::string(200, 'a'), "甲"), profile("库/人", "乙")}, author));
  CHECK(store.find(Collection::profile, "库/人")->body == "乙");
}

TEMPLATE_TEST_CASE("records are visited in the order of their ids", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  std::vector<Put> puts;
  for (const char* id : {"b", "a", "a1", "ab", "\xff", "c"}) puts.push_back(profile(id, "x"));
  puts.push_back({.collection = Collection::organisation, .id = "o", .body = "y"});
  puts.push_back({.collection = Collection::post, .id = "a", .body = "z"});
  REQUIRE(store.commit(puts, author));
  CHECK(ids_of(store, Collection::profile) ==
        std::vector<std::string>{"a", "a1", "ab", "b", "c", "\xff"});
  CHECK(ids_of(store, Collection::organisation) == std::vector<std::string>{"o"});
  int visited = 0;
  store.for_each(Collection::profile, [&](const Record&) { return ++visited < 2; });
  CHECK(visited == 2);
}

TEMPLATE_TEST_CASE("a visit brings the current body with its sealed part", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  for (int version = 1; version <= 20; ++version) {
    REQUIRE(store.commit({profile("p-1", std::to_string(version), "封" + std::to_string(version)),
                          profile("p-2", std::to_string(version)),
                          profile("p-3", std::to_string(version), "封" + std::to_string(version))},
                         author));
  }
  std::vector<std::string> seen;
  store.for_each(Collection::profile, [&](const Record& record) {
    seen.push_back(record.id + record.body + record.sealed + std::to_string(record.version));
    return true;
  });
  CHECK(seen == std::vector<std::string>{"p-120封2020", "p-22020", "p-320封2020"});
}

TEMPLATE_TEST_CASE("many records are found at once, in the order asked", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("p-1", "甲", "封"), profile("p-2", "乙")}, author));
  const auto found = store.find_many(Collection::profile, {"p-2", "p-9", "p-1", "p-2"});
  REQUIRE(found.size() == 4);
  CHECK(found[0]->body == "乙");
  CHECK_FALSE(found[1]);
  CHECK(found[2]->sealed == "封");
  CHECK(found[3]->id == "p-2");
  CHECK(store.find_many(Collection::profile, {}).empty());
}

TEMPLATE_TEST_CASE("a lookup finds the records whose current version names it", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  Put first = profile("p-1", "甲");
  first.lookups = {"name:张三", "id:1"};
  Put second = profile("p-0", "乙");
  second.lookups = {"name:张三", "name:张三"};
  Put other{.collection = Collection::pool, .id = "all", .body = "库", .lookups = {"name:张三"}};
  REQUIRE(store.commit({first, second, other}, author));
  CHECK(store.find_by(Collection::profile, "name:张三") == std::vector<std::string>{"p-0", "p-1"});
  CHECK(store.find_by(Collection::profile, "id:1") == std::vector<std::string>{"p-1"});
  CHECK(store.find_by(Collection::profile, "name:张").empty());
  CHECK(store.find_by(Collection::profile, "").empty());
  CHECK(store.find_by_many(Collection::profile, {"id:2", "id:1"}) ==
        std::vector<std::vector<std::string>>{{}, {"p-1"}});

  first.body = "改名";
  first.lookups = {"name:李四"};
  second.body = "再改";
  REQUIRE(store.commit({first, second}, author));
  CHECK(store.find_by(Collection::profile, "name:张三") == std::vector<std::string>{"p-0"});
  CHECK(store.find_by(Collection::profile, "id:1").empty());
  CHECK(store.find_by(Collection::profile, "name:李四") == std::vector<std::string>{"p-1"});
}

TEMPLATE_TEST_CASE("the change feed tells every change once and in order", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("p-1", "一", "封"), profile("p-2", "一")}, author));
  const Head middle = store.head();
  REQUIRE(store.commit({profile("p-1", "二")}, author));

  const std::vector<Change> all = *store.changes(Head{}, 100);
  REQUIRE(all.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(all[i].head.epoch == 1);
    CHECK(all[i].head.sequence == i + 1);
    CHECK_FALSE(all[i].erasure);
    CHECK(all[i].authorship.by == "u1");
    CHECK(all[i].authorship.reason == "录入");
  }
  CHECK(all[0].id == "p-1");
  CHECK(all[0].sealed != Digest{});
  CHECK(all[1].sealed == Digest{});
  CHECK(all[2].version == 2);
  CHECK(all[2].head == store.head());
  CHECK(store.changes(Head{}, 2)->size() == 2);
  CHECK(store.changes(middle, 100)->size() == 1);
  CHECK(store.changes(store.head(), 100)->empty());
}

TEMPLATE_TEST_CASE("a position of another history is refused", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("p-1", "一")}, author));
  Head other = store.head();
  other.chain[0] ^= 1U;
  Head later = store.head();
  ++later.sequence;
  Head epoch = store.head();
  ++epoch.epoch;
  for (const Head& head : {other, later, epoch}) {
    const auto refused = store.changes(head, 10);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "diverged");
  }
}

TEMPLATE_TEST_CASE("equal bodies leave different digests", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("p-1", "甲", "封"), profile("p-2", "甲", "封")}, author));
  const auto all = *store.changes(Head{}, 10);
  CHECK(all[0].body != all[1].body);
  CHECK(all[0].sealed != all[1].sealed);
  CHECK(all[0].body != sha256("甲"));
}

TEMPLATE_TEST_CASE("erasing one version leaves the others and the chain", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  Put first = profile("p-1", "一", "甲");
  first.lookups = {"x"};
  REQUIRE(store.commit({first}, author));
  Put second = profile("p-1", "二", "乙");
  second.lookups = {"x"};
  REQUIRE(store.commit({second}, author));
  const Head head = *store.erase(Collection::profile, "p-1", 1, author);
  CHECK(head.sequence == 3);
  const auto gone = store.find(Collection::profile, "p-1", 1);
  REQUIRE(gone);
  CHECK(gone->erased);
  CHECK(gone->body.empty());
  CHECK(gone->sealed.empty());
  CHECK(store.find(Collection::profile, "p-1")->body == "二");
  CHECK(store.find_by(Collection::profile, "x").size() == 1);
  CHECK(store.changes(Head{}, 10)->back().erasure);
  CHECK(store.changes(Head{}, 10)->back().version == 1);
  CHECK(*store.erase(Collection::profile, "p-1", 1, author) == head);
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("an erased record is empty until somebody stores it again", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  Put put = profile("p-1", "一", "甲");
  put.lookups = {"x"};
  REQUIRE(store.commit({put, profile("p-10", "十", "辛")}, author));
  REQUIRE(store.commit({profile("p-1", "二")}, author));
  put.body = "三";
  REQUIRE(store.commit({put}, author));
  REQUIRE(store.erase(Collection::profile, "p-1", 0, author));
  for (const std::uint32_t version : {1U, 2U, 3U}) {
    CHECK(store.find(Collection::profile, "p-1", version)->erased);
  }
  CHECK(store.find(Collection::profile, "p-1")->erased);
  CHECK(store.find(Collection::profile, "p-1")->version == 3);
  CHECK(store.find_by(Collection::profile, "x").empty());
  CHECK(store.find(Collection::profile, "p-10")->sealed == "辛");
  CHECK_FALSE(store.verify());

  put.expected = 3;
  REQUIRE(store.commit({put}, author));
  CHECK(store.find(Collection::profile, "p-1")->version == 4);
  CHECK(store.find_by(Collection::profile, "x").size() == 1);
  CHECK(store.find(Collection::profile, "p-1", 3)->erased);
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("what is not there cannot be erased", "[store][contract]", BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("p-1", "一")}, author));
  for (const auto& [id, version] : {std::pair{"p-1", 2U}, std::pair{"p-2", 0U}}) {
    const auto refused = store.erase(Collection::profile, id, version, author);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Refusal::not_found);
    CHECK(refused.error().code == "not_found");
  }
  CHECK(store.head().sequence == 1);
}

TEMPLATE_TEST_CASE("readers see whole commits while others are written", "[store][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  REQUIRE(store.commit({profile("a", "0", "0"), profile("b", "0", "0")}, author));
  std::thread writer([&] {
    for (int i = 1; i <= 50; ++i) {
      const std::string body = std::to_string(i);
      if (!store.commit({profile("a", body, body), profile("b", body, body)}, author)) return;
    }
  });
  int torn = 0;
  for (int i = 0; i < 200; ++i) {
    std::vector<std::string> seen;
    store.for_each(Collection::profile, [&](const Record& record) {
      seen.push_back(record.body + "/" + record.sealed);
      return true;
    });
    torn += seen[0] != seen[1];
  }
  writer.join();
  CHECK(torn == 0);
  CHECK(store.head().sequence == 102);
  CHECK_FALSE(store.verify());
}

TEMPLATE_TEST_CASE("a commit holds where the audit log stood", "[store][audit][contract]",
                   BOLE_STORES) {
  TestType holder;
  Store& store = *holder.store;
  CHECK(store.audit_head() == AuditHead{});
  const AuditHead first{7, sha256("七")};
  store.witness_audit(first);
  CHECK(store.audit_head() == AuditHead{});
  REQUIRE(store.commit({profile("p-1", "甲")}, author));
  CHECK(store.audit_head() == first);
  store.witness_audit({9, sha256("九")});
  REQUIRE(store.commit({profile("p-1", "甲")}, author));  // changes nothing
  CHECK(store.audit_head() == first);
  REQUIRE(store.erase(Collection::profile, "p-1", 0, author));
  CHECK(store.audit_head().entries == 9);
}

namespace {
// A matter that is walked from state to state, each stored by who is named.
class Walk {
 public:
  explicit Walk(Store& store) : store_(store) {
    matter.id.text = "m-1";
    matter.kind = "任用";
    matter.basis.document = "样例方案";
    matter.pool.text = "all";
    matter.as_of = day_of(2026, 3, 1);
    matter.post.title = "局长";
    matter.plan.horizon_months = 12;
    matter.plan.tasks = {{.key = "t1", .text = "治水", .covers = "单位核心职能", .measure = {}}};
    matter.plan.drafted = {"u1", "2026-01-01T00:00:00Z", {}};
  }

  // "stored", or the code of the refusal; then the matter stays as it was.
  std::string step(MatterState state, const std::string& by) {
    Matter next = matter;
    next.state = state;
    next.history.push_back({state, {by, "2026-01-02T00:00:00Z", {}}});
    if (state == MatterState::plan_settled) {
      next.plan.settled = Signature{by, "2026-01-02T00:00:00Z", plan_hash(next)};
    }
    return put(std::move(next), by);
  }
  std::string put(Matter next, const std::string& by) {
    const auto head = store_.commit(
        {{.collection = Collection::matter, .id = "m-1", .body = to_json(next), .sealed = {}}},
        {.by = by, .at = "2026-01-02T00:00:00Z", .reason = {}, .source = {}});
    if (!head) return head.error().code;
    matter = std::move(next);
    return "stored";
  }

  Matter matter{};

 private:
  Store& store_;
};
}  // namespace

TEMPLATE_TEST_CASE("a locked requirement is opened again by an amendment alone, whoever writes",
                   "[store][contract][guard]", BOLE_STORES) {
  using enum MatterState;
  TestType holder;
  Walk walk(*holder.store);
  CHECK(walk.step(plan_draft, "u1") == "stored");
  CHECK(walk.step(plan_settled, "u2") == "stored");
  walk.matter.requirement_version = 1;
  CHECK(walk.step(requirement_draft, "u1") == "stored");
  CHECK(walk.step(requirement_locked, "u2") == "stored");
  walk.matter.match = "x-1";
  CHECK(walk.step(matched, "u1") == "stored");

  CHECK(walk.step(requirement_draft, "u1") == "wrong_state");
  Matter amended = walk.matter;
  amended.state = requirement_draft;
  amended.history.push_back({requirement_draft, {"u1", "2026-01-03T00:00:00Z", {}}});
  amended.requirement_version = 2;
  amended.match.clear();
  amended.superseded = {"x-1"};
  amended.amendments = {{1, "x-1", "", "u1", "2026-01-03T00:00:00Z"}};
  CHECK(walk.put(amended, "u1") == "reason_required");
  amended.amendments[0].reason = "任务有变";
  CHECK(walk.put(amended, "u2") == "not_the_author");
  CHECK(walk.put(amended, "u1") == "stored");

  CHECK(walk.step(matched, "u1") == "wrong_state");
  CHECK(walk.step(requirement_locked, "u1") == "second_person_required");
  CHECK(walk.step(requirement_locked, "u2") == "stored");
  Matter forgotten = walk.matter;
  walk.matter.superseded.clear();
  CHECK(walk.step(matched, "u1") == "wrong_state");
  walk.matter = forgotten;
  walk.matter.match = "x-2";
  CHECK(walk.step(matched, "u1") == "stored");
  CHECK_FALSE(holder.store->verify());
}

TEMPLATE_TEST_CASE("a version that amends cannot hide that names were seen before",
                   "[store][contract][guard]", BOLE_STORES) {
  TestType holder;
  const auto put = [&](const Requirement& requirement) {
    const auto head = holder.store->commit({{.collection = Collection::requirement,
                                             .id = "m-1/2",
                                             .body = to_json(requirement),
                                             .sealed = {}}},
                                           author);
    return head ? std::string("stored") : head.error().code;
  };
  Requirement requirement{};
  requirement.matter.text = "m-1";
  requirement.version = 2;
  requirement.amends = Amends{1, "任务有变"};
  CHECK(put(requirement) == "names_seen_before");
  requirement.names_seen_before = true;
  CHECK(put(requirement) == "stored");
  requirement.amends.reset();
  requirement.names_seen_before = false;
  CHECK(put(requirement) == "wrong_state");
}

TEMPLATE_TEST_CASE("a matter is closed with a known outcome and a reason, whoever writes",
                   "[store][contract][guard]", BOLE_STORES) {
  using enum MatterState;
  TestType holder;
  Walk walk(*holder.store);
  walk.step(plan_draft, "u1");
  walk.step(plan_settled, "u2");
  walk.matter.requirement_version = 1;
  walk.step(requirement_draft, "u1");
  walk.step(requirement_locked, "u2");
  walk.matter.match = "x-1";
  REQUIRE(walk.step(matched, "u1") == "stored");
  const auto ended = [&](const std::string& kind, const std::string& reason) {
    const Matter before = walk.matter;
    walk.matter.outcome = Outcome{kind, reason, {}, {}};
    const std::string told = walk.step(closed, "u1");
    if (told != "stored") walk.matter = before;
    return told;
  };
  CHECK(ended("采用", "会议研究") == "bad_outcome");
  CHECK(ended("进入考察", "会议研究") == "wrong_state");  // nobody was proposed
  CHECK(ended("未采用", "") == "reason_required");
  CHECK(ended("未采用", "没有合适人选") == "stored");
}
