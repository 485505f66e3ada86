#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/normalise/issue.hpp"
#include "engine/profile/profile.hpp"
#include "engine/vocabulary/vocabulary.hpp"

// The parts of normalise(): each reads the text of one element, or of the few that belong
// together, in the forms in which organisation departments write them.
namespace bole {

// Whether everything in the text became facts. Of an incomplete one the text itself is kept.
enum class Reading { complete, incomplete };

// 无, 暂无, 没有 … and the same with a full stop.
[[nodiscard]] bool says_none(std::string_view text);

// The date in a form's own field. bad_date when it is none, date_in_words when only its year is.
[[nodiscard]] std::optional<PartialDate> read_form_date(std::string_view text,
                                                        std::string_view element, Issues& issues);

// 姓名 without inner spaces, with "·" between the parts of a name that has several.
[[nodiscard]] std::string canonical_name(std::string_view text);

// 入党时间: 200108, 200108；民建, 民盟（2002.03）, 无党派 … A date alone is that of the CPC.
Reading read_party(std::string_view text, Sealed& sealed, Issues& issues);

struct EducationTexts {  // of one 教育类别
  std::string_view mode{};
  std::string_view prefix{};  // of the elements' names, for issues
  std::string_view level{};
  std::string_view degree{};
  std::string_view level_school{};
  std::string_view degree_school{};
};
Reading read_education(const EducationTexts& texts, const Vocabulary& vocabulary,
                       std::vector<Education>& into, Issues& issues);

struct SchoolAndMajor {
  std::string school{};
  std::string major{};
};
// "示例大学经济学院金融学专业" -> 示例大学, 金融学.
[[nodiscard]] SchoolAndMajor split_school(std::string_view text);

// 年度考核结果. 2019年优秀；2020、2021年度均为称职；2022-2024年分别为 … Sorted by year.
Reading read_appraisals(std::string_view text, std::vector<Appraisal>& into, Issues& issues);

// 专业技术职务, several with or without dates.
void read_professional_titles(std::string_view text, const Vocabulary& vocabulary,
                              std::vector<ProfessionalTitle>& into, Issues& issues);

// 奖惩情况: both lists are empty after 无; otherwise only the one of which something is said is
// set. Statements that are neither reward nor sanction (提醒, 函询, 通报批评 …) are not read.
Reading read_rewards_and_sanctions(std::string_view text, const Vocabulary& vocabulary,
                                   Profile& profile, Issues& issues);

}  // namespace bole
