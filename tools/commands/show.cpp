#include <memory>
#include <string>

#include "engine/profile/profile_json.hpp"
#include "index/profile_record.hpp"
#include "tools/on_store.hpp"
#include "tools/profile_page.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::string id{};
  std::uint32_t version = 0;  // 0: the current one
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

Result<Exit> show_person(const Options& options, OnStore& open) {
  if (const auto allowed = open.may_open({options.id}); !allowed) return allowed.error();
  const Store& store = open.store();
  const auto record = options.version == 0
                          ? store.find(Collection::profile, options.id)
                          : store.find(Collection::profile, options.id, options.version);
  if (!record) {
    return Error{Refusal::not_found, "not_found",
                 options.version == 0 ? "库中没有编号为 " + options.id + " 的人"
                                      : "库中没有 " + options.id + " 的第 " +
                                            std::to_string(options.version) + " 版",
                 ""};
  }
  const auto profile = profile_of(*record);
  if (!profile) return profile.error();
  open.note.people.push_back(record->id);
  if (options.json) {
    open.print(to_json(*profile, options.sealing) + '\n');
  } else {
    open.print("── " + record->id + "　第 " + std::to_string(record->version) + " 版 ──\n" +
               profile_page(*profile, options.sealing) + sources(*profile));
  }
  return Exit::ok;
}

std::function<Exit()> setup(Arguments& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("id", options->id, "人员编号，如 p-000001")->required();
  add_store_option(app, *options);
  add_actor_option(app, *options);
  app.add_option("--version", options->version, "过去的某一版（从 1 起），默认为现在的一版")
      ->between(1, 1'000'000'000);
  app.add_flag("--json", options->json, "输出干部信息的 JSON");
  app.add_flag(
      "--sealed", [options] { options->sealing = Sealing::with_sealed; },
      "连同封存信息（性别、民族、政治面貌、身份号码、家庭等）一起显示");
  return [options] {
    const bool sealed = options->sealing == Sealing::with_sealed;
    return run_on_store(*options, Deed::read,
                        about(sealed ? "profile.read_sealed" : "profile.read", {options->id}),
                        [&](OnStore& open) { return show_person(*options, open); });
  };
}
}  // namespace

extern const Command show;
const Command show{"show", "显示库中一个人的信息", &setup};
}  // namespace bole::commands
