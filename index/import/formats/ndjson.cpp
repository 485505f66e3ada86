// NDJSON: one profile (docs/model.md §1), organisation or post a line. Read in pieces: a file of a
// million lines is never in memory. A line that cannot be read costs that line.
#include <algorithm>
#include <cstring>

#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/normalise.hpp"
#include "engine/profile/profile_json.hpp"
#include "engine/profile/register.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"
#include "index/import/import_format.hpp"

namespace bole::formats {
namespace {
// UTF-16 pieces as UTF-8 pieces, so that lines can be parted at the byte 0x0A.
class FromUtf16 : public ByteSource {
 public:
  FromUtf16(std::string_view first, ByteSource& from, Encoding encoding)
      : from_(from), encoding_(encoding), held_(first) {}

  std::string_view next() override {
    for (;;) {
      const std::string_view piece = from_.next();
      const bool end = piece.empty();
      held_ += piece;
      // A character is whole when its unit is, and no lead surrogate waits for its trail.
      std::size_t whole = end ? held_.size() : held_.size() & ~std::size_t{1};
      if (!end && whole >= 2 && is_lead(whole - 2)) whole -= 2;
      text_ = decode_as(std::string_view(held_).substr(0, whole), encoding_).text;
      held_.erase(0, whole);
      if (end || !text_.empty()) return text_;
    }
  }
  const std::optional<Error>& failure() const override { return from_.failure(); }

 private:
  bool is_lead(std::size_t at) const {
    const std::size_t high = encoding_ == Encoding::utf_16le ? at + 1 : at;
    return (static_cast<unsigned char>(held_[high]) & 0xFC) == 0xD8;
  }

  ByteSource& from_;
  Encoding encoding_;
  std::string held_;
  std::string text_{};
};

struct Line {
  std::string_view bytes{};  // without its end
  int number = 0;
  bool ended = false;  // a line end follows; only the last line may lack it
  bool too_large = false;
};

class Lines {
 public:
  Lines(ByteSource& from, std::string_view first) : from_(&from), piece_(first) {}

  // False at the end.
  bool next(Line& line) {
    held_.clear();
    bool too_large = false;
    for (;;) {
      if (piece_.empty()) piece_ = from_->next();
      const bool end = piece_.empty();
      const std::size_t at = piece_.find('\n');
      const std::string_view part = piece_.substr(0, at);
      if (end && held_.empty() && !too_large) return false;
      if (held_.size() + part.size() > line_size_limit) {
        too_large = true;
        held_.clear();
      }
      const bool ended = at != std::string_view::npos;
      const bool direct = ended && held_.empty() && !too_large;
      if (!direct && !too_large) held_ += part;
      piece_.remove_prefix(ended ? at + 1 : piece_.size());
      if (!ended && !end) continue;
      line = {.bytes = direct ? part : std::string_view(held_),
              .number = ++number_,
              .ended = ended,
              .too_large = too_large};
      return true;
    }
  }

 private:
  ByteSource* from_;
  std::string_view piece_;
  std::string held_{};
  int number_ = 0;
};

bool is_register_line(std::string_view text) {
  // Not find(): that stops at every quote, and a line is full of them.
  constexpr std::string_view key = "\"record\"";
  const void* const found = memmem(text.data(), text.size(), key.data(), key.size());
  if (found == nullptr) return false;
  const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  const std::size_t behind = text.find_first_not_of(" \t", at + key.size());
  return behind != std::string_view::npos && text[behind] == ':';
}

class Reader {
 public:
  Reader(const std::string& source, const RecordSink& sink, Encoding encoding)
      : source_(source), sink_(sink), encoding_(encoding) {}

  bool read_line(const Line& line) {
    ImportedRecord record;
    record.source = source_ + ":" + std::to_string(line.number);
    record.encoding = to_string(encoding_);
    const std::string limit = std::to_string(line_size_limit >> 20) + " MB";
    if (line.too_large) {
      record.issues.push_back(make_issue(
          "too_large", {.found = "超过 " + limit, .expected = "一行一人，不超过 " + limit},
          "这一行超过 " + limit + "，一个人的信息不应这样大，未读入"));
    } else {
      read_text(line, record);
    }
    for (Issue& issue : record.issues) issue.row = line.number;
    return sink_(std::move(record));
  }

 private:
  // Nearly every line is a sound one in UTF-8, which the parser of JSON makes sure of. What it does
  // not take is looked at more closely.
  void read_text(const Line& line, ImportedRecord& record) {
    if (encoding_ != Encoding::gb18030 && !is_register_line(line.bytes)) {
      if (auto profile = profile_from_json(line.bytes, record.issues, line.number)) {
        return take(*std::move(profile), line, record);
      }
    }
    read_unsure_text(line, record);
  }

