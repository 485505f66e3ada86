#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace bole {

// Plain values one behind the other, used like a std::vector. The memory may be somebody else's (a
// mapped file), which is why a value must have no padding: its bytes are its whole content.
template <class T>
class Array {
  static_assert(std::is_trivially_copyable_v<T>);
  static_assert(std::has_unique_object_representations_v<T>, "a value has padding");

 public:
  using value_type = T;

  Array() = default;
  Array(const Array& other) { append(other); }
  Array(Array&& other) noexcept { swap(other); }
  Array& operator=(Array other) noexcept {
    swap(other);
    return *this;
  }
  ~Array() = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return data_; }
  [[nodiscard]] T* data() { return data_; }
  [[nodiscard]] const T* begin() const { return data_; }
  [[nodiscard]] T* begin() { return data_; }
  [[nodiscard]] const T* end() const { return data_ + size_; }
  [[nodiscard]] T* end() { return data_ + size_; }
  [[nodiscard]] const T& operator[](std::size_t at) const { return data_[at]; }
  [[nodiscard]] T& operator[](std::size_t at) { return data_[at]; }
  [[nodiscard]] const T& front() const { return data_[0]; }
  [[nodiscard]] const T& back() const { return data_[size_ - 1]; }

  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity);
  }
  void resize(std::size_t size, const T& value = {}) {
    if (size > capacity_) grow(std::max(size, 2 * capacity_));
    for (std::size_t at = size_; at < size; ++at) data_[at] = value;
    size_ = size;
  }
  void push_back(T value) {
    if (size_ == capacity_) grow(std::max<std::size_t>(16, 2 * capacity_));
    data_[size_++] = value;
  }
  // Of memory outside this array.
  void append(std::span<const T> values) {
    if (values.empty()) return;
    if (size_ + values.size() > capacity_) grow(std::max(size_ + values.size(), 2 * capacity_));
    std::memcpy(data_ + size_, values.data(), values.size_bytes());
    size_ += values.size();
  }
  // `values`, of memory outside this array, instead of the `count` values from `at` on.
  void replace(std::size_t at, std::size_t count, std::span<const T> values) {
    const std::size_t behind = size_ - at - count;
    const std::size_t size = at + values.size() + behind;
    if (size > capacity_) grow(std::max(size, 2 * capacity_));
    if (behind > 0) {
      std::memmove(data_ + at + values.size(), data_ + at + count, behind * sizeof(T));
    }
    if (!values.empty()) std::memcpy(data_ + at, values.data(), values.size_bytes());
    size_ = size;
  }
  void clear() { size_ = 0; }

  [[nodiscard]] const std::shared_ptr<void>& keeper() const { return keeper_; }
  // From now on the values are the `size` ones at `data`, where there is room for `capacity`. The
  // memory is this array's to write and lives as long as `keeper`.
  void adopt(T* data, std::size_t size, std::size_t capacity, std::shared_ptr<void> keeper) {
    data_ = data;
    size_ = size;
    capacity_ = capacity;
    keeper_ = std::move(keeper);
  }

 private:
  void swap(Array& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    keeper_.swap(other.keeper_);
  }
  void grow(std::size_t capacity) {
    constexpr std::align_val_t alignment{alignof(T)};
    T* const data = static_cast<T*>(::operator new(capacity * sizeof(T), alignment));
    std::shared_ptr<void> keeper(data, [](T* memory) { ::operator delete(memory, alignment); });
    if (size_ > 0) std::memcpy(data, data_, size_ * sizeof(T));
    adopt(data, size_, capacity, std::move(keeper));
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::shared_ptr<void> keeper_;
};

// Calls visit(array) for every array in the members of a class, given in one order; what keeps
// arrays in files and compares them goes through this. A member is an array, a vector of such, a
// class that has each_array() itself, or a pointer, which is passed over. It does not compile when
// a member of the class is missing.
template <class Class, class Visit, class... Members>
void visit_arrays(Visit& visit, Members&... members) {
  static_assert((sizeof(Members) + ...) == sizeof(Class), "a member of the class is not named");
  const auto go = [&visit](auto& self, auto& member) -> void {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (requires { member.keeper(); }) {
      visit(member);
    } else if constexpr (requires { Member::each_array(member, visit); }) {
      Member::each_array(member, visit);
    } else if constexpr (!std::is_pointer_v<Member>) {
      for (auto& part : member) self(self, part);
    }
  };
  (go(go, members), ...);
}

}  // namespace bole
