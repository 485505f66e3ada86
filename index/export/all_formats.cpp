// Every report format. To add one: write formats/<name>.cpp and name it twice here.
#include <array>

#include "index/export/report_format.hpp"

namespace bole {
namespace report_formats {
extern const ReportFormat html;
}  // namespace report_formats

std::span<const ReportFormat> all_report_formats() {
  static const std::array all{report_formats::html};
  return all;
}

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : all_report_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}
}  // namespace bole
