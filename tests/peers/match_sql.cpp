#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "engine/match/experience.hpp"
#include "tests/peers/match.hpp"
#include "tools/measure/question.hpp"

namespace bole::peers {
namespace {
constexpr int appraised_years = 5;  // before the as-of date, one column each
int last_year() { return civil(measure::as_of()).year - 1; }
std::string grade_of_year(int year) { return "grade_" + std::to_string(year); }

constexpr std::string_view months_columns =
    "from_first smallint, from_last smallint, to_first smallint, to_last smallint";

// What the columns say and the tables cannot.
[[noreturn]] void cannot_say(std::string_view what, const Columns& columns, std::uint32_t row) {
  throw std::runtime_error("the tables cannot say of " + std::string(columns.id_text(Row{row})) +
                           ": " + std::string(what));
}

// A file of lines, values apart by tabs.
class Lines {
 public:
  Lines(const std::string& directory, std::string_view table)
      : path_(directory + '/' + std::string(table) + ".tsv"), out_(path_, std::ios::binary) {}
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  Lines& number(std::int64_t value) {
    separate();
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    buffer_.append(digits, end);
    return *this;
  }
  Lines& flag(bool value) { return number(value ? 1 : 0); }
  Lines& none() {
    separate();
    buffer_ += "\\N";
    return *this;
  }
  Lines& known(bool is_known, std::int64_t value) { return is_known ? number(value) : none(); }
  Lines& ends(const DateCell& date) {
    for (const Day day : {date.first(), date.last()}) {
      if (!date.known()) {
        none();
        continue;
      }
      separate();
      buffer_ += to_string(day);
    }
    return *this;
  }
  Lines& first_end(const DateCell& date) {
    if (!date.known()) return none();
    separate();
    buffer_ += to_string(date.first());
    return *this;
  }
  Lines& months(const StepMonths& months) {
    const bool begun = months.from_first != StepMonths::unknown_begin;
    known(begun, months.from_first).known(begun, months.from_last);
    return known(months.to_first != StepMonths::unknown_end, months.to_first)
        .number(months.to_last);
  }
  void end() {
    buffer_ += '\n';
    begun_ = false;
    if (buffer_.size() > (1U << 20U)) flush();
  }
  void close() {
    flush();
    out_.close();
    if (!out_) throw std::runtime_error("cannot write " + path_);
  }

 private:
  void separate() {
    if (begun_) buffer_ += '\t';
    begun_ = true;
  }
  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

