#include "engine/explain/change_words.hpp"

namespace bole {

Sentence change_sentence(const Requirement& requirement, const ClosestChange& change,
                         const Profile& profile) {
  const CriterionSpec& spec = requirement.criteria[change.criterion];
  const std::string band = "“" + requirement.bands[change.band].name + "”";
  const std::string name = criterion_name(spec);
  Sentence sentence{};
  if (change.kind == ClosestChange::Kind::evidence_missing) {
    sentence.text = name + "：资料不全，";
    if (change.missing) {
      sentence.text += "核实" + to_verify(*change.missing, profile) + "后";
      sentence.sources.push_back(source_of(*change.missing, profile));
    } else {
      sentence.text += "核实后";
    }
    sentence.text += "，单凭这一项即可能达到" + band + "。";
    return sentence;
  }
  if (!change.entry.empty()) {
    sentence.text =
        name + "：具备“" + change.entry + "”或者评价标准中更高的一项，即达到" + band + "。";
    return sentence;
  }
  const Unit unit = find_criterion(spec.criterion)->unit;
  sentence.text = name + "：" + (spec.args.recency.empty() ? "" : "按时效折算后") + "再计入 " +
                  amount({change.need, change.need}, unit, spec);
  if (change.kind == ClosestChange::Kind::accrues) {
    sentence.text +=
        "即达到" + band + "；现有任职持续不变，自 " + to_string(*change.date) + " 起达到。";
  } else {
    sentence.text += "即达到" + band + "。";
  }
  return sentence;
}

std::string change_caveat() {
  return "以上逐项单独计算，其余要素按现有资料能确定的最低值不变，取最小的改变；只说明差距在哪里，"
         "不是对本人的要求，也不预示任何安排。";
}
}  // namespace bole
