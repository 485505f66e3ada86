// Hours of training in given subjects in the last years (专题培训). A subject is met when its words
// stand in the training's subject, or when both show the same speciality; a training whose subject
// is not recorded may have met it.
#include "engine/match/criteria/criterion_kit.hpp"

namespace bole::criteria {
namespace {
std::optional<Error> check(const CriterionSpec& spec) {
  if (spec.args.subjects.empty()) {
    return fault("args/subjects", "missing_key", "应当写明至少一个培训主题");
  }
  for (const std::string& subject : spec.args.subjects) {
    // What is sealed is also a subject that people are taught (民族, 健康); a vote is not.
    const RefusedName* refused = refused_name(subject);
    if (!refused || refused->code != "refused_attribute") continue;
    return fault("args/subjects", refused->code, quoted(subject) + std::string(refused->reason));
  }
  if (spec.args.years == 0) return fault("args/years", "missing_key", "应当写明近几年");
  return needs_points(spec);
}

// Each distinct subject text is looked at once for the batch.
class Subjects {
 public:
  Subjects(const Columns& columns, const std::vector<std::string>& wanted)
      : columns_(columns), wanted_(wanted), met_(columns.words.size(), unknown) {
    met_[0] = 1;
    for (const std::string& subject : wanted) {
      for (const SpecialityHit& hit : columns.vocabulary().specialities_in(subject)) {
        specialities_.push_back(hit.speciality);
      }
    }
  }

  // A subject that is not recorded may meet what is asked; any other does or does not.
  bool may_meet(Word word) {
    const std::uint8_t known = met_[word];
    return (known != unknown ? known : learn(word)) != 0;
  }

 private:
  [[gnu::noinline]] std::uint8_t learn(Word word) {
    return met_[word] = look(columns_.words.text(word)) ? 1 : 0;
  }
  bool look(std::string_view text) const {
    for (const std::string& subject : wanted_) {
      if (text.find(subject) != std::string_view::npos) return true;
    }
    for (const SpecialityHit& hit : columns_.vocabulary().specialities_in(text)) {
      if (std::find(specialities_.begin(), specialities_.end(), hit.speciality) !=
          specialities_.end()) {
        return true;
      }
    }
    return false;
  }

  static constexpr std::uint8_t unknown = 2;
  const Columns& columns_;
  const std::vector<std::string>& wanted_;
  std::vector<std::uint16_t> specialities_;
  std::vector<std::uint8_t> met_;
};

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  const Day from = add_days(add_months(context.as_of, -12 * spec.args.years), 1);
  Subjects subjects(columns, spec.args.subjects);
  const int days = context.as_of.value - from.value;  // from the first that counts to the last
  std::vector<TrainingMark> met;                      // of one person, with room for all
  // What is told by the marks alone: nothing where one of them is not enough.
  const auto counted = [&](const Run& run) -> std::optional<int> {
    if (run.known == 0) return std::nullopt;
    const auto marks = Columns::run(columns.training_marks, run);
    if (met.size() < marks.size()) met.resize(marks.size());
    // Without branches, because which subjects meet cannot be foreseen. Few do.
    TrainingMark* const kept = met.data();
    std::size_t count = 0;
    for (const TrainingMark& mark : marks) {
      kept[count] = mark;
      count += subjects.may_meet(mark.subject) ? 1 : 0;
    }
    int hours = 0;
    bool told = true;
    for (const TrainingMark& mark : std::span(met).first(count)) {
      const int first = mark.ended - from.value;
      const int last = first + mark.width;
      const bool here = (first >= 0) & (last <= days);
      const bool elsewhere = (last < 0) | (first > days);
      told &= elsewhere ? mark.hours != TrainingMark::in_cell
                        : here & (mark.hours <= TrainingMark::most_hours);
      hours += here ? mark.hours : 0;
    }
    if (!told) return std::nullopt;
    return hours;
  };
  const Valuing valuing(spec.value, rows.size());
  const Ahead ahead(Lists(RunView(columns.brief, &PersonBrief::training), columns.training_marks));
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    const Run& run = columns.brief[row.value].training;
    if (!finding) {
      if (const auto hours = counted(run)) return valuing.of({*hours, *hours});
    }
    const auto cells = Columns::run(columns.training, run);
    Range hours{};
    bool unlimited = run.known == 0;
    std::optional<std::uint32_t> doubtful;
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const TrainingCell& cell = cells[i];
      const bool unnamed = cell.subject == 0;
      if (!subjects.may_meet(cell.subject)) continue;
      const DateCell& ended = cell.to.known() ? cell.to : cell.from;
      if (ended.known() && (ended.first() > context.as_of || ended.last() < from)) continue;
      const bool certain =
          !unnamed && ended.known() && ended.first() >= from && ended.last() <= context.as_of;
      if (cell.hours < 0) unlimited = true;
      if (cell.hours >= 0) {
        if (certain) hours.at_least += cell.hours;
        hours.at_most += cell.hours;
      }
      if ((!certain || cell.hours < 0) && !doubtful) doubtful = i;
      if (finding) finding->evidence.push_back({Evidence::Part::training, i});
    }
    if (unlimited) hours.at_most = std::max(hours.at_most, 1000000);
    const CriterionOutcome value = valuing.of(hours);
    if (finding) {
      tell_counted(*finding, spec, value, hours, Unit::hour);
      if (finding->evidence.empty()) finding->evidence.push_back({Evidence::Part::no_training, 0});
      if (doubtful) {
        finding->missing = Evidence{Evidence::Part::training, *doubtful};
      } else if (unlimited) {
        finding->missing = Evidence{Evidence::Part::no_training, 0};
      }
    }
    return value;
  });
}
}  // namespace

extern const Criterion training;
const Criterion training{"training",       "专题培训", Unit::hour, Growth::by_development,
                         counting_reasons, check,      judge};
}  // namespace bole::criteria
