#include "index/search_desk.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "engine/columns/row_set.hpp"
#include "engine/query/attribute_name.hpp"
#include "engine/query/cursor.hpp"
#include "engine/query/find_rows.hpp"
#include "engine/query/refusals.hpp"
#include "engine/query/relaxations.hpp"
#include "engine/query/sort.hpp"
#include "engine/search/explain_hit.hpp"

namespace bole {
namespace {
constexpr std::uint32_t no_row = UINT32_MAX;
constexpr std::size_t max_facets = 32;
constexpr std::size_t max_facet_values = 50;
}  // namespace

SearchDesk::SearchDesk(const Store& store, Catalogue& catalogue, TextIndex& text,
                       std::string cursor_key)
    : store_(store),
      catalogue_(catalogue),
      text_(text),
      cursor_key_(std::move(cursor_key)),
      facets_(catalogue) {}

void SearchDesk::catch_up(const IndexingReport& progress) {
  catalogue_.catch_up();
  take_in(follow(progress));
}

void SearchDesk::rebuild(const IndexingReport& progress) {
  catalogue_.catch_up();
  take_in({DocId{1}, build_from_store(store_, text_, catalogue_.vocabulary(),
                                      catalogue_.columns().size(), progress)});
}

Followed SearchDesk::follow(const IndexingReport& progress) {
  return follow_store(store_, text_, catalogue_.vocabulary(), progress);
}

void SearchDesk::take_in(Followed followed) {
  if (followed.rebuilt) {
    text_.adopt(std::move(followed.rebuilt));
    row_of_document_.clear();
    document_of_row_.clear();
    indexed_ = {};
  }
  map_documents(row_of_document_.empty() ? DocId{1} : followed.from);
}

void SearchDesk::map_documents(DocId from) {
  const auto postings = text_.snapshot();
  row_of_document_.resize(postings->last_document().value + 1, no_row);
  document_of_row_.resize(catalogue_.columns().size());
  indexed_.grow(catalogue_.columns().size());
  scopes_.clear();
  postings->for_each_id(from, [&](DocId document, const std::string& id) {
    const auto row = catalogue_.columns().find({id});
    if (!row) return;
    row_of_document_[document.value] = row->value;
    document_of_row_[row->value] = document.value;
    indexed_.add(*row);
  });
}

std::uint64_t SearchDesk::not_indexed(const RowSet& rows) const {
  RowSet indexed = indexed_;
  indexed.grow(rows.size());
  return (rows - indexed).count();
}

Result<std::shared_ptr<const SearchDesk::Scope>> SearchDesk::scope_of(
    const std::string& pool) const {
  constexpr std::size_t most_pools = 64;
  const std::scoped_lock lock(scopes_mutex_);
  if (!(scopes_head_ == catalogue_.head()) || scopes_.size() >= most_pools) scopes_.clear();
  scopes_head_ = catalogue_.head();
  if (const auto known = scopes_.find(pool); known != scopes_.end()) return known->second;
  const auto rows = catalogue_.rows_of({pool.empty() ? std::string(whole_store_pool) : pool});
  if (!rows) return rows.error();
  auto scope = std::make_shared<Scope>();
  scope->rows = RowSet(catalogue_.columns().size(), *rows);
  scope->not_indexed = not_indexed(scope->rows);
  return scopes_[pool] = std::move(scope);
}

// One search, from the question to the page of its answer.
class SearchDesk::Run {
 public:
  Run(const SearchDesk& desk, const SearchRequest& request, TextIndex::Hold hold)
      : desk_(desk), columns_(desk.catalogue_.columns()), request_(request), hold_(hold) {}

  Result<SearchAnswer> answer(Day today) {
    today_ = today;
    for (const auto step : {&Run::read_order, &Run::read_scope, &Run::read_filter, &Run::find,
                            &Run::choose, &Run::show_page}) {
      if (const auto done = (this->*step)(); !done) return done.error();
    }
    return std::move(answer_);
  }

