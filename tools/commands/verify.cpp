#include <algorithm>
#include <memory>
#include <optional>

#include "index/verification.hpp"
#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::vector<std::string> ids{};
  bool all = false;
};

Result<Exit> verify_stored(const Options& options, OnStore& open) {
  const std::vector<std::string> ids = options.all ? verifiable_ids(open.store()) : options.ids;
  std::optional<ProgressBar> bar;
  if (options.all) bar.emplace("核对");
  const auto done = verify_records(open.store(), Vocabulary::built_in(), open.audit(), ids,
                                   [&](std::size_t count) {
                                     if (bar) bar->update({.records = count});
                                   });
  bar.reset();
  if (!done) return done.error();
  for (const Recomputation& one : *done) {
    open.print(options.json ? to_json(one) + '\n' : in_words(one));
    std::ranges::copy(one.people, std::back_inserter(open.note.people));
  }
  open.note.count = done->size();
  const std::string told = summary(*done) + '\n';
  options.json ? open.say(told) : open.print(told);
  const bool equal = std::ranges::all_of(
      *done, [](const Recomputation& one) { return one.verdict == Recomputed::equal; });
  return equal ? Exit::ok : Exit::failed;
}

Exit run(const Options& options) {
  if (options.all == !options.ids.empty()) {
    return report(Error{Refusal::usage, "what_to_verify",
                        "请写明要核对的匹配或报告的编号（x-1、r-1），或者用 --all 核对全部", ""});
  }
  return run_on_store(options, Deed::read, about("record.verify", options.ids),
                      [&](OnStore& open) { return verify_stored(options, open); });
}
}  // namespace

extern const Command verify;
const Command verify{"verify", "以所存各版本重算匹配和报告，逐字节核对，指出哪项依据已变",
                     [](Arguments& app) -> std::function<Exit()> {
                       auto options = std::make_shared<Options>();
                       app.add_option("ids", options->ids,
                                      "匹配编号（x-1）或报告编号（r-1），可写多个");
                       app.add_flag("--all", options->all, "核对库中全部匹配和报告");
                       add_store_option(app, *options);
                       add_actor_option(app, *options);
                       add_json_option(app, *options);
                       return [options] { return run(*options); };
                     }};
}  // namespace bole::commands
