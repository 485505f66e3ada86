#include "engine/core/sha256.hpp"

#include <openssl/evp.h>

#include <memory>
#include <new>

#include "engine/core/hex.hpp"

namespace bole {
Digest sha256(std::string_view bytes) { return sha256(bytes, {}); }

Digest sha256(std::string_view first, std::string_view second) {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  // Fetched once: a context that is given EVP_sha256() looks the algorithm up anew every time.
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  // Kept, because making one takes as long as a short text; each use begins anew.
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
  Digest digest{};
  if (!context || EVP_DigestInit_ex(context.get(), algorithm, nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), first.data(), first.size()) != 1 ||
      EVP_DigestUpdate(context.get(), second.data(), second.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
    throw std::bad_alloc();
  }
  return digest;
}

std::string hex(const Digest& digest) { return hex_of(digest); }

std::string hash_text(std::string_view bytes) { return "sha256:" + hex(sha256(bytes)); }
}  // namespace bole
