#include "engine/profile/merge.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/normalise/issue_codes.hpp"

namespace bole {
namespace {
// Whether all that `a` says is in `b`.
bool within(const std::string& a, const std::string& b) { return a.empty() || a == b; }

bool within(int a, int b) { return a == 0 || a == b; }

bool within(const PartialDate& a, const PartialDate& b) {
  return a.earliest() <= b.earliest() && b.latest() <= a.latest();
}

bool within(const OfficialDecision& a, const OfficialDecision& b) { return a == b; }

template <class Item>
bool within(const std::vector<Item>& a, const std::vector<Item>& b);

template <class Value>
bool within(const std::optional<Value>& a, const std::optional<Value>& b) {
  return !a || (b && within(*a, *b));
}

template <class Element>
bool within(const std::pair<std::string, Element>& a, const std::pair<std::string, Element>& b) {
  return a == b;
}

template <class... Values>
bool within(const std::tuple<Values...>& a, const std::tuple<Values...>& b) {
  return std::apply(
      [&](const auto&... left) {
        return std::apply([&](const auto&... right) { return (within(left, right) && ...); }, b);
      },
      a);
}

// What an item says, without its key.
auto said(const Education& e) {
  return std::tie(e.mode, e.level, e.degree, e.school, e.major, e.discipline, e.to);
}
auto said(const ProfessionalTitle& t) { return std::tie(t.name, t.date); }
auto said(const Appraisal& a) { return std::tie(a.year, a.kind, a.grade, a.by); }
auto said(const Training& t) { return std::tie(t.from, t.to, t.hours, t.subject, t.certificate); }
auto said(const Honour& h) { return std::tie(h.name, h.tier, h.authority, h.date); }
auto said(const Sanction& s) {
  return std::tie(s.kind, s.authority, s.document, s.date, s.effect_until, s.status,
                  s.status_decision);
}
auto said(const Clearance& c) {
  return std::tie(c.kind, c.result, c.authority, c.document, c.date, c.valid_until);
}
auto said(const FamilyMember& m) { return std::tie(m.relation, m.name, m.birth, m.party, m.work); }

template <class Item>
bool item_within(const Item& a, const Item& b) {
  if constexpr (requires { said(a); }) {
    return within(said(a), said(b));
  } else {
    return within(a, b);
  }
}

// Each item of `a` in another one of `b`. That there is none is more than nothing said.
template <class Item>
bool within(const std::vector<Item>& a, const std::vector<Item>& b) {
  if (a.empty()) return b.empty();
  std::vector<bool> taken(b.size(), false);
  return std::all_of(a.begin(), a.end(), [&](const Item& item) {
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (taken[i] || !item_within(item, b[i])) continue;
      taken[i] = true;
      return true;
    }
    return false;
  });
}

// A part of the record that is known or not known, and is replaced as a whole.
struct Part {
  std::string_view pointer;
  std::string_view label;
  bool (*known)(const Profile&);
  bool (*same)(const Profile&, const Profile&);
  void (*copy)(const Profile& from, Profile& to);
  bool (*within)(const Profile& a, const Profile& b);
  std::string (*shown)(const Profile&);  // in a line; empty where it does not fit in one
  bool shown_in_part;                    // a form may show less of it than a ledger has
};

std::string shown(const std::string& value) { return value; }
std::string shown(const std::optional<PartialDate>& date) {
  return date ? to_string(*date) : std::string{};
}
template <class Value>
std::string shown(const Value&) {
  return {};
}

std::string shown_since(std::string_view value, const std::optional<PartialDate>& since) {
  std::string text(value);
  if (since) text += "（" + to_string(*since) + "起）";
  return text;
}

std::string nothing_shown(const Profile&) { return {}; }

template <auto First, auto... Rest, class Object>
auto& at(Object& object) {
  if constexpr (sizeof...(Rest) == 0) {
    return object.*First;
  } else {
    return at<Rest...>(object.*First);
  }
}

template <class Value>
constexpr bool is_list = false;
template <class Item>
constexpr bool is_list<std::optional<std::vector<Item>>> = true;

template <auto... Path>
constexpr Part part(std::string_view pointer, std::string_view label) {
  using Found = std::remove_cvref_t<decltype(at<Path...>(std::declval<const Profile&>()))>;
  return {pointer,
          label,
          [](const Profile& profile) {
            using Value = std::remove_cvref_t<decltype(at<Path...>(profile))>;
            return !(at<Path...>(profile) == Value{});
          },
          [](const Profile& a, const Profile& b) { return at<Path...>(a) == at<Path...>(b); },
          [](const Profile& from, Profile& to) { at<Path...>(to) = at<Path...>(from); },
          [](const Profile& a, const Profile& b) { return within(at<Path...>(a), at<Path...>(b)); },
          [](const Profile& profile) { return shown(at<Path...>(profile)); },
          is_list<Found>};
}

constexpr Part career{
    "/appointments",
    "简历",
    [](const Profile& profile) { return profile.appointments || !profile.resume.text.empty(); },
    [](const Profile& a, const Profile& b) {
      return a.appointments == b.appointments && a.resume == b.resume;
    },
    [](const Profile& from, Profile& to) {
      to.appointments = from.appointments;
      to.resume = from.resume;
    },
    [](const Profile& a, const Profile& b) {
      // Of one text the reading may have improved since.
      return a.resume.text.empty() ? a.appointments == b.appointments
                                   : a.resume.text == b.resume.text;
    },
    nothing_shown,
    false};

constexpr Part current_text{
    "/current/text",
    "现任职务",
    [](const Profile& profile) { return !profile.current.text.empty(); },
    [](const Profile& a, const Profile& b) {
      return a.current.text == b.current.text && a.current.appointments == b.current.appointments;
    },
    [](const Profile& from, Profile& to) {
      to.current.text = from.current.text;
      to.current.appointments = from.current.appointments;
    },
    [](const Profile& a, const Profile& b) { return a.current.text == b.current.text; },
    [](const Profile& profile) { return profile.current.text; },
    false};

// A level that was derived is derived again; only one that was declared or written is known.
constexpr Part current_level{
    "/current/level",
    "现任职务层次",
    [](const Profile& profile) { return profile.current.level.source >= LevelSource::written; },
    [](const Profile& a, const Profile& b) {
      return a.current.level == b.current.level && a.current.level_since == b.current.level_since;
    },
    [](const Profile& from, Profile& to) {
      to.current.level = from.current.level;
      to.current.level_since = from.current.level_since;
    },
    [](const Profile& a, const Profile& b) {
      return a.current.level.value == b.current.level.value &&
             a.current.level.source <= b.current.level.source;
    },
    [](const Profile& profile) {
      return shown_since(to_string(profile.current.level.value), profile.current.level_since);
    },
    true};

constexpr Part current_grade{
    "/current/grade",
    "职级",
    [](const Profile& profile) { return !profile.current.grade.empty(); },
    [](const Profile& a, const Profile& b) {
      return a.current.grade == b.current.grade && a.current.grade_since == b.current.grade_since;
    },
    [](const Profile& from, Profile& to) {
      to.current.grade = from.current.grade;
      to.current.grade_since = from.current.grade_since;
    },
    [](const Profile& a, const Profile& b) {
      return a.current.grade == b.current.grade &&
             within(a.current.grade_since, b.current.grade_since);
    },
    [](const Profile& profile) {
      return shown_since(profile.current.grade, profile.current.grade_since);
    },
    true};

constexpr std::array parts{
    part<&Profile::name>("/name", "姓名"),
    part<&Profile::birth>("/birth", "出生年月"),
    part<&Profile::work_start>("/work_start", "参加工作时间"),
    part<&Profile::staff, &Staff::scale>("/staff/scale", "人员类别"),
    part<&Profile::staff, &Staff::status>("/staff/status", "人员状态"),
    part<&Profile::education>("/education", "学历学位"),
    current_text,
    current_level,
    current_grade,
    career,
    part<&Profile::professional_titles>("/professional_titles", "专业技术职务"),
    part<&Profile::appraisals>("/appraisals", "考核"),
    part<&Profile::training>("/training", "培训"),
    part<&Profile::honours>("/honours", "奖励"),
    part<&Profile::sanctions>("/sanctions", "处分"),
    part<&Profile::clearances>("/clearances", "核查结论"),
    part<&Profile::specialities_stated>("/specialities_stated", "自述专长"),
    part<&Profile::sealed, &Sealed::sex>("/sealed/sex", "性别"),
    part<&Profile::sealed, &Sealed::ethnicity>("/sealed/ethnicity", "民族"),
    part<&Profile::sealed, &Sealed::party_name>("/sealed/party/name", "党派"),
    part<&Profile::sealed, &Sealed::party_date>("/sealed/party/date", "入党时间"),
    part<&Profile::sealed, &Sealed::birthplace>("/sealed/birthplace", "出生地"),
    part<&Profile::sealed, &Sealed::native_place>("/sealed/native_place", "籍贯"),
    part<&Profile::sealed, &Sealed::grew_up>("/sealed/grew_up", "成长地"),
    part<&Profile::sealed, &Sealed::health>("/sealed/health", "健康状况"),
    part<&Profile::sealed, &Sealed::id_number>("/sealed/id_number", "公民身份号码"),
    part<&Profile::sealed, &Sealed::photo>("/sealed/photo", "照片"),
    part<&Profile::sealed, &Sealed::retirement_category>("/sealed/retirement_category",
                                                         "任职年龄界限"),
    part<&Profile::sealed, &Sealed::family>("/sealed/family", "家庭成员"),
    part<&Profile::sealed, &Sealed::lrmx_unknown>("/sealed/lrmx_unknown", "表外的元素"),
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

const Provenance* source_of(const Profile& profile, std::string_view pointer) {
  const Provenance* source = find(profile, pointer);
  return source == nullptr ? find(profile, "") : source;
}

bool is_form(const Provenance* source) {
  return source != nullptr && source->row == 0 && !source->file.empty();
}

void keep_unknown_and_fuller_parts(const Profile& stored, Profile& merged) {
  const bool form = is_form(find(merged, ""));
  for (const Part& part : parts) {
    if (!part.known(stored)) continue;
    const bool fuller = form && part.shown_in_part && part.known(merged) &&
                        part.within(merged, stored) && !part.within(stored, merged);
    if (part.known(merged) && !fuller) continue;
    part.copy(stored, merged);
    const Provenance* source = source_of(stored, part.pointer);
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
  keep_unknown_and_fuller_parts(stored, merged);
  keep_verified_facts(stored, merged, issues);
  keep_person_tags(stored, merged, issues);
  return merged;
}

Told told_by(const Profile& record) {
  static_assert(parts.size() <= 32);
  std::uint32_t known = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].known(record)) known |= std::uint32_t{1} << i;
  }
  return is_form(find(record, "")) ? Told{.by_forms = known} : Told{.by_ledgers = known};
}

