#include "index/matter_desk.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/matter/team_view.hpp"
#include "index/preview_memory.hpp"

namespace bole {
namespace {
Error refused(Refusal kind, std::string code, std::string message) {
  return {kind, std::move(code), std::move(message), {}};
}

std::string requirement_id(const MatterId& matter, int version) {
  return matter.text + '/' + std::to_string(version);
}

Authorship authorship(const Actor& actor, std::string_view command) {
  return {actor.by, actor.at, {}, std::string(command)};
}

std::string head_json(const Head& head) {
  std::string json;
  JsonWriter out(json);
  write_head(out, head);
  return json;
}

// Every statutory gate has a text in force on the as-of date.
Result<Done> rules_in_force(const Requirement& requirement, Day as_of) {
  for (std::size_t i = 0; i < requirement.gates.size(); ++i) {
    const std::string& id = requirement.gates[i].rule;
    if (id.empty() || rule_in_force(id, as_of)) continue;
    const Rule* rule = newest_rule(id);
    return Error{Refusal::invalid, "rule_not_in_force",
                 "截止日期 " + to_string(as_of) + " 时“" + id + "”（《" + rule->document + "》" +
                     rule->article + "）没有施行中的规定，不能作为资格条件",
                 "/gates/" + std::to_string(i) + "/rule"};
  }
  return Done{};
}

void note_one(AuditEntry& note, std::string id) {
  ++note.people_count;
  if (note.people.size() < AuditEntry::most_people) note.people.push_back(std::move(id));
}

// The value of "result_hash" in a stored match.
std::string result_hash_of(const std::string& stored) {
  JsonReader reader(stored);
  return reader.text_or("result_hash");
}
}  // namespace

void note_people(AuditEntry& note, const MatchView& view, const Columns& columns) {
  const auto take = [&](Row row) { note_one(note, columns.id(row).text); };
  for (const auto& band : view.result.bands) {
    for (const Ranked& person : band) take(person.row);
  }
  for (const Ranked& person : view.result.band_unverified) take(person.row);
  for (const Ranked& person : view.result.needs_approval) take(person.row);
  for (const NotHolding& person : view.result.unverified) take(person.row);
  for (const NotHolding& person : view.result.failing) take(person.row);
}

void note_people(AuditEntry& note, const AmendmentView& view, const Columns& columns) {
  for (const ChangedStanding& person : view.people) note_one(note, columns.id(person.row).text);
}

void note_people(AuditEntry& note, const MatterSeen& seen) {
  std::set<std::string> people;
  for (const Sighting& sighting : seen.sightings) {
    people.insert(sighting.people.begin(), sighting.people.end());
  }
  for (const std::string& id : people) note_one(note, id);
}

void note_people(AuditEntry& note, const Matter& matter) {
  for (const Approval& approval : matter.approvals) note.people.push_back(approval.profile.text);
  for (const Shortlisted& entry : matter.shortlist) note.people.push_back(entry.profile.text);
}

std::string MatterDesk::next_id(Collection collection, std::string_view prefix) const {
  std::uint64_t last = 0;
  store_.for_each(
      collection,
      [&](const Record& record) {
        if (record.id.starts_with(prefix)) {
          std::uint64_t number = 0;
          const char* begin = record.id.data() + prefix.size();
          std::from_chars(begin, record.id.data() + record.id.size(), number);
          last = std::max(last, number);
        }
        return true;
      },
      SealedPart::skip);
  return std::string(prefix) + std::to_string(last + 1);
}

Result<MatterDesk::Held> MatterDesk::hold(const MatterId& id) const {
  const auto record = store_.find(Collection::matter, id.text);
  if (!record) {
    return refused(Refusal::not_found, "matter_not_found", "没有编号为“" + id.text + "”的选配事项");
  }
  auto matter = matter_from_json(record->body);
  if (!matter) throw StorageError("store_damaged", "选配事项 " + id.text + " 无法读取");
  return Held{std::move(*matter), record->version};
}

Result<Matter> MatterDesk::find(const MatterId& id) const {
  auto held = hold(id);
  if (!held) return held.error();
  return std::move(held->matter);
}

std::vector<Matter> MatterDesk::all() const {
  std::vector<Matter> matters;
  store_.for_each(Collection::matter, [&](const Record& record) {
    if (auto matter = matter_from_json(record.body)) matters.push_back(std::move(*matter));
    return true;
  });
  return matters;
}

Result<Requirement> MatterDesk::requirement(const Matter& matter) const {
  const auto record =
      store_.find(Collection::requirement, requirement_id(matter.id, matter.requirement_version));
  if (!record) {
    return refused(Refusal::conflict, "requirement_not_found",
                   "事项“" + matter.id.text + "”还没有职位需求分析");
  }
  return requirement_from_json(record->body);
}

// Facts are judged as they stood on the as-of date: it lies in the life of the post's organisation,
// and no further ahead than what a plan can look at.
Result<Done> MatterDesk::as_of_fits(const Matter& matter, const Actor& actor) const {
  constexpr int furthest_months = 60;
  const std::string as_of = to_string(matter.as_of);
  const auto today = parse_day(std::string_view(actor.at).substr(0, 10));
  if (today && matter.as_of > add_months(*today, furthest_months)) {
    return Error{Refusal::invalid, "as_of_out_of_reach",
                 "截止日期 " + as_of + " 距今天 " + to_string(*today) +
                     " 超过五年，届时的任职和资料无从判断",
                 "/as_of"};
  }
  const Organisation* there = matter.post.organisation_record
                                  ? &*matter.post.organisation_record
                                  : catalogue_.reg().find(matter.post.organisation);
  const bool too_early = there->valid_from && matter.as_of < there->valid_from->earliest();
  const bool too_late = there->valid_to && matter.as_of > there->valid_to->latest();
  if (!too_early && !too_late) return Done{};
  return Error{Refusal::invalid, "organisation_not_there",
               "截止日期 " + as_of + " 时“" + there->name + "”" +
                   (too_early ? "尚未设立（" + to_string(*there->valid_from) + " 起）"
                              : "已经撤销（至 " + to_string(*there->valid_to) + "）"),
               "/as_of"};
}

// Completes the post from the register and checks that pool, post and as-of date go together.
Result<Matter> MatterDesk::completed(Matter matter, const Actor& actor) const {
  if (const auto pool = catalogue_.pool(matter.pool); !pool) return pool.error();
  const Register& reg = catalogue_.reg();
  VacantPost& post = matter.post;
  const Post* known =
      post.id.empty() ? reg.post_of(post.organisation, post.title) : reg.find(post.id);
  if (!post.id.empty() && !known) {
    return refused(Refusal::invalid, "unknown_post",
                   "名册中没有编号为“" + post.id.text + "”的职位");
  }
  if (known) {
    post.id = known->id;
    if (post.organisation.empty()) post.organisation = known->organisation;
    if (post.title.empty()) post.title = known->title;
    if (post.level == Level::unknown) post.level = known->level;
    if (!post.head) post.head = known->head;
    if (!post.classes) post.classes = known->classes;
    if (!post.seats) post.seats = known->seats;
  }
  if (!post.organisation_record && !reg.find(post.organisation)) {
    return refused(Refusal::invalid, "unknown_post",
                   "名册中没有编号为“" + post.organisation.text + "”的机构");
  }
  if (post.title.empty()) {
    return refused(Refusal::invalid, "unknown_post", "没有写明拟选配的职位名称");
  }
  if (const auto fits = as_of_fits(matter, actor); !fits) return fits.error();
  return matter;
}

VacantPost MatterDesk::standing_alone(VacantPost post) const {
  const Organisation* known = catalogue_.reg().find(post.organisation);
  if (!post.organisation_record && known) post.organisation_record = *known;
  return post;
}

Result<GateSet> MatterDesk::gates_of(const Requirement& requirement) const {
  auto gates = GateSet::prepare(requirement.gates, catalogue_.vocabulary());
  if (gates) gates->set_protected_facts(&catalogue_.protected_facts());
  return gates;
}

// Whoever is in the pool, or has a declared relative there, neither drafts nor approves.
Result<Done> MatterDesk::disinterested(const Matter& matter, const Actor& actor) const {
  const auto user = catalogue_.user(actor.by);
  if (!user) return user.error();
  std::vector<ProfileId> concerned = user->kin;
  if (!user->profile.empty()) concerned.push_back(user->profile);
  if (concerned.empty()) return Done{};
  const auto rows = catalogue_.rows_of(matter.pool);
  if (!rows) return rows.error();
  for (const ProfileId& id : concerned) {
    const auto row = catalogue_.columns().find(id);
    if (row && std::binary_search(rows->begin(), rows->end(), *row)) {
      return refused(Refusal::denied, "interested_party",
                     "操作人本人或其申报的亲属在该人才库内，不得拟定或审定");
    }
  }
  return Done{};
}

Result<Matter> MatterDesk::step(Held held, MatterState state, const std::string& hash,
                                const Actor& actor, std::vector<Put> besides) {
  Matter& matter = held.matter;
  matter.state = state;
  matter.history.push_back({state, {actor.by, actor.at, hash}});
  std::vector<Put> puts = std::move(besides);
  puts.push_back({.collection = Collection::matter,
                  .id = matter.id.text,
                  .body = to_json(matter),
                  .sealed = {},
                  .lookups = {},
                  .expected = held.version});
  const auto head = store_.commit(puts, authorship(actor, to_string(state)));
  if (!head) return head.error();
  return std::move(matter);
}

Result<Matter> MatterDesk::open(std::string_view plan_file, const Actor& actor) {
  auto read = matter_from_plan_file(plan_file);
  if (!read) return read.error();
  auto matter = completed(std::move(*read), actor);
  if (!matter) return matter.error();
  if (const auto free = disinterested(*matter, actor); !free) return free.error();
  matter->id.text = next_id(Collection::matter, "m-");
  matter->plan.version = 1;
  matter->plan.drafted = {actor.by, actor.at, {}};
  matter->plan.settled.reset();
  return step({std::move(*matter), 0}, MatterState::plan_draft, {}, actor);
}

Result<Matter> MatterDesk::edit_plan(const MatterId& id, std::string_view plan_file,
                                     const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  auto read = matter_from_plan_file(plan_file);
  if (!read) return read.error();
  auto edited = completed(std::move(*read), actor);
  if (!edited) return edited.error();
  if (const auto free = disinterested(*edited, actor); !free) return free.error();
  edited->id = id;
  edited->history = held->matter.history;
  edited->plan.version = held->matter.plan.version + 1;
  edited->plan.drafted = {actor.by, actor.at, {}};
  edited->plan.settled.reset();
  return step({std::move(*edited), held->version}, MatterState::plan_draft, {}, actor);
}

Result<Matter> MatterDesk::settle(const MatterId& id, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto free = disinterested(held->matter, actor); !free) return free.error();
  const std::string hash = plan_hash(held->matter);
  held->matter.plan.settled = Signature{actor.by, actor.at, hash};
  return step(std::move(*held), MatterState::plan_settled, hash, actor);
}

