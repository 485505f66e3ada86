#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "engine/profile/profile_json.hpp"
#include "index/export/formats/lrmx.hpp"
#include "tools/command.hpp"
#include "tools/generate/people.hpp"
#include "tools/generate/random.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options {
  std::uint64_t count = 0;
  std::uint64_t seed = 1;
  std::uint64_t start_id = 1;
  std::string register_file{};
  std::string lrmx_directory{};
  Layout layout = Layout::official;
  bool ledger = false;
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

// Half of the files as the form's editor writes them, half in what else is met.
LrmxStyle make_style(Random& random) {
  static constexpr std::array<Encoding, 8> encodings{
      Encoding::utf_8,    Encoding::utf_8,    Encoding::utf_8,   Encoding::utf_8_bom,
      Encoding::utf_16le, Encoding::utf_16be, Encoding::gb18030, Encoding::gb18030};
  LrmxStyle style;
  if (random.chance(500)) return style;
  style.encoding = random.pick(std::span<const Encoding>(encodings));
  style.indent = random.chance(500) ? 2 : 4;
  style.line_end = random.chance(500) ? "\n" : "\r\n";
  style.empty = static_cast<EmptyElement>(random.below(3));
  style.order = random.chance(250) ? ElementOrder::id_number_early : ElementOrder::form;
  style.dates = random.chance(700)   ? FormDate::compact
                : random.chance(600) ? FormDate::dotted
                                     : FormDate::chinese;
  return style;
}

// What the form has no room for and a department keeps in ledgers of its own (台账): levels with
// their dates, training, sanctions with their documents, clearances. Known by the ID number.
Profile ledger_of(const Profile& person) {
  Profile ledger;
  ledger.name = person.name;
  ledger.birth = person.birth;
  ledger.work_start = person.work_start;
  ledger.staff = person.staff;
  ledger.current.level = person.current.level;
  ledger.current.level_since = person.current.level_since;
  ledger.current.grade = person.current.grade;
  ledger.current.grade_since = person.current.grade_since;
  ledger.professional_titles = person.professional_titles;
  ledger.appraisals = person.appraisals;
  ledger.training = person.training;
  ledger.sanctions = person.sanctions;
  ledger.clearances = person.clearances;
  ledger.sealed.id_number = person.sealed.id_number;
  return ledger;
}

// What only a form says: who filled it in, and when.
void fill_in_form(Profile& person) {
  person.sealed.lrmx_unknown = {{"ChengBaoDanWei", "中共样例市委组织部"},
                                {"JiSuanNianLingShiJian", "202602"},
                                {"TianBiaoShiJian", "20260226"},
                                {"TianBiaoRen", "填表人甲"}};
}

Result<Done> write_lrmx(const Options& options, std::uint64_t number, Profile person) {
  fill_in_form(person);
  // A stream of its own, so that the layout of a file changes nothing about the person.
  Random random(options.seed + 1, number);
  const std::string bytes =
      to_lrmx(person, options.layout == Layout::varied ? make_style(random) : LrmxStyle{});
  const std::filesystem::path path = std::filesystem::path(options.lrmx_directory) /
                                     (person.id.text + "_" + person.name + ".lrmx");
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return cannot_write(path.string());
  return Done{};
}

Result<Done> write_people(const World& world, const Options& options) {
  if (!options.lrmx_directory.empty()) {
    std::error_code failed;
    std::filesystem::create_directories(options.lrmx_directory, failed);
    if (failed) return cannot_write(options.lrmx_directory);
  }
  ProgressBar bar("生成人员");
  std::string out;
  out.reserve(buffer_size + (buffer_size >> 3U));
  for (std::uint64_t i = 0; i < options.count; ++i) {
    const std::uint64_t number = options.start_id + i;
    Profile person = make_person(world, options.seed, number, options.layout);
    append_json(out, options.ledger ? ledger_of(person) : person);
    out += '\n';
    if (!options.lrmx_directory.empty()) {
      if (Result<Done> written = write_lrmx(options, number, std::move(person)); !written) {
        return written;
      }
    }
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
    const Result<Done> done = write_people(World::built_in(), options);
    return done ? Exit::ok : report(done.error());
  }
  const Result<World> world = read_world(options.register_file);
  if (!world) return report(world.error());
  const Result<Done> done = write_people(*world, options);
  return done ? Exit::ok : report(done.error());
}
}  // namespace

extern const Command generate;
const Command generate{
    "generate", "生成虚构的干部信息，供试用和测试", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("--n", options->count, "人数")->required()->between(1, 5'000'000);
      app.add_option("--seed", options->seed, "种子：同一种子、同一编号总是同一个人");
      app.add_option("--start-id", options->start_id, "第一个人的编号，默认 1")
          ->between(1, 999'999'999);
      app.add_option("--register", options->register_file, "机构职位名册（NDJSON），默认用自带的");
      app.add_option("--lrmx", options->lrmx_directory, "同时给每人写一个 .lrmx 文件的目录");
      app.add_flag("--ledger", options->ledger,
                   "标准输出只写任免表装不下的台账：职务层次、培训、处分文号、核查结论");
      app.add_flag(
          "--varied", [options] { options->layout = Layout::varied; },
          "简历和 .lrmx 用各种写法、编码和排版，而不是规范格式");
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
