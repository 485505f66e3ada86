#include "engine/query/set_reader.hpp"

#include <array>

namespace bole {
namespace {
template <auto runs>
const Array<Run>& runs_of(const Columns& columns) {
  return columns.*runs;
}
template <auto cells>
void limit_by_existence(const Columns& columns, AsOf as_of, Subjects rows, std::span<Truth> truth) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (truth[i] != Truth::no) {
      truth[i] = std::min(truth[i], existence((columns.*cells)[rows[i]], as_of));
    }
  }
}
// A period that began before the as-of month exists; most are told by that alone.
void limit_appointments(const Columns& columns, AsOf as_of, Subjects rows, std::span<Truth> truth) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (truth[i] == Truth::no) continue;
    const CareerSpan& span = columns.career_spans[rows[i]];
    if (span.exact != 0 && span.from < as_of.month) continue;
    truth[i] = std::min(truth[i], existence(columns.appointments[rows[i]], as_of));
  }
}
template <auto cells>
PeriodSpan span_of_row(const Columns& columns, std::uint32_t row, AsOf as_of) {
  return span_of((columns.*cells)[row], as_of);
}
}  // namespace

const SetReader& set_reader(RecordSet set) {
  static constexpr std::array<SetReader, record_set_count> readers{{
      {},
      {runs_of<&Columns::appointment_runs>, limit_appointments,
       span_of_row<&Columns::appointments>},
      {runs_of<&Columns::appraisal_runs>, limit_by_existence<&Columns::appraisals>, nullptr},
      {runs_of<&Columns::training_runs>, limit_by_existence<&Columns::training>,
       span_of_row<&Columns::training>},
      {runs_of<&Columns::education_runs>, limit_by_existence<&Columns::education>, nullptr},
      {runs_of<&Columns::honour_runs>, limit_by_existence<&Columns::honours>, nullptr},
      {runs_of<&Columns::title_runs>, limit_by_existence<&Columns::titles>, nullptr},
  }};
  return readers[static_cast<std::size_t>(set)];
}
}  // namespace bole