Result<ProposedRequirement> MatterDesk::propose(const MatterId& id) const {
  auto matter = find(id);
  if (!matter) return matter.error();
  if (matter->state == MatterState::plan_draft) {
    return refused(Refusal::conflict, "wrong_state",
                   "工作方案尚未审定，先定工作方案，再提职位需求");
  }
  const TeamView team = team_view(*matter, catalogue_.columns());
  matter->post = standing_alone(matter->post);
  return bole::propose(*matter, catalogue_.vocabulary(),
                       may_be_shown_as_a_whole(team) ? gaps_of(team) : std::vector<std::string>());
}

Result<Requirement> MatterDesk::draft(const MatterId& id, Requirement requirement,
                                      const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  requirement.amends.reset();
  if (held->matter.state == MatterState::requirement_draft) {
    const auto drafted = this->requirement(held->matter);
    if (!drafted) return drafted.error();
    requirement.amends = drafted->amends;
  } else if (held->matter.requirement_version > 0) {
    return refused(Refusal::conflict, "requirement_is_locked",
                   "职位需求已锁定，不能再改；确需修改的，须写明理由，经第二人锁定后重新匹配");
  }
  return write_version(std::move(*held), std::move(requirement), actor);
}

Result<Requirement> MatterDesk::amend(const MatterId& id, Requirement requirement,
                                      const std::string& reason, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  Matter& matter = held->matter;
  if (matter.state < MatterState::requirement_locked || matter.state >= MatterState::closed) {
    return refused(Refusal::conflict, "wrong_state",
                   "事项现为“" + std::string(chinese(matter.state)) +
                       "”；职位需求锁定之后、办结之前才能登记修改");
  }
  if (reason.empty()) {
    return refused(Refusal::invalid, "reason_required", "修改已锁定的职位需求须写明理由");
  }
  const auto locked = this->requirement(matter);
  if (!locked) return locked.error();
  if (differences(*locked, requirement).empty()) {
    return refused(Refusal::invalid, "nothing_amended", "与已锁定的职位需求没有差别");
  }
  requirement.amends = Amends{matter.requirement_version, reason};
  matter.amendments.push_back(
      {matter.requirement_version, matter.match, reason, actor.by, actor.at});
  if (!matter.match.empty()) matter.superseded.push_back(std::move(matter.match));
  matter.match.clear();
  matter.shortlist.clear();
  matter.few_reason.clear();
  return write_version(std::move(*held), std::move(requirement), actor);
}

