// How many different systems (系统), divisions (行政区划) or kinds of body (单位类型) somebody has
// served in (任职经历广度), in posts and attachments. A period of which that is not recorded may be
// one more.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
enum class Of : std::uint8_t { system, division, kind };

std::optional<Of> read_of(std::string_view text) {
  if (text == "system") return Of::system;
  if (text == "division") return Of::division;
  if (text == "kind") return Of::kind;
  return std::nullopt;
}

std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.of.empty()) {
    return fault("args/of", "missing_key",
                 "应当写明按系统（system）、地区（division）还是单位类型（kind）计");
  }
  if (!read_of(spec.args.of)) {
    constexpr std::array<std::string_view, 3> names{"system", "division", "kind"};
    return unknown_word("args/of", "unknown_value", spec.args.of,
                        " system（系统）、division（地区）或 kind（单位类型）", names);
  }
  return needs_points(spec);
}

// Calls see(word) for what the entry says, 0 for what it leaves unsaid.
template <class See>
void each_word(const Columns& columns, const AppointmentCell& entry, Of of, See see) {
  if (of == Of::system) return see(entry.system);
  if (of == Of::division) return see(entry.division);
  for (std::uint32_t i = 0; i < entry.posts; ++i) {
    see(columns.posts[entry.posts_begin + i].organisation_kind);
  }
  if (entry.posts == 0) see(0);
}

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  const Of of = *read_of(spec.args.of);
  std::vector<Word> certain;
  std::vector<Word> possible;  // and those
  const auto add = [](std::vector<Word>& words, Word word) {
    const bool fresh = std::ranges::find(words, word) == words.end();
    if (fresh) words.push_back(word);
    return fresh;
  };
  const Valuing valuing(spec.value, rows.size());
  const Ahead ahead(Lists(columns.appointment_runs, columns.appointments));
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    const Run& run = columns.appointment_runs[row.value];
    const auto entries = Columns::run(columns.appointments, run);
    certain.clear();
    possible.clear();
    int unsaid = 0;
    std::optional<std::uint32_t> doubtful;
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      const AppointmentCell& entry = entries[i];
      if (!is_in_office(entry.kind) || begins_after(entry, context.as_of)) continue;
      const bool begun = entry.from.known() && entry.from.last() <= context.as_of;
      bool adds = false;
      bool open = false;
      each_word(columns, entry, of, [&](Word word) {
        open |= word == 0 || !begun;
        unsaid += word == 0 ? 1 : 0;
        if (word == 0) return;
        adds |= add(possible, word);
        if (begun) adds |= add(certain, word);
      });
      if (open && !doubtful) doubtful = i;
      if (finding && adds) finding->evidence.push_back({Evidence::Part::appointment, i});
    }
    Range x{static_cast<int>(certain.size()), static_cast<int>(possible.size()) + unsaid};
    // Without a career on record it may be as many as count.
    if (!run.known) x.at_most = static_cast<int>(spec.value.points.back().first);
    const CriterionOutcome value = valuing.of(x);
    if (finding) {
      tell_counted(*finding, spec, value, x, Unit::count);
      if (finding->evidence.empty()) {
        finding->evidence.push_back({Evidence::Part::no_appointment, 0});
      }
      if (!run.known) {
        finding->missing = Evidence{Evidence::Part::no_appointment, 0};
      } else if (!x.exact() && doubtful) {
        finding->missing = Evidence{Evidence::Part::appointment, *doubtful};
      }
    }
    return value;
  });
}
}  // namespace

extern const Criterion breadth;
const Criterion breadth{"breadth",        "任职经历广度", Unit::count, Growth::by_development,
                        counting_reasons, check,          judge};
}  // namespace bole::criteria
