#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "engine/match/ranking.hpp"
#include "engine/profile/profile_json.hpp"
#include "index/catalogue.hpp"
#include "index/export/formats/lrmx.hpp"
#include "index/importer.hpp"
#include "index/search_desk.hpp"
#include "tools/freed_memory.hpp"
#include "tools/generate/people.hpp"
#include "tools/generate/sample_register.hpp"
#include "tools/measure/ask_search.hpp"
#include "tools/measure/exported_person.hpp"
#include "tools/measure/rows.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
using namespace measure;

struct Options {
  std::uint64_t count = 100000;
  std::uint64_t files = 2000;
  int runs = 50;
  int rounds = 3;
  std::uint32_t questions = 200;
  std::string directory = "var/bench";
  bool json = false;
  bool keep = false;
  bool again = false;
};

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Six gates and six criteria over the sample register's people; two criteria run over career spans
// with recency.
constexpr std::string_view requirement_text = R"({"gates":[
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

void write_people(const Options& options, Cohort cohort, const std::string& path) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::string text;
  for (std::uint64_t number = 1; number <= options.count; ++number) {
    append_json(text, make_person(World::built_in(), 1, number, Layout::official, cohort));
    text += '\n';
    if (text.size() > (1U << 20U)) {
      out.write(text.data(), static_cast<std::streamsize>(text.size()));
      text.clear();
    }
  }
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out) throw StorageError("io_error", "写不出测试人员：" + path);
}

