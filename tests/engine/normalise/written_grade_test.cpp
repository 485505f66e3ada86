#include "engine/normalise/written_grade.hpp"

#include <catch2/catch.hpp>

#include "engine/normalise/characters.hpp"

using namespace bole;

namespace {
std::string read(std::string_view text, Grade wanted = Grade::unknown) {
  const WrittenGrade written = written_grade(to_characters(text).folded, wanted);
  std::string line(to_string(written.grade));
  if (written.since) line += " " + to_string(*written.since);
  return line;
}
}  // namespace

TEST_CASE("a 职级 is read with the date that stands beside it", "[written_grade]") {
  CHECK(read("样例市财政局副局长、三级调研员") == "三级调研员");
  CHECK(read("样例市财政局副局长、三级调研员（2021.06）") == "三级调研员 2021.06");
  CHECK(read("样例市财政局副局长，三级调研员（２０２１年６月任）") == "三级调研员 2021.06");
  CHECK(read("样例市财政局副局长（2021.06晋升三级调研员）") == "三级调研员 2021.06");
  CHECK(read("（2021.06起任三级调研员；2023.10晋升二级调研员）") == "二级调研员 2023.10");
  CHECK(read("2021.06--2023.01  样例市财政局三级调研员") == "三级调研员 2021.06");
  CHECK(read("三级主任科员（2020.06）、二级主任科员（2022.07）") == "二级主任科员 2022.07");
}

TEST_CASE("the earliest date of a 职级 counts, and only its own", "[written_grade]") {
  CHECK(read("2019.06任四级调研员；2021.03任四级调研员", Grade::consultant_4) ==
        "四级调研员 2019.06");
  CHECK(read("2019.06任四级调研员；2021.03任三级调研员", Grade::consultant_4) ==
        "四级调研员 2019.06");
  CHECK(read("2019.06任四级调研员", Grade::consultant_3).empty());
  CHECK(read("2019.06--2021.03  样例县财政局副局长、四级调研员") == "四级调研员");
  CHECK(read("样例县财政局副局长（2021.03至2021.07中青班学习），四级调研员") == "四级调研员");
}

TEST_CASE("a 职级 that was taken away is none", "[written_grade]") {
  CHECK(read("样例县财政局副局长（2022.05免去四级调研员）").empty());
  CHECK(read("样例县财政局副局长").empty());
}
