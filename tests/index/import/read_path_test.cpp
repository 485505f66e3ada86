#include <zip.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "engine/profile/profile_json.hpp"
#include "index/store/store.hpp"
#include "tests/support/import_reading.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bole;
using namespace bole::testing;

namespace {
const std::string person_form = form({{"XingMing", "晏示例"}});
const std::string person_line = R"({"name":"晏示例"})";

void write(const std::string& path, std::string_view bytes) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

struct Member {
  std::string name{};
  std::string bytes{};
  enum class Kind { plain, encrypted } kind = Kind::plain;
};

void write_zip(const std::string& path, const std::vector<Member>& members) {
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  REQUIRE(archive != nullptr);
  for (const Member& member : members) {
    zip_source_t* source = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    // The flag stores the bytes of the name as they are, as programs of the GBK days do.
    const zip_int64_t index = zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_CP437);
    REQUIRE(index >= 0);
    if (member.kind == Member::Kind::encrypted)
      REQUIRE(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                      "secret") == 0);
  }
  REQUIRE(zip_close(archive) == 0);
}

// "source code,code" of each record, in order.
std::vector<std::string> summary(const std::vector<ImportedRecord>& records) {
  std::vector<std::string> lines;
  for (const ImportedRecord& record : records) {
    std::string line = record.source;
    for (const std::string& code : codes(record.issues)) line += " " + code;
    CHECK(record.profile.has_value() == record.issues.empty());
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
}  // namespace

TEST_CASE("a folder is read through, in the order of the bytes of names", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("b.lrmx"), person_form);
  write(folder.at("a/z.LRMX"), person_form);
  write(folder.at("a/y.ndjson"), person_line + "\n" + person_line);
  write(folder.at("c.png"), "\x89PNG");
  write(folder.at("d.txt"), person_form);
  write(folder.at("e.lrmx"), "");
  write(folder.at("\xEA\xCC.lrmx"), person_form);
  CHECK(summary(read_all_of(folder.path().string())) ==
        std::vector<std::string>{"a/y.ndjson:1", "a/y.ndjson:2", "a/z.LRMX", "b.lrmx",
                                 "c.png unknown_format", "d.txt", "e.lrmx empty_file", "晏.lrmx"});
}

TEST_CASE("a link that leads back up does not catch the reader", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("b.lrmx"), person_form);
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "loop");
  CHECK(summary(read_all_of(folder.path().string())) ==
        std::vector<std::string>{"b.lrmx", "loop unreadable_file"});
}

TEST_CASE("a single file is named without its folder", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("b.lrmx"), person_form);
  CHECK(summary(read_all_of(folder.at("b.lrmx"))) == std::vector<std::string>{"b.lrmx"});
}

TEST_CASE("a path that is not there is an error of the medium", "[read_path]") {
  const TemporaryDirectory folder;
  CHECK_THROWS_AS(read_all_of(folder.at("nothing")), StorageError);
}

TEST_CASE("an empty folder and an empty archive are said to be empty", "[read_path]") {
  const TemporaryDirectory folder;
  CHECK(summary(read_all_of(folder.path().string())) == std::vector<std::string>{". empty_file"});
}

TEST_CASE("the members of an archive are read, the dangerous ones are not", "[read_path]") {
  const TemporaryDirectory folder;
  const std::string inner = folder.at("inner.zip");
  write_zip(inner, {{"x.lrmx", person_form}});
  const std::string path = folder.at("a.zip");
  std::string blown = "<Person><XingMing>晏</XingMing>";
  blown.append(2'000'000, ' ').append("</Person>");
  write_zip(path, {{"x.lrmx", person_form},
                   {"sub/y.ndjson", person_line},
                   {"../up.lrmx", person_form},
                   {"sub/../../up.lrmx", person_form},
                   {"/root.lrmx", person_form},
                   {"\\root.lrmx", person_form},
                   {"C:\\root.lrmx", person_form},
                   {"bomb.lrmx", blown},
                   {"inner.zip", slurp(inner)},
                   {"secret.lrmx", person_form, Member::Kind::encrypted},
                   {"\xEA\xCC.lrmx", person_form}});
  CHECK(summary(read_all_of(path)) ==
        std::vector<std::string>{"a.zip!../up.lrmx unsafe_path", "a.zip!/root.lrmx unsafe_path",
                                 "a.zip!C:\\root.lrmx unsafe_path", "a.zip!\\root.lrmx unsafe_path",
                                 "a.zip!bomb.lrmx zip_bomb", "a.zip!inner.zip archive_nested",
                                 "a.zip!secret.lrmx archive_encrypted",
                                 "a.zip!sub/../../up.lrmx unsafe_path", "a.zip!sub/y.ndjson:1",
                                 "a.zip!x.lrmx", "a.zip!晏.lrmx"});
}

