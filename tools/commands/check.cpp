#include <algorithm>
#include <filesystem>
#include <memory>

#include "engine/core/json_writer.hpp"
#include "engine/explain/explain.hpp"
#include "engine/match/gates/protected/protected_facts.hpp"
#include "engine/match/match_json.hpp"
#include "engine/matter/closing.hpp"
#include "engine/normalise/derive.hpp"
#include "engine/profile/profile_json.hpp"
#include "index/import/import_format.hpp"
#include "index/matter_json.hpp"
#include "tools/open_store.hpp"
#include "tools/profile_page.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::string profile{};
  std::string post{};
  std::string as_of{};
};

Error invalid(std::string code, std::string message, const std::string& path) {
  return {Refusal::invalid, std::move(code), std::move(message), path};
}

Error several(const std::string& path) {
  return invalid("several_people", "文件里不止一个人，check 一次只核对一人", path);
}

void tell(const Issues& issues) {
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::info) std::fprintf(stderr, "%s\n", issue_line(issue).c_str());
  }
}

// A profile in JSON, which may span lines.
Result<Profile> profile_in_json(std::string_view text, const std::string& path) {
  if (text.substr(0, text.find('\n')).find(R"("record":)") != std::string_view::npos) {
    return invalid("not_a_profile", "这是机构职位名册，不是干部信息；应为一个人的任免审批表或 JSON",
                   path);
  }
  Issues issues;
  auto profile = profile_from_json(text, issues);
  if (!profile) {
    const std::size_t line_end = text.find('\n');
    const bool lines =
        line_end != std::string_view::npos && text.find_first_of('{', line_end) == line_end + 1;
    Issues ignored;
    if (lines && profile_from_json(text.substr(0, line_end), ignored)) return several(path);
    Error error = profile.error();
    error.where = error.where.empty() ? path : path + "，" + error.where;
    return error;
  }
  if (!issues.empty() && *profile == Profile{}) {
    return invalid("not_a_profile",
                   "文件里没有一项干部信息，应为 docs/model.md 第 1 节的 JSON 或者任免审批表",
                   path);
  }
  tell(issues);
  return profile;
}

// One person from any file that import reads.
Result<Profile> read_profile(const std::string& path) {
  if (path != "-") {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
      return invalid("not_a_file", "这是文件夹，check 一次只核对一人，请给出一个文件", path);
    }
  }
  const auto text = read_file(path);
  if (!text) return text.error();
  const std::size_t first = text->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const char opening = first == std::string::npos ? '\0' : (*text)[first];
  if (opening == '{' || opening == '[') {
    return profile_in_json(std::string_view(*text).substr(first), path);
  }
  if (path == "-") {
    return invalid("not_a_profile", "标准输入只接受 JSON 干部信息；任免审批表请给出文件名", path);
  }
  std::optional<Profile> found;
  bool more = false;
  Issues issues;
  read_path(path, [&](ImportedRecord&& record) {
    if (!record.profile) {
      if (!found) issues.insert(issues.end(), record.issues.begin(), record.issues.end());
      return true;
    }
    more = found.has_value();
    if (more) return false;
    found = std::move(record.profile);
    issues = std::move(record.issues);
    return true;
  });
  if (more) return several(path);
  if (found) {
    tell(issues);
    return std::move(*found);
  }
  if (issues.empty()) return invalid("no_profile", "文件里没有人员信息", path);
  return invalid(issues.front().code, issues.front().message, path);
}

Result<VacantPost> read_post(const std::string& path, std::vector<Approval>& approvals) {
  const auto text = read_file(path);
  if (!text) return text.error();
  auto post = vacant_post_from_json(*text, &approvals);
  if (!post) {
    Error error = post.error();
    error.where = error.where.empty() ? path : path + "，" + error.where;
    return error;
  }
  if (post->title.empty() && post->level == Level::unknown) {
    return invalid("not_a_post", "文件里没有职位：职务名称（title）和职务层次（level）都没有写",
                   path);
  }
  return post;
}

std::string post_words(const VacantPost& post) {
  std::string words =
      post.organisation_record ? post.organisation_record->name : post.organisation.text;
  words += post.title;
  const std::string_view level = to_string(post.level);
  return words + "（" + (level.empty() ? "职务层次未写明" : std::string(level)) + "）";
}

struct Judged {
  const Gate* gate = nullptr;
  const Rule* rule = nullptr;
  GateFinding finding{};
};

// An approval that names nobody is about the one person who is checked.
std::vector<Judged> judge_all(const Profile& profile, const VacantPost& post,
                              std::vector<Approval> approvals, Day as_of) {
  Columns columns(Vocabulary::built_in());
  const Row row = columns.put(profile);
  ProtectedFacts protected_facts;
  protected_facts.put(row, profile);
  for (Approval& approval : approvals) {
    if (approval.profile.empty()) approval.profile = columns.id(row);
  }
  std::vector<Judged> all;
  for (const Gate& gate : all_gates()) {
    std::vector<GateFinding> findings(1);
    GateOutcome outcome{};
    judge_gate(gate, columns, post, as_of, {&row, 1}, {&outcome, 1}, &findings, &protected_facts);
    apply_approvals(approvals, gate.id, columns, {&row, 1}, {&outcome, 1}, &findings);
    const Rule* in_force = rule_in_force(gate.id, as_of);
    all.push_back({&gate, in_force ? in_force : newest_rule(gate.id), std::move(findings.front())});
  }
  return all;
}

