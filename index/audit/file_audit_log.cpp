// The log on disk; docs/audit.md has its form.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <vector>

#include "index/audit/audit_log.hpp"
#include "index/audit/audit_witness.hpp"
#include "index/store/bytes.hpp"
#include "index/store/durable_file.hpp"
#include "index/store/random.hpp"

namespace bole {
namespace {
// No line is longer: see audit_members().
constexpr std::uint64_t longest_line = 512 * 1024;

// A call that failed, with its reason in Chinese.
struct Failure {
  std::string what{};
};

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  const int number = errno;
  if (number == ENOSPC || number == EDQUOT) throw Failure{"磁盘空间不足，写不下 " + path};
  throw Failure{what + " " + path + " 失败：" + std::strerror(number)};
}

class OwnFile {
 public:
  explicit OwnFile(std::string path)
      : path_(std::move(path)), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) fail("打开", path_);
  }
  ~OwnFile() { ::close(file_); }
  OwnFile(const OwnFile&) = delete;
  OwnFile& operator=(const OwnFile&) = delete;

  [[nodiscard]] std::uint64_t size() const {
    struct stat status {};
    if (::fstat(file_, &status) != 0) fail("读取", path_);
    return static_cast<std::uint64_t>(status.st_size);
  }
  [[nodiscard]] std::string read(std::uint64_t begin, std::uint64_t end) const {
    std::string text(end - begin, '\0');
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t count =
          ::pread(file_, text.data() + done, text.size() - done, static_cast<off_t>(begin + done));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("读取", path_);
      if (count == 0) break;
      done += static_cast<std::size_t>(count);
    }
    text.resize(done);
    return text;
  }
  void write(std::string_view text, std::uint64_t at) const {
    while (!text.empty()) {
      const ssize_t count = ::pwrite(file_, text.data(), text.size(), static_cast<off_t>(at));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("写入", path_);
      text.remove_prefix(static_cast<std::size_t>(count));
      at += static_cast<std::uint64_t>(count);
    }
  }
  void sync() const {
    if (::fdatasync(file_) != 0) fail("同步", path_);
  }
  void cut(std::uint64_t size) const {
    if (::ftruncate(file_, static_cast<off_t>(size)) != 0) fail("写入", path_);
  }

 private:
  std::string path_;
  int file_;
};

class FileAuditLog : public AuditLog {
 public:
  FileAuditLog(const std::string& directory, const AuditHead& store) : directory_(directory) {
    try {
      open(store);
    } catch (const Failure& failure) {
      broken_ = failure.what;
    } catch (const StorageError& error) {
      broken_ = error.what();
    }
  }

