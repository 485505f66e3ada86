#include "tests/peers/report.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "tests/peers/peer.hpp"

namespace bole::peers {
namespace {
namespace fs = std::filesystem;

// By row, by program, the values of all rounds.
using Figures = std::map<std::string, std::map<std::string, std::vector<double>>>;

Figures read_figures(const std::string& directory) {
  Figures figures;
  for (const auto& entry : fs::directory_iterator(directory + "/rows")) {
    const std::string file = entry.path().filename().string();
    const std::string who = file.substr(0, file.find('.'));
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      const auto row = nlohmann::json::parse(line);
      figures[row["id"].get<std::string>()][who].push_back(row["value"].get<double>());
    }
  }
  return figures;
}

struct Count {
  std::string people{};
  std::string facets{};
};
std::map<std::string, Count> read_answers(const std::string& path) {
  std::map<std::string, Count> answers;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string question;
    Count count;
    if (std::getline(fields, question, '\t') && fields >> count.people >> count.facets) {
      answers[question] = count;
    }
  }
  return answers;
}

class Report {
 public:
  explicit Report(const std::string& directory)
      : directory_(directory), figures_(read_figures(directory)) {
    for (const KnownPeer& peer : all_peers()) {
      if (fs::exists(directory + "/version." + std::string(peer.name))) {
        peers_.emplace_back(peer.name);
      }
    }
  }

  void print() {
    heading();
    std::puts("");
    table();
    std::puts("");
    const auto questions = read_questions(directory_ + "/questions.jsonl");
    const auto ours = read_answers(directory_ + "/answers.bole.tsv");
    for (const std::string& peer : peers_) {
      compare(questions, ours, "bole", peer);
    }
    for (std::size_t i = 0; i + 1 < peers_.size(); ++i) {
      compare(questions, read_answers(directory_ + "/answers." + peers_[i] + ".tsv"), peers_[i],
              peers_[i + 1]);
    }
  }

 private:
  void heading() const {
    for (const std::string& peer : peers_) {
      std::ifstream in(directory_ + "/version." + peer);
      std::string version;
      std::getline(in, version);
      std::printf("%s%s", &peer == &peers_.front() ? "" : ", ", version.c_str());
    }
    std::puts("");
  }

  [[nodiscard]] double value(const std::string& row, const std::string& who) const {
    const auto of_row = figures_.find(row);
    if (of_row == figures_.end()) return -1;
    const auto values = of_row->second.find(who);
    return values == of_row->second.end() ? -1 : quantile(values->second, 500);
  }

  void line(const std::string& row, const std::string& text, bool more_is_better,
            const char* unit) const {
    const double own = value(row, "bole");
    std::printf("| %s | ", text.c_str());
    cell(own, unit);
    for (const std::string& peer : peers_) {
      const double other = value(row, peer);
      cell(other, unit);
      if (own > 0 && other > 0) {
        std::printf("%.1f × | ", more_is_better ? own / other : other / own);
      } else {
        std::printf("– | ");
      }
    }
    std::puts("");
  }
  static void cell(double figure, const char* unit) {
    if (figure < 0) {
      std::printf("– | ");
    } else {
      std::printf(figure < 10 ? "%.3f %s | " : "%.0f %s | ", figure, unit);
    }
  }

  void table() const {
    std::printf("| | Bole |");
    for (const std::string& peer : peers_) std::printf(" %s | Bole ahead |", peer.c_str());
    std::printf("\n|---|---|");
    for (std::size_t i = 0; i < peers_.size(); ++i) std::printf("---|---|");
    std::puts("");
    line("import", "import: all that search needs", true, "/s");
    for (const KindOfQuestion& kind : question_kinds) {
      const std::string id(kind.id);
      line(id + ".median", std::string(kind.text) + ", median", false, "ms");
      line(id + ".p99", "… p99", false, "ms");
    }
    for (const auto& [row, text, unit] :
         {std::array{"import.durable", "NDJSON to durable", "/s"},
          {"import.matchable", "NDJSON to durable and matchable", "/s"},
          {"import.beginners.matchable", "… people of 25 to 27 years (about 3 kB)", "/s"},
          {"import.text", "full text from the store", "/s"},
          {"start", "from a cleanly closed store to the first answer", "ms"},
          {"http.start", "… of `bole serve`, over HTTP", "ms"},
          {"memory", "anonymous memory while searching", "MiB"},
          {"http.memory", "… of `bole serve` after the load below", "MiB"}}) {
      std::printf("| %s | ", text);
      cell(value(row, "bole"), unit);
      std::puts("");
    }
    const double bytes = std::max(0.0, value("http.fixed_bytes", "bole"));
    over_http("a fixed answer of " + std::to_string(static_cast<int>(bytes)) +
                  " bytes over HTTP, 64 connections",
              "http.fixed", "nginx, a file of the same bytes", "http.nginx");
    over_http("search for every word over HTTP, 64 connections", "http.search",
              "in process, one after the other", "text_and.rate");
  }
  void over_http(const std::string& text, const char* row, const char* other_text,
                 const char* other) const {
    const double own = value(row, "bole");
    const double compared = value(other, "bole");
    if (own < 0 || compared <= 0) return;
    std::printf("| %s | %.0f /s; %s: %.0f /s; %.2f × |\n", text.c_str(), own, other_text, compared,
                own / compared);
  }

  void compare(const std::vector<Question>& questions, const std::map<std::string, Count>& first,
               const std::string& who, const std::string& peer) const {
    const auto second = read_answers(directory_ + "/answers." + peer + ".tsv");
    if (first.empty() || second.empty()) return;
    struct Tally {
      int asked = 0;
      int same = 0;
      std::map<std::string, int> reasons{};
      std::vector<std::string> unexplained{};
    };
    std::map<QuestionKind, Tally> tallies;
    for (const Question& question : questions) {
      const auto a = first.find(question.id());
      const auto b = second.find(question.id());
      if (a == first.end() || b == second.end()) continue;
      Tally& tally = tallies[question.kind];
      ++tally.asked;
      if (a->second.people == b->second.people && a->second.facets == b->second.facets) {
        ++tally.same;
        continue;
      }
      const std::string reason = reason_for(question, who, peer);
      ++tally.reasons[reason];
      if (reason.empty()) {
        tally.unexplained.push_back(question.id() + ": " + a->second.people + " and " +
                                    b->second.people + " people");
      }
    }
    for (const auto& [kind, tally] : tallies) {
      std::printf("%s and %s, %s: the same %d of %d", who.c_str(), peer.c_str(),
                  std::string(id_of(kind)).c_str(), tally.same, tally.asked);
      for (const auto& [reason, count] : tally.reasons) {
        std::printf("; %d %s", count, reason.empty() ? "unexplained" : reason.c_str());
      }
      std::puts("");
      for (std::size_t i = 0; i < tally.unexplained.size() && i < 5; ++i) {
        std::printf("  %s\n", tally.unexplained[i].c_str());
      }
    }
  }

  // Why two programs may find different people; empty where they have to agree.
  static std::string reason_for(const Question& question, const std::string& who,
                                const std::string& peer) {
    if (who == "bole" && !question.differs.empty()) return question.differs;
    if (question.kind == QuestionKind::names && who == "bole") return "unfinished syllables";
    const bool pairs_only = peer == "postgresql" || who == "postgresql";
    if (pairs_only && has_text(question)) return "pairs that do not follow each other";
    return {};
  }

  std::string directory_;
  Figures figures_;
  std::vector<std::string> peers_;
};
}  // namespace

void print_report(const std::string& directory) { Report(directory).print(); }
}  // namespace bole::peers