Result<Requirement> MatterDesk::write_version(Held held, Requirement requirement,
                                              const Actor& actor) {
  const MatterId id = held.matter.id;
  if (const auto free = disinterested(held.matter, actor); !free) return free.error();
  if (!requirement.matter.empty() && requirement.matter != id) {
    return refused(Refusal::invalid, "wrong_matter",
                   "职位需求写的是事项“" + requirement.matter.text + "”，不是“" + id.text + "”");
  }
  std::vector<std::string> tasks;
  for (const Task& task : held.matter.plan.tasks) tasks.push_back(task.key);
  if (const auto complete = check_complete(requirement, tasks); !complete) return complete.error();
  if (const auto fault = fault_in_team(held.matter, requirement)) return *fault;
  const auto gates = gates_of(requirement);
  if (!gates) return gates.error();
  if (const auto dated = rules_in_force(requirement, held.matter.as_of); !dated) {
    return dated.error();
  }
  requirement.matter = id;
  requirement.version = held.matter.requirement_version + 1;
  requirement.plan_hash = plan_hash(held.matter);
  requirement.rules = rules_version();
  requirement.vocabulary = catalogue_.vocabulary().version();
  requirement.alarms.clear();
  requirement.data_gaps.clear();
  requirement.names_seen_before = requirement.amends.has_value();
  requirement.search_disclosure.reset();
  requirement.locked.reset();
  held.matter.requirement_version = requirement.version;
  Put put{.collection = Collection::requirement,
          .id = requirement_id(id, requirement.version),
          .body = to_json(requirement),
          .sealed = {},
          .lookups = {},
          .expected = 0};
  const auto stepped = step(std::move(held), MatterState::requirement_draft,
                            requirement_hash(requirement), actor, {std::move(put)});
  if (!stepped) return stepped.error();
  return requirement;
}

