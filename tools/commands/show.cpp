#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/profile/profile_json.hpp"
#include "index/profile_record.hpp"
#include "index/store/store.hpp"
#include "tools/command.hpp"
#include "tools/profile_page.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::string id{};
  std::string store{};
  std::uint32_t version = 0;  // 0: the current one
  bool json = false;
  Sealing sealing = Sealing::without_sealed;
};

std::string sources(const Profile& profile) {
  std::string out;
  for (const auto& [pointer, source] : profile.provenance) {
    out += "  来源      " + (pointer.empty() ? std::string("全部") : pointer) + "  " + source.file;
    if (source.row > 0) out += "第" + std::to_string(source.row) + "行";
    out += "  " + source.date;
    if (source.verified) out += "  已核对：" + source.verified->document;
    out += '\n';
  }
  return out;
}

Exit show_person(const Options& options) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  const auto store = open_rocks_store(*directory, OpenMode::existing);
  const auto record = options.version == 0
                          ? store->find(Collection::profile, options.id)
                          : store->find(Collection::profile, options.id, options.version);
  if (!record) {
    return report(Error{Refusal::not_found, "not_found",
                        options.version == 0 ? "库中没有编号为 " + options.id + " 的人"
                                             : "库中没有 " + options.id + " 的第 " +
                                                   std::to_string(options.version) + " 版",
                        ""});
  }
  const auto profile = profile_of(*record);
  if (!profile) return report(profile.error());
  std::string out;
  if (options.json) {
    out = to_json(*profile, options.sealing) + '\n';
  } else {
    out = "── " + record->id + "　第 " + std::to_string(record->version) + " 版 ──\n" +
          profile_page(*profile, options.sealing) + sources(*profile);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return Exit::ok;
}

std::function<Exit()> setup(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("id", options->id, "人员编号，如 p-000001")->required();
  app.add_option("--store", options->store, "库目录（默认取环境变量 BOLE_STORE）");
  app.add_option("--version", options->version, "过去的某一版（从 1 起），默认为现在的一版")
      ->check(CLI::Range(1U, 1'000'000'000U));
  app.add_flag("--json", options->json, "输出干部信息的 JSON");
  app.add_flag_callback(
      "--sealed", [options] { options->sealing = Sealing::with_sealed; },
      "连同封存信息（性别、民族、政治面貌、身份号码、家庭等）一起显示");
  return [options] { return show_person(*options); };
}
}  // namespace

extern const Command show;
const Command show{"show", "显示库中一个人的信息", &setup};
}  // namespace bole::commands
