#include "tools/on_store.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "engine/core/hex.hpp"
#include "index/audit/audit_folder.hpp"
#include "index/audit/audit_renewal.hpp"
#include "index/store/random.hpp"
#include "tools/terminal.hpp"

namespace bole {
namespace {
std::string system_account() {
  const passwd* entry = ::getpwuid(::getuid());
  return "os:" + (entry ? std::string(entry->pw_name) : std::to_string(::getuid()));
}

std::string request_id() {
  std::array<std::uint8_t, 6> bytes{};
  fill_random(bytes);
  return "c-" + hex_of(bytes);
}

void write_to(std::FILE* file, std::string& text) {
  std::fwrite(text.data(), 1, text.size(), file);
  text.clear();
}

std::string why_not_written(int number) {
  switch (number) {
    case ENOENT:
      return "所在的文件夹不存在";
    case EISDIR:
      return "这是文件夹";
    case EACCES:
    case EPERM:
      return "没有写入的权限";
    case EROFS:
      return "所在的磁盘只能读";
    case ENOSPC:
      return "磁盘已满";
    default:
      return std::strerror(number);
  }
}

Result<Done> write_file(const std::string& path, const std::string& bytes) {
  const auto failed = [&] {
    return Error{Refusal::invalid, "file_not_written",
                 "写不出文件“" + path + "”：" + why_not_written(errno), ""};
  };
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return failed();
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (std::fclose(file) != 0 || !written) return failed();
  return Done{};
}

bool has_users(const Store& store) {
  bool any = false;
  store.for_each(Collection::user, [&](const Record&) {
    any = true;
    return false;
  });
  return any;
}
}  // namespace

OnStore::OnStore(std::string directory, Actor actor)
    : directory_(std::move(directory)),
      store_(open_rocks_store(directory_, OpenMode::existing)),
      audit_(open_audit_log(directory_ + "/audit", store_->audit_head())),
      actor_(std::move(actor)) {}

Catalogue& OnStore::catalogue() {
  if (!catalogue_) {
    constexpr std::uint64_t quickly_read = 5000;
    std::optional<ProgressBar> bar;
    catalogue_ =
        std::make_unique<Catalogue>(*store_, Vocabulary::built_in(), directory_ + "/columns");
    catalogue_->catch_up([&](std::uint64_t people) {
      if (!bar && store_->head().sequence > quickly_read) bar.emplace("读入人员");
      if (bar) bar->update({.records = people});
    });
  }
  return *catalogue_;
}

MatterDesk& OnStore::desk() {
  if (!desk_) desk_ = std::make_unique<MatterDesk>(*store_, catalogue(), *audit_);
  return *desk_;
}

Result<Done> OnStore::needs_user() const {
  if (user_) return Done{};
  return Error{Refusal::usage, "user_not_given", "没有说明操作人：请用 --as 用户编号", ""};
}

Result<Done> OnStore::may_open(const ProfileId& id) const {
  if (!user_) return Done{};
  return bole::may_open(*user_, id);
}

void OnStore::print(std::string_view text) {
  if (streams_) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  } else {
    out_ += text;
  }
}

void OnStore::say(std::string_view text) {
  if (streams_) {
    std::fwrite(text.data(), 1, text.size(), stderr);
  } else {
    talk_ += text;
  }
}

Result<Done> OnStore::release() {
  write_to(stdout, out_);
  for (const auto& [path, text] : files_) {
    if (const auto written = write_file(path, text); !written) return written.error();
  }
  write_to(stderr, talk_);
  return Done{};
}

void OnStore::append(const std::string& outcome) {
  note.outcome = outcome;
  const Head head = store_->head();
  note.store_epoch = head.epoch;
  note.store_sequence = head.sequence;
  AuditEntry entry = note;
  for (std::string& id : entry.objects) id = audited_id(audit_->key(), id);
  entry.pool = entry.pool.empty() ? "" : audited_id(audit_->key(), entry.pool);
  entry.matter = entry.matter.empty() ? "" : audited_id(audit_->key(), entry.matter);
  entry.at = now_utc();
  store_->witness_audit(audit_->append(entry));
}