std::vector<std::string> MatterDesk::ids_of(const std::vector<Row>& rows) const {
  std::vector<std::string> ids;
  ids.reserve(rows.size());
  for (const Row row : rows) ids.push_back(catalogue_.columns().id(row).text);
  return ids;
}

namespace {
std::vector<std::string> codes_of(const std::vector<Alarm>& alarms) {
  std::vector<std::string> codes;
  for (const Alarm& alarm : alarms) {
    if (std::find(codes.begin(), codes.end(), alarm.code) == codes.end()) {
      codes.push_back(alarm.code);
    }
  }
  return codes;
}
}  // namespace

Result<PreviewReport> MatterDesk::preview(const MatterId& id, const Actor& actor) {
  const auto matter = find(id);
  if (!matter) return matter.error();
  if (const auto free = disinterested(*matter, actor); !free) return free.error();
  const auto requirement = this->requirement(*matter);
  if (!requirement) return requirement.error();
  const auto gates = gates_of(*requirement);
  if (!gates) return gates.error();
  const auto pool = catalogue_.rows_of(matter->pool);
  if (!pool) return pool.error();
  PreviewMemory memory(
      store_, {id.text, matter->pool.text, actor.by, actor.at, requirement_hash(*requirement)},
      ids_of(*pool));
  if (const auto may = memory.may_ask(); !may) return may.error();

  PreviewSets sets = preview_sets(*gates, catalogue_.columns(), standing_alone(matter->post),
                                  matter->as_of, *pool);
  sets.lacking = lacking_sets(requirement->criteria, catalogue_.columns(), matter->as_of, *pool);
  const PreviewMemory::Told told = memory.tell(sets);
  const auto recorded = store_.commit(memory.puts(next_id(Collection::preview, id.text + '/')),
                                      authorship(actor, "preview"));
  if (!recorded) return recorded.error();
  PreviewReport report{};
  report.gates = requirement->gates;
  report.criteria = requirement->criteria;
  report.counts = told.counts;
  report.alarm_codes = codes_of(tailoring_alarms(*gates, sets, told.sizes));
  report.uncovered_tasks = uncovered_tasks(*matter, *requirement);
  return report;
}

SearchDisclosure MatterDesk::disclosure(const Matter& matter, const std::string& drafted_by,
                                        const Actor& approver,
                                        const std::vector<std::string>& roster,
                                        const PeopleSet& eligible) const {
  const auto today = parse_day(std::string_view(approver.at).substr(0, 10));
  const std::string since = today ? to_string(add_days(*today, -90)) : std::string();
  const SeenBefore seen = seen_before(audit_, {matter.plan.drafted.by, drafted_by, approver.by},
                                      matter.pool.text, since);
  SearchDisclosure disclosure{static_cast<int>(seen.searches), 0};
  for (std::size_t place = 0; place < roster.size(); ++place) {
    disclosure.eligible_seen += eligible.has(place) && seen.has(roster[place]);
  }
  return disclosure;
}

