// The text index on disk: where it is opened again, and what it makes of damaged files.
#include <xapian.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "index/text/text_index.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;
namespace fs = std::filesystem;

namespace {
constexpr int people = 250;

SearchDocument person(int number) {
  const std::string text = "样例市第" + std::to_string(number) + "中学教师" +
                           (number % 2 == 0 ? "财政局" : "审计局") + std::to_string(number * 7919);
  const TextPart part = plain_part(text, Vocabulary::built_in());
  return make_document(std::to_string(number), {&part, 1});
}

Head head(std::uint64_t sequence) { return {.epoch = 1, .sequence = sequence, .chain = {7}}; }

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class Directory {
 public:
  [[nodiscard]] std::string path() const { return directory_.at("text"); }
  [[nodiscard]] fs::path file(const std::string& name) const { return fs::path(path()) / name; }

  std::unique_ptr<TextIndex> open() {
    fault = "not opened";
    return open_xapian_text_index(path(), &fault);
  }
  // An index of everybody, closed.
  void fill() {
    const auto index = open();
    rebuild(*index);
  }
  static void rebuild(TextIndex& index) {
    index.rebuild(
        [&](const TextIndex::Sink& sink) {
          for (int number = 1; number <= people; ++number) sink({person(number)});
        },
        head(people));
  }
  [[nodiscard]] fs::path generation() const {
    for (const auto& entry : fs::directory_iterator(path())) {
      if (entry.is_directory()) return entry.path();
    }
    return {};
  }
  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(generation())) {
      if (entry.path().filename() != "flintlock") all.push_back(entry.path());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  std::string fault;

 private:
  testing::TemporaryDirectory directory_{};
};

// Whether a reader gets what was written about everybody.
bool is_whole(const TextIndex& index) {
  const auto postings = index.snapshot();
  if (postings->documents() != people) return false;
  std::vector<DocId> documents;
  std::vector<std::string> ids;
  postings->for_each_id(DocId{1}, [&](DocId document, const std::string& id) {
    documents.push_back(document);
    ids.push_back(id);
  });
  std::size_t at = 0;
  bool same = documents.size() == people;
  postings->for_each_text(documents, [&](DocId document, std::string_view texts) {
    const SearchDocument written = person(std::stoi(ids[at++]));
    same = same && texts == written.texts;
    for (const auto& [term, share] : written.terms) {
      same = same && postings->share(term, document) == share;
    }
  });
  return same;
}

// Damaged files are found at the opening, or by who reads them; never are they read as if they were
// sound. Then a rebuild mends everything.
void check_damage_is_found_and_mended(Directory& directory) {
  {
    const auto index = directory.open();
    if (directory.fault.empty()) {
      bool whole = false;
      try {
        whole = is_whole(*index);
      } catch (const IndexChanged&) {
        CHECK_THROWS_AS(is_whole(*index), IndexChanged);
        whole = true;  // what the desk makes of it: see there
      } catch (const StorageError& error) {
        CHECK(error.code == "index_damaged");
        CHECK(index->head() == Head{});
        CHECK(index->analyser().empty());
        whole = true;
      }
      CHECK(whole);
    } else {
      CHECK(index->head() == Head{});
      CHECK(index->snapshot()->documents() == 0);
    }
    Directory::rebuild(*index);
    CHECK(index->head() == head(people));
    CHECK(is_whole(*index));
  }
  const auto again = directory.open();
  CHECK(directory.fault.empty());
  CHECK(is_whole(*again));
}
}  // namespace

TEST_CASE("an index is opened where it was closed", "[text]") {
  Directory directory;
  {
    const auto index = directory.open();
    CHECK(directory.fault.empty());
    Directory::rebuild(*index);
    index->apply({{"1", std::nullopt}, {"new", person(7)}}, head(people + 2));
  }
  CHECK_FALSE(fs::exists(directory.file("OPENING")));
  const auto index = directory.open();
  CHECK(directory.fault.empty());
  CHECK(index->head() == head(people + 2));
  CHECK(index->analyser() == analyser_version());
  CHECK(index->snapshot()->documents() == people);
  CHECK(check_xapian_text_index(directory.path()).empty());
}

TEST_CASE("an index is used by one program at a time", "[text]") {
  Directory directory;
  const auto index = directory.open();
  Directory::rebuild(*index);
  std::string fault;
  CHECK_THROWS_AS(open_xapian_text_index(directory.path(), &fault), StorageError);
  CHECK(is_whole(*index));
}

TEST_CASE("what a broken rebuild left is removed", "[text]") {
  Directory directory;
  directory.fill();
  fs::create_directories(directory.file("g9"));
  fs::create_directories(directory.file("g9.part1"));
  write(directory.file("g9.part1") / "iamglass", "x");
  const auto index = directory.open();
  CHECK(directory.fault.empty());
  CHECK_FALSE(fs::exists(directory.file("g9")));
  CHECK_FALSE(fs::exists(directory.file("g9.part1")));
  CHECK(is_whole(*index));
}

