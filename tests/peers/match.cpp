#include "tests/peers/match.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

#include "engine/match/robustness.hpp"
#include "engine/normalise/derive.hpp"
#include "index/columns_file.hpp"
#include "tests/peers/postgres.hpp"
#include "tools/generate/people.hpp"
#include "tools/generate/sample_register.hpp"
#include "tools/measure/match_question.hpp"
#include "tools/measure/question.hpp"
#include "tools/measure/rows.hpp"

namespace bole::peers {
namespace {
using namespace measure;
using Clock = std::chrono::steady_clock;

// Of one round: everybody is asked as often as fits, but at least so often.
constexpr double seconds_a_round = 10;
constexpr int least_runs = 7;
constexpr int most_runs = 50;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in) throw std::runtime_error("cannot read " + path);
  return text;
}
void write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

// Milliseconds of each run, after two that do not count.
template <class Work>
std::vector<double> timed_runs(Work work) {
  std::vector<double> times;
  const auto begin = Clock::now();
  for (int run = -2; run < most_runs; ++run) {
    const auto before = Clock::now();
    work();
    if (run >= 0) times.push_back(milliseconds_since(before));
    if (run + 1 >= least_runs && milliseconds_since(begin) > seconds_a_round * 1000) break;
  }
  return times;
}
void put_times(const std::string& what, const std::vector<double>& times) {
  for (const double time : times) Rows(true).put("match." + what, "", time, "ms");
}
void put(const std::string& what, double value, std::string_view unit) {
  Rows(true).put("match." + what, "", value, unit);
}

// What a program answered, in the order of match_sql()'s columns.
struct MatchAnswer {
  std::vector<std::int64_t> counts{};
  std::vector<std::vector<std::int64_t>> first{};
};
void write_answer(const std::string& directory, const std::string& who, const MatchAnswer& answer) {
  nlohmann::json json{{"counts", answer.counts}, {"first", answer.first}};
  write_file(directory + "/answer." + who + ".json", json.dump());
}
MatchAnswer read_answer(const std::string& directory, const std::string& who) {
  const auto json = nlohmann::json::parse(read_file(directory + "/answer." + who + ".json"));
  return {json["counts"], json["first"]};
}

// ---- filling ------------------------------------------------------------------------------------

Register register_of_the_sample() {
  Register reg;
  std::string_view rest = sample_register().front().text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty()) continue;
    if (const auto read = read_register_line(line, reg); !read) {
      throw std::runtime_error(read.error().message);
    }
  }
  return reg;
}

// Invented people as an import derives them, without a store.
KeptColumns invented_columns(std::uint32_t people) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  const Register reg = register_of_the_sample();
  constexpr std::uint32_t portion = 4096;
  const auto make = [&](std::uint32_t first) {
    std::vector<Profile> made;
    for (std::uint32_t n = first; n < first + portion && n <= people; ++n) {
      made.push_back(make_person(World::built_in(), 1, n));
      derive(made.back(), reg, vocabulary);
    }
    return made;
  };
  KeptColumns kept(vocabulary);
  const auto start = [&](std::uint32_t first) {
    return std::async(std::launch::async, make, first);
  };
  auto odd = start(1);
  auto even = start(1 + portion);
  for (std::uint32_t first = 1; first <= people; first += 2 * portion) {
    for (auto* coming : {&odd, &even}) {
      const std::vector<Profile> made = coming->get();
      *coming = start(first + 2 * portion + (coming == &even ? portion : 0));
      for (const Profile& profile : made) kept.columns.put(profile);
    }
  }
  return kept;
}

void fill(const std::string& directory, std::uint32_t people) {
  const auto begin = Clock::now();
  const KeptColumns kept = invented_columns(people);
  const Columns& columns = kept.columns;
  std::fprintf(stderr, "match: %u people in columns after %.0f s\n", people,
               milliseconds_since(begin) / 1000);
  const MatchQuestion question = match_question(columns.vocabulary());
  export_match_tables(columns, question, directory);
  std::string create;
  std::string load;
  for (const MatchTable& table : match_tables()) {
    create += "CREATE TABLE " + table.name + '(' + table.columns + ");\n";
    load += "COPY " + table.name + " FROM '" + directory + '/' + table.name +
            ".tsv' (DELIMITER '\t', HEADER false, NULLSTR '\\N');\n";
  }
  write_file(directory + "/load.duckdb.sql", create + load);
  for (const auto& [name, dialect] :
       {std::pair{"postgresql", Dialect::postgresql}, std::pair{"duckdb", Dialect::duckdb}}) {
    write_file(directory + "/question." + name + ".sql", match_sql(columns, question, dialect));
  }
  write_columns(directory + "/columns", kept, columns_version(columns.vocabulary()));
}

