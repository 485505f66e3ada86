#include "engine/columns/columns.hpp"

#include <catch2/catch.hpp>

#include "tests/support/people.hpp"

using namespace bole;
using testing::Course;
using testing::day;
using testing::Person;

namespace {
std::string month(int number) {
  return std::to_string(number / 12) + (number % 12 < 9 ? ".0" : ".") +
         std::to_string(number % 12 + 1);
}

// "p-1 2015.07 至今; p-2 2001.01 2003.05": the periods of a speciality, as its list has them.
std::string periods(const Columns& columns, std::string_view speciality) {
  const auto index = columns.vocabulary().speciality(speciality);
  REQUIRE(index);
  std::string text;
  for (const SpecialityPeriod& period : columns.speciality_periods[*index]) {
    const AppointmentCell& cell = columns.appointments[period.cell];
    CHECK(period.kind == cell.kind);
    text += (text.empty() ? "" : "; ") + columns.id(Row{period.row}).text + ' ' +
            month(period.from) + ' ' +
            (period.to == CareerSpan::open_end ? "至今" : month(period.to));
  }
  return text;
}

// "2001.01 2005.06 乡科级副职; …": the steps of a career; "不是逐段可数" of one that is not plain.
std::string steps(const Columns& columns, Row row) {
  const PersonBrief& brief = columns.brief[row.value];
  if (brief.form != CareerForm::steps) return "不是逐段可数";
  const Run& run = brief.levels;
  std::string text;
  for (const LevelStep& step : Columns::run(columns.level_steps, run)) {
    text += (text.empty() ? "" : "; ") + month(step.from) + ' ' +
            (step.to == CareerSpan::open_end ? "至今" : month(step.to)) + ' ' +
            std::string(to_string(step.level));
  }
  return text;
}

Person finance(std::string id, std::string_view from, std::string_view to) {
  Person person(std::move(id));
  person.served({.from = from, .to = to, .specialities = {"financial_regulation"}});
  return person;
}
}  // namespace

TEST_CASE("each speciality has the periods of those who have it, in the order of rows",
          "[columns]") {
  Columns columns(Vocabulary::built_in());
  columns.put(finance("p-1", "2001.01", "2003.05"));
  columns.put(Person("p-2").served({.from = "2002.01", .to = "2004.01"}));
  columns.put(Person("p-3")
                  .served({.from = "2005.01",
                           .to = "2006.01",
                           .specialities = {"financial_regulation", "financial_risk"}})
                  .served({.from = "2010.11",
                           .to = "至今",
                           .specialities = {"financial_regulation", "financial_regulation"}}));
  CHECK(periods(columns, "financial_regulation") ==
        "p-1 2001.01 2003.05; p-3 2005.01 2006.01; p-3 2010.11 至今");
  CHECK(periods(columns, "financial_risk") == "p-3 2005.01 2006.01");

  SECTION("a person put again has the new periods only") {
    columns.put(finance("p-1", "2011.02", "至今"));
    columns.put(Person("p-2").served(
        {.from = "2007.01", .to = "2008.01", .specialities = {"financial_regulation"}}));
    CHECK(periods(columns, "financial_regulation") ==
          "p-1 2011.02 至今; p-2 2007.01 2008.01; p-3 2005.01 2006.01; p-3 2010.11 至今");
    columns.put(Person("p-3").never_served());
    CHECK(periods(columns, "financial_regulation") == "p-1 2011.02 至今; p-2 2007.01 2008.01");
    CHECK(periods(columns, "financial_risk").empty());
  }
}

TEST_CASE("periods at one level without a gap are one step of a career", "[columns]") {
  Columns columns(Vocabulary::built_in());
  const Level deputy = Level::township_deputy;
  const Level head = Level::township_head;
  const auto of = [&](Person& person) { return steps(columns, columns.put(person)); };
  Person climbing("p-1");
  climbing.served({.from = "2001.01", .to = "2003.05", .level = deputy})
      .served({.from = "2003.05", .to = "2005.06", .level = deputy})
      .served({.from = "2004.02", .to = "2004.08", .level = deputy})
      .served({.from = "2005.06", .to = "2010.01", .level = head})
      .served({.from = "2010.02", .to = "至今", .level = head});
  CHECK(of(climbing) ==
        "2001.01 2005.06 乡科级副职; 2005.06 2010.01 乡科级正职; 2010.02 至今 乡科级正职");
  Person unclear("p-2");
  unclear.served({.from = "2001.01", .to = "2002.01"}).served({.from = "2002.01", .to = "2003.01"});
  CHECK(of(unclear) == "2001.01 2002.01 ; 2002.01 2003.01 ");
  Person moved("p-3");
  moved.served({.from = "2001.01", .to = "2002.01", .level = deputy, .grassroots = true})
      .served({.from = "2002.01", .to = "2003.01", .level = deputy, .grassroots = false})
      .served({.from = "2003.01", .to = "2004.01", .kind = "挂职", .level = deputy});
  CHECK(of(moved) == "2001.01 2003.01 乡科级副职");

  SECTION("a career out of order, or with a date that is not exact, is not read by steps") {
    Person turned("p-4");
    turned.served({.from = "2003.01", .to = "2004.01"})
        .served({.from = "2001.01", .to = "2002.01"});
    CHECK(of(turned) == "不是逐段可数");
    Person vague("p-5");
    vague.served({.from = "2001", .to = "2003.01"});
    CHECK(of(vague) == "不是逐段可数");
    CHECK(of(Person("p-6").never_served()) == "");
  }
}

