#include "tools/generate/people.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/core/sha256.hpp"
#include "engine/profile/profile_json.hpp"
#include "engine/text/utf8.hpp"
#include "engine/vocabulary/vocabulary.hpp"
#include "tools/generate/identity.hpp"

using namespace bole;

namespace {
constexpr std::uint64_t crowd_size = 2000;

const std::vector<Profile>& crowd() {
  static const std::vector<Profile> people = [] {
    std::vector<Profile> made;
    for (std::uint64_t i = 1; i <= crowd_size; ++i) {
      made.push_back(make_person(World::built_in(), 42, i));
    }
    return made;
  }();
  return people;
}

// In thousandths of those for whom `among` holds.
template <class Among, class Of>
int share(Among among, Of of) {
  int all = 0;
  int some = 0;
  for (const Profile& person : crowd()) {
    if (!among(person)) continue;
    ++all;
    some += of(person) ? 1 : 0;
  }
  REQUIRE(all > 0);
  return some * 1000 / all;
}

bool anyone(const Profile&) { return true; }
auto at_level(Level level) {
  return [level](const Profile& person) { return person.current.level.value == level; };
}
int months_in_level(const Profile& person) {
  return person.current.level_since ? generated_at - person.current.level_since->first_month() : -1;
}
int grassroots_months(const Profile& person) {
  int months = 0;
  for (const Appointment& appointment : *person.appointments) {
    if (appointment.place.grassroots != true || !appointment.concurrent_with.empty()) continue;
    const int to = appointment.to ? appointment.to->first_month() : generated_at;
    months += to - appointment.from->first_month();
  }
  return months;
}
int training_hours(const Profile& person, int first_year) {
  int hours = 0;
  if (!person.training) return 0;
  for (const Training& course : *person.training) {
    if (course.from && course.from->year >= first_year) hours += course.hours.value_or(0);
  }
  return hours;
}
std::string last_appraisal(const Profile& person) {
  if (!person.appraisals || person.appraisals->empty()) return "";
  return person.appraisals->back().year == 2025 ? person.appraisals->back().grade : "";
}

constexpr std::string_view blanks = " \t\r\n";

std::string characters(const std::string& text, Span span) {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t at = 0;
  for (std::uint32_t i = 0; at < text.size(); ++i) {
    if (i == span.begin) begin = at;
    if (i == span.end) end = at;
    (void)next_character(text, at);
  }
  if (end == 0) end = text.size();
  return text.substr(begin, end - begin);
}
}  // namespace

TEST_CASE("the same seed and number is the same person, whoever else is made", "[generate]") {
  CHECK(make_person(World::built_in(), 42, 77) == crowd()[76]);
  CHECK_FALSE(make_person(World::built_in(), 43, 77) == crowd()[76]);
}

TEST_CASE("beginners are 25 to 27 years old, with records of about 3 kB", "[generate]") {
  std::string all;
  for (std::uint64_t i = 1; i <= 500; ++i) {
    const Profile person =
        make_person(World::built_in(), 1, i, Layout::official, Cohort::beginners);
    CAPTURE(i);
    REQUIRE(person.birth);
    CHECK(person.birth->year >= 1998);
    CHECK(person.birth->year <= 2001);
    append_json(all, person);
  }
  CHECK(all.size() / 500 > 2900);
  CHECK(all.size() / 500 < 3100);
}

