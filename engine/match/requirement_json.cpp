// The JSON forms of requirement and post (docs/model.md §2).
#include <algorithm>
#include <array>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/match/criterion.hpp"
#include "engine/match/requirement.hpp"
#include "engine/match/rules.hpp"
#include "engine/query/attribute.hpp"
#include "engine/query/refusals.hpp"

namespace bole {
namespace {
Level read_level(JsonReader& reader, std::string_view key) {
  const std::string name = reader.text_or(key);
  if (name.empty()) return Level::unknown;
  const auto level = parse_level(name);
  if (!level) {
    reader.fail("unknown_level", "不认识的职务层次“" + name + "”，应为 县处级副职 这样的标准名称",
                key);
  }
  return level.value_or(Level::unknown);
}

Basis read_basis(JsonReader& reader) {
  Basis basis{};
  if (auto object = reader.object("basis")) {
    basis.document = object->text_or("document");
    basis.article = object->text_or("article");
    basis.date = object->text_or("date");
    object->finish();
  }
  return basis;
}

GateSpec read_gate(JsonReader& reader) {
  GateSpec gate{};
  gate.key = reader.text("key");
  gate.rule = reader.text_or("rule");
  gate.filter = reader.text_or("filter");
  gate.task = reader.text_or("task");
  gate.basis = read_basis(reader);
  if (gate.rule.empty() == gate.filter.empty()) {
    reader.fail("gate_without_rule", "资格条件“" + gate.key + "”应当有 rule 或 filter 其中之一",
                {});
  } else if (!gate.rule.empty() && !is_statutory_rule(gate.rule)) {
    reader.fail("unknown_rule", "没有编号为“" + gate.rule + "”的法定条件", "rule");
  } else if (!gate.filter.empty() && gate.basis.document.empty()) {
    reader.fail("gate_without_basis", "自设条件“" + gate.key + "”必须写明依据文件", "basis");
  }
  reader.finish();
  return gate;
}

// A speciality by its id, whichever of its two names it was written by; what the vocabulary does
// not know stays as written, and the criterion refuses it.
std::string speciality_id(std::string written) {
  const auto index = Vocabulary::built_in().speciality(written);
  return index ? Vocabulary::built_in().specialities()[*index].id : std::move(written);
}

CriterionArgs read_args(JsonReader& reader) {
  CriterionArgs args{};
  auto object = reader.object("args");
  if (!object) return args;
  for (std::string& written : object->texts("specialities")) {
    args.specialities.push_back(speciality_id(std::move(written)));
  }
  for (JsonReader& term : object->objects("terms")) {
    args.terms.push_back({speciality_id(term.text("speciality")),
                          static_cast<int>(term.integer("weight", 1, 10000))});
    term.finish();
  }
  for (JsonReader& step : object->objects("recency")) {
    RecencyStep read{};
    if (step.has("within_months")) {
      read.within_months = static_cast<int>(step.integer("within_months", 1, 1200));
    }
    read.permille = static_cast<int>(step.integer("permille", 0, 1000));
    if (!args.recency.empty()) {
      const RecencyStep& before = args.recency.back();
      if (!before.within_months ||
          (read.within_months && *read.within_months <= *before.within_months)) {
        step.fail("recency_not_ascending", "时效折算的月数应当由近到远", "within_months");
      }
    }
    step.finish();
    args.recency.push_back(read);
  }
  args.level = read_level(*object, "level");
  args.at_least = object->boolean("at_least").value_or(false);
  args.kind = object->text_or("kind");
  args.grade = object->text_or("grade");
  args.years = static_cast<int>(object->integer_or("years", 1, 50, 0));
  args.subjects = object->texts("subjects");
  args.of = object->text_or("of");
  object->finish();
  return args;
}

ValueFunction read_value(JsonReader& reader) {
  ValueFunction value{};
  auto object = reader.object("value");
  if (!object) {
    reader.fail("missing_key", "缺少评价标准“value”", "value");
    return value;
  }
  const auto in_range = [](std::int64_t number) { return number >= 0 && number <= 1000; };
  for (const auto& [x, v] : object->number_pairs("points")) {
    if (!in_range(v) || x < 0 || x > 1000000) {
      object->fail("out_of_range",
                   "评价标准的点 [" + std::to_string(x) + "," + std::to_string(v) +
                       "] 超出范围，分值应在 0 到 1000 之间",
                   "points");
    }
    if (!value.points.empty() &&
        (x <= value.points.back().first || v < value.points.back().second)) {
      object->fail("points_not_ascending", "评价标准的各点应当由小到大，分值不减", "points");
    }
    value.points.emplace_back(static_cast<int>(x), static_cast<int>(v));
  }
  for (const auto& [name, v] : object->numbers_by_name("table")) {
    if (!in_range(v)) {
      object->fail("out_of_range", "“" + name + "”的分值应在 0 到 1000 之间", "table");
    }
    value.table.emplace_back(name, static_cast<int>(v));
  }
  value.otherwise = static_cast<int>(object->integer_or("otherwise", 0, 1000, 0));
  if (value.points.empty() == value.table.empty()) {
    object->fail("value_not_declared", "评价标准应当是 points 或 table 其中之一", {});
  }
  object->finish();
  return value;
}

// What is an age or grows with it may be searched by, and is therefore no refused name.
bool is_age(std::string_view name) {
  const Attribute* attribute = find_attribute(RecordSet::person, name);
  return attribute && (attribute->pointer == "/birth" || attribute->pointer == "/work_start");
}

std::string names_of(std::span<const Criterion> criteria) {
  std::string names;
  for (const Criterion& criterion : criteria) {
    names += (names.empty() ? "" : "、") + std::string(criterion.name);
  }
  return names;
}

CriterionSpec read_criterion(JsonReader& reader) {
  CriterionSpec spec{};
  spec.key = reader.text("key");
  spec.criterion = reader.text("criterion");
  spec.task = reader.text_or("task");
  spec.weight = static_cast<int>(reader.integer("weight", 0, 10000));
  spec.required = static_cast<int>(reader.integer_or("required", 0, 1000, 0));
  spec.args = read_args(reader);
  spec.value = read_value(reader);
  if (const RefusedName* refused = refused_name(spec.criterion)) {
    reader.fail(std::string(refused->code),
                "“" + spec.criterion + "”" + std::string(refused->reason), "criterion");
  } else if (is_age(spec.criterion)) {
    reader.fail("refused_attribute",
                "“" + spec.criterion +
                    "”不得作评价要素：防止唯年龄取人，年龄界限和工龄要求只由法定资格条件判断",
                "criterion");
  } else if (const Criterion* criterion = find_criterion(spec.criterion)) {
    if (const auto fault = criterion->check(spec))
      reader.fail(fault->code, fault->message, fault->where);
  } else if (const RefusedName* within = refused_name_in(spec.criterion)) {
    reader.fail(std::string(within->code), "“" + spec.criterion + "”" + std::string(within->reason),
                "criterion");
  } else if (!spec.criterion.empty()) {
    reader.fail(
        "unknown_criterion",
        "没有名为“" + spec.criterion + "”的评价要素，应为 " + names_of(all_criteria()) + " 之一",
        "criterion");
  }
  reader.finish();
  return spec;
}

constexpr std::array<std::string_view, 7> post_classes{"领导职务",
                                                       "党委委员",
                                                       "县级正职要害岗位",
                                                       "监管机关领导成员",
                                                       "组织人事纪检监察审计财务",
                                                       "民族自治地方首长",
                                                       "需法定资格"};

bool is_post_class(std::string_view name) {
  return name == "监管机关" || name == "法官" || name == "检察官" ||
         std::find(post_classes.begin(), post_classes.end(), name) != post_classes.end();
}

void write_args(JsonWriter& out, const CriterionArgs& args) {
  out.key("args").begin_object();
  if (!args.specialities.empty()) {
    out.key("specialities").begin_array();
    for (const std::string& id : args.specialities) out.text(id);
    out.end_array();
  }
  if (!args.terms.empty()) {
    out.key("terms").begin_array();
    for (const SpecialityTerm& term : args.terms) {
      out.begin_object().field("speciality", term.speciality);
      out.field("weight", term.weight).end_object();
    }
    out.end_array();
  }
  if (!args.recency.empty()) {
    out.key("recency").begin_array();
    for (const RecencyStep& step : args.recency) {
      out.begin_object();
      if (step.within_months) out.field("within_months", *step.within_months);
      out.field("permille", step.permille).end_object();
    }
    out.end_array();
  }
  out.field_if("level", to_string(args.level));
  if (args.at_least) out.key("at_least").boolean(true);
  out.field_if("kind", args.kind).field_if("grade", args.grade);
  if (args.years != 0) out.field("years", args.years);
  out.field_if("of", args.of);
  if (!args.subjects.empty()) {
    out.key("subjects").begin_array();
    for (const std::string& subject : args.subjects) out.text(subject);
    out.end_array();
  }
  out.end_object();
}

void write_value(JsonWriter& out, const ValueFunction& value) {
  out.key("value").begin_object();
  if (!value.is_table()) {
    out.key("points").begin_array();
    for (const auto& [x, v] : value.points) out.begin_array().number(x).number(v).end_array();
    out.end_array();
  } else {
    out.key("table").begin_object();
    for (const auto& [name, v] : value.table) {
      std::string escaped;
      JsonWriter(escaped).text(name);
      out.key(std::string_view(escaped).substr(1, escaped.size() - 2)).number(v);
    }
    out.end_object().field("otherwise", value.otherwise);
  }
  out.end_object();
}

void write_basis(JsonWriter& out, const Basis& basis) {
  if (basis == Basis{}) return;
  out.key("basis").begin_object();
  out.field_if("document", basis.document)
      .field_if("article", basis.article)
      .field_if("date", basis.date);
  out.end_object();
}
}  // namespace

Result<Requirement> requirement_from_json(std::string_view json) {
  JsonReader reader(json);
  Requirement requirement{};
  reader.integer_or("schema", 1, 1, 1);
  requirement.matter.text = reader.text_or("matter");
  requirement.version = static_cast<int>(reader.integer_or("version", 1, 100000, 1));
  requirement.plan_hash = reader.text_or("plan_hash");
  requirement.rules = reader.text_or("rules");
  requirement.vocabulary = reader.text_or("vocabulary");
  for (JsonReader& gate : reader.objects("gates")) requirement.gates.push_back(read_gate(gate));
  for (JsonReader& criterion : reader.objects("criteria")) {
    requirement.criteria.push_back(read_criterion(criterion));
  }
  for (JsonReader& band : reader.objects("bands")) {
    requirement.bands.push_back(
        {band.text("name"), static_cast<int>(band.integer("from", 0, 1000000))});
    band.finish();
  }
  if (auto prefer = reader.object("prefer")) {
    requirement.prefer =
        Prefer{prefer->text("appraisal"), static_cast<int>(prefer->integer("years", 1, 50)),
               static_cast<int>(prefer->integer("at_least", 1, 50))};
    prefer->finish();
  }
  if (auto robustness = reader.object("robustness")) {
    requirement.robustness = {static_cast<int>(robustness->integer("epsilon_permille", 0, 1000)),
                              static_cast<int>(robustness->integer("k", 1, 500))};
    robustness->finish();
  }
  for (JsonReader& alarm : reader.objects("alarms")) {
    requirement.alarms.push_back({alarm.text("code"), alarm.text_or("gate"),
                                  alarm.text_or("detail"), alarm.text_or("reason_given")});
    alarm.finish();
  }
  for (JsonReader& gap : reader.objects("data_gaps")) {
    requirement.data_gaps.push_back({gap.text("criterion"),
                                     static_cast<int>(gap.integer("lacking", 0, 1000000000)),
                                     static_cast<int>(gap.integer("people", 0, 1000000000))});
    gap.finish();
  }
  requirement.names_seen_before = reader.boolean("names_seen_before").value_or(false);
  if (auto amends = reader.object("amends")) {
    requirement.amends =
        Amends{static_cast<int>(amends->integer("version", 1, 100000)), amends->text("reason")};
    amends->finish();
  }
  if (auto disclosure = reader.object("search_disclosure")) {
    requirement.search_disclosure =
        SearchDisclosure{static_cast<int>(disclosure->integer("searches", 0, 1000000000)),
                         static_cast<int>(disclosure->integer("eligible_seen", 0, 1000000000))};
    disclosure->finish();
  }
  if (auto locked = reader.object("locked")) {
    requirement.locked = Locking{locked->text("drafted_by"), locked->text("approved_by"),
                                 locked->text("at"), locked->text("hash")};
    locked->finish();
  }
  reader.finish();
  return finished(reader, std::move(requirement));
}

std::string to_json(const Requirement& requirement) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("schema", 1).field_if("matter", requirement.matter.text);
  out.field("version", requirement.version).field_if("plan_hash", requirement.plan_hash);
  out.field_if("rules", requirement.rules).field_if("vocabulary", requirement.vocabulary);
  out.key("gates").begin_array();
  for (const GateSpec& gate : requirement.gates) {
    out.begin_object().field("key", gate.key).field_if("rule", gate.rule);
    out.field_if("filter", gate.filter).field_if("task", gate.task);
    write_basis(out, gate.basis);
    out.end_object();
  }
  out.end_array().key("criteria").begin_array();
  for (const CriterionSpec& spec : requirement.criteria) {
    out.begin_object().field("key", spec.key).field("criterion", spec.criterion);
    out.field_if("task", spec.task).field("weight", spec.weight).field("required", spec.required);
    write_args(out, spec.args);
    write_value(out, spec.value);
    out.end_object();
  }
  out.end_array().key("bands").begin_array();
  for (const Band& band : requirement.bands) {
    out.begin_object().field("name", band.name).field("from", band.from).end_object();
  }
  out.end_array();
  if (requirement.prefer) {
    out.key("prefer").begin_object().field("appraisal", requirement.prefer->appraisal);
    out.field("years", requirement.prefer->years);
    out.field("at_least", requirement.prefer->at_least).end_object();
  }
  out.key("robustness").begin_object();
  out.field("epsilon_permille", requirement.robustness.epsilon_permille);
  out.field("k", requirement.robustness.k).end_object();
  out.key("alarms").begin_array();
  for (const Alarm& alarm : requirement.alarms) {
    out.begin_object().field("code", alarm.code).field_if("gate", alarm.gate);
    out.field_if("detail", alarm.detail).field_if("reason_given", alarm.reason_given).end_object();
  }
  out.end_array();
  if (!requirement.data_gaps.empty()) {
    out.key("data_gaps").begin_array();
    for (const DataGap& gap : requirement.data_gaps) {
      out.begin_object().field("criterion", gap.criterion).field("lacking", gap.lacking);
      out.field("people", gap.people).end_object();
    }
    out.end_array();
  }
  out.key("names_seen_before").boolean(requirement.names_seen_before);
  if (requirement.amends) {
    out.key("amends").begin_object().field("version", requirement.amends->version);
    out.field("reason", requirement.amends->reason).end_object();
  }
  out.key("search_disclosure");
  if (requirement.search_disclosure) {
    out.begin_object().field("searches", requirement.search_disclosure->searches);
    out.field("eligible_seen", requirement.search_disclosure->eligible_seen).end_object();
  } else {
    out.null();
  }
  if (requirement.locked) {
    out.key("locked").begin_object().field("drafted_by", requirement.locked->drafted_by);
    out.field("approved_by", requirement.locked->approved_by);
    out.field("at", requirement.locked->at).field("hash", requirement.locked->hash).end_object();
  }
  out.end_object();
  return json;
}

