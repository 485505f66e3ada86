#include <memory>

#include "tools/on_store.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  Pool pool{};
  std::vector<std::string> people{};
  Membership membership{.channel = "组织部门掌握", .status = "在库"};
};

Result<Exit> create(const Options& options, OnStore& open) {
  // Through the one JSON form, so that it is checked like any other.
  const auto pool = pool_from_json(to_json(options.pool));
  if (!pool) return pool.error();
  const Actor who = open.actor();
  const auto head = open.store().commit({{.collection = Collection::pool,
                                          .id = pool->id.text,
                                          .body = to_json(*pool),
                                          .sealed = {},
                                          .lookups = {},
                                          .expected = 0}},
                                        {who.by, who.at, {}, "pool create"});
  if (!head) {
    if (head.error().code != "version_conflict") return head.error();
    return Error{Refusal::conflict, "pool_exists", "已有编号为“" + pool->id.text + "”的人才库", ""};
  }
  open.say("已建人才库 " + pool->id.text + "（" + pool->name + "）\n");
  return Exit::ok;
}

Result<Exit> add(const Options& options, OnStore& open) {
  const Catalogue& catalogue = open.catalogue();
  const auto pool = catalogue.pool(options.pool.id);
  if (!pool) return pool.error();
  if (pool->id.text == whole_store_pool) {
    return Error{Refusal::invalid, "pool_is_whole", "全库包含所有人，不需要也不能单独入库", ""};
  }
  const Actor who = open.actor();
  const auto today = parse_day(std::string_view(who.at).substr(0, 10));
  std::vector<Put> puts;
  for (const std::string& person : options.people) {
    if (!catalogue.columns().find({person})) {
      return Error{Refusal::not_found, "profile_not_found", "库中没有编号为“" + person + "”的人员",
                   ""};
    }
    Membership membership = options.membership;
    membership.profile.text = person;
    if (membership.by.empty()) membership.by = who.by;
    membership.date = who.at.substr(0, 10);
    if (today) membership.review_due = add_months(*today, pool->review_months);
    const auto checked = membership_from_json(to_json(membership));
    if (!checked) return checked.error();
    puts.push_back({.collection = Collection::membership,
                    .id = pool->id.text + '/' + person,
                    .body = to_json(*checked),
                    .sealed = {},
                    .lookups = {},
                    .expected = {}});
  }
  const auto head =
      open.store().commit(puts, {who.by, who.at, options.membership.reason, "pool add"});
  if (!head) return head.error();
  open.say(std::to_string(puts.size()) + " 人入库 " + pool->name + '\n');
  return Exit::ok;
}

std::string line(const Pool& pool, std::size_t size, const Vocabulary& vocabulary) {
  std::string text = pool.id.text + '\t' + pool.name + '\t' + std::to_string(size) + " 人";
  const Field* field = vocabulary.field(pool.field);
  for (const std::string& part :
       {pool.category, pool.industry, field ? field->name : std::string(), pool.tier}) {
    if (!part.empty()) text += '\t' + part;
  }
  return text + '\n';
}

Result<Exit> list(const Options& options, OnStore& open) {
  const Catalogue& catalogue = open.catalogue();
  std::vector<PoolId> ids{{std::string(whole_store_pool)}};
  open.store().for_each(Collection::pool, [&](const Record& record) {
    ids.push_back({record.id});
    return true;
  });
  for (const PoolId& id : ids) {
    const auto pool = catalogue.pool(id);
    if (!pool) return pool.error();
    const auto rows = catalogue.rows_of(id);
    if (!rows) return rows.error();
    open.print(options.json ? to_json(*pool) + '\n'
                            : line(*pool, rows->size(), catalogue.vocabulary()));
  }
  return Exit::ok;
}

Result<Exit> show(const Options& options, OnStore& open) {
  const Catalogue& catalogue = open.catalogue();
  const auto pool = catalogue.pool(options.pool.id);
  if (!pool) return pool.error();
  const auto rows = catalogue.rows_of(pool->id);
  if (!rows) return rows.error();
  const std::vector<Membership> members = catalogue.memberships(pool->id);
  for (const Membership& member : members) open.note.people.push_back(member.profile.text);
  if (options.json) {
    open.print(to_json(*pool) + '\n');
    for (const Membership& member : members) open.print(to_json(member) + '\n');
    return Exit::ok;
  }
  open.print(line(*pool, rows->size(), catalogue.vocabulary()) + "用途：" + pool->purpose + '\n');
  if (!pool->owner.empty()) open.print("责任单位：" + pool->owner + '\n');
  for (const Membership& member : members) {
    const auto row = catalogue.columns().find(member.profile);
    open.print(member.profile.text + '\t' +
               (row ? std::string(catalogue.columns().name(*row)) : std::string()) + '\t' +
               member.status + '\t' + member.channel + '\t' + member.reason +
               (member.review_due ? "\t复核期限 " + to_string(*member.review_due) : std::string()) +
               '\n');
  }
  return Exit::ok;
}
}  // namespace

extern const Command pool;
const Command pool{
    "pool", "建立和查看专业干部人才库", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.require_subcommand();
      Arguments* creating = app.add_subcommand("create", "建立人才库");
      creating->add_option("id", options->pool.id.text, "库编号（小写字母、数字、-）")->required();
      creating->add_option("--name", options->pool.name, "名称")->required();
      creating->add_option("--purpose", options->pool.purpose, "用途")->required();
      creating->add_option("--owner", options->pool.owner, "责任单位")->required();
      creating->add_option("--category", options->pool.category, "类别");
      creating->add_option("--industry", options->pool.industry, "行业");
      creating->add_option("--field", options->pool.field, "领域（词表中的专业领域）");
      creating->add_option("--tier", options->pool.tier, "层次");
      creating->add_option("--review-months", options->pool.review_months, "几个月复核一次");
      Arguments* adding = app.add_subcommand("add", "人员入库");
      adding->add_option("id", options->pool.id.text, "库编号")->required();
      adding->add_option("people", options->people, "人员编号")->required();
      adding->add_option("--reason", options->membership.reason, "入库理由")->required();
      adding->add_option("--channel", options->membership.channel,
                         "组织部门掌握|地方推荐|单位推荐|系统推荐");
      adding->add_option("--by", options->membership.by, "推荐单位或推荐人（缺省为操作人）");
      adding->add_option("--evidence", options->membership.evidence, "依据");
      adding->add_option("--status", options->membership.status, "拟入|在库|待复核|出库");
      adding->add_option("--exit-reason", options->membership.exit_reason, "出库理由");
      Arguments* listing = app.add_subcommand("list", "列出人才库");
      Arguments* showing = app.add_subcommand("show", "查看一个人才库");
      showing->add_option("id", options->pool.id.text, "库编号")->required();
      for (Arguments* sub : {creating, adding, listing, showing}) {
        add_store_option(*sub, *options);
        add_actor_option(*sub, *options);
        add_json_option(*sub, *options);
      }
      return [=] {
        AuditEntry entry = about(creating->parsed()  ? "pool.create"
                                 : adding->parsed()  ? "membership.add"
                                 : listing->parsed() ? "pool.list"
                                                     : "pool.read");
        entry.pool = options->pool.id.text;
        entry.people = options->people;
        const bool writes = creating->parsed() || adding->parsed();
        return run_on_store(*options, writes ? Deed::write : Deed::read, entry, [&](OnStore& open) {
          if (creating->parsed()) return create(*options, open);
          if (adding->parsed()) return add(*options, open);
          return listing->parsed() ? list(*options, open) : show(*options, open);
        });
      };
    }};
}  // namespace bole::commands