// ---- Bole ---------------------------------------------------------------------------------------

// Somebody of the first ones, as a committee would be shown them.
struct Told {
  Ranked person{};
  PersonFindings findings{};  // with evidence
  std::vector<Range> contributions{};
};

std::vector<Told> first_with_grounds(const MatchInput& input, const MatchResult& result) {
  std::vector<Ranked> people = result.band_unverified;
  for (const auto& band : result.bands) people.insert(people.end(), band.begin(), band.end());
  const std::size_t count = std::min(told_people, people.size());
  std::ranges::partial_sort(
      people, people.begin() + static_cast<std::ptrdiff_t>(count), {},
      [](const Ranked& one) { return std::pair(-one.total.at_least, one.row.value); });
  std::vector<Told> told;
  for (const Ranked& person : std::span(people).first(count)) {
    Told one{.person = person, .findings = find_out(input, person.row)};
    for (std::size_t i = 0; i < one.findings.criteria.size(); ++i) {
      one.contributions.push_back(
          contribution(input.requirement.criteria[i], one.findings.criteria[i].value));
    }
    told.push_back(std::move(one));
  }
  return told;
}

MatchAnswer answer_of(const MatchResult& result, const std::vector<Told>& told) {
  MatchAnswer answer;
  answer.counts = {result.counts.holds, result.counts.needs_approval, result.counts.unverified};
  for (const auto& band : result.bands) {
    answer.counts.push_back(static_cast<std::int64_t>(band.size()));
  }
  answer.counts.push_back(static_cast<std::int64_t>(result.band_unverified.size()));
  for (const Told& one : told) {
    std::vector<std::int64_t> line{one.person.row.value, one.person.total.at_least,
                                   one.person.total.at_most};
    for (const Range& share : one.contributions) {
      line.push_back(share.at_least);
      line.push_back(share.at_most);
    }
    answer.first.push_back(std::move(line));
  }
  return answer;
}

// Bytes a second at which one thread reads memory far larger than the cache, the best of five.
double memory_bandwidth() {
  const std::vector<std::uint64_t> memory((std::size_t{1} << 30U) / sizeof(std::uint64_t), 1);
  double best = 0;
  std::uint64_t sum = 0;
  for (int round = 0; round < 5; ++round) {
    const auto begin = Clock::now();
    std::array<std::uint64_t, 8> sums{};
    for (std::size_t i = 0; i < memory.size(); i += sums.size()) {
      for (std::size_t j = 0; j < sums.size(); ++j) sums[j] += memory[i + j];
    }
    sum = std::accumulate(sums.begin(), sums.end(), sum);
    const double seconds = milliseconds_since(begin) / 1000;
    best = std::max(best, static_cast<double>(memory.size() * sizeof(std::uint64_t)) / seconds);
  }
  if (sum != 5 * memory.size()) throw std::runtime_error("memory does not hold what was written");
  return best;
}

// What a match has to read, in whole lines of the cache: of the gate that rules out most, the list
// it walks and the pool; of those whom it leaves, what the other gates read; of those
// who hold or need approval, what the criteria read. Findings of the first ones are not counted.
class ReadBytes {
 public:
  explicit ReadBytes(const Columns& columns) : columns_(columns) {}

