#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/array.hpp"
#include "engine/columns/texts.hpp"
#include "engine/core/date.hpp"
#include "engine/core/id.hpp"
#include "engine/core/level.hpp"
#include "engine/profile/profile.hpp"
#include "engine/vocabulary/vocabulary.hpp"

// What gates, criteria, filters and facets read about people: arrays, one cell a person, and for
// the parts of a career one run of cells a person. Built from profiles, never from JSON. Nothing of
// the sealed part enters here, so nothing that reads columns can name it.
namespace bole {

// A date as an interval of days; `earliest == unknown` when there is none.
struct DateCell {
  static constexpr std::int32_t unknown = std::numeric_limits<std::int32_t>::min();
  std::int32_t earliest = unknown;
  std::uint16_t width = 0;  // latest - earliest, in days
  std::uint16_t unused = 0;

  [[nodiscard]] bool known() const { return earliest != unknown; }
  [[nodiscard]] Day first() const { return Day{earliest}; }
  [[nodiscard]] Day last() const { return Day{earliest + width}; }
};
[[nodiscard]] DateCell date_cell(const std::optional<PartialDate>& date);

// The same interval as month numbers (month_index), kept beside the days because careers are summed
// in months far more often than they are compared by days.
struct MonthCell {
  std::int16_t first = 0;
  std::int16_t last = 0;
};

enum class Tri : std::uint8_t { no, yes, unknown };

// Index into a Dictionary; 0 is the empty text.
using Word = std::uint32_t;

// Distinct texts of one kind, numbered from 1 in order of arrival. Queries look at each distinct
// text once instead of at each person.
class Dictionary {
 public:
  Dictionary() { texts_.put({}); }
  Word put(std::string_view text) { return text.empty() ? 0 : texts_.put(text).number; }
  [[nodiscard]] Word find(std::string_view text) const {  // 0 when absent
    return texts_.find(text).value_or(0);
  }
  [[nodiscard]] std::string_view text(Word word) const { return texts_[word]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<Dictionary>(visit, self.texts_);
  }