TEST_CASE("service at the grassroots is one step as long as it goes on", "[columns]") {
  Columns columns(Vocabulary::built_in());
  Person person("p-1");
  person.served({.from = "2001.01", .to = "2003.05", .grassroots = true})
      .served({.from = "2003.05", .to = "2005.06", .kind = "挂职", .grassroots = true})
      .served({.from = "2005.06", .to = "2007.01", .kind = "学习", .grassroots = true})
      .served({.from = "2007.01", .to = "2008.01", .grassroots = false})
      .served({.from = "2008.01", .to = "2009.01"})
      .served({.from = "2009.01", .to = "至今", .grassroots = true});
  std::string text;
  const PersonBrief& brief = columns.brief[columns.put(person).value];
  for (const GrassrootsStep& step : Columns::run(columns.grassroots_steps, brief.grassroots)) {
    text += month(step.from) + (step.grassroots == Tri::yes ? " 基层; " : " 待核实; ");
  }
  CHECK(text == "2001.01 基层; 2008.01 待核实; 2009.01 基层; ");
}

TEST_CASE("what of a career has no exact date stays alone among its steps", "[columns]") {
  Columns columns(Vocabulary::built_in());
  const Level officer = Level::officer;
  Person person("p-1");
  person.served({.from = "2001.01", .to = "2002.01", .level = officer, .grassroots = true})
      .served({.from = "2002.01", .to = "2004.01", .level = officer, .grassroots = true})
      .served({.from = "2004", .to = "2006.01", .level = officer, .grassroots = true})
      .served({.from = "2006.01", .to = "2007.01", .kind = "学习", .grassroots = true})
      .served({.from = "2007.01", .to = "2008.01", .level = officer, .grassroots = false})
      .served({.from = "2007.06", .to = "2009.01", .level = officer})
      .served({.from = "2008.06", .to = "至今", .level = officer});
  const PersonBrief& brief = columns.brief[columns.put(person).value];
  REQUIRE(brief.form == CareerForm::vague);
  const auto told = [&](const Run& run) {
    std::string text;
    for (const VagueStep& step : Columns::run(columns.vague_steps, run)) {
      const StepMonths& months = step.months;
      text += std::to_string(step.entry) + ": " + month(months.from_first);
      if (months.from_last != months.from_first) text += ".." + month(months.from_last);
      text +=
          months.to_last == CareerSpan::open_end ? " 至今; " : ' ' + month(months.to_last) + "; ";
    }
    return text;
  };
  CHECK(told(brief.levels) == "0: 2001.01 2004.01; 2: 2004.01..2004.12 2006.01; 4: 2007.01 至今; ");
  CHECK(told(brief.grassroots) ==
        "0: 2001.01 2004.01; 2: 2004.01..2004.12 2006.01; 5: 2007.06 至今; ");
}

TEST_CASE("service at the grassroots that is over is summed, each month once", "[columns]") {
  Columns columns(Vocabulary::built_in());
  const auto served = [&](const Person& person) {
    const ServedMonths& sum = columns.brief[columns.put(person).value].served;
    return std::to_string(sum.months) + (sum.months > 0 ? " by " + month(sum.by) : "");
  };
  Person person("p-1");
  person.served({.from = "2001.01", .to = "2002.01", .grassroots = true})
      .served({.from = "2001.07", .to = "2002.07", .kind = "挂职", .grassroots = true})
      .served({.from = "2003.01", .to = "2005.01"})
      .served({.from = "2006.01", .to = "2006.03", .grassroots = true})
      .served({.from = "2007.01", .to = "2008.01", .grassroots = false});
  CHECK(served(person) == "20 by 2006.03");
  person.served({.from = "2009.01", .to = "至今", .grassroots = true});
  CHECK(served(person) == "20 by 2006.03");
  person.served({.from = "2010", .to = "2012.01", .grassroots = true});
  CHECK(served(person) == "0");
  CHECK(served(Person("p-2").never_served()) == "0");
}

TEST_CASE("who has no list of appointments is told apart from who never had one", "[columns]") {
  Columns columns(Vocabulary::built_in());
  const auto without = [&] {
    std::string text;
    for (std::uint32_t row = 0; row < columns.size(); ++row) {
      if ((columns.no_appointments[row / 64] >> (row % 64) & 1U) != 0) {
        text += columns.id(Row{row}).text + ' ';
      }
    }
    return text;
  };
  for (int number = 0; number < 70; ++number) {
    Person person("p-" + std::to_string(number));
    if (number != 3 && number != 68) person.never_served();
    columns.put(person);
  }
  CHECK(without() == "p-3 p-68 ");
  columns.put(Person("p-3").never_served());
  columns.put(Person("p-4"));
  CHECK(without() == "p-4 p-68 ");
}

