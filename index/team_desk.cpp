#include "index/team_desk.hpp"

#include "engine/core/json_writer.hpp"
#include "engine/explain/explain.hpp"

namespace bole {
namespace {
std::string name_of(std::uint16_t speciality) {
  return Vocabulary::built_in().specialities()[speciality].name;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

// Their open posts in the organisation, by the record.
std::vector<std::string> posts_in(const OrganisationId& organisation, const Profile& profile) {
  std::vector<std::string> posts;
  if (!profile.appointments) return posts;
  for (const Appointment& appointment : *profile.appointments) {
    if (!appointment.open) continue;
    for (const HeldPost& post : appointment.posts) {
      if (post.organisation.id != organisation) continue;
      posts.push_back(period_in_words(appointment.from, appointment.to) + " " +
                      posts_in_words(appointment, profile));
      break;
    }
  }
  return posts;
}

void name_members(TeamReport& team, const Catalogue& catalogue) {
  std::vector<Profile> profiles;
  for (const ProfileId& holder : team.matter.post.holders) {
    Profile profile = catalogue.profile(holder).value_or(Profile{});
    team.members.push_back({holder.text, profile.name, profile.current.text,
                            posts_in(team.matter.post.organisation, profile)});
    profiles.push_back(std::move(profile));
  }
  for (const TeamView::Asked& asked : team.view.specialities) {
    std::vector<TeamReport::Grounds> grounds;
    for (const TeamView::Covering& covering : asked.by) {
      TeamReport::Grounds one{};
      for (const std::uint32_t entry : covering.entries) {
        const Evidence evidence{Evidence::Part::appointment, entry};
        one.words.push_back(in_words(evidence, profiles[covering.member]));
        one.pointers.push_back(pointer(evidence, profiles[covering.member]));
      }
      grounds.push_back(std::move(one));
    }
    team.grounds.push_back(std::move(grounds));
  }
}
}  // namespace

Result<TeamReport> team_of(const MatterDesk& desk, const Catalogue& catalogue, const MatterId& id) {
  auto matter = desk.find(id);
  if (!matter) return matter.error();
  TeamReport team{};
  team.matter = std::move(*matter);
  const VacantPost& post = team.matter.post;
  const Organisation* organisation = post.organisation_record
                                         ? &*post.organisation_record
                                         : catalogue.reg().find(post.organisation);
  team.organisation = organisation ? organisation->name : post.organisation.text;
  for (const Post* one : catalogue.reg().posts()) {
    if (one->organisation == post.organisation) team.posts.push_back(*one);
  }
  team.view = team_view(team.matter, catalogue.columns());
  const auto requirement = desk.requirement(team.matter);
  team.named = requirement && requirement->locked;
  team.shown = team.named ? team.view.members > 0 : may_be_shown_as_a_whole(team.view);
  if (team.named) name_members(team, catalogue);
  return team;
}

void note_team(AuditEntry& note, const Matter& matter) {
  for (const ProfileId& holder : matter.post.holders) note.people.push_back(holder.text);
}

std::string to_json(const TeamReport& team) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("matter", team.matter.id.text).field("organisation", team.organisation);
  out.field("as_of", to_string(team.matter.as_of)).key("posts").begin_array();
  for (const Post& post : team.posts) {
    out.begin_object().field("title", post.title).field_if("level", to_string(post.level));
    out.key("head").boolean(post.head).field("seats", post.seats).end_object();
  }
  out.end_array().field("members", static_cast<std::int64_t>(team.view.members));
  out.field("in_store", static_cast<std::int64_t>(team.view.in_store));
  out.field("covering", covering_in_words());
  out.key("shown").boolean(team.shown).key("specialities").begin_array();
  for (std::size_t n = 0; n < team.view.specialities.size(); ++n) {
    const TeamView::Asked& asked = team.view.specialities[n];
    const Speciality& speciality = Vocabulary::built_in().specialities()[asked.speciality];
    out.begin_object().field("id", speciality.id).field("name", speciality.name);
    out.key("tasks").begin_array();
    for (const std::string& task : asked.tasks) out.text(task);
    out.end_array();
    if (team.shown) out.field("covered", covered_in_words(asked.covered));
    if (team.named) {
      out.key("by").begin_array();
      for (std::size_t i = 0; i < asked.by.size(); ++i) {
        const TeamView::Covering& covering = asked.by[i];
        out.begin_object().field("profile", team.members[covering.member].profile);
        out.key("months").begin_array().number(covering.months.at_least);
        out.number(covering.months.at_most).end_array().key("evidence").begin_array();
        for (const std::string& place : team.grounds[n][i].pointers) out.text(place);
        out.end_array().end_object();
      }
      out.end_array();
    }
    out.end_object();
  }
  out.end_array();
  if (team.named) {
    out.key("people").begin_array();
    for (const TeamReport::Member& member : team.members) {
      out.begin_object().field("profile", member.profile).field_if("name", member.name);
      out.field_if("current", member.current).key("posts").begin_array();
      for (const std::string& post : member.posts) out.text(post);
      out.end_array().end_object();
    }
    out.end_array();
  }
  out.end_object();
  return json;
}

std::string to_text(const TeamReport& team) {
  std::vector<std::string> posts;
  for (const Post& post : team.posts) {
    posts.push_back(post.title + " " + std::to_string(post.seats) + " 职");
  }
  std::string text =
      "领导班子 " + team.organisation + "（截止日期 " + to_string(team.matter.as_of) + "）\n";
  text += "名册职位：" + (posts.empty() ? "名册中没有" : joined(posts, "、")) + '\n';
  if (team.view.members == 0) {
    return text + "工作方案没有写明现任班子成员（post.holders），不能比照班子\n";
  }
  text += "现任班子成员 " + std::to_string(team.view.members) + " 人（工作方案所列），库内有记录 " +
          std::to_string(team.view.in_store) + " 人\n";
  for (const TeamReport::Member& member : team.members) {
    text += "  " + member.profile + "  ";
    if (member.name.empty()) {
      text += "库内没有记录，是否具备各项专长待核实\n";
      continue;
    }
    text += member.name + "  " +
            (member.posts.empty() ? member.current + "（库内记录未见其在该机构任职，请核实）"
                                  : joined(member.posts, "；")) +
            '\n';
  }
  text += covering_in_words() + '\n';
  if (!team.shown) {
    return text + "库内有记录的现任成员不足 " + std::to_string(fewest_shown_as_a_whole) +
           " 人，锁定职位需求之前不出示班子的专长，以免由此看出个人情况\n";
  }
  for (std::size_t n = 0; n < team.view.specialities.size(); ++n) {
    const TeamView::Asked& asked = team.view.specialities[n];
    text += "  " + name_of(asked.speciality) + "（任务 " + joined(asked.tasks, "、") + "）：" +
            std::string(covered_in_words(asked.covered)) + '\n';
    if (!team.named) continue;
    for (std::size_t i = 0; i < asked.by.size(); ++i) {
      const TeamReport::Member& member = team.members[asked.by[i].member];
      text += "    " + member.name + " 任职 " +
              amount(asked.by[i].months, Unit::month, CriterionSpec{}) + "：" +
              joined(team.grounds[n][i].words, "；") + '\n';
    }
  }
  if (!team.named) text += "锁定职位需求之前只就班子整体说明，不出成员姓名\n";
  return text;
}
}  // namespace bole
