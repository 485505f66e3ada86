#include "engine/normalise/derive.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <initializer_list>

#include "engine/text/utf8.hpp"

using namespace bole;

namespace {

std::optional<PartialDate> date(std::string_view text) { return parse_partial_date(text); }

Register city() {
  Register reg;
  reg.put(Organisation{.id = {"o-1"},
                       .name = "样例市财政局",
                       .level = Level::county_head,
                       .kind = "市直",
                       .system = "政府",
                       .division = "990100",
                       .grassroots = false,
                       .hard = false});
  reg.put(Post{
      .id = {"po-1"}, .organisation = {"o-1"}, .title = "总会计师", .level = Level::county_deputy});
  reg.put(Organisation{.id = {"o-2"},
                       .name = "样例市财政局预算科",
                       .parent = {"o-1"},
                       .kind = "内设机构",
                       .system = "政府",
                       .division = "990100"});
  reg.put(Post{.id = {"po-2"},
               .organisation = {"o-2"},
               .title = "科长",
               .level = Level::township_head,
               .head = true});
  reg.put(Organisation{.id = {"o-3"},
                       .name = "样例市金融监督管理局",
                       .former = {{"样例市金融办", date("2018.12")}},
                       .level = Level::county_head,
                       .system = "政府",
                       .division = "990100"});
  reg.put(Organisation{.id = {"o-4"},
                       .name = "样例市乡村振兴局",
                       .level = Level::county_head,
                       .system = "政府",
                       .division = "990100",
                       .valid_from = date("2021.05"),
                       .valid_to = date("2024.03")});
  reg.put(Organisation{.id = {"o-5"},
                       .name = "样例市青禾县委",
                       .level = Level::county_head,
                       .system = "党委",
                       .division = "990121"});
  reg.put(Post{
      .id = {"po-5"}, .organisation = {"o-5"}, .title = "常委", .level = Level::county_deputy});
  reg.put(Organisation{.id = {"o-6"},
                       .name = "样例市青禾县人民政府",
                       .level = Level::county_head,
                       .system = "政府",
                       .division = "990121",
                       .grassroots = true});
  reg.put(Organisation{.id = {"o-7"},
                       .name = "样例市青禾县委组织部",
                       .level = Level::township_head,
                       .system = "党委",
                       .division = "990121"});
  reg.put(Post{.id = {"po-7"},
               .organisation = {"o-7"},
               .title = "部长",
               .level = Level::county_deputy,
               .head = true});
  reg.put(Organisation{.id = {"o-8"},
                       .name = "样例市青禾县清泉镇人民政府",
                       .level = Level::township_head,
                       .system = "政府",
                       .division = "990121101",
                       .grassroots = true,
                       .hard = true});
  reg.put(Organisation{.id = {"o-9"},
                       .name = "样例市青禾县清泉镇党委",
                       .level = Level::township_head,
                       .system = "党委",
                       .division = "990121101",
                       .grassroots = true,
                       .hard = true});
  reg.put(Organisation{.id = {"o-10"},
                       .name = "样例市样湖办",
                       .level = Level::county_deputy,
                       .system = "政府",
                       .division = "990100"});
  return reg;
}

HeldPost held(std::string_view organisation, std::string_view title, int stage = 1) {
  HeldPost post;
  post.organisation.text = organisation;
  post.title = title;
  post.stage = stage;
  return post;
}

Appointment appointment(std::string_view from, std::string_view to,
                        std::initializer_list<HeldPost> posts) {
  Appointment made;
  made.from = date(from);
  made.to = date(to);
  made.open = to.empty();
  made.kind = "任职";
  made.posts = posts;
  return made;
}

Profile person(std::initializer_list<Appointment> appointments) {
  Profile profile;
  profile.appointments.emplace(appointments);
  int number = 0;
  for (Appointment& each : *profile.appointments) {
    ++number;
    if (each.key.empty()) each.key = "a" + std::to_string(number);
  }
  return profile;
}

// Derives, and checks that deriving again changes nothing.
Profile derived(Profile profile, const Register& reg = city()) {
  derive(profile, reg, Vocabulary::built_in());
  Profile again = profile;
  derive(again, reg, Vocabulary::built_in());
  CHECK(again == profile);
  return profile;
}

Appointment one(Appointment made, const Register& reg = city()) {
  return derived(person({std::move(made)}), reg).appointments->front();
}

std::vector<std::string> tags_of(const Appointment& made, std::string_view kind) {
  std::vector<std::string> ids;
  for (const Tag& tag : made.tags) {
    if (tag.kind == kind) ids.push_back(tag.id);
  }
  return ids;
}
using Ids = std::vector<std::string>;

constexpr SourcedLevel from_register(Level level) { return {level, LevelSource::from_register}; }

// The appointment with the whole text as its statement.
Profile with_statement(std::string_view before, std::string_view statement, Appointment made) {
  const auto begin = static_cast<std::uint32_t>(count_characters(before));
  made.text_span = Span{begin, begin + static_cast<std::uint32_t>(count_characters(statement))};
  Profile profile = person({std::move(made)});
  profile.resume.text = std::string{before} + std::string{statement};
  return profile;
}

}  // namespace

