#include "engine/explain/match_difference.hpp"

#include <catch2/catch.hpp>

#include "engine/core/json_reader.hpp"
#include "tests/support/sample_match.hpp"

using namespace bole;

namespace {
const testing::SampleMatch& sample() {
  static const testing::SampleMatch made;
  return made;
}

// The sample match with one thing in it changed: what is said of the change from `from` to `to`.
MatchDifference changed(const std::string& from, const std::string& to) {
  std::string text = sample().stored;
  const std::size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return first_difference(sample().stored, text, sample().requirement, [](const std::string& id) {
    for (const Profile& person : sample().profiles) {
      if (person.id.text == id) return person.name;
    }
    return std::string();
  });
}
}  // namespace

TEST_CASE("equal bytes have no difference", "[explain]") {
  const MatchDifference none =
      first_difference(sample().stored, sample().stored, sample().requirement,
                       [](const std::string&) { return std::string(); });
  CHECK(none.sentence.empty());
  CHECK(none.people.empty());
}

TEST_CASE("the first difference names the person, the condition and both readings", "[explain]") {
  struct Case {
    std::string from;
    std::string to;
    std::string sentence;
    std::vector<std::string> people;
  };
  const std::string hash = JsonReader(sample().stored).text("result_hash");
  const std::string result_hashes =
      "结果校验值原为 " + hash + "，重算为 sha256:0" + hash.substr(hash.find(':') + 2);
  const std::vector<Case> cases{
      {R"("key":"g1","verdict":"holds")",
       R"("key":"g1","verdict":"fails")",
       "贝免责（p-7）的资格条件 g1“下级正职提任上级副职年限”：认定原为符合，重算为不符合",
       {"p-7"}},
      {R"("observed":69)",
       R"("observed":70)",
       "贝免责（p-7）的资格条件 g1“下级正职提任上级副职年限”：实有原为 69 个月，重算为 70 个月",
       {"p-7"}},
      {R"("notice":null)",
       R"("notice":"previous_year_used")",
       "贝免责（p-7）的资格条件 "
       "g1“下级正职提任上级副职年限”：提示原为无，重算为上年度考核尚未确定，按前一年度认定",
       {"p-7"}},
      {R"("evidence":[{"none":"/sanctions"}])",
       R"("evidence":["/sanctions/s1"])",
       "贝免责（p-7）的资格条件 g3“影响期”：依据原为库内无记录：/sanctions，重算为 /sanctions/s1",
       {"p-7"}},
      {R"("key":"g2")",
       R"("key":"g5")",
       "贝免责（p-7）：第 2 项资格条件原为 g2，重算为 g5",
       {"p-7"}},
      {R"("value":[1000,1000])",
       R"("value":[900,1000])",
       "贝免责（p-7）的评价要素 c1“专长年限（金融监管）”：得分原为 1000，重算为 900 至 1000",
       {"p-7"}},
      {R"("counted":[60,60])",
       R"("counted":[60,61])",
       "贝免责（p-7）的评价要素 c1“专长年限（金融监管）”：折算数原为 60 个月，重算为 60 至 61 个月",
       {"p-7"}},
      {R"("reason":2)",
       R"("reason":0)",
       "樊可查（p-2）的评价要素 c2“考核结果（近 2 "
       "年，年度考核优秀）”：理由原为资料不全，待核实，重算为达到职位要求",
       {"p-2"}},
      {R"("preferred":true)",
       R"("preferred":false)",
       "贝免责（p-7）：同等条件下优先原为是，重算为否",
       {"p-7"}},
      {R"("preferred":false,"total":[5528000,)",
       R"("preferred":false,"total":[5528001,)",
       "樊可查（p-2）：总分参考原为 5528000 至 6728000（万分之一分），重算为 5528001 至 "
       "6728000（万分之一分）",
       {"p-2"}},
      {R"("need":8)", R"("need":9)", "樊可查（p-2）：到上一档的最小变化不同", {"p-2"}},
      {R"("profile":"p-7","preferred")",
       R"("profile":"p-8","preferred")",
       "贝免责（p-7）原列“高度匹配”档，重算不在所判人员中",
       {"p-7"}},
      {R"("name":"高度匹配")",
       R"("name":"匹配")",
       "贝免责（p-7）原列“高度匹配”档，重算列“匹配”档",
       {"p-7"}},
      {R"({"profile":"p-5","gate":"g1","first_date":"2027-06-30"},)",
       "",
       "毕未满（p-5）原列“不符合”，重算不在所判人员中",
       {"p-5"}},
      {R"("failing":[)",
       R"("failing":[{"profile":"p-9","gate":"g3","first_date":null},)",
       "p-9 原不在所判人员中，重算列“不符合”（资格条件 g3“影响期”）",
       {"p-9"}},
      {R"("gate":"g3","first_date":"2026-07-11")",
       R"("gate":"g4","first_date":"2026-07-11")",
       "柳在期（p-6）：首先遇到的原为资格条件 g3“影响期”，重算为资格条件 g4“任职 { 专长 = 金融监管 "
       "AND 时长 >= 24个月 }”",
       {"p-6"}},
      {R"("first_date":"2026-07-11")",
       R"("first_date":"2026-07-12")",
       "柳在期（p-6）：最早符合之日原为 2026-07-11，重算为 2026-07-12",
       {"p-6"}},
      {R"({"profile":"p-5","gate":"g1","first_date":"2027-06-30"},{"profile":"p-6","gate":"g3","first_date":"2026-07-11"})",
       R"({"profile":"p-6","gate":"g3","first_date":"2026-07-11"},{"profile":"p-5","gate":"g1","first_date":"2027-06-30"})",
       "“不符合”第 1 位原为毕未满（p-5），重算为柳在期（p-6）：人相同，排列不同",
       {"p-5", "p-6"}},
      {R"("size":7)", R"("size":8)", "人才库人数原为 7，重算为 8", {}},
      {R"("holds":3)", R"("holds":4)", "符合的人数原为 3，重算为 4", {}},
      {R"("epsilon_permille":200)",
       R"("epsilon_permille":100)",
       "稳健性：权重容差（千分之）原为 200，重算为 100",
       {}},
      {R"("top_k_set_unchanged_up_to_permille":1000)",
       R"("top_k_set_unchanged_up_to_permille":null)",
       "稳健性：前几名不变的最大容差（千分之）原为 1000，重算为无",
       {}},
      {R"("rank_bounds":[1,2])",
       R"("rank_bounds":[1,1])",
       "稳健性：晏示例（p-1）的名次的保守界原为 1 至 2，重算为 1",
       {"p-1"}},
      {R"("muted_rank":{"c1":1,)",
       R"("muted_rank":{"c1":2,)",
       "稳健性：晏示例（p-1）的不计某一要素时的名次不同",
       {"p-1"}},
      {R"("result_hash":")" + hash.substr(0, 8), R"("result_hash":"sha256:0)", result_hashes, {}},
      {R"("schema":1)", R"("schema": 1)", "各项内容相同，写法不同（空白、次序或格式）", {}},
  };
  for (const Case& one : cases) {
    const MatchDifference told = changed(one.from, one.to);
    CAPTURE(one.from);
    CHECK(told.sentence == one.sentence);
    CHECK(told.people == one.people);
  }
}