void bench_files(const Options& options, const Rows& rows, const std::string& folder) {
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
  rows.put("import.lrmx", "lrmx read and normalised",
           static_cast<double>(read) / seconds_since(begin), "files/s");
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
void bench_parts(const Options& options, const Rows& rows, const MatchInput& input) {
  const double people = static_cast<double>(input.pool.size());
  const auto per_person = [&](const std::string& what, const std::vector<double>& times) {
    rows.put("match." + what, "  " + what + " over everybody, a person",
             times[times.size() / 2] * 1e6 / people, "ns");
  };
  std::vector<GateOutcome> outcomes(input.pool.size());
  for (std::size_t gate = 0; gate < input.gates.size(); ++gate) {
    const GateSpec& spec = input.gates.spec(gate);
    per_person(spec.rule.empty() ? "own_gate" : spec.rule, measured(options.runs, [&] {
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

void bench_match(const Options& options, const Rows& rows, const Catalogue& catalogue) {
  const auto requirement = requirement_from_json(requirement_text);
  const auto post = vacant_post_from_json(vacancy);
  if (!requirement || !post) throw StorageError("internal", "测试问题不合语法");
  const auto gates = GateSet::prepare(requirement->gates, catalogue.vocabulary());
  if (!gates) throw StorageError("internal", gates.error().message);
  const auto pool = catalogue.rows_of({std::string(whole_store_pool)});
  const MatchInput input{catalogue.columns(), *pool, *requirement, *gates, *post,
                         day_of(2026, 3, 1)};
  MatchResult result{};
  const auto times = measured(options.runs, [&] { result = match(input); });
  rows.put("match.median", "match, 6 gates and 6 criteria, median", times[times.size() / 2], "ms");
  rows.put("match.p99", "match, 6 gates and 6 criteria, p99", times[times.size() * 99 / 100], "ms");
  rows.put("match.person", "match, nanoseconds a person",
           times[times.size() / 2] * 1e6 / static_cast<double>(pool->size()), "ns");
  const auto arranging = Clock::now();
  arrange(input, result);
  rows.put("match.order", "putting every list into 姓氏笔画 order", seconds_since(arranging) * 1000,
           "ms");
  rows.put("match.holds", "holding all gates", static_cast<double>(result.counts.holds), "people");
  rows.put("match.unverified", "unverified", static_cast<double>(result.counts.unverified),
           "people");
  bench_parts(options, rows, input);
}

// Memory of this process that is no file, in MiB.
double anonymous_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::stod(line.substr(8)) / 1024;
  }
  return 0;
}

struct Places {
  explicit Places(const std::string& directory)
      : marker(directory + "/bole-bench"),
        people(directory + "/people.ndjson"),
        beginners(directory + "/beginners.ndjson"),
        reg(directory + "/register.ndjson"),
        store(directory + "/store"),
        matchable(directory + "/matchable"),
        columns(store + "/columns"),
        text(store + "/text"),
        lrmx(directory + "/lrmx"),
        questions(directory + "/questions.jsonl"),
        exported(directory + "/exported.jsonl"),
        requests(directory + "/requests.jsonl"),
        answers(directory + "/answers.bole.tsv"),
        slow(directory + "/slow.bole") {}
  std::string marker;
  std::string people;
  std::string beginners;
  std::string reg;
  std::string store;
  std::string matchable;
  std::string columns;  // of the store
  std::string text;
  std::string lrmx;
  std::string questions;
  std::string exported;
  std::string requests;
  std::string answers;
  std::string slow;
};

// Empties the working directory, but none that another program or person has filled.
std::optional<Error> make_room(const Options& options, const Places& places) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(places.marker) && fs::exists(options.directory) &&
      !fs::is_empty(options.directory, error)) {
    return Error{Refusal::conflict, "directory_not_empty",
                 "目录“" + options.directory + "”不是空的，也不是 bole bench 建的", "--dir"};
  }
  fs::remove_all(options.directory);
  fs::create_directories(options.directory);
  std::ofstream(places.marker) << "1\n";
  return std::nullopt;
}

// Bodies of POST /api/v1/search for the text questions, one a line.
void write_requests(const std::vector<Question>& questions, const std::string& path) {
  std::ofstream out(path, std::ios::trunc);
  for (const Question& question : questions) {
    if (question.kind == QuestionKind::text_all) out << to_json(request_for(question)) << '\n';
  }
  if (!out.flush()) throw StorageError("io_error", "写不出文件：" + path);
}

void ask_questions(const Options& options, const Rows& rows, const Places& places,
                   const std::vector<Question>& questions, const SearchDesk& desk,
                   const Catalogue& catalogue, const TextIndex& text) {
  ask_all(
      questions,
      {.rounds = options.rounds,
       .answers = options.keep || options.again ? places.answers : std::string(),
       .slow = places.slow},
      [&](const Question& question) { return ask_search(question, desk, catalogue, text); }, rows);
  rows.put("memory", "anonymous memory while searching", anonymous_memory(), "MiB");
}

// What --keep has left, opened again.
Exit ask_again(const Options& options, const Rows& rows, const Places& places) {
  const std::vector<Question> questions = read_questions(places.questions);
  if (questions.empty()) return report({Refusal::not_found, "no_questions", "没有问题", ""});
  const auto begin = Clock::now();
  const auto store = open_rocks_store(places.store, OpenMode::existing);
  Catalogue catalogue(*store, Vocabulary::built_in(), places.columns);
  std::string fault;
  const auto text = open_xapian_text_index(places.text, &fault);
  SearchDesk desk(*store, catalogue, *text, "bench");
  desk.catch_up();
  (void)ask_search(questions.front(), desk, catalogue, *text);
  rows.put("start", "from a cleanly closed store to the first answer", seconds_since(begin) * 1000,
           "ms");
  ask_questions(options, rows, places, questions, desk, catalogue, *text);
  return Exit::ok;
}

// Of all threads of this process.
double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}
void put_cpu(const Options& options, const Rows& rows, std::string_view key, double before) {
  rows.put(std::string(key), "  processor time a profile, all threads",
           (cpu_seconds() - before) * 1e6 / static_cast<double>(options.count), "µs");
}

void keep_columns(Catalogue& catalogue) {
  const std::string trouble = catalogue.keep(Catalogue::Keep::now);
  if (!trouble.empty()) throw StorageError("io_error", trouble);
}

// As `bole import --no-index` does it, to the columns in their file. The seconds. The rows' ids
// begin with `id`, and `whom` stands behind what they say.
double bench_import(const Options& options, const Rows& rows, const Places& places,
                    const std::string& people, const std::string& id, const std::string& whom) {
  const auto count = static_cast<double>(options.count);
  const auto bytes = static_cast<double>(std::filesystem::file_size(people));
  double seconds = 0;
  {
    const FreedMemoryKept kept;
    const Vocabulary& vocabulary = Vocabulary::built_in();
    const auto store = open_rocks_store(places.matchable, OpenMode::create);
    import_path(*store, vocabulary, {.path = places.reg, .by = "bench", .at = now_utc()});
    Catalogue catalogue(*store, vocabulary, places.matchable + "/columns");
    catalogue.catch_up();
    ImportOptions whole{.path = people, .by = "bench", .at = now_utc()};
    whole.on_stored = [&](const StoredPeople& some) { catalogue.catch_up_with(some); };
    const auto importing = Clock::now();
    const double importing_cpu = cpu_seconds();
    import_path(*store, vocabulary, whole);
    catalogue.catch_up();
    keep_columns(catalogue);
    seconds = seconds_since(importing);
    rows.put(id + "bytes", "NDJSON, bytes a profile" + whom, bytes / count, "bytes");
    rows.put(id + "matchable", "NDJSON to durable and matchable" + whom, count / seconds,
             "profiles/s");
    rows.put(id + "matchable.bytes", "  of NDJSON", bytes / seconds / 1e6, "MB/s");
    put_cpu(options, rows, id + "matchable.cpu", importing_cpu);
  }
  std::filesystem::remove_all(places.matchable);
  return seconds;
}

// The goal for imports was set with records of 2.9 kB; only people who have just begun are about as
// short.
void bench_beginners(const Options& options, const Rows& rows, const Places& places) {
  write_people(options, Cohort::beginners, places.beginners);
  bench_import(options, rows, places, places.beginners, "import.beginners.",
               ", people of 25 to 27 years (about 3 kB)");
  std::filesystem::remove(places.beginners);
}

Exit run(const Options& options) {
  const Rows rows(options.json);
  const Places places(options.directory);
  if (options.again) return ask_again(options, rows, places);
  if (const auto refusal = make_room(options, places)) return report(*refusal);
  const auto count = static_cast<double>(options.count);
  const auto generated = Clock::now();
  write_people(options, Cohort::all, places.people);
  rows.put("people", "people", count, "people");
  rows.put("generated", "generated", count / seconds_since(generated), "profiles/s");
  std::ofstream(places.reg, std::ios::binary) << sample_register().front().text;
  {
    const Vocabulary& vocabulary = Vocabulary::built_in();
    const double matchable = bench_import(options, rows, places, places.people, "import.", "");
    bench_beginners(options, rows, places);
    const auto store = open_rocks_store(places.store, OpenMode::create);
    import_path(*store, vocabulary, {.path = places.reg, .by = "bench", .at = now_utc()});
    const auto importing = Clock::now();
    const double importing_cpu = cpu_seconds();
    std::optional<FreedMemoryKept> kept(std::in_place);
    import_path(*store, vocabulary, {.path = places.people, .by = "bench", .at = now_utc()});
    const double durable = seconds_since(importing);
    kept.reset();
    put_cpu(options, rows, "import.durable.cpu", importing_cpu);
    std::filesystem::remove(places.people);
    rows.put("import.durable", "NDJSON to durable", count / durable, "profiles/s");
    Catalogue catalogue(*store, vocabulary, places.columns);
    const auto building = Clock::now();
    catalogue.catch_up();
    const double built = seconds_since(building);
    rows.put("import.columns", "columns from the store", count / built, "profiles/s");
    bench_match(options, rows, catalogue);

    const auto text = open_xapian_text_index(places.text, nullptr);
    SearchDesk desk(*store, catalogue, *text, "bench");
    const auto indexing = Clock::now();
    desk.catch_up();
    const double indexed = seconds_since(indexing);
    rows.put("import.text", "full text and names from the store", count / indexed, "profiles/s");
    rows.put("import", "NDJSON to all that search needs", count / (matchable + indexed),
             "profiles/s");
    const std::vector<Question> questions = draw_questions(catalogue, options.questions);
    if (options.keep) {
      write_questions(questions, places.questions);
      export_people(*store, catalogue, places.exported);
      write_requests(questions, places.requests);
    }
    if (options.rounds > 0) {
      ask_questions(options, rows, places, questions, desk, catalogue, *text);
    }
    keep_columns(catalogue);
  }
  bench_files(options, rows, places.lrmx);
  if (!options.keep) std::filesystem::remove_all(options.directory);
  return Exit::ok;
}
}  // namespace

extern const Command bench;
const Command bench{
    "bench", "测量导入、读表、检索和匹配的速度（生成的人员，不用已有的库）",
    [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--n", options->count, "人数")->at_least(1);
      app.add_option("--files", options->files, "lrmx 文件数");
      app.add_option("--runs", options->runs, "匹配次数")->at_least(1);
      app.add_option("--rounds", options->rounds, "每个检索问题问几遍（0 为不问）");
      app.add_option("--questions", options->questions, "每类检索问题几个")->at_least(1);
      app.add_option("--dir", options->directory, "工作目录，空的或由本命令建的；用后删除");
      app.add_flag("--json", options->json, "每行一个 JSON");
      Argument* keep = app.add_flag("--keep", options->keep, "留下库、问题和人员，供 tools/bench");
      app.add_flag("--again", options->again, "只打开 --keep 留下的库，再问一遍")->excludes(keep);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
