#include <algorithm>
#include <functional>
#include <memory>

#include "engine/query/relaxations.hpp"
#include "engine/vocabulary/data_lines.hpp"
#include "index/saved_searches.hpp"
#include "index/search_desk.hpp"
#include "index/secret_key.hpp"
#include "tools/index_text.hpp"
#include "tools/on_store.hpp"
#include "tools/terminal.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  SearchRequest request{};
  std::string as_of{};
  std::vector<std::string> selections{};
  std::string chain{};  // JSON or a file
  std::string saved{};
  std::string save{};
  std::string name{};
  std::string remove{};
  bool list = false;
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

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : "、") + word;
  return list;
}

// A line of the record, or several of the same text, with the words that were found in it.
struct FoundLine {
  std::string text{};
  std::vector<std::string> words{};
  std::vector<std::string> pointers{};
};

std::vector<FoundLine> lines_of(const SearchHit& hit) {
  std::vector<FoundLine> lines;
  const auto add = [](std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
  };
  for (const SearchPlace& place : hit.where) {
    if (place.attribute == "姓名") continue;
    const std::string text = place.attribute + "：" + place.text;
    auto line = std::ranges::find(lines, text, &FoundLine::text);
    if (line == lines.end()) line = lines.insert(line, {.text = text});
    add(line->words, listed(place.words) + name_of(place.by));
    add(line->pointers, place.pointer);
  }
  return lines;
}

void print_hit(OnStore& open, const SearchHit& hit) {
  open.print(hit.profile.text + '\t' + hit.name + '\t' + hit.current);
  if (hit.found_by) open.print("\t[" + name_of(*hit.found_by) + ']');
  open.print("\n");
  for (const FoundLine& line : lines_of(hit)) {
    const std::size_t times = line.pointers.size();
    open.print("    " + line.text + "  ← " + listed(line.words) +
               (times > 1 ? "（" + std::to_string(times) + " 处）\n" : "\n"));
  }
  for (const WordScore& word : hit.words) {
    open.print("    " + word.word + (word.form == word.word ? "" : "→" + word.form) + "：稀有度 " +
               std::to_string(word.rarity) + " × 占比 " + std::to_string(word.share) +
               "‰ = " + std::to_string(word.score) + '\n');
  }
}

void print_understood(OnStore& open, const SearchAnswer& answer) {
  for (const UnderstoodWord& word : answer.understood) {
    std::string others;
    std::vector<std::string> named;
    for (const auto& form : word.forms) {
      if (form.by == FormKind::word || std::ranges::find(named, form.text) != named.end()) continue;
      named.push_back(form.text);
      others += (others.empty() ? "" : "、") + form.text;
      if (form.until != 0) others += "（至" + std::to_string(form.until) + "年）";
    }
    if (!others.empty()) open.say("“" + word.word + "”同时检索：" + others + '\n');
  }
  for (const RefusedWord& refused : answer.refused) open.say(refused.message + '\n');
}

std::string people(std::uint64_t count) { return std::to_string(count) + " 人"; }

void print_nobody(OnStore& open, const SearchAnswer& answer) {
  for (const ConditionAnswer& condition : answer.conditions) {
    open.print("    " + condition.name + "：单独 " + people(condition.alone) + "，逐项累计 " +
               people(condition.running) +
               (condition.name == answer.emptied_by ? "  ← 到此无人" : "") + '\n');
  }
  for (const RelaxationAnswer& relaxation : answer.relaxations) {
    open.print("  " + to_text(Relaxation{relaxation.without, relaxation.count}) + '\n');
  }
}

// A paragraph for each facet, a few values in a line.
void print_facets(OnStore& open, const SearchAnswer& answer) {
  constexpr std::size_t values_in_line = 6;
  for (const FacetAnswer& facet : answer.facets) {
    std::string paragraph = "\n" + facet.attribute + "：";
    for (std::size_t i = 0; i < facet.values.size(); ++i) {
      const FacetCount& value = facet.values[i];
      paragraph += i % values_in_line == 0 ? "\n    " : "，";
      paragraph += (value.selected ? "✓" : "") + value.value + ' ' + std::to_string(value.count);
    }
    if (facet.further > 0) paragraph += "\n    其余 " + std::to_string(facet.further) + " 项";
    if (facet.unknown > 0) paragraph += "\n    资料不全 " + people(facet.unknown);
    open.print(paragraph + '\n');
  }
  if (!answer.facets.empty()) open.print("\n");
}