  std::string path_;
  std::ofstream out_;
  std::string buffer_{};
  bool begun_ = false;
};

// One table, a line for whatever tell(lines, row) has to say of each person.
template <class Tell>
void write_table(const Columns& columns, const std::string& directory, std::string_view table,
                 Tell tell) {
  Lines lines(directory, table);
  for (std::uint32_t row = 0; row < columns.size(); ++row) tell(lines, row);
  lines.close();
}

AnnualGrade grade_told(const Columns& columns, std::uint32_t row, int year) {
  const AnnualGrade grade = columns.brief[row].annual.of(year);
  if (grade != AnnualGrade::in_cells) return grade;
  int entries = 0;
  for (const AppraisalCell& cell : Columns::run(columns.appraisals, columns.appraisal_runs[row])) {
    if (cell.year != year) continue;
    ++entries;
    if (cell.grade == 0 || columns.words.text(cell.kind) != "年度") entries = 2;
  }
  if (entries != 1) cannot_say("two appraisals of a year", columns, row);
  return grade;
}

void write_people(const Columns& columns, Day as_of, const std::string& directory) {
  write_table(columns, directory, "person", [&](Lines& lines, std::uint32_t row) {
    const PersonBrief& brief = columns.brief[row];
    const DateCell& since = brief.level_since;
    if (!columns.is_live(Row{row})) cannot_say("not there", columns, row);
    if (since.known() && since.first() > as_of) cannot_say("a level yet to come", columns, row);
    lines.number(row).known(brief.level != Level::unknown, static_cast<int>(brief.level));
    lines.ends(since);
    lines.known(since.known(), brief.level_since_month.first);
    lines.known(since.known(), brief.level_since_month.last);
    const Run& appraisals = columns.appraisal_runs[row];
    lines.flag(columns.appointment_runs[row].known != 0);
    lines.flag(columns.education_runs[row].known != 0);
    lines.flag(columns.title_runs[row].known != 0);
    lines.flag(appraisals.known != 0 && appraisals.count == 0);
    lines.flag(columns.training_runs[row].known != 0);
    lines.flag(columns.honour_runs[row].known != 0);
    for (int age = 0; age < appraised_years; ++age) {
      lines.number(static_cast<int>(grade_told(columns, row, last_year() - age)));
    }
    lines.end();
  });
}

void write_careers(const Columns& columns, Day as_of, const std::string& directory) {
  const int month = month_index(as_of);
  write_table(columns, directory, "appointment", [&](Lines& lines, std::uint32_t row) {
    for (const AppointmentCell& cell :
         Columns::run(columns.appointments, columns.appointment_runs[row])) {
      const bool begins_now = cell.from_month.first == month || cell.from_month.last == month;
      if (cell.from.known() && begins_now) cannot_say("a post that begins now", columns, row);
      lines.number(row).months(months_of(cell)).number(static_cast<int>(cell.kind));
      lines.known(cell.level != Level::unknown, static_cast<int>(cell.level));
      lines.number(static_cast<int>(cell.head)).known(cell.system != 0, cell.system).end();
    }
  });
  write_table(columns, directory, "grassroots", [&](Lines& lines, std::uint32_t row) {
    const PersonBrief& brief = columns.brief[row];
    const auto put = [&](const StepMonths& months, Tri grassroots) {
      lines.number(row).months(months).flag(grassroots == Tri::yes).end();
    };
    if (brief.form == CareerForm::steps) {
      for (const GrassrootsStep& step : Columns::run(columns.grassroots_steps, brief.grassroots)) {
        put(exact_months(step), step.grassroots);
      }
    } else if (brief.form == CareerForm::vague) {
      for (const VagueStep& step : Columns::run(columns.vague_steps, brief.grassroots)) {
        put(step.months, step.grassroots);
      }
    } else if (columns.appointment_runs[row].known != 0) {
      cannot_say("a career of hundreds of entries", columns, row);
    }
  });
  write_table(columns, directory, "level_step", [&](Lines& lines, std::uint32_t row) {
    const PersonBrief& brief = columns.brief[row];
    const auto put = [&](const StepMonths& months, Level level, std::uint8_t entry) {
      lines.number(row).months(months);
      lines.known(level != Level::unknown, static_cast<int>(level));
      lines.first_end(columns.appointments[columns.appointment_runs[row].begin + entry].to).end();
    };
    if (brief.form == CareerForm::steps) {
      for (const LevelStep& step : Columns::run(columns.level_steps, brief.levels)) {
        put(exact_months(step), step.level, step.entry);
      }
    } else if (brief.form == CareerForm::vague) {
      for (const VagueStep& step : Columns::run(columns.vague_steps, brief.levels)) {
        put(step.months, step.level, step.entry);
      }
    }
  });
  Lines lines(directory, "speciality");
  for (std::size_t speciality = 0; speciality < columns.speciality_periods.size(); ++speciality) {
    for (const SpecialityPeriod& period : columns.speciality_periods[speciality]) {
      lines.number(static_cast<std::int64_t>(speciality)).number(period.row);
      lines.months(period.exact != 0 ? exact_months(period)
                                     : months_of(columns.appointments[period.cell]));
      lines.number(static_cast<int>(period.kind)).end();
    }
  }
  lines.close();
}

void write_lists(const Columns& columns, const std::string& directory) {
  write_table(columns, directory, "education", [&](Lines& lines, std::uint32_t row) {
    for (const EducationCell& cell : Columns::run(columns.education, columns.education_runs[row])) {
      lines.number(row).number(cell.rank).known(cell.degree != 0, cell.degree_rank).ends(cell.to);
      lines.end();
    }
  });
  write_table(columns, directory, "title", [&](Lines& lines, std::uint32_t row) {
    for (const TitleCell& cell : Columns::run(columns.titles, columns.title_runs[row])) {
      lines.number(row).number(cell.name).ends(cell.date).end();
    }
  });
  write_table(columns, directory, "training", [&](Lines& lines, std::uint32_t row) {
    for (const TrainingCell& cell : Columns::run(columns.training, columns.training_runs[row])) {
      lines.number(row).known(cell.subject != 0, cell.subject).known(cell.hours >= 0, cell.hours);
      lines.ends(cell.to.known() ? cell.to : cell.from).end();
    }
  });
  write_table(columns, directory, "honour", [&](Lines& lines, std::uint32_t row) {
    for (const HonourCell& cell : Columns::run(columns.honours, columns.honour_runs[row])) {
      lines.number(row).known(cell.tier != 0, cell.tier).ends(cell.date).end();
    }
  });
}

void write_sanctions(const Columns& columns, const std::string& directory) {
  std::set<Word> kinds;
  write_table(columns, directory, "sanction", [&](Lines& lines, std::uint32_t row) {
    for (const SanctionCell& cell : Columns::run(columns.sanctions, columns.sanction_runs[row])) {
      kinds.insert(cell.kind);
      lines.number(row).number(cell.kind).flag(cell.complete != 0);
      lines.ends(cell.date).ends(cell.effect_until);
      lines.flag(cell.status != SanctionStatus::by_dates && cell.status_decided != 0);
      lines.flag(cell.status_complete != 0).ends(cell.status_date).end();
    }
  });
  Lines lines(directory, "sanction_kind");
  for (const Word kind : kinds) {
    const std::string_view name = columns.words.text(kind);
    const SanctionKind* known = columns.vocabulary().sanction_kind(name);
    const auto says = [&](std::string_view word) { return name.find(word) != name.npos; };
    if (!known && !says("诫勉") && (says("提醒") || says("函询"))) continue;
    lines.number(kind).flag(known != nullptr).number(known ? known->months : 0).end();
  }
  lines.close();
}

// The pattern with every {name} replaced.
std::string filled(std::string_view pattern, const std::map<std::string, std::string>& values) {
  std::string out;
  while (true) {
    const std::size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == pattern.npos) return out;
    const std::size_t close = pattern.find('}', open);
    out += values.at(std::string(pattern.substr(open + 1, close - open - 1)));
    pattern.remove_prefix(close + 1);
  }
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

class Writer {
 public:
  Writer(const Columns& columns, const MatchQuestion& question, Dialect dialect)
      : columns_(columns),
        question_(question),
        month_(std::to_string(month_index(question.as_of))),
        day_(date(question.as_of)),
        div_(dialect == Dialect::postgresql ? " / " : " // ") {}