TEST_CASE("a post that the register has gives organisation, level, system and place", "[derive]") {
  const Appointment made = one(appointment(
      "2018.03", "", {held("样例市财政局", "副局长"), held("样例市财政局", "党组成员")}));
  CHECK(made.posts[0].organisation.id == OrganisationId{"o-1"});
  CHECK(made.posts[0].head == false);
  CHECK(made.posts[1].organisation.id == OrganisationId{"o-1"});
  CHECK(made.level == from_register(Level::county_deputy));
  CHECK(made.system == "政府");
  CHECK(made.place == Place{"990100", false, false});
}

TEST_CASE("the head of an organisation has its level, the deputy of a 正职 level one below",
          "[derive]") {
  CHECK(one(appointment("2018", "2020", {held("样例市财政局", "局长")})).level ==
        from_register(Level::county_head));
  CHECK(one(appointment("2018", "2020", {held("样例市财政局", "局长")})).posts[0].head == true);
  CHECK(one(appointment("2018", "2020", {held("样例市财政局", "党组副书记")})).level ==
        from_register(Level::county_deputy));
  CHECK(one(appointment("2018", "2020", {held("样例市样湖办", "主任")})).level ==
        from_register(Level::county_deputy));
  CHECK(one(appointment("2018", "2020", {held("样例市样湖办", "副主任")})).level == SourcedLevel{});
  CHECK(one(appointment("2018", "2020", {held("样例市财政局", "党组成员")})).level ==
        SourcedLevel{});
}

TEST_CASE("the register's own post decides before the title does", "[derive]") {
  const Appointment made = one(appointment("2018", "2020", {held("样例市财政局", "总会计师")}));
  CHECK(made.level == from_register(Level::county_deputy));
  CHECK(made.posts[0].head == false);
}

TEST_CASE("the highest of several posts decides", "[derive]") {
  const Appointment made = one(
      appointment("2018", "2020", {held("样例市青禾县委", "常委"), held("样例市青禾县", "县长")}));
  CHECK(made.level == from_register(Level::county_head));
  CHECK(made.system == "党委");
}

TEST_CASE("a section has a level only if the register has the section", "[derive]") {
  const Appointment budget = one(appointment("2012", "2014", {held("样例市财政局预算科", "科长")}));
  CHECK(budget.posts[0].organisation.id == OrganisationId{"o-2"});
  CHECK(budget.level == from_register(Level::township_head));
  const Appointment other = one(appointment("2012", "2014", {held("样例市财政局综合科", "科长")}));
  CHECK(other.posts[0].organisation.id == OrganisationId{"o-1"});
  CHECK(other.posts[0].head == true);
  CHECK(other.level == SourcedLevel{});
  CHECK(other.system == "政府");
  CHECK(other.place.division == "990100");
}