std::vector<Contradiction> contradictions(const Profile& earlier, Told told, const Profile& later) {
  std::vector<Contradiction> found;
  const bool later_is_form = is_form(find(later, ""));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const std::uint32_t bit = std::uint32_t{1} << i;
    if (((told.by_forms | told.by_ledgers) & bit) == 0 || !part.known(later)) continue;
    const bool adds = part.within(earlier, later);
    const bool repeats = part.within(later, earlier);
    const bool by_form_alone = (told.by_ledgers & bit) == 0;
    if ((adds && repeats) || (adds && by_form_alone) || (repeats && later_is_form)) continue;
    const bool sealed = part.pointer.starts_with("/sealed/");
    found.push_back({.pointer = part.pointer,
                     .label = part.label,
                     .earlier = sealed ? std::string{} : part.shown(earlier),
                     .later = sealed ? std::string{} : part.shown(later)});
  }
  return found;
}

void leave_out(const std::vector<Contradiction>& left_out, Profile& record) {
  const Profile nothing;
  for (const Part& part : parts) {
    const bool leaves = std::any_of(left_out.begin(), left_out.end(), [&](const Contradiction& c) {
      return c.pointer == part.pointer;
    });
    if (leaves) part.copy(nothing, record);
  }
}
}  // namespace bole
