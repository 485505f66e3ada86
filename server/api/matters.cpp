#include <algorithm>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/explain/explain.hpp"
#include "index/matter_json.hpp"
#include "index/report_desk.hpp"
#include "index/team_desk.hpp"
#include "index/verification.hpp"
#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
MatterId id_of(Call& call) {
  MatterId id{call.parameter("id")};
  call.note.matter = id.text;
  return id;
}

Result<Record> matter_record(Call& call, const MatterId& id) {
  return record_of(call, Collection::matter, id.text, "matter_not_found",
                   "没有编号为“" + id.text + "”的选配事项");
}

Result<Response> with_etag(Call& call, const Result<Matter>& matter, int status = 200) {
  if (!matter) return matter.error();
  note_people(call.note, *matter);
  Response response = json_answer(to_json(*matter), status);
  if (const auto record = call.service.store().find(Collection::matter, matter->id.text)) {
    set_etag(response, record->version);
  }
  return response;
}

// The step is taken upon what its author has read.
Result<Done> on_current(Call& call, const MatterId& id) {
  const auto record = matter_record(call, id);
  if (!record) return record.error();
  return on_version(call, record->version);
}

void note_people(Call& call, const MatchView& view) {
  note_people(call.note, view, call.service.catalogue().columns());
}

Result<Outcome> outcome_of(const Call& call, bool needs_kind) {
  JsonReader reader(call.request.body);
  Outcome outcome;
  outcome.kind = needs_kind ? reader.text("kind") : "撤销";
  outcome.reason = reader.text_or("reason");
  outcome.document = reader.text_or("document");
  reader.finish();
  return finished(reader, std::move(outcome));
}

// p-000123, or several with commas between.
std::vector<ProfileId> people_parameter(const Call& call) {
  const std::string text = text_parameter(call, "profile");
  std::vector<ProfileId> people;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    people.push_back({text.substr(begin, end - begin)});
    begin = end + 1;
  }
  return people;
}
}  // namespace

Result<Response> matters(Call& call) {
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    std::string body;
    JsonWriter json(body);
    json.begin_object().key("items").begin_array();
    for (const Matter& matter : desk.all()) {
      note_people(call.note, matter);
      json.raw(to_json(matter));
    }
    json.end_array().end_object();
    return json_answer(std::move(body));
  });
}

Result<Response> create_matter(Call& call) {
  return call.service.write([&]() -> Result<Response> {
    const auto matter = call.service.desk().open(call.request.body, call.actor());
    auto response = with_etag(call, matter, 201);
    if (response) {
      call.note.matter = matter->id.text;
      response->headers.emplace_back("Location", "/api/v1/matters/" + matter->id.text);
    }
    return response;
  });
}

Result<Response> matter(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto found = desk.find(id);
    if (!found) return found.error();
    const auto record = matter_record(call, id);
    if (!record) return record.error();
    return versioned(call, to_json(*found), record->version);
  });
}

Result<Response> edit_plan(Call& call) {
  const MatterId id = id_of(call);
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(call, call.service.desk().edit_plan(id, call.request.body, call.actor()));
  });
}

Result<Response> settle(Call& call) {
  const MatterId id = id_of(call);
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(call, call.service.desk().settle(id, call.actor()));
  });
}

Result<Response> proposal(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto proposed = desk.propose(id);
    if (!proposed) return proposed.error();
    if (const auto found = desk.find(id)) note_team(call.note, *found);
    return json_answer(to_json(*proposed));
  });
}

Result<Response> team(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto team = team_of(desk, call.service.catalogue(), id);
    if (!team) return team.error();
    if (team->named) {
      for (const ProfileId& holder : team->matter.post.holders) {
        if (const auto allowed = may_open(call.user, holder); !allowed) return allowed.error();
      }
    }
    note_team(call.note, team->matter);
    return json_answer(to_json(*team));
  });
}

Result<Response> requirement(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto found = desk.find(id);
    if (!found) return found.error();
    const auto requirement = desk.requirement(*found);
    if (!requirement) return requirement.error();
    const auto record = matter_record(call, id);
    if (!record) return record.error();
    return versioned(call, to_json(*requirement), record->version);
  });
}

Result<Response> draft_requirement(Call& call) {
  const MatterId id = id_of(call);
  auto requirement = requirement_from_json(call.request.body);
  if (!requirement) return requirement.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    const auto drafted = call.service.desk().draft(id, std::move(*requirement), call.actor());
    if (!drafted) return drafted.error();
    Response response = json_answer(to_json(*drafted));
    if (const auto record = matter_record(call, id)) set_etag(response, record->version);
    return response;
  });
}

