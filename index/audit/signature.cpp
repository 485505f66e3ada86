#include "index/audit/signature.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "index/store/bytes.hpp"

namespace bole {
namespace {
struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

[[noreturn]] void failed() { throw std::runtime_error("签名算法 Ed25519 不可用"); }

Key private_key(const AuditKey& key) {
  const Digest seed = sha256("bole-audit-signature 1\n", as_text(key));
  Key made(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  if (!made) failed();
  return made;
}
}  // namespace

PublicKey public_key_of(const AuditKey& key) {
  PublicKey made{};
  std::size_t size = made.size();
  if (EVP_PKEY_get_raw_public_key(private_key(key).get(), made.data(), &size) != 1) failed();
  return made;
}

SignatureBytes sign(const AuditKey& key, std::string_view message) {
  const Key own = private_key(key);
  const Context context(EVP_MD_CTX_new());
  SignatureBytes signature{};
  std::size_t size = signature.size();
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, own.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, bytes(message), message.size()) != 1) {
    failed();
  }
  return signature;
}

bool is_signed(const PublicKey& key, std::string_view message, const SignatureBytes& signature) {
  const Key other(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const Context context(EVP_MD_CTX_new());
  return other && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, other.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes(message),
                          message.size()) == 1;
}
}  // namespace bole
