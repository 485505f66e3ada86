#include "engine/normalise/derive.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/normalise/find_post.hpp"
#include "engine/normalise/level_since.hpp"
#include "engine/normalise/written_level.hpp"
#include "engine/profile/character_text.hpp"

namespace bole {
namespace {

constexpr std::string_view in_office = "任职";
constexpr std::string_view study = "学习";
constexpr std::string_view by_vocabulary = "vocabulary";

// A school, hospital or company below an office is no part of the office.
bool is_apart(const OrganisationKind& kind) {
  return kind.system == "事业" || kind.system == "国企" || kind.system == "高校";
}

// One post of an appointment with what the register says of it.
struct SeenPost {
  const HeldPost* held = nullptr;
  const Organisation* organisation = nullptr;
  bool inside = false;
  Level level = Level::unknown;
};

Level level_of(const FoundPost& found, const Post* post, std::optional<TitleRank> rank) {
  if (post != nullptr && post->level != Level::unknown) return post->level;
  // Outside the civil service a post has a level only where one was officially set for it.
  const std::string& system = found.organisation->system;
  if (system == "国企" || system == "高校") return Level::unknown;
  const Level own = found.organisation->level;
  if (rank == TitleRank::head) return own;
  if (rank == TitleRank::deputy && is_head_level(own)) return one_below(own);
  return Level::unknown;
}

// A part of a body has the body's kind; only what is not known to be part of one is 内设机构.
std::string kind_of(const Organisation& organisation, const Register& reg) {
  constexpr std::string_view part = "内设机构";
  constexpr int deepest = 8;
  const Organisation* body = &organisation;
  for (int depth = 0; body != nullptr && body->kind == part && depth < deepest; ++depth) {
    body = reg.find(body->parent);
  }
  return body == nullptr ? std::string(part) : body->kind;
}

// What the register says of the kind of the unit that is written. A part that the register does not
// have is of the body's kind, but a bureau under a leading body is none (市委老干部局), nor a
// school, hospital or company under an office an office.
std::string registered_kind(const HeldPost& held, const FoundPost& found, const Register& reg,
                            const Vocabulary& vocabulary) {
  if (found.organisation == nullptr) return {};
  std::string kind = kind_of(*found.organisation, reg);
  if (!found.inside) return kind;
  if (kind == "市" || kind == "区县") return {};
  const OrganisationKind* own = vocabulary.organisation_kind(held.organisation.text);
  return own != nullptr && is_apart(*own) ? std::string{} : kind;
}

// Gives the post its organisation's id and kind and its head mark.
SeenPost see_post(HeldPost& held, const Period& period, const Register& reg,
                  const Vocabulary& vocabulary) {
  const std::string_view title = without_brackets(held.title);
  const FoundPost found = find_post(reg, vocabulary, held.organisation, title, period);
  const std::optional<TitleRank> rank = vocabulary.title_rank(found.title);
  SeenPost seen{&held, found.organisation, found.inside, Level::unknown};
  const Post* post = nullptr;
  held.organisation.kind = registered_kind(held, found, reg, vocabulary);
  if (found.organisation != nullptr) {
    held.organisation.id = found.organisation->id;
    if (!found.inside) {
      post = reg.post_of(found.organisation->id, found.title);
      seen.level = level_of(found, post, rank);
    }
  }
  if (post != nullptr) {
    held.head = post->head;
  } else if (rank) {
    held.head = rank == TitleRank::head;
  }
  return seen;
}

Level written_level(const Appointment& appointment, CharacterText& resume,
                    const Vocabulary& vocabulary) {
  Level written = Level::unknown;
  if (appointment.text_span) {
    written = level_in_brackets(resume.piece(*appointment.text_span), vocabulary);
  }
  // A title without a level beside 科员 (副主任科员) may be the higher one.
  Level of_titles = Level::unknown;
  bool every_title = true;
  for (const HeldPost& held : appointment.posts) {
    written = std::max(written, level_in_brackets(held.title, vocabulary));
    const Level level = level_in_title(without_brackets(held.title), vocabulary);
    of_titles = std::max(of_titles, level);
    every_title = every_title && level != Level::unknown;
  }
  return every_title ? std::max(written, of_titles) : written;
}

// Sets the level of an appointment. True where only a later stage reached it.
bool set_level(Appointment& appointment, const std::vector<SeenPost>& posts, Level written) {
  SourcedLevel& level = appointment.level;
  if (level.source == LevelSource::declared) return false;
  if (written != Level::unknown) {
    level = {written, LevelSource::written};
    return false;
  }
  if (level.source == LevelSource::written) return false;
  level = {};
  // Study, memberships and 挂职 leave the level of the person as it is.
  if (appointment.kind != in_office) return false;
  Level first_stage = Level::unknown;
  for (const SeenPost& post : posts) {
    level.value = std::max(level.value, post.level);
    if (post.held->stage <= 1) first_stage = std::max(first_stage, post.level);
  }
  if (level.value != Level::unknown) level.source = LevelSource::from_register;
  return first_stage != level.value;
}

// What the vocabulary says of the organisation as it is written, unless the register has it.
void set_system_and_place(Appointment& appointment, const std::vector<SeenPost>& posts,
                          const Vocabulary& vocabulary) {
  bool system_known = false;
  bool place_known = false;
  for (const SeenPost& post : posts) {
    const OrganisationKind* kind = nullptr;
    if (post.organisation == nullptr || post.inside) {
      kind = vocabulary.organisation_kind(post.held->organisation.text);
    }
    const bool apart = kind != nullptr && is_apart(*kind);
    const std::string& system = post.organisation != nullptr && !apart ? post.organisation->system
                                : kind != nullptr                      ? kind->system
                                                                       : std::string{};
    if (!system_known && !system.empty()) {
      appointment.system = system;
      system_known = true;
    }
    if (place_known) continue;
    if (post.organisation != nullptr) {
      Place& place = appointment.place;
      if (!post.organisation->division.empty()) place.division = post.organisation->division;
      if (post.organisation->grassroots) place.grassroots = post.organisation->grassroots;
      if (post.organisation->hard) place.hard = post.organisation->hard;
      place_known = true;
    } else if (kind != nullptr && kind->grassroots) {
      appointment.place.grassroots = kind->grassroots;
      place_known = true;
    }
  }
}

void add_word(Tag& tag, std::string word) {
  if (std::ranges::find(tag.words, word) == tag.words.end()) tag.words.push_back(std::move(word));
}

Tag* find_tag(std::vector<Tag>& tags, std::string_view kind, std::string_view id) {
  const auto tag =
      std::ranges::find_if(tags, [&](const Tag& t) { return t.kind == kind && t.id == id; });
  return tag == tags.end() ? nullptr : &*tag;
}

// A tag of a person stands; the vocabulary neither repeats it nor adds words to it.
Tag* own_tag(std::vector<Tag>& tags, std::string_view kind, const std::string& id) {
  Tag* tag = find_tag(tags, kind, id);
  if (tag != nullptr) return tag->by == by_vocabulary ? tag : nullptr;
  tags.push_back({std::string{kind}, id, std::string{by_vocabulary}, {}});
  return &tags.back();
}

void set_tags(Appointment& appointment, const Vocabulary& vocabulary) {
  std::vector<Tag>& tags = appointment.tags;
  std::erase_if(tags, [](const Tag& tag) { return tag.by == by_vocabulary; });
  if (appointment.kind == study) return;

  const auto read = [&](std::string_view text) {
    for (SpecialityHit& hit : vocabulary.specialities_in(text)) {
      Tag* tag = own_tag(tags, "speciality", vocabulary.specialities()[hit.speciality].id);
      if (tag != nullptr) add_word(*tag, std::move(hit.word));
    }
  };
  // As the statement has it: 清泉镇 with 党委书记 is 清泉镇党委书记.
  std::string statement;
  for (const HeldPost& held : appointment.posts) {
    statement.assign(held.organisation.text).append(held.title);
    read(statement);
  }
  for (const std::string& duty : appointment.duties) read(duty);
  // Fields follow from the specialities, those of a person included.
  const std::size_t specialities_end = tags.size();
  for (std::size_t i = 0; i < specialities_end; ++i) {
    if (tags[i].kind != "speciality") continue;
    const auto speciality = vocabulary.speciality(tags[i].id);
    if (!speciality) continue;
    const std::string& field = vocabulary.specialities()[*speciality].field;
    if (field.empty()) continue;
    const std::vector<std::string> words = tags[i].words;
    Tag* tag = own_tag(tags, "field", field);
    if (tag == nullptr) continue;
    for (const std::string& word : words) add_word(*tag, word);
  }
}

void set_current_appointments(Profile& profile) {
  const auto order = [](const Appointment& appointment) {
    if (appointment.kind != in_office) return 2;
    return appointment.concurrent_with.empty() ? 0 : 1;
  };
  std::vector<std::string> keys;
  for (int place = 0; place <= 2; ++place) {
    for (const Appointment& appointment : *profile.appointments) {
      if (!appointment.open || appointment.kind == study || order(appointment) != place) continue;
      keys.push_back(appointment.key);
    }
  }
  if (!keys.empty()) profile.current.appointments = std::move(keys);
}

SourcedLevel level_of_open_appointments(const std::vector<Appointment>& appointments) {
  SourcedLevel highest;
  for (const Appointment& appointment : appointments) {
    if (!appointment.open || appointment.kind != in_office ||
        !appointment.concurrent_with.empty() || appointment.level.value <= highest.value) {
      continue;
    }
    highest = appointment.level;
  }
  return highest;
}

void set_current_level(Current& current, const std::vector<Appointment>& appointments,
                       const std::vector<bool>& rises, const Vocabulary& vocabulary) {
  const Level before = current.level.value;
  if (current.level.source != LevelSource::declared) {
    const Level written = level_in_brackets(current.text, vocabulary);
    if (written != Level::unknown) {
      current.level = {written, LevelSource::written};
    } else if (current.level.source != LevelSource::written) {
      current.level = level_of_open_appointments(appointments);
    }
  }
  const bool stated =
      current.level.source == LevelSource::declared || current.level.source == LevelSource::written;
  const bool keeps = stated && current.level.value == before && current.level_since.has_value();
  if (keeps && current.level.source == LevelSource::declared) return;
  const auto since = level_since(appointments, rises, current.level.value);
  if (since || !keeps) current.level_since = since;
}

}  // namespace

void derive(Profile& profile, const Register& reg, const Vocabulary& vocabulary) {
  const std::vector<Appointment> none;
  CharacterText resume(profile.resume.text);
  std::vector<bool> rises;
  std::vector<SeenPost> posts;
  if (profile.appointments) {
    rises.reserve(profile.appointments->size());
    for (Appointment& appointment : *profile.appointments) {
      const Period period{appointment.from, appointment.to};
      posts.clear();
      for (HeldPost& held : appointment.posts) {
        posts.push_back(see_post(held, period, reg, vocabulary));
      }
      rises.push_back(
          set_level(appointment, posts, written_level(appointment, resume, vocabulary)));
      set_system_and_place(appointment, posts, vocabulary);
      set_tags(appointment, vocabulary);
    }
    set_current_appointments(profile);
  }
  set_current_level(profile.current, profile.appointments ? *profile.appointments : none, rises,
                    vocabulary);
}

void derive_unstated(Profile& profile, const Register& reg, const Vocabulary& vocabulary) {
  const auto state = [](SourcedLevel& level) {
    if (level.value != Level::unknown) level.source = LevelSource::declared;
  };
  const Profile stated = profile;
  state(profile.current.level);
  if (profile.appointments) {
    for (Appointment& appointment : *profile.appointments) state(appointment.level);
  }
  derive(profile, reg, vocabulary);

  const SourcedLevel& current = stated.current.level;
  if (current.value != Level::unknown) profile.current.level = current;
  if (!profile.appointments) return;
  for (std::size_t i = 0; i < profile.appointments->size(); ++i) {
    Appointment& appointment = (*profile.appointments)[i];
    const Appointment& before = (*stated.appointments)[i];
    if (before.level.value != Level::unknown) appointment.level = before.level;
    if (!before.place.division.empty()) appointment.place.division = before.place.division;
    if (before.place.grassroots) appointment.place.grassroots = before.place.grassroots;
    if (before.place.hard) appointment.place.hard = before.place.hard;
  }
  if (current.value == Level::unknown && profile.current.level.source == LevelSource::declared) {
    profile.current.level = level_of_open_appointments(*profile.appointments);
  }
}

}  // namespace bole
