#include "index/report_desk.hpp"

#include <algorithm>
#include <array>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "index/export/report_format.hpp"

namespace bole {
namespace {
ReportNames names_of(const Matter& matter, const Catalogue& catalogue) {
  ReportNames names{};
  const Organisation* organisation = matter.post.organisation_record
                                         ? &*matter.post.organisation_record
                                         : catalogue.reg().find(matter.post.organisation);
  names.organisation = organisation ? organisation->name : matter.post.organisation.text;
  const auto pool = catalogue.pool(matter.pool);
  names.pool = pool ? pool->name : matter.pool.text;
  names.user = [&catalogue](const std::string& id) {
    const auto user = catalogue.user(id);
    return user ? user->name : id;
  };
  return names;
}

Result<Report> requirement_report(const MatterDesk& desk, const Catalogue& catalogue,
                                  const MatterId& id) {
  const auto matter = desk.find(id);
  if (!matter) return matter.error();
  const auto requirement = desk.requirement(*matter);
  if (!requirement) return requirement.error();
  const auto proposed = desk.propose(id);
  if (!proposed) return proposed.error();
  const auto amended =
      requirement->amends ? desk.version_of(id, requirement->amends->version) : std::nullopt;
  return make_requirement_report(
      *matter, *requirement, proposed->proposals, names_of(*matter, catalogue),
      team_view(*matter, catalogue.columns()), amended ? &*amended : nullptr);
}

std::function<Profile(Row)> profiles_of(const Catalogue& catalogue) {
  return [&catalogue](Row row) {
    return catalogue.profile(catalogue.columns().id(row)).value_or(Profile{});
  };
}
}  // namespace

AmendmentPapers papers_of(const AmendmentView& view, const Catalogue& catalogue) {
  return {.earlier = *view.earlier_input,
          .later = *view.later_input,
          .matter = view.matter,
          .earlier_match = view.earlier_match,
          .changes = view.changes,
          .people = view.people,
          .profile_of = profiles_of(catalogue),
          .names = names_of(view.matter, catalogue)};
}

Result<Report> report_on(const MatterDesk& desk, const Catalogue& catalogue, const MatterId& matter,
                         const std::string& kind, const std::vector<ProfileId>& people) {
  if (const auto possible = may_report_on(kind, people); !possible) return possible.error();
  if (kind == "requirement") return requirement_report(desk, catalogue, matter);
  if (kind == "changes") {
    const auto view = desk.changes(matter);
    if (!view) return view.error();
    return make_change_report(papers_of(**view, catalogue));
  }
  const auto view = desk.view(matter);
  if (!view) return view.error();
  const MatchPapers papers{.input = *(*view)->input,
                           .result = (*view)->result,
                           .matter = (*view)->matter,
                           .stored = (*view)->stored,
                           .store_moved_on = (*view)->store_moved_on,
                           .profile_of = profiles_of(catalogue),
                           .names = names_of((*view)->matter, catalogue)};
  if (kind == "shortlist") return make_shortlist_report(papers);
  std::vector<Row> rows;
  for (const ProfileId& person : people) {
    const auto row = catalogue.columns().find(person);
    const auto& pool = (*view)->pool;
    if (!row || !std::binary_search(pool.begin(), pool.end(), *row)) {
      return Error{
          Refusal::not_found, "not_in_match", "“" + person.text + "”不在该事项的人才库中", {}};
    }
    rows.push_back(*row);
  }
  return kind == "opinion" ? make_opinion(papers, rows.front()) : make_comparison(papers, rows);
}

Result<Done> may_report_on(const std::string& kind, const std::vector<ProfileId>& people) {
  struct Kind {
    std::string_view name;
    std::size_t fewest;
    std::size_t most;
    std::string_view takes;
  };
  constexpr std::array kinds{
      Kind{"requirement", 0, 0, "职位需求分析报告不写某一个人"},
      Kind{"shortlist", 0, 0, "建议考察人选名单写全部人选，不另指定人"},
      Kind{"changes", 0, 0, "变动情况写全部有变动的人，不另指定人"},
      Kind{"opinion", 1, 1, "人岗匹配评估意见写一人"},
      Kind{"comparison", fewest_compared, most_compared, "人岗比选表写 2 至 6 人"}};
  const auto known = std::ranges::find(kinds, kind, &Kind::name);
  if (known == kinds.end()) {
    return Error{
        Refusal::usage, "unknown_report",
        "报告种类应为 requirement、shortlist、opinion、comparison 或 changes，实为“" + kind + "”",
        ""};
  }
  for (auto one = people.begin(); one != people.end(); ++one) {
    if (std::find(people.begin(), one, *one) == one) continue;
    return Error{Refusal::usage, "person_twice", "“" + one->text + "”写了两次", ""};
  }
  if (people.size() < known->fewest || people.size() > known->most) {
    return Error{Refusal::usage, "wrong_number_of_people",
                 std::string(known->takes) + "，此处给出 " + std::to_string(people.size()) + " 人",
                 ""};
  }
  return Done{};
}

Result<StoredReport> stored_report_from_json(std::string_view json) {
  JsonReader reader(json);
  StoredReport report{};
  reader.integer("schema", 1, 1);
  report.id = reader.text("report");
  report.kind = reader.text("kind");
  report.matter.text = reader.text("matter");
  for (std::string& person : reader.texts("people")) report.people.push_back({std::move(person)});
  report.match = reader.text_or("match");
  const auto head = read_head(reader);
  if (head) report.head = *head;
  if (!head && !reader.error()) reader.fail("wrong_type", "“head”不是库的位置", "head");
  report.requirement_hash = reader.text("requirement_hash");
  report.by = {reader.text("program"), reader.text("rules"), reader.text("vocabulary")};
  report.format = reader.text("format");
  report.bytes = reader.text("bytes");
  reader.finish();
  return finished(reader, std::move(report));
}

std::string to_json(const StoredReport& report) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("schema", 1).field("report", report.id).field("kind", report.kind);
  out.field("matter", report.matter.text).key("people").begin_array();
  for (const ProfileId& person : report.people) out.text(person.text);
  out.end_array().field_if("match", report.match).key("head");
  write_head(out, report.head);
  out.field("requirement_hash", report.requirement_hash).field("program", report.by.program);
  out.field("rules", report.by.rules).field("vocabulary", report.by.vocabulary);
  out.field("format", report.format).field("bytes", report.bytes).end_object();
  return json;
}