TEST_CASE("a unit has the kind that the register gives its body", "[derive]") {
  Register reg = city();
  reg.put(Organisation{.id = {"o-11"}, .name = "样例市委", .kind = "市", .system = "党委"});
  const auto kind = [&](std::string_view organisation, std::string_view title) {
    return one(appointment("2015.01", "", {held(organisation, title)}), reg)
        .posts[0]
        .organisation.kind;
  };
  CHECK(kind("样例市财政局", "副局长") == "市直");
  CHECK(kind("样例市财政局预算科", "科长") == "市直");
  CHECK(kind("样例市财政局国库科", "科长") == "市直");
  CHECK(kind("样例市财政局干部学校", "校长") == "");
  CHECK(kind("样例市委", "副书记") == "市");
  CHECK(kind("样例市委老干部局", "副局长") == "");
  CHECK(kind("样例市水利局", "副局长") == "");
}

TEST_CASE("a kind that an earlier register gave goes when the register no longer has it",
          "[derive]") {
  Profile profile = derived(person({appointment("2015.01", "", {held("样例市财政局", "局长")})}));
  CHECK(profile.appointments->front().posts[0].organisation.kind == "市直");
  derive(profile, Register{}, Vocabulary::built_in());
  CHECK(profile.appointments->front().posts[0].organisation.kind.empty());
}

TEST_CASE("a name and a title together name the body", "[derive]") {
  const auto id = [](std::string_view organisation, std::string_view title) {
    return one(appointment("2018", "2020", {held(organisation, title)}))
        .posts[0]
        .organisation.id.text;
  };
  CHECK(id("样例市青禾县", "常务副县长") == "o-6");
  CHECK(id("样例市青禾县", "县委书记") == "o-5");
  CHECK(id("样例市青禾县委", "组织部部长") == "o-7");
  CHECK(id("样例市青禾县委", "组织部长") == "o-7");
  CHECK(id("样例市青禾县清泉镇", "镇长") == "o-8");
  CHECK(id("样例市青禾县清泉镇", "党委书记") == "o-9");
  CHECK(id("样例市青禾县清泉镇", "书记") == "o-9");
  CHECK(id("样例市财政局", "预算科科长") == "o-2");
  CHECK(id("样例市白石县", "县长").empty());
  CHECK(one(appointment("2018", "2020", {held("样例市青禾县委", "组织部部长")})).level ==
        from_register(Level::county_deputy));
}

TEST_CASE("a former name counts while it was borne", "[derive]") {
  CHECK(one(appointment("2015.03", "2018.10", {held("样例市金融办", "副主任")})).level ==
        from_register(Level::county_deputy));
  CHECK(one(appointment("2018.12", "2020.10", {held("样例市金融办", "副主任")})).level ==
        from_register(Level::county_deputy));
  CHECK(one(appointment("2019.01", "2020.10", {held("样例市金融办", "副主任")})).level ==
        SourcedLevel{});
  CHECK(one(appointment("2018", "2020.10", {held("样例市金融办", "副主任")})).level ==
        from_register(Level::county_deputy));
}

TEST_CASE("an organisation counts while it stood", "[derive]") {
  CHECK(one(appointment("2021.05", "2024.03", {held("样例市乡村振兴局", "局长")})).level ==
        from_register(Level::county_head));
  CHECK(one(appointment("2015.01", "2021.04", {held("样例市乡村振兴局", "局长")})).level ==
        SourcedLevel{});
  CHECK(one(appointment("2024.04", "", {held("样例市乡村振兴局", "局长")})).level ==
        SourcedLevel{});
}

TEST_CASE("what the register does not know has no level, but what its name makes certain",
          "[derive]") {
  const Appointment made =
      one(appointment("2005", "2008", {held("外地市外地县外地镇人民政府", "镇长")}));
  CHECK(made.posts[0].organisation.id.empty());
  CHECK(made.posts[0].head == true);
  CHECK(made.level == SourcedLevel{});
  CHECK(made.system == "政府");
  CHECK(made.place.grassroots == true);
  CHECK(made.place.division.empty());
  CHECK_FALSE(made.place.hard);
  CHECK(one(appointment("2005", "2008", {held("外地市财政局", "局长")})).place == Place{});
}

