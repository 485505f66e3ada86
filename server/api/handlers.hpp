#pragma once
#include "server/router.hpp"

// The handlers, by file. Each is named once in routes.cpp.
namespace bole::api {
// system.cpp
Result<Response> home(Call& call);
Result<Response> healthz(Call& call);
Result<Response> readyz(Call& call);
Result<Response> openapi_json(Call& call);
Result<Response> metrics(Call& call);
Result<Response> vocabulary(Call& call);
Result<Response> gates(Call& call);
Result<Response> criteria(Call& call);
Result<Response> attributes(Call& call);
// people.cpp
Result<Response> profile(Call& call);
Result<Response> profile_versions(Call& call);
Result<Response> profile_version(Call& call);
Result<Response> search(Call& call);
// saved_searches.cpp
Result<Response> saved_searches(Call& call);
Result<Response> saved_search(Call& call);
Result<Response> save_search(Call& call);
Result<Response> delete_saved_search(Call& call);
// register.cpp
Result<Response> organisations(Call& call);
Result<Response> organisation(Call& call);
Result<Response> posts(Call& call);
Result<Response> post(Call& call);
// pools.cpp
Result<Response> pools(Call& call);
Result<Response> create_pool(Call& call);
Result<Response> pool(Call& call);
Result<Response> change_pool(Call& call);
Result<Response> memberships(Call& call);
Result<Response> add_membership(Call& call);
Result<Response> membership(Call& call);
Result<Response> change_membership(Call& call);
// users.cpp
Result<Response> users(Call& call);
Result<Response> add_user(Call& call);
Result<Response> me(Call& call);
// imports.cpp
Result<Response> begin_import(Call& call);
Result<Response> imports(Call& call);
Result<Response> import_task(Call& call);
Result<Response> cancel_import(Call& call);
// matters.cpp
Result<Response> matters(Call& call);
Result<Response> create_matter(Call& call);
Result<Response> matter(Call& call);
Result<Response> edit_plan(Call& call);
Result<Response> settle(Call& call);
Result<Response> proposal(Call& call);
Result<Response> team(Call& call);
Result<Response> requirement(Call& call);
Result<Response> draft_requirement(Call& call);
Result<Response> amend(Call& call);
Result<Response> preview(Call& call);
Result<Response> lock(Call& call);
Result<Response> run_match(Call& call);
Result<Response> match(Call& call);
Result<Response> one_match(Call& call);
Result<Response> changes(Call& call);
Result<Response> seen(Call& call);
Result<Response> closing(Call& call);
Result<Response> answer(Call& call);
Result<Response> why(Call& call);
Result<Response> approve(Call& call);
Result<Response> shortlist(Call& call);
Result<Response> close_matter(Call& call);
Result<Response> cancel_matter(Call& call);
Result<Response> report(Call& call);
Result<Response> verify_record(Call& call);
}  // namespace bole::api