 private:
  struct Text {
    TextQuery query{};
    std::vector<std::vector<NameHit>> names{};  // by group, by row
    OtherWay named{};                           // by group, by document
  };

  Result<Done> read_order() {
    const auto order = sort_order(request_.sort);
    if (!order) return at(order.error(), "/sort");
    order_ = *order;
    question_ = sha256(to_json(request_));
    answer_.as_of = as_of_ = request_.as_of.value_or(today_);
    if (request_.cursor.empty()) return Done{};
    auto cursor = read_cursor(request_.cursor, question_, desk_.cursor_key_);
    if (!cursor) return cursor.error();
    cursor_ = *std::move(cursor);
    answer_.as_of = as_of_ = cursor_->as_of;
    const Head& head = desk_.catalogue_.head();
    answer_.changed = cursor_->epoch != head.epoch || cursor_->sequence != head.sequence;
    return Done{};
  }

  Result<Done> read_scope() {
    if (request_.chain.steps.empty()) {
      const auto scope = desk_.scope_of(request_.pool);
      if (!scope) return at(scope.error(), "/pool");
      scope_ = (*scope)->rows;
      answer_.not_indexed = (*scope)->not_indexed;
      return Done{};
    }
    if (!request_.pool.empty()) {
      return Error{.code = "pool_beside_chain",
                   .message = "已给出连续检索的步骤，人才库应写在第一步里",
                   .where = "/pool"};
    }
    auto chained =
        replay(request_.chain, [&](const ChainStep& step) { return rows_of_step(step); });
    if (!chained) {
      Error error = chained.error();
      error.where = "/chain" + error.where;
      return error;
    }
    scope_ = std::move(chained->rows);
    answer_.chain = std::move(chained->counts);
    answer_.not_indexed = desk_.not_indexed(scope_);
    return Done{};
  }

  // People whose record leaves a condition open are in none of the steps.
  Result<RowSet> rows_of_step(const ChainStep& step) {
    const auto scope = desk_.scope_of(step.pool);
    if (!scope) return at(scope.error(), "/pool");
    RowSet rows = (*scope)->rows;
    if (!step.filter.empty()) {
      const auto filter = parse(step.filter);
      if (!filter) return filter.error();
      rows = filtered(*filter, rows).yes;
    }
    if (!step.query.empty()) {
      const auto text = read_text(step.query);
      if (!text) return text.error();
      rows &= rows_of(match(*text, Demand::all, {}));
    }
    return rows;
  }

  [[nodiscard]] Result<Filter> parse(const std::string& filter) const {
    return parse_filter(filter, desk_.catalogue_.vocabulary(), FilterUse::search);
  }

  [[nodiscard]] FilteredRows filtered(const Filter& filter, const RowSet& rows) const {
    const std::vector<const Attribute*> helpful =
        desk_.facets_.worth_having(as_of_, settling_attributes(filter));
    return desk_.facets_.with(
        as_of_, helpful, [&](const FacetTable& table) { return find_rows(filter, table, rows); });
  }

  Result<Done> read_filter() {
    within_ = {scope_, RowSet(scope_.size())};
    if (request_.filter.empty()) return Done{};
    auto filter = parse(request_.filter);
    if (!filter) return filter.error();
    filter_ = *std::move(filter);
    within_ = filtered(*filter_, scope_);
    return Done{};
  }

  Result<Text> read_text(const std::string& query) {
    auto parsed = parse_query(query, desk_.catalogue_.vocabulary());
    if (!parsed) return parsed.error();
    if (postings_ == nullptr) {
      text_was_current_ = desk_.text_.head() == desk_.catalogue_.head();
      postings_ = desk_.text_.snapshot(hold_);
      last_document_ = postings_->last_document().value;
    }
    Text text{.query = *std::move(parsed)};
    find_names(text);
    return text;
  }

