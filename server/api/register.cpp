#include "server/api/answers.hpp"
#include "server/api/handlers.hpp"

namespace bole::api {
namespace {
Result<Response> one(Call& call, Collection collection, const char* code, const char* what) {
  const std::string id = call.parameter("id");
  call.note.objects.push_back(id);
  auto record =
      record_of(call, collection, id, code, std::string("没有编号为“") + id + "”的" + what);
  if (!record) return record.error();
  return versioned(call, std::move(record->body), record->version);
}
}  // namespace

Result<Response> organisations(Call& call) { return page_of(call, Collection::organisation); }
Result<Response> organisation(Call& call) {
  return one(call, Collection::organisation, "organisation_not_found", "机构");
}
Result<Response> posts(Call& call) { return page_of(call, Collection::post); }
Result<Response> post(Call& call) { return one(call, Collection::post, "post_not_found", "职位"); }
}  // namespace bole::api
