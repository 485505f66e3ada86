#include "tools/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <sstream>

namespace bole {
namespace {
std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

bool bounded(NumberRange range) { return range.most < std::numeric_limits<std::int32_t>::max(); }

std::string words_of(NumberRange range) {
  if (bounded(range)) {
    return std::to_string(range.least) + " 到 " + std::to_string(range.most) + " 的整数";
  }
  return "不小于 " + std::to_string(range.least) + " 的整数";
}

std::string given(const std::string& value) { return "，给的是“" + value + "”"; }

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : std::string(between)) + word;
  return all;
}

bool drop(std::string& text, std::string_view part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return false;
  text.erase(at, part.size());
  return true;
}

// The library tells what is wrong in English, with the names and values inside.
std::string usage_fault(const CLI::ParseError& error) {
  std::string what = error.what();
  const std::string kind = error.get_name();
  const std::string name = what.substr(0, what.find_first_of(": "));
  if (kind == "RequiredError") {
    drop(what, " is required");
    return what == "A subcommand" ? "缺少命令" : "缺少必需的参数：" + what;
  }
  // This error has the command for its kind.
  if (drop(what, "The following argument was not expected: ") ||
      drop(what, "The following arguments were not expected: ")) {
    return "不认识的参数：" + what;
  }
  if (kind == "ValidationError") {
    drop(what, name + ": ");
    return "参数的值不对：" + name + " " + what;
  }
  if (kind == "ExcludesError") {
    drop(what, name + " excludes ");
    return "参数不能同时使用：" + name + " 和 " + what;
  }
  if (kind == "ArgumentMismatch") {
    if (drop(what, " was given a disallowed flag override")) {
      return "参数不带值：--" + name;
    }
    return (what.find("At Most") == std::string::npos ? "参数后面缺少值：" : "参数只能给出一次：") +
           name;
  }
  return "用法不对：" + what;
}

// After the group's name, which a command takes over from its program only when it is made.
void add_help(CLI::App& app) { app.set_help_flag("-h,--help", "显示这份说明"); }

void speak_chinese(CLI::App& app) {
  const auto formatter = app.get_formatter();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("SUBCOMMANDS", "命令");
  formatter->label("Positionals", "参数");
  formatter->label("REQUIRED", "（必需）");
  formatter->label("TEXT", "文字");
  formatter->label("Env", "环境变量");
  formatter->label("Excludes", "不能同时使用");
  app.option_defaults()->group("选项");
  add_help(app);
}
}  // namespace

Argument::Argument(CLI::Option& option, NumberRange range)
    : option_(option), range_(std::make_shared<NumberRange>(range)) {
  option_.type_name("整数");
  check([limits = range_](const std::string& value) {
    const auto number = whole_number(value);
    const bool fits = number && *number >= limits->least && *number <= limits->most;
    if (fits) return std::string();
    return "应为" + std::string(bounded(*limits) ? " " : "") + words_of(*limits) + given(value);
  });
}

Argument* Argument::required() {
  option_.required();
  return this;
}

Argument* Argument::excludes(const Argument* other) {
  option_.excludes(&other->option_);
  return this;
}

Argument* Argument::or_environment(const std::string& variable) {
  option_.envname(variable);
  return this;
}

Argument* Argument::between(std::int64_t least, std::int64_t most) {
  *range_ = {least, most};
  option_.type_name(words_of(*range_));
  return this;
}

Argument* Argument::at_least(std::int64_t least) { return between(least, range_->most); }

Argument* Argument::one_of(std::vector<std::string> words) {
  option_.type_name(joined(words, "|"));
  return check([words = std::move(words)](const std::string& value) {
    if (std::ranges::find(words, value) != words.end()) return std::string();
    return "应为 " + joined(words, "、") + " 之一" + given(value);
  });
}

Argument* Argument::check(std::function<std::string(const std::string&)> fault) {
  option_.check(std::move(fault));
  return this;
}

Arguments::Arguments(std::string what, std::string version)
    : own_(std::make_unique<CLI::App>(std::move(what), "bole")), app_(*own_) {
  speak_chinese(app_);
  app_.set_version_flag("--version", std::move(version), "显示版本");
}

Arguments::Arguments(CLI::App& app) : app_(app) {}

Arguments::~Arguments() = default;

Argument* Arguments::keep(CLI::Option* option) {
  return arguments_.emplace_back(std::make_unique<Argument>(*option)).get();
}

Argument* Arguments::add_option(const std::string& name, std::string& value,
                                const std::string& what) {
  return keep(app_.add_option(name, value, what));
}

Argument* Arguments::add_option(const std::string& name, std::vector<std::string>& values,
                                const std::string& what) {
  return keep(app_.add_option(name, values, what));
}

Argument* Arguments::add_number(const std::string& name, std::function<void(std::int64_t)> take,
                                const std::string& what, NumberRange range) {
  CLI::Option* option = app_.add_option_function<std::string>(
      name, [take = std::move(take)](const std::string& value) { take(*whole_number(value)); },
      what);
  return arguments_.emplace_back(std::make_unique<Argument>(*option, range)).get();
}

Argument* Arguments::add_flag(const std::string& name, bool& value, const std::string& what) {
  return keep(app_.add_flag(name, value, what)->disable_flag_override());
}

Argument* Arguments::add_flag(const std::string& name, std::function<void()> given,
                              const std::string& what) {
  return keep(app_.add_flag_callback(name, std::move(given), what)->disable_flag_override());
}

Arguments* Arguments::add_subcommand(std::string_view name, std::string_view summary) {
  CLI::App* sub = app_.add_subcommand(std::string(name), std::string(summary));
  sub->group("命令");
  add_help(*sub);
  return subs_.emplace_back(new Arguments(*sub)).get();
}

void Arguments::require_subcommand() { app_.require_subcommand(1); }

Result<std::string> Arguments::parse(std::span<const char* const> words) {
  try {
    app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      const std::string fault = unknown_command(words).value_or(usage_fault(error));
      return Error{Refusal::usage, "usage", fault + "；用 --help 查看用法", ""};
    }
    std::ostringstream text;
    app_.exit(error, text, text);
    return text.str();
  }
  return std::string();
}

// The library only says that a command is missing.
std::optional<std::string> Arguments::unknown_command(std::span<const char* const> words) const {
  if (subs_.empty() || words.empty() || words.front()[0] == '-') return std::nullopt;
  for (const auto& sub : subs_) {
    if (sub->name() == words.front()) return sub->unknown_command(words.subspan(1));
  }
  return "没有这个命令：" + std::string(words.front());
}

bool Arguments::parsed() const { return app_.parsed(); }

std::string Arguments::name() const { return app_.get_name(); }

bool Arguments::takes(std::string_view option) const {
  return app_.get_option_no_throw(std::string(option)) != nullptr;
}
}  // namespace bole