  std::string statement() {
    gates();
    for (const CriterionSpec& spec : question_.requirement.criteria) criterion(spec);
    values();
    return "WITH " + joined(parts_, ",\n") + answer();
  }

 private:
  static std::string date(Day day) { return "DATE '" + to_string(day) + "'"; }

  void part(std::string_view pattern, std::map<std::string, std::string> values = {}) {
    values.insert({{"M", month_}, {"D", day_}, {"div", div_}});
    parts_.push_back(filled(pattern, values));
  }

  // From the month to the as-of month, the newer months counting more.
  std::string weight(const std::string& month, const std::vector<RecencyStep>& recency) const {
    const std::string age = '(' + month_ + " - " + month + ')';
    if (recency.empty()) return age;
    std::string out = "CASE";
    int sum = 0;
    int begin = 0;
    for (const RecencyStep& step : recency) {
      const std::string weighed = std::to_string(sum) + " + (" + age + " - " +
                                  std::to_string(begin) + ") * " + std::to_string(step.permille);
      if (!step.within_months) return out + " ELSE " + weighed + " END";
      out += " WHEN " + age + " <= " + std::to_string(*step.within_months) + " THEN " + weighed;
      sum += (*step.within_months - begin) * step.permille;
      begin = *step.within_months;
    }
    return out + " ELSE " + std::to_string(sum) + " END";
  }

  // The stretch of months that counts certainly (fc, tc), where `sure`, and perhaps (fp, tp).
  std::string stretches(const std::string& from, const std::string& sure,
                        const std::string& where) const {
    return filled(
        R"(SELECT n, CAST(sure_from AS int) AS fc, CAST(CASE WHEN sure_from IS NOT NULL THEN sure_to END AS int) AS tc,
      CAST(fp AS int) AS fp, CAST(tp AS int) AS tp
    FROM (SELECT n, sure_to, fp, tp, CASE WHEN sure AND from_last < sure_to THEN from_last END AS sure_from
      FROM (SELECT t.n, {sure} AS sure, t.from_last,
          CASE WHEN t.to_first IS NOT NULL THEN least(t.to_first, {M}) END AS sure_to,
          coalesce(t.from_first, least(t.to_last, {M}) - {longest}) AS fp, least(t.to_last, {M}) AS tp
        FROM {from} WHERE {where}) AS ends) AS stretch WHERE fp < tp)",
        {{"M", month_},
         {"from", from},
         {"sure", sure},
         {"where", where},
         {"longest", std::to_string(longest_career_months)}});
  }

  // Stretches of one kind, to be united, weighed and summed for each person.
  struct Summed {
    std::string key{};
    std::string stretches{};
    std::vector<RecencyStep> recency{};
  };