TEST_CASE("a foreign index is not used", "[text]") {
  Directory directory;
  directory.fill();
  SECTION("of another analyser") {
    Xapian::WritableDatabase database(directory.generation().string(), Xapian::DB_OPEN);
    database.set_metadata("analyser", "analyser 0");
    database.commit();
  }
  SECTION("without a head") {
    Xapian::WritableDatabase database(directory.generation().string(), Xapian::DB_OPEN);
    database.set_metadata("head", "");
    database.commit();
  }
  SECTION("of the layout before") {
    const std::string manifest = read(directory.file("MANIFEST"));
    write(directory.file("MANIFEST"), "bole-text 1" + manifest.substr(manifest.find('\n')));
  }
  const auto index = directory.open();
  CHECK_FALSE(directory.fault.empty());
  CHECK(index->head() == Head{});
  CHECK(index->analyser().empty());
  CHECK(index->snapshot()->documents() == 0);
  Directory::rebuild(*index);
  CHECK(is_whole(*index));
}

TEST_CASE("a manifest that is none means a rebuild", "[text]") {
  Directory directory;
  directory.fill();
  const std::string good = read(directory.file("MANIFEST"));
  const std::string bad =
      GENERATE_COPY(std::string(), std::string("x"), std::string("bole-text 2\n"),
                    good.substr(0, good.size() / 2), good.substr(0, good.size() - 1),
                    std::string("bole-text 2\ngeneration 99\niamglass 1\n"),
                    std::string("bole-text 2\ngeneration 18446744073709551616\niamglass 1\n"),
                    std::string("bole-text 2\ngeneration 0\niamglass 1\n"), good + "../../x 1\n",
                    good + "position.glass 1\n", std::string(5000, '\0'));
  CAPTURE(bad);
  write(directory.file("MANIFEST"), bad);
  {
    const auto index = directory.open();
    CHECK_FALSE(directory.fault.empty());
    CHECK(index->head() == Head{});
    Directory::rebuild(*index);
  }
  const auto index = directory.open();
  CHECK(directory.fault.empty());
  CHECK(is_whole(*index));
}

TEST_CASE("an index whose uses end badly twice is not opened a third time", "[text]") {
  Directory directory;
  directory.fill();
  const auto marker = directory.file("OPENING");
  // A program that ends in the middle leaves its marker.
  write(marker, "1\n");
  {
    const auto index = directory.open();
    CHECK(directory.fault.empty());
    CHECK(read(marker) == "2\n");
    // What could be written shows that the index works.
    index->apply({}, head(people + 1));
    CHECK(read(marker) == "1\n");
  }
  CHECK_FALSE(fs::exists(marker));
  write(marker, "2\n");
  {
    const auto index = directory.open();
    CHECK_FALSE(directory.fault.empty());
    CHECK(index->head() == Head{});
    Directory::rebuild(*index);
  }
  const auto index = directory.open();
  CHECK(directory.fault.empty());
}

TEST_CASE("every file of an index that is missing or cut is missed", "[text]") {
  Directory directory;
  directory.fill();
  const std::vector<fs::path> files = directory.files();
  REQUIRE(files.size() >= 3);
  const auto number = GENERATE(range(0, 3));
  const auto how = GENERATE(std::string("deleted"), std::string("emptied"), std::string("halved"));
  const fs::path& file = files[static_cast<std::size_t>(number)];
  CAPTURE(file.filename().string(), how);
  if (how == "deleted") {
    fs::remove(file);
  } else {
    fs::resize_file(file, how == "emptied" ? 0 : fs::file_size(file) / 2);
  }
  CHECK_FALSE(check_xapian_text_index(directory.path()).empty());
  check_damage_is_found_and_mended(directory);
}

TEST_CASE("an index that is torn anywhere is found so and mended", "[text]") {
  const auto seed = std::random_device{}();
  std::mt19937 numbers(seed);
  for (int round = 0; round < 12; ++round) {
    Directory directory;
    directory.fill();
    // A manifest of an earlier time, when the files were smaller, sees nothing.
    // But of iamglass, which is the same size from its first commit on.
    const std::vector<fs::path> files = directory.files();
    const auto iamglass = std::ranges::find(files, "iamglass", &fs::path::filename);
    write(directory.file("MANIFEST"),
          "bole-text 2\ngeneration 1\niamglass " + std::to_string(fs::file_size(*iamglass)) + "\n");
    const fs::path& file = files[numbers() % files.size()];
    const auto size = fs::file_size(file);
    const auto at = numbers() % size;
    CAPTURE(seed, round, file.filename().string(), at);
    if (round % 2 == 0) {
      fs::resize_file(file, at);
    } else {
      std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
      bytes.seekp(static_cast<std::streamoff>(at - at % 8192));
      const std::string zeros(std::min<std::size_t>(8192, size - (at - at % 8192)), '\0');
      bytes.write(zeros.data(), static_cast<std::streamsize>(zeros.size()));
    }
    check_damage_is_found_and_mended(directory);
  }
}

TEST_CASE("damage that is met later does not go unnoticed either", "[text]") {
  Directory directory;
  directory.fill();
  const auto index = directory.open();
  REQUIRE(directory.fault.empty());
  for (const fs::path& file : directory.files()) {
    if (file.filename() == "postlist.glass") fs::resize_file(file, 8192);
  }
  CHECK_THROWS_AS(is_whole(*index), StorageError);
  CHECK(index->head() == Head{});
  CHECK_THROWS_AS(index->apply({{"1", person(1)}}, head(people + 1)), StorageError);
  Directory::rebuild(*index);
  CHECK(is_whole(*index));
}
