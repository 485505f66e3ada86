#include <algorithm>
#include <array>

#include "engine/query/attribute.hpp"

namespace bole {
namespace {
constexpr std::array systems{Code{"党委"},     Code{"政府"}, Code{"人大"}, Code{"政协"},
                             Code{"纪检监察"}, Code{"司法"}, Code{"群团"}, Code{"事业"},
                             Code{"国企"},     Code{"高校"}};
constexpr std::array staff_scales{Code{"公务员"}, Code{"参公"}, Code{"事业管理"}, Code{"事业专技"},
                                  Code{"国企"},   Code{"高校"}, Code{"其他"}};
constexpr std::array appointment_kinds{Code{"任职"}, Code{"学习"}, Code{"挂职"}, Code{"任外职"},
                                       Code{"其他"}};
constexpr std::array appraisal_kinds{Code{"年度"}, Code{"平时"}, Code{"专项"}, Code{"任期"}};
// The code set ZB18 of the national cadre information standard, and the grades of 平时考核.
constexpr std::array appraisal_grades{
    Code{"优秀"},     Code{"称职"},   Code{"基本称职"}, Code{"不称职"},     Code{"合格"},
    Code{"基本合格"}, Code{"不合格"}, Code{"不定等次"}, Code{"不进行考核"}, Code{"好"},
    Code{"较好"},     Code{"一般"},   Code{"较差"}};
constexpr std::array education_modes{Code{"全日制"}, Code{"在职"}};
constexpr std::array honour_tiers{Code{"国家级", {}, 5}, Code{"省部级", {}, 4}, Code{"市级", {}, 3},
                                  Code{"县级", {}, 2}, Code{"单位", {}, 1}};

std::span<const Code> closed_list(CodeTable table) {
  switch (table) {
    case CodeTable::system:
      return systems;
    case CodeTable::staff_scale:
      return staff_scales;
    case CodeTable::appointment_kind:
      return appointment_kinds;
    case CodeTable::appraisal_kind:
      return appraisal_kinds;
    case CodeTable::appraisal_grade:
      return appraisal_grades;
    case CodeTable::education_mode:
      return education_modes;
    case CodeTable::honour_tier:
      return honour_tiers;
    default:
      return {};
  }
}

std::span<const NamedRank> ranked_list(CodeTable table, const Vocabulary& vocabulary) {
  switch (table) {
    case CodeTable::education:
      return vocabulary.education_levels();
    case CodeTable::degree:
      return vocabulary.degrees();
    case CodeTable::professional_title:
      return vocabulary.professional_titles();
    default:
      return {};
  }
}

Code code_of(const NamedRank* ranked) {
  return ranked ? Code{ranked->name, {}, ranked->rank} : Code{};
}
}  // namespace

std::vector<Code> codes(CodeTable table, const Vocabulary& vocabulary) {
  std::vector<Code> all;
  for (const Code& code : closed_list(table)) all.push_back(code);
  for (const NamedRank& ranked : ranked_list(table, vocabulary)) all.push_back(code_of(&ranked));
  if (table == CodeTable::field) {
    for (const Field& field : vocabulary.fields()) all.push_back({field.name, field.id});
  }
  if (table == CodeTable::speciality) {
    for (const Speciality& s : vocabulary.specialities()) all.push_back({s.name, s.id});
  }
  if (table == CodeTable::organisation_kind) {
    for (const OrganisationKind& kind : vocabulary.organisation_kinds()) {
      const auto same = [&](const Code& code) { return code.name == kind.name; };
      if (std::none_of(all.begin(), all.end(), same)) all.push_back({kind.name});
    }
  }
  return all;
}

Code find_code(CodeTable table, std::string_view word, const Vocabulary& vocabulary) {
  switch (table) {
    case CodeTable::education:
      return code_of(vocabulary.education(word));
    case CodeTable::degree:
      return code_of(vocabulary.degree(word));
    case CodeTable::professional_title:
      return code_of(vocabulary.professional_title(word));
    case CodeTable::speciality: {
      const auto index = vocabulary.speciality(word);
      if (!index) return {};
      const Speciality& speciality = vocabulary.specialities()[*index];
      return {speciality.name, speciality.id};
    }
    case CodeTable::field: {
      const Field* field = vocabulary.field(word);
      return field ? Code{field->name, field->id} : Code{};
    }
    case CodeTable::organisation_kind:
      // Several kinds of the vocabulary share a name; the name is what a filter means.
      for (const OrganisationKind& kind : vocabulary.organisation_kinds()) {
        if (kind.name == word || (word == "县区" && kind.name == "区县")) return {kind.name};
      }
      return {};
    default:
      for (const Code& code : closed_list(table)) {
        if (code.name == word) return code;
      }
      return {};
  }
}

bool is_ordered(CodeTable table) {
  return table == CodeTable::education || table == CodeTable::degree ||
         table == CodeTable::honour_tier;
}

bool stands_for_rank(CodeTable table, const Code& code, const Vocabulary& vocabulary) {
  if (!is_ordered(table)) return false;
  for (const NamedRank& ranked : ranked_list(table, vocabulary)) {
    if (ranked.rank == code.rank) return ranked.name == code.name;
  }
  return true;
}
}  // namespace bole
