#include <algorithm>
#include <memory>
#include <string>

#include "engine/core/json_writer.hpp"
#include "index/text/follow_store.hpp"
#include "index/text/text_index.hpp"
#include "tools/index_text.hpp"
#include "tools/on_store.hpp"

namespace bole::commands {
namespace {
// What there is to say about the text index.
struct TextState {
  std::uint64_t sequence = 0;
  std::uint32_t people = 0;
  std::string fault{};
};

// `structure`: what a look at every block has found.
TextState check_text(const Store& store, const std::string& directory,
                     const std::string& structure) {
  TextState state{.fault = structure};
  std::string opening;
  const auto text = open_xapian_text_index(text_directory(directory), &opening);
  if (state.fault.empty()) state.fault = opening;
  state.sequence = text->head().sequence;
  if (!state.fault.empty() || state.sequence == 0) return state;
  try {
    state.people = text->snapshot()->documents();
    constexpr std::uint32_t sample = 2000;
    state.fault =
        scrub(store, *text, Vocabulary::built_in(), std::max(1U, state.people / sample), 0);
  } catch (const StorageError& error) {
    if (error.code != "index_damaged") throw;
    state.fault = error.what();
  }
  return state;
}

std::string line_of(const TextState& state, std::uint64_t head) {
  if (!state.fault.empty()) {
    return "有问题：" + state.fault + "；下次检索时自行重建，也可用 bole reindex";
  }
  if (state.sequence == 0) return "还没有编";
  std::string line =
      "完好，" + std::to_string(state.people) + " 人，序号 " + std::to_string(state.sequence);
  if (state.sequence < head) line += "，还差 " + std::to_string(head - state.sequence) + " 个变更";
  return line;
}

Result<Exit> check_store(const StoreOptions& options, OnStore& open) {
  const std::string structure = check_xapian_text_index(text_directory(open.directory()));
  const Head head = open.store().head();
  const auto fault = open.store().verify();
  const TextState text = check_text(open.store(), open.directory(), structure);
  std::string out;
  if (options.json) {
    JsonWriter json(out);
    json.begin_object().key("head");
    write_head(json, head);
    json.key("sound").boolean(!fault.has_value());
    if (fault) json.field("fault", *fault);
    json.key("text_index").begin_object();
    json.field("sequence", static_cast<std::int64_t>(text.sequence));
    json.field("people", static_cast<std::int64_t>(text.people));
    json.key("sound").boolean(text.fault.empty());
    if (!text.fault.empty()) json.field("fault", text.fault);
    json.end_object().end_object();
    out += '\n';
  } else {
    out = "库        " + open.directory() + "\n序号      " + std::to_string(head.sequence) +
          "\n链        " + hex(head.chain) + "\n检查结果  " +
          (fault ? "有问题：" + *fault : "变更链完整，所有内容与记录相符") + "\n全文索引  " +
          line_of(text, head.sequence) + "\n";
  }
  open.print(out);
  return fault || !text.fault.empty() ? Exit::failed : Exit::ok;
}

std::function<Exit()> setup(Arguments& app) {
  const auto options = std::make_shared<StoreOptions>();
  add_store_option(app, *options);
  add_actor_option(app, *options);
  add_json_option(app, *options);
  return [options] {
    return run_on_store(*options, Deed::read, about("store.check"),
                        [&](OnStore& open) { return check_store(*options, open); });
  };
}
}  // namespace

extern const Command doctor;
const Command doctor{"doctor", "核对库的变更链、全部内容和全文索引是否完好", &setup};
}  // namespace bole::commands