TEST_CASE("a level in brackets decides before the register, a declared one before both",
          "[derive]") {
  const Appointment post = appointment("2018.03", "", {held("样例市财政局", "副局长")});
  const auto level = [&](std::string_view statement) {
    return derived(with_statement("2018.03--  ", statement, post)).appointments->front().level;
  };
  CHECK(level("样例市财政局副局长（正处级）") ==
        SourcedLevel{Level::county_head, LevelSource::written});
  CHECK(level("样例市财政局副局长(正县（处）级,主持工作)") ==
        SourcedLevel{Level::county_head, LevelSource::written});
  CHECK(level("样例市财政局副局长") == from_register(Level::county_deputy));
  CHECK(level("样例市财政局副局长（试用期一年）") == from_register(Level::county_deputy));
  CHECK(level("样例市财政局副局长（享受正处级待遇）") == from_register(Level::county_deputy));
  CHECK(level("样例市财政局副局长（其间：2019.01--2020.01挂职任乙县县长（正处级））") ==
        from_register(Level::county_deputy));
  CHECK(level("样例市财政局副局长（2020.05正处级）") == from_register(Level::county_deputy));

  Appointment declared = post;
  declared.level = {Level::bureau_deputy, LevelSource::declared};
  CHECK(derived(with_statement("", "样例市财政局副局长（正处级）", declared))
            .appointments->front()
            .level == SourcedLevel{Level::bureau_deputy, LevelSource::declared});
}

TEST_CASE("the title of a level is a written level", "[derive]") {
  CHECK(one(appointment("2001", "2004", {held("外地某局", "科员")})).level ==
        SourcedLevel{Level::officer, LevelSource::written});
  CHECK(one(appointment("2001", "2004", {held("外地某局", "正科级组织员")})).level ==
        SourcedLevel{Level::township_head, LevelSource::written});
  CHECK(one(appointment("2001", "2004", {held("外地某局", "四级调研员")})).level == SourcedLevel{});
}

TEST_CASE("科员 beside a title that may be higher is no level", "[derive]") {
  CHECK(one(appointment(
                "2001", "2006",
                {held("样例市财政局综合科", "科员"), held("样例市财政局综合科", "副主任科员", 2)}))
            .level == SourcedLevel{});
}

TEST_CASE("a level that an earlier register gave goes when the register no longer has it",
          "[derive]") {
  Profile profile = person({appointment("2018.03", "", {held("样例市财政局", "副局长")})});
  profile = derived(profile);
  CHECK(profile.current.level == from_register(Level::county_deputy));
  profile = derived(profile, Register{});
  CHECK(profile.appointments->front().level == SourcedLevel{});
  CHECK(profile.current.level == SourcedLevel{});
  CHECK_FALSE(profile.current.level_since);
}

TEST_CASE("挂职, memberships and study do not change the level of a person", "[derive]") {
  for (const char* kind : {"挂职", "任外职", "学习", "其他"}) {
    Appointment made = appointment("2018.03", "", {held("样例市青禾县", "副县长")});
    made.kind = kind;
    CHECK(one(made).level == SourcedLevel{});
  }
}

TEST_CASE("words of organisation, title and duties tag specialities and their fields", "[derive]") {
  Appointment made = appointment("2018.03", "", {held("样例市金融监督管理局", "副局长")});
  made.duties = {"扶贫", "机关事务"};
  made = one(made);
  CHECK(tags_of(made, "speciality") ==
        Ids{"financial_regulation", "poverty_alleviation", "office_affairs"});
  CHECK(tags_of(made, "field") == Ids{"finance", "rural"});
  CHECK(made.tags[0] ==
        Tag{"speciality", "financial_regulation", "vocabulary", {"金融监督管理局"}});
  CHECK(made.tags[3] == Tag{"field", "finance", "vocabulary", {"金融监督管理局"}});
}

