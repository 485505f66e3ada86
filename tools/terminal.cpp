#include "tools/terminal.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace bole {
namespace {
std::int64_t milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
}  // namespace

Exit report(const Error& error) {
  std::fprintf(stderr, "错误 [%s] %s%s%s%s\n", error.code.c_str(), error.message.c_str(),
               error.where.empty() ? "" : "（", error.where.c_str(),
               error.where.empty() ? "" : "）");
  switch (error.kind) {
    case Refusal::usage:
      return Exit::usage;
    case Refusal::not_found:
      return Exit::not_found;
    case Refusal::denied:
      return Exit::denied;
    case Refusal::conflict:
      return Exit::conflict;
    case Refusal::invalid:
      break;
  }
  return Exit::failed;
}

std::string now_utc() {
  if (const char* fixed = std::getenv("BOLE_NOW"); fixed && *fixed) return fixed;
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Result<std::string> store_directory(const std::string& option) {
  if (!option.empty()) return option;
  if (const char* set = std::getenv("BOLE_STORE"); set && *set) return std::string(set);
  return Error{Refusal::usage, "store_not_given",
               "没有指定库目录：请用 --store 目录，或设置环境变量 BOLE_STORE", ""};
}

ProgressBar::ProgressBar(std::string label)
    : label_(std::move(label)), started_(milliseconds()), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  const double seconds = static_cast<double>(milliseconds() - started_) / 1000.0;
  std::fprintf(stderr, "%s%s：%llu 条，用时 %.2f 秒\n", terminal_ ? "\r\033[K" : "", label_.c_str(),
               static_cast<unsigned long long>(last_.records), seconds);
}

void ProgressBar::update(const Progress& progress) {
  last_ = progress;
  if (!terminal_) return;
  const std::int64_t now = milliseconds();
  if (now - drawn_at_ < 100) return;
  drawn_at_ = now;
  if (progress.bytes_total == 0) {
    std::fprintf(stderr, "\r\033[K%s：%llu 条", label_.c_str(),
                 static_cast<unsigned long long>(progress.records));
    return;
  }
  const double share =
      static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total);
  constexpr int width = 30;
  const int filled = static_cast<int>(share * width);
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
  std::fprintf(stderr, "\r\033[K%s %s %3d%%  %llu 条", label_.c_str(), bar.c_str(),
               static_cast<int>(share * 100), static_cast<unsigned long long>(progress.records));
}
}  // namespace bole
