// A served store, without HTTP.
#include "server/service.hpp"

#include <xapian.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "index/importer.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;

namespace {
std::uint64_t found(const Service& service, const std::string& query) {
  SearchRequest request;
  request.query = query;
  const auto answer = service.search(request, day_of(2026, 3, 1));
  return answer ? answer->total : 0;
}
}  // namespace

TEST_CASE("a text index that silently says something else than the store is found out and rebuilt",
          "[server][text]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.at("store");
  {
    const auto store = open_rocks_store(path, OpenMode::create);
    std::ofstream people(directory.at("people.ndjson"));
    for (int number = 1; number <= 30; ++number) {
      people << R"({"id":"p-)" << number
             << R"(","name":"甲","current":{"text":"样例市财政局科长"}})" << '\n';
    }
    people.close();
    import_path(*store, Vocabulary::built_in(),
                {.path = directory.at("people.ndjson"), .by = "u1", .at = "2026-03-01T08:00:00Z"});
  }
  {
    const Service service(path);
    REQUIRE(found(service, "财政局") == 30);
  }
  {
    std::string generation;
    for (const auto& entry : std::filesystem::directory_iterator(path + "/text")) {
      if (entry.is_directory()) generation = entry.path().string();
    }
    Xapian::WritableDatabase database(generation, Xapian::DB_OPEN);
    const Xapian::docid last = database.get_lastdocid();
    Xapian::Document document = database.get_document(last);
    document.clear_terms();
    document.add_term("Wx", 1);
    database.replace_document(last, document);
    database.commit();
  }
  const Service service(path, std::chrono::milliseconds(20));
  REQUIRE(found(service, "财政局") == 29);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (found(service, "财政局") != 30 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(found(service, "财政局") == 30);
}
