#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "engine/match/ranking.hpp"
#include "engine/profile/profile_json.hpp"
#include "index/catalogue.hpp"
#include "index/export/formats/lrmx.hpp"
#include "index/importer.hpp"
#include "tools/generate/people.hpp"
#include "tools/generate/sample_register.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::uint64_t count = 100000;
  std::uint64_t files = 2000;
  int runs = 50;
  std::string directory = "var/bench";
};

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Six gates and six criteria over the sample register's people; two criteria run over career spans
// with recency.
constexpr std::string_view question = R"({"gates":[
  {"key":"g1","rule":"BAN-03"},{"key":"g2","rule":"BAN-06"},{"key":"g3","rule":"ELG-05b"},
  {"key":"g4","rule":"ELG-03"},{"key":"g5","rule":"ELG-10"},
  {"key":"g6","filter":"任职 { 专长 = 金融监管 AND 时长 >= 12个月 }","basis":{"document":"测试"}}],
 "criteria":[
  {"key":"c1","criterion":"speciality_months","task":"t1","weight":3000,"required":600,
   "args":{"specialities":["financial_regulation","financial_risk"],"recency":[{"within_months":60,"permille":1000},{"within_months":120,"permille":700},{"permille":400}]},
   "value":{"points":[[0,0],[24,600],[60,1000]]}},
  {"key":"c2","criterion":"level_months","task":"t1","weight":1500,"required":500,
   "args":{"level":"乡科级正职","at_least":true},"value":{"points":[[0,0],[36,600],[84,1000]]}},
  {"key":"c3","criterion":"professional_title","task":"t1","weight":1000,"required":0,
   "value":{"table":{"高级经济师":800,"正高级经济师":1000},"otherwise":0}},
  {"key":"c4","criterion":"appraisal_record","task":"t1","weight":2000,"required":400,
   "args":{"kind":"年度","grade":"优秀","years":5},"value":{"points":[[0,200],[1,600],[2,1000]]}},
  {"key":"c5","criterion":"grassroots_months","task":"t1","weight":1500,"required":400,
   "args":{"recency":[{"within_months":120,"permille":1000},{"permille":600}]},
   "value":{"points":[[0,0],[24,500],[72,1000]]}},
  {"key":"c6","criterion":"training","task":"t1","weight":1000,"required":300,
   "args":{"subjects":["金融"],"years":5},"value":{"points":[[0,0],[40,600],[120,1000]]}}],
 "bands":[{"name":"高度匹配","from":800},{"name":"匹配","from":600},{"name":"基本匹配","from":400},{"name":"不匹配","from":0}],
 "prefer":{"appraisal":"优秀","years":3,"at_least":1}})";

constexpr std::string_view vacancy =
    R"({"organisation":"o-50","title":"副局长","level":"县处级副职","head":false,"classes":["领导职务","监管机关领导成员"]})";

void line(const char* what, double value, const char* unit) {
  std::printf("%s\t%.3f\t%s\n", what, value, unit);
}

void write_people(const Options& options, const std::string& path) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::string text;
  for (std::uint64_t number = 1; number <= options.count; ++number) {
    append_json(text, make_person(World::built_in(), 1, number));
    text += '\n';
    if (text.size() > (1U << 20U)) {
      out.write(text.data(), static_cast<std::streamsize>(text.size()));
      text.clear();
    }
  }
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out) throw StorageError("io_error", "写不出测试人员：" + path);
}

void bench_files(const Options& options, const std::string& folder) {
  std::filesystem::create_directories(folder);
  for (std::uint64_t number = 1; number <= options.files; ++number) {
    const std::string bytes = to_lrmx(make_person(World::built_in(), 1, number), LrmxStyle{});
    std::ofstream(folder + '/' + std::to_string(number) + ".lrmx", std::ios::binary) << bytes;
  }
  const auto begin = Clock::now();
  std::uint64_t read = 0;
  read_path(folder, [&](ImportedRecord&& record) {
    read += record.profile.has_value();
    return true;
  });
  line("lrmx read and normalised", static_cast<double>(read) / seconds_since(begin), "files/s");
}

// Milliseconds of each run, ascending, after three runs that do not count.
template <class Work>
std::vector<double> measured(int runs, Work work) {
  std::vector<double> times;
  for (int run = 0; run < runs + 3; ++run) {
    const auto begin = Clock::now();
    work();
    if (run >= 3) times.push_back(seconds_since(begin) * 1000);
  }
  std::sort(times.begin(), times.end());
  return times;
}