TEST_CASE("a mark of a training tells its end and hours, or that the entry has to be read",
          "[columns]") {
  Columns columns(Vocabulary::built_in());
  const auto mark = [&](const Course& course) {
    columns.put(Person("p-1").trained(course));
    return columns.training_marks.back();
  };
  const TrainingMark in_may = mark({.to = "2024.05", .hours = 2045, .subject = "金融"});
  CHECK(in_may.ended == day("2024-05-01").value);
  CHECK(in_may.width == 30);
  CHECK(in_may.hours == 2045);
  CHECK(columns.words.text(in_may.subject) == "金融");
  CHECK(mark({.to = "2024.05", .subject = "金融"}).hours == TrainingMark::hours_unknown);
  CHECK(mark({.from = "2024-05-03", .hours = 8, .subject = "金融"}).ended ==
        day("2024-05-03").value);
  for (const Course& unfit :
       {Course{.to = "2024", .hours = 8, .subject = "金融"}, Course{.hours = 8, .subject = "金融"},
        Course{.to = "1969-12-31", .hours = 8, .subject = "金融"},
        Course{.to = "2024.05", .hours = 2046, .subject = "金融"},
        Course{.to = "2024.05", .hours = 8}}) {
    CHECK(mark(unfit).hours == TrainingMark::in_cell);
  }
}

TEST_CASE("a person is found by id, under the newest name", "[columns]") {
  Columns columns(Vocabulary::built_in());
  for (int i = 0; i < 100; ++i) {
    columns.put(Person("p-" + std::to_string(i)).named("张" + std::to_string(i)));
  }
  columns.put(Person("p-7").named("王七"));
  REQUIRE(columns.size() == 100);
  for (int i = 0; i < 100; ++i) {
    const auto row = columns.find({"p-" + std::to_string(i)});
    REQUIRE(row);
    CHECK(row->value == static_cast<std::uint32_t>(i));
    CHECK(columns.id(*row).text == "p-" + std::to_string(i));
    CHECK(columns.name(*row) == (i == 7 ? "王七" : "张" + std::to_string(i)));
  }
  CHECK_FALSE(columns.find({"p-100"}));
  CHECK_FALSE(columns.find({""}));
}

TEST_CASE("the newest twelve years of 年度考核 are told by the packed grades", "[columns]") {
  Columns columns(Vocabulary::built_in());
  Person person("p-1");
  person.appraised(2024, "优秀").appraised(2022, "称职").appraised(2023, "优秀", "平时");
  person.appraised(2013, "基本称职").appraised(2012, "不称职").appraised(2021, "优秀");
  person.appraised(2021, "称职");
  const AnnualAppraisals annual = columns.brief[columns.put(person).value].annual;
  CHECK(annual.newest() == 2024);
  CHECK(annual.of(2025) == AnnualGrade::absent);
  CHECK(annual.of(2024) == AnnualGrade::excellent);
  CHECK(annual.of(2023) == AnnualGrade::absent);
  CHECK(annual.of(2022) == AnnualGrade::competent);
  CHECK(annual.of(2021) == AnnualGrade::in_cells);
  CHECK(annual.of(2013) == AnnualGrade::basic);
  CHECK(annual.of(2012) == AnnualGrade::in_cells);

  const auto times = [](const AnnualAppraisals& of, int first, int last, AnnualGrade grade) {
    const YearsAsked asked(first, last);
    const auto grades = asked.of(of);
    return grades ? asked.times(*grades, grade) : -1;
  };
  CHECK(times(annual, 2022, 2024, AnnualGrade::excellent) == 1);
  CHECK(times(annual, 2022, 2024, AnnualGrade::absent) == 1);
  CHECK(times(annual, 2024, 2027, AnnualGrade::absent) == 3);
  CHECK(times(annual, 2013, 2020, AnnualGrade::basic) == 1);
  CHECK(times(annual, 2013, 2020, AnnualGrade::absent) == 7);
  SECTION("nothing is told of a year in doubt, of one that is not packed, or of later ones alone") {
    CHECK(times(annual, 2021, 2024, AnnualGrade::excellent) == -1);
    CHECK(times(annual, 2012, 2020, AnnualGrade::basic) == -1);
    CHECK(times(annual, 2025, 2026, AnnualGrade::absent) == -1);
    CHECK(times(annual, 2013, 2025, AnnualGrade::absent) == -1);
  }
  CHECK(YearsAsked::of_two(*YearsAsked(2023, 2024).of(annual)) == 1);
  CHECK(YearsAsked::of_two(*YearsAsked(2024, 2025).of(annual)) == 16);

  const AnnualAppraisals none =
      columns.brief[columns.put(Person("p-2").never_appraised()).value].annual;
  CHECK(none.newest() == 0);
  CHECK(none.of(2024) == AnnualGrade::absent);
}