 private:
  DistinctTexts texts_;
};

enum class AppointmentKind : std::uint8_t {
  other,
  post,
  study,
  attachment,
  outside
};  // 其他 任职 学习 挂职 任外职
// 任职 or 挂职: what shows what its person can do (领域, 专长); study and outside offices do not.
[[nodiscard]] inline bool is_in_office(AppointmentKind kind) {
  return kind == AppointmentKind::post || kind == AppointmentKind::attachment;
}

// Cells stand in the order of the profile's list: the n-th cell of a person is the n-th entry.
struct AppointmentCell {
  DateCell from{};
  DateCell to{};           // unknown and open == 1: still held
  MonthCell from_month{};  // meaningful where the date is known
  MonthCell to_month{};
  std::uint32_t tags_begin = 0;
  std::uint32_t posts_begin = 0;
  std::uint8_t tags = 0;
  std::uint8_t posts = 0;
  AppointmentKind kind = AppointmentKind::other;
  Level level = Level::unknown;
  std::uint8_t open = 0;
  Tri head = Tri::unknown;
  Tri grassroots = Tri::unknown;
  Tri hard = Tri::unknown;
  std::uint32_t fields = 0;  // bit n: the n-th field of the vocabulary, by speciality or by tag
  Word system = 0;
  Word division = 0;
};
// What walking a career needs of an appointment, packed, because careers are walked far more often
// than they are queried. The n-th span goes with the n-th AppointmentCell.
struct CareerSpan {
  static constexpr std::int16_t open_end = std::numeric_limits<std::int16_t>::max();
  std::int16_t from = 0;  // month numbers, meaningful when `exact`
  std::int16_t to = 0;    // open_end: still held
  std::uint32_t tags_begin = 0;
  std::uint8_t tags = 0;
  std::uint8_t exact = 0;  // both ends are known to the month
  AppointmentKind kind = AppointmentKind::other;
  Level level = Level::unknown;
  Tri grassroots = Tri::unknown;
  std::uint8_t unused[3] = {};
};
// A stretch of 任职 at one level: entries that follow each other without a gap are one step, but
// those of unknown level, which stay alone.
struct LevelStep {
  std::int16_t from = 0;  // as in CareerSpan
  std::int16_t to = 0;
  Level level = Level::unknown;
  std::uint8_t entry = 0;  // of the first one, in the person's list
};
// A stretch in office that is service at the grassroots (基层), or may be, its place not being
// recorded; entries that follow each other without a gap are one step.
struct GrassrootsStep {
  std::int16_t from = 0;  // as in CareerSpan
  std::int16_t to = 0;
  Tri grassroots = Tri::unknown;  // yes or unknown
  std::uint8_t unused = 0;
};
// The months between which an entry of a career begins and ends, as far as its dates tell.
struct StepMonths {
  static constexpr std::int16_t unknown_begin = std::numeric_limits<std::int16_t>::min();
  static constexpr std::int16_t unknown_end = unknown_begin;
  std::int16_t from_first = 0;  // unknown_begin: it may have begun at any time
  std::int16_t from_last = 0;
  std::int16_t to_first = 0;  // unknown_end: it may have ended at any time
  std::int16_t to_last = 0;   // CareerSpan::open_end: still held, or not known to have ended
};
[[nodiscard]] StepMonths months_of(const AppointmentCell& entry);
// Of anything whose dates are exact to the month.
template <class Span>
[[nodiscard]] StepMonths exact_months(const Span& span) {
  return {span.from, span.from, span.to, span.to};
}
// A stretch of a career that is not plain: an entry, or several with exact dates where those of a
// plain career would be one step.
struct VagueStep {
  StepMonths months{};
  AppointmentKind kind = AppointmentKind::other;
  Level level = Level::unknown;
  Tri grassroots = Tri::unknown;
  std::uint8_t entry = 0;  // of the first one, in the person's list
};
// A period with a speciality, in the list of that speciality: what counting its months needs.
struct SpecialityPeriod {
  std::uint32_t row = 0;
  std::uint32_t cell = 0;  // its place in `appointments`
  std::int16_t from = 0;   // as in CareerSpan
  std::int16_t to = 0;
  AppointmentKind kind = AppointmentKind::other;
  std::uint8_t exact = 0;
  std::uint16_t unused = 0;
};
struct HeldPostCell {
  Word organisation = 0;       // text
  Word organisation_kind = 0;  // by the organisation's name, as the vocabulary calls it
  Word registered_kind = 0;    // by the register, where that says something else
  Word title = 0;
};
struct EducationCell {
  Word mode = 0;
  Word level = 0;  // standard name
  Word degree = 0;
  Word major = 0;
  Word discipline = 0;
  DateCell to{};
  std::uint8_t rank = 0;         // of the level; 0: not known
  std::uint8_t degree_rank = 0;  // 0: not known
  std::uint16_t unused = 0;
};
struct TitleCell {
  Word name = 0;
  DateCell date{};
};
struct AppraisalCell {
  std::int16_t year = 0;
  std::uint16_t unused = 0;
  Word kind = 0;
  Word grade = 0;
};
// A speciality that a person's own statement (自述专长) shows.
struct StatedCell {
  std::uint16_t speciality = 0;  // index of the vocabulary
  std::uint16_t entry = 0;       // in the profile's list of statements
};
// The grade of one year's 年度考核, as far as the rules tell grades apart.
enum class AnnualGrade : std::uint8_t {
  absent,           // no entry for the year
  excellent,        // 优秀
  competent,        // 称职
  basic,            // 基本称职
  incompetent,      // 不称职
  qualified,        // 合格
  basic_qualified,  // 基本合格
  unqualified,      // 不合格
  in_cells,         // two entries, one without kind or grade, or another grade: read the cells
};
[[nodiscard]] AnnualGrade annual_grade(std::string_view grade);  // in_cells for any other text

// The 年度考核 of twelve years, four bits a year; older ones are in the cells only.
struct AnnualAppraisals {
  static constexpr int years = 12;
  // The newest year that has an entry, 0 for none, above 48 bits; below them the grades, the newest
  // year's lowest.
  std::uint64_t packed = 0;

