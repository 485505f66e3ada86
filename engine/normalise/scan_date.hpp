#pragma once
#include <optional>
#include <string_view>

#include "engine/core/date.hpp"

namespace bole {

// Dates and periods inside folded text (Characters::folded), as files write them.

struct ScannedDate {
  PartialDate date{};
  bool in_words = false;    // 1995年春, 2003年7月底: what the words add is not in `date`
  bool impossible = false;  // month 13, 30 February: `date` keeps what exists before it
  std::size_t end = 0;      // first character after the date
};

// A date that begins at `at`; the character before it is the caller's business. 2008年度,
// 2008年第一期 and numbers of other lengths are no dates. Years 1850 to 2149.
[[nodiscard]] std::optional<ScannedDate> scan_date(std::u32string_view text, std::size_t at);

enum class PeriodForm {
  range,   // 2001.07--2006.05
  open,    // 2001.07--, 2001.07至今, 2001.07以来
  since,   // 自2001.07起, 2001.07以后: the end is not said
  single,  // 2001.07
};

struct ScannedPeriod {
  PeriodForm form = PeriodForm::single;
  ScannedDate from{};
  std::optional<ScannedDate> to{};
  std::size_t end = 0;  // first character after the head, before blanks
};

// A period head that begins at `at`, with 自/从/于 before it if there.
[[nodiscard]] std::optional<ScannedPeriod> scan_period(std::u32string_view text, std::size_t at);

}  // namespace bole
