#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/core/json_writer.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/resume.hpp"
#include "engine/profile/profile_json.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"
#include "index/import/import_format.hpp"
#include "tools/command.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string json_line(const ImportedRecord& record) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("source", record.source).field("encoding", record.encoding);
  json.key("readable").boolean(record.profile.has_value());
  json.key("profile");
  if (record.profile) {
    json.raw(to_json(*record.profile));
  } else {
    json.null();
  }
  json.key("issues").begin_array();
  for (const Issue& issue : record.issues) {
    json.begin_object()
        .field("code", issue.code)
        .field("severity", to_string(issue.severity))
        .field("row", issue.row)
        .field("field", issue.field)
        .field("found", issue.found)
        .field("expected", issue.expected)
        .field("message", issue.message)
        .end_object();
  }
  json.end_array().end_object();
  return out + '\n';
}

// The page of one person: lines of "name  value" where there is a value.
class Page {
 public:
  explicit Page(const ImportedRecord& record) : record_(record) {}

  std::string text() {
    out_ = "── " + record_.source;
    if (!record_.encoding.empty()) out_ += "（" + record_.encoding + "）";
    out_ += " ──\n";
    if (record_.profile) {
      person(*record_.profile);
    } else {
      out_ += "  未能读入\n";
    }
    issues();
    return out_ + '\n';
  }

 private:
  static std::string date(const std::optional<PartialDate>& value) {
    return value ? to_string(*value) : std::string();
  }

  static std::string joined(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view part : parts) {
      if (part.empty()) continue;
      if (!all.empty()) all += "  ";
      all += part;
    }
    return all;
  }

  void line(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out_ += "  ";
    out_ += name;
    for (std::size_t width = count_characters(name); width < 6; ++width) out_ += "　";
    out_ += "  ";
    out_ += value;
    out_ += '\n';
  }

  template <class List, class Print>
  void list(std::string_view name, const List& items, const Print& print_item) {
    if (!items) return;
    if (items->empty()) line(name, "无");
    for (const auto& item : *items) {
      line(name, print_item(item));
      name = "";
    }
  }

  void person(const Profile& p) {
    line("姓名", p.name);
    line("出生年月", date(p.birth));
    line("参加工作", date(p.work_start));
    sealed(p.sealed);
    list("教育", p.education, [](const Education& e) {
      return joined({e.mode, e.level, e.degree, e.school, e.major, date(e.to)});
    });
    list("职称", p.professional_titles, [](const ProfessionalTitle& t) {
      return joined({t.name, date(t.date)});
    });
    list("专长自述", p.specialities_stated, [](const std::string& text) { return text; });
    line("现任职务", p.current.text);
    line("职务层次", joined({to_string(p.current.level.value), date(p.current.level_since)}));
    line("职级", joined({p.current.grade, date(p.current.grade_since)}));
    list("简历", p.appointments,
         [&](const Appointment& appointment) { return career_line(p, appointment); });
    std::vector<Span> unparsed = p.resume.unparsed;
    for (const Span& span : unparsed) line("未解析", statement(p.resume.text, span));
    list("考核", p.appraisals, [](const Appraisal& a) {
      return joined({std::to_string(a.year), a.kind, a.grade});
    });
    list("奖励", p.honours, [](const Honour& h) {
      return joined({date(h.date), h.name, h.authority, h.tier});
    });
    list("处分", p.sanctions, [](const Sanction& s) {
      return joined({date(s.date), s.kind, s.authority, s.document});
    });
    list("培训", p.training, [](const Training& t) {
      return joined({date(t.from), date(t.to), t.subject,
                     t.hours ? std::to_string(*t.hours) + " 学时" : std::string()});
    });
  }

  void sealed(const Sealed& s) {
    line("封存信息", joined({s.sex, s.ethnicity, s.party_name, date(s.party_date), s.health}));
    line("籍贯", s.native_place);
    line("出生地", s.birthplace);
    if (s.family) line("家庭成员", std::to_string(s.family->size()) + " 人");
  }

  static std::string statement(const std::string& text, const Span& span) {
    const std::size_t begin = first_characters(text, span.begin).size();
    return without_blanks(
        first_characters(std::string_view(text).substr(begin), span.end - span.begin));
  }

  static std::string career_line(const Profile& p, const Appointment& a) {
    std::string period = a.from ? to_string(*a.from) : "";
    if (a.to || a.open) period += "—" + (a.open ? std::string("今") : to_string(*a.to));
    for (std::size_t width = count_characters(period); width < 15; ++width) period += ' ';
    const std::string words = a.text_span ? statement(p.resume.text, *a.text_span) : "";
    return joined({period, a.kind, words, to_string(a.level.value),
                   a.concurrent_with.empty() ? "" : "（其间）"});
  }

  void issues() {
    if (record_.issues.empty()) return;
    out_ += "  问题 " + std::to_string(record_.issues.size()) + " 处\n";
    for (const Issue& issue : record_.issues) {
      const std::string_view severity = issue.severity == Severity::error     ? "错误"
                                        : issue.severity == Severity::warning ? "警告"
                                                                              : "提示";
      out_ += "    " + std::string(severity) + " [" + issue.code + "] ";
      if (!issue.field.empty()) out_ += issue.field + "：";
      out_ += issue.message + '\n';
    }
  }

  const ImportedRecord& record_;
  std::string out_{};
};

