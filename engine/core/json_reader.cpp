#include "engine/core/json_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace bole {
namespace {
using nlohmann::json;

constexpr int depth_limit = 32;

// The library recurses when it prints; nothing deeper than this gets in.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > depth_limit) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

// Notes the first key that stands twice in one object: which of the two counts is anybody's guess.
struct KeyWatch {
  std::string& repeated;
  std::vector<std::set<std::string>> open{};

  bool operator()(int, json::parse_event_t event, const json& parsed) {
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key && repeated.empty()) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!open.back().insert(key).second) repeated = key;
    }
    return true;
  }
};

// To be shown; never cut inside a character.
std::string beginning(const json& value) {
  std::string text = value.dump();
  if (text.size() <= 40) return text;
  std::size_t end = 40;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

// Why the library could not read the text, at `byte` counted from 1.
std::string reason_for(std::string_view text, std::size_t byte) {
  const std::string place = std::to_string(byte);
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return "内容是空的，应当是一个 JSON 对象";
  if (byte > last + 1) {
    return "不是合法的 JSON：到末尾（第 " + place + " 字节）还没有完，可能没有写完或传完";
  }
  if (byte > 0 && static_cast<unsigned char>(text[byte - 1]) >= 0x80) {
    return "不是合法的 JSON，第 " + place +
           " 字节处的字符无法识别；文字应为 UTF-8 编码并放在引号内，若是 GBK 请另存为 UTF-8";
  }
  return "不是合法的 JSON，出错处在第 " + place + " 字节";
}

std::string kind_of(const json& value) {
  if (value.is_array()) return "列表";
  if (value.is_string()) return "文字";
  if (value.is_number()) return "数字";
  if (value.is_null()) return "空值（null）";
  return value.dump();
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') ||
           c == 0x7F;
  });
}
}  // namespace

struct JsonReader::State {
  json document{};
  std::optional<Error> error{};
};

struct JsonReader::Node {
  const json* value = nullptr;  // null after a fault
  std::set<std::string, std::less<>> asked{};

  const json* find(std::string_view key) {
    asked.emplace(key);
    if (!value || !value->is_object()) return nullptr;
    const auto it = value->find(std::string(key));
    return it == value->end() || it->is_null() ? nullptr : &*it;
  }
};

JsonReader::JsonReader(std::string_view text)
    : state_(std::make_shared<State>()), node_(std::make_unique<Node>()) {
  if (too_deep(text)) {
    fail("too_deep", "JSON 嵌套超过 32 层", {});
    return;
  }
  std::string repeated;
  try {
    state_->document = json::parse(text, KeyWatch{repeated});
  } catch (const json::parse_error& parse_error) {
    fail("bad_json", reason_for(text, parse_error.byte), {});
    return;
  } catch (const json::out_of_range&) {
    fail("bad_json", "不是合法的 JSON：数字太大", {});
    return;
  }
  if (!repeated.empty()) {
    fail("repeated_key", "同一对象中“" + repeated + "”出现两次", repeated);
    return;
  }
  if (!state_->document.is_object()) {
    fail("not_an_object", "应当是一个 JSON 对象，实为" + kind_of(state_->document), {});
    return;
  }
  node_->value = &state_->document;
}

JsonReader::JsonReader(std::shared_ptr<State> state, std::unique_ptr<Node> node, std::string where)
    : state_(std::move(state)), node_(std::move(node)), where_(std::move(where)) {}
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader::~JsonReader() = default;

const std::optional<Error>& JsonReader::error() const { return state_->error; }

void JsonReader::fail(std::string code, std::string message, std::string_view key) {
  if (state_->error) return;
  std::string where = where_;
  if (!key.empty()) where += '/' + std::string(key);
  state_->error = Error{Refusal::invalid, std::move(code), std::move(message), std::move(where)};
}

bool JsonReader::has(std::string_view key) { return node_->find(key) != nullptr; }

void JsonReader::ignore(std::string_view key) { node_->find(key); }

std::string JsonReader::text(std::string_view key) {
  if (!has(key)) {
    fail("missing_key", "缺少“" + std::string(key) + "”", key);
    return {};
  }
  return text_or(key);
}

std::string JsonReader::text_or(std::string_view key, std::string_view otherwise) {
  const json* value = node_->find(key);
  if (!value) return std::string(otherwise);
  if (!value->is_string()) {
    fail("wrong_type", "“" + std::string(key) + "”应当是文字，实为 " + beginning(*value), key);
    return {};
  }
  if (has_control_character(value->get_ref<const std::string&>())) {
    fail("control_character", "“" + std::string(key) + "”中有控制字符", key);
    return {};
  }
  return value->get<std::string>();
}

std::int64_t JsonReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  if (!has(key)) {
    fail("missing_key", "缺少“" + std::string(key) + "”", key);
    return least;
  }
  return integer_or(key, least, most, least);
}

