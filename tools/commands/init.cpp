#include <memory>
#include <string>

#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
Exit make_store(const std::string& option) {
  const auto directory = store_directory(option);
  if (!directory) return report(directory.error());
  try {
    const auto store = open_rocks_store(*directory, OpenMode::create);
  } catch (const StorageError& error) {
    if (error.code != "store_exists" && error.code != "directory_not_empty") throw;
    return report(Error{Refusal::conflict, error.code, error.what(), ""});
  }
  StoreOptions options;
  options.store = *directory;
  return run_on_store(options, Deed::write, about("store.create"), [&](OnStore& open) {
    open.say("已在 " + open.directory() + " 建立空库\n");
    return Result<Exit>(Exit::ok);
  });
}

std::function<Exit()> setup(Arguments& app) {
  const auto store = std::make_shared<std::string>();
  app.add_option("--store", *store, "库目录，须为空或尚不存在（默认取环境变量 BOLE_STORE）");
  return [store] { return make_store(*store); };
}
}  // namespace

extern const Command init;
const Command init{"init", "建立一个空库", &setup};
}  // namespace bole::commands
