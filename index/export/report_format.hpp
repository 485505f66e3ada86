#pragma once
#include <span>
#include <string>
#include <string_view>

#include "engine/report/report.hpp"

namespace bole {

// A form in which reports leave the program. To add one: write formats/<name>.cpp, then name it in
// all_formats.cpp.
struct ReportFormat {
  std::string_view name;  // html
  // The whole file. Escapes every text of the report; the same report gives the same bytes.
  std::string (*write)(const Report& report);
};

[[nodiscard]] std::span<const ReportFormat> all_report_formats();
[[nodiscard]] const ReportFormat* find_report_format(std::string_view name);

}  // namespace bole