Result<Requirement> MatterDesk::lock(const MatterId& id, const std::string& alarm_reason,
                                     const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto free = disinterested(held->matter, actor); !free) return free.error();
  auto requirement = this->requirement(held->matter);
  if (!requirement) return requirement.error();
  std::string drafted_by;
  for (const Step& step : held->matter.history) {
    if (step.state == MatterState::requirement_draft) drafted_by = step.signature.by;
  }
  // They may have come into the pool since they drafted.
  for (const std::string& drafter : {held->matter.plan.drafted.by, drafted_by}) {
    if (drafter.empty()) continue;
    if (const auto free = disinterested(held->matter, {drafter, actor.at}); !free) {
      return free.error();
    }
  }
  const auto gates = gates_of(*requirement);
  if (!gates) return gates.error();
  const auto pool = catalogue_.rows_of(held->matter.pool);
  if (!pool) return pool.error();
  const std::vector<std::string> roster = ids_of(*pool);
  const PreviewSets sets = preview_sets(
      *gates, catalogue_.columns(), standing_alone(held->matter.post), held->matter.as_of, *pool);
  requirement->alarms = tailoring_alarms(*gates, sets, sizes_of(sets));
  if (alarm_reason.empty()) {
    // Whether it is refused tells something about the set, as a preview does.
    PreviewMemory memory(
        store_,
        {id.text, held->matter.pool.text, actor.by, actor.at, requirement_hash(*requirement)},
        roster);
    if (!requirement->alarms.empty() || memory.was_refused(sets.together)) {
      if (const auto may = memory.may_ask(); !may) return may.error();
      const auto shown = codes_of(tailoring_alarms(*gates, sets, memory.tell(sets).sizes));
      memory.refuse(sets.together);
      const auto recorded = store_.commit(memory.puts(next_id(Collection::preview, id.text + '/')),
                                          authorship(actor, "lock refused"));
      if (!recorded) return recorded.error();
      std::string sentences;
      for (const std::string& code : shown) {
        sentences += (sentences.empty() ? "：" : "；") + std::string(alarm_sentence(code));
      }
      return refused(Refusal::conflict, "alarm_without_reason",
                     "有因人设岗提醒，须写明理由后才能锁定" + sentences);
    }
  }
  for (Alarm& alarm : requirement->alarms) alarm.reason_given = alarm_reason;
  requirement->data_gaps =
      data_gaps(requirement->criteria, catalogue_.columns(), held->matter.as_of, *pool);
  requirement->search_disclosure =
      disclosure(held->matter, drafted_by, actor, roster, sets.together);
  requirement->locked = Locking{drafted_by, actor.by, actor.at, {}};
  requirement->locked->hash = requirement_hash(*requirement);
  const auto record =
      store_.find(Collection::requirement, requirement_id(id, requirement->version));
  Put put{.collection = Collection::requirement,
          .id = requirement_id(id, requirement->version),
          .body = to_json(*requirement),
          .sealed = {},
          .lookups = {},
          .expected = record->version};
  const auto stepped = step(std::move(*held), MatterState::requirement_locked,
                            requirement->locked->hash, actor, {std::move(put)});
  if (!stepped) return stepped.error();
  return requirement;
}

namespace {
// "晏示例（p-1）尚缺信访；…", or nothing where nothing is lacking.
std::string open_points_in_words(const std::vector<PersonClosing>& people) {
  constexpr int most_told = 5;
  std::string text;
  int told = 0;
  for (const PersonClosing& person : people) {
    std::string lacking;
    for (const ClosingState state : {ClosingState::negative, ClosingState::missing,
                                     ClosingState::expired, ClosingState::unclear}) {
      std::string titles;
      for (const ClosingPoint& point : person.points) {
        if (!point.open() || point.state != state) continue;
        titles += (titles.empty() ? "" : "、") + point.title;
      }
      if (titles.empty()) continue;
      lacking += (lacking.empty() ? "" : "，") + std::string(chinese(state)) + "：" + titles;
    }
    if (lacking.empty() || ++told > most_told) continue;
    text += (text.empty() ? "" : "；") + person.name + "（" + person.profile.text + "）" + lacking;
  }
  if (told > most_told) text += "；另有 " + std::to_string(told - most_told) + " 人";
  return text;
}

// Whom a stored match lists with the conditions held, or to be approved.
void add_listed(const std::string& stored, std::set<std::string>& people) {
  JsonReader match(stored);
  const auto add = [&](JsonReader& object, std::string_view list) {
    for (JsonReader& person : object.objects(list)) people.insert(person.text("profile"));
  };
  for (JsonReader& band : match.objects("bands")) add(band, "people");
  add(match, "band_unverified");
  add(match, "needs_approval");
}
}  // namespace

Result<std::unique_ptr<MatchView>> MatterDesk::judged(const Matter& matter) const {
  auto requirement = this->requirement(matter);
  if (!requirement) return requirement.error();
  return judged(matter, std::move(*requirement));
}

Result<std::unique_ptr<MatchView>> MatterDesk::judged(const Matter& matter,
                                                      Requirement requirement) const {
  if (!requirement.locked || matter.state < MatterState::requirement_locked) {
    return refused(Refusal::conflict, "requirement_not_locked",
                   "职位需求尚未锁定：先定工作方案，再定人选方案，锁定之前不出人选");
  }
  auto gates = gates_of(requirement);
  if (!gates) return gates.error();
  auto pool = catalogue_.rows_of(matter.pool);
  if (!pool) return pool.error();
  auto view = std::make_unique<MatchView>();
  view->matter = matter;
  view->post = standing_alone(matter.post);
  view->requirement = std::move(requirement);
  view->gates = std::move(*gates);
  view->gates.set_approvals(matter.approvals);
  view->pool = std::move(*pool);
  view->input.emplace(MatchInput{catalogue_.columns(), view->pool, view->requirement, view->gates,
                                 view->post, matter.as_of});
  view->result = bole::match(*view->input);
  arrange(*view->input, view->result);
  return view;
}

