#include "engine/vocabulary/vocabulary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "engine/vocabulary/embedded.hpp"

using namespace bole;

namespace {
const Vocabulary& vocabulary() { return Vocabulary::built_in(); }

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (const SpecialityHit& hit : vocabulary().specialities_in(text)) {
    names.push_back(vocabulary().specialities()[hit.speciality].name);
  }
  return names;
}
using Names = std::vector<std::string>;
}  // namespace

TEST_CASE("every line of a data file has the cells that its header names", "[vocabulary]") {
  std::set<std::string_view> files;
  for (const EmbeddedFile& file : vocabulary_files()) {
    files.insert(file.name);
    std::string_view rest = file.text;
    std::string_view header;
    for (int line_number = 1; !rest.empty(); ++line_number) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      INFO(file.name << ":" << line_number << ": " << line);
      if (line.starts_with('#')) {
        header = line;
        continue;
      }
      REQUIRE_FALSE(line.empty());
      CHECK(std::ranges::count(line, '\t') == std::ranges::count(header, '\t'));
      CHECK(line.find("  ") == std::string_view::npos);
      CHECK_FALSE(line.ends_with(' '));
    }
  }
  CHECK(files.size() == 16);
}

TEST_CASE("levels are read in all their written forms and by no form that names two",
          "[vocabulary]") {
  CHECK(vocabulary().level("县处级副职") == Level::county_deputy);
  CHECK(vocabulary().level("副处级") == Level::county_deputy);
  CHECK(vocabulary().level("副县级") == Level::county_deputy);
  CHECK(vocabulary().level("副县(处)级") == Level::county_deputy);
  CHECK(vocabulary().level("正县（处）级") == Level::county_head);
  CHECK(vocabulary().level("正科") == Level::township_head);
  CHECK(vocabulary().level("副厅级") == Level::bureau_deputy);
  CHECK(vocabulary().level("科员") == Level::officer);
  CHECK_FALSE(vocabulary().level("处级"));
  CHECK_FALSE(vocabulary().level("四级调研员"));
  CHECK_FALSE(vocabulary().level(""));
}

TEST_CASE("a title says its place in its organisation or nothing", "[vocabulary]") {
  CHECK(vocabulary().is_head_title("局长") == true);
  CHECK(vocabulary().is_head_title("党组书记") == true);
  CHECK(vocabulary().is_head_title("副局长") == false);
  CHECK(vocabulary().title_rank("常务副县长") == TitleRank::deputy);
  CHECK(vocabulary().title_rank("副秘书长") == TitleRank::deputy);
  CHECK(vocabulary().title_rank("党组成员") == TitleRank::member);
  CHECK(vocabulary().title_rank("总经理助理") == TitleRank::member);
  CHECK(vocabulary().title_rank("副主任科员") == TitleRank::staff);
  CHECK(vocabulary().is_head_title("科员") == false);
  CHECK_FALSE(vocabulary().is_head_title("纪检组长"));
  CHECK_FALSE(vocabulary().is_head_title("预算科科长"));
  CHECK_FALSE(vocabulary().is_head_title(""));
}

TEST_CASE("an organisation's kind follows its longest ending", "[vocabulary]") {
  const auto kind = [](std::string_view name) { return vocabulary().organisation_kind(name); };
  REQUIRE(kind("样例市甲县乙镇人民政府") != nullptr);
  CHECK(kind("样例市甲县乙镇人民政府")->name == "乡镇");
  CHECK(kind("样例市甲县乙镇人民政府")->grassroots == true);
  CHECK(kind("样例市甲县人民政府")->name == "区县");
  CHECK_FALSE(kind("样例市甲县人民政府")->grassroots);
  CHECK(kind("样例市甲区丙街道办事处")->system == "政府");
  CHECK(kind("样例市财政局")->system == "政府");
  CHECK(kind("样例市信访局")->system == "党委");
  CHECK(kind("样例市第一人民医院")->name == "事业单位");
  CHECK(kind("样例市中级人民法院")->system == "司法");
  CHECK(kind("样例大学")->name == "高校");
  CHECK(kind("样例市水务集团有限公司")->system == "国企");
  CHECK(kind("共青团样例市青禾县委")->system == "群团");
  CHECK(kind("样例") == nullptr);
  CHECK(kind("") == nullptr);
}

