#include "tools/open_store.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tools/terminal.hpp"

namespace bole {
OpenStore::OpenStore(const std::string& directory)
    : store(open_rocks_store(directory, OpenMode::existing)),
      catalogue(*store, Vocabulary::built_in(), directory + "/columns"),
      desk(*store, catalogue) {
  constexpr std::uint64_t quickly_read = 5000;
  std::optional<ProgressBar> bar;
  catalogue.catch_up([&](std::uint64_t people) {
    if (!bar && store->head().sequence > quickly_read) bar.emplace("读入人员");
    if (bar) bar->update({.records = people});
  });
}

OpenStore::~OpenStore() {
  const std::string trouble = catalogue.keep();
  if (!trouble.empty()) std::fprintf(stderr, "人员数据列没有存下：%s\n", trouble.c_str());
}

void add_store_option(CLI::App& app, StoreOptions& options) {
  app.add_option("--store", options.store, "库目录（缺省取环境变量 BOLE_STORE）");
}
void add_actor_option(CLI::App& app, StoreOptions& options) {
  app.add_option("--as", options.by, "操作人的用户编号");
}
void add_json_option(CLI::App& app, StoreOptions& options) {
  app.add_flag("--json", options.json, "输出 JSON");
}

Result<std::unique_ptr<OpenStore>> open_store(const StoreOptions& options) {
  const auto directory = store_directory(options.store);
  if (!directory) return directory.error();
  return std::make_unique<OpenStore>(*directory);
}

Actor actor(const StoreOptions& options) { return {options.by, now_utc()}; }

Result<std::string> read_file(const std::string& path) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return Error{Refusal::not_found, "file_not_found", "打不开文件“" + path + "”", ""};
  }
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return Error{Refusal::invalid, "file_unreadable", "读不出文件“" + path + "”", ""};
  return text;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }
}  // namespace bole
