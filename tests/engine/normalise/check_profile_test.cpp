#include <catch2/catch.hpp>

#include "engine/normalise/normalise.hpp"
#include "tests/support/import_reading.hpp"

using namespace bole;
using bole::testing::codes;
using bole::testing::has_code;
using bole::testing::issue_of;

namespace {
PartialDate date(const char* text) { return *parse_partial_date(text); }

Profile person() {
  Profile profile;
  profile.name = "晏示例";
  profile.birth = date("1979.03");
  profile.work_start = date("2001.07");
  return profile;
}

Issues check(Profile profile, std::optional<PartialDate> as_of = std::nullopt) {
  Issues issues;
  check_profile(profile, Vocabulary::built_in(), as_of, issues, 7);
  return issues;
}
}  // namespace

TEST_CASE("a sound record gives no issue", "[check_profile]") {
  CHECK(codes(check(person(), date("2025.06"))).empty());
}

TEST_CASE("an issue carries its row and a pointer into the record", "[check_profile]") {
  Profile profile = person();
  profile.birth = date("2001.08");
  const Issues issues = check(profile);
  CHECK(codes(issues) == std::vector<std::string>{"birth_after_work_start"});
  CHECK(issues[0].row == 7);
  CHECK(issues[0].field == "/birth");
}

TEST_CASE("dates that may be in order are not called out of order", "[check_profile]") {
  Profile profile = person();
  profile.birth = date("2001");
  profile.work_start = date("2001.07");
  CHECK_FALSE(has_code(check(profile), "birth_after_work_start"));
}

TEST_CASE("work before the age of 18 is a warning from one month short", "[check_profile]") {
  Profile profile = person();
  profile.work_start = date("1997.03");
  CHECK(codes(check(profile)).empty());
  profile.work_start = date("1997.02");
  CHECK(codes(check(profile)) == std::vector<std::string>{"work_start_under_18"});
  profile.birth = date("1979");
  profile.work_start = date("1997");
  CHECK(codes(check(profile)).empty());
}

TEST_CASE("an age outside 18 to 99 on the form's date is a warning", "[check_profile]") {
  Profile profile = person();
  profile.work_start.reset();
  CHECK(has_code(check(profile, date("1997.02")), "age_out_of_range"));
  CHECK_FALSE(has_code(check(profile, date("1997.03")), "age_out_of_range"));
  CHECK_FALSE(has_code(check(profile, date("2079.02")), "age_out_of_range"));
  CHECK(has_code(check(profile, date("2079.03")), "age_out_of_range"));
}

TEST_CASE("joining the party before it was founded is implausible", "[check_profile]") {
  Profile profile;
  profile.name = "晏示例";
  profile.sealed.party_date = date("1921.06");
  CHECK(has_code(check(profile), "implausible_date"));
  profile.sealed.party_date = date("1921.07");
  CHECK_FALSE(has_code(check(profile), "implausible_date"));
}

TEST_CASE("a birth in the ID number that differs is a warning and is not mended",
          "[check_profile]") {
  Profile profile;
  profile.name = "晏示例";
  profile.birth = date("1950.01");
  profile.sealed.id_number = "11010519491231002X";
  const Issues issues = check(profile);
  CHECK(codes(issues) == std::vector<std::string>{"id_birth_mismatch"});
  CHECK(issues[0].severity == Severity::warning);
  CHECK(issues[0].found == "1949.12");
  CHECK(issues[0].expected == "1950.01");
  profile.birth = date("1949.12");
  CHECK(check(profile).empty());
}

TEST_CASE("an issue never repeats the ID number", "[check_profile]") {
  Profile profile = person();
  for (const char* number : {"110105194912310028", "11010519491231002", "110105194913310028"}) {
    profile.sealed.id_number = number;
    profile.sealed.sex = "男";
    for (const Issue& issue : check(profile)) {
      CAPTURE(issue.code);
      for (const std::string& text : {issue.found, issue.expected, issue.message})
        CHECK(text.find("110105") == std::string::npos);
    }
  }
}

TEST_CASE("an end before its start is called so wherever it stands", "[check_profile]") {
  Profile profile = person();
  profile.appointments = {Appointment{.key = "a1", .from = date("2006.05"), .to = date("2001.07")}};
  profile.training = {Training{.key = "r1", .from = date("2023.05"), .to = date("2023.04")}};
  profile.sanctions = {
      Sanction{.key = "s1", .date = date("2024-03-01"), .effect_until = date("2024-02-29")}};
  profile.clearances = {
      Clearance{.key = "c1", .date = date("2024.03"), .valid_until = date("2023")}};
  std::vector<std::string> fields;
  for (const Issue& issue : check(profile)) {
    CHECK(issue.code == "end_before_start");
    fields.push_back(issue.field);
  }
  CHECK(fields == std::vector<std::string>{"/appointments/0/to", "/training/0/to",
                                           "/sanctions/0/effect_until",
                                           "/clearances/0/valid_until"});
}