// A register of its own, so that only a change of the generator changes the bytes: on purpose, and
// seen in review.
TEST_CASE("a person is the same bytes on every machine", "[generate]") {
  const Result<World> world = World::read(
      R"({"record":"organisation","id":"o-1","name":"样例市财政局","level":"县处级正职","kind":"市直"}
{"record":"post","id":"po-1","organisation":"o-1","title":"局长","level":"县处级正职","head":true}
{"record":"post","id":"po-2","organisation":"o-1","title":"副局长","level":"县处级副职"}
{"record":"organisation","id":"o-2","name":"样例市甲县人民政府","level":"县处级正职","kind":"区县","division":"990101"}
{"record":"organisation","id":"o-3","name":"样例市甲县乙镇人民政府","level":"乡科级正职","kind":"乡镇","division":"990101001"}
{"record":"post","id":"po-3","organisation":"o-3","title":"镇长","level":"乡科级正职","head":true}
{"record":"post","id":"po-4","organisation":"o-3","title":"副镇长","level":"乡科级副职"})");
  REQUIRE(world);
  std::string all;
  for (std::uint64_t i = 1; i <= 100; ++i) append_json(all, make_person(*world, 1, i));
  CHECK(hash_text(all) ==
        "sha256:019dcd8b0b9b8d75342fc0e0bc1cdf1f9e7389cabc5976557ea1743dd06acfad");
}

TEST_CASE("a generated profile reads back as it was written, without an issue", "[generate]") {
  for (std::uint64_t i = 0; i < 300; ++i) {
    Issues issues;
    const Result<Profile> read = profile_from_json(to_json(crowd()[i]), issues);
    REQUIRE(read);
    CHECK(issues.empty());
    CHECK(*read == crowd()[i]);
  }
}

TEST_CASE("a span of the résumé begins and ends with its statement", "[generate]") {
  for (const Layout layout : {Layout::official, Layout::varied}) {
    for (std::uint64_t i = 1; i <= 300; ++i) {
      const Profile person = make_person(World::built_in(), 5, i, layout);
      for (const Appointment& appointment : *person.appointments) {
        const std::string words = characters(person.resume.text, *appointment.text_span);
        INFO(person.id.text << " " << appointment.key << "\n" << person.resume.text);
        REQUIRE_FALSE(words.empty());
        CHECK(blanks.find(words.front()) == blanks.npos);
        CHECK(blanks.find(words.back()) == blanks.npos);
        if (appointment.kind == "学习") CHECK(words.find("学") != std::string::npos);
      }
    }
  }
}

TEST_CASE("what runs in brackets lies inside its period", "[generate]") {
  for (const Profile& person : crowd()) {
    for (const Appointment& inner : *person.appointments) {
      if (inner.concurrent_with.empty()) continue;
      const auto outer =
          std::find_if(person.appointments->begin(), person.appointments->end(),
                       [&](const Appointment& one) { return one.key == inner.concurrent_with; });
      REQUIRE(outer != person.appointments->end());
      CHECK(outer->text_span->begin < inner.text_span->begin);
      CHECK(inner.text_span->end < outer->text_span->end);
      CHECK(inner.from->last_month() >= outer->from->first_month());
      if (outer->to) CHECK(inner.to->first_month() <= outer->to->last_month());
    }
  }
}

TEST_CASE("a generated ID number has a true check character and no real area", "[generate]") {
  std::set<std::string> numbers;
  for (const Profile& person : crowd()) {
    const std::string& number = person.sealed.id_number;
    if (number.empty()) continue;
    REQUIRE(number.size() == 18);
    CHECK(number.starts_with("99"));
    CHECK(number.back() == id_check_character(number));
    CHECK(((number[16] - '0') % 2 == 1) == (person.sealed.sex == "男"));
    CHECK(numbers.insert(number).second);
  }
  // Computed by hand after ISO 7064 MOD 11-2.
  CHECK(id_check_character("11010519491231002") == 'X');
}

TEST_CASE("the pool is a pyramid of levels", "[generate]") {
  const auto of = [](Level level) { return share(anyone, at_level(level)); };
  CHECK(of(Level::township_deputy) > of(Level::county_deputy));
  CHECK(of(Level::township_head) > of(Level::county_deputy));
  CHECK(of(Level::county_deputy) > of(Level::county_head));
  CHECK(of(Level::county_head) > of(Level::bureau_deputy));
  CHECK(of(Level::bureau_deputy) > 0);
}

