#include <memory>

#include "index/token.hpp"
#include "tools/on_store.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::string id{};
  std::string name{};
  std::string profile{};
  std::vector<std::string> kin{};
};

// The first user of a store is added by nobody; from then on a known user adds the others.
Result<Exit> add(const Options& options, OnStore& open) {
  User user{{options.id}, options.name, {options.profile}, {}};
  for (const std::string& kin : options.kin) user.kin.push_back({kin});
  const std::string body = to_json(user);
  // What cannot be read back is not stored.
  if (const auto read = user_from_json(body); !read) return read.error();
  const std::string by = open.user() ? open.actor().by : options.id;
  const auto head = open.store().commit({{.collection = Collection::user,
                                          .id = options.id,
                                          .body = body,
                                          .sealed = {},
                                          .lookups = {},
                                          .expected = 0}},
                                        {by, open.actor().at, {}, "user add"});
  if (!head) return head.error();
  open.say("已登记用户 " + options.id + "（" + options.name + "）\n");
  return Exit::ok;
}

Result<Exit> list(const Options& options, OnStore& open) {
  open.store().for_each(Collection::user, [&](const Record& record) {
    const auto user = user_from_json(record.body);
    if (!user) throw StorageError("store_damaged", "库中用户 " + record.id + " 的内容无法识别");
    if (options.json) {
      open.print(record.body + '\n');
    } else {
      open.print(user->id.text + '\t' + user->name + '\n');
    }
    return true;
  });
  return Exit::ok;
}

Result<Exit> token(const Options& options, OnStore& open) {
  if (!open.store().find(Collection::user, options.id)) {
    return Error{Refusal::denied, "unknown_user", "没有编号为“" + options.id + "”的用户", ""};
  }
  const auto made =
      new_token(open.store(), options.id, {open.actor().by, open.actor().at, {}, "user token"});
  if (!made) return made.error();
  open.print(*made + '\n');
  open.say("令牌只显示这一次；先前发给 " + options.id + " 的令牌作废\n");
  return Exit::ok;
}
}  // namespace

extern const Command user;
const Command user{"user", "登记和列出用户", [](Arguments& app) -> std::function<Exit()> {
                     auto options = std::make_shared<Options>();
                     app.require_subcommand();
                     Arguments* adding = app.add_subcommand("add", "登记一名用户");
                     adding->add_option("id", options->id, "用户编号")->required();
                     adding->add_option("--name", options->name, "姓名")->required();
                     adding->add_option("--profile", options->profile, "本人在库中的编号");
                     adding->add_option("--kin", options->kin, "申报的亲属在库中的编号");
                     add_store_option(*adding, *options);
                     add_actor_option(*adding, *options);
                     Arguments* listing = app.add_subcommand("list", "列出用户");
                     add_store_option(*listing, *options);
                     add_json_option(*listing, *options);
                     Arguments* giving = app.add_subcommand("token", "发给用户 HTTP 接口的令牌");
                     giving->add_option("id", options->id, "用户编号")->required();
                     add_store_option(*giving, *options);
                     add_actor_option(*giving, *options);
                     return [options, adding, listing, giving] {
                       // Whoever is given a token may be the one who asks for it.
                       StoreOptions who = *options;
                       if (giving->parsed() && who.by.empty()) who.by = options->id;
                       if (listing->parsed()) {
                         return run_on_store(who, Deed::read, about("user.list"),
                                             [&](OnStore& open) { return list(*options, open); });
                       }
                       return run_on_store(
                           who, Deed::write,
                           about(giving->parsed() ? "user.token" : "user.add", {options->id}),
                           [&](OnStore& open) {
                             return giving->parsed() ? token(*options, open) : add(*options, open);
                           });
                     };
                   }};
}  // namespace bole::commands
