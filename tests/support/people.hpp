#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/criterion.hpp"
#include "engine/match/gate.hpp"
#include "engine/profile/profile.hpp"

// Small records, posts and verdicts for tests that read like the domain. Dates are texts of the
// record ("2015", "2015.07", "2015-07-01"), "" is not known; a text that is no date fails the test.
namespace bole::testing {

[[nodiscard]] Day day(std::string_view text);
[[nodiscard]] std::optional<PartialDate> date(std::string_view text);

struct Service {  // one period of a career
  std::string_view from{};
  std::string_view to{};  // "至今": still held
  std::string kind = "任职";
  Level level = Level::unknown;
  std::optional<bool> grassroots{};
  std::vector<std::string> specialities{};
  std::optional<bool> head{};  // of the one post held
  std::optional<bool> hard{};
  std::string system{};
  std::string division{};
  std::string organisation{};
};
struct Punishment {
  std::string kind{};
  std::string_view date{};
  std::string_view effect_until{};
  std::string status = "in_force";
  std::optional<OfficialDecision> decision{};  // of the status
  std::string authority = "样例市纪委";
  std::string document = "样纪〔2024〕1号";
};
struct Course {
  std::string_view from{};
  std::string_view to{};
  std::optional<int> hours{};
  std::string subject{};
};

// A complete decision of that date.
[[nodiscard]] OfficialDecision decided(std::string_view on);

// A record that grows by what is said of the person. What is not said stays unknown.
class Person {
 public:
  explicit Person(std::string id = "p-1") { profile_.id.text = std::move(id); }

  Person& named(std::string name);
  Person& working_since(std::string_view from);
  Person& at_level(Level level, std::string_view since = {});
  Person& with_grade(std::string grade);
  Person& served(const Service& service);
  Person& studied(std::string level, std::string_view finished = {}, std::string degree = {});
  Person& honoured(std::string tier, std::string_view on = {});
  Person& titled(std::string name, std::string_view since = {});
  Person& appraised(int year, std::string grade, std::string kind = "年度");
  Person& trained(const Course& course);
  Person& punished(const Punishment& punishment);
  Person& stated(std::string speciality);  // 自述专长
  // Lists that are known to be empty.
  // What protected gates read.
  Person& born(std::string_view on);
  Person& joined_party(std::string party, std::string_view on = {});
  Person& of_ethnic_group(std::string name);
  Person& grew_up_in(std::string place);
  Person& with_age_limit(std::string years);
  Person& related(std::string relation, std::string name, std::string work);
  Person& staffed(std::string scale);
  struct Conclusion {
    std::string kind{};
    std::string result{};
    std::string_view date{};
    std::string_view valid_until{};
    std::string document = "样组函〔2026〕1号";
  };
  Person& concluded(const Conclusion& conclusion);
  Person& never_served();
  Person& never_studied();
  Person& never_honoured();
  Person& never_titled();
  Person& never_appraised();
  Person& never_trained();
  Person& never_punished();
  Person& never_stated();

  operator const Profile&() const { return profile_; }

 private:
  Profile profile_{};
};

// A leadership post of that level.
[[nodiscard]] VacantPost post_at(Level level);
[[nodiscard]] VacantPost post_at(Level level, std::vector<std::string> classes);

// One statutory gate over one person. Checks that ranking and explaining agree.
[[nodiscard]] GateFinding judged(std::string_view gate, const Profile& who, const VacantPost& post,
                                 std::string_view as_of);
// "holds", "fails exception_needs_approval, from 2026-11-30": verdict, notice and first date.
[[nodiscard]] std::string verdict(std::string_view gate, const Profile& who, const VacantPost& post,
                                  std::string_view as_of);
// "95/36 month /current/level_since": observed, wanted, unit and evidence; - for what is not said.
[[nodiscard]] std::string grounds(std::string_view gate, const Profile& who, const VacantPost& post,
                                  std::string_view as_of);

// One criterion over one person. Checks that ranking and explaining agree.
[[nodiscard]] CriterionFinding measured(const CriterionSpec& spec, const Profile& who,
                                        std::string_view as_of);
// The same beside a team: of it all are in the store but the last `strangers`.
[[nodiscard]] CriterionFinding measured_beside(const std::vector<Profile>& team,
                                               const CriterionSpec& spec, const Profile& who,
                                               std::string_view as_of, std::size_t strangers = 0);
// "24 -> 600", "0..24 -> 0..600": what was counted and its value.
[[nodiscard]] std::string measure(const CriterionSpec& spec, const Profile& who,
                                  std::string_view as_of);
// Pointers of the evidence, then "?" and the missing fact: "/appointments/a1 ? /appointments/a1".
[[nodiscard]] std::string evidence(const CriterionSpec& spec, const Profile& who,
                                   std::string_view as_of);
// "args/level missing_key", or "" when the criterion accepts its arguments.
[[nodiscard]] std::string fault_of(const CriterionSpec& spec);

}  // namespace bole::testing