  // Lists by group, in the order of documents. People who are not indexed yet get numbers after the
  // last document.
  void find_names(Text& text) const {
    text.named.resize(text.query.groups.size());
    text.names.resize(text.query.groups.size());
    std::size_t first = 0;
    for (std::size_t number = 0; number < text.query.groups.size(); ++number) {
      const QueryGroup& group = text.query.groups[number];
      if (group.quoted) continue;
      if (!group.first) {
        text.named[number] = text.named[first];
        for (TextMatch& match : text.named[number]) match.score = 0;
        continue;
      }
      first = number;
      const bool sounds = group.only && !Lexicon::built_in().word(group.word);
      text.names[number] = desk_.catalogue_.names().find(group.stretch, sounds);
      for (const NameHit& hit : text.names[number]) {
        const std::uint32_t document = document_of(hit.row);
        text.named[number].push_back(
            {{document != 0 ? document : last_document_ + 1 + hit.row.value},
             name_score(hit.found_by)});
      }
      std::ranges::sort(text.named[number], {}, &TextMatch::document);
    }
  }

  [[nodiscard]] std::uint32_t document_of(Row row) const {
    return row.value < desk_.document_of_row_.size() ? desk_.document_of_row_[row.value] : 0;
  }
  [[nodiscard]] std::uint32_t row_of(DocId document) const {
    if (document.value > last_document_) return document.value - last_document_ - 1;
    return document.value < desk_.row_of_document_.size() ? desk_.row_of_document_[document.value]
                                                          : no_row;
  }

  [[nodiscard]] TextMatches match(const Text& text, Demand demand,
                                  const std::vector<std::int64_t>& rarities) const {
    return match_text(
        *postings_, text.query, demand, text.named,
        [&](DocId document) { return row_of(document) != no_row; }, rarities);
  }
  [[nodiscard]] RowSet rows_of(const TextMatches& matches) const {
    RowSet rows(columns_.size());
    for (const TextMatch& match : matches.all) rows.add(Row{row_of(match.document)});
    return rows;
  }

  Result<Done> find() {
    found_ = within_.yes;
    RowSet open = within_.unknown;
    if (!request_.query.empty()) {
      auto text = read_text(request_.query);
      if (!text) return text.error();
      text_ = *std::move(text);
      const TextMatches matches =
          match(*text_, Demand::all, cursor_ ? cursor_->rarities : std::vector<std::int64_t>{});
      rarities_ = matches.rarities;
      RowSet with_text(columns_.size());
      for (const TextMatch& match : matches.all) {
        const Row row{row_of(match.document)};
        with_text.add(row);
        if (found_.contains(row)) scored_.push_back({row, match.score});
      }
      found_ &= with_text;
      open &= with_text;
      for (const QueryGroup& group : text_->query.groups) {
        UnderstoodWord& word = answer_.understood.emplace_back();
        word.word = group.word;
        for (const QueryForm& form : group.forms) {
          word.forms.push_back({form.text, form.kind, form.until});
        }
      }
      tell_sealed_words();
    }
    answer_.unknown = open.count();
    return Done{};
  }

  // Once for each attribute.
  void tell_sealed_words() {
    const Vocabulary& vocabulary = columns_.vocabulary();
    std::vector<const RefusedName*> told;
    for (const QueryGroup& group : text_->query.groups) {
      if (group.quoted) continue;
      const RefusedName* sealed = sealed_attribute_of(group.word, group.stretch, vocabulary);
      if (sealed == nullptr || std::ranges::find(told, sealed) != told.end()) continue;
      told.push_back(sealed);
      const bool by_itself = sealed_attribute_of(group.word, group.word, vocabulary) == sealed;
      const std::string& word = by_itself ? group.word : group.stretch;
      answer_.refused.push_back({.word = word,
                                 .code = std::string(sealed->code),
                                 .message = "“" + word + "”问的是" + std::string(sealed->name) +
                                            "，" + std::string(sealed->reason) +
                                            "；没有按此检索，只在姓名和公开的文字中查找这个词"});
    }
  }

