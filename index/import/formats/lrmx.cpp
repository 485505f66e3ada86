// .lrmx: the XML file of one 干部任免审批表. Root Person, leaf elements with text, one list of
// family members. Real files come with any encoding, order and dirt, so what is not XML is mended
// where nothing is lost by it, and everything else is refused with the reason.
#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "engine/core/sha256.hpp"
#include "engine/normalise/form_elements.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"
#include "index/import/formats/form_file.hpp"

namespace bole::formats {
namespace {
constexpr int depth_limit = 64;
constexpr int element_limit = 20'000;
constexpr std::string_view family_list = "JiaTingChengYuan";

// The encoding that the XML declaration claims; it stands among the first ASCII characters.
std::string_view declared_encoding(std::string_view text) {
  const std::string_view head = text.substr(0, 256);
  const std::size_t declaration = head.find("<?xml");
  if (declaration == std::string_view::npos) return {};
  const std::size_t end = head.find("?>", declaration);
  const std::size_t key = head.find("encoding", declaration);
  if (end == std::string_view::npos || key == std::string_view::npos || key > end) return {};
  const std::size_t open = head.find_first_of("\"'", key);
  if (open == std::string_view::npos || open > end) return {};
  const std::size_t close = head.find(head[open], open + 1);
  if (close == std::string_view::npos || close > end) return {};
  return head.substr(open + 1, close - open - 1);
}

Decoded decode_xml(std::string_view bytes) {
  const std::string_view label = declared_encoding(bytes);
  Decoded decoded = decode(bytes, label);
  if (!label.empty()) return decoded;
  // In UTF-16 the declaration can be seen only now.
  const std::string late = std::string(declared_encoding(decoded.text));
  return late.empty() ? decoded : decode(bytes, late);
}

Issue not_xml(std::string_view found, std::string message) {
  return make_issue("not_xml", {.found = found, .expected = "任免表的 XML（根元素 Person）"},
                    std::move(message));
}

// Looks at the tags alone, before a tree is built: a hostile file must not cost memory. Tells where
// the root element ends, which is sure only if the text turns out to be XML.
std::optional<Issue> look_for_hazards(std::string_view text, std::size_t& root_end) {
  int depth = 0;
  int elements = 0;
  root_end = text.size();
  std::size_t at = 0;
  const auto skip_to = [&](std::string_view end) {
    const std::size_t found = text.find(end, at);
    at = found == std::string_view::npos ? text.size() : found + end.size();
  };
  while ((at = text.find('<', at)) != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      skip_to("-->");
    } else if (rest.starts_with("<![CDATA[")) {
      skip_to("]]>");
    } else if (rest.starts_with("<?")) {
      skip_to("?>");
    } else if (rest.starts_with("<!")) {
      return make_issue("doctype_refused",
                        {.found = first_characters(rest, 20), .expected = "没有文档类型声明"},
                        "文件含有文档类型或实体声明，任免表文件不应有，为安全起见不读");
    } else if (rest.starts_with("</")) {
      --depth;
      skip_to(">");
      if (depth == 0) root_end = std::min(root_end, at);
    } else {
      if (elements == 0) {
        const std::string name = shorten(rest.substr(1, rest.find_first_of(" \t\r\n/>", 1) - 1));
        if (name != "Person")
          return make_issue("wrong_root", {.found = name, .expected = "Person"},
                            "文件的根元素是“" + name + "”，应为 Person");
      }
      char quote = 0;
      for (++at; at < text.size(); ++at) {
        const char c = text[at];
        if (quote == 0 && c == '>') break;
        if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
        } else if (c == quote) {
          quote = 0;
        }
      }
      const bool closed = at < text.size() && text[at - 1] == '/';
      depth += closed ? 0 : 1;
      if (closed && depth == 0) root_end = std::min(root_end, at + 1);
      if (depth > depth_limit)
        return make_issue(
            "too_deep",
            {.found = "超过 " + std::to_string(depth_limit) + " 层", .expected = "3 层"},
            "元素嵌套超过 " + std::to_string(depth_limit) + " 层，任免表只有 3 层");
      if (++elements > element_limit)
        return make_issue(
            "too_many_elements",
            {.found = "超过 " + std::to_string(element_limit) + " 个", .expected = "一百来个"},
            "元素超过 " + std::to_string(element_limit) + " 个，任免表只有一百来个");
    }
  }
  if (elements == 0)
    return not_xml(trim(text), "文件中没有 XML 元素，应为任免表的 XML（根元素 Person）");
  return std::nullopt;
}

