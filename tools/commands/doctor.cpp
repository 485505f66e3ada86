#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/core/json_writer.hpp"
#include "index/store/store.hpp"
#include "tools/command.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::string store{};
  bool json = false;
};

Exit check_store(const Options& options) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  const auto store = open_rocks_store(*directory, OpenMode::existing);
  const Head head = store->head();
  const auto fault = store->verify();
  std::string out;
  if (options.json) {
    JsonWriter json(out);
    json.begin_object().key("head").begin_object();
    json.field("epoch", static_cast<std::int64_t>(head.epoch));
    json.field("sequence", static_cast<std::int64_t>(head.sequence));
    json.field("hash", hex(head.chain)).end_object();
    json.key("sound").boolean(!fault.has_value());
    if (fault) json.field("fault", *fault);
    json.end_object();
    out += '\n';
  } else {
    out = "库        " + *directory + "\n序号      " + std::to_string(head.sequence) +
          "\n链        " + hex(head.chain) + "\n检查结果  " +
          (fault ? "有问题：" + *fault : "变更链完整，所有内容与记录相符") + "\n";
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return fault ? Exit::failed : Exit::ok;
}

std::function<Exit()> setup(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("--store", options->store, "库目录（默认取环境变量 BOLE_STORE）");
  app.add_flag("--json", options->json, "输出一个 JSON 对象");
  return [options] { return check_store(*options); };
}
}  // namespace

extern const Command doctor;
const Command doctor{"doctor", "核对库的变更链和全部内容是否完好", &setup};
}  // namespace bole::commands
