#include "engine/columns/columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bole {
namespace {
MonthCell month_cell(const std::optional<PartialDate>& date) {
  if (!date) return {};
  // A far year (9999 for "no end") does not fit and needs no exact month.
  const auto fit = [](int month) {
    return static_cast<std::int16_t>(
        std::min<int>(month, std::numeric_limits<std::int16_t>::max()));
  };
  return {fit(date->first_month()), fit(date->last_month())};
}

Tri tri(const std::optional<bool>& value) {
  return !value ? Tri::unknown : *value ? Tri::yes : Tri::no;
}

AppointmentKind kind_of(std::string_view kind) {
  if (kind == "任职") return AppointmentKind::post;
  if (kind == "学习") return AppointmentKind::study;
  if (kind == "挂职") return AppointmentKind::attachment;
  if (kind == "任外职") return AppointmentKind::outside;
  return AppointmentKind::other;
}

SanctionStatus status_of(std::string_view status) {
  if (status == "exempted") return SanctionStatus::exempted;
  if (status == "cleared") return SanctionStatus::cleared;
  if (status == "revoked") return SanctionStatus::revoked;
  return SanctionStatus::by_dates;
}

// A person is 正职 in a period when one of the posts is; unknown only when none is and one may be.
Tri head_of(const std::vector<HeldPost>& posts) {
  Tri head = Tri::no;
  for (const HeldPost& post : posts) {
    if (post.head && *post.head) return Tri::yes;
    if (!post.head) head = Tri::unknown;
  }
  return posts.empty() ? Tri::unknown : head;
}

CareerSpan span_of(const AppointmentCell& cell) {
  const bool from_exact = cell.from.known() && cell.from_month.first == cell.from_month.last;
  const bool to_exact = cell.to.known() && cell.to_month.first == cell.to_month.last;
  return {.from = cell.from_month.first,
          .to = cell.open ? CareerSpan::open_end : cell.to_month.first,
          .tags_begin = cell.tags_begin,
          .tags = cell.tags,
          .exact = static_cast<std::uint8_t>(from_exact && (cell.open || to_exact) ? 1 : 0),
          .kind = cell.kind,
          .level = cell.level,
          .grassroots = cell.grassroots};
}

CareerForm form_of(std::span<const CareerSpan> career) {
  if (career.size() > 256) return CareerForm::entries;
  const auto exact = [](const CareerSpan& span) { return span.exact != 0; };
  const auto earlier = [](const CareerSpan& a, const CareerSpan& b) { return a.from < b.from; };
  const bool plain = std::all_of(career.begin(), career.end(), exact) &&
                     std::is_sorted(career.begin(), career.end(), earlier);
  return plain ? CareerForm::steps : CareerForm::vague;
}

// Appends a step, or prolongs the last one of the run where `goes_on` and there is no gap.
template <class Step>
void append_step(Run& run, Array<Step>& steps, const Step& step, bool goes_on) {
  if (run.count > 0 && goes_on && step.from <= steps.back().to) {
    steps[steps.size() - 1].to = std::max(steps.back().to, step.to);
    return;
  }
  steps.push_back(step);
  ++run.count;
}

// Both append the steps of a plain career and say where they lie.
Run append_levels(std::span<const CareerSpan> career, Array<LevelStep>& steps) {
  Run run{.begin = static_cast<std::uint32_t>(steps.size()), .count = 0, .known = 1};
  for (std::size_t entry = 0; entry < career.size(); ++entry) {
    const CareerSpan& span = career[entry];
    if (span.kind != AppointmentKind::post) continue;
    const bool goes_on =
        run.count > 0 && span.level != Level::unknown && span.level == steps.back().level;
    append_step(run, steps,
                LevelStep{.from = span.from,
                          .to = span.to,
                          .level = span.level,
                          .entry = static_cast<std::uint8_t>(entry)},
                goes_on);
  }
  return run;
}
Run append_grassroots(std::span<const CareerSpan> career, Array<GrassrootsStep>& steps) {
  Run run{.begin = static_cast<std::uint32_t>(steps.size()), .count = 0, .known = 1};
  for (const CareerSpan& span : career) {
    if (!is_in_office(span.kind) || span.grassroots == Tri::no) continue;
    const bool goes_on = run.count > 0 && span.grassroots == steps.back().grassroots;
    append_step(run, steps,
                GrassrootsStep{.from = span.from, .to = span.to, .grassroots = span.grassroots},
                goes_on);
  }
  return run;
}

ServedMonths served_in(std::span<const GrassrootsStep> steps) {
  ServedMonths served;
  int reached = std::numeric_limits<int>::min();
  for (const GrassrootsStep& step : steps) {
    if (step.grassroots != Tri::yes || step.to == CareerSpan::open_end) continue;
    const int months = step.to - std::max<int>(step.from, reached);
    if (months <= 0) continue;
    reached = step.to;
    served.months = static_cast<std::uint16_t>(served.months + months);
    served.by = step.to;
  }
  return served;
}

// The same of a career that is not plain. picked(cell): whether the entry belongs to the steps;
// alike(cell, step): whether one that follows the step without a gap is part of it.
template <class Picked, class Alike>
Run append_vague(std::span<const AppointmentCell> career, std::span<const CareerSpan> spans,
                 Array<VagueStep>& steps, Picked picked, Alike alike) {
  Run run{.begin = static_cast<std::uint32_t>(steps.size()), .count = 0, .known = 1};
  bool exact = false;  // the last step
  for (std::size_t entry = 0; entry < career.size(); ++entry) {
    const AppointmentCell& cell = career[entry];
    if (!picked(cell)) continue;
    const StepMonths months = months_of(cell);
    const bool here_exact = spans[entry].exact != 0;
    if (here_exact && exact && alike(cell, steps.back())) {
      StepMonths& last = steps[steps.size() - 1].months;
      if (months.from_first >= last.from_first && months.from_first <= last.to_first) {
        last.to_first = last.to_last = std::max(last.to_last, months.to_last);
        continue;
      }
    }
    exact = here_exact;
    ++run.count;
    steps.push_back({.months = months,
                     .kind = cell.kind,
                     .level = cell.level,
                     .grassroots = cell.grassroots,
                     .entry = static_cast<std::uint8_t>(entry)});
  }
  return run;
}
Run append_vague_levels(std::span<const AppointmentCell> career, std::span<const CareerSpan> spans,
                        Array<VagueStep>& steps) {
  return append_vague(
      career, spans, steps,
      [](const AppointmentCell& cell) { return cell.kind == AppointmentKind::post; },
      [](const AppointmentCell& cell, const VagueStep& step) {
        return cell.level != Level::unknown && cell.level == step.level;
      });
}
Run append_vague_grassroots(std::span<const AppointmentCell> career,
                            std::span<const CareerSpan> spans, Array<VagueStep>& steps) {
  return append_vague(
      career, spans, steps,
      [](const AppointmentCell& cell) {
        return is_in_office(cell.kind) && cell.grassroots != Tri::no;
      },
      [](const AppointmentCell& cell, const VagueStep& step) {
        return cell.grassroots == step.grassroots;
      });
}

TrainingMark mark_of(const TrainingCell& cell) {
  const DateCell& ended = cell.to.known() ? cell.to : cell.from;
  TrainingMark mark{.subject = cell.subject};
  const bool fits = cell.subject != 0 && ended.known() && ended.width <= TrainingMark::widest &&
                    ended.earliest >= 0 &&
                    ended.earliest <= std::numeric_limits<std::uint16_t>::max() &&
                    cell.hours <= TrainingMark::most_hours;
  if (!fits) return mark;
  const int hours = cell.hours < 0 ? TrainingMark::hours_unknown : cell.hours;
  mark.ended = static_cast<std::uint16_t>(ended.earliest);
  mark.width = ended.width & TrainingMark::widest;
  mark.hours = static_cast<std::uint16_t>(hours) & TrainingMark::in_cell;
  return mark;
}

AnnualAppraisals annual_of(const Profile& profile) {
  AnnualAppraisals annual;
  if (!profile.appraisals) return annual;
  const auto is_annual = [](const Appraisal& entry) {
    return entry.kind == "年度" || entry.kind.empty();
  };
  std::uint64_t newest = 0;
  for (const Appraisal& entry : *profile.appraisals) {
    if (is_annual(entry))
      newest = std::max(newest, static_cast<std::uint64_t>(std::max(0, entry.year)));
  }
  annual.packed = newest << 48U;
  for (const Appraisal& entry : *profile.appraisals) {
    const int age = annual.newest() - entry.year;
    if (!is_annual(entry) || age < 0 || age >= AnnualAppraisals::years) continue;
    AnnualGrade grade = entry.kind.empty() ? AnnualGrade::in_cells : annual_grade(entry.grade);
    if (annual.of(entry.year) != AnnualGrade::absent) grade = AnnualGrade::in_cells;
    annual.packed &= ~(std::uint64_t{15} << (4 * age));
    annual.packed |= std::uint64_t{static_cast<std::uint8_t>(grade)} << (4 * age);
  }
  return annual;
}

// Zero for a field that the vocabulary does not know, or that lies beyond the 32 that fit.
std::uint32_t field_bit(const Vocabulary& vocabulary, std::string_view id) {
  const Field* field = vocabulary.field(id);
  if (field == nullptr) return 0;
  const std::ptrdiff_t at = field - vocabulary.fields().data();
  return at < 32 ? std::uint32_t{1} << at : 0;
}

// Appends the list's cells and says where they lie. A list beyond 65 535 entries is cut there; the
// readers refuse far shorter ones.
template <class Item, class Cell, class Make>
Run append(const std::optional<std::vector<Item>>& items, Array<Cell>& cells, Make make) {
  Run run{.begin = static_cast<std::uint32_t>(cells.size()), .count = 0, .known = 0};
  if (!items) return run;
  run.known = 1;
  for (const Item& item : *items) {
    if (run.count == std::numeric_limits<std::uint16_t>::max()) break;
    cells.push_back(make(item));
    ++run.count;
  }
  return run;
}

Run append_stated(const Profile& profile, const Vocabulary& vocabulary, Array<StatedCell>& cells) {
  Run run{.begin = static_cast<std::uint32_t>(cells.size()), .count = 0, .known = 0};
  if (!profile.specialities_stated) return run;
  run.known = 1;
  std::uint16_t entry = 0;
  for (const std::string& text : *profile.specialities_stated) {
    for (const SpecialityHit& hit : vocabulary.specialities_in(text)) {
      if (run.count == std::numeric_limits<std::uint16_t>::max()) return run;
      cells.push_back({.speciality = hit.speciality, .entry = entry});
      ++run.count;
    }
    ++entry;
  }
  return run;
}

void set_bit(Array<std::uint64_t>& bits, std::uint32_t row, bool on) {
  if (bits.size() <= row / 64) bits.resize(row / 64 + 1);
  const std::uint64_t bit = std::uint64_t{1} << (row % 64);
  bits[row / 64] = on ? bits[row / 64] | bit : bits[row / 64] & ~bit;
}

template <class Value>
void set(Array<Value>& column, std::uint32_t row, const Value& value) {
  if (column.size() <= row) column.resize(row + 1);
  column[row] = value;
}
}  // namespace

