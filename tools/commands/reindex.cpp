#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/core/json_writer.hpp"
#include "index/store/store.hpp"
#include "tools/command.hpp"
#include "tools/index_text.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::string store{};
  bool json = false;
};

Exit rebuild_index(const Options& options) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  const auto store = open_rocks_store(*directory, OpenMode::existing);
  const auto text = open_text_index(*directory);
  const std::uint32_t before = text->snapshot()->documents();
  show_indexing([&](const IndexingReport& report) {
    text->adopt(build_from_store(*store, *text, Vocabulary::built_in(), before, report));
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
  std::fwrite(out.data(), 1, out.size(), stdout);
  return Exit::ok;
}

std::function<Exit()> setup(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("--store", options->store, "库目录（默认取环境变量 BOLE_STORE）");
  app.add_flag("--json", options->json, "输出一个 JSON 对象");
  return [options] { return rebuild_index(*options); };
}
}  // namespace

extern const Command reindex;
const Command reindex{"reindex", "重建全文索引", &setup};
}  // namespace bole::commands
