#include "tools/generate/names.hpp"

#include <array>
#include <span>

namespace bole {
namespace {
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 100> common_surnames{
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡",
    "郭", "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹",
    "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏",
    "魏", "吕", "丁", "任", "沈", "姚", "卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "金",
    "石", "廖", "贾", "夏", "韦", "付", "方", "白", "邹", "孟", "熊", "秦", "邱", "江", "尹",
    "薛", "闫", "段", "雷", "侯", "龙", "史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵",
    "万", "钱", "严", "覃", "武", "戴", "莫", "孔", "向", "汤"};
constexpr std::array<std::string_view, 48> uncommon_surnames{
    "仇", "朴", "单", "查", "解", "区", "尉", "乐", "盖", "种", "折", "秘", "缪", "逄", "郗", "亓",
    "员", "繁", "召", "翟", "牟", "乜", "晏", "鲜", "冼", "麻", "妥", "刀", "字", "普", "杞", "和",
    "木", "褚", "邰", "宓", "佘", "厍", "䶮", "鄢", "漆", "揭", "昝", "仉", "笪", "暨", "忻", "幸"};
constexpr std::array<std::string_view, 16> compound_surnames{
    "欧阳", "上官", "司马", "诸葛", "东方", "令狐", "尉迟", "皇甫",
    "夏侯", "慕容", "司徒", "澹台", "公孙", "端木", "万俟", "长孙"};

constexpr std::array<std::string_view, 64> men{
    "伟", "强", "磊", "军", "洋", "勇", "杰", "涛", "明", "超", "刚", "平", "辉", "鹏", "华", "飞",
    "斌", "波", "宇", "浩", "凯", "健", "俊", "帆", "峰", "锋", "松", "海", "林", "东", "阳", "建",
    "国", "志", "文", "永", "德", "成", "荣", "光", "学", "忠", "维", "正", "金", "绍", "家", "兴",
    "立", "云", "天", "春", "少", "宏", "世", "定", "庆", "向", "卫", "昌", "继", "良", "才", "福"};
constexpr std::array<std::string_view, 56> women{
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "秀", "玲", "燕", "红", "梅", "莉",
    "兰", "萍", "琴", "云", "洁", "雪", "慧", "婷", "倩", "颖", "琳", "莹", "晶", "蕾",
    "薇", "佳", "欣", "怡", "雅", "淑", "珍", "晓", "春", "丹", "凤", "翠", "英", "惠",
    "琼", "媛", "蓉", "瑶", "菊", "彩", "文", "玉", "美", "素", "月", "志", "明", "华"};
// Characters that old systems print as a box: extension A and beyond the basic plane.
constexpr std::array<std::string_view, 14> rare_given{
    "䶮", "㛃", "㭎", "䴖", "䲟", "㸆", "喆", "堃", "垚", "昇", "𬱖", "𬬭", "𬸦", "𫍽"};

constexpr std::array<std::string_view, 12> turkic_given_men{
    "阿不都", "艾尔肯",   "买买提", "吐尔逊", "努尔江", "帕尔哈提",
    "库尔班", "木合塔尔", "亚力坤", "沙吾提", "塔依尔", "依明"};
constexpr std::array<std::string_view, 10> turkic_given_women{
    "阿依古丽", "帕提古丽", "古丽娜尔", "米娜瓦尔", "阿孜古丽",
    "热依汗",   "迪丽达尔", "努尔比亚", "阿米娜",   "玛依努尔"};
constexpr std::array<std::string_view, 12> tibetan_names{
    "扎西", "卓玛", "次仁", "央金", "平措", "旺堆", "拉姆", "格桑", "多吉", "白玛", "尼玛", "曲珍"};
constexpr std::array<std::string_view, 8> yi_clans{"吉克", "阿苏", "沙马", "曲比",
                                                   "海来", "莫色", "阿尔", "俄底"};
constexpr std::array<std::string_view, 8> yi_given{"尔布", "木呷", "拉铁", "阿呷",
                                                   "伍各", "日火", "史布", "木果"};

constexpr std::array<std::string_view, 19> minorities{
    "彝族", "白族",   "回族", "哈尼族", "傣族",   "壮族",   "苗族",     "傈僳族", "纳西族",  "瑶族",
    "藏族", "布依族", "满族", "土家族", "蒙古族", "景颇族", "维吾尔族", "佤族",   "哈萨克族"};
constexpr std::array<int, 19> minority_weights{24, 16, 12, 7, 6, 6, 5, 4, 3, 3,
                                               4,  2,  3,  2, 2, 1, 3, 1, 1};
}  // namespace

std::string_view make_ethnicity(Random& random) {
  if (random.chance(830)) return "汉族";
  return minorities[random.weighted(minority_weights)];
}

std::string make_given_name(Random& random, std::string_view sex) {
  const Words characters = sex == "女" ? Words(women) : Words(men);
  std::string name;
  if (random.chance(720)) name += random.pick(characters);
  name += random.chance(12) ? random.pick(rare_given) : random.pick(characters);
  return name;
}

std::string make_name(Random& random, std::string_view sex, std::string_view ethnicity) {
  if (ethnicity == "维吾尔族" || ethnicity == "哈萨克族") {
    std::string name(sex == "女" ? random.pick(turkic_given_women) : random.pick(turkic_given_men));
    return name.append("·").append(random.pick(turkic_given_men));
  }
  if (ethnicity == "藏族" && random.chance(800)) {
    std::string name(random.pick(tibetan_names));
    return name += random.pick(tibetan_names);
  }
  if (ethnicity == "彝族" && random.chance(150)) {
    std::string name(random.pick(yi_clans));
    return name.append("·").append(random.pick(yi_given));
  }
  const int kind = random.below(1000);
  // Half of the common draws from the first twenty, which carry about half of the population.
  std::string name(kind < 25    ? random.pick(compound_surnames)
                   : kind < 95  ? random.pick(uncommon_surnames)
                   : kind < 550 ? random.pick(Words(common_surnames).first(20))
                                : random.pick(common_surnames));
  return name += make_given_name(random, sex);
}

}  // namespace bole
