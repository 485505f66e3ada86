# Writes the source that knows the SHA-256 over everything that judges, arranges, writes and stores
# (index/stamp.hpp). Called with -P: ROOT, OUTPUT. Of the data only what no other version covers.
file(GLOB_RECURSE sources RELATIVE "${ROOT}" "${ROOT}/engine/*.cpp" "${ROOT}/engine/*.hpp"
     "${ROOT}/index/*.cpp" "${ROOT}/index/*.hpp")
list(APPEND sources engine/match/rules/proposals.tsv)
set(all "")
foreach(source IN LISTS sources)
  file(SHA256 "${ROOT}/${source}" hash)
  string(APPEND all "${source} ${hash}\n")
endforeach()
string(SHA256 hash "${all}")
file(WRITE "${OUTPUT}" "#include <string_view>\n\nnamespace bole {\n"
     "std::string_view program_sources();\n"
     "std::string_view program_sources() { return \"${hash}\"; }\n}  // namespace bole\n")
