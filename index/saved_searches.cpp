#include "index/saved_searches.hpp"

#include "engine/search/search_request.hpp"

namespace bole {
namespace {
SavedSearch sound(const Record& record) {
  auto search = saved_search_from_json(record.body);
  if (!search) {
    throw StorageError("store_damaged",
                       "库中保存的检索“" + record.id + "”无法读取：" + search.error().message);
  }
  return *std::move(search);
}
}  // namespace

std::vector<SavedSearch> saved_searches(const Store& store, const UserId& user) {
  std::vector<SavedSearch> own;
  store.for_each(Collection::saved_search, [&](const Record& record) {
    if (record.erased) return true;
    if (SavedSearch search = sound(record); may_see(search, user)) own.push_back(std::move(search));
    return true;
  });
  return own;
}

Result<SavedSearch> saved_search(const Store& store, const SavedSearchId& id, const UserId& user) {
  const auto record = store.find(Collection::saved_search, id.text);
  if (record && !record->erased) {
    if (SavedSearch search = sound(*record); may_see(search, user)) return search;
  }
  return Error{Refusal::not_found, "saved_search_not_found",
               "没有编号为“" + id.text + "”的保存的检索", ""};
}

Result<SavedSearch> save_search(Store& store, const SavedSearchId& id, const std::string& name,
                                const std::string& request, const Authorship& authorship) {
  const auto asked = search_request_from_json(request);
  if (!asked) {
    Error error = asked.error();
    error.where = "/request" + error.where;
    return error;
  }
  const auto before = saved_search(store, id, {authorship.by});
  SavedSearch search{.id = id,
                     .name = name,
                     .owner = {authorship.by},
                     .request = request,
                     .created = before ? before->created : authorship.at};
  auto checked = saved_search_from_json(to_json(search));
  if (!checked) return checked.error();
  const auto head = store.commit({{.collection = Collection::saved_search,
                                   .id = id.text,
                                   .body = to_json(*checked),
                                   .sealed = {},
                                   .lookups = {},
                                   .expected = {}}},
                                 authorship);
  if (!head) return head.error();
  return checked;
}

Result<Done> remove_saved_search(Store& store, const SavedSearchId& id,
                                 const Authorship& authorship) {
  const auto held = saved_search(store, id, {authorship.by});
  if (!held) return held.error();
  const auto head = store.erase(Collection::saved_search, id.text, 0, authorship);
  if (!head) return head.error();
  return Done{};
}
}  // namespace bole
