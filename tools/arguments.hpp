#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bole {

// Whole numbers that an argument may be.
struct NumberRange {
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

// One option, flag or positional argument. Each member narrows what may be given and returns the
// argument itself.
class Argument {
 public:
  explicit Argument(CLI::Option& option) : option_(option) {}
  // The one of a whole number.
  Argument(CLI::Option& option, NumberRange range);

  Argument* required();
  Argument* excludes(const Argument* other);  // not both
  Argument* or_environment(const std::string& variable);
  Argument* between(std::int64_t least, std::int64_t most);  // of a whole number
  Argument* at_least(std::int64_t least);                    // of a whole number
  Argument* one_of(std::vector<std::string> words);
  // What is wrong with a value, in Chinese; empty: nothing.
  Argument* check(std::function<std::string(const std::string&)> fault);

 private:
  CLI::Option& option_;
  std::shared_ptr<NumberRange> range_{};
};

// What may stand on the command line of a program, a command or a subcommand. The only place that
// knows the library that reads it. Names are "--store" for an option and "path" for a positional
// argument; values are written where the caller says when parse() succeeds, so these must outlive
// it. What is added is owned here.
class Arguments {
 public:
  // Of a program: what it is, and its version.
  Arguments(std::string what, std::string version);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  Argument* add_option(const std::string& name, std::string& value, const std::string& what);
  // May be given several times, and take several values at once.
  Argument* add_option(const std::string& name, std::vector<std::string>& values,
                       const std::string& what);
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) Argument* add_option(const std::string& name, Number& value,
                                                             const std::string& what) {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    constexpr auto most = std::numeric_limits<Number>::max();
    return add_number(name, [&value](std::int64_t given) { value = static_cast<Number>(given); },
                      what,
                      {static_cast<std::int64_t>(std::numeric_limits<Number>::min()),
                       std::cmp_less(most, largest) ? static_cast<std::int64_t>(most) : largest});
  }
  Argument* add_number(const std::string& name, std::function<void(std::int64_t)> take,
                       const std::string& what, NumberRange range = {});
  Argument* add_flag(const std::string& name, bool& value, const std::string& what);
  Argument* add_flag(const std::string& name, std::function<void()> given, const std::string& what);

  Arguments* add_subcommand(std::string_view name, std::string_view summary);
  void require_subcommand();  // exactly one

  // Reads a command line, without the program's name. Gives what there is to print instead of
  // running (help or version; empty: run), or an Error of kind usage.
  [[nodiscard]] Result<std::string> parse(std::span<const char* const> words);
  [[nodiscard]] bool parsed() const;  // it is the command that was typed

  [[nodiscard]] std::string name() const;
  [[nodiscard]] bool takes(std::string_view option) const;  // "--store"
  [[nodiscard]] std::span<const std::unique_ptr<Arguments>> subcommands() const { return subs_; }

 private:
  explicit Arguments(CLI::App& app);
  Argument* keep(CLI::Option* option);
  std::optional<std::string> unknown_command(std::span<const char* const> words) const;

  std::unique_ptr<CLI::App> own_;
  CLI::App& app_;
  std::vector<std::unique_ptr<Argument>> arguments_{};
  std::vector<std::unique_ptr<Arguments>> subs_{};
};

}  // namespace bole