  // The part `name`: of each person KEY_lo and KEY_hi, the months at least and at most. All kinds
  // and both ends in one pass.
  void months(const std::string& name, const std::vector<Summed>& kinds) {
    std::vector<std::string> sources;
    std::string uncovered;
    std::vector<std::string> sums;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      const Summed& one = kinds[kind];
      const std::string number = std::to_string(kind);
      sources.push_back("SELECT " + number + " AS kind, n, fc, tc, fp, tp FROM (" + one.stretches +
                        ") AS of_" + one.key);
      uncovered += " WHEN " + number + " THEN " + weight("greatest(f, r)", one.recency) + " - (" +
                   weight("t", one.recency) + ')';
      for (const auto& [side, end] : {std::pair{"0", "_lo"}, std::pair{"1", "_hi"}}) {
        sums.push_back("CAST(coalesce(sum(months) FILTER (WHERE kind = " + number +
                       " AND side = " + side + "), 0) AS int)" +
                       (one.recency.empty() ? "" : div_ + std::string("1000")) + " AS " + one.key +
                       end);
      }
    }
    part(R"({name} AS (SELECT n,
    {sums}
  FROM (SELECT n, kind, side, CASE kind{uncovered} END AS months
    FROM (SELECT n, kind, side, f, t, coalesce(max(t) OVER
        (PARTITION BY kind, side, n ORDER BY f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS r
      FROM (SELECT n, kind, side, CASE side WHEN 0 THEN fc ELSE fp END AS f, CASE side WHEN 0 THEN tc ELSE tp END AS t
        FROM ({sources}) AS stretches CROSS JOIN (VALUES (0), (1)) AS sides(side)) AS ends
      WHERE f IS NOT NULL) AS reached
    WHERE t > r) AS uncovered GROUP BY n))",
         {{"name", name},
          {"sums", joined(sums, ",\n    ")},
          {"uncovered", uncovered},
          {"sources", joined(sources, "\n    UNION ALL ")}});
  }

