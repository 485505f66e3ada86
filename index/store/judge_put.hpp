#pragma once
#include <cstdint>
#include <string_view>

#include "index/store/store.hpp"

namespace bole {

// The current version of a record, as a put meets it.
struct CurrentVersion {
  std::uint32_t number = 0;  // 0: there is no such record
  bool erased = false;
  std::string_view body{};
  std::string_view sealed{};
};

enum class PutFate { new_version, unchanged };

// What every store does with a put before it writes it, in the order of Store::commit.
[[nodiscard]] Result<PutFate> judge_put(const Put& put, const CurrentVersion& current,
                                        const Authorship& authorship);

}  // namespace bole