  [[nodiscard]] int newest() const { return static_cast<int>(packed >> 48U); }
  [[nodiscard]] AnnualGrade of(int year) const {
    const int age = newest() - year;
    if (age < 0) return AnnualGrade::absent;
    if (age >= years) return AnnualGrade::in_cells;
    return static_cast<AnnualGrade>((packed >> (4 * age)) & 15U);
  }
};

// Some years running, of which the packed grades of many people are asked.
class YearsAsked {
 public:
  YearsAsked(int first, int last)
      : first_(first), asked_(std::min(last - first + 1, AnnualAppraisals::years)) {
    // Those before the last twelve are not packed: nobody's are told.
    if (last - first >= AnnualAppraisals::years) first_ = std::numeric_limits<int>::max();
    mask_ = (ones * 15) << (4 * (AnnualAppraisals::years - asked_)) & (ones * 15);
    for (std::size_t grade = 0; grade < grades_.size(); ++grade) {
      grades_[grade] = (ones * grade) & mask_;
    }
  }
  // Four bits a year, the first year's highest of 48; nothing where a grade is not told by the
  // packed ones, or all the years lie behind the newest.
  [[nodiscard]] std::optional<std::uint64_t> of(const AnnualAppraisals& annual) const {
    const auto behind = static_cast<unsigned>(annual.newest()) - static_cast<unsigned>(first_);
    if (behind >= AnnualAppraisals::years) return std::nullopt;
    const std::uint64_t grades =
        annual.packed << (4 * (AnnualAppraisals::years - 1 - behind)) & mask_;
    static_assert(static_cast<int>(AnnualGrade::in_cells) == 8, "the only one with this bit");
    if ((grades & (ones * 8)) != 0) return std::nullopt;
    return grades;
  }
  // In how many of the years it is this grade, which is not in_cells.
  [[nodiscard]] int times(std::uint64_t grades, AnnualGrade grade) const {
    const std::uint64_t other = grades ^ grades_[static_cast<std::size_t>(grade)];
    const std::uint64_t others = (other | other >> 1U | other >> 2U) & ones;
    return asked_ - static_cast<int>((others * ones) >> 44U & 15U);
  }
  // The grades of two years as a number: the first year's times 16, and the last year's.
  [[nodiscard]] static std::size_t of_two(std::uint64_t grades) { return grades >> 40U; }

