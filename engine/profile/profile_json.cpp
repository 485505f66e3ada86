#include "engine/profile/profile_json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>

#include "engine/core/json_writer.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/text/forbidden.hpp"

// Each part of the record has one table of members that serves both directions, in the order of
// docs/model.md §1: what is written can be read because it is the same line.
namespace bole {
namespace {
namespace dom = simdjson::dom;

constexpr std::size_t depth_limit = 32;
constexpr int schema = 1;

// A place in the document, as a chain on the stack; becomes a JSON pointer only when something
// has to be said about it.
struct At {
  const At* up = nullptr;
  std::string_view key{};
  std::size_t index = 0;  // used when key has no data
};

std::string pointer(const At& at) {
  if (at.up == nullptr) return "";
  std::string text = pointer(*at.up) + '/';
  if (at.key.data() == nullptr) return text + std::to_string(at.index);
  for (const char c : at.key) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

// What stands in for a number that no machine number holds.
constexpr std::string_view huge_begin = "[[\"";
constexpr std::string_view huge_end = "\"]]";

class Reader {
 public:
  Reader(Issues& issues, int row, std::string_view json)
      : issues_(issues), row_(row), may_hold_forbidden_(bole::may_hold_forbidden(json)) {}

  bool may_hold_forbidden() const { return may_hold_forbidden_; }

  void complain(std::string_view code, const At& at, dom::element found,
                std::string_view expected) {
    const std::string field = pointer(at);
    std::string shown;
    std::string_view text;
    if (field.starts_with("/sealed")) {
      shown = "（封存信息，不显示）";  // issues are printed and logged
    } else if (found.get(text) == simdjson::SUCCESS) {
      shown = text;
    } else {
      shown = simdjson::minify(found);
      if (shown.starts_with(huge_begin) && shown.ends_with(huge_end)) {
        shown = shown.substr(huge_begin.size(), shown.size() - huge_begin.size() - huge_end.size());
      }
    }
    if (shown.empty()) shown = "空文本";
    Issue issue = make_issue(code, {.field = field, .found = shown, .expected = expected}, "");
    issue.row = row_;
    issue.message = sentence(code, issue);
    issues_.push_back(std::move(issue));
  }

  void note_forbidden(const At& at, const ForbiddenSeen& forbidden) {
    const std::string field = pointer(at);
    Issue issue =
        make_issue("control_character",
                   {.field = field, .found = forbidden.text(), .expected = "可以印出来的文字"},
                   field + " 有 " + std::to_string(forbidden.count()) + " 个控制字符，以空格代替");
    issue.row = row_;
    issues_.push_back(std::move(issue));
  }

 private:
  static std::string sentence(std::string_view code, const Issue& issue) {
    if (code == "unknown_key") return issue.field + " 不是干部信息的项目，未读入";
    if (code == "duplicate_key") return issue.field + " 重复出现，只读入第一个";
    return issue.field + " 的值“" + issue.found + "”不能用，应为" + issue.expected +
           "，该项按未知处理";
  }

  Issues& issues_;
  int row_;
  bool may_hold_forbidden_;
};

template <class T>
struct Member {
  std::string_view name;
  void (*read)(Reader&, const At&, dom::element, T&);
  void (*write)(JsonWriter&, std::string_view name, const T&);
};

template <class T>
using Members = std::span<const Member<T>>;

// Specialised below for every part of the record.
template <class T>
Members<T> members();

template <class T>
void read_value(Reader& reader, const At& at, dom::element value, T& out);
template <class T>
void write_value(JsonWriter& json, const T& value);

void read_value(Reader& reader, const At& at, dom::element value, std::string& out) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "文本");
  }
  out.assign(text);
  if (!reader.may_hold_forbidden()) return;
  ForbiddenSeen forbidden;
  replace_forbidden(out, forbidden);
  if (forbidden.count() > 0) reader.note_forbidden(at, forbidden);
}
void write_value(JsonWriter& json, const std::string& value) { json.text(value); }
bool known(const std::string& value) { return !value.empty(); }

