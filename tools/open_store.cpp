#include "tools/open_store.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tools/terminal.hpp"

namespace bole {
void add_store_option(Arguments& app, StoreOptions& options) {
  app.add_option("--store", options.store, "库目录（缺省取环境变量 BOLE_STORE）");
}
Argument* add_actor_option(Arguments& app, StoreOptions& options) {
  return app.add_option("--as", options.by, "操作人的用户编号（缺省取环境变量 BOLE_USER）")
      ->or_environment("BOLE_USER");
}
void add_json_option(Arguments& app, StoreOptions& options) {
  app.add_flag("--json", options.json, "输出 JSON");
}

Result<std::string> read_file(const std::string& path) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return Error{Refusal::invalid, "not_a_file", "“" + path + "”是文件夹，请给出一个文件", ""};
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