TEST_CASE("a place outside the text is removed, since nothing can be read through it",
          "[check_profile]") {
  Profile profile = person();
  profile.resume.text = "样例市财政局科员";
  profile.resume.unparsed = {{0, 8}, {3, 9}};
  profile.appointments = {Appointment{.key = "a1", .text_span = Span{0, 8}},
                          Appointment{.key = "a2", .text_span = Span{0, 9}}};
  Issues issues;
  check_profile(profile, Vocabulary::built_in(), std::nullopt, issues);
  CHECK(codes(issues) == std::vector<std::string>{"bad_span", "bad_span"});
  CHECK(profile.resume.unparsed == std::vector<Span>{{0, 8}});
  CHECK((*profile.appointments)[0].text_span);
  CHECK_FALSE((*profile.appointments)[1].text_span);
}

TEST_CASE("a reference to an appointment that is not there is pointed out", "[check_profile]") {
  Profile profile = person();
  profile.appointments = {Appointment{.key = "a1", .concurrent_with = "a9"}};
  profile.current.appointments = {"a1", "a5"};
  const Issues issues = check(profile);
  CHECK(codes(issues) == std::vector<std::string>{"unknown_reference", "unknown_reference"});
}

TEST_CASE("a key that stands twice in a list is pointed out", "[check_profile]") {
  Profile profile = person();
  profile.honours = {Honour{.key = "h1"}, Honour{.key = "h1"}};
  CHECK(issue_of(check(profile), "repeated_item_key").field == "/honours/1/key");
}

TEST_CASE("two grades for one year are a conflict only among yearly appraisals",
          "[check_profile]") {
  Profile profile = person();
  profile.appraisals = {Appraisal{.key = "k1", .year = 2022, .kind = "年度", .grade = "优秀"},
                        Appraisal{.key = "k2", .year = 2022, .kind = "平时", .grade = "称职"}};
  CHECK(check(profile).empty());
  profile.appraisals->back().kind = "年度";
  CHECK(codes(check(profile)) == std::vector<std::string>{"conflicting_appraisal"});
}

TEST_CASE("a child older than the person and a parent younger are warnings", "[check_profile]") {
  Profile profile = person();
  profile.sealed.family = {FamilyMember{.relation = "女儿", .birth = "1979.02"},
                           FamilyMember{.relation = "父亲", .birth = "1979.04"},
                           FamilyMember{.relation = "妻子", .birth = "1990.01"},
                           FamilyMember{.relation = "儿子", .birth = "已去世"}};
  CHECK(codes(check(profile)) ==
        std::vector<std::string>{"family_birth_order", "family_birth_order"});
}

TEST_CASE("a name in private-use or damaged characters is pointed out", "[check_profile]") {
  Profile profile = person();
  profile.name = "晏\uE863";
  CHECK(codes(check(profile)) == std::vector<std::string>{"unreadable_character"});
  profile.name = "晏䶮㛃𬱖";
  CHECK(check(profile).empty());
}

TEST_CASE("a record without a name cannot be stored as a person", "[check_profile]") {
  CHECK(issue_of(check(Profile{}), "missing_name").severity == Severity::error);
}

TEST_CASE("a name of blanks is no name", "[check_profile]") {
  Profile profile = person();
  profile.name = " \u3000";
  CHECK(codes(check(profile)) == std::vector<std::string>{"missing_name"});
}

TEST_CASE("a relative in the youth league is under 28", "[check_profile]") {
  Profile profile = person();
  profile.sealed.family = {{.relation = "妹妹", .birth = "1997.06", .party = "共青团员"}};
  CHECK(has_code(check(profile, date("2025.06")), "league_member_over_28"));
  profile.sealed.family->at(0).birth = "1997.07";
  CHECK_FALSE(has_code(check(profile, date("2025.06")), "league_member_over_28"));
}

TEST_CASE("an appraisal without a year is said to lack it", "[check_profile]") {
  Profile profile = person();
  profile.appraisals = {{.key = "k1", .kind = "年度", .grade = "优秀"}};
  CHECK(codes(check(profile)) == std::vector<std::string>{"appraisal_without_year"});
}