 private:
  static constexpr std::uint64_t ones = 0x1111'1111'1111;
  int first_;
  int asked_;
  std::uint64_t mask_;                     // of the bits of the years
  std::array<std::uint64_t, 8> grades_{};  // every year's, by grade
};
struct TrainingCell {
  DateCell from{};
  DateCell to{};
  std::int32_t hours = -1;  // -1: not known
  Word subject = 0;
};
// What counting the hours of a training needs of it, packed. The n-th mark goes with the n-th cell.
struct TrainingMark {
  static constexpr std::uint16_t most_hours = (1U << 11U) - 3;
  static constexpr std::uint16_t hours_unknown = most_hours + 1;
  static constexpr std::uint16_t in_cell = most_hours + 2;
  static constexpr std::uint16_t widest = (1U << 5U) - 1;
  Word subject = 0;
  std::uint16_t ended = 0;             // days from 1970-01-01, the earliest
  std::uint16_t width : 5 = 0;         // to the latest, in days
  std::uint16_t hours : 11 = in_cell;  // in_cell: neither is told here, read the cell
};
struct HonourCell {
  DateCell date{};
  Word name = 0;
  Word tier = 0;
};
enum class SanctionStatus : std::uint8_t { by_dates, exempted, cleared, revoked };
struct SanctionCell {
  DateCell date{};
  DateCell effect_until{};
  DateCell status_date{};  // of the status decision
  Word kind = 0;
  SanctionStatus status = SanctionStatus::by_dates;
  std::uint8_t complete = 0;         // authority, document and date are there
  std::uint8_t status_decided = 0;   // there is a status decision
  std::uint8_t status_complete = 0;  // its authority, document and date are there
};

struct ClearanceCell {
  DateCell date{};
  DateCell valid_until{};
  Word kind = 0;
  Word result = 0;            // as written
  std::uint8_t complete = 0;  // authority, document and date are there
  std::uint8_t unused[3] = {};
};

// Where a person's cells of one set lie. `known` is 0 where the profile has no such list at all.
struct Run {
  std::uint32_t begin = 0;
  std::uint16_t count = 0;
  std::uint8_t known = 0;
  std::uint8_t unused = 0;
};

// How a career is kept for counting its months.
enum class CareerForm : std::uint8_t {
  entries,  // there is none, or it is too long: read the entries
  steps,    // plain: every entry's dates are exact to the month, and they stand in order
  vague,    // any other
};

// Months that certainly count and are over, and the month number by which they were served.
struct ServedMonths {
  std::uint16_t months = 0;
  std::int16_t by = 0;
};

// What gates and criteria ask of nearly everybody, in one line of the cache: they ask few people,
// who lie far apart, so that each further array costs them a wait for memory.
struct alignas(64) PersonBrief {
  DateCell level_since{};     // as in the column
  AnnualAppraisals annual{};  // of the 年度考核
  // Of `level_steps` and `grassroots_steps`, or of `vague_steps`, by the form.
  Run levels{};
  Run grassroots{};
  Run titles{};                   // as in the column
  Run training{};                 // as in the column
  MonthCell level_since_month{};  // meaningful where the date is known
  ServedMonths served{};          // at the grassroots, of a plain career
  std::uint16_t sanctions = 0;    // how many
  Level level = Level::unknown;   // as in the column
  CareerForm form = CareerForm::entries;
  std::uint32_t unused = 0;
};

// A Run a person, wherever it is kept.
class RunView {
 public:
  RunView(const Array<Run>& runs)
      : first_(reinterpret_cast<const std::byte*>(runs.data())), stride_(sizeof(Run)) {}
  RunView(const Array<PersonBrief>& people, Run PersonBrief::*run)
      : first_(people.empty() ? nullptr
                              : reinterpret_cast<const std::byte*>(&(people.front().*run))),
        stride_(sizeof(PersonBrief)) {}
  [[nodiscard]] const Run& operator[](std::size_t row) const {
    return *reinterpret_cast<const Run*>(first_ + row * stride_);
  }

 private:
  const std::byte* first_;
  std::size_t stride_;
};

class Columns {
 public:
  explicit Columns(const Vocabulary& vocabulary);

  // Adds the person, or replaces the one of the same id; the row stays the same for a known id.
  // Not safe while others read.
  Row put(const Profile& profile);

  // Takes the person out of every pool; the row stays, and is used again when the id comes back.
  void remove(const ProfileId& id);
  [[nodiscard]] bool is_live(Row row) const { return live_[row.value] != 0; }

  // Rows, live and removed.
  [[nodiscard]] std::size_t size() const { return level.size(); }
  [[nodiscard]] std::optional<Row> find(const ProfileId& id) const;
  [[nodiscard]] ProfileId id(Row row) const { return {std::string(ids_[row.value])}; }
  // Views end with the next put().
  [[nodiscard]] std::string_view id_text(Row row) const { return ids_[row.value]; }
  [[nodiscard]] std::string_view name(Row row) const { return names_[row.value]; }
  // What they are now, as the record says it.
  [[nodiscard]] std::string_view current(Row row) const { return currents_[row.value]; }
  // Vocabulary::stroke_key of the name.
  [[nodiscard]] std::string_view stroke_key(Row row) const { return stroke_keys_[row.value]; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }

