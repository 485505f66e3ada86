// SLOT-01 职数: nobody is appointed to a post whose seats are taken. Counts who of the stated
// holders holds this very post; the person judged does not stand in their own way.
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
struct Holder {
  std::optional<Row> row{};
  Tri here = Tri::unknown;
};

Tri holds_here(const Columns& columns, Row row, const ThisPost& post, Day as_of) {
  const Run& run = columns.appointment_runs[row.value];
  if (!run.known || !post.is_known()) return Tri::unknown;
  Tri here = Tri::no;
  for (const AppointmentCell& cell : Columns::run(columns.appointments, run)) {
    if (cell.kind != AppointmentKind::post || !post.is_among(cell)) continue;
    const Tri held = is_held(cell, as_of);
    if (held == Tri::yes) return Tri::yes;
    if (held == Tri::unknown) here = Tri::unknown;
  }
  return here;
}

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const VacantPost& post = context.post;
  const ThisPost this_post(columns, post);
  std::vector<Holder> holders;
  Range taken{};
  for (const ProfileId& id : post.holders) {
    Holder holder{columns.find(id)};
    if (holder.row) holder.here = holds_here(columns, *holder.row, this_post, context.as_of);
    taken.at_least += holder.here == Tri::yes ? 1 : 0;
    taken.at_most += holder.here == Tri::no ? 0 : 1;
    holders.push_back(holder);
  }
  judge_each(Ahead(), rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    // Without the seats, or without the holders, nothing can be counted.
    if (!post.seats || holders.empty()) return {Verdict::unverified, Notice::none};
    Range others = taken;
    for (const Holder& holder : holders) {
      if (holder.row != row) continue;
      others.at_least -= holder.here == Tri::yes ? 1 : 0;
      others.at_most -= holder.here == Tri::no ? 0 : 1;
    }
    if (finding) {
      finding->observed = others.at_least;
      finding->wanted = *post.seats;
      finding->unit = Unit::count;
    }
    if (others.at_least >= *post.seats) return {Verdict::fails, Notice::none};
    return {others.at_most < *post.seats ? Verdict::holds : Verdict::unverified, Notice::none};
  });
}
}  // namespace

extern const Gate seats;
const Gate seats{"SLOT-01", "职数", Cost::cell, judge};
}  // namespace bole::gates