std::int64_t JsonReader::integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                    std::int64_t otherwise) {
  const json* value = node_->find(key);
  if (!value) return otherwise;
  if (!value->is_number_integer()) {
    fail("wrong_type", "“" + std::string(key) + "”应当是整数，实为 " + beginning(*value), key);
    return otherwise;
  }
  const bool too_large = value->is_number_unsigned() &&
                         value->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
  const std::int64_t number = too_large ? INT64_MAX : value->get<std::int64_t>();
  if (number < least || number > most) {
    fail("out_of_range",
         "“" + std::string(key) + "”为 " + value->dump() + "，应在 " + std::to_string(least) +
             " 到 " + std::to_string(most) + " 之间",
         key);
    return otherwise;
  }
  return number;
}

std::optional<bool> JsonReader::boolean(std::string_view key) {
  const json* value = node_->find(key);
  if (!value) return std::nullopt;
  if (!value->is_boolean()) {
    fail("wrong_type", "“" + std::string(key) + "”应当是 true 或 false", key);
    return std::nullopt;
  }
  return value->get<bool>();
}

std::optional<PartialDate> JsonReader::date(std::string_view key) {
  const std::string written = text_or(key);
  if (written.empty()) return std::nullopt;
  const auto date = parse_partial_date(written);
  if (!date) {
    fail("bad_date", "日期“" + written + "”不存在或写法不对，应为 2015、2015.07 或 2015-07-01",
         key);
  }
  return date;
}

std::vector<std::string> JsonReader::texts(std::string_view key) {
  std::vector<std::string> all;
  const json* value = node_->find(key);
  if (!value) return all;
  const bool fits =
      value->is_array() &&
      std::all_of(value->begin(), value->end(), [](const json& item) { return item.is_string(); });
  if (!fits) {
    fail("wrong_type", "“" + std::string(key) + "”应当是文字的列表", key);
    return all;
  }
  for (const json& item : *value) all.push_back(item.get<std::string>());
  if (std::ranges::any_of(all, has_control_character)) {
    fail("control_character", "“" + std::string(key) + "”中有控制字符", key);
  }
  return all;
}

std::vector<std::pair<std::string, std::int64_t>> JsonReader::numbers_by_name(
    std::string_view key) {
  std::vector<std::pair<std::string, std::int64_t>> all;
  const json* value = node_->find(key);
  if (!value) return all;
  if (!value->is_object()) {
    fail("wrong_type", "“" + std::string(key) + "”应当是名称到整数的对照", key);
    return all;
  }
  for (const auto& [name, number] : value->items()) {
    if (!number.is_number_integer()) {
      fail("wrong_type", "“" + name + "”的值应当是整数", key);
      return all;
    }
    all.emplace_back(name, number.get<std::int64_t>());
  }
  return all;
}

std::vector<std::pair<std::int64_t, std::int64_t>> JsonReader::number_pairs(std::string_view key) {
  std::vector<std::pair<std::int64_t, std::int64_t>> all;
  const json* value = node_->find(key);
  if (!value) return all;
  const auto is_pair = [](const json& item) {
    return item.is_array() && item.size() == 2 && item[0].is_number_integer() &&
           item[1].is_number_integer();
  };
  if (!value->is_array() || !std::all_of(value->begin(), value->end(), is_pair)) {
    fail("wrong_type", "“" + std::string(key) + "”应当是 [[整数, 整数], …]", key);
    return all;
  }
  for (const json& item : *value) {
    all.emplace_back(item[0].get<std::int64_t>(), item[1].get<std::int64_t>());
  }
  return all;
}

std::optional<JsonReader> JsonReader::object(std::string_view key) {
  const json* value = node_->find(key);
  if (!value) return std::nullopt;
  if (!value->is_object()) {
    fail("wrong_type", "“" + std::string(key) + "”应当是一个对象", key);
    return std::nullopt;
  }
  auto node = std::make_unique<Node>();
  node->value = value;
  return JsonReader(state_, std::move(node), where_ + '/' + std::string(key));
}

std::vector<JsonReader> JsonReader::objects(std::string_view key) {
  std::vector<JsonReader> all;
  const json* value = node_->find(key);
  if (!value) return all;
  const bool fits =
      value->is_array() &&
      std::all_of(value->begin(), value->end(), [](const json& item) { return item.is_object(); });
  if (!fits) {
    fail("wrong_type", "“" + std::string(key) + "”应当是对象的列表", key);
    return all;
  }
  for (std::size_t i = 0; i < value->size(); ++i) {
    auto node = std::make_unique<Node>();
    node->value = &(*value)[i];
    all.push_back(JsonReader(state_, std::move(node),
                             where_ + '/' + std::string(key) + '/' + std::to_string(i)));
  }
  return all;
}

std::string JsonReader::raw(std::string_view key) {
  const json* value = node_->find(key);
  return value ? value->dump() : std::string();
}

void JsonReader::finish() {
  if (!node_->value || !node_->value->is_object()) return;
  for (const auto& [name, value] : node_->value->items()) {
    if (node_->asked.contains(name)) continue;
    fail("unknown_key", "不认识的键“" + name + "”", name);
    return;
  }
}
}  // namespace bole
