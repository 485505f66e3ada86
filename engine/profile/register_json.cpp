#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/core/json_writer.hpp"
#include "engine/profile/register.hpp"

namespace bole {
namespace {
using nlohmann::json;

constexpr std::array<std::string_view, 7> post_classes{"领导职务",
                                                       "党委委员",
                                                       "县级正职要害岗位",
                                                       "监管机关领导成员",
                                                       "组织人事纪检监察审计财务",
                                                       "民族自治地方首长",
                                                       "需法定资格"};

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

// Takes the members of one line, each once; the first thing wrong ends the reading. null says no
// more than an absent key.
class Line {
 public:
  Line(const json& object, std::string place) : object_(object), place_(std::move(place)) {}

  std::string text(const char* key) {
    const json* value = take(key);
    if (value == nullptr) return "";
    if (!value->is_string()) return refuse(key, "文本"), "";
    return value->get<std::string>();
  }
  std::string id(const char* key) {
    std::string value = text(key);
    if (!value.empty() && !is_id(value)) refuse(key, "由字母、数字和 - _ . 组成的编号");
    return value;
  }
  std::optional<PartialDate> date(const char* key) {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    const auto read = parse_partial_date(value);
    if (!read) refuse(key, "存在的日期，写作 2015、2015.07 或 2015-07-01");
    return read;
  }
  Level level(const char* key) {
    const std::string value = text(key);
    if (value.empty()) return Level::unknown;
    const auto read = parse_level(value);
    if (!read) refuse(key, "职务层次的标准名称，如“县处级副职”");
    return read.value_or(Level::unknown);
  }
  std::optional<bool> flag(const char* key) {
    const json* value = take(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_boolean()) return refuse(key, "true 或 false"), std::nullopt;
    return value->get<bool>();
  }
  int count(const char* key, int absent) {
    const json* value = take(key);
    if (value == nullptr) return absent;
    if (!value->is_number_integer() || *value < 1 || *value > 10'000) {
      return refuse(key, "1 到 10000 的整数"), absent;
    }
    return value->get<int>();
  }
  template <class Visit>
  void each(const char* key, Visit visit) {
    const json* value = take(key);
    if (value == nullptr) return;
    if (!value->is_array()) return refuse(key, "列表");
    for (const json& item : *value) visit(item);
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> all;
    each(key, [&](const json& item) {
      if (!item.is_string()) return refuse(key, "文本的列表");
      all.push_back(item.get<std::string>());
    });
    return all;
  }
  void require(const char* key, bool present) {
    if (!present) blame(key, "没有填，这一项必填");
  }
  void refuse(const std::string& key, const std::string& expected) {
    blame(key, "不能用，应为：" + expected);
  }
  void blame(const std::string& key, const std::string& what) {
    if (fault_) return;
    fault_ = Error{Refusal::invalid, "bad_register_line", "机构职位名册的 " + key + " " + what,
                   place_ + "/" + key};
  }
  void take_fault(Line& inner) {
    if (!fault_) fault_ = inner.fault();
  }
  // The first fault, an unknown key included.
  std::optional<Error> fault() {
    for (const auto& [key, value] : object_.items()) {
      if (std::find(taken_.begin(), taken_.end(), key) == taken_.end()) {
        refuse(key, "docs/model.md 列出的项目");
      }
    }
    return fault_;
  }

 private:
  const json* take(const char* key) {
    taken_.emplace_back(key);
    const auto found = object_.find(key);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }

  const json& object_;
  std::string place_;
  std::vector<std::string> taken_;
  std::optional<Error> fault_;
};

Result<json> parse_object(std::string_view text) {
  json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_object()) {
    return Error{Refusal::invalid, "bad_register_line",
                 "机构职位名册的一行应为完整的 JSON 对象，读到的不是", ""};
  }
  return parsed;
}

Result<Organisation> read_organisation(const json& object) {
  Line line(object, "");
  if (const std::string record = line.text("record"); !record.empty() && record != "organisation") {
    line.refuse("record", "organisation");
  }
  Organisation organisation;
  organisation.id.text = line.id("id");
  organisation.name = line.text("name");
  organisation.short_names = line.texts("short");
  line.each("former", [&](const json& item) {
    if (!item.is_object()) return line.refuse("former", "{name, until} 的列表");
    Line inner(item, "/former");
    FormerName former;
    former.name = inner.text("name");
    former.until = inner.date("until");
    inner.require("name", !former.name.empty());
    line.take_fault(inner);
    organisation.former.push_back(std::move(former));
  });
  organisation.parent.text = line.id("parent");
  organisation.level = line.level("level");
  organisation.kind = line.text("kind");
  organisation.system = line.text("system");
  organisation.division = line.text("division");
  organisation.grassroots = line.flag("grassroots");
  organisation.hard = line.flag("hard");
  organisation.valid_from = line.date("valid_from");
  organisation.valid_to = line.date("valid_to");
  line.require("id", !organisation.id.empty());
  line.require("name", !organisation.name.empty());
  if (auto fault = line.fault()) return *std::move(fault);
  return organisation;
}

Result<Post> read_post(const json& object) {
  Line line(object, "");
  if (const std::string record = line.text("record"); !record.empty() && record != "post") {
    line.refuse("record", "post");
  }
  Post post;
  post.id.text = line.id("id");
  post.organisation.text = line.id("organisation");
  post.title = line.text("title");
  post.level = line.level("level");
  post.head = line.flag("head").value_or(false);
  post.classes = line.texts("classes");
  for (const std::string& name : post.classes) {
    if (std::find(post_classes.begin(), post_classes.end(), name) == post_classes.end()) {
      line.refuse("classes", "docs/model.md §2.1 列出的职位类别，没有“" + name + "”");
    }
  }
  post.seats = line.count("seats", 1);
  line.require("id", !post.id.empty());
  line.require("organisation", !post.organisation.empty());
  line.require("title", !post.title.empty());
  if (auto fault = line.fault()) return *std::move(fault);
  return post;
}

void write_texts(JsonWriter& writer, std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  writer.key(key).begin_array();
  for (const std::string& text : texts) writer.text(text);
  writer.end_array();
}

void write_date(JsonWriter& writer, std::string_view key, const std::optional<PartialDate>& date) {
  if (date) writer.field(key, to_string(*date));
}
}  // namespace

Result<Organisation> organisation_from_json(std::string_view text) {
  auto object = parse_object(text);
  if (!object) return object.error();
  return read_organisation(*object);
}

Result<Post> post_from_json(std::string_view text) {
  auto object = parse_object(text);
  if (!object) return object.error();
  return read_post(*object);
}

Result<Done> read_register_line(std::string_view text, Register& into) {
  auto object = parse_object(text);
  if (!object) return object.error();
  const auto record = object->find("record");
  if (record != object->end() && *record == "organisation") {
    auto organisation = read_organisation(*object);
    if (!organisation) return organisation.error();
    into.put(*std::move(organisation));
    return Done{};
  }
  if (record != object->end() && *record == "post") {
    auto post = read_post(*object);
    if (!post) return post.error();
    into.put(*std::move(post));
    return Done{};
  }
  return Error{Refusal::invalid, "bad_register_line",
               "机构职位名册的一行应写明 \"record\":\"organisation\" 或 \"post\"", "/record"};
}

std::string to_json(const Organisation& organisation) {
  std::string text;
  JsonWriter writer(text);
  writer.begin_object().field("record", "organisation").field("id", organisation.id.text);
  writer.field("name", organisation.name);
  write_texts(writer, "short", organisation.short_names);
  if (!organisation.former.empty()) {
    writer.key("former").begin_array();
    for (const FormerName& former : organisation.former) {
      writer.begin_object().field("name", former.name);
      write_date(writer, "until", former.until);
      writer.end_object();
    }
    writer.end_array();
  }
  writer.field_if("parent", organisation.parent.text);
  writer.field_if("level", to_string(organisation.level));
  writer.field_if("kind", organisation.kind).field_if("system", organisation.system);
  writer.field_if("division", organisation.division);
  if (organisation.grassroots) writer.key("grassroots").boolean(*organisation.grassroots);
  if (organisation.hard) writer.key("hard").boolean(*organisation.hard);
  write_date(writer, "valid_from", organisation.valid_from);
  write_date(writer, "valid_to", organisation.valid_to);
  writer.end_object();
  return text;
}

std::string to_json(const Post& post) {
  std::string text;
  JsonWriter writer(text);
  writer.begin_object().field("record", "post").field("id", post.id.text);
  writer.field("organisation", post.organisation.text).field("title", post.title);
  writer.field_if("level", to_string(post.level)).key("head").boolean(post.head);
  write_texts(writer, "classes", post.classes);
  writer.field("seats", post.seats).end_object();
  return text;
}
}  // namespace bole
