#include "index/search_desk.hpp"

#include <algorithm>
#include <map>

#include "engine/columns/row_set.hpp"
#include "engine/query/filter.hpp"
#include "engine/search/explain_hit.hpp"
#include "index/bounded_queue.hpp"
#include "index/profile_record.hpp"

namespace bole {
namespace {
constexpr std::uint32_t no_row = UINT32_MAX;

SearchDocument document_of(const Profile& profile, const Vocabulary& vocabulary) {
  return make_document(profile.id.text, text_parts(profile, vocabulary));
}

Profile stored_profile(const Record& record) {
  auto profile = profile_of(record);
  if (!profile) {
    throw StorageError("store_damaged",
                       "库中的人员 " + record.id + " 无法读取：" + profile.error().message);
  }
  return std::move(*profile);
}
}  // namespace

SearchDesk::SearchDesk(const Store& store, Catalogue& catalogue, TextIndex& text)
    : store_(store), catalogue_(catalogue), text_(text) {
  catalogue_.keep_names();
}

bool SearchDesk::can_follow() const {
  const Head stands = text_.head();
  if (stands.sequence == 0 || text_.analyser() != analyser_version()) return false;
  if (!store_.changes(stands, 1)) return false;
  const std::uint64_t behind = store_.head().sequence - stands.sequence;
  return behind <= catalogue_.columns().size() / 2 + 10'000;
}

DocId SearchDesk::follow(const Report& progress) {
  const DocId last = text_.snapshot()->last_document();
  apply_changes(progress);
  return DocId{last.value + 1};
}

void SearchDesk::catch_up(const Report& progress) {
  catalogue_.catch_up();
  if (can_follow()) {
    take_in(follow(progress));
  } else if (store_.head().sequence > 0) {
    rebuild(progress);
  }
}

void SearchDesk::apply_changes(const Report& progress) {
  constexpr std::size_t batch = 1000;
  const std::uint64_t begin = text_.head().sequence;
  for (Head stands = text_.head(); !(stands == store_.head());) {
    const auto changes = store_.changes(stands, batch);
    if (!changes || changes->empty()) return;
    std::map<std::string, IndexChange> by_id;
    for (const Change& change : *changes) {
      stands = change.head;
      if (change.collection == Collection::profile) by_id[change.id].id = change.id;
    }
    std::vector<IndexChange> people;
    for (auto& [id, change] : by_id) {
      const auto record = store_.find(Collection::profile, id);
      if (record && !record->erased) {
        change.document = document_of(stored_profile(*record), catalogue_.vocabulary());
      }
      people.push_back(std::move(change));
    }
    text_.apply(people, stands);
    if (progress) progress(stands.sequence - begin, store_.head().sequence - begin);
  }
}

void SearchDesk::rebuild(const Report& progress) {
  catalogue_.catch_up();
  const Head head = store_.head();
  std::uint64_t done = 0;
  const std::uint64_t total = catalogue_.columns().size();
  text_.rebuild(
      [&](const TextIndex::Sink& sink) {
        constexpr std::size_t chunk = 200;
        std::vector<SearchDocument> documents;
        store_.for_each(
            Collection::profile,
            [&](const Record& record) {
              if (record.erased) return true;
              documents.push_back(document_of(stored_profile(record), catalogue_.vocabulary()));
              if (documents.size() < chunk) return true;
              done += documents.size();
              sink(std::exchange(documents, {}));
              if (progress) progress(done, total);
              return true;
            },
            SealedPart::skip);
        done += documents.size();
        sink(std::move(documents));
        if (progress) progress(done, total);
      },
      head);
  row_of_document_.clear();
  document_of_row_.clear();
  map_documents(DocId{1});
}

void SearchDesk::map_documents(DocId from) {
  const auto postings = text_.snapshot();
  row_of_document_.resize(postings->last_document().value + 1, no_row);
  document_of_row_.resize(catalogue_.columns().size());
  postings->for_each_id(from, [&](DocId document, const std::string& id) {
    const auto row = catalogue_.columns().find({id});
    if (!row) return;
    row_of_document_[document.value] = row->value;
    document_of_row_[row->value] = document.value;
  });
}

// Lists by group, in the order of documents. People who are not indexed yet get numbers after the
// last document.
OtherWay SearchDesk::by_name(const TextQuery& query, const Postings& postings,
                             std::vector<std::vector<NameHit>>& hits) const {
  const std::uint32_t last = postings.last_document().value;
  OtherWay named(query.groups.size());
  hits.resize(query.groups.size());
  std::size_t first = 0;
  for (std::size_t number = 0; number < query.groups.size(); ++number) {
    const QueryGroup& group = query.groups[number];
    if (group.quoted) continue;
    if (group.first) {
      first = number;
      const bool sounds = group.only && !Lexicon::built_in().word(group.word);
      hits[number] = catalogue_.names().find(group.stretch, sounds);
      for (const NameHit& hit : hits[number]) {
        const std::uint32_t document =
            hit.row.value < document_of_row_.size() ? document_of_row_[hit.row.value] : 0;
        named[number].push_back(
            {{document != 0 ? document : last + 1 + hit.row.value}, name_score(hit.found_by)});
      }
      std::ranges::sort(named[number], {}, &TextMatch::document);
    } else {
      named[number] = named[first];
      for (TextMatch& match : named[number]) match.score = 0;
    }
  }
  return named;
}

Result<SearchAnswer> SearchDesk::search(const SearchRequest& request) const {
  constexpr int attempts = 5;
  for (int attempt = 1;; ++attempt) {
    try {
      return search_once(request);
    } catch (const IndexChanged&) {
      if (attempt == attempts)
        throw StorageError("index_damaged", "全文索引反复变动，读不出一致的状态");
    }
  }
}

Result<SearchAnswer> SearchDesk::search_once(const SearchRequest& request) const {
  const Columns& columns = catalogue_.columns();
  if (!request.as_of) {
    return Error{Refusal::invalid, "as_of_not_given", "没有说明截止日期", "/as_of"};
  }
  const auto pool =
      catalogue_.rows_of({request.pool.empty() ? std::string(whole_store_pool) : request.pool});
  if (!pool) return pool.error();
  SearchAnswer answer;
  answer.as_of = *request.as_of;

  RowSet scope(columns.size(), *pool);
  for (const Row row : *pool) {
    if (row.value >= document_of_row_.size() || document_of_row_[row.value] == 0) {
      ++answer.not_indexed;
    }
  }
  RowSet perhaps(columns.size());
  if (!request.filter.empty()) {
    const auto filter = parse_filter(request.filter, catalogue_.vocabulary(), FilterUse::search);
    if (!filter) return filter.error();
    std::vector<Tri> verdicts(pool->size());
    evaluate(*filter, columns, *pool, *request.as_of, verdicts);
    for (std::size_t i = 0; i < pool->size(); ++i) {
      if (verdicts[i] != Tri::yes) scope.remove((*pool)[i]);
      if (verdicts[i] == Tri::unknown) perhaps.add((*pool)[i]);
    }
  }

  struct Scored {
    Row row{};
    std::int64_t score = 0;
  };
  std::vector<Scored> found;
  TextQuery query;
  std::vector<std::vector<NameHit>> names;
  const auto postings = text_.snapshot();
  std::vector<std::int64_t> rarities;
  if (!request.query.empty()) {
    auto parsed = parse_query(request.query, catalogue_.vocabulary());
    if (!parsed) return parsed.error();
    query = std::move(*parsed);
    const std::uint32_t last = postings->last_document().value;
    const auto row_of = [&](DocId document) {
      return document.value > last                      ? document.value - last - 1
             : document.value < row_of_document_.size() ? row_of_document_[document.value]
                                                        : no_row;
    };
    std::uint64_t unknown = 0;
    const TextMatches matches = match_text(*postings, query, Demand::all,
                                           by_name(query, *postings, names), [&](DocId document) {
                                             const std::uint32_t row = row_of(document);
                                             if (row == no_row) return false;
                                             if (perhaps.contains(Row{row})) ++unknown;
                                             return scope.contains(Row{row});
                                           });
    answer.unknown = unknown;
    rarities = matches.rarities;
    for (const TextMatch& match : matches.all) {
      found.push_back({Row{row_of(match.document)}, match.score});
    }
    for (const QueryGroup& group : query.groups) {
      UnderstoodWord& word = answer.understood.emplace_back();
      word.word = group.word;
      for (const QueryForm& form : group.forms)
        word.forms.push_back({form.text, form.kind, form.until});
    }
  } else {
    answer.unknown = perhaps.count();
    scope.for_each([&](Row row) { found.push_back({row, 0}); });
  }
  answer.total = found.size();

  const std::size_t shown = std::min(request.limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(shown),
                            [&](const Scored& a, const Scored& b) {
                              return a.score != b.score ? a.score > b.score
                                                        : columns.id(a.row) < columns.id(b.row);
                            });
  for (std::size_t i = 0; i < shown; ++i) {
    const auto profile = catalogue_.profile(columns.id(found[i].row));
    if (!profile) continue;
    SearchHit& hit = answer.hits.emplace_back();
    hit.profile = profile->id;
    hit.name = profile->name;
    hit.current = profile->current.text;
    hit.score = found[i].score;
    if (query.groups.empty()) continue;
    const NameHit* name = nullptr;
    for (const std::vector<NameHit>& list : names) {
      const auto at = std::ranges::lower_bound(list, found[i].row, {}, &NameHit::row);
      if (at == list.end() || at->row != found[i].row) continue;
      if (name == nullptr || at->found_by < name->found_by) name = &*at;
    }
    const std::uint32_t document = document_of_row_[found[i].row.value];
    explain_hit(*profile, catalogue_.vocabulary(), query,
                explain_text(*postings, query, rarities, DocId{document}), name, request.explain,
                hit);
  }
  return answer;
}
}  // namespace bole
