#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/core/json_writer.hpp"
#include "engine/normalise/derive.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/resume.hpp"
#include "engine/profile/profile_json.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/forbidden.hpp"
#include "index/identity.hpp"
#include "index/import/import_format.hpp"
#include "tools/command.hpp"
#include "tools/profile_page.hpp"
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
  for (const Issue& issue : record.issues) write_issue(json, issue);
  json.end_array().end_object();
  return out + '\n';
}

std::string page(const ImportedRecord& record) {
  // A file may be named anything, a page has its lines.
  std::string source = record.source;
  ForbiddenSeen ignored;
  replace_forbidden(source, ignored);
  std::replace(source.begin(), source.end(), '\n', ' ');
  std::string out = "── " + source;
  if (!record.encoding.empty()) out += "（" + record.encoding + "）";
  out += " ──\n";
  out += record.profile ? profile_page(*record.profile, Sealing::with_sealed) : "  未能读入\n";
  return out + issue_lines(record.issues) + '\n';
}

struct Options {
  std::string path{};
  std::string resume{};
  enum class Output { page, json } output = Output::page;
};

Exit inspect_files(const Options& options) {
  std::size_t readable = 0;
  std::size_t refusals = 0;
  std::size_t register_lines = 0;
  Register reg;
  read_path(options.path, [&](ImportedRecord&& record) {
    if (record.register_line) {
      // Later people of the same source are derived with it; a bad line is import's to refuse.
      if (read_register_line(*record.register_line, reg)) ++register_lines;
      return true;
    }
    if (record.profile) {
      derive(*record.profile, reg, Vocabulary::built_in());
      if (auto fault = fault_of_id(record.profile->id.text)) {
        record.issues.push_back(*std::move(fault));
      }
    }
    (record.profile ? readable : refusals) += 1;
    print(options.output == Options::Output::json ? json_line(record) : page(record));
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

std::function<Exit()> setup(Arguments& app) {
  auto options = std::make_shared<Options>();
  auto* path =
      app.add_option("path", options->path,
                     "任免表 .lrmx、.lrm、.ndjson，或含有它们的文件夹、.zip；“-”为标准输入");
  app.add_flag(
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
