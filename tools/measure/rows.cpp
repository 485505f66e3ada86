#include "tools/measure/rows.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <set>

#include "index/store/store.hpp"

namespace bole::measure {
using Clock = std::chrono::steady_clock;

void Rows::put(std::string_view id, std::string_view text, double value,
               std::string_view unit) const {
  const auto size = [](std::string_view view) { return static_cast<int>(view.size()); };
  if (json_) {
    std::printf("{\"id\":\"%.*s\",\"value\":%.4f,\"unit\":\"%.*s\"}\n", size(id), id.data(), value,
                size(unit), unit.data());
  } else {
    std::printf("%.*s\t%.3f\t%.*s\n", size(text), text.data(), value, size(unit), unit.data());
  }
  std::fflush(stdout);
}

std::uint64_t facet_digest(const std::vector<std::vector<std::uint64_t>>& counts) {
  std::uint64_t digest = 1;
  for (const std::vector<std::uint64_t>& facet : counts) {
    std::uint64_t sum = 0;
    if (facet.size() <= 50) {
      for (const std::uint64_t count : facet) sum += count * (count + 31);
    }
    digest = digest * 1'000'003 + sum;
  }
  return digest;
}

double quantile(std::vector<double> values, int permille) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t at = values.size() * static_cast<std::size_t>(permille) / 1000;
  return values[std::min(at, values.size() - 1)];
}

namespace {

std::set<std::string> lines_of(const std::string& path) {
  std::set<std::string> lines;
  if (path.empty()) return lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::vector<double> milliseconds_of_each(const std::vector<const Question*>& questions,
                                         const std::function<void(const Question&)>& ask) {
  std::vector<double> times;
  for (const Question* question : questions) {
    const auto begin = Clock::now();
    ask(*question);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  return times;
}
}  // namespace

void ask_all(const std::vector<Question>& questions, const AskOptions& options,
             const std::function<Answered(const Question&)>& ask, const Rows& rows) {
  constexpr double patience = 20'000;  // ms
  const std::set<std::string> slow = lines_of(options.slow);
  std::ofstream answers;
  if (!options.answers.empty() && !std::filesystem::exists(options.answers)) {
    answers.open(options.answers);
  }
  for (const KindOfQuestion& kind : question_kinds) {
    const std::string id(kind.id);
    const std::string text(kind.text);
    if (slow.contains(id)) continue;
    std::vector<const Question*> of_kind;
    for (const Question& question : questions) {
      if (question.kind == kind.kind) of_kind.push_back(&question);
    }
    if (of_kind.empty()) continue;
    const auto warm_until = Clock::now() + std::chrono::seconds(1);
    for (const Question* question : of_kind) {
      if (Clock::now() > warm_until) break;
      (void)ask(*question);
    }
    std::vector<double> medians;
    std::vector<double> p99s;
    std::vector<double> rates;
    for (int round = 0; round < options.rounds; ++round) {
      const std::vector<double> times =
          milliseconds_of_each(of_kind, [&](const Question& question) {
            const Answered answered = ask(question);
            if (round == 0 && answers.is_open()) {
              answers << question.id() << '\t' << answered.people << '\t' << answered.facets
                      << '\n';
            }
          });
      const double all = std::accumulate(times.begin(), times.end(), 0.0);
      medians.push_back(quantile(times, 500));
      p99s.push_back(quantile(times, 990));
      rates.push_back(all > 0 ? static_cast<double>(times.size()) * 1000 / all : 0);
      if (all > patience && !options.slow.empty()) {
        std::ofstream(options.slow, std::ios::app) << id << '\n';
        break;
      }
    }
    rows.put(id + ".questions", text + ": questions", static_cast<double>(of_kind.size()), "");
    rows.put(id + ".median", text + ", median", quantile(medians, 500), "ms");
    rows.put(id + ".p99", text + ", p99", quantile(p99s, 500), "ms");
    rows.put(id + ".rate", text + ", one after the other", quantile(rates, 500), "1/s");
  }
  if (answers.is_open() && !answers.flush()) {
    throw StorageError("io_error", "写不出文件：" + options.answers);
  }
}
}  // namespace bole::measure