  std::size_t of(const MatchInput& input, const MatchResult& result) {
    const std::size_t own = input.gates.size() - 1;
    const auto speciality = *columns_.vocabulary().speciality("金融监管");
    bytes_ = columns_.speciality_periods[speciality].size() * sizeof(SpecialityPeriod) +
             input.pool.size() * sizeof(Row);
    for (const auto& [place, verdict] :
         input.gates.passing(own, columns_, input.post, input.as_of, input.pool)) {
      const std::uint32_t row = input.pool[place].value;
      const PersonBrief& brief = columns_.brief[row];
      bytes_ += sizeof(PersonBrief);
      cells(columns_.sanctions, columns_.sanction_runs[row]);
      if (brief.level < input.post.level) career(brief, &PersonBrief::grassroots);
    }
    for (const auto& band : result.bands) criteria(band);
    criteria(result.band_unverified);
    criteria(result.needs_approval);
    for (const char* id : {"financial_regulation", "financial_risk"}) {
      const auto number = *columns_.vocabulary().speciality(id);
      bytes_ += columns_.speciality_periods[number].size() * sizeof(SpecialityPeriod);
    }
    return bytes_;
  }

 private:
  static constexpr std::size_t line = 64;
  template <class Cell>
  void cells(const Array<Cell>&, const Run& run) {
    if (run.count == 0) return;
    const std::size_t begin = run.begin * sizeof(Cell);
    const std::size_t end = (std::size_t{run.begin} + run.count) * sizeof(Cell);
    bytes_ += ((end + line - 1) / line - begin / line) * line;
  }
  void career(const PersonBrief& brief, Run PersonBrief::*run) {
    if (brief.form == CareerForm::vague) return cells(columns_.vague_steps, brief.*run);
    if (run == &PersonBrief::levels) return cells(columns_.level_steps, brief.*run);
    cells(columns_.grassroots_steps, brief.*run);
  }
  void criteria(const std::vector<Ranked>& people) {
    for (const Ranked& person : people) {
      const std::uint32_t row = person.row.value;
      const PersonBrief& brief = columns_.brief[row];
      bytes_ += sizeof(PersonBrief) + 4 * line;  // and the Runs of four lists
      career(brief, &PersonBrief::levels);
      if (brief.level >= Level::county_deputy) career(brief, &PersonBrief::grassroots);
      cells(columns_.appointments, columns_.appointment_runs[row]);
      cells(columns_.career_spans, columns_.appointment_runs[row]);
      cells(columns_.titles, brief.titles);
      cells(columns_.education, columns_.education_runs[row]);
      cells(columns_.training_marks, brief.training);
      cells(columns_.honours, columns_.honour_runs[row]);
    }
  }

  const Columns& columns_;
  std::size_t bytes_ = 0;
};

void ask_bole(const std::string& directory) {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  KeptColumns kept(vocabulary);
  std::string fault;
  if (!read_columns(directory + "/columns", columns_version(vocabulary), kept, fault)) {
    throw std::runtime_error("cannot read the columns: " + fault);
  }
  const MatchQuestion question = match_question(vocabulary);
  std::vector<Row> pool(kept.columns.size());
  for (std::uint32_t row = 0; row < pool.size(); ++row) pool[row] = Row{row};
  const MatchInput input{kept.columns,   pool,          question.requirement,
                         question.gates, question.post, question.as_of};
  MatchResult result{};
  std::vector<Told> told;
  put_times("bole.alone", timed_runs([&] { result = match(input); }));
  put_times("bole", timed_runs([&] {
              result = match(input);
              told = first_with_grounds(input, result);
            }));
  write_answer(directory, "bole", answer_of(result, told));
  RobustnessPanel panel{};
  put_times("panel", timed_runs([&] { panel = robustness_panel(input, result); }));
  std::vector<Row> members;
  for (const PanelMember& member : panel.members) members.push_back(member.row);
  const MatchInput alone{kept.columns,   members,       question.requirement,
                         question.gates, question.post, question.as_of};
  const MatchResult of_members = match(alone);
  put_times("panel.alone", timed_runs([&] { panel = robustness_panel(alone, of_members); }));
  put("panel.members", static_cast<double>(members.size()), "people");
  put("people", static_cast<double>(pool.size()), "people");
  put("bytes", static_cast<double>(ReadBytes(kept.columns).of(input, result)), "bytes");
  put("bandwidth", memory_bandwidth(), "bytes/s");
}

// ---- PostgreSQL ---------------------------------------------------------------------------------

constexpr const char* own_schema = "SET search_path = match";