namespace {
std::function<Profile(Row)> profiles_of(const Catalogue& catalogue) {
  return [&catalogue](Row row) {
    return catalogue.profile(catalogue.columns().id(row)).value_or(Profile{});
  };
}

std::string stored_form(const MatchView& view, const Catalogue& catalogue, const std::string& id,
                        const JudgedBy& by) {
  const MatchStamp stamp{.id = id,
                         .matter = view.matter.id,
                         .requirement_hash = view.requirement.locked->hash,
                         .head_json = head_json(catalogue.head()),
                         .program = by.program,
                         .rules = by.rules,
                         .vocabulary = by.vocabulary,
                         .pool = view.matter.pool};
  return match_json(stamp, *view.input, view.result, profiles_of(catalogue));
}
}  // namespace

Result<Matter> MatterDesk::approve(const MatterId& id, Approval approval, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto free = disinterested(held->matter, actor); !free) return free.error();
  const auto view = judged(held->matter);
  if (!view) return view.error();
  const auto row = catalogue_.columns().find(approval.profile);
  if (!row || !std::binary_search((*view)->pool.begin(), (*view)->pool.end(), *row)) {
    return refused(Refusal::not_found, "not_in_match",
                   "“" + approval.profile.text + "”不在该事项的人才库中");
  }
  const std::vector<GateFinding> findings =
      judge_person((*view)->gates, catalogue_.columns(), (*view)->post, held->matter.as_of, *row);
  bool asked = false;
  bool open = false;
  for (std::size_t gate = 0; gate < findings.size(); ++gate) {
    if ((*view)->gates.spec(gate).rule != approval.rule) continue;
    asked = true;
    const Notice notice = findings[gate].outcome.notice;
    open |= notice == Notice::exception_needs_approval || notice == Notice::exception_approved;
  }
  if (!asked) {
    return refused(Refusal::invalid, "rule_not_in_requirement",
                   "职位需求的资格条件中没有“" + approval.rule + "”");
  }
  if (!open) {
    return refused(Refusal::conflict, "no_exception_open",
                   "“" + approval.profile.text + "”对“" + approval.rule +
                       "”不属于须报批的破格情形：已符合、待核实或者不可破格");
  }
  approval.by = actor.by;
  approval.at = actor.at;
  held->matter.approvals.push_back(std::move(approval));
  return commit(std::move(*held), "approve", actor);
}

// What is recorded about people without a step of the matter.
Result<Matter> MatterDesk::commit(Held held, std::string_view command, const Actor& actor) {
  const auto head = store_.commit({{.collection = Collection::matter,
                                    .id = held.matter.id.text,
                                    .body = to_json(held.matter),
                                    .sealed = {},
                                    .lookups = {},
                                    .expected = held.version}},
                                  authorship(actor, command));
  if (!head) return head.error();
  return std::move(held.matter);
}

Result<std::unique_ptr<MatchView>> MatterDesk::match(const MatterId& id, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto user = catalogue_.user(actor.by); !user) return user.error();
  auto view = judged(held->matter);
  if (!view) return view.error();
  if ((*view)->pool.empty()) {
    return refused(Refusal::conflict, "pool_is_empty",
                   "人才库“" + held->matter.pool.text + "”里没有人，请先入库再匹配");
  }
  const std::string match_id = next_id(Collection::match, "x-");
  (*view)->stored =
      stored_form(**view, catalogue_, match_id, judged_by_this_program(catalogue_.vocabulary()));
  Put put{.collection = Collection::match,
          .id = match_id,
          .body = (*view)->stored,
          .sealed = {},
          .lookups = {},
          .expected = 0};
  if (!held->matter.match.empty()) held->matter.superseded.push_back(held->matter.match);
  held->matter.match = match_id;
  held->matter.shortlist.clear();
  held->matter.few_reason.clear();
  auto stepped = step(std::move(*held), MatterState::matched, result_hash_of((*view)->stored),
                      actor, {std::move(put)});
  if (!stepped) return stepped.error();
  (*view)->matter = std::move(*stepped);
  return view;
}

Result<std::unique_ptr<MatchView>> MatterDesk::match_again(const MatterId& id,
                                                           const std::string& match_id,
                                                           const JudgedBy& by) const {
  const auto matter = find(id);
  if (!matter) return matter.error();
  auto view = judged(*matter);
  if (view) (*view)->stored = stored_form(**view, catalogue_, match_id, by);
  return view;
}

Result<std::unique_ptr<MatchView>> MatterDesk::view(const MatterId& id) const {
  const auto matter = find(id);
  if (!matter) return matter.error();
  auto requirement = this->requirement(*matter);
  if (!requirement) return requirement.error();
  return stored_view(*matter, matter->match, std::move(*requirement));
}

std::optional<Requirement> MatterDesk::version_of(const MatterId& id, int version) const {
  const auto record = store_.find(Collection::requirement, requirement_id(id, version));
  if (!record) return std::nullopt;
  auto requirement = requirement_from_json(record->body);
  if (!requirement) return std::nullopt;
  return std::move(*requirement);
}

