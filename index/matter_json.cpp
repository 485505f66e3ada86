#include "index/matter_json.hpp"

#include "engine/core/json_writer.hpp"

namespace bole {
std::string to_json(const ProposedRequirement& proposed) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().key("requirement").raw(to_json(proposed.draft)).key("proposals").begin_array();
  for (const Proposal& proposal : proposed.proposals) {
    out.begin_object().field("key", proposal.key).field_if("task", proposal.task);
    out.key("words").begin_array();
    for (const std::string& word : proposal.words) out.text(word);
    out.end_array().field("sentence", proposal.sentence).end_object();
  }
  out.end_array().key("uncovered_tasks").begin_array();
  for (const std::string& task : proposed.uncovered_tasks) out.text(task);
  out.end_array().end_object();
  return json;
}

std::string to_json(const PreviewReport& preview) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("pool", chinese(preview.counts.pool)).key("gates").begin_array();
  for (std::size_t i = 0; i < preview.gates.size(); ++i) {
    out.begin_object().field("key", preview.gates[i].key);
    out.field("holds", chinese(preview.counts.alone[i])).end_object();
  }
  out.end_array().field("together", chinese(preview.counts.together));
  out.key("criteria").begin_array();
  for (std::size_t i = 0; i < preview.criteria.size(); ++i) {
    const ShownCount& lacking = preview.counts.lacking[i];
    out.begin_object().field("key", preview.criteria[i].key);
    out.field("lacking", lacking_in_words(lacking, preview.counts.pool));
    out.key("lacks_much").boolean(lacks_much(lacking, preview.counts.pool)).end_object();
  }
  out.end_array().key("alarms").begin_array();
  for (const std::string& code : preview.alarm_codes) out.text(code);
  out.end_array().key("uncovered_tasks").begin_array();
  for (const std::string& task : preview.uncovered_tasks) out.text(task);
  out.end_array().end_object();
  return json;
}

namespace {
void write_standing(JsonWriter& out, std::string_view key, const Standing& standing,
                    const Requirement& requirement) {
  out.key(key).begin_object().field("verdict", to_string(standing.verdict));
  out.key("band");
  if (standing.band) {
    out.text(requirement.bands[*standing.band].name);
  } else {
    out.null();
  }
  out.field("words", in_words(standing, requirement)).end_object();
}

void write_version(JsonWriter& out, std::string_view key, const Requirement& requirement,
                   const std::string& match) {
  out.key(key).begin_object().field("version", requirement.version);
  out.field("hash", requirement.locked ? requirement.locked->hash : std::string());
  out.field_if("match", match).end_object();
}

void write_people(JsonWriter& out, const AmendmentPapers& papers, Shift shift) {
  out.key(to_string(shift)).begin_array();
  for (const ChangedStanding& person : papers.people) {
    if (person.shift != shift) continue;
    const Profile profile = papers.profile_of(person.row);
    out.begin_object().field("profile", profile.id.text).field("name", profile.name);
    write_standing(out, "earlier", person.earlier, papers.earlier.requirement);
    write_standing(out, "later", person.later, papers.later.requirement);
    out.key("causes").begin_array();
    for (const ShiftCause& cause : person.causes) {
      out.begin_object().field_if("key", papers.changes[cause.change].key);
      out.field("words", in_words(cause, papers)).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

void write_texts(JsonWriter& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key).begin_array();
  for (const std::string& text : texts) out.text(text);
  out.end_array();
}
}  // namespace

std::string to_json(const MatchView& view) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().key("superseded").boolean(view.superseded);
  out.key("store_moved_on").boolean(view.store_moved_on);
  out.key("match").raw(view.stored).end_object();
  return json;
}

std::string to_json(const AmendmentPapers& papers) {
  std::string json;
  JsonWriter out(json);
  const Requirement& from = papers.earlier.requirement;
  const Requirement& to = papers.later.requirement;
  out.begin_object().field("matter", papers.matter.id.text);
  write_version(out, "earlier", from, papers.earlier_match);
  write_version(out, "later", to, papers.matter.match);
  out.key("changes").begin_array();
  for (const RequirementChange& change : papers.changes) {
    const ChangeInWords words = in_words(change, from, to, papers.later.as_of);
    out.begin_object().field("part", words.part).field_if("key", words.key);
    out.field("how", words.how).key("members").begin_array();
    for (const ChangeInWords::Member& member : words.members) {
      out.begin_object().field("what", member.what).field("earlier", member.earlier);
      out.field("later", member.later).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().field("pool_size", static_cast<std::int64_t>(papers.later.pool.size()));
  for (const Shift shift : {Shift::gains, Shift::loses, Shift::unclear}) {
    write_people(out, papers, shift);
  }
  out.end_object();
  return json;
}

std::string to_json(const std::vector<ClosingPoint>& points) {
  std::string json;
  JsonWriter out(json);
  out.begin_array();
  for (const ClosingPoint& point : points) {
    out.begin_object().field("about", point.about).field("title", point.title);
    write_texts(out, "rules", point.rules);
    out.field("state", to_string(point.state)).key("open").boolean(point.open());
    out.field("sentence", point.sentence.text);
    write_texts(out, "sources", point.sentence.sources);
    if (point.answer) {
      out.key("answer").begin_object().field("words", point.answer->words);
      out.field("by", point.answer->by).field("at", point.answer->at).end_object();
    }
    out.end_object();
  }
  out.end_array();
  return json;
}

std::string to_json(const std::vector<PersonClosing>& people) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().key("people").begin_array();
  for (const PersonClosing& person : people) {
    out.begin_object().field("profile", person.profile.text).field("name", person.name);
    out.key("points").raw(to_json(person.points)).end_object();
  }
  out.end_array().end_object();
  return json;
}

std::string to_json(const MatterSeen& seen) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().key("locks").begin_array();
  for (const MatterSeen::Lock& lock : seen.locks) {
    out.begin_object().field("version", lock.version);
    out.field("searches", lock.disclosure.searches);
    out.field("eligible_seen", lock.disclosure.eligible_seen).end_object();
  }
  out.end_array().key("items").begin_array();
  for (const Sighting& sighting : seen.sightings) {
    out.begin_object().field("at", sighting.at).field("by", sighting.by);
    out.field("through", sighting.through).field("action", sighting.action);
    out.field_if("matter", sighting.matter);
    write_texts(out, "objects", sighting.objects);
    write_texts(out, "people", sighting.people);
    out.field("shown", static_cast<std::int64_t>(sighting.shown)).end_object();
  }
  out.end_array().end_object();
  return json;
}
}  // namespace bole