void load_postgresql(const std::string& directory) {
  const auto begin = Clock::now();
  Postgres postgres;
  postgres.run("CREATE SCHEMA match");
  postgres.run(own_schema);
  for (const MatchTable& table : match_tables()) {
    postgres.run("CREATE TABLE " + table.name + '(' + table.columns + ')');
    std::ifstream in(directory + '/' + table.name + ".tsv", std::ios::binary);
    postgres.copy("COPY " + table.name + " FROM STDIN", [&] {
      std::string bytes(1U << 20U, '\0');
      in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      bytes.resize(static_cast<std::size_t>(in.gcount()));
      return bytes;
    });
    for (const std::string& index : table.indexes) {
      postgres.run("CREATE INDEX ON " + table.name + index);
    }
  }
  postgres.run("VACUUM ANALYZE");
  write_file(directory + "/version.postgresql", postgres.version() + '\n');
  std::fprintf(stderr, "match: PostgreSQL loaded after %.0f s\n", milliseconds_since(begin) / 1000);
}

void ask_postgresql(const std::string& directory, int processes) {
  Postgres postgres;
  postgres.run(own_schema);
  postgres.run("SET max_parallel_workers_per_gather = " + std::to_string(processes - 1));
  const std::string sql = read_file(directory + "/question.postgresql.sql");
  Postgres::Answer last;
  const std::string who = "postgresql" + std::to_string(processes);
  put_times(who, timed_runs([&] { last = postgres.ask(sql, {}); }));
  MatchAnswer answer;
  for (int row = 0; row < PQntuples(last.get()); ++row) {
    std::vector<std::int64_t> line;
    for (int column = 1; column < PQnfields(last.get()); ++column) {
      line.push_back(std::strtoll(PQgetvalue(last.get(), row, column), nullptr, 10));
    }
    const bool counts = PQgetvalue(last.get(), row, 0)[0] == '0';
    if (counts) {
      answer.counts = std::move(line);
    } else {
      answer.first.push_back(std::move(line));
    }
  }
  write_answer(directory, who, answer);
}

// ---- report -------------------------------------------------------------------------------------

// DIRECTORY/rows.*.jsonl by row.
std::map<std::string, std::vector<double>> read_rows(const std::string& directory) {
  std::map<std::string, std::vector<double>> rows;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("rows.") || !name.ends_with(".jsonl")) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      const auto row = nlohmann::json::parse(line);
      rows[row["id"].get<std::string>().substr(6)].push_back(row["value"].get<double>());
    }
  }
  return rows;
}

struct Asked {
  std::string_view who{};
  std::string_view text{};
};
constexpr std::array asked{Asked{"duckdb1", "DuckDB, one thread"},
                           Asked{"duckdb2", "DuckDB, two threads"},
                           Asked{"postgresql1", "PostgreSQL, one process"},
                           Asked{"postgresql2", "PostgreSQL, two processes allowed"}};

void compare(const std::string& directory, const MatchAnswer& ours, const Asked& other) {
  const MatchAnswer theirs = read_answer(directory, std::string(other.who));
  const auto counts =
      std::span(theirs.counts).first(std::min(ours.counts.size(), theirs.counts.size()));
  const bool same_counts = std::ranges::equal(ours.counts, counts);
  std::size_t same = 0;
  while (same < ours.first.size() && same < theirs.first.size() &&
         ours.first[same] == theirs.first[same]) {
    ++same;
  }
  const bool all_same = same == ours.first.size() && same == theirs.first.size();
  std::printf("Bole and %s: %s counts, %s first %zu with both ends of every contribution\n",
              std::string(other.text).c_str(), same_counts ? "the same" : "UNEXPLAINED:",
              all_same ? "the same" : "UNEXPLAINED:", ours.first.size());
  const auto print = [](const char* who, const auto& numbers) {
    std::printf("  %s", who);
    for (const std::int64_t number : numbers) std::printf(" %lld", static_cast<long long>(number));
    std::puts("");
  };
  if (!same_counts) {
    print("ours", ours.counts);
    print("theirs", counts);
  }
  if (!all_same && same < ours.first.size()) print("ours", ours.first[same]);
  if (!all_same && same < theirs.first.size()) print("theirs", theirs.first[same]);
}

