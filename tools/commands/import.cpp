#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/json_writer.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "index/importer.hpp"
#include "tools/freed_memory.hpp"
#include "tools/index_text.hpp"
#include "tools/on_store.hpp"
#include "tools/profile_page.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
// So many records with issues are shown one by one; the rest is only counted. --json has them all.
constexpr int records_shown = 20;

struct Options : StoreOptions {
  std::string path{};
  std::string reason{};
  bool dry_run = false;
  bool no_index = false;
  bool strict = false;
};

std::string_view to_text(Fate fate) {
  switch (fate) {
    case Fate::added:
      return "added";
    case Fate::changed:
      return "changed";
    case Fate::unchanged:
      return "unchanged";
    case Fate::refused:
      return "refused";
  }
  return "";
}

// What was said about records, gathered while the bar runs and printed when it is gone.
class Notes {
 public:
  void take(const ImportedRecord& record, Fate fate) {
    for (const Issue& issue : record.issues) ++counts_[issue.code];
    const bool worth_showing =
        fate == Fate::refused ||
        std::any_of(record.issues.begin(), record.issues.end(),
                    [](const Issue& issue) { return issue.severity != Severity::info; });
    if (!worth_showing) return;
    if (++records_ > records_shown) return;
    text_ += record.source + (fate == Fate::refused ? "　未导入" : "") + '\n';
    for (const Issue& issue : record.issues) text_ += "    " + issue_line(issue) + '\n';
  }

  std::string text() const {
    std::string out = text_;
    if (records_ > records_shown) {
      out +=
          "另有 " + std::to_string(records_ - records_shown) + " 条有问题，用 --json 可全部列出\n";
    }
    if (!counts_.empty()) out += "问题合计：";
    for (const auto& [code, count] : counts_) {
      out += (code == counts_.begin()->first ? "" : "，") + code + " " + std::to_string(count);
    }
    return counts_.empty() ? out : out + '\n';
  }

 private:
  std::string text_{};
  int records_ = 0;
  std::map<std::string, int> counts_{};
};

void print_record(OnStore& open, const ImportedRecord& record, Fate fate) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("source", record.source).field("fate", to_text(fate));
  if (record.profile && fate != Fate::refused) json.field("id", record.profile->id.text);
  json.key("issues").begin_array();
  for (const Issue& issue : record.issues) write_issue(json, issue);
  json.end_array().end_object();
  open.print(out + '\n');
}

std::string summary(const ImportCounts& counts, const Options& options) {
  const auto people = [](std::uint64_t count) { return std::to_string(count) + " 人"; };
  std::string out = options.dry_run ? "试导入（未写入库）：" : "导入完成：";
  out += "新增 " + people(counts.added) + "，变更 " + people(counts.changed) + "，未变 " +
         people(counts.unchanged) + "，未导入 " + std::to_string(counts.refused) + " 条";
  if (counts.organisations + counts.posts + counts.register_unchanged > 0) {
    out += "；名册新增或变更机构 " + std::to_string(counts.organisations) + " 个、职位 " +
           std::to_string(counts.posts) + " 个，未变 " + std::to_string(counts.register_unchanged) +
           " 条";
  }
  if (counts.rederived > 0) out += "；因名册或词表变更重新归类 " + people(counts.rederived);
  return out + '\n';
}

// What was imported is durable already: an index that cannot be written now is made up for by the
// next search.
void bring_up_index(OnStore& open) {
  try {
    const auto text = open_text_index(open.directory());
    follow_with_bar(open.store(), *text);
  } catch (const StorageError& error) {
    open.say("资料已导入，全文索引没有跟上，下次检索时再编 [" + error.code + "] " + error.what() +
             '\n');
  }
}

Result<Exit> import_files(const Options& options, OnStore& open) {
  if (const auto known = open.needs_user(); !known) return known.error();
  std::error_code unreadable;  // is told when it is read
  if (options.path != "-" && !std::filesystem::exists(options.path, unreadable) && !unreadable) {
    return Error{Refusal::not_found, "file_not_found",
                 "没有文件或文件夹“" + options.path + "”，请核对路径", ""};
  }
  open.stream();
  const FreedMemoryKept kept;
  // Followed while importing, so that the next command need not read everybody.
  Catalogue* const columns = options.dry_run ? nullptr : &open.catalogue();
  Notes notes;
  ImportCounts counts;
  {
    ProgressBar bar("导入");
    ImportOptions run{.path = options.path,
                      .by = open.actor().by,
                      .at = open.actor().at,
                      .reason = options.reason,
                      .dry_run = options.dry_run};
    run.on_record = [&](const ImportedRecord& record, Fate fate) {
      notes.take(record, fate);
      if (options.json) print_record(open, record, fate);
    };
    run.on_progress = [&](const Progress& progress) { bar.update(progress); };
    if (columns != nullptr) {
      run.on_stored = [&](const StoredPeople& people) { columns->catch_up_with(people); };
    }
    counts = import_path(open.store(), Vocabulary::built_in(), run);
  }
  if (columns != nullptr) columns->catch_up();
  open.note.count = counts.read - counts.refused;
  open.say(notes.text() + summary(counts, options));
  if (!options.dry_run && !options.no_index) bring_up_index(open);
  const bool something = counts.read > counts.refused;
  return something && !(options.strict && counts.refused > 0) ? Exit::ok : Exit::failed;
}

std::function<Exit()> setup(Arguments& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("path", options->path,
                 "任免表 .lrmx、.lrm、.ndjson，或含有它们的文件夹、.zip；“-”为标准输入")
      ->required();
  add_store_option(app, *options);
  add_actor_option(app, *options)->required();
  app.add_option("--reason", options->reason, "缘由，随每个变更一起记下");
  app.add_flag("--dry-run", options->dry_run, "只看每条会怎样，不写入库");
  app.add_flag("--no-index", options->no_index, "不更新全文索引，留给下一次检索");
  app.add_flag("--strict", options->strict, "有一条未能导入就以失败结束（其余照常导入）");
  app.add_flag("--json", options->json, "每条输出一行 JSON：来源、去向、编号、问题");
  return [options] {
    return run_on_store(*options, Deed::write, about(options->dry_run ? "import.try" : "import"),
                        [&](OnStore& open) { return import_files(*options, open); });
  };
}
}  // namespace

extern const Command import;
const Command import{"import", "把人事文件和机构职位名册导入库", &setup};
}  // namespace bole::commands