TEST_CASE("ages run from the twenties to sixty", "[generate]") {
  const auto age = [](const Profile& person) {
    return (generated_at - person.birth->first_month()) / 12;
  };
  CHECK(share(anyone, [&](const Profile& p) { return age(p) < 25 || age(p) > 61; }) == 0);
  CHECK(share(anyone, [&](const Profile& p) { return age(p) < 35; }) > 60);
  CHECK(share(anyone, [&](const Profile& p) { return age(p) >= 50; }) > 100);
}

TEST_CASE("the term gates bite as in life", "[generate]") {
  const auto short_of = [](int months) {
    return
        [months](const Profile& p) { return p.current.level_since && months_in_level(p) < months; };
  };
  SECTION("ELG-05b: 乡科级正职 short of three years") {
    const int permille = share(at_level(Level::township_head), short_of(36));
    CHECK(permille > 250);
    CHECK(permille < 650);
  }
  SECTION("ELG-05a: 县处级副职 short of two years") {
    const int permille = share(at_level(Level::county_deputy), short_of(24));
    CHECK(permille > 150);
    CHECK(permille < 500);
  }
  SECTION("ELG-02: some have worked for less than five years, few are 乡科级") {
    const auto fresh = [](const Profile& p) {
      return generated_at - p.work_start->first_month() < 60;
    };
    CHECK(share(anyone, fresh) > 5);
    CHECK(share(anyone, fresh) < 120);
  }
  SECTION("ELG-03: a part of the 乡科级 has less than two years at the grass roots") {
    const int permille = share(at_level(Level::township_head),
                               [](const Profile& p) { return grassroots_months(p) < 24; });
    CHECK(permille > 120);
    CHECK(permille < 500);
  }
  SECTION("ELG-10: a level may be unknown, and is then to be verified") {
    CHECK(share(anyone, at_level(Level::unknown)) > 200);
    CHECK(share(anyone, at_level(Level::unknown)) < 600);
  }
}

TEST_CASE("education and training gates bite as in life", "[generate]") {
  SECTION("ELG-06: few are below 大专, some end with it") {
    const auto only = [](std::string_view level) {
      return [level](const Profile& p) {
        return p.education && p.education->size() == 1 && p.education->front().level == level;
      };
    };
    CHECK(share(anyone, only("中专")) > 5);
    CHECK(share(anyone, only("中专")) < 120);
    CHECK(share(anyone, only("大专")) > 40);
  }
  SECTION("ELG-07: a part of the 县处级 is short of 550 hours in five years") {
    const int permille = share(at_level(Level::county_deputy),
                               [](const Profile& p) { return training_hours(p, 2021) < 550; });
    CHECK(permille > 300);
    CHECK(permille < 900);
  }
  SECTION("ELG-07: a part of the 乡科级 is short of 90 hours in the year") {
    const int permille = share(at_level(Level::township_deputy),
                               [](const Profile& p) { return training_hours(p, 2025) < 90; });
    CHECK(permille > 250);
    CHECK(permille < 750);
  }
}

TEST_CASE("appraisals are mostly 称职, and last year's decides", "[generate]") {
  std::map<std::string, int> grades;
  int all = 0;
  for (const Profile& person : crowd()) {
    if (!person.appraisals) continue;
    for (const Appraisal& appraisal : *person.appraisals) {
      ++grades[appraisal.grade];
      ++all;
    }
  }
  CHECK(grades["优秀"] * 1000 / all > 100);
  CHECK(grades["优秀"] * 1000 / all <= 200);
  CHECK(grades["不定等次"] > 0);
  CHECK(grades["不称职"] > 0);
  // BAN-03.
  const int low = share(anyone, [](const Profile& p) {
    const std::string grade = last_appraisal(p);
    return grade == "基本称职" || grade == "不称职" || grade == "基本合格" || grade == "不合格";
  });
  CHECK(low >= 3);
  CHECK(low < 40);
  const int missing = share(anyone, [](const Profile& p) { return last_appraisal(p).empty(); });
  CHECK(missing > 40);
  CHECK(missing < 200);
}