template <class Tag>
void read_value(Reader& reader, const At& at, dom::element value, Id<Tag>& out) {
  read_value(reader, at, value, out.text);
}
template <class Tag>
void write_value(JsonWriter& json, const Id<Tag>& id) {
  json.text(id.text);
}
template <class Tag>
bool known(const Id<Tag>& id) {
  return !id.empty();
}

void read_value(Reader& reader, const At& at, dom::element value, std::optional<PartialDate>& out) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "文本形式的日期，如 \"2015.07\"");
  }
  if (text.empty()) return;
  out = parse_partial_date(text);
  if (!out) {
    reader.complain("bad_date", at, value, "存在的日期，写作 2015、2015.07 或 2015-07-01");
  }
}
void write_value(JsonWriter& json, const std::optional<PartialDate>& date) {
  json.text(to_string(*date));
}

void read_value(Reader& reader, const At& at, dom::element value, std::optional<bool>& out) {
  bool flag = false;
  if (value.get(flag) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "true 或 false");
  }
  out = flag;
}
void write_value(JsonWriter& json, const std::optional<bool>& flag) { json.boolean(*flag); }

void read_value(Reader& reader, const At& at, dom::element value, int& out) {
  std::int64_t number = 0;
  if (value.get(number) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "整数");
  }
  if (number < 0 || number > std::numeric_limits<int>::max()) {
    return reader.complain("bad_value", at, value, "不小于 0 的整数");
  }
  out = static_cast<int>(number);
}
void write_value(JsonWriter& json, int value) { json.number(value); }
bool known(int value) { return value != 0; }

void read_value(Reader& reader, const At& at, dom::element value, std::optional<int>& out) {
  int number = -1;
  read_value(reader, at, value, number);
  if (number >= 0) out = number;
}
void write_value(JsonWriter& json, const std::optional<int>& value) { json.number(*value); }

std::optional<Span> read_span(Reader& reader, const At& at, dom::element value) {
  dom::array ends;
  std::array<std::uint64_t, 2> numbers{};
  bool good = value.get(ends) == simdjson::SUCCESS && ends.size() == 2;
  for (std::size_t i = 0; good && i < 2; ++i) {
    good = ends.at(i).get(numbers[i]) == simdjson::SUCCESS &&
           numbers[i] <= std::numeric_limits<std::uint32_t>::max();
  }
  if (good && numbers[0] <= numbers[1]) {
    return Span{static_cast<std::uint32_t>(numbers[0]), static_cast<std::uint32_t>(numbers[1])};
  }
  reader.complain("wrong_type", at, value, "[起, 止) 两个字符位置");
  return std::nullopt;
}
void read_value(Reader& reader, const At& at, dom::element value, std::optional<Span>& out) {
  out = read_span(reader, at, value);
}
void write_value(JsonWriter& json, const Span& span) {
  json.begin_array().number(span.begin).number(span.end).end_array();
}
void write_value(JsonWriter& json, const std::optional<Span>& span) { write_value(json, *span); }

void read_value(Reader& reader, const At& at, dom::element value, Level& out) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "文本形式的职务层次");
  }
  const auto level = parse_level(text);
  if (!level) return reader.complain("bad_value", at, value, "职务层次的标准名称，如“县处级副职”");
  out = *level;
}
void write_value(JsonWriter& json, Level level) { json.text(to_string(level)); }
bool known(Level level) { return level != Level::unknown; }

constexpr std::array<std::pair<LevelSource, std::string_view>, 3> level_sources{{
    {LevelSource::declared, "declared"},
    {LevelSource::written, "written"},
    {LevelSource::from_register, "register"},
}};