  // Verdicts as numbers: 0 holds, 2 unverified, 3 fails.
  void gates() {
    std::set<std::string> written{"ELG-05b", "ELG-03", "BAN-03", "BAN-06"};
    for (const GateSpec& gate : question_.requirement.gates) written.erase(gate.rule);
    if (!written.empty()) throw std::runtime_error("the question lacks " + *written.begin());
    const auto number = [&](std::string_view rule, std::string_view name) {
      return rule_in_force(rule, question_.as_of)->number(name);
    };
    own_gates();
    part(R"(own AS MATERIALIZED (
  SELECT n, min(CASE WHEN to_first IS NOT NULL AND from_last IS NOT NULL
      AND least(to_first, {M}) - least(from_last, {M}) >= {months} THEN 0 ELSE 2 END) AS v
  FROM speciality WHERE speciality = {speciality}
    AND (from_first IS NULL OR least(to_last, {M}) - from_first >= {months}) GROUP BY n
  UNION ALL SELECT n, 2 FROM person WHERE NOT career_known))",
         {{"months", own_months_}, {"speciality", own_speciality_}});
    part(R"(cells AS MATERIALIZED (
  SELECT * FROM (SELECT p.*, greatest(o.v,
      CASE WHEN level IS NULL OR since_last > {D} THEN 2 WHEN level IN ({levels}) THEN 0 ELSE 3 END,
      CASE WHEN level IS NULL THEN 2 WHEN level <> {below} THEN 0 WHEN since_last IS NULL THEN 2
        WHEN since_last <= {term} THEN 0 WHEN since_first > {term} THEN 3 ELSE 2 END,
      CASE WHEN {last} IN (1, 2, 5) THEN 0 WHEN {last} IN (3, 4, 6, 7) THEN 3 WHEN {last} = 0 THEN
        CASE WHEN {before} IN (1, 2, 5) THEN 0 WHEN {before} IN (3, 4, 6, 7) THEN 3 ELSE 2 END
        ELSE 2 END) AS v
    FROM own AS o JOIN person AS p ON p.n = o.n) AS judged WHERE v < 3))",
         {{"levels", own_levels_},
          {"below", std::to_string(static_cast<int>(one_below(question_.post.level)))},
          {"term", date(last_start_of_term(question_.as_of, number("ELG-05b", "months")))},
          {"last", grade_of_year(last_year())},
          {"before", grade_of_year(last_year() - 1)}});
    part(R"(punished AS (SELECT n, max(CASE
      WHEN date_first > {D} THEN 0
      WHEN decided AND decision_complete AND decision_last <= {D} THEN 0
      WHEN NOT complete OR NOT clear OR (until_first IS NULL AND months = 0) THEN 2
      WHEN {D} > coalesce(until_last, CAST(date_last + months * INTERVAL '1 month' AS date)) THEN 0
      WHEN {D} <= coalesce(until_first, CAST(date_first + months * INTERVAL '1 month' AS date))
        AND date_last <= {D} AND NOT (decided AND (decision_first IS NULL OR decision_first <= {D}))
        THEN 3
      ELSE 2 END) AS v
    FROM cells JOIN sanction USING (n) JOIN sanction_kind USING (kind) GROUP BY n))");
    const std::string below = "h.level < " + std::to_string(static_cast<int>(question_.post.level));
    months("served", {{"grassroots",
                       stretches("cells AS h JOIN grassroots AS t ON t.n = h.n", "t.sure", below),
                       {}}});
    part(R"(gated AS MATERIALIZED (
  SELECT * FROM (SELECT c.n, c.level, c.since_last, c.since_first_month, c.since_last_month, c.career_known,
      c.education_known, c.titles_known, c.appraisals_none, c.training_known, c.honours_known, {grades},
      greatest(c.v, p.v, CASE WHEN c.level IS NULL THEN 2 WHEN c.level >= {post} THEN 0
        WHEN s.grassroots_lo >= {months} THEN 0 WHEN s.grassroots_hi >= {months} OR NOT c.career_known THEN 2 ELSE 3 END) AS v
    FROM cells AS c LEFT JOIN punished AS p ON p.n = c.n LEFT JOIN served AS s ON s.n = c.n) AS judged
  WHERE v < 3))",
         {{"grades", grades("c.")},
          {"post", std::to_string(static_cast<int>(question_.post.level))},
          {"months", std::to_string(number("ELG-03", "months"))}});
    // PostgreSQL expects a third of the rows from v < 1 and one in two hundred from v = 0.
    part("holding AS MATERIALIZED (SELECT * FROM gated WHERE v < 1)");
    part(
        "career AS MATERIALIZED (SELECT t.* FROM holding AS h JOIN appointment AS t ON t.n = h.n)");
  }

  static std::string grades(const std::string& before) {
    std::vector<std::string> names;
    for (int age = 0; age < appraised_years; ++age) {
      names.push_back(before + grade_of_year(last_year() - age));
    }
    return joined(names, ", ");
  }

  // The two own gates, as the question has them written.
  void own_gates() {
    const Vocabulary& vocabulary = columns_.vocabulary();
    for (const GateSpec& gate : question_.requirement.gates) {
      if (gate.filter == "级别 属于 (乡科级正职, 县处级副职)") own_levels_ = "40, 50";
      if (gate.filter == "任职 { 专长 = 金融监管 AND 时长 >= 24个月 }") {
        own_months_ = "24";
        own_speciality_ = std::to_string(*vocabulary.speciality("金融监管"));
      }
    }
    if (own_levels_.empty() || own_months_.empty() || question_.requirement.gates.size() != 6) {
      throw std::runtime_error("no SQL for these own gates");
    }
  }

  // The value of x by the declared points.
  std::string value(const ValueFunction& value, const std::string& x) const {
    std::string out = "CASE";
    for (std::size_t i = 0; i < value.points.size(); ++i) {
      const auto [to, worth] = value.points[i];
      out += " WHEN " + x + " <= " + std::to_string(to) + " THEN ";
      if (i == 0) {
        out += std::to_string(worth);
        continue;
      }
      const auto [from, before] = value.points[i - 1];
      out += std::to_string(before) + " + " + std::to_string(worth - before) + " * (" + x + " - " +
             std::to_string(from) + ')' + div_ + std::to_string(to - from);
    }
    return out + " ELSE " + std::to_string(value.points.back().second) + " END";
  }

  // x at least and at most, from the part of the same name where the person is in it.
  void counted(const CriterionSpec& spec, const std::string& least, const std::string& most) {
    values_.push_back(value(spec.value, least) + " AS least_" + spec.key + ",\n    " +
                      value(spec.value, most) + " AS most_" + spec.key);
  }
  void counted_months(const CriterionSpec& spec, const std::string& source) {
    summed_.push_back({spec.key, source, spec.args.recency});
    counted(spec, "coalesce(m." + spec.key + "_lo, 0)",
            "CASE WHEN h.career_known THEN coalesce(m." + spec.key + "_hi, 0) ELSE " +
                std::to_string(longest_career_months) + " END");
  }
  // The best of a list by a table; of each entry (points, hi, doubtful).
  void best(const CriterionSpec& spec, const std::string& entries, const std::string& known) {
    part(R"({key} AS (SELECT n, max(CASE WHEN NOT doubtful THEN points END) AS lo, max(hi) AS hi
  FROM ({entries}) AS entry GROUP BY n))",
         {{"key", spec.key}, {"entries", entries}});
    const std::string otherwise = std::to_string(spec.value.otherwise);
    values_.push_back("greatest(" + otherwise + ", coalesce(" + spec.key + ".lo, 0)) AS least_" +
                      spec.key + ",\n    greatest(CASE WHEN h." + known + " THEN " + otherwise +
                      " ELSE " + std::to_string(spec.value.best()) + " END, coalesce(" + spec.key +
                      ".hi, 0)) AS most_" + spec.key);
    parts_of_value_.push_back(spec.key);
  }
  // Which of the words of a table, as numbers of the columns, is worth what.
  std::string worth_of_word(const ValueFunction& value, const std::string& column) const {
    std::string out = "CASE " + column;
    for (const auto& [name, points] : value.table) {
      if (const Word word = columns_.words.find(name)) {
        out += " WHEN " + std::to_string(word) + " THEN " + std::to_string(points);
      }
    }
    return out + " END";
  }
  void criterion(const CriterionSpec& spec) {
    const std::string& name = spec.criterion;
    const std::string of_holding = "holding AS h JOIN ";
    const std::string level = std::to_string(static_cast<int>(spec.args.level));
    if (name == "speciality_months") {
      std::vector<std::string> ids;
      for (const std::string& id : spec.args.specialities) {
        ids.push_back(std::to_string(*columns_.vocabulary().speciality(id)));
      }
      counted_months(spec,
                     stretches(of_holding + "speciality AS t ON t.n = h.n", "true",
                               "t.speciality IN (" + joined(ids, ", ") + ") AND t.kind IN (1, 3)"));
    } else if (name == "level_months" && spec.args.at_least) {
      const std::string since = filled(
          R"(
    UNION ALL SELECT n, CASE WHEN since_last_month < {M} THEN since_last_month END,
        CASE WHEN since_last_month < {M} THEN {M} END, since_first_month, {M}
      FROM holding WHERE level >= {level} AND since_first_month < {M})",
          {{"M", month_}, {"level", level}});
      counted_months(spec,
                     stretches(of_holding + "level_step AS t ON t.n = h.n", "t.level IS NOT NULL",
                               "t.level >= " + level +
                                   " OR (t.level IS NULL AND NOT coalesce(h.level <= " + level +
                                   " AND t.ended <= h.since_last, false))") +
                         since);
    } else if (name == "grassroots_months") {
      counted_months(spec,
                     stretches(of_holding + "grassroots AS t ON t.n = h.n", "t.sure", "true"));
    } else if (name == "head_months" && spec.args.at_least) {
      counted_months(spec, stretches("career AS t", "t.head = 1 AND t.level IS NOT NULL",
                                     "t.kind = 1 AND t.head > 0 AND coalesce(t.level >= " + level +
                                         ", true)"));
    } else if (name == "professional_title") {
      best(spec,
           listed("title", worth_of_word(spec.value, "t.name"), worth_of_word(spec.value, "t.name"),
                  "t.date_first", "t.date_last"),
           "titles_known");
    } else if (name == "honours") {
      best(spec,
           listed("honour", worth_of_word(spec.value, "t.tier"),
                  "CASE WHEN t.tier IS NULL THEN " + std::to_string(spec.value.best()) + " ELSE " +
                      worth_of_word(spec.value, "t.tier") + " END",
                  "t.date_first", "t.date_last"),
           "honours_known");
    } else if (name == "education") {
      educated(spec);
    } else if (name == "appraisal_record" && spec.args.years == appraised_years) {
      appraised(spec);
    } else if (name == "training") {
      trained(spec);
    } else if (name == "breadth" && spec.args.of == "system") {
      part(R"({key} AS (SELECT n, count(DISTINCT CASE WHEN from_last < {M} THEN system END) AS lo,
    count(DISTINCT system) + count(*) - count(system) AS hi
  FROM career WHERE kind IN (1, 3) AND coalesce(from_first <= {M}, true) GROUP BY n))",
           {{"key", spec.key}});
      counted(spec, "coalesce(" + spec.key + ".lo, 0)",
              "CASE WHEN h.career_known THEN coalesce(" + spec.key + ".hi, 0) ELSE " +
                  std::to_string(spec.value.points.back().first) + " END");
      parts_of_value_.push_back(spec.key);
    } else {
      throw std::runtime_error("no SQL for " + name);
    }
  }

  std::string listed(const std::string& table, const std::string& points, const std::string& most,
                     const std::string& first, const std::string& last) const {
    return "SELECT t.n, " + points + " AS points, " + most + " AS hi, coalesce(" + last + " > " +
           day_ + ", false) AS doubtful FROM holding AS h JOIN " + table +
           " AS t ON t.n = h.n WHERE coalesce(" + first + " <= " + day_ + ", true)";
  }

  // A rank is worth what the best lower one of the table is worth; an unknown one (0) may be any.
  void educated(const CriterionSpec& spec) {
    std::vector<std::pair<int, int>> educations;
    std::vector<std::pair<int, int>> degrees;
    for (const auto& [name, points] : spec.value.table) {
      const Vocabulary& vocabulary = columns_.vocabulary();
      if (const NamedRank* degree = vocabulary.degree(name)) {
        degrees.emplace_back(degree->rank, points);
      } else {
        educations.emplace_back(vocabulary.education(name)->rank, points);
      }
    }
    const auto worth = [](std::vector<std::pair<int, int>> ranks, const std::string& column,
                          bool may_be_any) {
      std::ranges::sort(ranks, std::greater<>());
      std::string out = "CASE";
      int best = 0;
      for (const auto& [rank, points] : ranks) {
        out +=
            " WHEN " + column + " >= " + std::to_string(rank) + " THEN " + std::to_string(points);
        best = std::max(best, points);
      }
      if (may_be_any) out += " WHEN " + column + " = 0 THEN " + std::to_string(best);
      return out + " ELSE 0 END";
    };
    const auto both = [&](bool may_be_any) {
      return "greatest(" + worth(educations, "t.rank", may_be_any) + ", " +
             worth(degrees, "t.degree_rank", may_be_any) + ')';
    };
    best(spec, listed("education", both(false), both(true), "t.to_first", "t.to_last"),
         "education_known");
  }

  void appraised(const CriterionSpec& spec) {
    const auto times = [](AnnualGrade grade) {
      std::vector<std::string> years;
      for (int age = 0; age < appraised_years; ++age) {
        years.push_back("CASE WHEN h." + grade_of_year(last_year() - age) + " = " +
                        std::to_string(static_cast<int>(grade)) + " THEN 1 ELSE 0 END");
      }
      return '(' + joined(years, " + ") + ')';
    };
    const std::string reached = times(annual_grade(spec.args.grade));
    counted(spec, reached,
            '(' + reached + " + CASE WHEN h.appraisals_none THEN 0 ELSE " +
                times(AnnualGrade::absent) + " END)");
  }

  void trained(const CriterionSpec& spec) {
    const Vocabulary& vocabulary = columns_.vocabulary();
    std::set<std::uint16_t> wanted;
    for (const std::string& subject : spec.args.subjects) {
      for (const SpecialityHit& hit : vocabulary.specialities_in(subject)) {
        wanted.insert(hit.speciality);
      }
    }
    std::set<Word> seen;
    for (const TrainingCell& cell : columns_.training) seen.insert(cell.subject);
    std::vector<std::string> subjects;
    for (const Word word : seen) {
      const std::string_view text = columns_.words.text(word);
      const auto says = [&](const std::string& subject) { return text.find(subject) != text.npos; };
      const auto shows = [&](const SpecialityHit& hit) { return wanted.contains(hit.speciality); };
      if (word != 0 && (std::ranges::any_of(spec.args.subjects, says) ||
                        std::ranges::any_of(vocabulary.specialities_in(text), shows))) {
        subjects.push_back(std::to_string(word));
      }
    }
    const Day from = add_days(add_months(question_.as_of, -12 * spec.args.years), 1);
    part(R"({key} AS (SELECT t.n,
    CAST(coalesce(sum(CASE WHEN t.subject IS NOT NULL AND t.ended_first >= {from} AND t.ended_last <= {D}
      THEN t.hours END), 0) AS int) AS lo,
    greatest(CAST(coalesce(sum(t.hours), 0) AS int),
      max(CASE WHEN t.hours IS NULL THEN 1000000 ELSE 0 END)) AS hi
  FROM holding AS h JOIN training AS t ON t.n = h.n
  WHERE (t.subject IS NULL OR t.subject IN ({subjects}))
    AND NOT coalesce(t.ended_first > {D} OR t.ended_last < {from}, false) GROUP BY t.n))",
         {{"key", spec.key}, {"from", date(from)}, {"subjects", joined(subjects, ", ")}});
    counted(spec, "coalesce(" + spec.key + ".lo, 0)",
            "CASE WHEN h.training_known THEN coalesce(" + spec.key + ".hi, 0) ELSE 1000000 END");
    parts_of_value_.push_back(spec.key);
  }

  void values() {
    const Prefer& prefer = *question_.requirement.prefer;
    std::vector<std::string> preferred;
    for (int age = 0; age < prefer.years; ++age) {
      preferred.push_back("CASE WHEN h." + grade_of_year(last_year() - age) + " = " +
                          std::to_string(static_cast<int>(annual_grade(prefer.appraisal))) +
                          " THEN 1 ELSE 0 END");
    }
    values_.push_back('(' + joined(preferred, " + ") + " >= " + std::to_string(prefer.at_least) +
                      ") AS preferred");
    months("months", summed_);
    std::string joins = "\n  LEFT JOIN months AS m ON m.n = h.n";
    for (const std::string& key : parts_of_value_) {
      joins += "\n  LEFT JOIN " + key + " ON " + key + ".n = h.n";
    }
    part("valued AS (SELECT h.n,\n    {values}\n  FROM holding AS h{joins})",
         {{"values", joined(values_, ",\n    ")}, {"joins", joins}});
    const auto total = [&](const std::string& end) {
      std::vector<std::string> shares;
      for (const CriterionSpec& spec : question_.requirement.criteria) {
        shares.push_back(std::to_string(spec.weight) + " * " + end + '_' + spec.key);
      }
      return joined(shares, " + ");
    };
    part("totals AS MATERIALIZED (SELECT *, {least} AS lo, {most} AS hi FROM valued)",
         {{"least", total("least")}, {"most", total("most")}});
  }

  std::string answer() const {
    const auto band = [&](const std::string& end) {
      std::string out = "CASE";
      int number = 0;
      for (const Band& one : question_.requirement.bands) {
        out += " WHEN " + end + " >= " + std::to_string(one.from * 10000) + " THEN " +
               std::to_string(number++);
      }
      return out + " END";
    };
    std::vector<std::string> counts{"0 AS what", "(SELECT count(*) FROM holding)", "0",
                                    "(SELECT count(*) FROM gated WHERE v = 2)"};
    const std::size_t bands = question_.requirement.bands.size();
    for (std::size_t i = 0; i < bands; ++i) {
      counts.push_back("(SELECT count(*) FROM banded WHERE band_least = " + std::to_string(i) +
                       " AND band_most = " + std::to_string(i) + ')');
    }
    counts.emplace_back("(SELECT count(*) FROM banded WHERE band_least <> band_most)");
    std::vector<std::string> told{"1", "n", "lo", "hi"};
    for (const CriterionSpec& spec : question_.requirement.criteria) {
      for (const char* end : {"least_", "most_"}) {
        told.push_back(std::to_string(spec.weight) + " * (" + end + spec.key + " - " +
                       std::to_string(spec.required) + ')');
      }
    }
    while (counts.size() < told.size()) counts.emplace_back("0");
    return ",\nbanded AS MATERIALIZED (SELECT " + band("lo") + " AS band_least, " + band("hi") +
           " AS band_most FROM totals)\nSELECT " + joined(counts, ", ") +
           "\nUNION ALL\nSELECT * FROM (SELECT " + joined(told, ", ") +
           " FROM totals ORDER BY lo DESC, n LIMIT " + std::to_string(told_people) + ") AS first";
  }

  const Columns& columns_;
  const MatchQuestion& question_;
  std::string month_;
  std::string day_;
  std::string div_;
  std::string own_levels_{};
  std::string own_months_{};
  std::string own_speciality_{};
  std::vector<std::string> parts_{};
  std::vector<Summed> summed_{};
  std::vector<std::string> values_{};
  std::vector<std::string> parts_of_value_{};
};
}  // namespace

