#include "engine/profile/merge.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/normalise/issue_codes.hpp"

namespace bole {
namespace {
// A part of the record that is known or not known, and is replaced as a whole.
struct Part {
  std::string_view pointer;
  bool (*known)(const Profile&);
  bool (*same)(const Profile&, const Profile&);
  void (*copy)(const Profile& from, Profile& to);
};

template <auto First, auto... Rest, class Object>
auto& at(Object& object) {
  if constexpr (sizeof...(Rest) == 0) {
    return object.*First;
  } else {
    return at<Rest...>(object.*First);
  }
}

template <auto... Path>
constexpr Part part(std::string_view pointer) {
  return {pointer,
          [](const Profile& profile) {
            using Value = std::remove_cvref_t<decltype(at<Path...>(profile))>;
            return !(at<Path...>(profile) == Value{});
          },
          [](const Profile& a, const Profile& b) { return at<Path...>(a) == at<Path...>(b); },
          [](const Profile& from, Profile& to) { at<Path...>(to) = at<Path...>(from); }};
}

constexpr Part career{
    "/appointments",
    [](const Profile& profile) { return profile.appointments || !profile.resume.text.empty(); },
    [](const Profile& a, const Profile& b) {
      return a.appointments == b.appointments && a.resume == b.resume;
    },
    [](const Profile& from, Profile& to) {
      to.appointments = from.appointments;
      to.resume = from.resume;
    }};

constexpr Part current_text{
    "/current/text", [](const Profile& profile) { return !profile.current.text.empty(); },
    [](const Profile& a, const Profile& b) {
      return a.current.text == b.current.text && a.current.appointments == b.current.appointments;
    },
    [](const Profile& from, Profile& to) {
      to.current.text = from.current.text;
      to.current.appointments = from.current.appointments;
    }};

// A level that was derived is derived again; only one that was declared or written is known.
constexpr Part current_level{
    "/current/level",
    [](const Profile& profile) { return profile.current.level.source >= LevelSource::written; },
    [](const Profile& a, const Profile& b) {
      return a.current.level == b.current.level && a.current.level_since == b.current.level_since;
    },
    [](const Profile& from, Profile& to) {
      to.current.level = from.current.level;
      to.current.level_since = from.current.level_since;
    }};

constexpr Part current_grade{
    "/current/grade", [](const Profile& profile) { return !profile.current.grade.empty(); },
    [](const Profile& a, const Profile& b) {
      return a.current.grade == b.current.grade && a.current.grade_since == b.current.grade_since;
    },
    [](const Profile& from, Profile& to) {
      to.current.grade = from.current.grade;
      to.current.grade_since = from.current.grade_since;
    }};

constexpr std::array parts{
    part<&Profile::name>("/name"),
    part<&Profile::birth>("/birth"),
    part<&Profile::work_start>("/work_start"),
    part<&Profile::staff, &Staff::scale>("/staff/scale"),
    part<&Profile::staff, &Staff::status>("/staff/status"),
    part<&Profile::education>("/education"),
    current_text,
    current_level,
    current_grade,
    career,
    part<&Profile::professional_titles>("/professional_titles"),
    part<&Profile::appraisals>("/appraisals"),
    part<&Profile::training>("/training"),
    part<&Profile::honours>("/honours"),
    part<&Profile::sanctions>("/sanctions"),
    part<&Profile::clearances>("/clearances"),
    part<&Profile::specialities_stated>("/specialities_stated"),
    part<&Profile::sealed, &Sealed::sex>("/sealed/sex"),
    part<&Profile::sealed, &Sealed::ethnicity>("/sealed/ethnicity"),
    part<&Profile::sealed, &Sealed::party_name>("/sealed/party/name"),
    part<&Profile::sealed, &Sealed::party_date>("/sealed/party/date"),
    part<&Profile::sealed, &Sealed::birthplace>("/sealed/birthplace"),
    part<&Profile::sealed, &Sealed::native_place>("/sealed/native_place"),
    part<&Profile::sealed, &Sealed::grew_up>("/sealed/grew_up"),
    part<&Profile::sealed, &Sealed::health>("/sealed/health"),
    part<&Profile::sealed, &Sealed::id_number>("/sealed/id_number"),
    part<&Profile::sealed, &Sealed::photo>("/sealed/photo"),
    part<&Profile::sealed, &Sealed::retirement_category>("/sealed/retirement_category"),
    part<&Profile::sealed, &Sealed::family>("/sealed/family"),
    part<&Profile::sealed, &Sealed::lrmx_unknown>("/sealed/lrmx_unknown"),
};

// Is `pointer` the place itself or something inside it? The whole record holds everything.
bool inside(std::string_view pointer, std::string_view place) {
  return pointer.starts_with(place) &&
         (pointer.size() == place.size() || place.empty() || pointer[place.size()] == '/');
}

const Provenance* find(const Profile& profile, std::string_view pointer) {
  for (const auto& [place, provenance] : profile.provenance) {
    if (place == pointer) return &provenance;
  }
  return nullptr;
}

void add(Profile& profile, std::string_view pointer, const Provenance& provenance) {
  if (find(profile, pointer) == nullptr) profile.provenance.emplace_back(pointer, provenance);
}

void keep_unknown_parts(const Profile& stored, Profile& merged) {
  for (const Part& part : parts) {
    if (part.known(merged) || !part.known(stored)) continue;
    part.copy(stored, merged);
    const Provenance* source = find(stored, part.pointer);
    if (source == nullptr) source = find(stored, "");
    if (source != nullptr) add(merged, part.pointer, *source);
  }
}

// "/education/e1/degree" names the item e1 of the part "/education".
std::string_view item_key(std::string_view pointer, std::string_view place) {
  if (pointer.size() <= place.size() + 1) return {};
  const std::string_view rest = pointer.substr(place.size() + 1);
  return rest.substr(0, rest.find('/'));
}

template <class Item>
bool keep_item(const std::optional<std::vector<Item>>& stored,
               std::optional<std::vector<Item>>& merged, std::string_view key) {
  const auto with_key = [key](const Item& item) { return item.key == key; };
  if (!stored) return false;
  const auto kept = std::find_if(stored->begin(), stored->end(), with_key);
  if (kept == stored->end()) return false;
  if (!merged) merged.emplace();
  const auto place = std::find_if(merged->begin(), merged->end(), with_key);
  if (place == merged->end()) {
    merged->push_back(*kept);
    return true;
  }
  if (*place == *kept) return false;
  *place = *kept;
  return true;
}

// True when something of `merged` had to give way.
bool keep_verified(const Part& part, std::string_view pointer, const Profile& stored,
                   Profile& merged) {
  const std::string_view key = item_key(pointer, part.pointer);
  if (!key.empty() && part.pointer == "/education") {
    return keep_item(stored.education, merged.education, key);
  }
  if (!key.empty() && part.pointer == "/appointments") {
    return keep_item(stored.appointments, merged.appointments, key);
  }
  if (part.same(stored, merged)) return false;
  part.copy(stored, merged);
  return true;
}

void keep_verified_facts(const Profile& stored, Profile& merged, Issues& issues) {
  for (const auto& [pointer, provenance] : stored.provenance) {
    if (!provenance.verified) continue;
    const Provenance* newer = find(merged, pointer);
    if (newer != nullptr && newer->verified) continue;
    std::erase_if(merged.provenance, [&](const auto& entry) { return entry.first == pointer; });
    add(merged, pointer, provenance);
    for (const Part& part : parts) {
      if (!inside(pointer, part.pointer) && !inside(part.pointer, pointer)) continue;
      if (!keep_verified(part, pointer, stored, merged)) continue;
      const std::string place(pointer.empty() ? part.pointer : std::string_view(pointer));
      issues.push_back(make_issue("verified_kept", {.field = place, .expected = "与档案核对过的值"},
                                  place + " 已与档案核对，保留核对过的值，未采用本次导入的值"));
    }
  }
}

Appointment* counterpart(const Appointment& of, std::vector<Appointment>& among) {
  for (Appointment& candidate : among) {
    if (candidate.key == of.key && candidate.from == of.from) return &candidate;
  }
  for (Appointment& candidate : among) {
    if (candidate.from == of.from && candidate.posts == of.posts) return &candidate;
  }
  return nullptr;
}

void keep_person_tags(const Profile& stored, Profile& merged, Issues& issues) {
  if (!stored.appointments) return;
  for (const Appointment& before : *stored.appointments) {
    for (const Tag& tag : before.tags) {
      if (tag.by != "person") continue;
      Appointment* after =
          merged.appointments ? counterpart(before, *merged.appointments) : nullptr;
      if (after == nullptr) {
        const std::string place = "/appointments/" + before.key + "/tags";
        issues.push_back(make_issue(
            "person_tag_lost", {.field = place, .found = tag.id, .expected = "同一段任职"},
            "本次导入中找不到与 " + before.key + " 对应的任职，人工标注“" + tag.id + "”无处安放"));
        continue;
      }
      const bool there = std::any_of(after->tags.begin(), after->tags.end(), [&](const Tag& other) {
        return other.kind == tag.kind && other.id == tag.id && other.by == tag.by;
      });
      if (!there) after->tags.push_back(tag);
    }
  }
}
}  // namespace

Profile merge(const Profile& stored, Profile incoming, Issues& issues) {
  Profile merged = std::move(incoming);
  merged.id = stored.id;
  merged.version = stored.version;
  keep_unknown_parts(stored, merged);
  keep_verified_facts(stored, merged, issues);
  keep_person_tags(stored, merged, issues);
  return merged;
}
}  // namespace bole
