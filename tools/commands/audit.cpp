#include <algorithm>
#include <charconv>
#include <cstdio>
#include <deque>
#include <memory>

#include "engine/core/json_writer.hpp"
#include "index/audit/audit_folder.hpp"
#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  std::size_t last = 20;
  std::string by{};
  std::string action{};
  std::string person{};
  std::string out{};
  std::string file{};
  std::string head{};
  std::string key{};
  std::string reason{};
};

bool wanted(const AuditEntry& entry, const Options& options) {
  const auto fits = [](const std::string& asked, const std::string& is) {
    return asked.empty() || asked == is;
  };
  const auto names = [&](const std::vector<std::string>& ids) {
    return std::find(ids.begin(), ids.end(), options.person) != ids.end();
  };
  return fits(options.by, entry.by) && fits(options.action, entry.action) &&
         (options.person.empty() || names(entry.people) || names(entry.objects));
}

// Read in full are only lines that can be wanted: the log may be long.
bool may_be_wanted(std::string_view line, const Options& options) {
  for (const std::string* asked : {&options.by, &options.action, &options.person}) {
    if (asked->find_first_of("\"\\") != std::string::npos) continue;  // stands escaped
    if (!asked->empty() && line.find('"' + *asked + '"') == std::string_view::npos) return false;
  }
  return true;
}

std::string line_of(std::uint64_t number, const AuditEntry& entry) {
  std::string line = std::to_string(number) + '\t' + entry.at + '\t' + entry.by + '\t' +
                     entry.through + '\t' + entry.action + '\t' + entry.outcome;
  for (const std::string& part : {entry.pool, entry.matter}) {
    if (!part.empty()) line += '\t' + part;
  }
  for (const std::string& object : entry.objects) line += '\t' + object;
  if (entry.count) line += "\t命中 " + std::to_string(*entry.count);
  if (entry.people_count > 0) line += "\t涉及 " + std::to_string(entry.people_count) + " 人";
  return line + '\n';
}

Result<Exit> show(const Options& options, OnStore& open) {
  if (const auto known = open.needs_user(); !known) return known.error();
  std::deque<std::string> kept;
  const bool any = options.by.empty() && options.action.empty() && options.person.empty();
  open.audit().for_each([&](std::string_view line) {
    if (!may_be_wanted(line, options)) return true;
    if (!any) {
      const auto entry = audit_entry_of(line);
      if (!entry || !wanted(*entry, options)) return true;
    }
    kept.emplace_back(line);
    if (kept.size() > options.last) kept.pop_front();
    return true;
  });
  open.note.count = kept.size();
  for (const std::string& line : kept) {
    const auto read = read_audit_line(line);
    const auto entry = audit_entry_of(line);
    if (options.json) {
      open.print(line + '\n');
    } else if (read && entry) {
      open.print(line_of(read->number, *entry));
    } else {
      open.print("（此处一行不是审计记录；可用 bole audit verify 核对）\n");
    }
  }
  return Exit::ok;
}

// The begun of this export is in it, and nothing after.
Result<Exit> write_out(const Options& options, OnStore& open) {
  std::FILE* file = options.out == "-" ? stdout : std::fopen(options.out.c_str(), "wb");
  const auto failed = [&] {
    return Error{Refusal::invalid, "file_not_written", "写不出文件“" + options.out + "”", ""};
  };
  if (!file) return failed();
  AuditHead head{};
  bool good = true;
  const auto put = [&](std::string_view line) {
    good = good && std::fwrite(line.data(), 1, line.size(), file) == line.size() &&
           std::fputc('\n', file) != EOF;
    return good;
  };
  open.audit().for_each([&](std::string_view line) {
    if (const auto read = read_audit_line(line)) head = {read->number, read->hash};
    return put(line);
  });
  put(audit_seal(open.audit().key(), head, open.actor().by, open.actor().at));
  good = (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && good;
  if (!good) return failed();
  open.note.count = head.entries;
  open.say("已导出 " + std::to_string(head.entries) + " 条，末条校验值 " + hex(head.chain) +
           "，签名公钥 " + hex(public_key_of(open.audit().key())) + '\n');
  return Exit::ok;
}

// "90:<hash>"
Result<std::vector<AuditMark>> marks_of(const std::string& text) {
  if (text.empty()) return std::vector<AuditMark>{};
  const std::size_t colon = text.find(':');
  AuditMark mark{"所给的位置", {}};
  const auto read =
      std::from_chars(text.data(), text.data() + std::min(colon, text.size()), mark.head.entries);
  const auto hash = colon == std::string::npos
                        ? std::nullopt
                        : digest_of_hex(std::string_view(text).substr(colon + 1));
  if (read.ec != std::errc() || read.ptr != text.data() + colon || !hash) {
    return Error{Refusal::usage, "bad_head", "应写成 条数:校验值，实为“" + text + "”", "--head"};
  }
  mark.head.chain = *hash;
  return std::vector<AuditMark>{mark};
}

void print_verdict(const AuditVerdict& verdict, const Options& options) {
  if (options.json) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("sound").boolean(verdict.sound());
    json.field("entries", static_cast<std::int64_t>(verdict.head.entries));
    json.field("hash", hex(verdict.head.chain));
    if (verdict.signed_by) json.field("key", hex(*verdict.signed_by));
    json.key("renewals").begin_array();
    for (const AuditEntry& renewal : verdict.renewals) {
      json.begin_object().field("at", renewal.at).field("by", renewal.by);
      json.field("reason", renewal.reason).field("folder", renewal.renews->folder);
      json.field("bytes", static_cast<std::int64_t>(renewal.renews->bytes));
      json.field("sha256", hex(renewal.renews->digest)).end_object();
    }
    json.end_array().key("faults").begin_array();
    for (const AuditFault& fault : verdict.faults) {
      json.begin_object().field("code", fault.code);
      json.field("entry", static_cast<std::int64_t>(fault.entry));
      json.field("detail", fault.message).end_object();
    }
    json.end_array().field("more", static_cast<std::int64_t>(verdict.more_faults)).end_object();
    print(out + '\n');
    return;
  }
  for (const AuditFault& fault : verdict.faults)
    print('[' + fault.code + "] " + fault.message + '\n');
  if (verdict.more_faults > 0) {
    print("另有 " + std::to_string(verdict.more_faults) + " 处问题\n");
  }
  for (const AuditEntry& renewal : verdict.renewals) {
    const KeptAuditLog& kept = *renewal.renews;
    print("审计日志由 " + renewal.by + " 于 " + renewal.at + " 另起，原日志" +
          (kept.folder.empty() ? "已不存在"
                               : "留在 " + kept.folder + "（" + std::to_string(kept.bytes) +
                                     " 字节，SHA-256 " + hex(kept.digest) + "）") +
          "，原因：" + renewal.reason + '\n');
  }
  if (!verdict.sound()) return;
  print("审计日志完整：到第 " + std::to_string(verdict.head.entries) + " 条，末条校验值 " +
        hex(verdict.head.chain) + '\n');
  if (verdict.signed_by) print("封签有效，签名公钥 " + hex(*verdict.signed_by) + '\n');
}

