#include "index/audit/audit_entry.hpp"

#include <algorithm>
#include <charconv>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/forbidden.hpp"
#include "index/store/bytes.hpp"

namespace bole {
namespace {
constexpr std::size_t most_bytes = 200;
constexpr std::size_t most_reason_bytes = 2000;
constexpr std::string_view renewal_action = "\"action\":\"audit.renew\"";
constexpr std::size_t most_objects = 50;
constexpr std::string_view number_begin = "{\"n\":";
constexpr std::string_view hash_begin = ",\"hash\":\"";
constexpr std::string_view hash_end = "\"}";

std::string safe(std::string text, std::size_t most = most_bytes) {
  if (!is_utf8(text)) return "(unreadable)";
  ForbiddenSeen ignored;
  replace_forbidden(text, ignored);
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
  if (text.size() <= most) return text;
  std::size_t end = most;
  while ((static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

void list(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts,
          std::size_t most) {
  if (texts.empty()) return;
  json.key(name).begin_array();
  for (std::size_t i = 0; i < std::min(texts.size(), most); ++i) json.text(safe(texts[i]));
  json.end_array();
}
}  // namespace

std::string audit_members(const AuditEntry& entry) {
  std::string out;
  JsonWriter json(out);
  json.field("at", safe(entry.at)).field("by", safe(entry.by));
  json.field("through", safe(entry.through)).field_if("account", safe(entry.account));
  json.field_if("request", safe(entry.request));
  json.field("action", safe(entry.action)).field("outcome", safe(entry.outcome));
  json.field_if("pool", safe(entry.pool)).field_if("matter", safe(entry.matter));
  list(json, "objects", entry.objects, most_objects);
  json.field_if("question", safe(entry.question));
  if (entry.count) json.field("count", static_cast<std::int64_t>(*entry.count));
  list(json, "people", entry.people, AuditEntry::most_people);
  const std::uint64_t shown = std::max<std::uint64_t>(entry.people_count, entry.people.size());
  if (shown > 0) json.field("people_count", static_cast<std::int64_t>(shown));
  if (entry.renews) {
    json.key("renews").begin_object().field("folder", safe(entry.renews->folder));
    json.field("bytes", static_cast<std::int64_t>(entry.renews->bytes));
    json.field("sha256", hex(entry.renews->digest)).end_object();
  }
  json.field_if("reason", safe(entry.reason, most_reason_bytes));
  json.key("store").begin_array().number(static_cast<std::int64_t>(entry.store_epoch));
  json.number(static_cast<std::int64_t>(entry.store_sequence)).end_array();
  return out;
}

void append_audit_line(std::string& out, std::string_view members, AuditHead& head) {
  const std::size_t begin = out.size();
  ++head.entries;
  out += number_begin;
  out += std::to_string(head.entries);
  out += ',';
  out += members;
  head.chain = next_audit_chain(head.chain, std::string_view(out).substr(begin));
  out += hash_begin;
  out += hex(head.chain);
  out += hash_end;
  out += '\n';
}

Digest next_audit_chain(const Digest& before, std::string_view body) {
  return sha256(as_text(before), body);
}

std::optional<Digest> digest_of_hex(std::string_view hex) {
  Digest digest{};
  if (hex.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const char* begin = hex.data() + 2 * i;
    const auto [end, error] = std::from_chars(begin, begin + 2, digest[i], 16);
    if (error != std::errc() || end != begin + 2) return std::nullopt;
  }
  return digest;
}

std::optional<AuditLine> read_audit_line(std::string_view line) {
  constexpr std::size_t tail = hash_begin.size() + 2 * sizeof(Digest) + hash_end.size();
  if (line.size() <= number_begin.size() + tail || !line.starts_with(number_begin) ||
      !line.ends_with(hash_end)) {
    return std::nullopt;
  }
  AuditLine read;
  read.body = line.substr(0, line.size() - tail);
  std::string_view rest = line.substr(read.body.size());
  if (!rest.starts_with(hash_begin)) return std::nullopt;
  rest.remove_prefix(hash_begin.size());
  const auto hash = digest_of_hex(rest.substr(0, 2 * sizeof(Digest)));
  if (!hash) return std::nullopt;
  read.hash = *hash;
  const char* begin = line.data() + number_begin.size();
  const auto [end, error] = std::from_chars(begin, line.data() + read.body.size(), read.number);
  if (error != std::errc() || *end != ',') return std::nullopt;
  return read;
}

std::optional<AuditEntry> audit_entry_of(std::string_view line) {
  JsonReader json(line);
  AuditEntry entry;
  entry.at = json.text("at");
  entry.by = json.text("by");
  entry.through = json.text("through");
  entry.account = json.text_or("account");
  entry.request = json.text_or("request");
  entry.action = json.text("action");
  entry.outcome = json.text("outcome");
  entry.pool = json.text_or("pool");
  entry.matter = json.text_or("matter");
  entry.objects = json.texts("objects");
  entry.question = json.text_or("question");
  constexpr std::int64_t most = std::int64_t{1} << 62;
  if (json.has("count")) entry.count = static_cast<std::uint64_t>(json.integer("count", 0, most));
  entry.people = json.texts("people");
  entry.people_count = static_cast<std::uint64_t>(json.integer_or("people_count", 0, most, 0));
  if (auto kept = json.object("renews")) {
    entry.renews.emplace();
    entry.renews->folder = kept->text_or("folder");
    entry.renews->bytes = static_cast<std::uint64_t>(kept->integer("bytes", 0, most));
    const auto digest = digest_of_hex(kept->text("sha256"));
    if (!digest) return std::nullopt;
    entry.renews->digest = *digest;
  }
  entry.reason = json.text_or("reason");
  if (json.error()) return std::nullopt;
  return entry;
}

std::optional<AuditEntry> audit_renewal_of(std::string_view line) {
  if (line.find(renewal_action) == std::string_view::npos) return std::nullopt;
  auto entry = audit_entry_of(line);
  return entry && entry->renews ? std::move(entry) : std::nullopt;
}
}  // namespace bole