TEST_CASE("an office inside a body has the body's kind", "[vocabulary]") {
  const auto kind = [](std::string_view name) -> std::string {
    const OrganisationKind* found = vocabulary().organisation_kind(name);
    return found == nullptr ? "" : found->name;
  };
  CHECK(kind("样例市甲县乙镇综治办公室") == "乡镇");
  CHECK(kind("样例市甲县乙乡农村工作办公室") == "乡镇");
  CHECK(kind("样例市甲区丙街道乡村振兴办公室") == "街道");
  CHECK(kind("样例市林业局综合科") == "党政机关");
  CHECK(kind("样例市农业农村局农村改革科") == "党政机关");
  CHECK(kind("样例市第一人民医院技术科") == "事业单位");
  CHECK(kind("样例市城镇化工作领导小组办公室") == "");
  CHECK(kind("样例市乡镇企业办公室") == "");
  CHECK(kind("农村工作办公室") == "");
  CHECK(kind("综合科") == "");
}

TEST_CASE("every speciality belongs to a known field or to none, and every field has several",
          "[vocabulary]") {
  std::map<std::string, int> count;
  std::set<std::string> ids;
  std::set<std::string> names;
  for (const Speciality& speciality : vocabulary().specialities()) {
    INFO(speciality.id);
    CHECK(ids.insert(speciality.id).second);
    CHECK(names.insert(speciality.name).second);
    CHECK(speciality.words.size() >= 2);
    CHECK(std::set(speciality.words.begin(), speciality.words.end()).size() ==
          speciality.words.size());
    if (!speciality.field.empty()) CHECK(vocabulary().field(speciality.field) != nullptr);
    ++count[speciality.field];
    for (const std::string& word : speciality.words) {
      INFO(word);
      const auto hits = vocabulary().specialities_in(word);
      CHECK(std::ranges::any_of(hits, [&](const SpecialityHit& hit) {
        return vocabulary().specialities()[hit.speciality].id == speciality.id && hit.word == word;
      }));
    }
  }
  CHECK(ids.size() >= 60);
  CHECK(vocabulary().fields().size() == 8);
  for (const Field& field : vocabulary().fields()) CHECK(count[field.id] >= 5);
  CHECK(vocabulary().speciality("financial_regulation") == vocabulary().speciality("金融监管"));
  CHECK_FALSE(vocabulary().speciality("星象"));
  CHECK(vocabulary().field("金融管理") == vocabulary().field("finance"));
  CHECK(vocabulary().field("星象") == nullptr);
}

TEST_CASE("an organisation's name shows what it works at", "[vocabulary]") {
  CHECK(names_in("样例市金融监督管理局") == Names{"金融监管"});
  CHECK(names_in("样例市金融办") == Names{"金融监管"});
  CHECK(names_in("样例市甲县财政局") == Names{"地方财政"});
  CHECK(names_in("样例市水务局") == Names{"水利水务"});
  CHECK(names_in("样例市林业和草原局") == Names{"林业草原"});
  CHECK(names_in("样例市农业农村局") == Names{"农业农村工作"});
  CHECK(names_in("样例市自然资源局") == Names{"自然资源"});
  CHECK(names_in("样例市经济技术开发区管委会") == Names{"园区开发"});
  CHECK(names_in("样例市信访局") == Names{"信访"});
  CHECK(names_in("中共样例市委政法委") == Names{"政法综治"});
  CHECK(names_in("样例市甲区丙街道办事处") == Names{"基层治理"});
  CHECK(names_in("样例市样湖保护管理局") == Names{"湖泊保护治理"});
  CHECK(names_in("样例市乡村振兴局") == Names{"乡村振兴统筹"});
  CHECK(names_in("样例市甲县") == Names{});
  CHECK(names_in("") == Names{});
}

