#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <string>

#include "engine/profile/register.hpp"
#include "engine/vocabulary/vocabulary.hpp"

using namespace bole;

namespace {
const Register& sample() {
  static const Register reg = [] {
    Register read;
    std::ifstream file(std::string(PROJECT_ROOT) + "/data-samples/register.ndjson");
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      INFO(number << ": " << line);
      REQUIRE(read_register_line(line, read));
    }
    return read;
  }();
  return reg;
}

const Post& post(std::string_view organisation, std::string_view title) {
  const Organisation* found = sample().by_name(organisation);
  REQUIRE(found != nullptr);
  const Post* post = sample().post_of(found->id, title);
  REQUIRE(post != nullptr);
  return *post;
}

bool has_class(const Post& post, std::string_view name) {
  return std::find(post.classes.begin(), post.classes.end(), name) != post.classes.end();
}
}  // namespace

TEST_CASE("the sample register is whole: no line refused, nothing refers to nothing",
          "[sample_register]") {
  CHECK(sample().organisations().size() > 300);
  std::set<std::string> kinds;
  for (const OrganisationKind& kind : Vocabulary::built_in().organisation_kinds()) {
    kinds.insert(kind.name);
  }
  for (const Organisation* known : sample().organisations()) {
    const Organisation& organisation = *known;
    INFO(organisation.name);
    CHECK(kinds.contains(organisation.kind));
    CHECK(organisation.division.starts_with("99"));
    if (!organisation.parent.empty()) CHECK(sample().find(organisation.parent) != nullptr);
    CHECK(sample().by_name(organisation.name) == known);
    for (const std::string& name : organisation.short_names) {
      CHECK(sample().by_name(name) == known);
    }
  }
  for (const Post* known : sample().posts()) {
    const Post& post = *known;
    INFO(post.id.text);
    const Organisation* organisation = sample().find(post.organisation);
    REQUIRE(organisation != nullptr);
    CHECK(sample().post_of(post.organisation, post.title) == known);
    if (organisation->kind == "国企" || organisation->kind == "高校") {
      CHECK(post.level == Level::unknown);
    }
  }
}

TEST_CASE("the posts of the three sample work plans exist", "[sample_register]") {
  const Post& finance = post("样例市金融监督管理局", "副局长");
  CHECK(finance.level == Level::county_deputy);
  CHECK(has_class(finance, "监管机关领导成员"));
  CHECK(has_class(finance, "领导职务"));
  CHECK(post("样例市青禾县人民政府", "副县长").level == Level::county_deputy);
  CHECK(post("样例市样湖保护管理局", "副局长").level == Level::county_deputy);
  CHECK(has_class(post("样例市雾溪彝族自治县人民政府", "县长"), "民族自治地方首长"));
  CHECK(has_class(post("样例市青禾县人民法院", "院长"), "需法定资格"));
}
