#include <memory>
#include <string>

#include "engine/core/json_writer.hpp"
#include "tools/index_text.hpp"
#include "tools/on_store.hpp"

namespace bole::commands {
namespace {
Result<Exit> rebuild_index(const StoreOptions& options, OnStore& open) {
  const auto text = open_text_index(open.directory());
  const std::uint32_t before = text->snapshot()->documents();
  show_indexing([&](const IndexingReport& report) {
    text->adopt(build_from_store(open.store(), *text, Vocabulary::built_in(), before, report));
  });
  const std::uint32_t people = text->snapshot()->documents();
  std::string out;
  if (options.json) {
    JsonWriter json(out);
    json.begin_object().field("people", static_cast<std::int64_t>(people));
    json.field("sequence", static_cast<std::int64_t>(text->head().sequence)).end_object();
    out += '\n';
  } else {
    out = "全文索引已重建：" + std::to_string(people) + " 人，序号 " +
          std::to_string(text->head().sequence) + "\n";
  }
  open.print(out);
  return Exit::ok;
}

std::function<Exit()> setup(Arguments& app) {
  const auto options = std::make_shared<StoreOptions>();
  add_store_option(app, *options);
  add_actor_option(app, *options);
  add_json_option(app, *options);
  return [options] {
    return run_on_store(*options, Deed::read, about("index.rebuild"),
                        [&](OnStore& open) { return rebuild_index(*options, open); });
  };
}
}  // namespace

extern const Command reindex;
const Command reindex{"reindex", "重建全文索引", &setup};
}  // namespace bole::commands
