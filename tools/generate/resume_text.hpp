#pragma once
#include <string>
#include <string_view>

#include "engine/profile/profile.hpp"
#include "tools/generate/career.hpp"

namespace bole {

enum class MonthForm : std::uint8_t { padded, short_month, undotted, chinese, slashed };
enum class BracketPlace : std::uint8_t { in_line, own_line };

// How a 简历 is laid out. The defaults are the official layout of the 干部任免审批表: two hyphens,
// two spaces, continued lines under column 18, brackets in the line, an open end left blank.
struct ResumeStyle {
  std::string dash = "--";
  std::string gap = "  ";
  std::string still{};  // of an open period: empty, 至今 or 现在
  int width = 0;        // characters of text before a line is broken; 0: never
  std::string hanging = "                  ";  // what a continued line begins with
  std::string opening = "其间：";
  MonthForm months = MonthForm::padded;
  BracketPlace brackets = BracketPlace::in_line;
  std::string line_end = "\n";
};

// Writes the 简历 and appends to profile.appointments what it says, in the order of the text, with
// keys, text_span and concurrent_with (docs/model.md §1.1). Sets profile.resume.
void write_resume(Profile& profile, const Career& career, const ResumeStyle& style);

// One of the layouts seen in the wild, the official one included.
[[nodiscard]] ResumeStyle make_resume_style(Random& random);

}  // namespace bole