  // Facets and the choices made in them.
  Result<Done> choose() {
    if (request_.facets.size() > max_facets || request_.select.size() > max_facets) {
      return Error{.code = "too_many_facets",
                   .message = "一次检索最多有" + std::to_string(max_facets) + "个分面",
                   .where = request_.facets.size() > max_facets ? "/facets" : "/select"};
    }
    std::vector<const Attribute*> counted;
    for (std::size_t i = 0; i < request_.facets.size(); ++i) {
      const auto attribute = attribute_for(request_.facets[i], Use::facet);
      if (!attribute) return at(attribute.error(), "/facets/" + std::to_string(i));
      counted.push_back(*attribute);
    }
    std::vector<const Attribute*> needed = counted;
    for (std::size_t i = 0; i < request_.select.size(); ++i) {
      const auto attribute = attribute_for(request_.select[i].first, Use::facet);
      if (!attribute) return at(attribute.error(), "/select/" + std::to_string(i) + "/attribute");
      needed.push_back(*attribute);
    }
    if (needed.empty()) return Done{};
    return desk_.facets_.with(as_of_, needed, [&](const FacetTable& table) -> Result<Done> {
      std::vector<FacetSelection> selections;
      for (std::size_t i = 0; i < request_.select.size(); ++i) {
        auto selection =
            facet_selection(table, *needed[counted.size() + i], request_.select[i].second);
        if (!selection) {
          return at(selection.error(), "/select/" + std::to_string(i) + "/values");
        }
        std::string name = full_name(*selection->attribute) + " = ";
        for (const std::string& value : selection->values) {
          name += (&value == &selection->values.front() ? "" : "或") + value;
        }
        chosen_.push_back({std::move(name), bole::rows_of(table, *selection)});
        selections.push_back(*std::move(selection));
      }
      FacetedRows faceted =
          count_facets(table, std::move(found_), selections, counted, max_facet_values);
      found_ = std::move(faceted.rows);
      for (const Facet& facet : faceted.facets) {
        FacetAnswer& shown = answer_.facets.emplace_back();
        shown.attribute = full_name(*facet.attribute);
        shown.further = facet.further;
        shown.unknown = facet.unknown;
        for (const ValueCount& value : facet.values) {
          shown.values.push_back({value.value, value.count, value.selected});
        }
      }
      std::erase_if(scored_, [&](const ScoredRow& one) { return !found_.contains(one.row); });
      return Done{};
    });
  }

  Result<Done> show_page() {
    answer_.total = found_.count();
    if (answer_.total == 0) {
      explain_nobody();
      return Done{};
    }
    const std::optional<SortPlace> after =
        cursor_ ? std::optional(cursor_->last) : std::optional<SortPlace>();
    // One more than is shown tells whether there is another page.
    std::vector<SortedRow> page;
    if (order_.attribute != nullptr) {
      page = sort_rows(found_, order_, columns_, as_of_, after, request_.limit + 1);
    } else {
      if (!text_) found_.for_each([&](Row row) { scored_.push_back({row, 0}); });
      page = sort_rows(scored_, columns_, after, request_.limit + 1);
    }
    const bool more = page.size() > request_.limit;
    if (more) page.pop_back();
    std::unordered_map<std::uint32_t, std::int64_t> scores;
    if (text_) {
      for (const SortedRow& shown : page) scores[shown.row.value] = 0;
      for (const ScoredRow& one : scored_) {
        if (const auto at = scores.find(one.row.value); at != scores.end()) at->second = one.score;
      }
    }
    for (const SortedRow& shown : page) show(shown.row, scores[shown.row.value]);
    if (more) {
      const Head& head = desk_.catalogue_.head();
      answer_.next = write_cursor({.question = question_,
                                   .as_of = as_of_,
                                   .epoch = cursor_ ? cursor_->epoch : head.epoch,
                                   .sequence = cursor_ ? cursor_->sequence : head.sequence,
                                   .last = {page.back().key, columns_.id(page.back().row)},
                                   .rarities = rarities_},
                                  desk_.cursor_key_);
    }
    return Done{};
  }