Requirement MatterDesk::requirement_of(const Matter& matter, const std::string& stored) const {
  const std::string hash = JsonReader(stored).text_or("requirement_hash");
  for (int version = matter.requirement_version; version > 0; --version) {
    auto requirement = version_of(matter.id, version);
    if (requirement && requirement->locked && requirement->locked->hash == hash) {
      return std::move(*requirement);
    }
  }
  throw StorageError("store_damaged", "匹配所依据的职位需求 " + hash + " 不在库中");
}

Result<std::unique_ptr<MatchView>> MatterDesk::view(const MatterId& id,
                                                    const std::string& match) const {
  const auto matter = find(id);
  if (!matter) return matter.error();
  if (match == matter->match) return view(id);
  if (std::ranges::find(matter->superseded, match) == matter->superseded.end()) {
    return refused(Refusal::not_found, "match_not_found",
                   "事项“" + id.text + "”没有编号为“" + match + "”的匹配记录");
  }
  const auto record = store_.find(Collection::match, match);
  if (!record) throw StorageError("store_damaged", "匹配记录 " + match + " 不在库中");
  auto view = stored_view(*matter, match, requirement_of(*matter, record->body));
  if (view) (*view)->superseded = true;
  return view;
}

Result<std::unique_ptr<MatchView>> MatterDesk::stored_view(const Matter& matter,
                                                           const std::string& match,
                                                           Requirement requirement) const {
  auto view = judged(matter, std::move(requirement));
  if (!view) return view.error();
  if (match.empty()) {
    std::string message = "事项“" + matter.id.text + "”还没有匹配，请先运行 match";
    if (!matter.superseded.empty()) {
      message += "；此前的匹配记录 " + matter.superseded.back() + " 已被替代";
    }
    return refused(Refusal::conflict, "no_match_yet", std::move(message));
  }
  const auto record = store_.find(Collection::match, match);
  if (!record) throw StorageError("store_damaged", "匹配记录 " + match + " 不在库中");
  (*view)->stored = record->body;
  const std::string now =
      match_result_hash(matter.pool, *(*view)->input, (*view)->result, profiles_of(catalogue_));
  (*view)->store_moved_on = now != result_hash_of(record->body);
  return view;
}

Result<Matter> MatterDesk::shortlist(const MatterId& id, std::vector<Shortlisted> people,
                                     const std::string& few_reason, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto user = catalogue_.user(actor.by); !user) return user.error();
  const auto view = this->view(id);
  if (!view) return view.error();
  std::set<Row> offered;
  for (const auto& band : (*view)->result.bands) {
    for (const Ranked& person : band) offered.insert(person.row);
  }
  std::set<ProfileId> named;
  for (const Shortlisted& entry : people) {
    if (!named.insert(entry.profile).second) {
      return refused(Refusal::invalid, "duplicate_key", "人选“" + entry.profile.text + "”出现两次");
    }
    const auto row = catalogue_.columns().find(entry.profile);
    if (!row || !std::binary_search((*view)->pool.begin(), (*view)->pool.end(), *row)) {
      return refused(Refusal::not_found, "not_in_match",
                     "“" + entry.profile.text + "”不在该事项的人才库中");
    }
    if (!offered.contains(*row) && entry.override_reason.empty()) {
      return refused(Refusal::conflict, "override_required",
                     "“" + entry.profile.text + "”不在各档名单内，列为建议人选须另写明破例理由");
    }
  }
  held->matter.shortlist = std::move(people);
  held->matter.few_reason = few_reason;
  return step(std::move(*held), MatterState::shortlisted, {}, actor);
}

Result<Matter> MatterDesk::close(const MatterId& id, Outcome outcome, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto user = catalogue_.user(actor.by); !user) return user.error();
  if (outcome.kind == "进入考察" && held->matter.state == MatterState::shortlisted) {
    const auto people = closing(id);
    if (!people) return people.error();
    if (const std::string lacking = open_points_in_words(*people); !lacking.empty()) {
      return refused(Refusal::conflict, "closing_blocked", "尚不能以“进入考察”办结：" + lacking);
    }
    outcome.rules = rules_version();
  }
  held->matter.outcome = std::move(outcome);
  return step(std::move(*held), MatterState::closed, {}, actor);
}

Result<Matter> MatterDesk::cancel(const MatterId& id, const std::string& reason,
                                  const std::string& document, const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto user = catalogue_.user(actor.by); !user) return user.error();
  held->matter.outcome = Outcome{"撤销", reason, document, {}};
  return step(std::move(*held), MatterState::cancelled, {}, actor);
}