const std::vector<MatchTable>& match_tables() {
  static const std::vector<MatchTable> tables = [] {
    const std::string months(months_columns);
    std::string grades;
    for (int age = 0; age < appraised_years; ++age) {
      grades += ", " + grade_of_year(last_year() - age) + " smallint";
    }
    return std::vector<MatchTable>{
        {"person",
         "n int, level smallint, since_first date, since_last date, since_first_month smallint,"
         " since_last_month smallint, career_known boolean, education_known boolean,"
         " titles_known boolean, appraisals_none boolean, training_known boolean,"
         " honours_known boolean" +
             grades,
         {"(n)", "(n) WHERE NOT career_known"}},
        {"appointment",
         "n int, " + months + ", kind smallint, level smallint, head smallint, system int",
         {"(n)"}},
        {"grassroots", "n int, " + months + ", sure boolean", {"(n)"}},
        {"level_step", "n int, " + months + ", level smallint, ended date", {"(n)"}},
        {"speciality",
         "speciality smallint, n int, " + months + ", kind smallint",
         {"(speciality, n) INCLUDE (from_first, from_last, to_first, to_last, kind)"}},
        {"education",
         "n int, rank smallint, degree_rank smallint, to_first date, to_last date",
         {"(n)"}},
        {"title", "n int, name int, date_first date, date_last date", {"(n)"}},
        {"training", "n int, subject int, hours int, ended_first date, ended_last date", {"(n)"}},
        {"honour", "n int, tier int, date_first date, date_last date", {"(n)"}},
        {"sanction",
         "n int, kind int, complete boolean, date_first date, date_last date, until_first date,"
         " until_last date, decided boolean, decision_complete boolean, decision_first date,"
         " decision_last date",
         {"(n)"}},
        {"sanction_kind", "kind int, clear boolean, months int", {}}};
  }();
  return tables;
}

void export_match_tables(const Columns& columns, const MatchQuestion& question,
                         const std::string& directory) {
  write_people(columns, question.as_of, directory);
  write_careers(columns, question.as_of, directory);
  write_lists(columns, directory);
  write_sanctions(columns, directory);
}

std::string match_sql(const Columns& columns, const MatchQuestion& question, Dialect dialect) {
  return Writer(columns, question, dialect).statement();
}
}  // namespace bole::peers