  template <class Cell>
  [[nodiscard]] static std::span<const Cell> run(const Array<Cell>& cells, const Run& of) {
    return {cells.data() + of.begin, of.count};
  }

  // Calls visit(array) for every array of the columns, in one order (array.hpp).
  template <class Self, class Visit>
  static void each_array(Self& self, Visit& visit) {
    visit_arrays<Columns>(
        visit, self.birth, self.work_start, self.level_since, self.grade_since, self.level,
        self.grade, self.staff_scale, self.staff_status, self.brief, self.no_appointments,
        self.appointment_runs, self.appointments, self.career_spans, self.level_steps,
        self.grassroots_steps, self.vague_steps, self.tags, self.posts, self.speciality_periods,
        self.education_runs, self.education, self.title_runs, self.titles, self.appraisal_runs,
        self.appraisals, self.training_runs, self.training, self.training_marks, self.honour_runs,
        self.honours, self.sanction_runs, self.sanctions, self.clearance_runs, self.clearances,
        self.stated_runs, self.stated, self.words, self.vocabulary_, self.kind_words_, self.ids_,
        self.names_, self.currents_, self.stroke_keys_, self.live_);
  }

  // One cell a person, by Row::value.
  Array<DateCell> birth{};
  Array<DateCell> work_start{};
  Array<DateCell> level_since{};
  Array<DateCell> grade_since{};
  Array<Level> level{};
  Array<Grade> grade{};
  Array<Word> staff_scale{};
  Array<Word> staff_status{};
  Array<PersonBrief> brief{};

  // Who has no list of appointments at all: bit n of word w stands for row 64·w + n.
  Array<std::uint64_t> no_appointments{};

  // Runs of cells.
  Array<Run> appointment_runs{};
  Array<AppointmentCell> appointments{};
  Array<CareerSpan> career_spans{};
  Array<LevelStep> level_steps{};
  Array<GrassrootsStep> grassroots_steps{};
  Array<VagueStep> vague_steps{};
  Array<std::uint16_t> tags{};  // specialities of appointments, indexes of the vocabulary
  Array<HeldPostCell> posts{};
  // By speciality, in the order of rows and, of one row, of its periods.
  std::vector<Array<SpecialityPeriod>> speciality_periods{};
  Array<Run> education_runs{};
  Array<EducationCell> education{};
  Array<Run> title_runs{};
  Array<TitleCell> titles{};
  Array<Run> appraisal_runs{};
  Array<AppraisalCell> appraisals{};
  Array<Run> training_runs{};
  Array<TrainingCell> training{};
  Array<TrainingMark> training_marks{};
  Array<Run> honour_runs{};
  Array<HonourCell> honours{};
  Array<Run> sanction_runs{};
  Array<SanctionCell> sanctions{};
  Array<Run> clearance_runs{};
  Array<ClearanceCell> clearances{};
  Array<Run> stated_runs{};
  Array<StatedCell> stated{};  // a statement may show several specialities, or none

  // All words of all sets share one dictionary.
  Dictionary words{};

 private:
  static constexpr Word kind_not_sought = std::numeric_limits<Word>::max();
  Word kind_word(Word organisation);
  // Brings the lists of specialities to the person's new periods. `before`: those until now.
  void list_specialities(std::uint32_t row, const Run& before);

  const Vocabulary* vocabulary_;
  Array<Word> kind_words_;  // of organisations, by their word
  DistinctTexts ids_;       // by row
  Texts names_;
  Texts currents_;
  Texts stroke_keys_;
  Array<std::uint8_t> live_;
};

}  // namespace bole
