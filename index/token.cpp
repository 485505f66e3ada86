#include "index/token.hpp"

#include <array>

#include "engine/core/hex.hpp"
#include "engine/core/sha256.hpp"
#include "index/store/random.hpp"

namespace bole {
Result<std::string> new_token(Store& store, const std::string& user, const Authorship& authorship) {
  std::array<std::uint8_t, 32> bytes{};
  fill_random(bytes);
  const std::string token = "bole_" + hex_of(bytes);
  const std::string hash = hex(sha256(token));
  const auto head = store.commit({{.collection = Collection::token,
                                   .id = user,
                                   .body = "{\"sha256\":\"" + hash + "\"}",
                                   .sealed = {},
                                   .lookups = {hash},
                                   .expected = {}}},
                                 authorship);
  if (!head) return head.error();
  return token;
}

std::optional<std::string> user_with_token(const Store& store, std::string_view token) {
  const std::vector<std::string> users = store.find_by(Collection::token, hex(sha256(token)));
  return users.size() == 1 ? std::optional(users.front()) : std::nullopt;
}
}  // namespace bole
