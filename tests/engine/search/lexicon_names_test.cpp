#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/search/document.hpp"
#include "engine/search/lexicon.hpp"
#include "engine/search/text_query.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "engine/vocabulary/data_lines.hpp"

using namespace bole;

namespace {
const Lexicon& lexicon() { return Lexicon::built_in(); }
std::string fold(std::string_view text) { return to_utf8(folded(text)); }

std::string words_of(std::string_view query) {
  const auto parsed = parse_query(query, Vocabulary::built_in());
  REQUIRE(parsed);
  std::string words;
  for (const QueryGroup& group : parsed->groups) words += group.word + ' ';
  return words;
}

// Whether the text has every word of the query in one of its forms.
bool finds(std::string_view query, std::string_view text) {
  const auto parsed = parse_query(query, Vocabulary::built_in());
  REQUIRE(parsed);
  const TextPart part = plain_part(text, Vocabulary::built_in());
  const SearchDocument document = make_document("1", {&part, 1});
  return std::ranges::all_of(parsed->groups, [&](const QueryGroup& group) {
    return std::ranges::any_of(group.forms, [&](const QueryForm& form) {
      return form.term.empty()
                 ? find_phrase(fold(text), form.text, 0) != std::string::npos
                 : (std::ranges::count(document.terms, form.term, &TermShare::term) > 0);
    });
  });
}

// How a word finds another: "synonym 2018", "former_name 2018", "related"; empty when it does not.
std::string found_as(std::string_view asked, std::string_view other) {
  const auto word = lexicon().word(fold(asked));
  REQUIRE(word);
  for (const WordForm& form : lexicon().forms(*word)) {
    if (lexicon().text(form.word) != fold(other)) continue;
    return std::string(to_string(form.kind)) +
           (form.until == 0 ? "" : ' ' + std::to_string(form.until));
  }
  return {};
}

struct NameRow {
  std::string kind{};
  std::vector<std::string> present{};
  struct Former {
    std::string name{};
    int until = 0;
  };
  std::vector<std::vector<Former>> former{};
  std::vector<std::string> beside{};
  std::vector<std::string> tiers{};
};

std::vector<std::string> names_in(std::string_view cell, char separator) {
  std::vector<std::string> names;
  if (cell.empty()) return names;
  for (const std::string_view name : cells_of(cell, separator)) names.emplace_back(name);
  return names;
}

std::vector<NameRow> rows() {
  std::vector<NameRow> all;
  for (const DataLine& line : data_lines("synonyms.tsv", 6)) {
    NameRow row{std::string(line[0]),
                {std::string(line[1])},
                {},
                names_in(line[4], '|'),
                names_in(line[5], ' ')};
    for (std::string& name : names_in(line[2], '|')) row.present.push_back(std::move(name));
    for (const std::string& body : names_in(line[3], '|')) {
      std::vector<NameRow::Former>& names = row.former.emplace_back();
      for (const std::string& dated : names_in(body, '=')) {
        const std::size_t at = std::min(dated.find('@'), dated.size());
        NameRow::Former& former = names.emplace_back(NameRow::Former{dated.substr(0, at), 0});
        if (at < dated.size()) {
          std::from_chars(dated.data() + at + 1, dated.data() + dated.size(), former.until);
        }
      }
    }
    all.push_back(std::move(row));
  }
  return all;
}

std::vector<std::string> all_names(const NameRow& row) {
  std::vector<std::string> names = row.present;
  for (const auto& body : row.former) {
    for (const NameRow::Former& former : body) names.push_back(former.name);
  }
  return names;
}

// The tier a name says by its beginning; empty when it says none.
std::string tier_of(const std::string& name) {
  for (const char* word :
       {"市场", "市政", "市容", "市域",   "县处",   "县级",     "县委书记", "县长",
        "县乡", "区划", "区域", "区公所", "市民",   "县域",     "区块",     "省部",
        "市辖", "县区", "区县", "县（市", "县市区", "国家安全", "国家税务", "市监"}) {
    if (name.starts_with(word)) return {};
  }
  static const std::map<std::string, std::string> tiers{
      {"国家", "centre"},     {"中央", "centre"}, {"国务院", "centre"}, {"全国", "centre"},
      {"自治区", "province"}, {"省", "province"}, {"市", "市"},         {"州", "州"},
      {"县", "县"},           {"区", "区"}};
  for (const auto& [prefix, tier] : tiers) {
    if (name.starts_with(prefix)) return tier;
  }
  if (name.ends_with("厅") && !name.ends_with("办公厅")) return "province";
  return {};
}
}  // namespace

