#pragma once
#include <memory>
#include <string>

#include "index/matter_desk.hpp"
#include "tools/command.hpp"

namespace bole {

// A store opened for a command, with what is read from it caught up. Members stand in the order in
// which they are built.
struct OpenStore {
  explicit OpenStore(const std::string& directory);
  ~OpenStore();
  OpenStore(const OpenStore&) = delete;
  OpenStore& operator=(const OpenStore&) = delete;
  std::unique_ptr<Store> store;
  Catalogue catalogue;
  MatterDesk desk;
};

// Options that commands on a store share.
struct StoreOptions {
  std::string store{};
  std::string by{};
  bool json = false;
};
void add_store_option(CLI::App& app, StoreOptions& options);  // --store
void add_actor_option(CLI::App& app, StoreOptions& options);  // --as
void add_json_option(CLI::App& app, StoreOptions& options);   // --json

// Opens the store named by the options; a missing --store is an Error of kind usage.
[[nodiscard]] Result<std::unique_ptr<OpenStore>> open_store(const StoreOptions& options);
[[nodiscard]] Actor actor(const StoreOptions& options);

// The whole file, or standard input for "-"; file_not_found or file_unreadable.
[[nodiscard]] Result<std::string> read_file(const std::string& path);
void print(const std::string& text);  // to standard output, as it is

}  // namespace bole