// Shows no entry, and has to work where none can be appended: it is not recorded.
Exit verify(const Options& options) {
  auto marks = marks_of(options.head);
  if (!marks) return report(marks.error());
  Result<AuditVerdict> verdict = AuditVerdict{};
  if (options.file.empty()) {
    const auto directory = store_directory(options.store);
    if (!directory) return report(directory.error());
    verdict = check_audit_folder(*directory + "/audit", audit_head_of_store(*directory), *marks);
  } else {
    verdict = check_audit_file(options.file, *marks, AuditCheck::Sealed::yes);
  }
  if (!verdict) return report(verdict.error());
  if (!options.key.empty() && (!verdict->signed_by || hex(*verdict->signed_by) != options.key)) {
    verdict->faults.push_back({"bad_seal", verdict->head.entries, "封签不是用所给的公钥签的"});
  }
  print_verdict(*verdict, options);
  return verdict->sound() ? Exit::ok : Exit::failed;
}
}  // namespace

extern const Command audit;
const Command audit{
    "audit", "查看、导出和核对审计日志", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.require_subcommand();
      Arguments* showing = app.add_subcommand("show", "查看最近的记录");
      showing->add_option("--last", options->last, "几条")->at_least(1);
      showing->add_option("--by", options->by, "只看这一用户的");
      showing->add_option("--action", options->action, "只看这一种，如 search");
      showing->add_option("--person", options->person, "只看涉及这一人员编号的");
      Arguments* exporting = app.add_subcommand("export", "连同封签导出全部记录");
      exporting->add_option("--out", options->out, "文件，- 为标准输出")->required();
      Arguments* verifying = app.add_subcommand("verify", "核对导出的文件，或库中的日志");
      verifying->add_option("file", options->file, "导出的文件；不给时核对 --store 的日志");
      verifying->add_option("--head", options->head, "另行抄记的位置，条数:校验值");
      verifying->add_option("--key", options->key, "另行抄记的签名公钥");
      Arguments* renewing = app.add_subcommand("renew", "审计日志损坏、库因此不能使用时另起一份");
      renewing->add_option("--reason", options->reason, "为什么另起")
          ->required()
          ->check([](const std::string& reason) {
            return reason.find_first_not_of(' ') == std::string::npos ? "要写明原因" : "";
          });
      for (Arguments* sub : {showing, exporting, verifying, renewing})
        add_store_option(*sub, *options);
      for (Arguments* sub : {showing, exporting, renewing}) add_actor_option(*sub, *options);
      for (Arguments* sub : {showing, verifying}) add_json_option(*sub, *options);
      return [=] {
        if (verifying->parsed()) return verify(*options);
        if (renewing->parsed()) return renew_audit(*options, options->reason);
        if (exporting->parsed()) {
          return run_on_store(*options, Deed::write, about("audit.export"),
                              [&](OnStore& open) { return write_out(*options, open); });
        }
        return run_on_store(*options, Deed::read, about("audit.read"),
                            [&](OnStore& open) { return show(*options, open); });
      };
    }};
}  // namespace bole::commands