void read_value(Reader& reader, const At& at, dom::element value, LevelSource& out) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return reader.complain("wrong_type", at, value, "文本");
  if (text == "none") return;
  for (const auto& [source, name] : level_sources) {
    if (text == name) out = source;
  }
  if (out == LevelSource::none) {
    reader.complain("bad_value", at, value, "declared、written、register 或 none");
  }
}
void write_value(JsonWriter& json, LevelSource value) {
  for (const auto& [source, name] : level_sources) {
    if (source == value) json.text(name);
  }
}
bool known(LevelSource source) { return source != LevelSource::none; }

template <class T>
bool known(const std::optional<T>& value) {
  return value.has_value();
}
template <class T>
bool known(const std::vector<T>& values) {
  return !values.empty();
}
template <class T>
bool known(const T& value) {
  return !(value == T{});
}

// A list loses only the items that are of a wrong type.
template <class T>
void read_value(Reader& reader, const At& at, dom::element value, std::vector<T>& out) {
  dom::array items;
  if (value.get(items) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "列表");
  }
  out.reserve(items.size());
  std::size_t index = 0;
  for (const dom::element item : items) {
    const At here{.up = &at, .index = index++};
    if constexpr (std::is_same_v<T, Span>) {
      if (const auto span = read_span(reader, here, item)) out.push_back(*span);
    } else {
      constexpr bool text = std::is_same_v<T, std::string>;
      if (text ? item.is_string() : item.is_object()) {
        read_value(reader, here, item, out.emplace_back());
      } else {
        reader.complain("wrong_type", here, item, text ? "文本" : "对象");
      }
    }
  }
}
template <class T>
void write_value(JsonWriter& json, const std::vector<T>& values) {
  json.begin_array();
  for (const T& value : values) write_value(json, value);
  json.end_array();
}

template <class T>
void read_value(Reader& reader, const At& at, dom::element value,
                std::optional<std::vector<T>>& out) {
  if (!value.is_array()) return reader.complain("wrong_type", at, value, "列表");
  read_value(reader, at, value, out.emplace());
}
template <class T>
void write_value(JsonWriter& json, const std::optional<std::vector<T>>& values) {
  write_value(json, *values);
}

template <class T>
void read_value(Reader& reader, const At& at, dom::element value, std::optional<T>& out) {
  if (!value.is_object()) return reader.complain("wrong_type", at, value, "对象");
  read_value(reader, at, value, out.emplace());
}
template <class T>
void write_value(JsonWriter& json, const std::optional<T>& value) {
  write_value(json, *value);
}

// An object. Keys usually come in the order of the table, so the search starts where the last one
// was found.
template <class T>
void read_value(Reader& reader, const At& at, dom::element value, T& out) {
  dom::object object;
  if (value.get(object) != simdjson::SUCCESS) {
    return reader.complain("wrong_type", at, value, "对象");
  }
  const Members<T> all = members<T>();
  std::uint32_t seen = 0;
  std::size_t next = 0;
  for (const auto [key, item] : object) {
    const At here{.up = &at, .key = key};
    std::size_t tried = 0;
    while (tried < all.size() && all[next].name != key) {
      next = next + 1 == all.size() ? 0 : next + 1;
      ++tried;
    }
    if (tried == all.size()) {
      reader.complain("unknown_key", here, item, "docs/model.md 列出的项目");
    } else if ((seen >> next & 1U) != 0) {
      reader.complain("duplicate_key", here, item, "每个项目一次");
    } else {
      seen |= 1U << next;
      all[next].read(reader, here, item, out);
    }
  }
}
template <class T>
void write_value(JsonWriter& json, const T& value) {
  json.begin_object();
  for (const Member<T>& member : members<T>()) member.write(json, member.name, value);
  json.end_object();
}

template <class Class, class Value>
Class class_of(Value Class::*);

// A member as it is. null says no more than an absent key.
template <auto Pointer, class Class = decltype(class_of(Pointer))>
constexpr Member<Class> member(std::string_view name) {
  return {name,
          [](Reader& reader, const At& at, dom::element value, Class& out) {
            if (!value.is_null()) read_value(reader, at, value, out.*Pointer);
          },
          [](JsonWriter& json, std::string_view key, const Class& in) {
            if (!known(in.*Pointer)) return;
            json.key(key);
            write_value(json, in.*Pointer);
          }};
}

