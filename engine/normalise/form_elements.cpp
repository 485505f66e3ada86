#include "engine/normalise/form_elements.hpp"

#include <algorithm>
#include <array>

namespace bole {
std::span<const FormElement> all_form_elements() {
  static constexpr std::array<FormElement, 35> all{{
      {"XingMing", "姓名", 18},
      {"XingBie", "性别", 1},
      {"ChuShengNianYue", "出生年月", 0},
      {"MinZu", "民族", 18},
      {"JiGuan", "籍贯", 18},
      {"ChuShengDi", "出生地", 18},
      {"RuDangShiJian", "入党时间", 18},
      {"CanJiaGongZuoShiJian", "参加工作时间", 0},
      {"JianKangZhuangKuang", "健康状况", 18},
      {"ZhuanYeJiShuZhiWu", "专业技术职务", 90},
      {"ShuXiZhuanYeYouHeZhuanChang", "熟悉专业有何专长", 110},
      {"QuanRiZhiJiaoYu_XueLi", "全日制教育学历", 54},
      {"QuanRiZhiJiaoYu_XueWei", "全日制教育学位", 54},
      {"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "全日制学历毕业院校系及专业", 90},
      {"QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "全日制学位毕业院校系及专业", 90},
      {"ZaiZhiJiaoYu_XueLi", "在职教育学历", 54},
      {"ZaiZhiJiaoYu_XueWei", "在职教育学位", 54},
      {"ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "在职学历毕业院校系及专业", 90},
      {"ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "在职学位毕业院校系及专业", 90},
      {"XianRenZhiWu", "现任职务", 324},
      {"NiRenZhiWu", "拟任职务", 324},
      {"NiMianZhiWu", "拟免职务", 324},
      {"JianLi", "简历", 0},
      {"JiangChengQingKuang", "奖惩情况", 552},
      {"NianDuKaoHeJieGuo", "年度考核结果", 414},
      {"RenMianLiYou", "任免理由", 552},
      {"ChengBaoDanWei", "呈报单位", 252},
      {"JiSuanNianLingShiJian", "计算年龄时间", 0},
      {"TianBiaoShiJian", "填表时间", 0},
      {"TianBiaoRen", "填表人", 18},
      {"ShenFenZheng", "公民身份号码", 0},
      {"ZhaoPian", "照片", 0},
      {"Version", "版本", 0},
      {"GaiGeQianRenZhiNianLingJieXian", "改革前任职年龄界限", 0},
      {"DaoLingNianYue", "到龄年月", 0},
  }};
  return all;
}

const FormElement* form_element(std::string_view name) {
  const auto all = all_form_elements();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const FormElement& element) { return element.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::span<const FormElement> all_family_elements() {
  static constexpr std::array<FormElement, 5> all{{
      {"ChengWei", "称谓", 18},
      {"XingMing", "姓名", 18},
      {"ChuShengRiQi", "出生年月", 0},
      {"ZhengZhiMianMao", "政治面貌", 18},
      {"GongZuoDanWeiJiZhiWu", "工作单位及职务", 124},
  }};
  return all;
}
}  // namespace bole