TEST_CASE("places that were helped are not one another", "[lexicon]") {
  CHECK_FALSE(finds("援藏", "参加援疆工作三年"));
  CHECK(finds("对口支援", "参加援疆工作三年"));
  CHECK(finds("援藏", "援藏干部"));
}

TEST_CASE("a narrower degree is found by the wider one, not the other way", "[lexicon]") {
  CHECK(finds("研究生", "省委党校在职研究生"));
  CHECK_FALSE(finds("在职研究生", "全日制研究生"));
  CHECK_FALSE(finds("博士", "经济学硕士"));
  CHECK(finds("本科", "全日制大学本科"));
  CHECK(finds("MPA", "公共管理硕士"));
}

TEST_CASE("a standing committee member who is deputy head need not be the first deputy",
          "[lexicon]") {
  CHECK_FALSE(finds("常务副县长", "青禾县委常委、副县长"));
  CHECK(finds("常务副县长", "青禾县委常委、副县长（负责县政府常务工作）"));
  CHECK(finds("副县长", "青禾县委常委、常务副县长"));
}

TEST_CASE("a body of one tier is not found by the name of another tier", "[lexicon]") {
  CHECK(finds("纪委", "青禾县纪委常委"));
  CHECK(finds("市纪委", "中共样例市纪律检查委员会"));
  CHECK_FALSE(finds("市纪委", "青禾县纪委常委"));
  CHECK_FALSE(finds("县委组织部", "样例市委组织部科员"));
  CHECK(finds("市组织部", "样例市委组织部科员"));
  CHECK_FALSE(finds("财政局", "云岭省财政厅"));
  CHECK_FALSE(finds("财政局", "财政部"));
  CHECK_FALSE(finds("财政厅", "青禾县财政局"));
  CHECK(finds("市发改委", "样例市发展和改革委员会"));
  CHECK(finds("市发改委", "样例市计委"));
  CHECK_FALSE(finds("市发改委", "样例市青禾县发展和改革局"));
  CHECK_FALSE(finds("区财政局", "样例经济技术开发区财政局"));
  CHECK_FALSE(finds("市规划局", "青禾县城市规划局"));
  CHECK_FALSE(finds("区委组织部", "自治区党委组织部"));
}

TEST_CASE("bodies that were merged find their successor and not each other", "[lexicon]") {
  CHECK(found_as("市场监管局", "工商局") == "former_name 2018");
  CHECK(found_as("工商局", "市场监管局") == "synonym 2018");
  CHECK(found_as("工商局", "工商行政管理局") == "former_name 2018");
  CHECK(found_as("工商局", "质监局").empty());
  CHECK_FALSE(finds("工商局", "青禾县质量技术监督局"));
  CHECK_FALSE(finds("卫生局", "青禾县人口和计划生育局"));
  CHECK(finds("卫生局", "青禾县卫生和计划生育局"));
  CHECK(finds("卫健委", "青禾县计生委"));
  CHECK(finds("银监局", "样例市金融监管分局"));
  CHECK_FALSE(finds("银监局", "样例市保监局"));
  CHECK(finds("国税局", "青禾县税务局"));
  CHECK_FALSE(finds("国税局", "青禾县地税局"));
  CHECK(finds("计委", "样例市发改委"));
}

TEST_CASE("the name of a body asks for the body and not for all who did such work", "[lexicon]") {
  CHECK_FALSE(finds("财政局", "青禾县会计核算中心"));
  CHECK_FALSE(finds("副镇长", "禾丰镇人民政府科员"));
  CHECK(finds("金融监管", "样例市地方金融监督管理局"));
}

TEST_CASE("a post is hidden by a place and not by a surname or a verb", "[lexicon]") {
  CHECK_FALSE(finds("市长", "样例市长江路街道办事处"));
  CHECK_FALSE(finds("市长", "西安市长安区"));
  CHECK_FALSE(finds("县长", "青禾县长安镇"));
  CHECK(finds("市长", "市长安排的工作"));
  CHECK(finds("市长", "协助市长江某分管金融"));
  CHECK(finds("县长", "任青禾县长期间"));
  CHECK_FALSE(finds("区长", "在边远山区长期从事教育工作"));
  CHECK_FALSE(finds("队长", "交警大队副大队长"));
}