void print_answer(OnStore& open, const SearchAnswer& answer) {
  print_understood(open, answer);
  for (std::size_t i = 0; i < answer.chain.size(); ++i) {
    open.print("第" + std::to_string(i + 1) + "步：" + people(answer.chain[i].own) + "，累计 " +
               people(answer.chain[i].running) + '\n');
  }
  open.print("共 " + people(answer.total) + "（截至 " + to_string(answer.as_of) + "）");
  if (answer.unknown > 0) open.print("，另有 " + people(answer.unknown) + "资料不全");
  open.print(answer.changed ? "，数据已更新\n" : "\n");
  if (answer.not_indexed > 0) {
    open.print("有 " + people(answer.not_indexed) + "尚未编入全文索引，只按姓名和条件检索\n");
  }
  print_facets(open, answer);
  for (const SearchHit& hit : answer.hits) print_hit(open, hit);
  print_nobody(open, answer);
  if (!answer.next.empty()) open.print("下一页：--cursor " + answer.next + '\n');
}

// 级别=县处级副职,县处级正职
Result<Done> read_selections(const std::vector<std::string>& texts, SearchRequest& request) {
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos) {
      return Error{Refusal::usage, "bad_select",
                   "选择应写作“级别=县处级副职,县处级正职”，实为“" + text + "”", "--select"};
    }
    std::vector<std::string> values;
    for (const std::string_view value : cells_of(std::string_view(text).substr(sign + 1), ',')) {
      values.emplace_back(value);
    }
    request.select.emplace_back(text.substr(0, sign), std::move(values));
  }
  return Done{};
}

Result<Done> read_request(Options& options, const Store& store) {
  SearchRequest& request = options.request;
  if (!options.saved.empty()) {
    const auto saved = saved_search(store, {options.saved}, {options.by});
    if (!saved) return saved.error();
    auto asked = search_request_from_json(saved->request);
    if (!asked) return asked.error();
    asked->cursor = request.cursor;
    asked->explain = request.explain;
    request = *std::move(asked);
  }
  if (!options.chain.empty()) {
    const auto text = options.chain.front() == '{' ? Result<std::string>(options.chain)
                                                   : read_file(options.chain);
    if (!text) return text.error();
    auto chain = search_chain_from_json(*text);
    if (!chain) return chain.error();
    request.chain = *std::move(chain);
  }
  if (const auto selected = read_selections(options.selections, request); !selected) {
    return selected.error();
  }
  if (options.as_of.empty()) return Done{};
  request.as_of = parse_day(options.as_of);
  if (!request.as_of) {
    return Error{Refusal::usage, "bad_date",
                 "截止日期应为“2026-03-01”这样的日期，实为“" + options.as_of + "”", "--as-of"};
  }
  return Done{};
}

Result<Exit> list_saved(const Options& options, OnStore& open) {
  for (const SavedSearch& search : saved_searches(open.store(), {open.actor().by})) {
    open.print(options.json ? to_json(search) + '\n'
                            : search.id.text + '\t' + search.name + '\t' + search.request + '\n');
  }
  return Exit::ok;
}

// Damage to the index is noticed where it is read; asked again, the index is built anew first.
Result<SearchAnswer> search_mending(OnStore& open,
                                    const std::function<Result<SearchAnswer>()>& search) {
  try {
    return search();
  } catch (const StorageError& error) {
    if (error.code != "index_damaged") throw;
    open.say(std::string(error.what()) + '\n');
    return search();
  }
}

