#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace bole {

// What kind of refusal an Error is; the command line turns it into its exit code.
enum class Refusal { invalid, usage, not_found, denied, conflict };

// A refusal a caller is expected to handle and show. `code` is stable English snake_case and may be
// tested for; `message` is one Chinese sentence saying what was found and what was expected;
// `where` is a place ("第17行", "/weights/2", "第12列") or empty.
struct Error {
  Refusal kind = Refusal::invalid;
  std::string code{};
  std::string message{};
  std::string where{};
};

// A value, or the reason there is none. A broken disk is not one of the reasons: that is thrown
// as StorageError.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& operator*() const& {
    assert(*this);
    return *std::get_if<0>(&state_);
  }
  T& operator*() & {
    assert(*this);
    return *std::get_if<0>(&state_);
  }
  T&& operator*() && {
    assert(*this);
    return std::move(*std::get_if<0>(&state_));
  }
  const T* operator->() const {
    assert(*this);
    return std::get_if<0>(&state_);
  }
  T* operator->() {
    assert(*this);
    return std::get_if<0>(&state_);
  }
  const Error& error() const {
    assert(!*this);
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

// For operations that yield nothing but may be refused: Result<Done>.
struct Done {};

}  // namespace bole