DateCell date_cell(const std::optional<PartialDate>& date) {
  if (!date) return {};
  const std::int32_t earliest = date->earliest().value;
  return {.earliest = earliest,
          .width = static_cast<std::uint16_t>(date->latest().value - earliest)};
}

StepMonths months_of(const AppointmentCell& entry) {
  constexpr std::int16_t latest = CareerSpan::open_end;
  const bool begun = entry.from.known();
  const bool ended = entry.to.known();
  return {.from_first = begun ? entry.from_month.first : StepMonths::unknown_begin,
          .from_last = begun ? entry.from_month.last : latest,
          .to_first = entry.open != 0 ? latest
                      : ended         ? entry.to_month.first
                                      : StepMonths::unknown_end,
          .to_last = ended ? entry.to_month.last : latest};
}

AnnualGrade annual_grade(std::string_view grade) {
  static constexpr std::array<std::pair<std::string_view, AnnualGrade>, 7> known{{
      {"优秀", AnnualGrade::excellent},
      {"称职", AnnualGrade::competent},
      {"基本称职", AnnualGrade::basic},
      {"不称职", AnnualGrade::incompetent},
      {"合格", AnnualGrade::qualified},
      {"基本合格", AnnualGrade::basic_qualified},
      {"不合格", AnnualGrade::unqualified},
  }};
  for (const auto& [text, code] : known) {
    if (text == grade) return code;
  }
  return AnnualGrade::in_cells;
}