// A text that must be one of `Words`.
template <auto Pointer, const auto& Words, class Class = decltype(class_of(Pointer))>
constexpr Member<Class> choice(std::string_view name) {
  Member<Class> line = member<Pointer>(name);
  line.read = [](Reader& reader, const At& at, dom::element value, Class& out) {
    if (value.is_null()) return;
    std::string text;
    read_value(reader, at, value, text);
    if (text.empty() || std::find(Words.begin(), Words.end(), text) != Words.end()) {
      out.*Pointer = std::move(text);
      return;
    }
    std::string expected;
    for (const std::string_view word : Words) {
      if (!expected.empty()) expected += "、";
      expected += word;
    }
    reader.complain("bad_value", at, value, expected + " 之一");
  };
  return line;
}

using Words = std::string_view;
constexpr std::array scales{Words("公务员"), Words("参公"), Words("事业管理"), Words("事业专技"),
                            Words("国企"),   Words("高校"), Words("其他")};
constexpr std::array study_modes{Words("全日制"), Words("在职")};
constexpr std::array appointment_kinds{Words("任职"), Words("学习"), Words("挂职"), Words("任外职"),
                                       Words("其他")};
constexpr std::array sexes{Words("男"), Words("女")};
constexpr std::array tag_kinds{Words("speciality"), Words("field")};
constexpr std::array tag_origins{Words("vocabulary"), Words("person")};
constexpr std::array appraisal_kinds{Words("年度"), Words("平时"), Words("专项"), Words("任期")};
constexpr std::array sanction_states{Words("in_force"), Words("expired"), Words("exempted"),
                                     Words("cleared"), Words("revoked")};
constexpr std::array clearance_kinds{Words("档案任审"),     Words("个人有关事项"),
                                     Words("纪检监察意见"), Words("信访"),
                                     Words("政治审查"),     Words("经济责任审计")};

template <>
Members<OfficialDecision> members() {
  static constexpr std::array lines{
      member<&OfficialDecision::authority>("authority"),
      member<&OfficialDecision::document>("document"),
      member<&OfficialDecision::date>("date"),
  };
  return lines;
}

template <>
Members<Staff> members() {
  static constexpr std::array lines{
      choice<&Staff::scale, scales>("scale"),
      member<&Staff::status>("status"),
  };
  return lines;
}

template <>
Members<Education> members() {
  static constexpr std::array lines{
      member<&Education::key>("key"),
      choice<&Education::mode, study_modes>("mode"),
      member<&Education::level>("level"),
      member<&Education::degree>("degree"),
      member<&Education::school>("school"),
      member<&Education::major>("major"),
      member<&Education::discipline>("discipline"),
      member<&Education::to>("to"),
  };
  return lines;
}

template <>
Members<SourcedLevel> members() {
  static constexpr std::array lines{
      member<&SourcedLevel::value>("value"),
      member<&SourcedLevel::source>("source"),
  };
  return lines;
}

template <>
Members<Current> members() {
  static constexpr std::array lines{
      member<&Current::text>("text"),   member<&Current::appointments>("appointments"),
      member<&Current::level>("level"), member<&Current::level_since>("level_since"),
      member<&Current::grade>("grade"), member<&Current::grade_since>("grade_since"),
  };
  return lines;
}

template <>
Members<OrganisationRef> members() {
  static constexpr std::array lines{
      member<&OrganisationRef::text>("text"),
      member<&OrganisationRef::id>("id"),
      member<&OrganisationRef::kind>("kind"),
  };
  return lines;
}

// Absent stage is 1, the first of its period.
constexpr Member<HeldPost> stage_line{
    "stage",
    [](Reader& reader, const At& at, dom::element value, HeldPost& out) {
      int stage = 1;
      if (!value.is_null()) read_value(reader, at, value, stage);
      out.stage = std::max(stage, 1);
    },
    [](JsonWriter& json, std::string_view key, const HeldPost& in) {
      if (in.stage != 1) json.field(key, in.stage);
    }};

