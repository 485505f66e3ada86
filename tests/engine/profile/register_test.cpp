#include "engine/profile/register.hpp"

#include <catch2/catch.hpp>

using namespace bole;

namespace {
Organisation organisation(const char* id, const char* name) {
  Organisation o;
  o.id.text = id;
  o.name = name;
  return o;
}

Register two_bureaus() {
  Register reg;
  Organisation finance = organisation("o-17", "样例市财政局");
  finance.short_names = {"市财政局"};
  finance.former = {{"样例市财税局", parse_partial_date("1994.09")}};
  reg.put(finance);
  reg.put(organisation("o-1", "样例市"));
  reg.put(organisation("o-18", "样例市财政局国库中心"));
  return reg;
}
}  // namespace

TEST_CASE("an organisation is found by its full, short or former name", "[register]") {
  const Register reg = two_bureaus();
  for (const char* name : {"样例市财政局", "市财政局", "样例市财税局"}) {
    CAPTURE(name);
    REQUIRE(reg.by_name(name) != nullptr);
    CHECK(reg.by_name(name)->id.text == "o-17");
  }
  CHECK(reg.by_name("财政局") == nullptr);
  CHECK(reg.by_name("") == nullptr);
}

TEST_CASE("a name that two organisations carry finds neither", "[register]") {
  Register reg = two_bureaus();
  Organisation other = organisation("o-30", "别例市财政局");
  other.short_names = {"市财政局"};
  reg.put(other);
  CHECK(reg.by_name("市财政局") == nullptr);
  CHECK(reg.by_prefix("市财政局预算科") == nullptr);
  other.short_names.clear();
  reg.put(other);
  CHECK(reg.by_name("市财政局") != nullptr);
}

TEST_CASE("the longest name at the beginning of a text wins", "[register]") {
  const Register reg = two_bureaus();
  const auto found = [&](const char* text) {
    const Organisation* o = reg.by_prefix(text);
    return o ? o->id.text : "";
  };
  CHECK(found("样例市财政局预算科") == "o-17");
  CHECK(found("样例市财政局国库中心主任") == "o-18");
  CHECK(found("样例市财政局国库处") == "o-17");
  CHECK(found("样例市审计局") == "o-1");
  CHECK(found("样例市") == "o-1");
  CHECK(found("样例") == "");
  CHECK(found("别处") == "");
  CHECK(found("") == "");
  CHECK(Register{}.by_prefix("样例市") == nullptr);
}

TEST_CASE("putting an organisation again forgets its old names", "[register]") {
  Register reg = two_bureaus();
  reg.put(organisation("o-17", "样例市金融局"));
  CHECK(reg.by_name("样例市财政局") == nullptr);
  CHECK(reg.by_name("样例市金融局")->id.text == "o-17");
  CHECK(reg.organisations().size() == 3);
}

TEST_CASE("a post is found by its organisation and title", "[register]") {
  Register reg = two_bureaus();
  Post post;
  post.id.text = "po-31";
  post.organisation.text = "o-17";
  post.title = "副局长";
  reg.put(post);
  REQUIRE(reg.post_of({"o-17"}, "副局长") != nullptr);
  CHECK(reg.post_of({"o-17"}, "局长") == nullptr);
  CHECK(reg.post_of({"o-1"}, "副局长") == nullptr);
  post.organisation.text = "o-1";
  reg.put(post);
  CHECK(reg.post_of({"o-17"}, "副局长") == nullptr);
  CHECK(reg.post_of({"o-1"}, "副局长") != nullptr);
}

TEST_CASE("a register line is read back as it was written", "[register]") {
  for (
      const char* line :
      {R"({"record":"organisation","id":"o-17","name":"样例市财政局","short":["市财政局"],)"
       R"("former":[{"name":"样例市财税局","until":"1994.09"},{"name":"财政科"}],"parent":"o-1",)"
       R"("level":"县处级正职","kind":"市直","system":"政府","division":"990100",)"
       R"("grassroots":false,"hard":true,"valid_from":"1950","valid_to":"2020-01-31"})",
       R"({"record":"organisation","id":"o-1","name":"样例市"})",
       R"({"record":"post","id":"po-31","organisation":"o-17","title":"副局长",)"
       R"("level":"县处级副职","head":false,"classes":["领导职务","监管机关领导成员"],"seats":3})"}) {
    CAPTURE(line);
    Register reg;
    REQUIRE(read_register_line(line, reg));
    const std::string written =
        reg.posts().empty() ? to_json(*reg.organisations().front()) : to_json(*reg.posts().front());
    CHECK(written == line);
  }
}

TEST_CASE("a register line with a fault is refused with its place", "[register]") {
  struct Case {
    const char* line;
    const char* where;
  };
  for (
      const Case& c : {
          Case{"", ""},
          Case{"[]", ""},
          Case{R"({"record":"organisation","id":"o-1")", ""},
          Case{R"({"id":"o-1","name":"样例市"})", "/record"},
          Case{R"({"record":"house","id":"o-1"})", "/record"},
          Case{R"({"record":"organisation","name":"样例市"})", "/id"},
          Case{R"({"record":"organisation","id":"o-1"})", "/name"},
          Case{R"({"record":"organisation","id":"o 1","name":"样例市"})", "/id"},
          Case{R"({"record":"organisation","id":1,"name":"样例市"})", "/id"},
          Case{R"({"record":"organisation","id":"o-1","name":"样例市","colour":1})", "/colour"},
          Case{R"({"record":"organisation","id":"o-1","name":"样例市","level":"副处"})", "/level"},
          Case{R"({"record":"organisation","id":"o-1","name":"样例市","short":"市"})", "/short"},
          Case{R"({"record":"organisation","id":"o-1","name":"样例市","hard":"是"})", "/hard"},
          Case{R"({"record":"organisation","id":"o-1","name":"样例市","valid_to":"2020.13"})",
               "/valid_to"},
          Case{
              R"({"record":"organisation","id":"o-1","name":"样例市","former":[{"until":"2020"}]})",
              "/former/name"},
          Case{
              R"({"record":"organisation","id":"o-1","name":"样例市","former":[{"name":"甲","x":1}]})",
              "/former/x"},
          Case{R"({"record":"post","id":"po-1","organisation":"o-1"})", "/title"},
          Case{R"({"record":"post","id":"po-1","organisation":"o-1","title":"科长","seats":0})",
               "/seats"},
          Case{
              R"({"record":"post","id":"po-1","organisation":"o-1","title":"科长","classes":["美差"]})",
              "/classes"},
      }) {
    CAPTURE(c.line);
    Register reg;
    const auto done = read_register_line(c.line, reg);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == "bad_register_line");
    CHECK(done.error().where == c.where);
    CHECK(reg.empty());
    CHECK(reg.posts().empty());
  }
}