  void read_unsure_text(const Line& line, ImportedRecord& record) {
    std::string converted;
    std::string_view text = line.bytes;
    const bool bytes_are_text = encoding_ != Encoding::gb18030 && is_utf8(text);
    if (!bytes_are_text) {
      // Lines of different programs can stand in one file.
      Decoded decoded = decode(text, encoding_ == Encoding::gb18030 ? "gb18030" : "");
      const bool file_is_gb = encoding_ == Encoding::gb18030;
      const bool line_is_gb = decoded.encoding == Encoding::gb18030;
      if (file_is_gb != line_is_gb && !is_ascii(text)) {
        const std::string_view of_file = to_string(encoding_);
        record.encoding = to_string(decoded.encoding);
        record.issues.push_back(make_issue("encoding_mismatch",
                                           {.found = record.encoding, .expected = of_file},
                                           "文件开头是 " + std::string(of_file) + "，这一行却是 " +
                                               record.encoding + "，已按实际读入"));
      }
      if (decoded.bad > 0)
        record.issues.push_back(bad_bytes("这一行", decoded.bad, record.encoding));
      converted = std::move(decoded.text);
      text = converted;
    }
    // Files that begin with a byte order mark may have been joined.
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    while (text.starts_with(mark)) text.remove_prefix(mark.size());
    if (is_register_line(text)) {
      Register scratch;
      const auto read = read_register_line(text, scratch);
      if (!read) return refuse(read.error(), line, text, record);
      record.register_line = std::string(text);
      return;
    }
    auto profile = profile_from_json(text, record.issues, line.number);
    if (!profile) return refuse(profile.error(), line, text, record);
    take(*std::move(profile), line, record);
  }

  static void take(Profile&& read, const Line& line, ImportedRecord& record) {
    Profile& profile = record.profile.emplace(std::move(read));
    if (!profile.appointments) parse_career(profile, record.issues, "/resume/text");
    check_profile(profile, Vocabulary::built_in(), std::nullopt, record.issues, line.number);
  }

  static bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  }

  // The last characters of a text, whole ones.
  static std::string tail(std::string_view text) {
    constexpr std::size_t most = 40;
    if (text.size() <= most) return std::string(text);
    std::size_t begin = text.size() - most;
    while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    return "…" + std::string(text.substr(begin));
  }

  static void refuse(const Error& error, const Line& line, std::string_view text,
                     ImportedRecord& record) {
    text = trim(text);
    const bool unfinished =
        error.code == "bad_json" || (error.code == "bad_register_line" && error.where.empty());
    if (!line.ended && unfinished) {
      record.issues.push_back(
          make_issue("truncated_line", {.found = tail(text), .expected = "完整的一行 JSON"},
                     "最后一行不是完整的 JSON，文件可能没有写完或传完；前面各行已读入"));
    } else if (error.code == "unknown_schema") {
      const std::string_view member = text.substr(std::min(text.find("\"schema\""), text.size()));
      record.issues.push_back(make_issue(error.code,
                                         {.field = error.where,
                                          .found = member.substr(0, member.find_first_of(",}")),
                                          .expected = "\"schema\":1"},
                                         error.message));
    } else {
      const std::string_view expected = error.code == "bad_register_line"
                                            ? "docs/model.md 中机构或职位的一行"
                                            : "一行一个 JSON 对象";
      const bool pointer = error.where.empty() || error.where.starts_with('/');
      record.issues.push_back(
          make_issue(error.code,
                     {.field = pointer ? std::string_view(error.where) : std::string_view(),
                      .found = text,
                      .expected = expected},
                     pointer ? error.message : error.message + "（" + error.where + "）"));
    }
  }

  const std::string& source_;
  const RecordSink& sink_;
  Encoding encoding_;
};

// A file whose first line is a lone "{" is one profile printed over many lines.
Line whole_document(const Line& first, Lines& lines, std::string& document) {
  Line line = first;
  document = line.bytes;
  for (Line more; lines.next(more);) {
    line.too_large =
        line.too_large || more.too_large || document.size() + more.bytes.size() > line_size_limit;
    if (line.too_large) continue;
    document += '\n';
    document += more.bytes;
  }
  line.ended = true;
  line.bytes = document;
  return line;
}

// People in one JSON list would have to be held in memory all together.
bool refuse_list(const std::string& source, Encoding encoding, const RecordSink& sink) {
  ImportedRecord record;
  record.source = source;
  record.encoding = to_string(encoding);
  record.issues.push_back(
      make_issue("not_an_object", {.found = "以“[”开头的列表", .expected = "一行一个 JSON 对象"},
                 "文件是一个 JSON 列表；应一人一行，每行一个 { } 对象（NDJSON），整份未读入"));
  return sink(std::move(record));
}

bool sniff(std::string_view head) {
  const std::string text = decode(head).text;
  return trim(text).starts_with('{');
}

bool read(ByteSource& bytes, const std::string& source, const RecordSink& sink) {
  const std::string head(bytes.next());
  const Encoding encoding = detect(head);
  const std::string_view first =
      std::string_view(head).substr(byte_order_mark_size(head, encoding));
  const bool wide = encoding == Encoding::utf_16le || encoding == Encoding::utf_16be;
  FromUtf16 transcoded(first, bytes, encoding);
  Lines lines(wide ? transcoded : bytes, wide ? "" : first);
  Reader reader(source, sink, encoding);

  bool empty = true;
  for (Line line; lines.next(line);) {
    if (!line.too_large && trim(line.bytes).empty()) continue;
    std::string document;
    if (empty && trim(line.bytes) == "{") line = whole_document(line, lines, document);
    if (empty && trim(line.bytes).starts_with('[')) return refuse_list(source, encoding, sink);
    empty = false;
    if (!reader.read_line(line)) return false;
  }
  if (bytes.failure()) return sink(refused(source, *bytes.failure()));
  return !empty || sink(refused_as_empty(source, head.empty() ? "" : to_string(encoding)));
}
}  // namespace

extern const ImportFormat ndjson;
const ImportFormat ndjson{"ndjson", "ndjson,jsonl,json", &sniff, &read};
}  // namespace bole::formats
