#include <CLI/CLI.hpp>
#include <memory>

#include "index/search_desk.hpp"
#include "tools/open_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  SearchRequest request{};
  std::string as_of{};
};

std::string name_of(FormKind kind) {
  switch (kind) {
    case FormKind::word:
      return "";
    case FormKind::synonym:
      return "（按同义词命中）";
    case FormKind::former_name:
      return "（按曾用名命中）";
    case FormKind::related:
      return "（按相关专长、类型命中）";
  }
  return {};
}

std::string name_of(FoundBy found_by) {
  switch (found_by) {
    case FoundBy::exact:
      return "姓名一致";
    case FoundBy::variant:
      return "姓名异体字";
    case FoundBy::part:
      return "姓名部分一致";
    case FoundBy::pinyin:
      return "姓名拼音";
    case FoundBy::mixed:
      return "姓名拼音混写";
    case FoundBy::initials:
      return "姓名首字母";
    case FoundBy::same_sound:
      return "姓名同音";
  }
  return {};
}

void print_hit(const SearchHit& hit) {
  print(hit.profile.text + '\t' + hit.name + '\t' + hit.current);
  if (hit.found_by) print("\t[" + name_of(*hit.found_by) + ']');
  print("\n");
  for (const SearchPlace& place : hit.where) {
    if (place.attribute == "姓名") continue;
    std::string words;
    for (const std::string& word : place.words) words += (words.empty() ? "" : "、") + word;
    print("    " + place.attribute + "：" + place.text + "  ← " + words + name_of(place.by) + '\n');
  }
  for (const WordScore& word : hit.words) {
    print("    " + word.word + (word.form == word.word ? "" : "→" + word.form) + "：稀有度 " +
          std::to_string(word.rarity) + " × 占比 " + std::to_string(word.share) +
          "‰ = " + std::to_string(word.score) + '\n');
  }
}

void print_answer(const SearchAnswer& answer) {
  for (const UnderstoodWord& word : answer.understood) {
    std::string others;
    for (const auto& form : word.forms) {
      if (form.by == FormKind::word) continue;
      others += (others.empty() ? "" : "、") + form.text;
      if (form.until != 0) others += "（至" + std::to_string(form.until) + "年）";
    }
    if (!others.empty())
      std::fprintf(stderr, "“%s”同时检索：%s\n", word.word.c_str(), others.c_str());
  }
  print("共 " + std::to_string(answer.total) + " 人（截至 " + to_string(answer.as_of) + "）");
  if (answer.unknown > 0) print("，另有 " + std::to_string(answer.unknown) + " 人资料不全");
  print("\n");
  if (answer.not_indexed > 0) {
    print("有 " + std::to_string(answer.not_indexed) + " 人尚未编入全文索引，只按姓名和条件检索\n");
  }
  for (const SearchHit& hit : answer.hits) print_hit(hit);
}

Exit run(Options options) {
  const auto open = open_store(options);
  if (!open) return report(open.error());
  const std::string day = options.as_of.empty() ? now_utc().substr(0, 10) : options.as_of;
  options.request.as_of = parse_day(day);
  if (!options.request.as_of) {
    return report({Refusal::usage, "bad_date",
                   "截止日期应为“2026-03-01”这样的日期，实为“" + day + "”", "--as-of"});
  }
  const auto directory = store_directory(options.store);
  std::string fault;
  const auto text = open_xapian_text_index(*directory + "/text", &fault);
  if (!fault.empty()) std::fprintf(stderr, "全文索引重建：%s\n", fault.c_str());
  SearchDesk desk(*(*open)->store, (*open)->catalogue, *text);
  desk.catch_up();
  const auto answer = desk.search(options.request);
  if (!answer) return report(answer.error());
  if (options.json) {
    print(to_json(*answer) + '\n');
  } else {
    print_answer(*answer);
  }
  return Exit::ok;
}
}  // namespace

extern const Command search;
const Command search{
    "search", "检索人员：文字、姓名拼音、筛选条件", [](CLI::App& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("query", options->request.query, "检索词；不给时列出符合条件的人");
      app.add_option("--filter", options->request.filter, "筛选条件，如 级别 >= 县处级副职");
      app.add_option("--as-of", options->as_of, "截止日期（缺省为今天）");
      app.add_option("--pool", options->request.pool, "人才库编号（缺省为全库）");
      app.add_option("--limit", options->request.limit, "最多列出几人")->check(CLI::Range(1, 200));
      app.add_flag("--explain", options->request.explain, "列出每个词的得分");
      add_store_option(app, *options);
      add_actor_option(app, *options);
      add_json_option(app, *options);
      return [=] { return run(*options); };
    }};
}  // namespace bole::commands