template <>
Members<HeldPost> members() {
  static constexpr std::array lines{
      member<&HeldPost::organisation>("organisation"),
      member<&HeldPost::title>("title"),
      member<&HeldPost::head>("head"),
      stage_line,
  };
  return lines;
}

template <>
Members<Place> members() {
  static constexpr std::array lines{
      member<&Place::division>("division"),
      member<&Place::grassroots>("grassroots"),
      member<&Place::hard>("hard"),
  };
  return lines;
}

template <>
Members<Tag> members() {
  static constexpr std::array lines{
      choice<&Tag::kind, tag_kinds>("kind"),
      member<&Tag::id>("id"),
      choice<&Tag::by, tag_origins>("by"),
      member<&Tag::words>("words"),
  };
  return lines;
}

// Three states: a date, null for "still held", absent for "end not known".
constexpr Member<Appointment> to_line{
    "to",
    [](Reader& reader, const At& at, dom::element value, Appointment& out) {
      if (value.is_null()) {
        out.open = true;
      } else {
        read_value(reader, at, value, out.to);
      }
    },
    [](JsonWriter& json, std::string_view key, const Appointment& in) {
      if (in.open) {
        json.key(key).null();
      } else if (in.to) {
        json.key(key);
        write_value(json, in.to);
      }
    }};

template <>
Members<Appointment> members() {
  static constexpr std::array lines{
      member<&Appointment::key>("key"),
      member<&Appointment::from>("from"),
      to_line,
      choice<&Appointment::kind, appointment_kinds>("kind"),
      member<&Appointment::concurrent_with>("concurrent_with"),
      member<&Appointment::posts>("posts"),
      member<&Appointment::duties>("duties"),
      member<&Appointment::level>("level"),
      member<&Appointment::system>("system"),
      member<&Appointment::place>("place"),
      member<&Appointment::tags>("tags"),
      member<&Appointment::text_span>("text_span"),
      member<&Appointment::decision>("decision"),
  };
  return lines;
}

template <>
Members<Resume> members() {
  static constexpr std::array lines{
      member<&Resume::text>("text"),
      member<&Resume::unparsed>("unparsed"),
  };
  return lines;
}

template <>
Members<ProfessionalTitle> members() {
  static constexpr std::array lines{
      member<&ProfessionalTitle::key>("key"),
      member<&ProfessionalTitle::name>("name"),
      member<&ProfessionalTitle::date>("date"),
  };
  return lines;
}

template <>
Members<Appraisal> members() {
  static constexpr std::array lines{
      member<&Appraisal::key>("key"),
      member<&Appraisal::year>("year"),
      choice<&Appraisal::kind, appraisal_kinds>("kind"),
      member<&Appraisal::grade>("grade"),
      member<&Appraisal::by>("by"),
  };
  return lines;
}

template <>
Members<Training> members() {
  static constexpr std::array lines{
      member<&Training::key>("key"),         member<&Training::from>("from"),
      member<&Training::to>("to"),           member<&Training::hours>("hours"),
      member<&Training::subject>("subject"), member<&Training::certificate>("certificate"),
  };
  return lines;
}

template <>
Members<Honour> members() {
  static constexpr std::array lines{
      member<&Honour::key>("key"),   member<&Honour::name>("name"),
      member<&Honour::tier>("tier"), member<&Honour::authority>("authority"),
      member<&Honour::date>("date"),
  };
  return lines;
}

template <>
Members<Sanction> members() {
  static constexpr std::array lines{
      member<&Sanction::key>("key"),
      member<&Sanction::kind>("kind"),
      member<&Sanction::authority>("authority"),
      member<&Sanction::document>("document"),
      member<&Sanction::date>("date"),
      member<&Sanction::effect_until>("effect_until"),
      choice<&Sanction::status, sanction_states>("status"),
      member<&Sanction::status_decision>("status_decision"),
  };
  return lines;
}

