#include <CLI/CLI.hpp>
#include <memory>

#include "engine/core/json_writer.hpp"
#include "engine/explain/explain.hpp"
#include "engine/match/match_json.hpp"
#include "engine/normalise/derive.hpp"
#include "engine/profile/profile_json.hpp"
#include "index/import/import_format.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::string profile{};
  std::string post{};
  std::string as_of{};
};

// One person from any file that import reads. A plain JSON profile may span lines.
Result<Profile> read_profile(const std::string& path) {
  auto text = read_file(path);
  if (!text) return text.error();
  const std::size_t first = text->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && (*text)[first] == '{') {
    Issues issues;
    auto profile = profile_from_json(std::string_view(*text).substr(first), issues);
    for (const Issue& issue : issues) {
      std::fprintf(stderr, "提示 [%s] %s（%s）\n", issue.code.c_str(), issue.message.c_str(),
                   issue.field.c_str());
    }
    return profile;
  }
  std::optional<Profile> found;
  Issues issues;
  read_path(path, [&](ImportedRecord&& record) {
    issues.insert(issues.end(), record.issues.begin(), record.issues.end());
    if (record.profile) found = std::move(record.profile);
    return !found;
  });
  if (found) return std::move(*found);
  const std::string why = issues.empty() ? "文件里没有人员信息" : issues.front().message;
  return Error{Refusal::invalid, issues.empty() ? "no_profile" : issues.front().code, why, path};
}

Exit run(const Options& options) {
  auto profile = read_profile(options.profile);
  if (!profile) return report(profile.error());
  const auto post_text = read_file(options.post);
  if (!post_text) return report(post_text.error());
  const auto post = vacant_post_from_json(*post_text);
  if (!post) return report(post.error());
  const auto as_of = parse_day(options.as_of);
  if (!as_of) {
    return report({Refusal::usage, "bad_date",
                   "截止日期“" + options.as_of + "”不存在或写法不对，应为 2026-03-01", "--as-of"});
  }
  const Vocabulary& vocabulary = Vocabulary::built_in();
  Register reg;
  if (post->organisation_record) reg.put(*post->organisation_record);
  derive(*profile, reg, vocabulary);
  Columns columns(vocabulary);
  const Row row = columns.put(*profile);

  std::string json = "{\"gates\":[";
  for (const Gate& gate : all_gates()) {
    std::vector<GateFinding> findings(1);
    GateOutcome outcome{};
    judge_gate(gate, columns, *post, *as_of, {&row, 1}, {&outcome, 1}, &findings);
    const Rule* in_force = rule_in_force(gate.id, *as_of);
    const Rule* rule = in_force ? in_force : newest_rule(gate.id);
    const GateFinding& finding = findings.front();
    if (options.json) {
      if (json.back() != '[') json += ',';
      append_gate(json, "rule", gate.id, finding, *profile, rule);
      continue;
    }
    const GateSpec spec{
        .key = {}, .rule = std::string(gate.id), .filter = {}, .task = {}, .basis = {}};
    const Sentence sentence = gate_sentence(spec, finding, *profile, *as_of);
    print(std::string(gate.id) + "  " + std::string(chinese(outcome.verdict)) + "  " +
          sentence.text + "\n    依据 《" + rule->document + "》" + rule->article +
          (rule->confidence == "A" ? "" : "（条文待核，" + rule->confidence + "）") + '\n');
    for (const std::string& source : sentence.sources) print("    来源 " + source + '\n');
  }
  if (options.json) print(json + "]}\n");
  return Exit::ok;
}
}  // namespace

extern const Command check;
const Command check{
    "check", "对一人一职逐条核对法定资格条件，不用库", [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--profile", options->profile, "人员文件（JSON 或 lrmx）")->required();
      app.add_option("--post", options->post, "职位文件（JSON）")->required();
      app.add_option("--as-of", options->as_of, "截止日期，如 2026-03-01")->required();
      add_json_option(app, *options);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
