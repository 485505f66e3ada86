#include "engine/match/requirement.hpp"

#include <algorithm>
#include <set>

#include "engine/query/attribute.hpp"
#include "engine/query/names.hpp"

namespace bole {
int ValueFunction::at(std::int64_t x) const {
  if (points.empty()) return otherwise;
  if (x <= points.front().first) return points.front().second;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto [x1, v1] = points[i];
    if (x > x1) continue;
    const auto [x0, v0] = points[i - 1];
    return v0 + static_cast<int>((v1 - v0) * (x - x0) / (x1 - x0));
  }
  return points.back().second;
}

int ValueFunction::best() const {
  if (!is_table()) return points.back().second;
  int best = otherwise;
  for (const auto& [name, value] : table) best = std::max(best, value);
  return best;
}

std::optional<bool> is_leadership_post(const VacantPost& post) {
  if (!post.classes) {
    if (post.level == Level::unknown) return std::nullopt;
    return post.level >= Level::township_deputy;
  }
  for (const std::string& name : *post.classes) {
    if (name == "领导职务" || name == "党委委员" || name == "县级正职要害岗位" ||
        name == "监管机关领导成员" || name == "监管机关" || name == "民族自治地方首长") {
      return true;
    }
  }
  return false;
}

std::optional<bool> has_class(const VacantPost& post, std::string_view name) {
  if (name == "领导职务") return is_leadership_post(post);
  if (!post.classes) return std::nullopt;
  return std::any_of(post.classes->begin(), post.classes->end(), [&](const std::string& one) {
    if (one == "监管机关") return name == "监管机关领导成员";
    if (one == "法官" || one == "检察官") return name == "需法定资格";
    return one == name;
  });
}

namespace {
Error incomplete(std::string code, std::string message, std::string where) {
  return {Refusal::invalid, std::move(code), std::move(message), std::move(where)};
}

// An unwritten date is none; one that is written says when.
std::optional<Error> fault_of(const Basis& basis, const std::string& where) {
  if (basis.date.empty() || parse_partial_date(basis.date)) return std::nullopt;
  return incomplete(
      "bad_date",
      "依据的日期“" + basis.date + "”不存在或写法不对，应为 2026、2026.03 或 2026-03-01",
      where + "/basis/date");
}

// A preference that nobody can have would silently prefer nobody.
std::optional<Error> fault_of(const Prefer& prefer) {
  if (find_code(CodeTable::appraisal_grade, prefer.appraisal, Vocabulary::built_in())
          .name.empty()) {
    std::vector<std::string_view> known;
    for (const Code& code : codes(CodeTable::appraisal_grade, Vocabulary::built_in())) {
      known.push_back(code.name);
    }
    return incomplete(
        "unknown_value",
        quoted(prefer.appraisal) + "不是考核等次" + suggestion(prefer.appraisal, known),
        "/prefer/appraisal");
  }
  if (prefer.at_least > prefer.years) {
    return incomplete("out_of_range",
                      "要求最近 " + std::to_string(prefer.years) + " 年内有 " +
                          std::to_string(prefer.at_least) + " 次，一年只有一次，不可能达到",
                      "/prefer/at_least");
  }
  return std::nullopt;
}
}  // namespace

Result<Done> check_complete(const Requirement& requirement,
                            const std::vector<std::string>& task_keys) {
  if (requirement.gates.empty()) {
    return incomplete("no_gates", "职位需求分析没有资格条件，至少要有一条", "/gates");
  }
  if (requirement.criteria.empty()) {
    return incomplete("no_criteria", "职位需求分析没有评价要素，至少要有一项", "/criteria");
  }
  std::set<std::string> keys;
  std::set<std::string> rules;
  for (std::size_t i = 0; i < requirement.gates.size(); ++i) {
    const GateSpec& gate = requirement.gates[i];
    const std::string where = "/gates/" + std::to_string(i);
    if (!keys.insert(gate.key).second) {
      return incomplete("duplicate_key", "编号“" + gate.key + "”出现两次", where + "/key");
    }
    if (!gate.task.empty() && std::ranges::find(task_keys, gate.task) == task_keys.end()) {
      return incomplete("unknown_task",
                        "资格条件“" + gate.key + "”所写的任务“" + gate.task + "”不在工作方案中",
                        where + "/task");
    }
    if (!gate.rule.empty() && !rules.insert(gate.rule).second) {
      return incomplete("duplicate_rule", "法定条件“" + gate.rule + "”出现两次", where + "/rule");
    }
    if (const auto fault = fault_of(gate.basis, where)) return *fault;
  }
  int sum = 0;
  for (std::size_t i = 0; i < requirement.criteria.size(); ++i) {
    const CriterionSpec& spec = requirement.criteria[i];
    const std::string where = "/criteria/" + std::to_string(i);
    if (!keys.insert(spec.key).second) {
      return incomplete("duplicate_key", "编号“" + spec.key + "”出现两次", where + "/key");
    }
    if (spec.weight < 100) {
      return incomplete("weight_too_small",
                        "权重为 " + std::to_string(spec.weight) + "，每项不得小于 100",
                        where + "/weight");
    }
    if (std::find(task_keys.begin(), task_keys.end(), spec.task) == task_keys.end()) {
      return incomplete("criterion_without_task",
                        "评价要素“" + spec.key + "”没有对应工作方案中的任务", where + "/task");
    }
    sum += spec.weight;
  }
  if (sum != 10000) {
    return incomplete("weights_do_not_sum",
                      "各项权重之和为 " + std::to_string(sum) + "，应为 10000", "/criteria");
  }
  if (requirement.prefer) {
    if (const auto fault = fault_of(*requirement.prefer)) return *fault;
  }
  if (requirement.bands.empty() || requirement.bands.back().from != 0) {
    return incomplete("bands_incomplete", "档次必须以 0 起的一档结尾", "/bands");
  }
  for (std::size_t i = 0; i < requirement.bands.size(); ++i) {
    const int from = requirement.bands[i].from;
    const std::string where = "/bands/" + std::to_string(i) + "/from";
    if (from > 1000) {
      return incomplete("cutoff_out_of_range",
                        "档次分界为 " + std::to_string(from) + "，应在 0 到 1000 之间", where);
    }
    if (i > 0 && from >= requirement.bands[i - 1].from) {
      return incomplete("bands_not_descending", "各档分界应当由高到低", where);
    }
  }
  return Done{};
}
}  // namespace bole
