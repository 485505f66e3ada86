#include "tools/generate/sectors.hpp"

#include <array>

namespace bole {
namespace {
using Word = std::string_view;
template <std::size_t n>
using Words = std::array<Word, n>;

constexpr Words<7> finance_offices{"金融", "财政", "审计", "国资", "国有资产", "税务", "银行"};
constexpr Words<8> finance_sections{"银行保险监管", "地方金融监管", "金融稳定",     "资本市场",
                                    "预算",         "国库",         "政府债务管理", "企业审计"};
constexpr std::array<Major, 5> finance_majors{{{"金融学", "经济学", "经济学院"},
                                               {"财政学", "经济学", "财政税务学院"},
                                               {"会计学", "管理学", "会计学院"},
                                               {"经济学", "经济学", "经济学院"},
                                               {"审计学", "管理学", "会计学院"}}};
constexpr Words<4> finance_titles{"助理经济师", "经济师", "高级经济师", "正高级经济师"};
constexpr Words<8> finance_strengths{"地方金融监管", "金融风险处置", "财政预算管理",
                                     "国有资本运营", "政府债务管理", "审计监督",
                                     "融资担保",     "上市企业培育"};
constexpr Words<7> finance_duties{"金融监管",     "金融风险防范处置", "国库",    "政府债务",
                                  "国有资产管理", "预算绩效",         "普惠金融"};
constexpr Words<5> finance_courses{"地方金融风险防范专题培训班", "财政管理改革专题研讨班",
                                   "国有资本监管业务培训班", "政府债务管理培训班",
                                   "金融监管能力提升班"};
constexpr Words<4> finance_deeds{"防范化解金融风险", "财政管理", "清理拖欠账款", "国企改革"};

constexpr Words<8> industry_offices{"工业",       "信息化", "科技",   "科学技术",
                                    "发展和改革", "园区",   "开发区", "商务"};
constexpr Words<8> industry_sections{"运行监测", "产业规划", "技术创新", "投资促进",
                                     "中小企业", "园区服务", "装备工业", "节能与综合利用"};
constexpr std::array<Major, 5> industry_majors{{{"机械设计制造及其自动化", "工学", "机电工程学院"},
                                                {"材料科学与工程", "工学", "材料学院"},
                                                {"电气工程及其自动化", "工学", "电力学院"},
                                                {"工商管理", "管理学", "管理学院"},
                                                {"计算机科学与技术", "工学", "信息学院"}}};
constexpr Words<4> industry_titles{"助理工程师", "工程师", "高级工程师", "正高级工程师"};
constexpr Words<7> industry_strengths{"产业规划", "招商引资",     "园区建设",    "企业技术改造",
                                      "科技创新", "数字经济发展", "生产性服务业"};
constexpr Words<6> industry_duties{"工业运行", "招商引资", "园区开发建设",
                                   "科技创新", "民营经济", "数字经济"};
constexpr Words<4> industry_courses{"产业链招商专题培训班", "新型工业化专题研讨班",
                                    "开发区改革创新培训班", "数字经济专题培训班"};
constexpr Words<4> industry_deeds{"工业稳增长", "招商引资", "园区建设", "科技创新"};

constexpr Words<9> governance_offices{"公安", "司法", "政法",     "信访",    "应急",
                                      "法院", "检察", "市场监督", "综合执法"};
constexpr Words<7> governance_sections{"基层治理",     "法治",     "社会稳定", "人民调解",
                                       "安全生产监管", "信访督查", "执法监督"};
constexpr std::array<Major, 4> governance_majors{{{"法学", "法学", "法学院"},
                                                  {"社会学", "法学", "社会学院"},
                                                  {"安全工程", "工学", "安全工程学院"},
                                                  {"行政管理", "管理学", "公共管理学院"}}};
constexpr Words<4> governance_titles{"助理工程师", "工程师", "高级工程师", "正高级工程师"};
constexpr Words<7> governance_strengths{"基层社会治理", "矛盾纠纷化解", "信访工作",    "依法行政",
                                        "安全生产监管", "应急管理",     "市域社会治理"};
constexpr Words<6> governance_duties{"社会治安综合治理", "信访维稳",     "安全生产",
                                     "应急管理",         "法治政府建设", "市场监管"};
constexpr Words<4> governance_courses{"基层治理能力提升班", "应急管理专题培训班",
                                      "法治政府建设培训班", "信访工作业务培训班"};
constexpr Words<4> governance_deeds{"平安建设", "信访工作", "安全生产", "法治建设"};

constexpr Words<9> service_offices{"教育", "卫生", "民政", "人力资源", "医疗保障",
                                   "文化", "体育", "医院", "学校"};
constexpr Words<7> service_sections{"基础教育", "医政医管", "社会救助", "就业促进",
                                    "养老服务", "公共文化", "基金监督"};
constexpr std::array<Major, 6> service_majors{{{"汉语言文学", "文学", "文学院"},
                                               {"教育学", "教育学", "教育学院"},
                                               {"临床医学", "医学", "医学院"},
                                               {"劳动与社会保障", "管理学", "公共管理学院"},
                                               {"历史学", "历史学", "历史学院"},
                                               {"数学与应用数学", "理学", "数学学院"}}};
constexpr Words<4> service_titles{"二级教师", "一级教师", "高级教师", "正高级教师"};
constexpr Words<7> service_strengths{"教育管理",     "公共卫生",     "社会保障",    "养老服务",
                                     "就业创业服务", "医疗保障管理", "公共文化服务"};
constexpr Words<6> service_duties{"教育",           "卫生健康", "民政",
                                  "就业和社会保障", "医疗保障", "文化旅游"};
constexpr Words<4> service_courses{"公共服务均等化专题培训班", "公共卫生应急培训班",
                                   "社会保障业务培训班", "教育现代化专题研讨班"};
constexpr Words<4> service_deeds{"教育工作", "卫生健康", "就业创业服务", "民政工作"};

constexpr Words<8> urban_offices{"住房", "城乡建设", "城市管理", "自然资源",
                                 "规划", "交通",     "城投",     "街道"};
constexpr Words<7> urban_sections{"城市更新",   "建筑市场", "国土空间规划", "市政设施",
                                  "房地产市场", "公路建设", "征地拆迁"};
constexpr std::array<Major, 4> urban_majors{{{"土木工程", "工学", "建筑工程学院"},
                                             {"城乡规划", "工学", "建筑与规划学院"},
                                             {"交通工程", "工学", "交通学院"},
                                             {"土地资源管理", "管理学", "公共管理学院"}}};
constexpr Words<4> urban_titles{"助理工程师", "工程师", "高级工程师", "正高级工程师"};
constexpr Words<7> urban_strengths{"城市更新",       "国土空间规划", "重大项目建设", "交通规划",
                                   "房地产市场监管", "城市管理",     "老旧小区改造"};
constexpr Words<6> urban_duties{"城乡建设", "自然资源", "城市管理",
                                "交通运输", "重点项目", "征地拆迁"};
constexpr Words<4> urban_courses{"新型城镇化专题研讨班", "国土空间规划业务培训班",
                                 "城市更新专题培训班", "工程质量安全培训班"};
constexpr Words<4> urban_deeds{"重点项目建设", "城市管理", "城市更新", "交通建设"};

constexpr Words<6> farming_offices{"农业", "林业", "水务", "水利", "农垦", "供销"};
constexpr Words<7> farming_sections{"种植业管理",   "农产品质量安全", "畜牧兽医", "农田建设",
                                    "农业科技推广", "水资源管理",     "林业产业"};
constexpr std::array<Major, 5> farming_majors{{{"农学", "农学", "农学院"},
                                               {"园艺", "农学", "园艺学院"},
                                               {"动物医学", "农学", "动物科学学院"},
                                               {"水利水电工程", "工学", "水利学院"},
                                               {"林学", "农学", "林学院"}}};
constexpr Words<4> farming_titles{"助理农艺师", "农艺师", "高级农艺师", "正高级农艺师"};
constexpr Words<7> farming_strengths{"现代农业",       "高原特色农业", "农产品加工", "农业科技推广",
                                     "高标准农田建设", "水利工程管理", "畜牧养殖"};
constexpr Words<5> farming_duties{"农业农村", "水利", "林业", "农产品质量安全", "高标准农田建设"};
constexpr Words<4> farming_courses{"现代农业发展专题培训班", "农田水利建设培训班",
                                   "农产品品牌建设培训班", "农业科技推广培训班"};
constexpr Words<4> farming_deeds{"粮食生产", "农业产业发展", "农田水利建设", "农技推广"};

constexpr Words<5> rural_offices{"乡村振兴", "扶贫", "镇人民政府", "乡人民政府", "农村工作"};
constexpr Words<6> rural_sections{"产业帮扶", "监测帮扶", "农村改革",
                                  "村镇建设", "驻村工作", "农村合作经济指导"};
constexpr std::array<Major, 4> rural_majors{{{"农林经济管理", "管理学", "经济管理学院"},
                                             {"农村区域发展", "管理学", "经济管理学院"},
                                             {"社会工作", "法学", "社会学院"},
                                             {"行政管理", "管理学", "公共管理学院"}}};
constexpr Words<4> rural_titles{"助理农艺师", "农艺师", "高级农艺师", "正高级农艺师"};
constexpr Words<6> rural_strengths{"乡村振兴",     "巩固脱贫成果", "农村改革",
                                   "乡村产业发展", "农村基层党建", "易地搬迁后续扶持"};
constexpr Words<6> rural_duties{"乡村振兴", "脱贫攻坚", "农村人居环境整治",
                                "农村改革", "产业帮扶", "村集体经济"};
constexpr Words<4> rural_courses{"乡村振兴专题培训班", "巩固脱贫成果业务培训班",
                                 "农村基层干部示范培训班", "农村集体经济发展培训班"};
constexpr Words<4> rural_deeds{"脱贫攻坚", "乡村振兴", "驻村工作", "农村人居环境整治"};

constexpr Words<6> ecology_offices{"生态环境", "环境监测", "湖保护", "湖研究", "林业", "水务"};
constexpr Words<7> ecology_sections{"水生态环境", "自然生态保护", "环境影响评价", "湖泊保护治理",
                                    "大气环境",   "河湖长制",     "生态修复"};
constexpr std::array<Major, 4> ecology_majors{{{"环境工程", "工学", "环境学院"},
                                               {"环境科学", "理学", "环境学院"},
                                               {"生态学", "理学", "生命科学学院"},
                                               {"水文与水资源工程", "工学", "水利学院"}}};
constexpr Words<4> ecology_titles{"助理工程师", "工程师", "高级工程师", "正高级工程师"};
constexpr Words<7> ecology_strengths{"湖泊保护治理", "水污染防治", "生态修复",      "环境影响评价",
                                     "环境监察执法", "河湖长制",   "自然保护地管理"};
constexpr Words<5> ecology_duties{"生态环境保护", "湖泊治理", "河湖长制", "污染防治", "生态修复"};
constexpr Words<4> ecology_courses{"湖泊保护治理专题培训班", "生态文明建设专题研讨班",
                                   "环境执法业务培训班", "河湖长制工作培训班"};
constexpr Words<4> ecology_deeds{"湖泊保护治理", "污染防治攻坚", "生态文明建设", "河湖长制"};

constexpr Words<9> general_offices{"委办公室", "政府办公室", "组织部", "宣传部", "纪委",
                                   "统战部",   "人大",       "政协",   "共青团"};
constexpr Words<8> general_sections{"秘书", "综合",     "干部", "宣传",
                                    "督查", "机关党建", "人事", "信息调研"};
constexpr std::array<Major, 5> general_majors{{{"汉语言文学", "文学", "文学院"},
                                               {"思想政治教育", "法学", "马克思主义学院"},
                                               {"行政管理", "管理学", "公共管理学院"},
                                               {"哲学", "哲学", "哲学院"},
                                               {"新闻学", "文学", "新闻传播学院"}}};
constexpr Words<4> general_titles{"助理政工师", "政工师", "高级政工师", "正高级政工师"};
constexpr Words<6> general_strengths{"党务工作", "文稿起草",     "干部人事",
                                     "机关管理", "宣传思想工作", "统战工作"};
constexpr Words<5> general_duties{"机关党建", "人事", "财务", "宣传", "后勤保障"};
constexpr Words<4> general_courses{"党务工作者培训班", "公文写作能力提升班", "中青年干部培训班",
                                   "组织人事干部业务培训班"};
constexpr Words<4> general_deeds{"党务工作", "公务员考核", "办公室工作", "宣传思想工作"};

constexpr std::array<Sector, 9> sectors{{
    {"金融管理", finance_offices, finance_sections, finance_majors, finance_titles,
     finance_strengths, finance_duties, finance_courses, finance_deeds},
    {"工业经济", industry_offices, industry_sections, industry_majors, industry_titles,
     industry_strengths, industry_duties, industry_courses, industry_deeds},
    {"社会治理", governance_offices, governance_sections, governance_majors, governance_titles,
     governance_strengths, governance_duties, governance_courses, governance_deeds},
    {"公共服务", service_offices, service_sections, service_majors, service_titles,
     service_strengths, service_duties, service_courses, service_deeds},
    {"新型城镇化", urban_offices, urban_sections, urban_majors, urban_titles, urban_strengths,
     urban_duties, urban_courses, urban_deeds},
    {"现代农业", farming_offices, farming_sections, farming_majors, farming_titles,
     farming_strengths, farming_duties, farming_courses, farming_deeds},
    {"乡村振兴", rural_offices, rural_sections, rural_majors, rural_titles, rural_strengths,
     rural_duties, rural_courses, rural_deeds},
    {"生态文明建设", ecology_offices, ecology_sections, ecology_majors, ecology_titles,
     ecology_strengths, ecology_duties, ecology_courses, ecology_deeds},
    {"综合管理", general_offices, general_sections, general_majors, general_titles,
     general_strengths, general_duties, general_courses, general_deeds},
}};
}  // namespace

std::span<const Sector> all_sectors() { return sectors; }

}  // namespace bole