template <>
Members<Clearance> members() {
  static constexpr std::array lines{
      member<&Clearance::key>("key"),
      choice<&Clearance::kind, clearance_kinds>("kind"),
      member<&Clearance::result>("result"),
      member<&Clearance::authority>("authority"),
      member<&Clearance::document>("document"),
      member<&Clearance::date>("date"),
      member<&Clearance::valid_until>("valid_until"),
  };
  return lines;
}

template <>
Members<FamilyMember> members() {
  static constexpr std::array lines{
      member<&FamilyMember::relation>("relation"), member<&FamilyMember::name>("name"),
      member<&FamilyMember::birth>("birth"),       member<&FamilyMember::party>("party"),
      member<&FamilyMember::work>("work"),
  };
  return lines;
}

struct Party {
  std::string name{};
  std::optional<PartialDate> date{};
  friend bool operator==(const Party&, const Party&) = default;
};

template <>
Members<Party> members() {
  static constexpr std::array lines{
      member<&Party::name>("name"),
      member<&Party::date>("date"),
  };
  return lines;
}

constexpr Member<Sealed> party_line{
    "party",
    [](Reader& reader, const At& at, dom::element value, Sealed& out) {
      Party party;
      if (!value.is_null()) read_value(reader, at, value, party);
      out.party_name = std::move(party.name);
      out.party_date = party.date;
    },
    [](JsonWriter& json, std::string_view key, const Sealed& in) {
      const Party party{in.party_name, in.party_date};
      if (!known(party)) return;
      json.key(key);
      write_value(json, party);
    }};

using UnknownElement = std::pair<std::string, std::string>;
template <>
Members<UnknownElement> members() {
  static constexpr std::array lines{
      member<&UnknownElement::first>("name"),
      member<&UnknownElement::second>("text"),
  };
  return lines;
}

template <>
Members<Sealed> members() {
  static constexpr std::array lines{
      choice<&Sealed::sex, sexes>("sex"),
      member<&Sealed::ethnicity>("ethnicity"),
      party_line,
      member<&Sealed::birthplace>("birthplace"),
      member<&Sealed::native_place>("native_place"),
      member<&Sealed::grew_up>("grew_up"),
      member<&Sealed::health>("health"),
      member<&Sealed::id_number>("id_number"),
      member<&Sealed::photo>("photo"),
      member<&Sealed::retirement_category>("retirement_category"),
      member<&Sealed::family>("family"),
      member<&Sealed::lrmx_unknown>("lrmx_unknown"),
  };
  return lines;
}

template <>
Members<Verification> members() {
  static constexpr std::array lines{
      member<&Verification::document>("document"),
      member<&Verification::date>("date"),
      member<&Verification::by>("by"),
  };
  return lines;
}

template <>
Members<Provenance> members() {
  static constexpr std::array lines{
      member<&Provenance::import>("import"),     member<&Provenance::file>("file"),
      member<&Provenance::row>("row"),           member<&Provenance::date>("date"),
      member<&Provenance::verified>("verified"),
  };
  return lines;
}

// Other schemas are refused before the tables are asked.
constexpr Member<Profile> schema_line{
    "schema", [](Reader&, const At&, dom::element, Profile&) {},
    [](JsonWriter& json, std::string_view key, const Profile&) { json.field(key, schema); }};

constexpr Member<Profile> provenance_line{
    "provenance",
    [](Reader& reader, const At& at, dom::element value, Profile& out) {
      if (value.is_null()) return;
      dom::object object;
      if (value.get(object) != simdjson::SUCCESS) {
        return reader.complain("wrong_type", at, value, "对象");
      }
      for (const auto [key, item] : object) {
        const At here{.up = &at, .key = key};
        if (!item.is_object()) {
          reader.complain("wrong_type", here, item, "对象");
          continue;
        }
        auto& [place, provenance] = out.provenance.emplace_back();
        place.assign(key);
        read_value(reader, here, item, provenance);
      }
    },
    [](JsonWriter& json, std::string_view key, const Profile& in) {
      if (in.provenance.empty()) return;
      json.key(key).begin_object();
      for (const auto& [place, provenance] : in.provenance) {
        std::string escaped;
        JsonWriter(escaped).text(place);
        json.key(std::string_view(escaped).substr(1, escaped.size() - 2));
        write_value(json, provenance);
      }
      json.end_object();
    }};