void report(const std::string& directory) {
  const auto rows = read_rows(directory);
  const auto one = [&](const std::string& row) { return quantile(rows.at(row), 500); };
  const MatchAnswer ours = read_answer(directory, "bole");
  const double people = one("people");
  const double median = one("bole");
  std::printf("%s, %s", read_file(directory + "/version.duckdb").c_str(),
              read_file(directory + "/version.postgresql").c_str());
  std::printf("%.0f people: %lld hold all gates, %lld unverified, %.0f fail; 档次待核实 %lld\n\n",
              people, static_cast<long long>(ours.counts[0]),
              static_cast<long long>(ours.counts[2]),
              people - static_cast<double>(ours.counts[0] + ours.counts[1] + ours.counts[2]),
              static_cast<long long>(ours.counts.back()));
  std::printf("| match, 6 gates and 10 criteria, first %zu | median | p99 | runs | Bole ahead |\n",
              told_people);
  std::puts("|---|---|---|---|---|");
  const auto line = [&](std::string_view text, const std::string& row, bool is_ours) {
    const auto& times = rows.at(row);
    std::printf("| %s | %.2f ms | %.2f ms | %zu | ", std::string(text).c_str(),
                quantile(times, 500), quantile(times, 990), times.size());
    if (is_ours) return void(std::puts("|"));
    std::printf("%.1f × |\n", quantile(times, 500) / median);
  };
  line("Bole, one thread, contributions and evidence of the first in it", "bole", true);
  line("… `match()` alone", "bole.alone", true);
  for (const Asked& other : asked) line(other.text, std::string(other.who), false);
  std::puts("");
  const double bytes = one("bytes");
  const double alone = one("bole.alone");
  const double bandwidth = one("bandwidth");
  std::printf(
      "`match()` alone: %.2f ns a person; it has to read %.1f MB, %.2f GB/s of the %.1f GB/s"
      " at which one thread reads memory: %.0f %%\n",
      alone * 1e6 / people, bytes / 1e6, bytes / alone / 1e6, bandwidth / 1e9,
      100 * bytes / (alone / 1000) / bandwidth);
  std::printf(
      "robustness panel: the first %.0f of %lld who hold, median %.1f ms, p99 %.1f ms;"
      " among themselves %.1f and %.1f ms\n",
      one("panel.members"), static_cast<long long>(ours.counts[0]), one("panel"),
      quantile(rows.at("panel"), 990), one("panel.alone"), quantile(rows.at("panel.alone"), 990));
  for (const Asked& other : asked) compare(directory, ours, other);
}
}  // namespace

MatchQuestion match_question(const Vocabulary& vocabulary) {
  auto requirement = requirement_from_json(match_requirement);
  auto post = vacant_post_from_json(match_vacancy);
  if (!requirement) throw std::runtime_error(requirement.error().message);
  if (!post) throw std::runtime_error(post.error().message);
  auto gates = GateSet::prepare(requirement->gates, vocabulary);
  if (!gates) throw std::runtime_error(gates.error().message);
  if (const auto whole = check_complete(*requirement, {"t1"}); !whole) {
    throw std::runtime_error(whole.error().message);
  }
  return {std::move(*requirement), std::move(*gates), std::move(*post), as_of()};
}

int match_program(const std::vector<std::string>& words) {
  const std::string& what = words.empty() ? "" : words[0];
  if (words.size() == 3 && what == "fill") {
    fill(words[1], static_cast<std::uint32_t>(std::stoul(words[2])));
  } else if (words.size() == 2 && what == "load-postgresql") {
    load_postgresql(words[1]);
  } else if (words.size() == 3 && what == "ask") {
    if (words[2] == "bole") {
      ask_bole(words[1]);
    } else {
      ask_postgresql(words[1], words[2] == "postgresql2" ? 2 : 1);
    }
  } else if (words.size() == 2 && what == "report") {
    report(words[1]);
  } else {
    std::fputs("bole_peers match fill DIR N, load-postgresql DIR, ask DIR NAME, report DIR\n",
               stderr);
    return 2;
  }
  return 0;
}
}  // namespace bole::peers