namespace {
Result<const ReportFormat*> format_of(const StoredReport& asked) {
  if (const ReportFormat* format = find_report_format(asked.format)) return format;
  return Error{Refusal::usage, "unknown_format", "没有名为“" + asked.format + "”的报告格式", ""};
}

// The report without its number, and what it is made from.
Result<Report> made(const MatterDesk& desk, const Catalogue& catalogue, StoredReport& asked) {
  auto report = report_on(desk, catalogue, asked.matter, asked.kind, asked.people);
  if (!report) return report;
  const auto matter = desk.find(asked.matter);
  if (!matter) return matter.error();
  const auto requirement = desk.requirement(*matter);
  if (!requirement) return requirement.error();
  asked.match = asked.kind == "requirement" ? std::string() : matter->match;
  asked.head = catalogue.head();
  asked.requirement_hash = requirement_hash(*requirement);
  asked.by = judged_by_this_program(catalogue.vocabulary());
  return report;
}

WrittenReport numbered(Report report, StoredReport asked, const ReportFormat& format) {
  report.page_lines.push_back("报告编号 " + asked.id + "，可凭此核对（bole verify " + asked.id +
                              "）");
  WrittenReport written{report.title, format.write(report), std::move(asked)};
  written.stored.bytes = hash_text(written.bytes);
  return written;
}
}  // namespace

Result<WrittenReport> write_report(const MatterDesk& desk, const Catalogue& catalogue,
                                   const StoredReport& asked) {
  const auto format = format_of(asked);
  if (!format) return format.error();
  StoredReport as_made = asked;
  auto report = made(desk, catalogue, as_made);
  if (!report) return report.error();
  return numbered(std::move(*report), std::move(as_made), **format);
}

Result<WrittenReport> give_report(Store& store, const MatterDesk& desk, const Catalogue& catalogue,
                                  StoredReport asked, const Actor& actor) {
  const auto format = format_of(asked);
  if (!format) return format.error();
  auto report = made(desk, catalogue, asked);
  if (!report) return report.error();
  // Whatever tells one report from another, but the position of the store.
  StoredReport same = asked;
  same.head = {};
  same.bytes = hash_text((*format)->write(*report));
  const std::string lookup = hash_text(to_json(same));
  for (const std::string& id : store.find_by(Collection::report, lookup)) {
    const auto record = store.find(Collection::report, id);
    auto known = record ? stored_report_from_json(record->body) : Result<StoredReport>(Error{});
    if (!known) continue;
    WrittenReport written = numbered(*report, *known, **format);
    if (written.stored == *known) return written;
  }
  asked.id = desk.next_id(Collection::report, "r-");
  WrittenReport written = numbered(std::move(*report), std::move(asked), **format);
  const auto kept = store.commit({{.collection = Collection::report,
                                   .id = written.stored.id,
                                   .body = to_json(written.stored),
                                   .sealed = {},
                                   .lookups = {lookup},
                                   .expected = 0}},
                                 {actor.by, actor.at, {}, "report"});
  if (!kept) return kept.error();
  return written;
}
}  // namespace bole