template <>
Members<Profile> members() {
  static constexpr std::array lines{
      schema_line,
      member<&Profile::id>("id"),
      member<&Profile::version>("version"),
      member<&Profile::name>("name"),
      member<&Profile::birth>("birth"),
      member<&Profile::work_start>("work_start"),
      member<&Profile::staff>("staff"),
      member<&Profile::education>("education"),
      member<&Profile::current>("current"),
      member<&Profile::appointments>("appointments"),
      member<&Profile::resume>("resume"),
      member<&Profile::professional_titles>("professional_titles"),
      member<&Profile::appraisals>("appraisals"),
      member<&Profile::training>("training"),
      member<&Profile::honours>("honours"),
      member<&Profile::sanctions>("sanctions"),
      member<&Profile::clearances>("clearances"),
      member<&Profile::specialities_stated>("specialities_stated"),
      member<&Profile::sealed>("sealed"),
      provenance_line,
  };
  return lines;
}

// Finds out where a text that simdjson refused stops being JSON; simdjson does not say.
class FaultFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::size_t position = 0;
  bool too_deep = false;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return deeper(); }
  bool key(string_t&) override { return true; }
  bool end_object() override { return --depth_, true; }
  bool start_array(std::size_t) override { return deeper(); }
  bool end_array() override { return --depth_, true; }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) override {
    position = at;
    return false;
  }

 private:
  bool deeper() {
    too_deep = ++depth_ > depth_limit;
    return !too_deep;
  }

  std::size_t depth_ = 0;
};

Error too_deep() {
  return {Refusal::invalid, "too_deep",
          "JSON 嵌套超过 " + std::to_string(depth_limit) + " 层，干部信息没有这么深", ""};
}

Error refusal(simdjson::error_code code, std::string_view json) {
  if (code == simdjson::DEPTH_ERROR) {
    return too_deep();
  }
  if (code == simdjson::EMPTY) {
    return {Refusal::invalid, "bad_json", "内容为空，应为一个 JSON 对象", ""};
  }
  FaultFinder finder;
  nlohmann::json::sax_parse(json.begin(), json.end(), &finder);
  if (finder.too_deep) return too_deep();  // nor does it end
  const std::string where =
      finder.position == 0 ? "" : "第" + std::to_string(finder.position) + "字节";
  const bool at_end = finder.position > json.size();
  return {Refusal::invalid, "bad_json",
          code == simdjson::UTF8_ERROR ? "不是有效的 UTF-8 文本，JSON 应为 UTF-8"
          : at_end                     ? "JSON 不完整：内容到末尾还没有结束"
                                       : "不是有效的 JSON：从此处起读不懂",
          where};
}

// Numbers that no machine number holds would cost the whole text. Puts [["…"]] in place of each:
// no part of the record is a list of lists of text, so it is refused where it stands.

std::string with_huge_numbers_marked(std::string_view json) {
  constexpr std::size_t digits_that_fit = 18;
  std::string marked;
  bool in_text = false;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (in_text || (c != '-' && (c < '0' || c > '9'))) {
      if (c == '"') in_text = !in_text;
      const std::size_t length = in_text && c == '\\' && at + 1 < json.size() ? 2 : 1;
      marked += json.substr(at, length);
      at += length;
      continue;
    }
    const std::size_t end = std::min(json.find_first_not_of("+-.0123456789eE", at), json.size());
    const std::string_view number = json.substr(at, end - at);
    const bool huge =
        number.size() > digits_that_fit || number.find_first_of("eE") != std::string_view::npos;
    if (huge && nlohmann::json::accept(number.substr(0, number.find_first_of("eE")))) {
      marked.append(huge_begin).append(number).append(huge_end);
    } else {
      marked += number;
    }
    at = end;
  }
  return marked;
}