TEST_CASE("what only stands where two words meet is not found", "[lexicon]") {
  CHECK_FALSE(finds("化工", "负责文化工作"));
  CHECK(finds("化工", "负责全市化工产业"));
  CHECK_FALSE(finds("中行", "集中行动"));
  CHECK_FALSE(finds("国企", "在某外国企业工作"));
  CHECK_FALSE(finds("国企", "全国企业家协会"));
  CHECK_FALSE(finds("工会", "化工会计"));
  CHECK_FALSE(finds("扶贫办", "制定扶贫办法"));
  CHECK_FALSE(finds("人事局", "退役军人事务局"));
  CHECK_FALSE(finds("法制", "司法制度"));
  CHECK_FALSE(finds("编制", "国土空间规划编制"));
  CHECK_FALSE(finds("防疫", "动物防疫站"));
  CHECK_FALSE(finds("学工", "化学工程系"));
  CHECK_FALSE(finds("副处", "任副处长"));
  CHECK_FALSE(finds("FRM", "confrmed"));
}

TEST_CASE("a name with its place in the middle is one with the short name", "[lexicon]") {
  CHECK(finds("团县委", "共青团青禾县委副书记"));
  CHECK(finds("团县委书记", "共青团青禾县委书记"));
  CHECK_FALSE(finds("县委书记", "共青团青禾县委书记"));
  CHECK_FALSE(finds("团市委", "共青团青禾县委副书记"));
  CHECK(finds("县政协", "政协青禾县委员会副主席"));
  CHECK_FALSE(finds("市委", "民盟样例市委专职副主委"));
  CHECK(finds("县委", "中共青禾县委办公室"));
  CHECK(finds("县委", "中共青禾县委员会"));
  CHECK(words_of("共青团青禾县委") == fold("共青团…县委") + " 青禾 ");
  CHECK(finds("共青团青禾县委", "任青禾团县委书记"));
}

TEST_CASE("grades of today are found by the posts they came from", "[lexicon]") {
  CHECK(finds("调研员", "二级调研员"));
  CHECK_FALSE(finds("调研员", "四级调研员"));
  CHECK(finds("四级调研员", "副调研员"));
  CHECK(finds("二级主任科员", "主任科员"));
  CHECK_FALSE(finds("科员", "一级主任科员"));
  CHECK_FALSE(finds("主任", "一级主任科员"));
  CHECK_FALSE(finds("高级工程师", "正高级工程师"));
}

TEST_CASE("posts under another name are related", "[lexicon]") {
  CHECK(found_as("县长", "区长") == "related");
  CHECK(found_as("一把手", "县委书记") == "related");
  CHECK(found_as("县委书记", "一把手").empty());
  CHECK(finds("一把手", "青禾县财政局党组书记、局长"));
  CHECK_FALSE(finds("一把手", "青禾县财政局副局长"));
}

TEST_CASE("the head of a body in one word is the body and its head", "[lexicon]") {
  CHECK(words_of("财政局长") == "财政局 局长 ");
  CHECK(finds("财政局长", "青禾县财政局党组书记、局长"));
  CHECK(words_of("统计局副局长") == "统计局 副局长 ");
}

TEST_CASE("a body that took over a part of another does not lead to the rest of it", "[lexicon]") {
  CHECK(finds("体育局", "青禾县教育体育局"));
  CHECK(finds("教育局", "青禾县教育体育局"));
  CHECK_FALSE(finds("体育局", "青禾县教育局"));
  CHECK(finds("水务局", "青禾县农业农村和水务局"));
  CHECK_FALSE(finds("水务局", "青禾县农业农村局"));
}

TEST_CASE("a head who holds two posts of one body is found by the body's head", "[lexicon]") {
  CHECK(finds("县政协主席", "青禾县政协党组书记、主席"));
  CHECK(finds("公安局长", "青禾县公安局党委书记、局长"));
  CHECK_FALSE(finds("公安局长", "青禾县公安局副局长"));
}

TEST_CASE("specialities are found in other words", "[lexicon]") {
  CHECK(finds("招商", "负责投资促进工作"));
  CHECK(finds("招商引资", "引进外资和招商合作"));
  CHECK(finds("写材料", "从事文稿起草"));
  CHECK(finds("化债", "牵头债务化解"));
  CHECK_FALSE(finds("大气污染防治", "水污染防治"));
  CHECK(finds("污染防治", "水污染防治"));
  CHECK_FALSE(finds("失业保险", "养老保险"));
}