TEST_CASE("a word inside a longer word shows nothing", "[vocabulary]") {
  CHECK(names_in("农业银行样例市分行") == Names{"银行信贷"});
  CHECK(names_in("样例市教育体育局") == Names{"教育管理"});
  CHECK(names_in("样例市工业和信息化局") == Names{"工业运行"});
  CHECK(names_in("样例市丁社区卫生服务中心") == Names{"卫生健康"});
  CHECK(names_in("一级巡视员") == Names{});
  CHECK(names_in("样例市青禾县人民政府") == Names{});
  CHECK(names_in("样例市政府") == Names{});
  CHECK(names_in("样例市政协") == Names{"人大政协工作"});
  CHECK(names_in("某农业大学") == Names{"高等教育"});
}

TEST_CASE("several specialities come in the vocabulary's order, each once with its first word",
          "[vocabulary]") {
  const auto hits = vocabulary().specialities_in("分管环保、财政、国库和金融工作");
  REQUIRE(hits.size() == 3);
  CHECK(hits[0].word == "金融工作");
  CHECK(hits[1].word == "财政");
  CHECK(hits[2].word == "环保");
}

TEST_CASE("broken UTF-8 is passed over", "[vocabulary]") {
  CHECK(names_in("\xE8\xB4\xFF财政局\xE8") == Names{"地方财政"});
}

TEST_CASE("education compares by rank whatever it is called", "[vocabulary]") {
  REQUIRE(vocabulary().education("本科") != nullptr);
  CHECK(vocabulary().education("本科")->name == "大学");
  CHECK(vocabulary().education("硕士研究生")->name == "研究生");
  CHECK(vocabulary().education("专科")->name == "大专");
  CHECK(vocabulary().education("省委党校大学")->rank == vocabulary().education("大学")->rank);
  CHECK(vocabulary().education("大学")->rank > vocabulary().education("大专")->rank);
  CHECK(vocabulary().education("大学普通班")->rank > vocabulary().education("大专")->rank);
  CHECK(vocabulary().education("中央党校研究生")->code == "1A");
  CHECK(vocabulary().education("私塾") == nullptr);
  CHECK(vocabulary().education_levels().size() == 16);
}

TEST_CASE("degrees have the code of the standard where it knows them", "[vocabulary]") {
  REQUIRE(vocabulary().degree("经济学学士") != nullptr);
  CHECK(vocabulary().degree("经济学学士")->code == "402");
  CHECK(vocabulary().degree("公共管理硕士")->code == "349");
  CHECK(vocabulary().degree("MPA") == vocabulary().degree("公共管理硕士"));
  CHECK(vocabulary().degree("艺术学学士")->code.empty());
  CHECK(vocabulary().degree("工学博士")->rank > vocabulary().degree("工学硕士")->rank);
  CHECK(vocabulary().degree("方士") == nullptr);
}

TEST_CASE("a professional title has one series and one rank", "[vocabulary]") {
  std::set<std::string> names;
  for (const NamedRank& title : vocabulary().professional_titles()) {
    INFO(title.name);
    CHECK(names.insert(title.name).second);
    CHECK(title.rank >= 1);
    CHECK(title.rank <= 4);
    CHECK_FALSE(title.series.empty());
  }
  CHECK(vocabulary().professional_title("高级经济师")->rank == 3);
  CHECK(vocabulary().professional_title("正高级经济师")->rank == 4);
  CHECK(vocabulary().professional_title("教授")->series == "高等学校教师");
  CHECK(vocabulary().professional_title("大师") == nullptr);
}