TEST_CASE("a file named with control characters can be imported and read back", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("in/\x1B[2J\xEF\xBF\xBF.lrmx"), person_form);
  write_zip(folder.at("in/z.zip"), {{"\x07\x7F.lrmx", person_form}});
  const auto records = read_all_of(folder.at("in"));
  CHECK(summary(records) == std::vector<std::string>{" [2J .lrmx", "z.zip!  .lrmx"});
  for (const ImportedRecord& record : records) {
    Profile profile = *record.profile;
    profile.provenance.emplace_back("", Provenance{.file = record.source});
    Issues issues;
    CHECK(profile_from_json(to_json(profile, Sealing::as_stored), issues));
    CHECK(issues.empty());
  }
}

TEST_CASE("a member that lies about its size is stopped while it is read", "[read_path]") {
  const TemporaryDirectory folder;
  const std::string path = folder.at("a.zip");
  write_zip(path, {{"x.lrmx", "<Person>" + std::string(3'000'000, ' ') + "</Person>"}});
  std::string bytes = slurp(path);
  // The uncompressed size stands in the central directory, 24 bytes behind its signature.
  const std::size_t directory = bytes.find("PK\x01\x02");
  REQUIRE(directory != std::string::npos);
  bytes.replace(directory + 24, 4, std::string("\x20\x00\x00\x00", 4));
  write(path, bytes);
  const auto records = read_all_of(path);
  REQUIRE(records.size() == 1);
  CHECK_FALSE(records[0].profile);
  const std::string code = records[0].issues.at(0).code;
  CHECK((code == "zip_bomb" || code == "archive_damaged"));
}

TEST_CASE("damage to an archive is reported, its other members are read", "[read_path]") {
  const TemporaryDirectory folder;
  const std::string path = folder.at("a.zip");
  write_zip(path, {{"x.lrmx", person_form}, {"y.lrmx", form({{"XingMing", "另一人"}})}});
  const std::string bytes = slurp(path);
  write(folder.at("cut.zip"), std::string_view(bytes).substr(0, bytes.size() - 30));
  std::string flipped = bytes;
  flipped[40] = static_cast<char>(flipped[40] ^ 0x55);
  write(folder.at("flipped.zip"), flipped);
  CHECK(summary(read_all_of(folder.at("cut.zip"))) ==
        std::vector<std::string>{"cut.zip archive_damaged"});
  CHECK(summary(read_all_of(folder.at("flipped.zip"))) ==
        std::vector<std::string>{"flipped.zip!x.lrmx archive_damaged", "flipped.zip!y.lrmx"});
}

TEST_CASE("the picture beside an old form belongs to it", "[read_path]") {
  std::string old = "\"晏示例\"";
  for (int i = 1; i < 33; ++i) old += ",\"\"";
  const std::string digest =
      "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  const TemporaryDirectory folder;
  write(folder.at("f/x.lrm"), old);
  write(folder.at("f/x.pic"), "hello");
  write(folder.at("f/y.pic"), "hello");
  write_zip(folder.at("f/z.zip"), {{"x.lrm", old}, {"x.pic", "hello"}});
  const auto records = read_all_of(folder.at("f"));
  CHECK(summary(records) ==
        std::vector<std::string>{"x.lrm", "y.pic unknown_format", "z.zip!x.lrm"});
  CHECK(records[0].profile->sealed.photo == digest);
  CHECK(records[2].profile->sealed.photo == digest);
  CHECK(read_all_of(folder.at("f/x.lrm")).at(0).profile->sealed.photo == digest);
}

TEST_CASE("a picture beside an old form that cannot be read is said", "[read_path]") {
  std::string old = "\"晏示例\"";
  for (int i = 1; i < 33; ++i) old += ",\"\"";
  const TemporaryDirectory folder;
  write(folder.at("f/x.lrm"), old);
  write(folder.at("f/x.pic"), std::string(record_size_limit + 1, 'x'));
  const auto records = read_all_of(folder.at("f"));
  REQUIRE(records.size() == 1);
  CHECK(records[0].profile);
  CHECK(codes(records[0].issues) == std::vector<std::string>{"bad_photo"});
}