TEST_CASE("work and posts are found in the words they are talked of in", "[lexicon]") {
  const std::vector<std::pair<const char*, const char*>> found{
      {"政法口", "青禾县人民检察院反贪局侦查员"},
      {"组工干部", "样例市委组织部干部监督科副科长"},
      {"宣传口", "青禾县融媒体中心记者"},
      {"农口", "禾丰镇农技推广工作，后任县水利局副局长"},
      {"财贸口", "县国税局征管股股长"},
      {"城建口", "区房管局副局长"},
      {"卫健系统", "禾丰镇卫生院院长"},
      {"工青妇系统", "共青团青禾县委书记"},
      {"笔杆子", "起草县委全会报告等综合文稿"},
      {"管钱", "县医院财务科出纳"},
      {"管人", "县委组织部干部科科长"},
      {"跑项目", "负责中央预算内投资项目申报"},
      {"选人用人", "分管干部选拔任用工作"},
      {"修路", "负责通村公路建设"},
      {"搞拆迁", "任房屋征收指挥部副指挥长，负责土地征收"},
      {"放贷", "工商银行样例支行信贷员"},
      {"治污", "负责黄河入湖河道截污、水污染防治"},
      {"治水", "任县河长制办公室主任"},
      {"养牛", "推广肉牛养殖"},
      {"种烟", "抓好烤烟生产收购"},
      {"接访", "负责来信来访登记"},
      {"劝架", "任禾丰镇人民调解员"},
      {"扑火", "参加森林防火"},
      {"老总", "样例开发投资有限责任公司董事长"},
      {"国企", "样例供水有限责任公司职工"},
      {"老师", "青禾县第二中学教师"},
      {"大夫", "青禾县人民医院外科主治医师"},
      {"当过兵", "1995年入伍，某部战士"},
      {"在村里工作过", "禾丰镇河边村委会主任"},
      {"驻过村", "任河边村驻村第一书记"},
      {"在乡镇干过", "禾丰镇人民政府副镇长"},
      {"国家部委", "借调财政部工作"},
      {"查办违纪案件", "在审查调查室工作，参与专案组"},
      {"科研成果转化", "负责技术转移和高新技术企业培育"},
      {"留过学", "公派访问学者，赴德国"},
      {"通过司法考试", "取得国家统一法律职业资格"},
  };
  for (const auto& [query, text] : found) {
    INFO(query << ": " << words_of(query));
    CHECK(finds(query, text));
  }
  const std::vector<std::pair<const char*, const char*>> apart{
      {"组工干部", "参加组工干部培训班"},     {"老师", "青禾县教师进修学校"},
      {"工人", "青禾县工人文化宫"},           {"老总", "样例公司副总工程师"},
      {"当过兵", "青禾县兵役登记"},           {"国家部委", "云岭省财政厅"},
      {"修路", "任样例大道街道办事处科员"},   {"政法口", "云岭政法学院学习"},
      {"在村里工作过", "禾丰镇中心学校教师"}, {"信贷员", "青禾县财政局预算股股长"},
  };
  for (const auto& [query, text] : apart) {
    INFO(query << ": " << words_of(query));
    CHECK_FALSE(finds(query, text));
  }
}

TEST_CASE("how long and words about the question are not asked for", "[search]") {
  CHECK(words_of("商务部门三年以上") == "商务 ");
  CHECK(words_of("林业部门、驻村两年") == "林业部门 驻村 ");
  CHECK(words_of("审计系统出来的") == "审计系统 ");
  CHECK(words_of("有10年以上审计经验") == "审计 ");
  CHECK(words_of("大学教师转到机关的") == "大学 教师 机关 ");
  CHECK(words_of("2018年") == "2018 年 ");
  CHECK(words_of("昆明市长江路") != "昆明 市长 江路 ");
}

TEST_CASE("places whose names begin like words that say nothing stay whole", "[lexicon]") {
  CHECK(words_of("和平区") == "和平区 ");
  CHECK(words_of("上海") == "上海 ");
  CHECK(words_of("会泽县") == "会泽县 ");
}

TEST_CASE("work in a township is no work in a bureau for township enterprises", "[lexicon]") {
  CHECK(finds("乡镇工作经历", "样例县红土乡工作三年"));
  CHECK(finds("乡镇工作经历", "样例县临水镇党政办公室科员"));
  CHECK_FALSE(finds("乡镇工作经历", "样例县乡镇企业局副局长"));
  CHECK_FALSE(finds("乡镇工作经历", "分管城镇工作"));
}

TEST_CASE("places are found by what they were called", "[lexicon]") {
  CHECK(finds("普洱市", "思茅地区行署科员"));
  CHECK(finds("思茅地区", "普洱市财政局"));
  CHECK_FALSE(finds("思茅区", "思茅地区行署科员"));
  CHECK(finds("呈贡区财政局", "呈贡县财政局科员"));
}

