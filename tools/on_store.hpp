#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/audit/audit_log.hpp"
#include "index/matter_desk.hpp"
#include "tools/open_store.hpp"

namespace bole {

enum class Deed { read, write };

// A command at work on an open store.
class OnStore {
 public:
  OnStore(const OnStore&) = delete;
  OnStore& operator=(const OnStore&) = delete;

  [[nodiscard]] const std::string& directory() const { return directory_; }
  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] AuditLog& audit() { return *audit_; }
  // Built, and brought to the store's head, when first asked for.
  [[nodiscard]] Catalogue& catalogue();
  [[nodiscard]] MatterDesk& desk();

  // Who acts: always a known user where the command writes.
  [[nodiscard]] Actor actor() const { return actor_; }
  [[nodiscard]] const std::optional<User>& user() const { return user_; }
  // Refused (user_not_given) for an account of the operating system.
  [[nodiscard]] Result<Done> needs_user() const;
  // Refused (own_record) for the user's own record and those of declared kin.
  [[nodiscard]] Result<Done> may_open(const ProfileId& id) const;

  // What the entry in the audit log says; the command adds whom it shows.
  AuditEntry note{};

  // To standard output, and talk to standard error. Kept until the entry is in the log.
  void print(std::string_view text);
  void say(std::string_view text);
  void print_to(std::string file, std::string text) { files_.emplace_back(file, text); }
  // From now on at once: only where the command writes, since its `begun` is there already.
  void stream() { streams_ = true; }

 private:
  OnStore(std::string directory, Actor actor);
  friend Exit run_on_store(const StoreOptions&, Deed, AuditEntry,
                           const std::function<Result<Exit>(OnStore&)>&);
  void append(const std::string& outcome);
  Result<Done> release();

  std::string directory_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<AuditLog> audit_;
  std::unique_ptr<Catalogue> catalogue_;
  std::unique_ptr<MatterDesk> desk_;
  Actor actor_;
  std::optional<User> user_;
  std::string out_;
  std::string talk_;
  std::vector<std::pair<std::string, std::string>> files_;
  bool streams_ = false;
};

// The only way for a command to a store: opens it, finds out who acts, lets `work` do its part,
// appends what was done to the audit log and only then prints what `work` printed, or the refusal
// it gave. `about` has the action and what is known of its objects beforehand. A write is recorded
// before it begins (outcome begun) and when it ends. Who: --as or BOLE_USER; for a read by neither
// the account of the operating system, as os:NAME. Throws StorageError audit_unavailable: then
// nothing was printed, and nothing written that the log does not have as begun.
Exit run_on_store(const StoreOptions& options, Deed deed, AuditEntry about,
                  const std::function<Result<Exit>(OnStore&)>& work);

// Begins a new audit log where the one of the store is damaged. Not through run_on_store(): nothing
// can be appended to what is to be replaced; the new log begins with the entry.
Exit renew_audit(const StoreOptions& options, const std::string& reason);

// The entry as one that came by the command line: through what, from which account, which request.
[[nodiscard]] AuditEntry from_command_line(AuditEntry entry);

// An action on records named by id.
[[nodiscard]] AuditEntry about(std::string action, std::vector<std::string> objects = {});

}  // namespace bole