TEST_CASE("a sanction's months are the statute's, and a bare 警告 is none of them",
          "[vocabulary]") {
  const std::map<std::string, int> months{
      {"党内警告", 12}, {"党内严重警告", 18}, {"撤销党内职务", 24}, {"政务警告", 6},
      {"政务记过", 12}, {"政务记大过", 18},   {"政务降级", 24},     {"政务撤职", 24},
      {"诫勉", 6},      {"留党察看", 0}};
  for (const auto& [name, expected] : months) {
    INFO(name);
    REQUIRE(vocabulary().sanction_kind(name) != nullptr);
    CHECK(vocabulary().sanction_kind(name)->months == expected);
    CHECK_FALSE(vocabulary().sanction_kind(name)->rule.empty());
  }
  CHECK(vocabulary().sanction_kind("警告") == nullptr);
  const std::set<std::string> families{"party", "administrative", "admonition", "organisational",
                                       "adjustment"};
  for (const SanctionKind& kind : vocabulary().sanction_kinds()) {
    CHECK(families.contains(kind.family));
  }
  CHECK(vocabulary().sanction_kinds().size() == 21);
}

TEST_CASE("what an official conclusion means is read by its kind and its own words",
          "[vocabulary]") {
  const ClearanceResult* result = vocabulary().clearance_result("纪检监察意见", "已立案审查调查");
  REQUIRE(result);
  CHECK(result->name == "正在接受审查调查");
  CHECK(result->meaning == ClearanceMeaning::adverse);
  CHECK(result->rule == "SAN-12");
  CHECK(vocabulary().clearance_result("信访", "无反映")->meaning == ClearanceMeaning::clear);
  CHECK(vocabulary().clearance_result("个人有关事项", "需进一步核实")->meaning ==
        ClearanceMeaning::open);
  CHECK(vocabulary().clearance_result("信访", "不合格") == nullptr);
  CHECK(vocabulary().clearance_result("政治审查", "大致合格") == nullptr);
  for (const ClearanceResult& one : vocabulary().clearance_results()) {
    INFO(one.kind << " " << one.name);
    CHECK((one.meaning == ClearanceMeaning::adverse) == !one.rule.empty());
  }
}

TEST_CASE("there are the fifty-six ethnic groups of the standard", "[vocabulary]") {
  CHECK(vocabulary().ethnic_groups().size() == 56);
  CHECK(vocabulary().ethnic_groups().back().code == "56");
  CHECK(vocabulary().is_ethnic_group("白族"));
  CHECK(vocabulary().is_ethnic_group("仡佬族"));
  CHECK_FALSE(vocabulary().is_ethnic_group("火星族"));
  CHECK_FALSE(vocabulary().is_ethnic_group(""));
}

TEST_CASE("a compound surname needs a given name after it", "[vocabulary]") {
  CHECK(vocabulary().surname_of("欧阳某") == "欧阳");
  CHECK(vocabulary().surname_of("欧阳") == "欧");
  CHECK(vocabulary().surname_of("侯莫陈某") == "侯莫陈");
  CHECK(vocabulary().surname_of("侯莫陈") == "侯");
  CHECK(vocabulary().surname_of("李某") == "李");
  CHECK(vocabulary().surname_of("").empty());
  int compound = 0;
  for (const SurnameReading& surname : vocabulary().surname_readings()) {
    INFO(surname.surname);
    CHECK_FALSE(surname.readings.empty());
    const auto characters = static_cast<std::ptrdiff_t>(surname.surname.size() / 3);
    compound += characters > 1;
    for (const std::string& reading : surname.readings) {
      CHECK(std::ranges::count(reading, ' ') == characters - 1);
    }
  }
  CHECK(compound >= 60);
}

TEST_CASE("the version is a digest", "[vocabulary]") {
  CHECK(vocabulary().version().starts_with("sha256:"));
  CHECK(vocabulary().version().size() == 71);
}