AuditEntry from_command_line(AuditEntry entry) {
  entry.through = "cli";
  entry.account = system_account();
  entry.request = request_id();
  return entry;
}

AuditEntry about(std::string action, std::vector<std::string> objects) {
  AuditEntry entry;
  entry.action = std::move(action);
  entry.objects = std::move(objects);
  return entry;
}

Exit run_on_store(const StoreOptions& options, Deed deed, AuditEntry about,
                  const std::function<Result<Exit>(OnStore&)>& work) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  OnStore open(*directory, {options.by, now_utc()});
  open.note = from_command_line(std::move(about));
  // Only the first user of a store is added, and the store made, by nobody who is known.
  const bool founding = open.note.action == "store.create" || open.note.action == "user.add";
  const bool by_nobody = founding && !has_users(open.store());
  std::optional<Error> refusal;
  if (options.by.empty()) {
    if (deed == Deed::write && !by_nobody) refusal = open.needs_user().error();
  } else if (const auto record = open.store().find(Collection::user, options.by)) {
    auto user = user_from_json(record->body);
    if (!user) throw StorageError("store_damaged", "用户 " + options.by + " 无法读取");
    open.user_ = std::move(*user);
  } else if (!by_nobody) {
    refusal =
        Error{Refusal::denied, "unknown_user", "没有编号为“" + options.by + "”的用户", "--as"};
  }
  open.note.by = open.user_           ? options.by
                 : options.by.empty() ? open.note.account
                                      : audited_id(open.audit().key(), options.by);
  if (options.by.empty()) open.actor_.by = open.note.by;
  Result<Exit> done = Exit::failed;
  if (refusal) {
    done = *refusal;
  } else {
    if (deed == Deed::write) open.append("begun");
    try {
      done = work(open);
    } catch (const StorageError& error) {
      if (error.code != "audit_unavailable") open.append(error.code);
      throw;
    } catch (const std::exception&) {
      open.append("internal");
      throw;
    }
  }
  open.append(!done ? done.error().code : *done == Exit::ok ? "ok" : "failed");
  const auto released = open.release();
  const std::string trouble = open.catalogue_ ? open.catalogue_->keep() : std::string();
  if (!trouble.empty()) std::fprintf(stderr, "人员数据列没有存下：%s\n", trouble.c_str());
  if (!done) return report(done.error());
  return released ? *done : report(released.error());
}

Exit renew_audit(const StoreOptions& options, const std::string& reason) {
  const auto directory = store_directory(options.store);
  if (!directory) return report(directory.error());
  const auto store = open_rocks_store(*directory, OpenMode::existing);
  if (options.by.empty()) {
    return report(
        Error{Refusal::usage, "user_not_given", "没有说明操作人：请用 --as 用户编号", "--as"});
  }
  if (!store->find(Collection::user, options.by)) {
    return report(
        Error{Refusal::denied, "unknown_user", "没有编号为“" + options.by + "”的用户", "--as"});
  }
  const std::string folder = *directory + "/audit";
  const auto verdict = check_audit_folder(folder, store->audit_head(), {});
  if (verdict && verdict->sound() &&
      open_audit_log(folder, store->audit_head())->trouble().empty()) {
    return report(Error{Refusal::conflict, "audit_sound", "审计日志完好，不能另起", ""});
  }
  AuditEntry entry = from_command_line(about("audit.renew"));
  entry.at = now_utc();
  entry.by = options.by;
  entry.outcome = "ok";
  entry.reason = reason;
  entry.store_epoch = store->head().epoch;
  entry.store_sequence = store->head().sequence;
  const AuditHead head = renew_audit_log(folder, store->audit_head(), std::move(entry));
  print("审计日志已另起，从第 " + std::to_string(head.entries) +
        " 条记起；原日志留在库目录中，没有改动。可用 bole audit verify 核对\n");
  return Exit::ok;
}
}  // namespace bole
