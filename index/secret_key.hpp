#pragma once
#include <string>

namespace bole {

// 32 random bytes that only this store knows (secret_key in its directory), made when first asked
// for: what programs hand back to us, cursors above all, is signed with them. Losing them makes old
// cursors void and nothing else. Throws StorageError.
[[nodiscard]] std::string secret_key(const std::string& directory);

}  // namespace bole