struct Options {
  std::string path{};
  std::string resume{};
  enum class Output { page, json } output = Output::page;
};

Exit inspect_files(const Options& options) {
  std::size_t readable = 0;
  std::size_t refusals = 0;
  std::size_t register_lines = 0;
  read_path(options.path, [&](ImportedRecord&& record) {
    if (record.register_line) {
      ++register_lines;
      return true;
    }
    (record.profile ? readable : refusals) += 1;
    print(options.output == Options::Output::json ? json_line(record) : Page(record).text());
    return true;
  });
  std::fprintf(stderr, "读入 %zu 人，未能读入 %zu 份", readable, refusals);
  if (register_lines > 0) std::fprintf(stderr, "，另有机构和职位 %zu 条（不显示）", register_lines);
  std::fprintf(stderr, "\n");
  return readable + register_lines > 0 ? Exit::ok : Exit::failed;
}

// All bytes of a file or of standard input; nothing is interpreted.
Result<std::string> slurp(const std::string& path) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr)
    return Error{Refusal::not_found, "unreadable_file", "“" + path + "”打不开", ""};
  std::string bytes;
  std::string buffer(64 * 1024, '\0');
  while (bytes.size() <= record_size_limit) {
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file);
    if (count == 0) break;
    bytes.append(buffer, 0, count);
  }
  if (file != stdin) std::fclose(file);
  if (bytes.size() > record_size_limit)
    return Error{Refusal::invalid, "too_large", "简历文字超过 20 MB，不读", ""};
  return bytes;
}

Exit inspect_resume(const std::string& path) {
  const auto bytes = slurp(path);
  if (!bytes) return report(bytes.error());
  const Decoded decoded = decode(*bytes);
  ParsedResume parsed = parse_resume(decoded.text);
  Profile profile;
  profile.resume.text = decoded.text;
  profile.appointments = std::move(parsed.appointments);

  std::string out;
  JsonWriter json(out);
  json.begin_object().key("appointments").begin_array();
  for (const Appointment& appointment : *profile.appointments) json.raw(to_json(appointment));
  json.end_array().key("unparsed").begin_array();
  for (const Span& span : parsed.unparsed)
    json.begin_array().number(span.begin).number(span.end).end_array();
  json.end_array().end_object();
  print(out + '\n');
  return Exit::ok;
}

std::function<Exit()> setup(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* path =
      app.add_option("path", options->path,
                     "任免表 .lrmx、.lrm、.ndjson，或含有它们的文件夹、.zip；“-”为标准输入");
  app.add_flag_callback(
      "--json", [options] { options->output = Options::Output::json; }, "每人输出一行 JSON");
  auto* resume = app.add_option("--resume", options->resume,
                                "只读一段简历文字（文件，“-”为标准输入），输出一个 JSON 对象");
  path->excludes(resume);
  return [options]() -> Exit {
    if (!options->resume.empty()) return inspect_resume(options->resume);
    if (options->path.empty())
      return report(Error{Refusal::usage, "path_not_given",
                          "没有指定要读的文件：bole inspect 路径，或 bole inspect --resume -", ""});
    return inspect_files(*options);
  };
}
}  // namespace

extern const Command inspect;
const Command inspect{"inspect", "读人事文件并显示读到什么、有何问题，不入库", &setup};
}  // namespace bole::commands
