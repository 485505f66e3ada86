#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "engine/profile/profile_json.hpp"
#include "tools/command.hpp"
#include "tools/generate/people.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::uint64_t count = 0;
  std::uint64_t seed = 1;
  std::uint64_t start_id = 1;
  std::string register_file{};
};

constexpr std::size_t buffer_size = 1U << 20U;

Error cannot_write(const std::string& where) {
  return {Refusal::invalid, "io_error", "写不出去：磁盘已满、目录不可写，或接收的程序已退出",
          where};
}

Result<World> read_world(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) return Error{Refusal::not_found, "file_not_found", "读不到名册文件 " + path, path};
  return World::read(text);
}

Result<Done> generate(const World& world, const Options& options) {
  ProgressBar bar("生成人员");
  std::string out;
  out.reserve(buffer_size + (buffer_size >> 3U));
  for (std::uint64_t i = 0; i < options.count; ++i) {
    const Profile person = make_person(world, options.seed, options.start_id + i);
    append_json(out, person);
    out += '\n';
    if (out.size() >= buffer_size || i + 1 == options.count) {
      if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) {
        return cannot_write("标准输出");
      }
      out.clear();
      bar.update({i + 1, options.count, i + 1});
    }
  }
  if (std::fflush(stdout) != 0) return cannot_write("标准输出");
  return Done{};
}

Exit run(const Options& options) {
  if (options.register_file.empty()) {
    const Result<Done> done = generate(World::built_in(), options);
    return done ? Exit::ok : report(done.error());
  }
  const Result<World> world = read_world(options.register_file);
  if (!world) return report(world.error());
  const Result<Done> done = generate(*world, options);
  return done ? Exit::ok : report(done.error());
}
}  // namespace

extern const Command generate_people;
const Command generate_people{
    "generate", "生成虚构的干部信息，供试用和测试", [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--n", options->count, "人数")
          ->required()
          ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{5'000'000}));
      app.add_option("--seed", options->seed, "种子：同一种子、同一编号总是同一个人");
      app.add_option("--start-id", options->start_id, "第一个人的编号，默认 1")
          ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{999'999'999}));
      app.add_option("--register", options->register_file, "机构职位名册（NDJSON），默认用自带的");
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