Result<Response> amend(Call& call) {
  const MatterId id = id_of(call);
  JsonReader reader(call.request.body);
  const std::string reason = reader.text("reason");
  const std::string asked = reader.raw("requirement");
  if (asked.empty()) reader.fail("missing_key", "缺少“requirement”", "requirement");
  reader.finish();
  if (reader.error()) return *reader.error();
  auto requirement = requirement_from_json(asked);
  if (!requirement) {
    Error error = requirement.error();
    error.where.insert(0, "/requirement");
    return error;
  }
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    const auto drafted =
        call.service.desk().amend(id, std::move(*requirement), reason, call.actor());
    if (!drafted) return drafted.error();
    Response response = json_answer(to_json(*drafted));
    if (const auto record = matter_record(call, id)) set_etag(response, record->version);
    return response;
  });
}

Result<Response> preview(Call& call) {
  const MatterId id = id_of(call);
  return call.service.write([&]() -> Result<Response> {
    const auto preview = call.service.desk().preview(id, call.actor());
    if (!preview) return preview.error();
    return json_answer(to_json(*preview));
  });
}

Result<Response> lock(Call& call) {
  const MatterId id = id_of(call);
  JsonReader reader(call.request.body);
  const std::string reason = reader.text_or("reason");
  reader.finish();
  if (reader.error()) return *reader.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    const auto locked = call.service.desk().lock(id, reason, call.actor());
    if (!locked) return locked.error();
    Response response = json_answer(to_json(*locked));
    if (const auto record = matter_record(call, id)) set_etag(response, record->version);
    return response;
  });
}

Result<Response> approve(Call& call) {
  const MatterId id = id_of(call);
  JsonReader reader(call.request.body);
  Approval approval = read_approval(reader);
  reader.finish();
  if (reader.error()) return *reader.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(call, call.service.desk().approve(id, std::move(approval), call.actor()));
  });
}

Result<Response> run_match(Call& call) {
  const MatterId id = id_of(call);
  return call.service.write([&]() -> Result<Response> {
    if (!call.request.if_match.empty()) {
      if (const auto current = on_current(call, id); !current) return current.error();
    }
    const auto view = call.service.desk().match(id, call.actor());
    if (!view) return view.error();
    note_people(call, **view);
    Response response = json_answer((*view)->stored, 201);
    response.headers.emplace_back("Location", "/api/v1/matters/" + id.text + "/match");
    return response;
  });
}

Result<Response> match(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto view = desk.view(id);
    if (!view) return view.error();
    note_people(call, **view);
    return json_answer(to_json(**view));
  });
}

Result<Response> one_match(Call& call) {
  const MatterId id = id_of(call);
  const std::string match = call.parameter("match");
  call.note.objects.push_back(match);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto view = desk.view(id, match);
    if (!view) return view.error();
    note_people(call, **view);
    return json_answer(to_json(**view));
  });
}

Result<Response> changes(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto view = desk.changes(id);
    if (!view) return view.error();
    const Catalogue& catalogue = call.service.catalogue();
    bole::note_people(call.note, **view, catalogue.columns());
    return json_answer(to_json(papers_of(**view, catalogue)));
  });
}

Result<Response> seen(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto seen = desk.seen(id);
    if (!seen) return seen.error();
    bole::note_people(call.note, *seen);
    return json_answer(to_json(*seen));
  });
}

Result<Response> closing(Call& call) {
  const MatterId id = id_of(call);
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto people = desk.closing(id);
    if (!people) return people.error();
    for (const PersonClosing& person : *people) call.note.people.push_back(person.profile.text);
    return json_answer(to_json(*people));
  });
}

Result<Response> answer(Call& call) {
  const MatterId id = id_of(call);
  JsonReader reader(call.request.body);
  const ProfileId profile{reader.text("profile")};
  const std::vector<std::string> about = reader.texts("about");
  const std::string words = reader.text("words");
  reader.finish();
  if (reader.error()) return *reader.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(call, call.service.desk().answer(id, profile, about, words, call.actor()));
  });
}