std::string_view chinese(pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_end_element_mismatch:
      return "标签没有配对";
    case pugi::status_bad_start_element:
    case pugi::status_unrecognized_tag:
      return "开始标签不完整";
    case pugi::status_bad_end_element:
      return "结束标签不完整";
    case pugi::status_bad_comment:
      return "注释没有结束";
    case pugi::status_bad_cdata:
      return "CDATA 没有结束";
    case pugi::status_bad_attribute:
      return "属性不完整";
    case pugi::status_bad_pi:
      return "声明没有结束";
    default:
      return "格式有误";
  }
}

// What stands behind the root element besides comments and instructions.
std::string_view content_behind(std::string_view rest) {
  for (rest = trim(rest); rest.starts_with("<!--") || rest.starts_with("<?"); rest = trim(rest)) {
    const std::string_view end = rest.starts_with("<?") ? "?>" : "-->";
    const std::size_t at = rest.find(end);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + end.size());
  }
  return rest;
}

// Why a picture is not whole, as far as its first and last bytes tell; empty if it may be.
std::string_view fault_of_picture(std::string_view bytes) {
  const bool jpeg = bytes.starts_with("\xFF\xD8\xFF");
  if (jpeg && bytes.rfind("\xFF\xD9") == std::string_view::npos) return "JPEG 图片没有结尾";
  const bool known =
      jpeg || bytes.starts_with("\x89PNG") || bytes.starts_with("BM") || bytes.starts_with("GIF8");
  return known ? "" : "不是 JPEG、PNG、BMP 或 GIF 图片";
}

enum class Nesting { none, elements };

Nesting append_text(std::string& text, pugi::xml_node node) {
  Nesting nesting = Nesting::none;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      text += child.value();
    } else if (child.type() == pugi::node_element) {
      append_text(text, child);
      nesting = Nesting::elements;
    }
  }
  return nesting;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int held = 0;
  bool ended = false;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (c == '=') {
      ended = true;
      continue;
    }
    if (value < 0 || ended) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFFF;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFF);
  }
  if (held == 6) return std::nullopt;
  return bytes;
}

class FormReader {
 public:
  FormReader(RawRecord& raw, Issues& issues) : raw_(raw), issues_(issues) {}

  void read(pugi::xml_node person) {
    note_attributes(person);
    for (const pugi::xml_node node : person.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        keep_stray_text("Person", node.value());
      } else if (node.type() == pugi::node_element) {
        if (family_list == node.name()) {
          read_family(node);
        } else {
          read_leaf(node);
        }
      }
    }
  }

 private:
  void keep_stray_text(std::string_view parent, std::string_view value) {
    const std::string_view text = trim(value);
    if (text.empty()) return;
    issues_.push_back(
        make_issue("stray_text", {.field = parent, .found = text, .expected = "只有信息项元素"},
                   "元素 " + std::string(parent) + " 内有不属于任何信息项的文字，已原样保留"));
    raw_.unknown.emplace_back(parent, text);
  }

  void note_attributes(pugi::xml_node node) {
    if (!node.first_attribute()) return;
    issues_.push_back(make_issue(
        "unexpected_attribute",
        {.field = node.name(), .found = node.first_attribute().name(), .expected = "没有属性"},
        "元素 " + std::string(node.name()) + " 带有属性，任免表文件没有属性，未读入"));
  }

  std::string text_of(pugi::xml_node node) {
    note_attributes(node);
    std::string text;
    if (append_text(text, node) == Nesting::elements)
      issues_.push_back(make_issue(
          "nested_element", {.field = node.name(), .found = trim(text), .expected = "只有文字"},
          "元素 " + std::string(node.name()) +
              " 内又有元素，应只有文字；已把其中文字连在一起读入"));
    return text;
  }

  void read_leaf(pugi::xml_node node) {
    const std::string_view name = node.name();
    std::string text = text_of(node);
    const std::string_view trimmed = trim(text);
    if (form_element(name) == nullptr) {
      issues_.push_back(make_issue(
          "unknown_element", {.field = name, .found = trimmed, .expected = "任免表的信息项"},
          "元素 " + shorten(name) + " 不在任免表的信息项之内，已原样保留"));
      raw_.unknown.emplace_back(name, trimmed);
      return;
    }
    if (trimmed.empty()) return;
    if (name == "ZhaoPian") return read_photo(trimmed);
    std::string kept = name == "JianLi" ? std::move(text) : std::string(trimmed);
    if (const std::string_view earlier = raw_.text(name); !earlier.empty()) {
      issues_.push_back(make_issue(
          "duplicate_element", {.field = name, .found = trim(kept), .expected = trim(earlier)},
          "元素 " + std::string(name) + " 出现不止一次，用第一个，其余原样保留"));
      if (earlier != kept) raw_.unknown.emplace_back(name, std::move(kept));
      return;
    }
    raw_.fields.emplace_back(name, std::move(kept));
  }

  void read_photo(std::string_view text) {
    const auto picture = decode_base64(text);
    if (picture) {
      raw_.photo = hash_text(*picture);
      if (const std::string_view fault = fault_of_picture(*picture); !fault.empty())
        issues_.push_back(make_issue("photo_not_image",
                                     {.field = "ZhaoPian",
                                      .found = std::to_string(picture->size()) + " 字节",
                                      .expected = "完整的 JPEG 图片"},
                                     "照片" + std::string(fault) + "，仍按原样记下"));
      return;
    }
    issues_.push_back(make_issue(
        "bad_photo",
        {.field = "ZhaoPian", .found = first_characters(text, 20), .expected = "Base64 文本"},
        "照片不是完整的 Base64 文本，未读入"));
  }

  void read_family(pugi::xml_node list) {
    note_attributes(list);
    if (!raw_.family) raw_.family.emplace();
    for (const pugi::xml_node node : list.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        keep_stray_text(family_list, node.value());
      } else if (node.type() == pugi::node_element && std::string_view(node.name()) == "Item") {
        read_member(node);
      } else if (node.type() == pugi::node_element) {
        keep_unknown(std::string(family_list) + "/" + node.name(), node);
      }
    }
  }

  void read_member(pugi::xml_node item) {
    FamilyMember member;
    const std::array<std::pair<std::string_view, std::string*>, 5> places{{
        {"ChengWei", &member.relation},
        {"XingMing", &member.name},
        {"ChuShengRiQi", &member.birth},
        {"ZhengZhiMianMao", &member.party},
        {"GongZuoDanWeiJiZhiWu", &member.work},
    }};
    for (const pugi::xml_node node : item.children()) {
      if (node.type() != pugi::node_element) {
        keep_stray_text("Item", node.value());
        continue;
      }
      std::string* place = nullptr;
      for (const auto& [name, target] : places) {
        if (name == node.name()) place = target;
      }
      if (place == nullptr || !place->empty()) {
        keep_unknown(std::string(family_list) + "/Item/" + node.name(), node);
      } else {
        *place = std::string(trim(text_of(node)));
      }
    }
    if (member != FamilyMember{}) raw_.family->push_back(std::move(member));
  }

  void keep_unknown(const std::string& path, pugi::xml_node node) {
    const std::string text = text_of(node);
    issues_.push_back(
        make_issue("unknown_element",
                   {.field = path, .found = trim(text), .expected = "任免表的信息项，每项一次"},
                   "元素 " + shorten(path) + " 不在任免表的信息项之内或重复，已原样保留"));
    raw_.unknown.emplace_back(path, trim(text));
  }

  RawRecord& raw_;
  Issues& issues_;
};