// Each gate and criterion alone over everybody; in a match most people are asked few of them.
void bench_parts(const Options& options, const MatchInput& input) {
  const double people = static_cast<double>(input.pool.size());
  const auto per_person = [&](const std::string& what, const std::vector<double>& times) {
    line(("  " + what + " over everybody, a person").c_str(),
         times[times.size() / 2] * 1e6 / people, "ns");
  };
  std::vector<GateOutcome> outcomes(input.pool.size());
  for (std::size_t gate = 0; gate < input.gates.size(); ++gate) {
    const GateSpec& spec = input.gates.spec(gate);
    per_person(spec.rule.empty() ? "own gate" : spec.rule, measured(options.runs, [&] {
                 input.gates.judge(gate, input.columns, input.post, input.as_of, input.pool,
                                   outcomes, nullptr);
               }));
  }
  std::vector<CriterionOutcome> values(input.pool.size());
  for (const CriterionSpec& spec : input.requirement.criteria) {
    const Criterion* criterion = find_criterion(spec.criterion);
    per_person(spec.criterion, measured(options.runs, [&] {
                 criterion->judge({input.columns, spec, input.as_of}, input.pool, values, nullptr);
               }));
  }
}

void bench_match(const Options& options, const Catalogue& catalogue) {
  const auto requirement = requirement_from_json(question);
  const auto post = vacant_post_from_json(vacancy);
  if (!requirement || !post) throw StorageError("internal", "测试问题不合语法");
  const auto gates = GateSet::prepare(requirement->gates, catalogue.vocabulary());
  if (!gates) throw StorageError("internal", gates.error().message);
  const auto pool = catalogue.rows_of({std::string(whole_store_pool)});
  const MatchInput input{catalogue.columns(), *pool, *requirement, *gates, *post,
                         day_of(2026, 3, 1)};
  MatchResult result{};
  const auto times = measured(options.runs, [&] { result = match(input); });
  line("match, 6 gates and 6 criteria, median", times[times.size() / 2], "ms");
  line("match, 6 gates and 6 criteria, p99", times[times.size() * 99 / 100], "ms");
  line("match, nanoseconds a person",
       times[times.size() / 2] * 1e6 / static_cast<double>(pool->size()), "ns");
  const auto arranging = Clock::now();
  arrange(input, result);
  line("putting every list into 姓氏笔画 order", seconds_since(arranging) * 1000, "ms");
  line("holding all gates", static_cast<double>(result.counts.holds), "people");
  line("unverified", static_cast<double>(result.counts.unverified), "people");
  bench_parts(options, input);
}

Exit run(const Options& options) {
  namespace fs = std::filesystem;
  fs::remove_all(options.directory);
  fs::create_directories(options.directory);
  const std::string people = options.directory + "/people.ndjson";
  const std::string register_file = options.directory + "/register.ndjson";
  const auto generated = Clock::now();
  write_people(options, people);
  line("people", static_cast<double>(options.count), "people");
  line("generated", static_cast<double>(options.count) / seconds_since(generated), "profiles/s");
  std::ofstream(register_file, std::ios::binary) << sample_register().front().text;

  const std::string directory = options.directory + "/store";
  {
    const auto store = open_rocks_store(directory, OpenMode::create);
    const Vocabulary& vocabulary = Vocabulary::built_in();
    import_path(*store, vocabulary, {.path = register_file, .by = "bench", .at = now_utc()});
    const auto begin = Clock::now();
    import_path(*store, vocabulary, {.path = people, .by = "bench", .at = now_utc()});
    const double durable = seconds_since(begin);
    line("NDJSON to durable", static_cast<double>(options.count) / durable, "profiles/s");
    Catalogue catalogue(*store, vocabulary);
    const auto building = Clock::now();
    catalogue.catch_up();
    const double built = seconds_since(building);
    line("columns from the store", static_cast<double>(options.count) / built, "profiles/s");
    line("NDJSON to durable and matchable", static_cast<double>(options.count) / (durable + built),
         "profiles/s");
    bench_match(options, catalogue);
  }
  bench_files(options, options.directory + "/lrmx");
  fs::remove_all(options.directory);
  return Exit::ok;
}
}  // namespace

extern const Command bench;
const Command bench{
    "bench", "测量导入、读表和匹配的速度（生成的人员，不用已有的库）",
    [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--n", options->count, "人数")->check(CLI::PositiveNumber);
      app.add_option("--files", options->files, "lrmx 文件数");
      app.add_option("--runs", options->runs, "匹配次数")->check(CLI::PositiveNumber);
      app.add_option("--dir", options->directory, "工作目录，先清空，用后删除");
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