Result<std::vector<PersonClosing>> MatterDesk::closing(const MatterId& id) const {
  const auto matter = find(id);
  if (!matter) return matter.error();
  const auto view = judged(*matter);
  if (!view) return view.error();
  std::vector<PersonClosing> people;
  for (const Shortlisted& entry : matter->shortlist) {
    const auto row = catalogue_.columns().find(entry.profile);
    const auto profile = catalogue_.profile(entry.profile);
    if (!row || !profile) {
      return refused(Refusal::not_found, "not_in_match",
                     "“" + entry.profile.text + "”已不在该事项的人才库中");
    }
    people.push_back(
        {entry.profile, profile->name, closing_points(*(*view)->input, *matter, *row, *profile)});
  }
  return people;
}

Result<Matter> MatterDesk::answer(const MatterId& id, const ProfileId& profile,
                                  const std::vector<std::string>& about, const std::string& words,
                                  const Actor& actor) {
  auto held = hold(id);
  if (!held) return held.error();
  if (const auto free = disinterested(held->matter, actor); !free) return free.error();
  const auto people = closing(id);
  if (!people) return people.error();
  const auto person = std::ranges::find(*people, profile, &PersonClosing::profile);
  if (person == people->end()) {
    return refused(Refusal::not_found, "nothing_to_answer",
                   "“" + profile.text + "”不在建议考察人选名单上");
  }
  for (const std::string& asked : about) {
    const auto point = std::ranges::find(person->points, asked, &ClosingPoint::about);
    if (point == person->points.end() || point->state != ClosingState::unclear) {
      return refused(Refusal::conflict, "nothing_to_answer",
                     "“" + asked + "”不是“" + profile.text +
                         "”须由人书面答复的事项；尚缺和不利的，只能由官方结论补正");
    }
    held->matter.answers.push_back({profile, asked, point->facts, words, actor.by, actor.at});
  }
  if (about.empty()) {
    return refused(Refusal::invalid, "nothing_to_answer", "没有写明答复的是哪一项");
  }
  return commit(std::move(*held), "answer", actor);
}

Result<std::unique_ptr<AmendmentView>> MatterDesk::changes(const MatterId& id) const {
  const auto matter = find(id);
  if (!matter) return matter.error();
  const auto now = this->view(id);
  if (!now) return now.error();
  if (matter->amendments.empty()) {
    return refused(Refusal::conflict, "not_amended", "职位需求锁定之后没有修改过");
  }
  auto view = std::make_unique<AmendmentView>();
  view->matter = *matter;
  view->later = (*now)->requirement;
  view->post = (*now)->post;
  view->pool = (*now)->pool;
  std::optional<Requirement> earlier;
  for (auto match = matter->superseded.rbegin(); match != matter->superseded.rend(); ++match) {
    const auto record = store_.find(Collection::match, *match);
    if (!record) throw StorageError("store_damaged", "匹配记录 " + *match + " 不在库中");
    Requirement by = requirement_of(*matter, record->body);
    if (by.version == view->later.version) continue;
    view->earlier_match = *match;
    earlier = std::move(by);
    break;
  }
  if (!earlier) earlier = version_of(id, matter->amendments.back().version);
  if (!earlier) throw StorageError("store_damaged", "所修改的职位需求不在库中");
  view->earlier = std::move(*earlier);
  auto earlier_gates = gates_of(view->earlier);
  if (!earlier_gates) return earlier_gates.error();
  view->earlier_gates = std::move(*earlier_gates);
  view->earlier_gates.set_approvals(matter->approvals);
  view->later_gates = (*now)->gates;
  const Columns& columns = catalogue_.columns();
  view->earlier_input.emplace(MatchInput{columns, view->pool, view->earlier, view->earlier_gates,
                                         view->post, matter->as_of});
  view->later_input.emplace(
      MatchInput{columns, view->pool, view->later, view->later_gates, view->post, matter->as_of});
  view->changes = differences(view->earlier, view->later);
  view->people = changed_standings(*view->earlier_input, *view->later_input, view->changes);
  return view;
}

Result<MatterSeen> MatterDesk::seen(const MatterId& id) const {
  const auto matter = find(id);
  if (!matter) return matter.error();
  if (matter->state < MatterState::requirement_locked) {
    return refused(Refusal::conflict, "requirement_not_locked",
                   "职位需求尚未锁定，锁定之前不出人选，也不列查看记录");
  }
  MatterSeen seen;
  for (int version = 1; version <= matter->requirement_version; ++version) {
    const auto requirement = version_of(id, version);
    if (requirement && requirement->locked && requirement->search_disclosure) {
      seen.locks.push_back({version, *requirement->search_disclosure});
    }
  }
  std::set<std::string> people;
  for (const Shortlisted& entry : matter->shortlist) people.insert(entry.profile.text);
  std::vector<std::string> matches = matter->superseded;
  if (!matter->match.empty()) matches.push_back(matter->match);
  for (const std::string& match : matches) {
    if (const auto record = store_.find(Collection::match, match)) {
      add_listed(record->body, people);
    }
  }
  const std::string& opened = matter->history.front().signature.at;
  seen.sightings = sightings(audit_, id.text, people, opened);
  return seen;
}
}  // namespace bole
