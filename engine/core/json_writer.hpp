#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace bole {

// Appends compact JSON to a string in the order of the calls, so that canonical forms keep the
// order of docs/model. The caller nests correctly; commas are placed here. Text must be valid
// UTF-8; control characters are escaped.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);  // name needs no escaping
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // a value that is JSON already

  JsonWriter& field(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& field(std::string_view name, std::int64_t value) { return key(name).number(value); }
  // Writes nothing when the text is empty: an absent key means unknown.
  JsonWriter& field_if(std::string_view name, std::string_view value) {
    return value.empty() ? *this : field(name, value);
  }

 private:
  void separate();
  std::string& out_;
  bool first_ = true;
};

}  // namespace bole