Columns::Columns(const Vocabulary& vocabulary)
    : speciality_periods(vocabulary.specialities().size()), vocabulary_(&vocabulary) {}

std::optional<Row> Columns::find(const ProfileId& id) const {
  const auto row = ids_.find(id.text);
  return row ? std::optional(Row{*row}) : std::nullopt;
}

void Columns::remove(const ProfileId& id) {
  if (const auto row = find(id)) live_[row->value] = 0;
}

// The kind of an organisation follows from its text, which many people share.
Word Columns::kind_word(Word organisation) {
  if (organisation >= kind_words_.size()) kind_words_.resize(organisation + 1, kind_not_sought);
  if (kind_words_[organisation] == kind_not_sought) {
    const OrganisationKind* kind = vocabulary_->organisation_kind(words.text(organisation));
    kind_words_[organisation] = kind ? words.put(kind->name) : 0;
  }
  return kind_words_[organisation];
}

void Columns::list_specialities(std::uint32_t row, const Run& before) {
  const auto place_in = [row](const Array<SpecialityPeriod>& list) {
    const auto first = std::ranges::lower_bound(list, row, {}, &SpecialityPeriod::row);
    const auto last = std::ranges::upper_bound(first, list.end(), row, {}, &SpecialityPeriod::row);
    return std::pair(static_cast<std::size_t>(first - list.begin()),
                     static_cast<std::size_t>(last - first));
  };
  const auto each_tag = [this](const Run& run, auto visit) {
    for (std::uint32_t at = run.begin; at < run.begin + run.count; ++at) {
      const AppointmentCell& cell = appointments[at];
      for (std::uint32_t i = 0; i < cell.tags; ++i) visit(tags[cell.tags_begin + i], at);
    }
  };
  each_tag(before, [&](std::uint16_t speciality, std::uint32_t) {
    Array<SpecialityPeriod>& list = speciality_periods[speciality];
    const auto [at, count] = place_in(list);
    if (count > 0) list.replace(at, count, {});
  });
  each_tag(appointment_runs[row], [&](std::uint16_t speciality, std::uint32_t cell) {
    Array<SpecialityPeriod>& list = speciality_periods[speciality];
    const CareerSpan& span = career_spans[cell];
    const SpecialityPeriod period{.row = row,
                                  .cell = cell,
                                  .from = span.from,
                                  .to = span.to,
                                  .kind = span.kind,
                                  .exact = span.exact};
    if (list.empty() || list.back().row < row ||
        (list.back().row == row && list.back().cell < cell)) {
      list.push_back(period);
      return;
    }
    const auto [at, count] = place_in(list);
    if (count > 0 && list[at + count - 1].cell == cell) return;  // tagged twice
    list.replace(at + count, 0, {&period, 1});
  });
}

