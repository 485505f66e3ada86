#include "tests/support/people.hpp"

#include <catch2/catch.hpp>

#include "engine/match/gates/protected/protected_facts.hpp"

namespace bole::testing {
namespace {
template <class Item>
std::vector<Item>& list(std::optional<std::vector<Item>>& items) {
  if (!items) items.emplace();
  return *items;
}
template <class Item>
std::string next_key(char letter, const std::vector<Item>& items) {
  return letter + std::to_string(items.size() + 1);
}

std::string text(const Range& range) {
  const std::string least = std::to_string(range.at_least);
  return range.exact() ? least : least + ".." + std::to_string(range.at_most);
}
}  // namespace

Day day(std::string_view text) {
  const auto read = parse_day(text);
  INFO(text);
  REQUIRE(read);
  return *read;
}

std::optional<PartialDate> date(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto read = parse_partial_date(text);
  INFO(text);
  REQUIRE(read);
  return read;
}

OfficialDecision decided(std::string_view on) {
  return {.authority = "样例市纪委", .document = "样纪〔2024〕9号", .date = date(on)};
}

Person& Person::named(std::string name) {
  profile_.name = std::move(name);
  return *this;
}
Person& Person::working_since(std::string_view from) {
  profile_.work_start = date(from);
  return *this;
}
Person& Person::at_level(Level level, std::string_view since) {
  profile_.current.level = {level, LevelSource::declared};
  profile_.current.level_since = date(since);
  return *this;
}
Person& Person::with_grade(std::string grade) {
  profile_.current.grade = std::move(grade);
  return *this;
}
Person& Person::served(const Service& service) {
  auto& all = list(profile_.appointments);
  Appointment made{.key = next_key('a', all), .from = date(service.from)};
  made.open = service.to == "至今";
  if (!made.open) made.to = date(service.to);
  made.kind = service.kind;
  made.level = {service.level, LevelSource::declared};
  made.place.grassroots = service.grassroots;
  made.place.hard = service.hard;
  made.place.division = service.division;
  made.system = service.system;
  if (service.head || !service.organisation.empty()) {
    made.posts.push_back({.organisation = {.text = service.organisation}, .head = service.head});
  }
  for (const std::string& id : service.specialities) {
    made.tags.push_back({.kind = "speciality", .id = id, .by = "person"});
  }
  all.push_back(std::move(made));
  return *this;
}
Person& Person::studied(std::string level, std::string_view finished, std::string degree) {
  auto& all = list(profile_.education);
  all.push_back({.key = next_key('e', all),
                 .level = std::move(level),
                 .degree = std::move(degree),
                 .to = date(finished)});
  return *this;
}
Person& Person::honoured(std::string tier, std::string_view on) {
  auto& all = list(profile_.honours);
  all.push_back(
      {.key = next_key('h', all), .name = "嘉奖", .tier = std::move(tier), .date = date(on)});
  return *this;
}
Person& Person::titled(std::string name, std::string_view since) {
  auto& all = list(profile_.professional_titles);
  all.push_back({.key = next_key('t', all), .name = std::move(name), .date = date(since)});
  return *this;
}
Person& Person::appraised(int year, std::string grade, std::string kind) {
  auto& all = list(profile_.appraisals);
  all.push_back({.key = next_key('k', all),
                 .year = year,
                 .kind = std::move(kind),
                 .grade = std::move(grade)});
  return *this;
}
Person& Person::trained(const Course& course) {
  auto& all = list(profile_.training);
  all.push_back({.key = next_key('r', all),
                 .from = date(course.from),
                 .to = date(course.to),
                 .hours = course.hours,
                 .subject = course.subject});
  return *this;
}
Person& Person::punished(const Punishment& punishment) {
  auto& all = list(profile_.sanctions);
  all.push_back({.key = next_key('s', all),
                 .kind = punishment.kind,
                 .authority = punishment.authority,
                 .document = punishment.document,
                 .date = date(punishment.date),
                 .effect_until = date(punishment.effect_until),
                 .status = punishment.status,
                 .status_decision = punishment.decision});
  return *this;
}
Person& Person::stated(std::string speciality) {
  list(profile_.specialities_stated).push_back(std::move(speciality));
  return *this;
}
Person& Person::never_stated() {
  profile_.specialities_stated.emplace();
  return *this;
}
Person& Person::born(std::string_view on) {
  profile_.birth = date(on);
  return *this;
}
Person& Person::joined_party(std::string party, std::string_view on) {
  profile_.sealed.party_name = std::move(party);
  profile_.sealed.party_date = date(on);
  return *this;
}
Person& Person::of_ethnic_group(std::string name) {
  profile_.sealed.ethnicity = std::move(name);
  return *this;
}
Person& Person::grew_up_in(std::string place) {
  profile_.sealed.grew_up = std::move(place);
  return *this;
}
Person& Person::with_age_limit(std::string years) {
  profile_.sealed.retirement_category = std::move(years);
  return *this;
}
Person& Person::related(std::string relation, std::string name, std::string work) {
  list(profile_.sealed.family)
      .push_back({.relation = std::move(relation),
                  .name = std::move(name),
                  .birth = {},
                  .party = {},
                  .work = std::move(work)});
  return *this;
}
Person& Person::staffed(std::string scale) {
  profile_.staff.scale = std::move(scale);
  return *this;
}
Person& Person::concluded(const Conclusion& conclusion) {
  auto& all = list(profile_.clearances);
  all.push_back({.key = next_key('c', all),
                 .kind = conclusion.kind,
                 .result = conclusion.result,
                 .authority = "样例市委组织部",
                 .document = conclusion.document,
                 .date = date(conclusion.date),
                 .valid_until = date(conclusion.valid_until)});
  return *this;
}
Person& Person::never_served() {
  profile_.appointments.emplace();
  return *this;
}
Person& Person::never_studied() {
  profile_.education.emplace();
  return *this;
}
Person& Person::never_honoured() {
  profile_.honours.emplace();
  return *this;
}
Person& Person::never_titled() {
  profile_.professional_titles.emplace();
  return *this;
}
Person& Person::never_appraised() {
  profile_.appraisals.emplace();
  return *this;
}
Person& Person::never_trained() {
  profile_.training.emplace();
  return *this;
}
Person& Person::never_punished() {
  profile_.sanctions.emplace();
  return *this;
}

VacantPost post_at(Level level) { return post_at(level, {"领导职务"}); }
VacantPost post_at(Level level, std::vector<std::string> classes) {
  VacantPost post{};
  post.title = "副局长";
  post.level = level;
  post.classes = std::move(classes);
  return post;
}

GateFinding judged(std::string_view gate, const Profile& who, const VacantPost& post,
                   std::string_view as_of) {
  Columns columns(Vocabulary::built_in());
  const Row row = columns.put(who);
  const Gate* found = find_gate(gate);
  REQUIRE(found);
  GateOutcome ranked{};
  GateOutcome explained{};
  std::vector<GateFinding> findings(1);
  ProtectedFacts facts;
  facts.put(row, who);
  judge_gate(*found, columns, post, day(as_of), {&row, 1}, {&ranked, 1}, nullptr, &facts);
  judge_gate(*found, columns, post, day(as_of), {&row, 1}, {&explained, 1}, &findings, &facts);
  REQUIRE(ranked == explained);
  REQUIRE(findings[0].outcome == ranked);
  return findings[0];
}

std::string verdict(std::string_view gate, const Profile& who, const VacantPost& post,
                    std::string_view as_of) {
  const GateFinding found = judged(gate, who, post, as_of);
  std::string said{to_string(found.outcome.verdict)};
  if (found.outcome.notice != Notice::none) {
    said += " " + std::string(to_string(found.outcome.notice));
  }
  if (found.first_date) said += ", from " + to_string(*found.first_date);
  return said;
}

std::string grounds(std::string_view gate, const Profile& who, const VacantPost& post,
                    std::string_view as_of) {
  const GateFinding found = judged(gate, who, post, as_of);
  const auto number = [](const std::optional<std::int32_t>& value) {
    return value ? std::to_string(*value) : std::string("-");
  };
  std::string said = number(found.observed) + "/" + number(found.wanted) + " ";
  said += found.unit == Unit::none ? "-" : to_string(found.unit);
  for (const Evidence& item : found.evidence) {
    said += (is_absence(item) ? " none:" : " ") + pointer(item, who);
  }
  return said;
}

CriterionFinding measured(const CriterionSpec& spec, const Profile& who, std::string_view as_of) {
  return measured_beside({}, spec, who, as_of);
}

CriterionFinding measured_beside(const std::vector<Profile>& team, const CriterionSpec& spec,
                                 const Profile& who, std::string_view as_of,
                                 std::size_t strangers) {
  Columns columns(Vocabulary::built_in());
  std::vector<ProfileId> holders;
  for (const Profile& member : team) {
    if (holders.size() + strangers < team.size()) columns.put(member);
    holders.push_back(member.id);
  }
  const Row row = columns.put(who);
  const Criterion* criterion = find_criterion(spec.criterion);
  REQUIRE(criterion);
  const CriterionContext context{columns, spec, day(as_of), holders};
  CriterionOutcome ranked{};
  CriterionOutcome explained{};
  std::vector<CriterionFinding> findings(1);
  criterion->judge(context, {&row, 1}, {&ranked, 1}, nullptr);
  criterion->judge(context, {&row, 1}, {&explained, 1}, &findings);
  REQUIRE(ranked == explained);
  REQUIRE(findings[0].value == ranked);
  REQUIRE(ranked.at_least <= ranked.at_most);
  REQUIRE(findings[0].reason < criterion->reasons.size());
  return findings[0];
}

std::string measure(const CriterionSpec& spec, const Profile& who, std::string_view as_of) {
  const CriterionFinding found = measured(spec, who, as_of);
  return text(found.counted) + " -> " + text({found.value.at_least, found.value.at_most});
}

std::string evidence(const CriterionSpec& spec, const Profile& who, std::string_view as_of) {
  const CriterionFinding found = measured(spec, who, as_of);
  std::string said;
  for (const Evidence& item : found.evidence) {
    if (!said.empty()) said += ' ';
    said += (is_absence(item) ? "none:" : "") + pointer(item, who);
  }
  if (found.missing) said += " ? " + pointer(*found.missing, who);
  return said;
}

std::string fault_of(const CriterionSpec& spec) {
  const Criterion* criterion = find_criterion(spec.criterion);
  REQUIRE(criterion);
  const auto fault = criterion->check(spec);
  return fault ? fault->where + " " + fault->code : std::string{};
}
}  // namespace bole::testing