TEST_CASE("organisation and title show together what neither shows alone", "[derive]") {
  const Appointment made =
      one(appointment("2014.03", "", {held("样例市青禾县清泉镇", "党委书记")}));
  CHECK(tags_of(made, "speciality") == Ids{"township_work"});
  CHECK(made.tags.front().words == std::vector<std::string>{"镇党委"});
}

TEST_CASE("study shows no speciality", "[derive]") {
  Appointment made = appointment("1997.09", "2001.07", {held("样例财经学院金融学专业", "学习")});
  made.kind = "学习";
  CHECK(one(made).tags.empty());
}

TEST_CASE("what a person tagged stays, and what the vocabulary tagged before is renewed",
          "[derive]") {
  Appointment made = appointment("2018.03", "", {held("样例市财政局", "副局长")});
  made.tags = {{"speciality", "local_finance", "person", {}},
               {"speciality", "sports", "vocabulary", {"体育"}},
               {"speciality", "forestry", "person", {"分管林业"}}};
  made = one(made);
  CHECK(tags_of(made, "speciality") == Ids{"local_finance", "forestry"});
  CHECK(made.tags[0].by == "person");
  CHECK(made.tags[0].words.empty());
  CHECK(tags_of(made, "field") == Ids{"finance", "ecology"});
}

TEST_CASE("the current appointments are the open ones, 任职 first, without study", "[derive]") {
  Appointment course = appointment("2024.09", "", {});
  course.kind = "学习";
  Appointment attached = appointment("2024.03", "", {held("外地县", "副县长")});
  attached.kind = "挂职";
  const Profile profile =
      derived(person({appointment("2010.01", "2018.03", {held("样例市财政局", "副局长")}), course,
                      attached, appointment("2018.03", "", {held("样例市财政局", "局长")})}));
  CHECK(profile.current.appointments == Ids{"a4", "a3"});
  CHECK(profile.current.level == from_register(Level::county_head));
}

TEST_CASE("the current level stands where it is declared or written", "[derive]") {
  Profile profile = person({appointment("2018.03", "", {held("样例市财政局", "副局长")})});
  profile.current.level = {Level::county_head, LevelSource::declared};
  profile.current.level_since = date("2021.02");
  const Profile declared = derived(profile);
  CHECK(declared.current.level == SourcedLevel{Level::county_head, LevelSource::declared});
  CHECK(declared.current.level_since == date("2021.02"));

  profile.current = {};
  profile.current.text = "样例市财政局副局长（正处级）";
  const Profile written = derived(profile);
  CHECK(written.current.level == SourcedLevel{Level::county_head, LevelSource::written});
  CHECK_FALSE(written.current.level_since);
}

TEST_CASE("the level is held since the beginning of the unbroken run of posts of that level",
          "[derive]") {
  const auto since = [](std::initializer_list<Appointment> appointments) {
    return derived(person(appointments)).current.level_since;
  };
  const Appointment mayor = appointment("2012.11", "2015.03", {held("样例市青禾县清泉镇", "镇长")});
  const Appointment now = appointment("2018.03", "", {held("样例市财政局", "副局长")});
  const auto deputy = [](std::string_view from, std::string_view to) {
    return appointment(from, to, {held("样例市金融监督管理局", "副局长")});
  };
  SECTION("over several posts of one level") {
    CHECK(since({mayor, deputy("2015.03", "2018.03"), now}) == date("2015.03"));
    CHECK(since({now, deputy("2015.03", "2018.03"), mayor}) == date("2015.03"));
    CHECK(since({deputy("2015.03", "2018.02"), now}) == date("2015.03"));
  }
  SECTION("a gap breaks the run") {
    CHECK(since({deputy("2015.03", "2018.01"), now}) == date("2018.03"));
  }
  SECTION("a post of another level before it begins the run") {
    CHECK(since({mayor, appointment("2015.03", "", {held("样例市财政局", "副局长")})}) ==
          date("2015.03"));
  }
  SECTION("a post of unknown level before it leaves the date open") {
    CHECK_FALSE(since({appointment("2012", "2018.03", {held("外地市某局", "副局长")}), now}));
  }
  SECTION("dates too coarse to tell leave it open, but not where they do not matter") {
    CHECK_FALSE(since({deputy("2015.03", "2018"), now}));
    CHECK(since({appointment("2012", "2018", {held("样例市青禾县清泉镇", "镇长")}), now}) ==
          date("2018.03"));
    Appointment undated = now;
    undated.from.reset();
    CHECK_FALSE(since({mayor, undated}));
  }
  SECTION("a level reached within an appointment leaves it open") {
    Appointment risen = appointment(
        "2018.03", "", {held("样例市财政局", "副局长"), held("样例市财政局", "局长", 2)});
    CHECK_FALSE(since({deputy("2015.03", "2018.03"), risen}));
  }
  SECTION("what runs beside the line does not count") {
    Appointment beside = deputy("2010.01", "2018.03");
    beside.concurrent_with = "a1";
    CHECK(since({mayor, now, beside}) == date("2018.03"));
  }
}

