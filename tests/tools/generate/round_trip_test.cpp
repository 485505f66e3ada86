// What the generator writes must be what the readers read: the generator knows the truth.
#include <catch2/catch.hpp>
#include <string>

#include "engine/normalise/resume.hpp"
#include "index/export/formats/lrmx.hpp"
#include "index/import/import_format.hpp"
#include "tools/generate/people.hpp"

using namespace bole;

namespace {
bool same_posts(const std::vector<HeldPost>& a, const std::vector<HeldPost>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].organisation.text != b[i].organisation.text || a[i].title != b[i].title ||
        a[i].stage != b[i].stage) {
      return false;
    }
  }
  return true;
}

bool same(const Appointment& a, const Appointment& b) {
  return a.key == b.key && a.from == b.from && a.to == b.to && a.open == b.open &&
         a.kind == b.kind && a.text_span == b.text_span && a.concurrent_with == b.concurrent_with &&
         same_posts(a.posts, b.posts);
}

// Appointments that the parser reads exactly as they were meant, in thousandths.
int share_read_exactly(Layout layout) {
  int all = 0;
  int exact = 0;
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    const Profile person = make_person(World::built_in(), 11, i, layout);
    const ParsedResume read = parse_resume(person.resume.text);
    for (std::size_t k = 0; k < person.appointments->size(); ++k) {
      ++all;
      if (k < read.appointments.size() && same((*person.appointments)[k], read.appointments[k])) {
        ++exact;
      }
    }
  }
  return exact * 1000 / all;
}

const ImportFormat& lrmx() {
  for (const ImportFormat& format : all_import_formats()) {
    if (format.name == "lrmx") return format;
  }
  throw std::logic_error("no lrmx format");
}
}  // namespace

TEST_CASE("the résumé parser reads the official layout as it was meant", "[generate]") {
  CHECK(share_read_exactly(Layout::official) >= 990);
}

TEST_CASE("the résumé parser reads the layouts of the field nearly as well", "[generate]") {
  CHECK(share_read_exactly(Layout::varied) >= 970);
}

TEST_CASE("a form of every encoding and layout reads back as the same person", "[generate]") {
  std::uint64_t number = 0;
  for (const Encoding encoding : {Encoding::utf_8, Encoding::utf_8_bom, Encoding::utf_16le,
                                  Encoding::utf_16be, Encoding::gb18030}) {
    for (const EmptyElement empty :
         {EmptyElement::paired, EmptyElement::closed, EmptyElement::spaced}) {
      for (const FormDate dates : {FormDate::compact, FormDate::dotted, FormDate::chinese}) {
        const LrmxStyle style{
            .encoding = encoding,
            .indent = number % 2 == 0 ? 2 : 4,
            .line_end = std::string(number % 3 == 0 ? "\r\n" : "\n"),
            .empty = empty,
            .order = number % 2 == 0 ? ElementOrder::form : ElementOrder::id_number_early,
            .dates = dates};
        const Profile person = make_person(World::built_in(), 3, ++number, Layout::varied);
        const std::string bytes = to_lrmx(person, style);
        MemorySource source(bytes);
        int records = 0;
        lrmx().read(source, "x.lrmx", [&](ImportedRecord&& record) {
          ++records;
          INFO(person.id.text << " " << to_string(encoding));
          REQUIRE(record.profile);
          CHECK(record.encoding == to_string(encoding));
          const Profile& read = *record.profile;
          CHECK(read.name == person.name);
          CHECK(read.birth == person.birth);
          CHECK(read.work_start == person.work_start);
          CHECK(read.current.text == person.current.text);
          CHECK(read.resume.text == person.resume.text);
          CHECK(read.specialities_stated.value_or(std::vector<std::string>{}) ==
                person.specialities_stated.value_or(std::vector<std::string>{}));
          REQUIRE(read.education);
          REQUIRE(read.education->size() == person.education->size());
          for (std::size_t i = 0; i < person.education->size(); ++i) {
            CHECK((*read.education)[i].mode == (*person.education)[i].mode);
            CHECK((*read.education)[i].level == (*person.education)[i].level);
            CHECK((*read.education)[i].degree == (*person.education)[i].degree);
          }
          CHECK(read.sealed.sex == person.sealed.sex);
          CHECK(read.sealed.ethnicity == person.sealed.ethnicity);
          CHECK(read.sealed.party_name == person.sealed.party_name);
          CHECK(read.sealed.id_number == person.sealed.id_number);
          CHECK(read.sealed.family.value_or(std::vector<FamilyMember>{}) ==
                person.sealed.family.value_or(std::vector<FamilyMember>{}));
          return true;
        });
        CHECK(records == 1);
      }
    }
  }
}
