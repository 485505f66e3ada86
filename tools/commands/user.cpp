#include <CLI/CLI.hpp>
#include <memory>

#include "index/token.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::string id{};
  std::string name{};
  std::string profile{};
  std::vector<std::string> kin{};
};

// The first user of a store is added by nobody; from then on a known user adds the others.
Exit add(const Options& options) {
  const auto open = open_store(options);
  if (!open) return report(open.error());
  Store& store = *(*open)->store;
  bool any = false;
  store.for_each(Collection::user, [&](const Record&) {
    any = true;
    return false;
  });
  if (any) {
    if (const auto known = (*open)->catalogue.user(options.by); !known)
      return report(known.error());
  }
  User user{{options.id}, options.name, {options.profile}, {}};
  for (const std::string& kin : options.kin) user.kin.push_back({kin});
  const Actor who = actor(options);
  const auto head = store.commit({{.collection = Collection::user,
                                   .id = options.id,
                                   .body = to_json(user),
                                   .sealed = {},
                                   .lookups = {},
                                   .expected = 0}},
                                 {any ? who.by : options.id, who.at, {}, "user add"});
  if (!head) return report(head.error());
  std::fprintf(stderr, "已登记用户 %s（%s）\n", options.id.c_str(), options.name.c_str());
  return Exit::ok;
}

Exit list(const Options& options) {
  const auto open = open_store(options);
  if (!open) return report(open.error());
  (*open)->store->for_each(Collection::user, [&](const Record& record) {
    if (options.json) {
      print(record.body + '\n');
    } else if (const auto user = user_from_json(record.body)) {
      print(user->id.text + '\t' + user->name + '\n');
    }
    return true;
  });
  return Exit::ok;
}

Exit token(const Options& options) {
  const auto open = open_store(options);
  if (!open) return report(open.error());
  Options named = options;
  if (named.by.empty()) named.by = named.id;
  for (const std::string& id : {named.id, named.by}) {
    if (const auto known = (*open)->catalogue.user(id); !known) return report(known.error());
  }
  const Actor who = actor(named);
  const auto made = new_token(*(*open)->store, named.id, {who.by, who.at, {}, "user token"});
  if (!made) return report(made.error());
  print(*made + '\n');
  std::fprintf(stderr, "令牌只显示这一次；先前发给 %s 的令牌作废\n", named.id.c_str());
  return Exit::ok;
}
}  // namespace

extern const Command user;
const Command user{"user", "登记和列出用户", [](CLI::App& app) -> std::function<Exit()> {
                     auto options = std::make_shared<Options>();
                     app.require_subcommand(1);
                     CLI::App* adding = app.add_subcommand("add", "登记一名用户");
                     adding->add_option("id", options->id, "用户编号")->required();
                     adding->add_option("--name", options->name, "姓名")->required();
                     adding->add_option("--profile", options->profile, "本人在库中的编号");
                     adding->add_option("--kin", options->kin, "申报的亲属在库中的编号");
                     add_store_option(*adding, *options);
                     add_actor_option(*adding, *options);
                     CLI::App* listing = app.add_subcommand("list", "列出用户");
                     add_store_option(*listing, *options);
                     add_json_option(*listing, *options);
                     CLI::App* giving = app.add_subcommand("token", "发给用户 HTTP 接口的令牌");
                     giving->add_option("id", options->id, "用户编号")->required();
                     add_store_option(*giving, *options);
                     add_actor_option(*giving, *options);
                     return [options, adding, giving] {
                       if (giving->parsed()) return token(*options);
                       return adding->parsed() ? add(*options) : list(*options);
                     };
                   }};
}  // namespace bole::commands