  void show(Row row, std::int64_t score) {
    SearchHit& hit = answer_.hits.emplace_back();
    hit.profile = columns_.id(row);
    hit.name = columns_.name(row);
    hit.current = columns_.current(row);
    hit.score = score;
    if (!text_) return;
    const NameHit* name = nullptr;
    for (const std::vector<NameHit>& list : text_->names) {
      const auto at = std::ranges::lower_bound(list, row, {}, &NameHit::row);
      if (at == list.end() || at->row != row) continue;
      if (name == nullptr || at->found_by < name->found_by) name = &*at;
    }
    const std::vector<GroupPart> groups =
        explain_text(*postings_, text_->query, rarities_, DocId{document_of(row)});
    if (name != nullptr && document_of(row) != 0 && is_current() &&
        std::ranges::all_of(groups, [](const GroupPart& part) { return part.match.share == 0; })) {
      explain_name(hit.name, *name, hit);
      return;
    }
    const auto profile = desk_.catalogue_.profile(hit.profile);
    if (!profile) {
      answer_.hits.pop_back();
      return;
    }
    explain_hit(*profile, desk_.catalogue_.vocabulary(), text_->query, groups, name,
                request_.explain, hit);
  }

  // Whether index and columns say of everybody what the store says, so that no record need be read
  // for what they do not show.
  [[nodiscard]] bool is_current() const {
    return text_was_current_ && desk_.store_.head() == desk_.catalogue_.head();
  }

  // Which condition left nobody, and without which there would be people.
  void explain_nobody() {
    std::vector<NamedCondition> conditions;
    if (filter_) {
      for (const Filter& part : and_parts(*filter_)) {
        conditions.push_back({to_string(part), filtered(part, scope_).yes});
      }
    }
    if (text_) {
      for (std::size_t number = 0; number < text_->query.groups.size(); ++number) {
        Text one;
        one.query.groups = {text_->query.groups[number]};
        one.named = {text_->named[number]};
        conditions.push_back(
            {"“" + one.query.groups[0].word + "”", rows_of(match(one, Demand::all, {}))});
      }
    }
    for (const NamedCondition& choice : chosen_) conditions.push_back(choice);
    const EmptyAnswer empty = explain_empty(scope_, conditions);
    for (const ConditionCount& count : empty.counts) {
      answer_.conditions.push_back({count.name, count.alone, count.running});
    }
    if (empty.emptied_by) answer_.emptied_by = conditions[*empty.emptied_by].name;
    // Without its only condition a search is no search.
    if (conditions.size() < 2) return;
    for (const Relaxation& relaxation : empty.relaxations) {
      answer_.relaxations.push_back({relaxation.without, relaxation.count});
    }
  }

  static Error at(Error error, const std::string& where) {
    error.where = where;
    return error;
  }

  const SearchDesk& desk_;
  const Columns& columns_;
  const SearchRequest& request_;
  const TextIndex::Hold hold_;
  std::unique_ptr<Postings> postings_;  // where words are asked for
  std::uint32_t last_document_ = 0;
  bool text_was_current_ = false;  // before postings_ were taken
  SearchAnswer answer_;
  SortOrder order_;
  Digest question_{};
  Day today_{};
  std::optional<Cursor> cursor_;
  Day as_of_{};
  RowSet scope_;
  std::optional<Filter> filter_;
  FilteredRows within_;  // of the scope, by the filter
  std::optional<Text> text_;
  std::vector<std::int64_t> rarities_;
  RowSet found_;
  std::vector<ScoredRow> scored_;       // of found_, where there is text
  std::vector<NamedCondition> chosen_;  // in facets
};

Result<SearchAnswer> SearchDesk::search(const SearchRequest& request, Day today) const {
  constexpr int attempts = 3;
  for (int attempt = 1; attempt <= attempts; ++attempt) {
    try {
      return Run(*this, request, TextIndex::Hold::nothing).answer(today);
    } catch (const IndexChanged&) {
      // Commits follow each other fast: once more, and at last with commits waiting.
    }
  }
  return Run(*this, request, TextIndex::Hold::commits).answer(today);
}
}  // namespace bole
