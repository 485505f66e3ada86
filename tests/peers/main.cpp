// What tools/bench runs beside `bole bench`: loads other programs with the same people, puts the
// same questions to them, and sets all figures side by side.
//
//   bole_peers load NAME DIR     reads DIR/exported.jsonl; prints rows
//   bole_peers ask NAME DIR      reads DIR/questions.jsonl; prints rows, writes
//                                DIR/answers.NAME.tsv
//   bole_peers report DIR        reads DIR/rows/NAME.*.jsonl and DIR/answers.*.tsv; prints Markdown
//   bole_peers match …           the same for a match (tests/peers/match.hpp)
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/peers/match.hpp"
#include "tests/peers/peer.hpp"
#include "tests/peers/report.hpp"

namespace bole::peers {
namespace {
namespace fs = std::filesystem;

std::uint64_t bytes_under(const std::string& directory) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

void load(const KnownPeer& known, const std::string& directory) {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t chunk = 1000;
  const std::string own = directory + '/' + std::string(known.name);
  fs::create_directories(own);
  std::ifstream in(directory + "/exported.jsonl");
  if (!in) throw std::runtime_error("no " + directory + "/exported.jsonl");
  std::vector<ExportedPerson> people;
  Clock::duration loading{};
  std::uint64_t count = 0;
  const auto peer = known.open(own, true);
  const auto timed = [&](auto&& work) {
    const auto begin = Clock::now();
    work();
    loading += Clock::now() - begin;
  };
  const auto hand_over = [&] {
    peer->prepare(people);
    timed([&] { peer->load(); });
    count += people.size();
    people.clear();
  };
  for (std::string line; std::getline(in, line);) {
    auto person = exported_person_from_json(line);
    if (!person) throw std::runtime_error(person.error().message);
    people.push_back(std::move(*person));
    if (people.size() == chunk) hand_over();
  }
  hand_over();
  timed([&] { peer->finish(); });
  const double seconds = std::chrono::duration<double>(loading).count();
  const Rows rows(true);
  rows.put("import", "", static_cast<double>(count) / seconds, "profiles/s");
  std::fprintf(stderr, "%s: %.1f s, %.0f MB\n", peer->version().c_str(), seconds,
               static_cast<double>(bytes_under(own)) / 1e6);
  std::ofstream(directory + "/version." + std::string(known.name)) << peer->version() << '\n';
}

void ask(const KnownPeer& known, const std::string& directory) {
  const std::string name(known.name);
  const auto peer = known.open(directory + '/' + name, false);
  ask_all(
      read_questions(directory + "/questions.jsonl"),
      {.rounds = 1,
       .answers = directory + "/answers." + name + ".tsv",
       .slow = directory + "/slow." + name},
      [&](const Question& question) { return peer->ask(question); }, Rows(true));
}

int run(const std::vector<std::string>& words) {
  if (!words.empty() && words[0] == "match") return match_program({words.begin() + 1, words.end()});
  if (words.size() == 2 && words[0] == "report") {
    print_report(words[1]);
    return 0;
  }
  if (words.size() == 3 && (words[0] == "load" || words[0] == "ask")) {
    for (const KnownPeer& known : all_peers()) {
      if (known.name != words[1]) continue;
      words[0] == "load" ? load(known, words[2]) : ask(known, words[2]);
      return 0;
    }
  }
  std::fputs("bole_peers load|ask NAME DIR, bole_peers report DIR, bole_peers match …\n", stderr);
  return 2;
}
}  // namespace
}  // namespace bole::peers

int main(int count, char** words) {
  try {
    return bole::peers::run({words + 1, words + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bole_peers: %s\n", error.what());
    return 1;
  }
}