std::optional<RawRecord> parse(std::string text, Issues& issues) {
  const auto refuse = [&](Issue issue) {
    issues.push_back(std::move(issue));
    return std::nullopt;
  };
  const std::size_t begin = text.find('<');
  if (begin == std::string::npos || begin > 1024)
    return refuse(not_xml(trim(text), "文件开头不是 XML，应为任免表的 XML（根元素 Person）"));
  if (const std::string_view before = trim(std::string_view(text).substr(0, begin));
      !before.empty())
    issues.push_back(make_issue("leading_garbage", {.found = before, .expected = "<"},
                                "第一个“<”之前有多余字符，已略去"));
  text.erase(0, begin);
  std::size_t root_end = 0;
  if (auto hazard = look_for_hazards(text, root_end)) return refuse(std::move(*hazard));

  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    const auto offset =
        std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)), text.size());
    const std::string line = std::to_string(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n') + 1);
    const bool cut = text.rfind("</Person") == std::string::npos;
    return refuse(not_xml(
        "第 " + line + " 行",
        cut ? "文件到末尾（第 " + line + " 行附近）也没有 </Person>，可能没有写完或传完"
            : "第 " + line + " 行附近" + std::string(chinese(parsed.status)) + "，不是完整的 XML"));
  }
  const pugi::xml_node person = document.document_element();
  RawRecord raw;
  FormReader(raw, issues).read(person);
  if (const auto rest = content_behind(std::string_view(text).substr(root_end)); !rest.empty())
    issues.push_back(make_issue("extra_content", {.found = rest, .expected = "一个 Person"},
                                "根元素之后还有内容，一个文件只应有一人，后面的未读入"));
  return raw;
}

bool sniff(std::string_view head) {
  const Decoded decoded = decode(head);
  const std::string_view text = trim(decoded.text);
  return text.starts_with("<");
}

bool read(ByteSource& bytes, const std::string& source, const RecordSink& sink) {
  return read_form_file({&decode_xml, &parse}, bytes, source, sink);
}
}  // namespace

extern const ImportFormat lrmx;
const ImportFormat lrmx{"lrmx", "lrmx,xml", &sniff, &read};
}  // namespace bole::formats