Result<VacantPost> vacant_post_from_json(std::string_view json, std::vector<Approval>* approvals) {
  JsonReader reader(json);
  VacantPost post{};
  reader.ignore("record");
  if (approvals) {
    for (JsonReader& entry : reader.objects("approvals")) {
      approvals->push_back(read_approval(entry));
      entry.finish();
    }
  }
  post.id.text = reader.text_or("id");
  const std::string embedded = reader.raw("organisation");
  if (!embedded.empty() && embedded.front() == '{') {
    auto organisation = organisation_from_json(embedded);
    if (!organisation) {
      Error error = organisation.error();
      error.where.insert(0, "/organisation");
      return error;
    }
    post.organisation = organisation->id;
    post.organisation_record = std::move(*organisation);
  } else {
    post.organisation.text = reader.text_or("organisation");
  }
  post.title = reader.text_or("title");
  post.level = read_level(reader, "level");
  post.head = reader.boolean("head");
  if (reader.has("classes")) {
    post.classes = reader.texts("classes");
    for (const std::string& name : *post.classes) {
      if (!is_post_class(name)) {
        std::string known;
        for (const std::string_view one : post_classes) {
          known += (known.empty() ? "" : "、") + std::string(one);
        }
        reader.fail("unknown_post_class", "不认识的职位类别“" + name + "”，应为 " + known + " 之一",
                    "classes");
      }
    }
  }
  for (const std::string& holder : reader.texts("holders")) post.holders.push_back({holder});
  if (reader.has("seats")) {
    post.seats = static_cast<int>(reader.integer("seats", 0, 999));
  }
  reader.finish();
  return finished(reader, std::move(post));
}

std::string to_json(const VacantPost& post) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field_if("id", post.id.text);
  if (post.organisation_record) {
    out.key("organisation").raw(to_json(*post.organisation_record));
  } else {
    out.field_if("organisation", post.organisation.text);
  }
  out.field_if("title", post.title).field_if("level", to_string(post.level));
  if (post.head) out.key("head").boolean(*post.head);
  if (post.classes) {
    out.key("classes").begin_array();
    for (const std::string& name : *post.classes) out.text(name);
    out.end_array();
  }
  out.key("holders").begin_array();
  for (const ProfileId& holder : post.holders) out.text(holder.text);
  out.end_array();
  if (post.seats) out.field("seats", *post.seats);
  out.end_object();
  return json;
}
}  // namespace bole
