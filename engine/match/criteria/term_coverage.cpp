// How much of what the tasks ask for somebody covers (任务专长覆盖): of the weight of the terms, in
// permille, what is met. A term is met in full by office, by half by training, and by three tenths
// by the person's own statement; the best of these counts.
#include "engine/match/criteria/criterion_kit.hpp"
#include "engine/match/team.hpp"

namespace bole::criteria {
namespace {
constexpr int by_office = 1000;
constexpr int by_training = 500;
constexpr int by_statement = 300;
constexpr std::size_t most_terms = 64;

std::optional<Error> check(const CriterionSpec& spec) {
  const std::vector<SpecialityTerm>& terms = spec.args.terms;
  if (terms.empty()) return fault("args/terms", "missing_key", "应当写明至少一个专长及其比重");
  if (terms.size() > most_terms) {
    return fault("args/terms", "out_of_range",
                 "专长为 " + std::to_string(terms.size()) + " 个，至多 64 个");
  }
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    if (auto fault = unknown_speciality("args/terms", term->speciality)) return fault;
    const auto same = std::find_if(terms.begin(), term, [&](const SpecialityTerm& earlier) {
      return earlier.speciality == term->speciality;
    });
    if (same == term) continue;
    return fault("args/terms", "repeated_speciality", "专长“" + term->speciality + "”写了两次");
  }
  if (auto fault = needs_points(spec)) return fault;
  if (spec.value.points.back().first > 1000) {
    return fault("value/points", "out_of_range", "覆盖程度以千分计，最大为 1000");
  }
  return std::nullopt;
}

// Which of the terms the subject of a training shows, one bit a term. Each distinct subject is
// looked at once for the batch.
class Taught {
 public:
  Taught(const Columns& columns, const std::vector<std::uint16_t>& terms)
      : columns_(columns), terms_(terms), seen_(columns.words.size()) {}

  std::uint64_t by(Word subject) {
    std::uint32_t& seen = seen_[subject];
    if (seen == 0) {
      shown_.push_back(look(columns_.words.text(subject)));
      seen = static_cast<std::uint32_t>(shown_.size());
    }
    return shown_[seen - 1];
  }

 private:
  std::uint64_t look(std::string_view text) const {
    std::uint64_t shown = 0;
    for (const SpecialityHit& hit : columns_.vocabulary().specialities_in(text)) {
      for (std::size_t n = 0; n < terms_.size(); ++n) {
        if (terms_[n] == hit.speciality) shown |= std::uint64_t{1} << n;
      }
    }
    return shown;
  }