Result<Response> why(Call& call) {
  const MatterId id = id_of(call);
  const std::string person = call.parameter("profile");
  call.note.objects.push_back(person);
  if (const auto allowed = may_open(call.user, {person}); !allowed) return allowed.error();
  return call.service.at_desk([&](const MatterDesk& desk) -> Result<Response> {
    const auto view = desk.view(id);
    if (!view) return view.error();
    const Catalogue& catalogue = call.service.catalogue();
    const auto row = catalogue.columns().find({person});
    const auto& pool = (*view)->pool;
    const auto profile =
        row && std::ranges::binary_search(pool, *row) ? catalogue.profile({person}) : std::nullopt;
    if (!profile) {
      return Error{Refusal::not_found, "not_in_match", "“" + person + "”不在该事项的人才库中", ""};
    }
    call.note.people.push_back(person);
    const PersonFindings found = find_out(*(*view)->input, *row);
    std::string body;
    JsonWriter json(body);
    const auto sentence = [&](const Sentence& said) {
      json.begin_object().field("text", said.text).key("sources").begin_array();
      for (const std::string& source : said.sources) json.text(source);
      json.end_array().end_object();
    };
    json.begin_object().field("profile", person).field("name", profile->name);
    json.field("verdict", chinese(found.verdict)).key("gates").begin_array();
    for (const Sentence& said : why_not(*(*view)->input, found, *profile)) sentence(said);
    json.end_array().key("criteria").begin_array();
    if (found.verdict == Verdict::holds || found.verdict == Verdict::needs_approval) {
      for (std::size_t i = 0; i < found.criteria.size(); ++i) {
        sentence(criterion_sentence((*view)->requirement.criteria[i], found.criteria[i], *profile));
      }
    }
    json.end_array().end_object();
    return json_answer(std::move(body));
  });
}

Result<Response> shortlist(Call& call) {
  const MatterId id = id_of(call);
  JsonReader reader(call.request.body);
  std::vector<Shortlisted> people;
  for (JsonReader& entry : reader.objects("people")) {
    people.push_back({{entry.text("profile")}, entry.text("reason"), entry.text_or("override")});
    entry.finish();
  }
  const std::string few_reason = reader.text_or("few_reason");
  reader.finish();
  if (reader.error()) return *reader.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(
        call, call.service.desk().shortlist(id, std::move(people), few_reason, call.actor()));
  });
}

Result<Response> close_matter(Call& call) {
  const MatterId id = id_of(call);
  auto outcome = outcome_of(call, true);
  if (!outcome) return outcome.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(call, call.service.desk().close(id, std::move(*outcome), call.actor()));
  });
}

Result<Response> cancel_matter(Call& call) {
  const MatterId id = id_of(call);
  auto outcome = outcome_of(call, false);
  if (!outcome) return outcome.error();
  return call.service.write([&]() -> Result<Response> {
    if (const auto current = on_current(call, id); !current) return current.error();
    return with_etag(
        call, call.service.desk().cancel(id, outcome->reason, outcome->document, call.actor()));
  });
}

Result<Response> report(Call& call) {
  const MatterId id = id_of(call);
  const std::string kind = call.parameter("kind");
  const std::vector<ProfileId> people = people_parameter(call);
  call.note.objects.push_back(kind);
  for (const ProfileId& person : people) {
    if (const auto allowed = may_open(call.user, person); !allowed) return allowed.error();
  }
  return call.service.write([&]() -> Result<Response> {
    const MatterDesk& desk = call.service.desk();
    const auto written =
        give_report(call.service.store(), desk, call.service.catalogue(),
                    {.kind = kind, .matter = id, .people = people, .format = "html"}, call.actor());
    if (!written) return written.error();
    for (const ProfileId& person : people) call.note.people.push_back(person.text);
    if (kind == "requirement") {
      if (const auto found = desk.find(id)) note_team(call.note, *found);
    }
    if (kind == "shortlist") {
      if (const auto view = desk.view(id)) note_people(call, **view);
    }
    if (kind == "changes") {
      if (const auto view = desk.changes(id)) {
        bole::note_people(call.note, **view, call.service.catalogue().columns());
      }
    }
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.headers.emplace_back("Report-Number", written->stored.id);
    response.body = written->bytes;
    return response;
  });
}

// Works on the store alone, so nobody waits for it.
Result<Response> verify_record(Call& call) {
  const std::string id = call.parameter("id");
  call.note.objects.push_back(id);
  const bool a_report = call.request.segments.size() > 2 && call.request.segments[2] == "reports";
  if (id.starts_with("r-") != a_report) {
    return Error{Refusal::not_found, "record_not_found",
                 "没有编号为“" + id + "”的" + (a_report ? "报告" : "匹配"), ""};
  }
  const auto done =
      verify_records(call.service.store(), Vocabulary::built_in(), call.service.audit(), {id});
  if (!done) return done.error();
  call.note.people = done->front().people;
  return json_answer(to_json(done->front()));
}
}  // namespace bole::api