Result<Exit> search_people(Options options, OnStore& open) {
  if (const auto read = read_request(options, open.store()); !read) return read.error();
  open.note.pool = options.request.pool.empty() ? whole_store_pool : options.request.pool;
  open.note.question = question_digest(open.audit().key(), to_json(options.request));
  const auto text = open_text_index(open.directory());
  SearchDesk desk(open.store(), open.catalogue(), *text, secret_key(open.directory()));
  const Actor who = open.actor();
  const auto answer = search_mending(open, [&] {
    if (text->head() == open.store().head()) {
      desk.catch_up();
    } else {
      show_indexing([&](const IndexingReport& report) { desk.catch_up(report); });
    }
    return desk.search(options.request, *parse_day(std::string_view(who.at).substr(0, 10)));
  });
  if (!answer) return answer.error();
  open.note.count = answer->total;
  for (const SearchHit& hit : answer->hits) open.note.people.push_back(hit.profile.text);
  if (!options.save.empty()) {
    const auto saved = save_search(open.store(), {options.save},
                                   options.name.empty() ? options.save : options.name,
                                   to_json(options.request), {who.by, who.at, "", "search"});
    if (!saved) return saved.error();
    open.say("已保存为 " + options.save + '\n');
  }
  if (options.json) {
    open.print(to_json(*answer) + '\n');
  } else {
    print_answer(open, *answer);
  }
  return Exit::ok;
}

Exit run(const Options& options) {
  const bool writes = !options.save.empty() || !options.remove.empty();
  const bool own = writes || options.list || !options.saved.empty();
  AuditEntry entry = about(options.list              ? "saved_search.list"
                           : !options.remove.empty() ? "saved_search.delete"
                                                     : "search");
  for (const std::string& id : {options.save, options.saved, options.remove}) {
    if (!id.empty()) entry.objects.push_back(id);
  }
  return run_on_store(
      options, writes ? Deed::write : Deed::read, entry, [&](OnStore& open) -> Result<Exit> {
        // What is about saved searches is a user's own.
        if (own) {
          if (const auto known = open.needs_user(); !known) return known.error();
        }
        if (options.list) return list_saved(options, open);
        if (options.remove.empty()) return search_people(options, open);
        const auto removed =
            remove_saved_search(open.store(), {options.remove},
                                {open.actor().by, open.actor().at, "删除保存的检索", "search"});
        if (!removed) return removed.error();
        return Exit::ok;
      });
}
}  // namespace

extern const Command search;
const Command search{
    "search", "检索人员：文字、姓名拼音、筛选条件", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("query", options->request.query, "检索词；不给时列出符合条件的人");
      app.add_option("--filter", options->request.filter, "筛选条件，如 级别 >= 县处级副职");
      app.add_option("--as-of", options->as_of, "截止日期（缺省为今天）");
      app.add_option("--pool", options->request.pool, "人才库编号（缺省为全库）");
      app.add_option("--limit", options->request.limit, "最多列出几人")->between(1, 200);
      app.add_option("--facet", options->request.facets, "分面统计的信息项，可多次给出");
      app.add_option("--select", options->selections,
                     "分面中选定的值，如 级别=县处级副职,县处级正职");
      app.add_option("--sort", options->request.sort, "排序的信息项，前加 - 为降序（缺省按得分）");
      app.add_option("--chain", options->chain, "连续检索的步骤：JSON 或其文件");
      app.add_option("--cursor", options->request.cursor, "上一页给出的翻页标记");
      app.add_flag("--explain", options->request.explain, "列出每个词的得分");
      app.add_option("--save", options->save, "把这次检索保存为此编号（须 --as）");
      app.add_option("--name", options->name, "保存的检索的名称");
      app.add_option("--saved", options->saved, "再做一次保存的检索（须 --as）");
      app.add_flag("--list-saved", options->list, "列出保存的检索（须 --as）");
      app.add_option("--delete-saved", options->remove, "删除保存的检索（须 --as）");
      add_store_option(app, *options);
      add_actor_option(app, *options);
      add_json_option(app, *options);
      return [=] { return run(*options); };
    }};
}  // namespace bole::commands