TEST_CASE("sanctions are few, of every status, some without their paper", "[generate]") {
  std::map<std::string, int> statuses;
  std::set<std::string> kinds;
  int incomplete = 0;
  int undecided = 0;
  int people = 0;
  for (const Profile& person : crowd()) {
    if (!person.sanctions || person.sanctions->empty()) continue;
    ++people;
    const Sanction& sanction = person.sanctions->front();
    ++statuses[sanction.status];
    kinds.insert(sanction.kind);
    incomplete += sanction.document.empty() ? 1 : 0;
    const bool needs_decision = sanction.status != "in_force" && sanction.status != "expired";
    undecided += needs_decision && !sanction.status_decision ? 1 : 0;
  }
  CHECK(people * 1000 / static_cast<int>(crowd_size) > 20);
  CHECK(people * 1000 / static_cast<int>(crowd_size) < 80);
  for (const char* status : {"in_force", "expired", "exempted", "cleared", "revoked"}) {
    INFO(status);
    CHECK(statuses[status] > 0);
  }
  CHECK(kinds.size() >= 6);
  CHECK(incomplete > 0);
  CHECK(undecided > 0);
}

TEST_CASE("some dates are known to the year only, some not at all", "[generate]") {
  CHECK(share(anyone, [](const Profile& p) { return p.birth->month == 0; }) > 2);
  CHECK(share(anyone, [](const Profile& p) { return p.work_start->month == 0; }) > 2);
  CHECK(share(at_level(Level::township_head),
              [](const Profile& p) { return !p.current.level_since; }) > 2);
  CHECK(share(anyone, [](const Profile& p) {
          return p.appointments->front().from && p.appointments->front().from->month == 0;
        }) > 5);
}

TEST_CASE("names include compound, minority and rare ones", "[generate]") {
  const auto holds = [](std::string_view part) {
    return share(anyone, [part](const Profile& p) { return p.name.find(part) != p.name.npos; });
  };
  CHECK(holds("·") > 0);
  CHECK(holds("欧阳") + holds("上官") + holds("司马") + holds("诸葛") > 0);
  // Four bytes: beyond the basic plane.
  CHECK(share(anyone, [](const Profile& p) {
          return std::any_of(p.name.begin(), p.name.end(),
                             [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
        }) > 0);
}

TEST_CASE("every field and most specialities are met in the careers", "[generate]") {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  std::set<std::size_t> specialities;
  std::set<std::string> fields;
  for (const Profile& person : crowd()) {
    for (const SpecialityHit& hit : vocabulary.specialities_in(person.resume.text)) {
      specialities.insert(hit.speciality);
      fields.insert(vocabulary.specialities()[hit.speciality].field);
    }
  }
  for (const Field& field : vocabulary.fields()) {
    INFO(field.name);
    CHECK(fields.contains(field.id));
  }
  CHECK(specialities.size() * 3 > vocabulary.specialities().size() * 2);
}

TEST_CASE("words of closed tables are those of the vocabulary", "[generate]") {
  const Vocabulary& vocabulary = Vocabulary::built_in();
  for (const Profile& person : crowd()) {
    INFO(person.id.text);
    CHECK(vocabulary.is_ethnic_group(person.sealed.ethnicity));
    for (const Education& education : *person.education) {
      CHECK(vocabulary.education(education.level) != nullptr);
      if (!education.degree.empty()) CHECK(vocabulary.degree(education.degree) != nullptr);
    }
    if (person.professional_titles) {
      for (const ProfessionalTitle& title : *person.professional_titles) {
        INFO(title.name);
        CHECK(vocabulary.professional_title(title.name) != nullptr);
      }
    }
    if (person.sanctions) {
      for (const Sanction& sanction : *person.sanctions) {
        if (sanction.kind != "警告") CHECK(vocabulary.sanction_kind(sanction.kind) != nullptr);
      }
    }
  }
}

TEST_CASE("a register without posts of the middle levels is refused with its reason",
          "[generate]") {
  const Result<World> none = World::read("");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == "register_too_small");
  const Result<World> broken = World::read("{\"record\":\"post\"");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == "bad_register_line");
}
