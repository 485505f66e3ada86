#include "engine/explain/robustness_words.hpp"

#include "engine/explain/explain.hpp"

namespace bole {
namespace {
std::string places(const RankBounds& bounds) {
  const std::string best = std::to_string(bounds.best);
  return bounds.best == bounds.worst ? "第 " + best + " 名"
                                     : "第 " + best + " 至 " + std::to_string(bounds.worst) + " 名";
}
}  // namespace

std::vector<std::string> panel_in_words(const RobustnessPanel& panel) {
  if (panel.people == 0) return {"没有资格条件全部符合的人，不作稳健性检验。"};
  if (panel.people == 1) return {"资格条件全部符合的只有 1 人，没有可比较的次序。"};
  const std::string k = std::to_string(panel.k);
  const std::string tolerance = percent(10 * panel.epsilon_permille);
  std::vector<std::string> words{
      "资格条件全部符合的 " + std::to_string(panel.people) + " 人中，逐一检验总分参考居前的 " +
      std::to_string(panel.members.size()) + " 人：各要素权重各在所声明权重的 ±" + tolerance +
      " 以内任意取整，合计不变，所缺资料可能是任何情形。名次只在此处使用，名单不按名次排列。"};
  if (panel.people <= panel.k) {
    words.push_back("不超过 " + k + " 人，前 " + k + " 名没有取舍。");
    return words;
  }
  const std::string first =
      "前 " + k + " 名" +
      (panel.first == panel.k ? "" : "（含并列共 " + std::to_string(panel.first) + " 人）");
  if (panel.unchanged_up_to_permille) {
    words.push_back(first + "在权重 ±" + percent(10 * *panel.unchanged_up_to_permille) +
                    " 以内变动时，始终是同一些人。");
  } else {
    words.push_back(first + "因总分相同或者资料不全，按所声明的权重也不能确定是同一些人。");
  }
  if (panel.possible_outside > 0) {
    words.push_back("未逐一检验的人中，" + std::to_string(panel.possible_outside) +
                    " 人仍可能进入前 " + k + " 名。");
  }
  return words;
}

std::string rank_in_words(const PanelMember& member, const Requirement& requirement) {
  std::string words = "第 " + std::to_string(member.rank) + " 名，保守界" + places(member.bounds);
  std::string muted;
  for (std::size_t i = 0; i < member.muted_rank.size(); ++i) {
    if (member.muted_rank[i] == member.rank) continue;
    muted += muted.empty() ? "；" : "，";
    muted += "不计“" + criterion_name(requirement.criteria[i]) + "”时第 " +
             std::to_string(member.muted_rank[i]) + " 名";
  }
  words += muted;
  if (member.dominated_by > 0) {
    words += "；有 " + std::to_string(member.dominated_by) + " 人各要素均不低于其，且至少一项更高";
  }
  return words;
}

}  // namespace bole
