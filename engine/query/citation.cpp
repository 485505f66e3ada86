#include "engine/query/filter.hpp"

namespace bole {
std::string pointer(const Citation& citation, const Profile& profile) {
  const auto key_of = [&](const auto& list) {
    return list && citation.index < list->size() ? (*list)[citation.index].key : std::string();
  };
  const auto key = [&]() -> std::string {
    switch (citation.set) {
      case RecordSet::appointment:
        return key_of(profile.appointments);
      case RecordSet::appraisal:
        return key_of(profile.appraisals);
      case RecordSet::training:
        return key_of(profile.training);
      case RecordSet::education:
        return key_of(profile.education);
      case RecordSet::honour:
        return key_of(profile.honours);
      case RecordSet::professional_title:
        return key_of(profile.professional_titles);
      case RecordSet::person:
        return {};
    }
    return {};
  };
  std::string place(list_pointer(citation.set));
  const bool in_row =
      citation.set != RecordSet::person &&
      (citation.kind == Citation::Kind::row || citation.kind == Citation::Kind::attribute);
  if (in_row) place += "/" + key();
  if (citation.attribute) place += citation.attribute->pointer;
  return place;
}
}  // namespace bole