TEST_CASE("files of office programs are not taken apart as archives", "[read_path]") {
  const TemporaryDirectory folder;
  std::filesystem::create_directory(folder.path() / "f");
  write_zip(folder.at("f/x.docx"), {{"word/document.xml", "<w/>"}});
  write_zip(folder.at("f/y.zip"), {{"b.xlsx", slurp(folder.at("f/x.docx"))}});
  CHECK(summary(read_all_of(folder.at("f"))) ==
        std::vector<std::string>{"x.docx unknown_format", "y.zip!b.xlsx unknown_format"});
}

TEST_CASE("what systems leave beside the files is no file of the folder", "[read_path]") {
  const TemporaryDirectory folder;
  std::filesystem::create_directories(folder.path() / "f/__MACOSX");
  write(folder.at("f/a.lrmx"), person_form);
  write(folder.at("f/__MACOSX/._a.lrmx"), "x");
  write(folder.at("f/.DS_Store"), "x");
  write(folder.at("f/Thumbs.db"), "x");
  write_zip(
      folder.at("f/y.zip"),
      {{"__MACOSX/._b.lrmx", "x"}, {"p/.DS_Store", "x"}, {"p/b.lrmx", std::string(person_form)}});
  CHECK(summary(read_all_of(folder.at("f"))) ==
        std::vector<std::string>{"a.lrmx", "y.zip!p/b.lrmx"});
}

TEST_CASE("an archive of no bytes is empty, not damaged", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("f.zip"), "");
  CHECK(summary(read_all_of(folder.at("f.zip"))) == std::vector<std::string>{"f.zip empty_file"});
}

TEST_CASE("a form with the extension of the other format is read as what it is", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("x.lrm"), person_form);
  CHECK(summary(read_all_of(folder.path().string())) == std::vector<std::string>{"x.lrm"});
}

TEST_CASE("UTF-32 is refused by its name", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("x.lrmx"), std::string("\xFF\xFE\0\0<\0\0\0", 8));
  CHECK(summary(read_all_of(folder.path().string())) ==
        std::vector<std::string>{"x.lrmx unsupported_encoding"});
}

TEST_CASE("every refusal says what was found and what was expected", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("f/a.txt"), "x");
  write(folder.at("f/b.zip"), "no archive");
  write(folder.at("f/c.lrmx"), "");
  write(folder.at("f/d.lrmx"), std::string(record_size_limit + 1, '<'));
  std::filesystem::create_symlink("nowhere", folder.at("f/e.lrmx"));
  std::filesystem::create_directory_symlink(".", folder.at("f/g"));
  write_zip(folder.at("f/h.zip"),
            {{"../x.lrmx", person_form},
             {"y.zip", "PK\x03\x04"},
             {"z.lrmx", person_form, Member::Kind::encrypted},
             {"bomb.lrmx", "<Person>" + std::string(2'000'000, ' ') + "</Person>"}});
  const auto records = read_all_of(folder.at("f"));
  CHECK(records.size() == 10);
  for (const ImportedRecord& record : records) {
    CAPTURE(record.source);
    CHECK_FALSE(record.profile);
    REQUIRE(record.issues.size() == 1);
    CHECK_FALSE(record.issues[0].found.empty());
    CHECK_FALSE(record.issues[0].expected.empty());
    CHECK_FALSE(record.issues[0].message.empty());
  }
}

TEST_CASE("an empty archive is named without the sign of its members", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("a.zip"), std::string("PK\x05\x06", 4) + std::string(18, '\0'));
  CHECK(summary(read_all_of(folder.at("a.zip"))) == std::vector<std::string>{"a.zip empty_file"});
}

TEST_CASE("progress ends where all bytes are done", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("b.lrmx"), person_form);
  write(folder.at("c.ndjson"), person_line + "\n" + person_line + "\n");
  Progress last;
  read_path(
      folder.path().string(), [](ImportedRecord&&) { return true; },
      [&](const Progress& progress) {
        CHECK(progress.bytes_done >= last.bytes_done);
        last = progress;
      });
  CHECK(last.records == 3);
  CHECK(last.bytes_done == last.bytes_total);
  CHECK(last.bytes_total == person_form.size() + 2 * (person_line.size() + 1));
}

TEST_CASE("a folder is left when the sink has had enough", "[read_path]") {
  const TemporaryDirectory folder;
  write(folder.at("a.lrmx"), person_form);
  write(folder.at("b.lrmx"), person_form);
  int seen = 0;
  read_path(folder.path().string(), [&](ImportedRecord&&) {
    ++seen;
    return false;
  });
  CHECK(seen == 1);
}
