#pragma once
#include <string>
#include <string_view>

#include "server/router.hpp"

// What handlers share.
namespace bole {

[[nodiscard]] inline Response json_answer(std::string body, int status = 200) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

[[nodiscard]] inline std::string etag_of(std::uint32_t version) {
  return '"' + std::to_string(version) + '"';
}
inline void set_etag(Response& response, std::uint32_t version) {
  response.headers.emplace_back("ETag", etag_of(version));
}

// The body with its ETag; 304 where the reader has it. For what depends on nothing but the record.
[[nodiscard]] Response versioned(const Call& call, std::string body, std::uint32_t version);

// Refused (if_match_required, stale_version) unless the request was made on this version.
[[nodiscard]] Result<Done> on_version(const Call& call, std::uint32_t version);

// A number of the query, in a range; bad_parameter.
[[nodiscard]] Result<std::int64_t> number_parameter(const Call& call, std::string_view name,
                                                    std::int64_t otherwise, std::int64_t least,
                                                    std::int64_t most);
[[nodiscard]] std::string text_parameter(const Call& call, std::string_view name);

// The current record, or not_found with this code and message.
[[nodiscard]] Result<Record> record_of(const Call& call, Collection collection,
                                       const std::string& id, const char* code,
                                       const std::string& message);

// {"items":[…],"next":…} of a collection in id order, one page: ?after=ID&limit=N.
[[nodiscard]] Result<Response> page_of(Call& call, Collection collection);

}  // namespace bole
