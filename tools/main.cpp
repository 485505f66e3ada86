#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/version.hpp"
#include "index/store/store.hpp"
#include "tools/command.hpp"
#include "tools/freed_memory.hpp"

namespace {
// What the command line library says in English, by the kind of its error; the rest of its message
// names the option and the value.
std::string usage_fault(const CLI::ParseError& error) {
  static const std::map<std::string, std::string> kinds{
      {"RequiredError", "缺少必需的参数"},     {"ExtrasError", "不认识的参数"},
      {"ConversionError", "参数的值读不懂"},   {"ValidationError", "参数的值不对"},
      {"ArgumentMismatch", "参数的个数不对"},  {"ExcludesError", "参数不能同时使用"},
      {"RequiresError", "参数缺少与之同用的"}, {"OptionNotFound", "没有这个参数"},
  };
  const auto kind = kinds.find(error.get_name());
  std::string what = error.what();
  for (const std::string_view noise : {" is required", "The following argument was not expected: ",
                                       "The following arguments were not expected: "}) {
    const std::size_t at = what.find(noise);
    if (at != std::string::npos) what.erase(at, noise.size());
  }
  if (what == "A subcommand") return "缺少命令";
  return (kind == kinds.end() ? std::string("用法不对") : kind->second) + "：" + what;
}

void speak_chinese(CLI::App& app) {
  const auto formatter = app.get_formatter();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("Options", "选项");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("SUBCOMMANDS", "命令");
  formatter->label("Subcommands", "命令");
  formatter->label("Positionals", "参数");
  formatter->label("REQUIRED", "（必需）");
  formatter->label("TEXT", "文字");
  formatter->label("INT", "整数");
  formatter->label("UINT", "整数");
  formatter->label("POSITIVE", "大于零");
  app.set_help_flag("-h,--help", "显示这份说明");
}
}  // namespace

int main(int argc, char** argv) {
  using namespace bole;
  keep_freed_batches();
  CLI::App app{"伯乐：专业干部人才库检索与人岗匹配"};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(program_version), "显示版本");
  speak_chinese(app);
  std::map<CLI::App*, std::function<Exit()>> runs;
  for (const Command& command : all_commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    runs[sub] = command.setup(*sub);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::fprintf(stderr, "错误 [usage] %s；用 --help 查看用法\n", usage_fault(error).c_str());
    return static_cast<int>(Exit::usage);
  }
  try {
    return static_cast<int>(runs.at(app.get_subcommands().front())());
  } catch (const StorageError& error) {
    std::fprintf(stderr, "错误 [%s] %s\n", error.code.c_str(), error.what());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "错误 [internal] 程序内部出错：%s\n", error.what());
  }
  return static_cast<int>(Exit::failed);
}
