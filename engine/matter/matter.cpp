#include "engine/matter/matter.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/core/sha256.hpp"
#include "engine/match/gate.hpp"

namespace bole {
namespace {
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> state_names{{
    {"plan_draft", "工作方案拟定中"},
    {"plan_settled", "工作方案已审定"},
    {"requirement_draft", "职位需求拟定中"},
    {"requirement_locked", "职位需求已锁定"},
    {"matched", "已匹配"},
    {"shortlisted", "已提出建议考察人选"},
    {"closed", "已办结"},
    {"cancelled", "已撤销"},
}};
constexpr std::array<std::string_view, 3> kinds{"任用", "挂职", "交流"};
constexpr std::array<std::string_view, 3> outcomes{"进入考察", "未采用", "撤销"};
constexpr std::array<std::string_view, 3> coverages{"地区发展需要", "单位核心职能", "企业主营业务"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

MatterState read_state(JsonReader& reader, std::string_view key) {
  const std::string name = reader.text(key);
  for (std::size_t i = 0; i < state_names.size(); ++i) {
    if (state_names[i].first == name) return static_cast<MatterState>(i);
  }
  reader.fail("bad_value", "不认识的状态“" + name + "”", key);
  return MatterState::plan_draft;
}

Signature read_signature(JsonReader& reader) {
  Signature signature{reader.text("by"), reader.text("at"), reader.text_or("hash")};
  return signature;
}

void write_signature(JsonWriter& out, const Signature& signature) {
  out.field("by", signature.by).field("at", signature.at).field_if("hash", signature.hash);
}

void read_plan(JsonReader& reader, WorkPlan& plan) {
  plan.version = static_cast<int>(reader.integer_or("version", 1, 100000, 1));
  plan.horizon_months = static_cast<int>(reader.integer("horizon_months", 1, 600));
  std::set<std::string> keys;
  for (JsonReader& object : reader.objects("tasks")) {
    Task task{};
    task.key = object.text("key");
    task.text = object.text("text");
    task.importance = static_cast<int>(object.integer_or("importance", 1, 5, 3));
    task.covers = object.text("covers");
    task.measure = object.text_or("measure");
    if (!keys.insert(task.key).second) {
      object.fail("duplicate_key", "任务编号“" + task.key + "”出现两次", "key");
    }
    if (!contains(coverages, task.covers)) {
      object.fail(
          "unknown_coverage",
          "任务对应“" + task.covers + "”，应为 地区发展需要、单位核心职能、企业主营业务 之一",
          "covers");
    }
    object.finish();
    plan.tasks.push_back(std::move(task));
  }
  if (plan.tasks.empty()) {
    reader.fail("plan_without_tasks", "工作方案没有任务，至少要有一项", "tasks");
  }
  if (auto drafted = reader.object("drafted")) {
    plan.drafted = read_signature(*drafted);
    drafted->finish();
  }
  if (auto settled = reader.object("settled")) {
    plan.settled = read_signature(*settled);
    settled->finish();
  }
  reader.finish();
}

void read_common(JsonReader& reader, Matter& matter) {
  matter.kind = reader.text("kind");
  if (!contains(kinds, matter.kind)) {
    reader.fail("bad_value", "事项类别为“" + matter.kind + "”，应为 任用、挂职、交流 之一", "kind");
  }
  if (auto basis = reader.object("basis")) {
    matter.basis = {basis->text("document"), basis->text_or("article"), basis->text_or("date")};
    basis->finish();
  }
  matter.pool.text = reader.text("pool");
  const std::string as_of = reader.text("as_of");
  if (const auto day = parse_day(as_of)) {
    matter.as_of = *day;
  } else {
    reader.fail("bad_date", "截止日期“" + as_of + "”不存在或写法不对，应为 2026-03-01", "as_of");
  }
  const std::string post = reader.raw("post");
  if (post.empty()) {
    reader.fail("missing_key", "缺少职位“post”", "post");
  } else if (auto read = vacant_post_from_json(post)) {
    matter.post = std::move(*read);
  } else {
    reader.fail(read.error().code, read.error().message, "post" + read.error().where);
  }
  if (auto plan = reader.object("plan")) {
    read_plan(*plan, matter.plan);
  } else {
    reader.fail("missing_key", "缺少工作方案“plan”", "plan");
  }
}

void write_settled_part(JsonWriter& out, const Matter& matter) {
  out.field("kind", matter.kind).key("basis").begin_object();
  out.field_if("document", matter.basis.document)
      .field_if("article", matter.basis.article)
      .field_if("date", matter.basis.date)
      .end_object();
  out.field("pool", matter.pool.text).field("as_of", to_string(matter.as_of));
  out.key("post").raw(to_json(matter.post));
}

void write_superseded(JsonWriter& out, const Matter& matter) {
  if (!matter.superseded.empty()) {
    out.key("superseded").begin_array();
    for (const std::string& match : matter.superseded) out.text(match);
    out.end_array();
  }
  if (matter.amendments.empty()) return;
  out.key("amendments").begin_array();
  for (const Amendment& amendment : matter.amendments) {
    out.begin_object().field("version", amendment.version).field_if("match", amendment.match);
    out.field("reason", amendment.reason).field("by", amendment.by);
    out.field("at", amendment.at).end_object();
  }
  out.end_array();
}

void write_answers(JsonWriter& out, const Matter& matter) {
  if (matter.answers.empty()) return;
  out.key("answers").begin_array();
  for (const WrittenAnswer& answer : matter.answers) {
    out.begin_object().field("profile", answer.profile.text).field("about", answer.about);
    out.field("facts", answer.facts).field("words", answer.words);
    out.field("by", answer.by).field("at", answer.at).end_object();
  }
  out.end_array();
}

void write_tasks(JsonWriter& out, const WorkPlan& plan) {
  out.field("horizon_months", plan.horizon_months).key("tasks").begin_array();
  for (const Task& task : plan.tasks) {
    out.begin_object().field("key", task.key).field("text", task.text);
    out.field("importance", task.importance).field("covers", task.covers);
    out.field_if("measure", task.measure).end_object();
  }
  out.end_array();
}
}  // namespace

std::string_view to_string(MatterState state) {
  return state_names[static_cast<std::size_t>(state)].first;
}
std::string_view chinese(MatterState state) {
  return state_names[static_cast<std::size_t>(state)].second;
}

Result<Matter> matter_from_plan_file(std::string_view json) {
  JsonReader reader(json);
  Matter matter{};
  reader.integer_or("schema", 1, 1, 1);
  read_common(reader, matter);
  if (const std::string& date = matter.basis.date; !date.empty() && !parse_partial_date(date)) {
    reader.fail("bad_date",
                "依据的日期“" + date + "”不存在或写法不对，应为 2026、2026.03 或 2026-03-01",
                "basis/date");
  }
  reader.finish();
  return finished(reader, std::move(matter));
}

Result<Matter> matter_from_json(std::string_view json) {
  JsonReader reader(json);
  Matter matter{};
  reader.integer("schema", 1, 1);
  matter.id.text = reader.text("id");
  read_common(reader, matter);
  matter.state = read_state(reader, "state");
  matter.requirement_version =
      static_cast<int>(reader.integer_or("requirement_version", 0, 100000, 0));
  matter.match = reader.text_or("match");
  matter.superseded = reader.texts("superseded");
  for (JsonReader& entry : reader.objects("amendments")) {
    matter.amendments.push_back({static_cast<int>(entry.integer("version", 1, 100000)),
                                 entry.text_or("match"), entry.text("reason"), entry.text("by"),
                                 entry.text("at")});
    entry.finish();
  }
  for (JsonReader& entry : reader.objects("approvals")) {
    matter.approvals.push_back(read_approval(entry));
    entry.finish();
  }
  for (JsonReader& entry : reader.objects("answers")) {
    matter.answers.push_back({{entry.text("profile")},
                              entry.text("about"),
                              entry.text("facts"),
                              entry.text("words"),
                              entry.text("by"),
                              entry.text("at")});
    entry.finish();
  }
  for (JsonReader& entry : reader.objects("shortlist")) {
    matter.shortlist.push_back(
        {{entry.text("profile")}, entry.text("reason"), entry.text_or("override")});
    entry.finish();
  }
  matter.few_reason = reader.text_or("few_reason");
  if (auto outcome = reader.object("outcome")) {
    matter.outcome = Outcome{outcome->text("kind"), outcome->text_or("reason"),
                             outcome->text_or("document"), outcome->text_or("rules")};
    outcome->finish();
  }
  for (JsonReader& step : reader.objects("history")) {
    const MatterState state = read_state(step, "state");
    matter.history.push_back({state, read_signature(step)});
    step.finish();
  }
  reader.finish();
  return finished(reader, std::move(matter));
}

std::string to_json(const Matter& matter) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("schema", 1).field("id", matter.id.text);
  write_settled_part(out, matter);
  out.key("plan").begin_object().field("version", matter.plan.version);
  write_tasks(out, matter.plan);
  out.key("drafted").begin_object();
  write_signature(out, matter.plan.drafted);
  out.end_object();
  if (matter.plan.settled) {
    out.key("settled").begin_object();
    write_signature(out, *matter.plan.settled);
    out.end_object();
  }
  out.end_object().field("state", to_string(matter.state));
  out.field("requirement_version", matter.requirement_version).field_if("match", matter.match);
  write_superseded(out, matter);
  if (!matter.approvals.empty()) {
    out.key("approvals").begin_array();
    for (const Approval& approval : matter.approvals) write_approval(out, approval);
    out.end_array();
  }
  out.key("shortlist").begin_array();
  for (const Shortlisted& entry : matter.shortlist) {
    out.begin_object().field("profile", entry.profile.text).field("reason", entry.reason);
    out.key("override");
    if (entry.override_reason.empty()) {
      out.null();
    } else {
      out.text(entry.override_reason);
    }
    out.end_object();
  }
  out.end_array().field_if("few_reason", matter.few_reason);
  write_answers(out, matter);
  out.key("outcome");
  if (matter.outcome) {
    out.begin_object().field("kind", matter.outcome->kind);
    out.field_if("reason", matter.outcome->reason);
    out.field_if("document", matter.outcome->document);
    out.field_if("rules", matter.outcome->rules).end_object();
  } else {
    out.null();
  }
  out.key("history").begin_array();
  for (const Step& step : matter.history) {
    out.begin_object().field("state", to_string(step.state));
    write_signature(out, step.signature);
    out.end_object();
  }
  out.end_array().end_object();
  return json;
}

std::string plan_hash(const Matter& matter) {
  std::string json;
  JsonWriter out(json);
  out.begin_object();
  write_settled_part(out, matter);
  write_tasks(out, matter.plan);
  out.end_object();
  return hash_text(json);
}

std::string requirement_hash(const Requirement& requirement) {
  Requirement unlocked = requirement;
  if (unlocked.locked) unlocked.locked->hash.clear();
  return hash_text(to_json(unlocked));
}

namespace {
Error refused(Refusal kind, std::string code, std::string message) {
  return {kind, std::move(code), std::move(message), {}};
}

bool may_follow(MatterState from, MatterState to) {
  using enum MatterState;
  if (to == cancelled) return from != closed && from != cancelled;
  switch (from) {
    case plan_draft:
      return to == plan_draft || to == plan_settled;
    case plan_settled:
      return to == requirement_draft;
    case requirement_draft:
      return to == requirement_draft || to == requirement_locked;
    case requirement_locked:
      return to == matched || to == requirement_draft;
    case matched:
      return to == matched || to == shortlisted || to == requirement_draft || to == closed;
    case shortlisted:
      return to == shortlisted || to == matched || to == requirement_draft || to == closed;
    case closed:
    case cancelled:
      break;
  }
  return false;
}

// Who wrote the newest step of that state.
std::string author_of(const Matter& matter, MatterState state) {
  for (auto step = matter.history.rbegin(); step != matter.history.rend(); ++step) {
    if (step->state == state) return step->signature.by;
  }
  return {};
}

bool is_open(MatterState state) {
  return state >= MatterState::requirement_locked && state < MatterState::closed;
}

template <class Entry>
bool continues(const std::vector<Entry>& before, const std::vector<Entry>& after) {
  return after.size() >= before.size() && std::equal(before.begin(), before.end(), after.begin());
}

// Of a person, so by itself: nothing else of the matter may move with it.
template <class Entry>
Result<Done> alone(const Matter& before, Matter after, std::vector<Entry> Matter::*entries) {
  after.*entries = before.*entries;
  if (to_json(after) == to_json(before)) return Done{};
  return refused(Refusal::conflict, "wrong_state", "登记批复或答复时不得改动事项的其他内容");
}

Result<Done> accept_answers(const Matter& before, const Matter& after, std::string_view by) {
  if (before.state != MatterState::shortlisted) {
    return refused(Refusal::conflict, "wrong_state",
                   "事项现为“" + std::string(chinese(before.state)) +
                       "”；提出建议考察人选之后、办结之前才能逐项答复");
  }
  if (auto only = alone(before, after, &Matter::answers); !only) return only;
  for (std::size_t i = before.answers.size(); i < after.answers.size(); ++i) {
    const WrittenAnswer& answer = after.answers[i];
    if (answer.by != by) {
      return refused(Refusal::denied, "not_the_author", "答复的署名人与操作人不一致");
    }
    const bool listed = std::ranges::any_of(before.shortlist, [&](const Shortlisted& entry) {
      return entry.profile == answer.profile;
    });
    if (!listed || answer.about.empty() || answer.facts.empty()) {
      return refused(Refusal::invalid, "nothing_to_answer",
                     "“" + answer.profile.text + "”没有须由人答复的事项“" + answer.about + "”");
    }
    if (answer.words.empty()) {
      return refused(Refusal::invalid, "reason_required", "答复须写明内容");
    }
  }
  return Done{};
}

Result<Done> accept_approval(const Matter& before, const Matter& after, std::string_view by) {
  using enum MatterState;
  if (before.state < requirement_locked) {
    return refused(Refusal::conflict, "requirement_not_locked",
                   "职位需求尚未锁定：破格批复写到人，锁定之前不予登记");
  }
  if (before.state == closed || before.state == cancelled) {
    return refused(Refusal::conflict, "wrong_state",
                   "事项现为“" + std::string(chinese(before.state)) + "”，不再登记破格批复");
  }
  if (auto only = alone(before, after, &Matter::approvals); !only) return only;
  const Approval& approval = after.approvals.back();
  if (approval.by != by) {
    return refused(Refusal::denied, "not_the_author", "登记破格批复的署名人与操作人不一致");
  }
  if (approval.profile.empty() || approval.document.empty() || !find_gate(approval.rule)) {
    return refused(Refusal::invalid, "missing_key", "破格批复须写明人员、法定条件和文号");
  }
  const auto recorded = parse_day(std::string_view(approval.at).substr(0, 10));
  if (!recorded || approval.date > *recorded) {
    return refused(Refusal::invalid, "bad_date",
                   "批复日期 " + to_string(approval.date) + " 晚于登记之日，须事前报批、有文可据");
  }
  return Done{};
}
}  // namespace

namespace {
// What was superseded stays listed, and only an amendment opens a locked requirement again.
Result<Done> accept_amendments(const Matter& before, const Matter& after, std::string_view by) {
  std::vector<std::string> superseded = before.superseded;
  if (after.match != before.match && !before.match.empty()) superseded.push_back(before.match);
  if (after.superseded != superseded) {
    return refused(Refusal::conflict, "wrong_state", "已被替代的匹配记录须如实保留");
  }
  const bool reopens = is_open(before.state) && after.state == MatterState::requirement_draft;
  if (!reopens) {
    if (after.amendments == before.amendments) return Done{};
    return refused(Refusal::conflict, "wrong_state", "职位需求的修改记录不能改写");
  }
  if (!continues(before.amendments, after.amendments) ||
      after.amendments.size() != before.amendments.size() + 1) {
    return refused(Refusal::conflict, "wrong_state", "修改已锁定的职位需求须逐次登记");
  }
  const Amendment& amendment = after.amendments.back();
  if (amendment.by != by) {
    return refused(Refusal::denied, "not_the_author", "修改的署名人与操作人不一致");
  }
  if (amendment.reason.empty()) {
    return refused(Refusal::invalid, "reason_required", "修改已锁定的职位需求须写明理由");
  }
  if (amendment.version != before.requirement_version || amendment.match != before.match ||
      !after.match.empty() || !after.shortlist.empty() || !after.few_reason.empty()) {
    return refused(Refusal::conflict, "wrong_state",
                   "职位需求修改后，原匹配和建议考察人选不再有效，须重新匹配、重新提出");
  }
  return Done{};
}

Result<Done> accept_end(const Matter& before, const Matter& after) {
  if (!after.outcome || after.outcome->reason.empty()) {
    return refused(Refusal::invalid, "reason_required", "办结或撤销须写明结果和理由");
  }
  const std::string& kind = after.outcome->kind;
  if (!contains(outcomes, kind)) {
    return refused(Refusal::invalid, "bad_outcome",
                   "办结结果为“" + kind + "”，应为 进入考察、未采用、撤销 之一");
  }
  if (after.state == MatterState::cancelled && kind != "撤销") {
    return refused(Refusal::invalid, "bad_outcome", "撤销的事项，结果只能是“撤销”");
  }
  if (kind != "进入考察") return Done{};
  if (before.state != MatterState::shortlisted) {
    return refused(Refusal::conflict, "wrong_state",
                   "事项现为“" + std::string(chinese(before.state)) +
                       "”，提出建议考察人选之后才能以“进入考察”办结");
  }
  if (after.shortlist.empty()) {
    return refused(Refusal::conflict, "nobody_shortlisted",
                   "建议考察人选为 0 人，不能以“进入考察”办结");
  }
  return Done{};
}
}  // namespace

Result<Done> accept_matter(const std::optional<Matter>& before, const Matter& after,
                           std::string_view by) {
  using enum MatterState;
  const Matter nothing{};
  const Matter& earlier = before ? *before : nothing;
  if (before && after.approvals.size() == earlier.approvals.size() + 1) {
    return accept_approval(*before, after, by);
  }
  if (after.approvals != earlier.approvals) {
    return refused(Refusal::conflict, "wrong_state", "破格批复只能逐件登记，不能改写");
  }
  if (before && after.answers != earlier.answers && continues(earlier.answers, after.answers)) {
    return accept_answers(*before, after, by);
  }
  if (after.answers != earlier.answers) {
    return refused(Refusal::conflict, "wrong_state", "书面答复只能续写，不能改写");
  }
  if (after.history.empty() || after.history.back().state != after.state ||
      after.history.back().signature.by != by) {
    return refused(Refusal::denied, "not_the_author", "最后一步的署名人与操作人不一致");
  }
  if (!before) {
    if (after.state != plan_draft || after.plan.drafted.by != by) {
      return refused(Refusal::conflict, "wrong_state", "新的选配事项只能从拟定工作方案开始");
    }
    return Done{};
  }
  if (!may_follow(before->state, after.state)) {
    return refused(Refusal::conflict, "wrong_state",
                   "事项现为“" + std::string(chinese(before->state)) + "”，不能转为“" +
                       std::string(chinese(after.state)) + "”");
  }
  if (after.history.size() != before->history.size() + 1 ||
      !std::equal(before->history.begin(), before->history.end(), after.history.begin())) {
    return refused(Refusal::conflict, "wrong_state", "办理过程只能续写，不能改写");
  }
  if (auto amended = accept_amendments(*before, after, by); !amended) return amended;
  if (after.requirement_version != before->requirement_version &&
      after.state != requirement_draft) {
    return refused(Refusal::conflict, "wrong_state", "职位需求的版本只随拟定而变");
  }
  if (after.state == plan_draft) {
    if (after.plan.drafted.by != by) {
      return refused(Refusal::denied, "not_the_author", "拟定人与操作人不一致");
    }
  } else if (after.plan.drafted != before->plan.drafted) {
    return refused(Refusal::conflict, "plan_is_settled", "工作方案的拟定人不能改写");
  }
  if (before->state != plan_draft && plan_hash(*before) != plan_hash(after)) {
    return refused(Refusal::conflict, "plan_is_settled", "工作方案已审定，不能再改");
  }
  if (after.state == plan_settled) {
    if (!after.plan.settled || after.plan.settled->by != by ||
        after.plan.settled->hash != plan_hash(after) || plan_hash(*before) != plan_hash(after)) {
      return refused(Refusal::conflict, "hash_mismatch", "审定的工作方案与拟定的不一致");
    }
    if (after.plan.drafted.by == by) {
      return refused(Refusal::denied, "second_person_required",
                     "工作方案须由拟定人以外的第二人审定");
    }
  }
  if (after.state == requirement_locked && author_of(*before, requirement_draft) == by) {
    return refused(Refusal::denied, "second_person_required", "职位需求须由拟定人以外的第二人锁定");
  }
  if (after.state == shortlisted && after.shortlist.size() < 3 && after.few_reason.empty()) {
    return refused(
        Refusal::invalid, "too_few_without_reason",
        "建议考察人选为 " + std::to_string(after.shortlist.size()) + " 人，少于三人须写明理由");
  }
  if (after.state == shortlisted) {
    for (const Shortlisted& entry : after.shortlist) {
      if (entry.reason.empty()) {
        return refused(Refusal::invalid, "reason_required",
                       "人选“" + entry.profile.text + "”没有写明理由");
      }
    }
  }
  if (after.state == closed || after.state == cancelled) return accept_end(*before, after);
  return Done{};
}

Result<Done> accept_requirement(const std::optional<Requirement>& before, const Requirement& after,
                                std::string_view by) {
  if (before && before->locked) {
    return refused(Refusal::conflict, "requirement_is_locked", "职位需求已锁定，不能再改");
  }
  if (after.names_seen_before != after.amends.has_value()) {
    return refused(Refusal::conflict, "names_seen_before",
                   "修改已锁定的职位需求形成的版本，须载明修改之前已见到人选姓名");
  }
  if (after.amends && after.amends->reason.empty()) {
    return refused(Refusal::invalid, "reason_required", "修改已锁定的职位需求须写明理由");
  }
  if (after.amends && after.amends->version >= after.version) {
    return refused(Refusal::conflict, "wrong_state", "修改形成的版本须在所修改的版本之后");
  }
  if (before && before->amends != after.amends) {
    return refused(Refusal::conflict, "wrong_state", "修改的来由不能改写");
  }
  if (!after.locked) return Done{};
  if (!before) {
    return refused(Refusal::conflict, "wrong_state", "职位需求须先拟定，再由第二人锁定");
  }
  if (after.locked->approved_by != by) {
    return refused(Refusal::denied, "not_the_author", "锁定的署名人与操作人不一致");
  }
  if (after.locked->drafted_by == by) {
    return refused(Refusal::denied, "second_person_required", "职位需求须由拟定人以外的第二人锁定");
  }
  if (after.locked->hash != requirement_hash(after)) {
    return refused(Refusal::conflict, "hash_mismatch", "锁定的职位需求与其校验值不符");
  }
  return Done{};
}
}  // namespace bole