TEST_CASE("each row of names is sound", "[lexicon]") {
  const std::set<std::string> kinds{"body", "past", "post", "term", "place"};
  const std::set<std::string> known_tiers{"省",   "市",   "州",   "县",       "区",      "镇",
                                          "乡",   "街道", "省委", "市委",     "州委",    "县委",
                                          "区委", "地方", "市县", "地方党委", "市县党委"};
  const std::vector<NameRow> all = rows();
  CHECK(all.size() >= 1000);
  std::map<std::string, const NameRow*> present;
  for (const NameRow& row : all) {
    INFO(row.kind << ' ' << row.present.front());
    CHECK(kinds.contains(row.kind));
    for (const std::string& tier : row.tiers) CHECK(known_tiers.contains(tier));
    for (const std::string& name : row.present) {
      INFO(name);
      // A name is a present one of one thing only.
      CHECK(present.emplace(name, &row).second);
      CHECK(count_characters(name) >= 2);
      CHECK(fold(fold(name)) == fold(name));
      CHECK(name.find_first_of("@= \t") == std::string::npos);
    }
    std::set<std::string> former;
    for (const auto& body : row.former) {
      for (const NameRow::Former& name : body) {
        INFO(name.name);
        CHECK(former.insert(name.name).second);
        CHECK(std::ranges::find(row.present, name.name) == row.present.end());
        CHECK(count_characters(name.name) >= 2);
        CHECK(name.until >= 1949);
        CHECK(name.until <= 2026);
      }
    }
    for (const std::string& name : row.beside) {
      INFO(name);
      CHECK(std::ranges::find(row.present, name) == row.present.end());
      CHECK_FALSE(former.contains(name));
    }
  }
  // What a body was called is no body of today, unless that one is of the past itself.
  for (const NameRow& row : all) {
    for (const auto& body : row.former) {
      for (const NameRow::Former& name : body) {
        const auto other = present.find(name.name);
        INFO(row.present.front() << ": " << name.name);
        CHECK((other == present.end() || other->second->kind == "past"));
      }
    }
  }
}

TEST_CASE("no row has names of two tiers", "[lexicon]") {
  for (const NameRow& row : rows()) {
    if (row.kind != "body" && row.kind != "past" && row.kind != "post") continue;
    std::map<std::string, std::string> tiers;
    for (const std::string& name : all_names(row)) {
      const std::string tier = tier_of(name);
      if (!tier.empty()) tiers.emplace(tier, name);
    }
    INFO(row.present.front());
    std::string names;
    for (const auto& [tier, name] : tiers) names += name + ' ';
    INFO(names);
    CHECK(tiers.size() <= 1);
    // Names with a tier in the row are made by `tiers` and not written.
    CHECK((row.tiers.empty() || tiers.empty()));
  }
}

TEST_CASE("every longer word contains its shorter one, once", "[lexicon]") {
  std::set<std::pair<std::string, std::string>> pairs;
  for (const DataLine& line : data_lines("compounds.tsv", 3)) {
    for (const std::string& shorter : names_in(line[0], '|')) {
      INFO(shorter);
      CHECK(count_characters(shorter) >= 2);
      CHECK(lexicon().word(fold(shorter)));
      for (const std::size_t cell : {1U, 2U}) {
        for (const std::string& longer : names_in(line[cell], '|')) {
          INFO(longer);
          CHECK(
              (longer.find('*') != std::string::npos || longer.find(shorter) != std::string::npos));
          CHECK(longer != "*");
          CHECK(std::ranges::count(longer, '[') == std::ranges::count(longer, ']'));
          CHECK((cell == 2 || longer.find('[') == std::string::npos));
          CHECK(pairs.emplace(shorter, longer).second);
        }
      }
    }
  }
  CHECK(pairs.size() >= 1000);
}

TEST_CASE("no name is hidden in itself or in another name of the same thing", "[lexicon]") {
  std::vector<Lexicon::Place> places;
  for (const NameRow& row : rows()) {
    for (const std::string& name : all_names(row)) {
      if (name.find("…") != std::string::npos) continue;
      const std::string text = fold(name);
      lexicon().find(text, places);
      INFO(name);
      CHECK(std::ranges::any_of(
          places, [&](const Lexicon::Place& place) { return lexicon().text(place.word) == text; }));
    }
  }
}

TEST_CASE("words of a question that say nothing are no names", "[lexicon]") {
  std::set<std::string> names;
  for (const NameRow& row : rows()) {
    for (const std::string& name : row.present) names.insert(name);
  }
  std::set<std::string> words;
  for (const DataLine& line : data_lines("query_words.tsv", 1)) {
    INFO(line[0]);
    CHECK(words.emplace(line[0]).second);
    CHECK_FALSE(names.contains(std::string(line[0])));
  }
}
