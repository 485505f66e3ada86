#pragma once
#include <cstdint>

#include "engine/profile/register.hpp"
#include "engine/vocabulary/vocabulary.hpp"
#include "index/store/store.hpp"

namespace bole {

// The register as the store holds it.
[[nodiscard]] Register register_of(const Store& store);

// Derives everybody of the store again when they were derived with another register or vocabulary
// than these, and stores who changed; returns how many. The store remembers with which ones its
// people were derived (record "derivation" among the imports), and only after all of them were, so
// that an interruption is made good by the next call.
std::uint64_t rederive_if_stale(Store& store, const Register& reg, const Vocabulary& vocabulary,
                                const Authorship& authorship);

// Remembers these, for a caller who knows that everybody was derived with them.
void remember_derivation(Store& store, const Register& reg, const Vocabulary& vocabulary,
                         const Authorship& authorship);

}  // namespace bole