// Parses, checks that it is an object, and hands it to `read`. A parser works in some thirty times
// the text's size of memory; asking for that anew for every line of an import costs several times
// the parsing, so each thread keeps one for texts of usual size. It carries nothing from one text
// to the next.
template <class Value, class Read>
Result<Value> parse(std::string_view json, Read read) {
  constexpr std::size_t usual_size = 64 * 1024;
  thread_local dom::parser kept;
  dom::parser own;
  const bool usual = json.size() <= usual_size;
  dom::parser& parser = usual ? kept : own;
  const std::size_t capacity = usual ? usual_size : json.size();
  if (parser.capacity() < capacity &&
      parser.allocate(capacity, depth_limit + 1) != simdjson::SUCCESS) {
    throw std::bad_alloc();
  }
  dom::element root;
  auto code = parser.parse(json.data(), json.size()).get(root);
  if (code == simdjson::NUMBER_ERROR) {
    const std::string marked = with_huge_numbers_marked(json);
    if (parser.capacity() < marked.size() &&
        parser.allocate(marked.size(), depth_limit + 3) != simdjson::SUCCESS) {
      throw std::bad_alloc();
    }
    if (marked != json) code = parser.parse(marked.data(), marked.size()).get(root);
  }
  if (code) return refusal(code, json);
  if (!root.is_object()) {
    return Error{Refusal::invalid, "not_an_object", "应为一个 JSON 对象，即用 { } 括起的内容", ""};
  }
  return read(root);
}
}  // namespace

Result<Profile> profile_from_json(std::string_view json, Issues& issues, int row) {
  return parse<Profile>(json, [&](dom::element root) -> Result<Profile> {
    dom::element found;
    std::int64_t written = 0;
    if (root.at_key("schema").get(found) == simdjson::SUCCESS &&
        (found.get(written) != simdjson::SUCCESS || written != schema)) {
      return Error{Refusal::invalid, "unknown_schema",
                   "干部信息的格式版本是 " + shorten(simdjson::minify(found)) + "，本程序只认识 " +
                       std::to_string(schema),
                   "/schema"};
    }
    Reader reader(issues, row, json);
    Profile profile;
    read_value(reader, At{}, root, profile);
    return profile;
  });
}

void append_json(std::string& out, const Profile& profile, Sealing sealing) {
  JsonWriter json(out);
  json.begin_object();
  for (const Member<Profile>& member : members<Profile>()) {
    if (sealing != Sealing::with_sealed && member.name == "sealed") continue;
    if (sealing == Sealing::as_stored && member.name == "version") continue;
    member.write(json, member.name, profile);
  }
  json.end_object();
}

std::string to_json(const Profile& profile, Sealing sealing) {
  std::string json;
  json.reserve(8192);
  append_json(json, profile, sealing);
  return json;
}

std::string sealed_to_json(const Sealed& sealed) {
  std::string json;
  json.reserve(512);
  JsonWriter writer(json);
  write_value(writer, sealed);
  return json;
}

Result<Sealed> sealed_from_json(std::string_view json) {
  return parse<Sealed>(json, [&](dom::element root) -> Result<Sealed> {
    Issues issues;
    Reader reader(issues, 0, json);
    Sealed sealed;
    read_value(reader, At{}, root, sealed);
    if (!issues.empty()) {
      return Error{Refusal::invalid, "bad_sealed", "封存信息与格式不符", issues.front().field};
    }
    return sealed;
  });
}

std::string to_json(const Appointment& appointment) {
  std::string json;
  JsonWriter writer(json);
  write_value(writer, appointment);
  return json;
}
}  // namespace bole