std::string title(const Judged& judged) {
  return std::string(judged.gate->id) + " " + std::string(judged.gate->short_name);
}

void print_gate(const Judged& judged, const Profile& profile, Day as_of) {
  const GateSpec spec{
      .key = {}, .rule = std::string(judged.gate->id), .filter = {}, .task = {}, .basis = {}};
  const Sentence sentence = gate_sentence(spec, judged.finding, profile, as_of);
  std::string text = title(judged) + "  " + std::string(chinese(judged.finding.outcome)) +
                     "\n    " + sentence.text + "\n    依据：" + sentence.sources.back() + '\n';
  std::string records;
  for (std::size_t i = 0; i + 1 < sentence.sources.size(); ++i) {
    records += (i == 0 ? "" : "；") + sentence.sources[i];
  }
  if (!records.empty()) text += "    记录：" + records + '\n';
  print(text);
}

void print_together(const std::vector<Judged>& all) {
  Verdict worst = Verdict::holds;
  for (const Judged& judged : all) worst = std::max(worst, judged.finding.outcome.verdict);
  print("\n合并认定：" + std::string(chinese(worst)) + '\n');
  for (const Verdict verdict : {Verdict::fails, Verdict::unverified, Verdict::needs_approval}) {
    std::string titles;
    for (const Judged& judged : all) {
      if (judged.finding.outcome.verdict != verdict) continue;
      titles += (titles.empty() ? "" : "、") + title(judged);
    }
    if (!titles.empty()) print("    " + std::string(chinese(verdict)) + "：" + titles + '\n');
  }
  std::string answer;
  for (const Judged& judged : all) {
    if (judged.finding.outcome.notice != Notice::expired_human_judgement) continue;
    answer += (answer.empty() ? "" : "、") + title(judged);
  }
  if (!answer.empty()) print("    影响期已满，是否影响使用由人判断：" + answer + '\n');
}

// Blocks closing, and nothing that is judged above.
void print_closing(const std::vector<ClosingPoint>& points) {
  print("\n办结前须具备（以“进入考察”办结时；不影响以上认定）\n");
  for (const ClosingPoint& point : points) {
    print("    " + point.sentence.text + '\n');
    std::string sources;
    for (const std::string& source : point.sentence.sources) {
      sources += (sources.empty() ? "" : "；") + source;
    }
    print("        依据：" + sources + '\n');
  }
}

Exit run(const Options& options) {
  const auto as_of = parse_day(options.as_of);
  if (!as_of || civil(*as_of).year < 1949 || civil(*as_of).year > 2999) {
    return report({Refusal::usage, "bad_date",
                   "截止日期“" + options.as_of + "”不存在或写法不对，应为 2026-03-01", "--as-of"});
  }
  auto profile = read_profile(options.profile);
  if (!profile) return report(profile.error());
  std::vector<Approval> approvals;
  const auto post = read_post(options.post, approvals);
  if (!post) return report(post.error());
  Register reg;
  if (post->organisation_record) reg.put(*post->organisation_record);
  derive_unstated(*profile, reg, Vocabulary::built_in());
  const std::vector<Judged> all = judge_all(*profile, *post, approvals, *as_of);
  const std::vector<ClosingPoint> closing = clearance_points(*profile, *post, *as_of);
  if (options.json) {
    std::string json = "{\"gates\":[";
    for (const Judged& judged : all) {
      if (json.back() != '[') json += ',';
      append_gate(json, "rule", judged.gate->id, judged.finding, *profile, judged.rule);
    }
    print(json + "],\"closing\":" + to_json(closing) + "}\n");
    return Exit::ok;
  }
  const std::string who = profile->name.empty() ? profile->id.text : profile->name;
  print((who.empty() ? "姓名未记录" : who) + "  拟任 " + post_words(*post) + "  截止日期 " +
        to_string(*as_of) + "\n\n");
  for (const Judged& judged : all) print_gate(judged, *profile, *as_of);
  print_together(all);
  print_closing(closing);
  print("辅助分析，不作为决定依据。\n");
  return Exit::ok;
}
}  // namespace

extern const Command check;
const Command check{
    "check", "对一人一职逐条核对法定资格条件，不用库", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--profile", options->profile, "人员文件（JSON 或 lrmx）")->required();
      app.add_option("--post", options->post, "职位文件（JSON）")->required();
      app.add_option("--as-of", options->as_of, "截止日期，如 2026-03-01")->required();
      add_json_option(app, *options);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
