// NDJSON: one profile (docs/model.md §1), organisation or post a line. Read in pieces: a file of a
// million lines is never in memory. A line that cannot be read costs that line.
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
  const std::size_t key = text.find("\"record\"");
  if (key == std::string_view::npos) return false;
  const std::size_t behind = text.find_first_not_of(" \t", key + 8);
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
    if (line.too_large) {
      record.issues.push_back(make_issue("too_large", {},
                                         "这一行超过 " + std::to_string(line_size_limit >> 20) +
                                             " MB，一个人的信息不应这样大，未读入"));
    } else {
      read_text(line, record);
    }
    for (Issue& issue : record.issues) issue.row = line.number;
    return sink_(std::move(record));
  }

 private:
  void read_text(const Line& line, ImportedRecord& record) {
    std::string converted;
    std::string_view text = line.bytes;
    const bool bytes_are_text = encoding_ != Encoding::gb18030 && is_utf8(text);
    if (!bytes_are_text) {
      Decoded decoded = decode(text, encoding_ == Encoding::gb18030 ? "gb18030" : "");
      if (decoded.encoding == Encoding::gb18030) record.encoding = to_string(decoded.encoding);
      if (decoded.bad > 0)
        record.issues.push_back(make_issue("bad_bytes",
                                           {.found = std::to_string(decoded.bad) + " 处"},
                                           "这一行有 " + std::to_string(decoded.bad) +
                                               " 处字节不是 " + record.encoding + " 的字符"));
      converted = std::move(decoded.text);
      text = converted;
    }
    if (is_register_line(text)) {
      Register scratch;
      const auto read = read_register_line(text, scratch);
      if (!read) return refuse(read.error(), line, record);
      record.register_line = std::string(text);
      return;
    }
    auto profile = profile_from_json(text, record.issues, line.number);
    if (!profile) return refuse(profile.error(), line, record);
    if (!profile->appointments) parse_career(*profile, record.issues, "/resume/text");
    check_profile(*profile, Vocabulary::built_in(), std::nullopt, record.issues, line.number);
    record.profile = std::move(*profile);
  }

  static void refuse(const Error& error, const Line& line, ImportedRecord& record) {
    const std::string_view found = trim(line.bytes.substr(0, 240));
    if (!line.ended && error.code == "bad_json") {
      record.issues.push_back(
          make_issue("truncated_line", {.expected = "完整的一行 JSON"},
                     "最后一行不是完整的 JSON，文件可能没有写完或传完；前面各行已读入"));
    } else {
      record.issues.push_back(make_issue(error.code,
                                         {.field = error.where,
                                          .found = is_utf8(found) ? found : "",
                                          .expected = "一行一个 JSON 对象"},
                                         error.message));
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
    empty = false;
    if (!reader.read_line(line)) return false;
  }
  if (bytes.failure()) return sink(refused(source, *bytes.failure()));
  return !empty || sink(refused_as_empty(source));
}
}  // namespace

extern const ImportFormat ndjson;
const ImportFormat ndjson{"ndjson", "ndjson,jsonl,json", &sniff, &read};
}  // namespace bole::formats