  AuditHead append(const AuditEntry& entry) override {
    Ticket ticket{.members = audit_members(entry)};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&ticket);
    while (!ticket.done) {
      if (writing_) {
        written_.wait(lock);
        continue;
      }
      writing_ = true;
      std::vector<Ticket*> group;
      group.swap(waiting_);
      const std::string refusal = broken_;
      lock.unlock();
      const std::string failure = refusal.empty() ? write(group) : refusal;
      lock.lock();
      writing_ = false;
      trouble_ = failure;
      if (failure.empty()) head_ = {group.back()->receipt.entries, group.back()->receipt.chain};
      for (Ticket* one : group) {
        one->failure = failure;
        one->done = true;
      }
      written_.notify_all();
    }
    if (!ticket.failure.empty()) unavailable(ticket.failure);
    return ticket.receipt;
  }

  AuditHead head() const override {
    const std::scoped_lock lock(mutex_);
    return head_;
  }
  std::string trouble() const override {
    const std::scoped_lock lock(mutex_);
    return broken_.empty() ? trouble_ : broken_;
  }

  void for_each(const std::function<bool(std::string_view line)>& visit) const override {
    std::uint64_t end = 0;
    {
      const std::scoped_lock lock(mutex_);
      end = end_;
    }
    if (!log_) return;
    try {
      std::string text;
      for (std::uint64_t at = 0; at < end;) {
        const std::uint64_t next = std::min(end, at + 2 * longest_line);
        text += log_->read(at, next);
        at = next;
        std::size_t begin = 0;
        for (std::size_t line_end; (line_end = text.find('\n', begin)) != std::string::npos;) {
          if (!visit(std::string_view(text).substr(begin, line_end - begin))) return;
          begin = line_end + 1;
        }
        text.erase(0, begin);
      }
    } catch (const Failure& failure) {
      unavailable(failure.what);
    }
  }
  const AuditKey& key() const override { return key_; }

 private:
  struct Ticket {
    std::string members{};
    AuditHead receipt{};
    std::string failure{};
    bool done = false;
  };

  [[noreturn]] static void unavailable(const std::string& why) {
    throw StorageError("audit_unavailable", "审计记录写不下来，因此不予答复：" + why);
  }

  void open(const AuditHead& store) {
    const auto key = read_small_file(directory_ + "/KEY");
    const auto held = read_small_file(directory_ + "/HEAD");
    const bool begun = held.has_value();
    if (!begun && store.entries > 0) {
      throw Failure{"库记载审计日志已有 " + std::to_string(store.entries) + " 条，而 " +
                    directory_ + " 中没有；请从备份恢复，或以 bole audit renew 另起"};
    }
    make_directory(directory_);
    log_.emplace(directory_ + "/log");
    if (!begun) {
      begin();
    } else {
      const auto digest = key ? digest_of_hex(key->substr(0, 64)) : std::nullopt;
      if (!digest) throw Failure{"审计日志的密钥 " + directory_ + "/KEY 缺失或无法识别"};
      key_ = *digest;
      witness_.emplace(directory_ + "/HEAD");
      take_up(*held, store);
    }
  }

  // HEAD comes last: without it, and with an empty log, a beginning was interrupted.
  void begin() {
    if (log_->size() > 0) throw Failure{"审计日志的见证文件 " + directory_ + "/HEAD 缺失"};
    fill_random(key_);
    replace_file(directory_ + "/KEY", hex(key_) + "\n");
    const std::string slot = audit_slot({});
    replace_file(directory_ + "/HEAD", slot + slot);
    sync_directory(directory_ + "/..");
    witness_.emplace(directory_ + "/HEAD");
  }

  void take_up(const std::string& held, const AuditHead& store) {
    const auto witness = read_audit_slots(held);
    if (!witness) throw Failure{"审计日志的见证文件 " + directory_ + "/HEAD 无法识别"};
    const std::uint64_t size = log_->size();
    head_ = witness->head;
    end_ = witness->bytes;
    next_slot_ = 1 - witness->slot;
    if (size >= end_) {
      if (end_ > 0) check_last_line();
      check_against(store);
      find_the_rest(size, store);
    }
    if (size < end_ || head_.entries < store.entries) {
      throw Failure{"审计日志短于见证所记的 " +
                    std::to_string(std::max(witness->head.entries, store.entries)) +
                    " 条，后面的被截去了；可用 bole audit verify 核对，bole audit renew 另起"};
    }
    if (size == witness->bytes) return;
    if (end_ < size) log_->cut(end_);
    log_->sync();
    write_witness(head_, end_);
  }

  void check_against(const AuditHead& store) const {
    if (head_.entries != store.entries || head_ == store) return;
    throw Failure{
        "审计日志与库所记的不是同一份；可用 bole audit verify 核对，bole audit renew 另起"};
  }

  void check_last_line() const {
    const std::uint64_t begin = end_ > longest_line ? end_ - longest_line : 0;
    std::string text = log_->read(begin, end_);
    const bool ended = !text.empty() && text.back() == '\n';
    if (ended) text.pop_back();
    const std::size_t before = text.rfind('\n');
    const std::string_view last =
        std::string_view(text).substr(before == std::string::npos ? 0 : before + 1);
    const auto line = read_audit_line(last);
    if (!ended || !line || line->number != head_.entries || line->hash != head_.chain) {
      throw Failure{
          "审计日志的末条与见证文件不符，日志被改动过；可用 bole audit verify 核对，bole audit "
          "renew 另起"};
    }
  }

  // Behind the witness, which is not synced with every group, lies what it was not told of in time.
  // Whole lines that continue the chain belong to the log; anything else was never acknowledged.
  void find_the_rest(std::uint64_t size, const AuditHead& store) {
    const std::string rest = log_->read(end_, size);
    std::size_t begin = 0;
    for (std::size_t line_end; (line_end = rest.find('\n', begin)) != std::string::npos;) {
      const auto line = read_audit_line(std::string_view(rest).substr(begin, line_end - begin));
      if (!line || line->number != head_.entries + 1 ||
          line->hash != next_audit_chain(head_.chain, line->body)) {
        break;
      }
      head_ = {line->number, line->hash};
      check_against(store);
      begin = line_end + 1;
    }
    end_ += begin;
  }

  // Left to the system to bring to the disk: opening finds what it does not tell of, and it never
  // tells of what is not durable.
  void write_witness(const AuditHead& head, std::uint64_t bytes) {
    witness_->write(audit_slot({.head = head, .bytes = bytes}), next_slot_ * audit_slot_bytes);
    next_slot_ = 1 - next_slot_;
  }

  // Only the one who set writing_ is here. Empty, or why nothing of the group counts.
  std::string write(std::vector<Ticket*>& group) {
    AuditHead head = head_;
    std::string text;
    for (Ticket* ticket : group) {
      append_audit_line(text, ticket->members, head);
      ticket->receipt = head;
    }
    bool may_go_on = true;
    try {
      log_->write(text, end_);
      // What a failed sync has left on the disk is not known: only opening anew finds out.
      may_go_on = false;
      log_->sync();
      write_witness(head, end_ + text.size());
      const std::scoped_lock lock(mutex_);
      end_ += text.size();
      return {};
    } catch (const Failure& failure) {
      try {
        if (may_go_on) log_->cut(end_);
      } catch (const Failure&) {
        may_go_on = false;
      }
      if (!may_go_on) {
        const std::scoped_lock lock(mutex_);
        broken_ = failure.what;
      }
      return failure.what;
    }
  }

  const std::string directory_;
  std::optional<OwnFile> log_;
  std::optional<OwnFile> witness_;
  AuditKey key_{};

  mutable std::mutex mutex_;
  std::condition_variable written_;
  std::vector<Ticket*> waiting_;
  bool writing_ = false;
  AuditHead head_{};
  std::uint64_t end_ = 0;  // bytes of the log that head_ covers
  std::size_t next_slot_ = 0;
  std::string trouble_;  // of the last append
  std::string broken_;   // of every one from now on
};
}  // namespace

std::unique_ptr<AuditLog> open_audit_log(const std::string& directory, const AuditHead& store) {
  return std::make_unique<FileAuditLog>(directory, store);
}
}  // namespace bole
