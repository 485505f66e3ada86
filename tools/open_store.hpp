#pragma once
#include <string>

#include "engine/core/result.hpp"
#include "tools/command.hpp"

namespace bole {

// Options that commands on a store share.
struct StoreOptions {
  std::string store{};
  std::string by{};
  bool json = false;
};
void add_store_option(Arguments& app, StoreOptions& options);       // --store
Argument* add_actor_option(Arguments& app, StoreOptions& options);  // --as, or BOLE_USER
void add_json_option(Arguments& app, StoreOptions& options);        // --json

// The whole file, or standard input for "-"; file_not_found or file_unreadable.
[[nodiscard]] Result<std::string> read_file(const std::string& path);
void print(const std::string& text);  // to standard output, as it is

}  // namespace bole