Row Columns::put(const Profile& profile) {
  const auto [row, fresh] = ids_.put(profile.id.text);
  if (fresh) {
    names_.push_back(profile.name);
    currents_.push_back(profile.current.text);
    stroke_keys_.push_back(vocabulary_->stroke_key(profile.name));
  } else if (names_[row] != profile.name) {
    names_.set(row, profile.name);
    stroke_keys_.set(row, vocabulary_->stroke_key(profile.name));
  }
  if (currents_[row] != profile.current.text) currents_.set(row, profile.current.text);

  set<std::uint8_t>(live_, row, 1);

  set(birth, row, date_cell(profile.birth));
  set(work_start, row, date_cell(profile.work_start));
  set(level_since, row, date_cell(profile.current.level_since));
  set(grade_since, row, date_cell(profile.current.grade_since));
  set(grade, row, parse_grade(profile.current.grade).value_or(Grade::unknown));
  set(staff_scale, row, words.put(profile.staff.scale));
  set(staff_status, row, words.put(profile.staff.status));
  set(level, row, profile.current.level.value);
  PersonBrief told{.level_since = level_since[row],
                   .annual = annual_of(profile),
                   .level_since_month = month_cell(profile.current.level_since),
                   .level = profile.current.level.value};

  const Run before = fresh ? Run{} : appointment_runs[row];
  set(appointment_runs, row, append(profile.appointments, appointments, [&](const Appointment& a) {
        AppointmentCell made{.from = date_cell(a.from),
                             .to = date_cell(a.to),
                             .from_month = month_cell(a.from),
                             .to_month = month_cell(a.to)};
        made.tags_begin = static_cast<std::uint32_t>(tags.size());
        for (const Tag& tag : a.tags) {
          if (tag.kind == "field") made.fields |= field_bit(*vocabulary_, tag.id);
          if (tag.kind != "speciality" || made.tags == 255) continue;
          const auto speciality = vocabulary_->speciality(tag.id);
          if (!speciality) continue;
          made.fields |= field_bit(*vocabulary_, vocabulary_->specialities()[*speciality].field);
          tags.push_back(*speciality);
          ++made.tags;
        }
        made.posts_begin = static_cast<std::uint32_t>(posts.size());
        for (const HeldPost& held : a.posts) {
          if (made.posts == 255) break;
          const Word organisation = words.put(held.organisation.text);
          const Word kind = kind_word(organisation);
          const Word registered = words.put(held.organisation.kind);
          posts.push_back({.organisation = organisation,
                           .organisation_kind = kind,
                           .registered_kind = registered == kind ? 0 : registered,
                           .title = words.put(held.title)});
          ++made.posts;
        }
        made.kind = kind_of(a.kind);
        made.level = a.level.value;
        made.open = a.open ? 1 : 0;
        made.head = head_of(a.posts);
        made.grassroots = tri(a.place.grassroots);
        made.hard = tri(a.place.hard);
        made.system = words.put(a.system);
        made.division = words.put(a.place.division);
        return made;
      }));
  set_bit(no_appointments, row, !profile.appointments);
  const Run& career = appointment_runs[row];
  career_spans.resize(appointments.size());
  for (std::size_t i = career.begin; i < appointments.size(); ++i) {
    career_spans[i] = span_of(appointments[i]);
  }
  const auto spans = std::span(career_spans).subspan(career.begin);
  if (career.known != 0) told.form = form_of(spans);
  if (told.form == CareerForm::steps) {
    told.levels = append_levels(spans, level_steps);
    told.grassroots = append_grassroots(spans, grassroots_steps);
    told.served = served_in(run(grassroots_steps, told.grassroots));
  }
  if (told.form == CareerForm::vague) {
    const auto cells = std::span(std::as_const(appointments)).subspan(career.begin);
    told.levels = append_vague_levels(cells, spans, vague_steps);
    told.grassroots = append_vague_grassroots(cells, spans, vague_steps);
  }
  list_specialities(row, before);
  set(education_runs, row, append(profile.education, education, [&](const Education& e) {
        const NamedRank* rank = vocabulary_->education(e.level);
        const NamedRank* degree = vocabulary_->degree(e.degree);
        return EducationCell{.mode = words.put(e.mode),
                             .level = words.put(rank ? rank->name : e.level),
                             .degree = words.put(e.degree),
                             .major = words.put(e.major),
                             .discipline = words.put(e.discipline),
                             .to = date_cell(e.to),
                             .rank = static_cast<std::uint8_t>(rank ? rank->rank : 0),
                             .degree_rank = static_cast<std::uint8_t>(degree ? degree->rank : 0)};
      }));
  set(title_runs, row, append(profile.professional_titles, titles, [&](const ProfessionalTitle& t) {
        return TitleCell{words.put(t.name), date_cell(t.date)};
      }));
  set(appraisal_runs, row, append(profile.appraisals, appraisals, [&](const Appraisal& a) {
        return AppraisalCell{.year = static_cast<std::int16_t>(a.year),
                             .kind = words.put(a.kind),
                             .grade = words.put(a.grade)};
      }));
  set(training_runs, row, append(profile.training, training, [&](const Training& t) {
        return TrainingCell{date_cell(t.from), date_cell(t.to), t.hours.value_or(-1),
                            words.put(t.subject)};
      }));
  for (std::size_t i = training_marks.size(); i < training.size(); ++i) {
    training_marks.push_back(mark_of(training[i]));
  }
  set(honour_runs, row, append(profile.honours, honours, [&](const Honour& h) {
        return HonourCell{date_cell(h.date), words.put(h.name), words.put(h.tier)};
      }));
  set(sanction_runs, row, append(profile.sanctions, sanctions, [&](const Sanction& s) {
        const bool complete = !s.authority.empty() && !s.document.empty() && s.date;
        const auto& decision = s.status_decision;
        return SanctionCell{
            .date = date_cell(s.date),
            .effect_until = date_cell(s.effect_until),
            .status_date = decision ? date_cell(decision->date) : DateCell{},
            .kind = words.put(s.kind),
            .status = status_of(s.status),
            .complete = static_cast<std::uint8_t>(complete ? 1 : 0),
            .status_decided = static_cast<std::uint8_t>(decision ? 1 : 0),
            .status_complete = static_cast<std::uint8_t>(decision && decision->complete() ? 1 : 0)};
      }));
  told.sanctions = sanction_runs[row].count;
  set(clearance_runs, row, append(profile.clearances, clearances, [&](const Clearance& c) {
        const bool complete = !c.authority.empty() && !c.document.empty() && c.date;
        return ClearanceCell{.date = date_cell(c.date),
                             .valid_until = date_cell(c.valid_until),
                             .kind = words.put(c.kind),
                             .result = words.put(c.result),
                             .complete = static_cast<std::uint8_t>(complete ? 1 : 0)};
      }));
  set(stated_runs, row, append_stated(profile, *vocabulary_, stated));
  told.titles = title_runs[row];
  told.training = training_runs[row];
  set(brief, row, told);
  return Row{row};
}
}  // namespace bole
