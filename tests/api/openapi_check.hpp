#pragma once
#include <string>
#include <vector>

#include "tests/api/http_client.hpp"

namespace bole::testing {

// What an independent validator finds wrong with the description as OpenAPI 3.1, and with these
// exchanges as it describes them; empty: nothing. The validator comes from npm, in the versions of
// tests/api/openapi/package-lock.json, once a build directory.
[[nodiscard]] std::string faults_by_description(const std::string& description,
                                                const std::vector<Exchange>& exchanges);

}  // namespace bole::testing