  const Columns& columns_;
  const std::vector<std::uint16_t>& terms_;
  std::vector<std::uint32_t> seen_;  // place in shown_, plus one
  std::vector<std::uint64_t> shown_;
};

// The terms that somebody's training, or statements, meet: one bit a term.
struct Met {
  std::uint64_t certainly = 0;
  std::uint64_t perhaps = 0;
  std::optional<Evidence> missing{};  // what leaves the rest open
  [[nodiscard]] Range worth(std::size_t n, int permille) const {
    const auto of = [&](std::uint64_t terms) { return (terms >> n & 1U) != 0 ? permille : 0; };
    return {of(certainly), of(certainly | perhaps)};
  }
};

void judge(const CriterionContext& context, std::span<const Row> rows,
           std::span<CriterionOutcome> out, std::vector<CriterionFinding>* findings) {
  const Columns& columns = context.columns;
  const CriterionSpec& spec = context.spec;
  const auto terms = indexes_of(columns, spec.args.terms, &SpecialityTerm::speciality);
  std::int64_t all_weight = 0;
  for (const SpecialityTerm& term : spec.args.terms) all_weight += term.weight;
  constexpr std::uint64_t every = ~std::uint64_t{0};
  OfficeMonths office(columns, terms, context.as_of);
  Taught taught(columns, terms);

  const auto trained = [&](Row row) {
    const Run& run = columns.brief[row.value].training;
    Met met{};
    if (run.known == 0) return Met{0, every, Evidence{Evidence::Part::no_training, 0}};
    const auto cells = Columns::run(columns.training, run);
    for (std::uint32_t i = 0; i < cells.size(); ++i) {
      const DateCell& ended = cells[i].to.known() ? cells[i].to : cells[i].from;
      if (ended.known() && ended.first() > context.as_of) continue;
      const bool certain =
          cells[i].subject != 0 && (!ended.known() || ended.last() <= context.as_of);
      const std::uint64_t shown = cells[i].subject == 0 ? every : taught.by(cells[i].subject);
      (certain ? met.certainly : met.perhaps) |= shown;
      if (!certain && shown != 0 && !met.missing) met.missing = {Evidence::Part::training, i};
    }
    return met;
  };
  const auto stated = [&](Row row) {
    const Run& run = columns.stated_runs[row.value];
    if (run.known == 0) return Met{0, every, Evidence{Evidence::Part::no_speciality_stated, 0}};
    Met met{};
    for (const StatedCell& cell : Columns::run(columns.stated, run)) {
      for (std::size_t n = 0; n < terms.size(); ++n) {
        if (terms[n] == cell.speciality) met.certainly |= std::uint64_t{1} << n;
      }
    }
    return met;
  };
  // The entries of what meets a term: the office, else the training, else the statement.
  const auto evidence_of = [&](Row row, std::size_t n, const Range& months, int worth) {
    std::vector<Evidence> evidence;
    if (worth == by_office || (worth == 0 && months.at_most > 0)) {
      for (const std::uint32_t entry : office.entries(row, n)) {
        evidence.push_back({Evidence::Part::appointment, entry});
      }
    }
    if (worth == by_training) {
      const auto cells = Columns::run(columns.training, columns.brief[row.value].training);
      for (std::uint32_t i = 0; i < cells.size(); ++i) {
        const DateCell& ended = cells[i].to.known() ? cells[i].to : cells[i].from;
        const bool counts = !ended.known() || ended.last() <= context.as_of;
        const bool shows = cells[i].subject != 0 && (taught.by(cells[i].subject) >> n & 1U) != 0;
        if (counts && shows) evidence.push_back({Evidence::Part::training, i});
      }
    }
    if (worth == by_statement) {
      for (const StatedCell& cell : Columns::run(columns.stated, columns.stated_runs[row.value])) {
        if (cell.speciality != terms[n]) continue;
        evidence.push_back({Evidence::Part::speciality_stated, cell.entry});
      }
    }
    return evidence;
  };

  const Ahead ahead(Cells(columns.brief));
  const Valuing valuing(spec.value, rows.size());
  judge_each(ahead, rows, out, findings, [&](Row row, CriterionFinding* finding) {
    const Met training = trained(row);
    const Met statement = stated(row);
    std::int64_t least = 0;
    std::int64_t most = 0;
    // Of the width of the whole, what each source leaves open.
    std::int64_t open_office = 0;
    std::int64_t open_training = 0;
    std::int64_t open_statement = 0;
    std::optional<std::uint32_t> doubtful;
    for (std::size_t n = 0; n < terms.size(); ++n) {
      const Range months = office.of(row, n);
      const Tri covered = covers(months);
      const Range lesser{std::max(training.worth(n, by_training).at_least,
                                  statement.worth(n, by_statement).at_least),
                         std::max(training.worth(n, by_training).at_most,
                                  statement.worth(n, by_statement).at_most)};
      const Range worth{covered == Tri::yes ? by_office : lesser.at_least,
                        covered == Tri::no ? lesser.at_most : by_office};
      const std::int64_t weight = spec.args.terms[n].weight;
      least += weight * worth.at_least;
      most += weight * worth.at_most;
      if (!finding) continue;
      const std::int64_t width = weight * (worth.at_most - worth.at_least);
      (worth.at_most == by_office     ? open_office
       : worth.at_most == by_training ? open_training
                                      : open_statement) += width;
      if (covered == Tri::unknown && !doubtful) doubtful = office.doubtful(row, n);
      SpecialityFinding one{.speciality = terms[n], .months = months, .worth = worth};
      one.evidence = evidence_of(row, n, months, worth.at_least);
      for (const Evidence& item : one.evidence) {
        if (std::ranges::find(finding->evidence, item) == finding->evidence.end()) {
          finding->evidence.push_back(item);
        }
      }
      finding->specialities.push_back(std::move(one));
    }
    const Range x{static_cast<std::int32_t>(least / all_weight),
                  static_cast<std::int32_t>(most / all_weight)};
    const CriterionOutcome value = valuing.of(x);
    if (finding) {
      tell_counted(*finding, spec, value, x, Unit::permille);
      if (finding->evidence.empty()) {
        finding->evidence.push_back({Evidence::Part::no_appointment, 0});
      }
      const std::int64_t widest = std::max({open_office, open_training, open_statement});
      if (widest == 0) return value;
      if (open_office == widest) {
        finding->missing = doubtful ? Evidence{Evidence::Part::appointment, *doubtful}
                                    : Evidence{Evidence::Part::no_appointment, 0};
      } else {
        finding->missing = open_training == widest ? training.missing : statement.missing;
      }
    }
    return value;
  });
}
}  // namespace

extern const Criterion term_coverage;
const Criterion term_coverage{
    "term_coverage",  "任务专长覆盖", Unit::permille, Growth::with_time_or_development,
    counting_reasons, check,          judge};
}  // namespace bole::criteria
