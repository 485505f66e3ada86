#include "engine/match/match_json.hpp"

#include "engine/core/json_writer.hpp"
#include "engine/core/sha256.hpp"
#include "engine/match/closest_change.hpp"
#include "engine/match/robustness.hpp"

namespace bole {
namespace {
void write_range(JsonWriter& out, std::string_view key, const Range& range) {
  out.key(key).begin_array().number(range.at_least).number(range.at_most).end_array();
}

void write_evidence(JsonWriter& out, const std::vector<Evidence>& evidence,
                    const Profile& profile) {
  out.key("evidence").begin_array();
  for (const Evidence& item : evidence) out.raw(evidence_json(item, profile));
  out.end_array();
}

void write_changes(JsonWriter& out, const Requirement& requirement,
                   const std::vector<ClosestChange>& changes, const Profile& profile) {
  out.key("closest_change").begin_array();
  for (const ClosestChange& change : changes) {
    out.begin_object().field("criterion", requirement.criteria[change.criterion].key);
    out.field("band", requirement.bands[change.band].name).field("need", change.need);
    out.field("class", to_string(change.kind)).field_if("entry", change.entry);
    if (change.date) out.field("date", to_string(*change.date));
    if (change.missing) out.field("verify", pointer(*change.missing, profile));
    out.end_object();
  }
  out.end_array();
}

void write_person(JsonWriter& out, const MatchInput& input, const Ranked& person,
                  const std::vector<ClosestChange>& changes, const Profile& profile) {
  const PersonFindings found = find_out(input, person.row);
  out.begin_object().field("profile", profile.id.text);
  out.key("preferred").boolean(person.preferred);
  write_range(out, "total", person.total);
  out.key("gates").begin_array();
  for (std::size_t i = 0; i < found.gates.size(); ++i) {
    std::string gate;
    append_gate(gate, "key", input.gates.spec(i).key, found.gates[i], profile, nullptr);
    out.raw(gate);
  }
  out.end_array().key("criteria").begin_array();
  for (std::size_t i = 0; i < found.criteria.size(); ++i) {
    const CriterionSpec& spec = input.requirement.criteria[i];
    const CriterionFinding& finding = found.criteria[i];
    out.begin_object().field("key", spec.key);
    write_range(out, "value", {finding.value.at_least, finding.value.at_most});
    write_range(out, "observed", finding.observed);
    write_range(out, "counted", finding.counted);
    out.field("unit", to_string(finding.unit));
    write_range(out, "contribution", contribution(spec, finding.value));
    out.field("reason", finding.reason);
    write_evidence(out, finding.evidence, profile);
    out.end_object();
  }
  out.end_array();
  const auto missing = verify_first(input.requirement, found);
  if (missing) out.field("verify_first", pointer(*missing, profile));
  write_changes(out, input.requirement, changes, profile);
  out.end_object();
}

void write_people(JsonWriter& out, const MatchInput& input, const std::vector<Ranked>& people,
                  const std::function<Profile(Row)>& profile_of) {
  std::vector<Row> rows;
  for (const Ranked& person : people) rows.push_back(person.row);
  const auto changes = closest_changes(input, rows);
  out.begin_array();
  for (std::size_t i = 0; i < people.size(); ++i) {
    write_person(out, input, people[i], changes[i], profile_of(people[i].row));
  }
  out.end_array();
}

void write_robustness(JsonWriter& out, const MatchInput& input, const MatchResult& result) {
  const RobustnessPanel panel = robustness_panel(input, result);
  out.key("robust").begin_object().field("epsilon_permille", panel.epsilon_permille);
  out.field("k", panel.k).field("people", panel.people).field("first", panel.first);
  out.key("top_k_set_unchanged_up_to_permille");
  if (panel.unchanged_up_to_permille) {
    out.number(*panel.unchanged_up_to_permille);
  } else {
    out.null();
  }
  out.field("possible_outside", panel.possible_outside).key("panel").begin_array();
  for (const PanelMember& member : panel.members) {
    out.begin_object().field("profile", input.columns.id_text(member.row));
    write_range(out, "total", member.total);
    out.field("rank", member.rank);
    write_range(out, "rank_bounds", {member.bounds.best, member.bounds.worst});
    out.key("muted_rank").begin_object();
    for (std::size_t i = 0; i < member.muted_rank.size(); ++i) {
      out.field(input.requirement.criteria[i].key, member.muted_rank[i]);
    }
    out.end_object().field("dominated_by", member.dominated_by).end_object();
  }
  out.end_array().end_object();
}

// The evidence of the deciding gate tells what has to be verified.
void write_not_holding(JsonWriter& out, const MatchInput& input, const NotHolding& person,
                       const Profile& profile) {
  std::vector<GateFinding> findings(1);
  GateOutcome outcome{};
  input.gates.judge(person.gate, input.columns, input.post, input.as_of, {&person.row, 1},
                    {&outcome, 1}, &findings);
  const GateFinding& finding = findings.front();
  out.begin_object().field("profile", profile.id.text);
  out.field("gate", input.gates.spec(person.gate).key);
  if (outcome.verdict == Verdict::fails) {
    out.key("first_date");
    if (finding.first_date) {
      out.text(to_string(*finding.first_date));
    } else {
      out.null();
    }
  } else if (!finding.evidence.empty()) {
    out.field("verify", pointer(finding.evidence.back(), profile));
  }
  out.end_object();
}
}  // namespace

void append_gate(std::string& text, std::string_view label, std::string_view name,
                 const GateFinding& finding, const Profile& profile, const Rule* rule) {
  JsonWriter out(text);
  out.begin_object().field(label, name);
  out.field("verdict", to_string(finding.outcome.verdict)).key("notice");
  if (finding.outcome.notice == Notice::none) {
    out.null();
  } else {
    out.text(to_string(finding.outcome.notice));
  }
  const auto number = [&](std::string_view key, const std::optional<std::int32_t>& value) {
    out.key(key);
    if (value) {
      out.number(*value);
    } else {
      out.null();
    }
  };
  out.key("first_date");
  if (finding.first_date) {
    out.text(to_string(*finding.first_date));
  } else {
    out.null();
  }
  if (rule) {
    out.field("document", rule->document).field("article", rule->article);
    out.field("confidence", rule->confidence);
  }
  if (finding.approval) {
    out.key("approval");
    write_approval(out, *finding.approval);
  }
  number("observed", finding.observed);
  number("wanted", finding.wanted);
  out.key("unit");
  if (finding.unit == Unit::none) {
    out.null();
  } else {
    out.text(to_string(finding.unit));
  }
  write_evidence(out, finding.evidence, profile);
  out.end_object();
}

namespace {
// What result_hash covers.
std::string result_json(const PoolId& pool, const MatchInput& input, const MatchResult& result,
                        const std::function<Profile(Row)>& profile_of) {
  std::string body;
  JsonWriter parts(body);
  parts.begin_object().key("pool").begin_object().field("id", pool.text);
  parts.field("size", static_cast<std::int64_t>(result.pool_size)).end_object();
  parts.key("counts").begin_object().field("holds", result.counts.holds);
  parts.field("needs_approval", result.counts.needs_approval);
  parts.field("unverified", result.counts.unverified).field("fails", result.counts.fails);
  parts.end_object().key("bands").begin_array();
  for (std::size_t band = 0; band < result.bands.size(); ++band) {
    parts.begin_object().field("name", input.requirement.bands[band].name);
    parts.key("people");
    write_people(parts, input, result.bands[band], profile_of);
    parts.end_object();
  }
  parts.end_array().key("band_unverified");
  write_people(parts, input, result.band_unverified, profile_of);
  parts.key("needs_approval");
  write_people(parts, input, result.needs_approval, profile_of);
  parts.key("unverified").begin_array();
  for (const NotHolding& person : result.unverified) {
    write_not_holding(parts, input, person, profile_of(person.row));
  }
  parts.end_array().key("failing").begin_array();
  for (const NotHolding& person : result.failing) {
    write_not_holding(parts, input, person, profile_of(person.row));
  }
  parts.end_array().end_object();
  return body;
}
}  // namespace

std::string match_result_hash(const PoolId& pool, const MatchInput& input,
                              const MatchResult& result,
                              const std::function<Profile(Row)>& profile_of) {
  return hash_text(result_json(pool, input, result, profile_of));
}

std::string match_json(const MatchStamp& stamp, const MatchInput& input, const MatchResult& result,
                       const std::function<Profile(Row)>& profile_of) {
  const std::string body = result_json(stamp.pool, input, result, profile_of);
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("schema", 1).field("match", stamp.id);
  out.field("matter", stamp.matter.text).field("requirement_hash", stamp.requirement_hash);
  out.field("as_of", to_string(input.as_of)).key("head").raw(stamp.head_json);
  out.field("program", stamp.program).field("rules", stamp.rules);
  out.field("vocabulary", stamp.vocabulary).field("result_hash", hash_text(body));
  write_robustness(out, input, result);
  json += ',';
  json.append(body, 1);
  return json;
}
}  // namespace bole