TEST_CASE("a record without appointments, or without anything, is left as it is", "[derive]") {
  CHECK(derived(Profile{}) == Profile{});
  Profile profile;
  profile.appointments.emplace();
  CHECK(derived(profile) == profile);
}

TEST_CASE("a span beyond the text is no fault", "[derive]") {
  Appointment made = appointment("2018.03", "", {held("样例市财政局", "副局长")});
  made.text_span = Span{90, 100};
  Profile profile = person({made});
  profile.resume.text = "短";
  CHECK(derived(profile).appointments->front().level == from_register(Level::county_deputy));
  profile.appointments->front().text_span = Span{5, 2};
  CHECK(derived(profile).appointments->front().level == from_register(Level::county_deputy));
}

TEST_CASE("in an enterprise or a university the organisation lends no level", "[derive]") {
  for (const char* system : {"国企", "高校"}) {
    CAPTURE(system);
    Register reg;
    reg.put(Organisation{.id = {"o-90"},
                         .name = "样例市投资集团",
                         .level = Level::county_head,
                         .kind = "国企",
                         .system = system});
    reg.put(Post{.id = {"po-90"},
                 .organisation = {"o-90"},
                 .title = "总会计师",
                 .level = Level::county_deputy});
    Profile profile;
    profile.appointments.emplace();
    for (const char* title : {"总经理", "总会计师"}) {
      profile.appointments->push_back(Appointment{.key = title, .kind = "任职"});
      profile.appointments->back().posts = {HeldPost{{"样例市投资集团", {}}, title}};
    }
    derive(profile, reg, Vocabulary::built_in());
    CHECK(profile.appointments->at(0).level == SourcedLevel{});
    CHECK(profile.appointments->at(1).level ==
          SourcedLevel{Level::county_deputy, LevelSource::from_register});
  }
}

TEST_CASE("a record read by itself keeps what it states, and the rest is filled", "[derive]") {
  Profile profile;
  profile.current.level = {Level::county_deputy, LevelSource::from_register};
  profile.current.level_since = date("2018.03");
  profile.appointments.emplace();
  profile.appointments->push_back(
      Appointment{.key = "a1", .from = date("2020.01"), .open = true, .kind = "任职"});
  Appointment& held = profile.appointments->back();
  held.posts = {HeldPost{{"别处某县清泉镇", {}}, "镇长"}};
  held.level = {Level::county_deputy, LevelSource::from_register};
  held.place = {.division = "990199", .grassroots = false, .hard = true};
  const Profile stated = profile;
  derive_unstated(profile, Register{}, Vocabulary::built_in());
  CHECK(profile.current.level == stated.current.level);
  CHECK(profile.current.level_since == stated.current.level_since);
  CHECK(profile.appointments->front().level == stated.appointments->front().level);
  CHECK(profile.appointments->front().place == stated.appointments->front().place);

  Profile partly = stated;
  partly.current = {};
  partly.appointments->front().place = {};
  derive_unstated(partly, Register{}, Vocabulary::built_in());
  CHECK(partly.current.level == stated.appointments->front().level);
  CHECK(partly.current.level_since == date("2020.01"));
  CHECK(partly.appointments->front().place.grassroots == true);
}
