#include "engine/normalise/find_post.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/text/utf8.hpp"

namespace bole {
namespace {

bool certainly_before(const std::optional<PartialDate>& end,
                      const std::optional<PartialDate>& begin) {
  return end && begin && end->latest() < begin->earliest();
}

bool meets(const Organisation& organisation, std::string_view name, const Period& period) {
  if (certainly_before(organisation.valid_to, period.from) ||
      certainly_before(period.to, organisation.valid_from)) {
    return false;
  }
  return std::ranges::none_of(organisation.former, [&](const FormerName& former) {
    return former.name == name && certainly_before(former.until, period.from);
  });
}

// Looks names up as they stand at the time of the appointment.
class Lookup {
 public:
  Lookup(const Register& reg, const Period& period) : reg_(reg), period_(period) {}

  [[nodiscard]] const Organisation* named(std::string_view name) const {
    const Organisation* organisation = reg_.by_name(name);
    return organisation != nullptr && meets(*organisation, name, period_) ? organisation : nullptr;
  }
  [[nodiscard]] const Organisation* named(std::string_view place, std::string_view rest) {
    joined_.assign(place).append(rest);
    return named(joined_);
  }
  [[nodiscard]] const Organisation* holding(std::string_view text) const {
    const Organisation* organisation = reg_.by_prefix(text);
    if (organisation == nullptr) return nullptr;
    std::string_view name;
    const auto consider = [&](std::string_view other) {
      if (text.starts_with(other) && other.size() > name.size()) name = other;
    };
    consider(organisation->name);
    for (const std::string& other : organisation->short_names) consider(other);
    for (const FormerName& former : organisation->former) consider(former.name);
    return meets(*organisation, name, period_) ? organisation : nullptr;
  }

 private:
  const Register& reg_;
  const Period& period_;
  std::string joined_{};  // kept between lookups for its memory
};

std::string_view first_character(std::string_view text) {
  std::size_t end = 0;
  if (!text.empty()) (void)next_character(text, end);
  return text.substr(0, end);
}

std::string_view without_deputy(std::string_view title) {
  for (const std::string_view prefix : {"常务副", "副"}) {
    if (title.starts_with(prefix)) return title.substr(prefix.size());
  }
  return title;
}

// 青禾县 with the title of a head of government, or of a party committee, is that body.
const Organisation* body_of_place(Lookup& lookup, std::string_view place, std::string_view title) {
  constexpr std::array<std::string_view, 5> government{"市长", "县长", "区长", "镇长", "乡长"};
  constexpr std::array<std::string_view, 4> committee{"书记", "副书记", "常委", "委员"};
  if (std::ranges::find(government, without_deputy(title)) != government.end()) {
    return lookup.named(place, "人民政府");
  }
  if (std::ranges::find(committee, title) == committee.end()) return nullptr;
  for (const std::string_view ending : {"委", "党委", "党工委"}) {
    if (const Organisation* found = lookup.named(place, ending)) return found;
  }
  return nullptr;
}

// The title names a part of the organisation or a body beside it: 组织部部长, 组织部长 in 青禾县委,
// 县委书记 in 青禾县.
FoundPost named_by_title(Lookup& lookup, const Vocabulary& vocabulary, std::string_view text,
                         std::string_view title) {
  std::size_t at = first_character(title).size();
  while (at < title.size()) {
    const std::string_view part = title.substr(0, at);
    const std::string_view rest = title.substr(at);
    (void)next_character(title, at);
    if (!vocabulary.title_rank(rest)) continue;
    if (const Organisation* found = lookup.named(text, part)) return {found, rest, false};
    const std::string_view last = last_character(text);
    if (part.starts_with(last)) {
      const std::string_view place = text.substr(0, text.size() - last.size());
      if (const Organisation* found = lookup.named(place, part)) return {found, rest, false};
    }
    const std::string shared =
        std::string{part} + std::string{first_character(without_deputy(rest))};
    if (const Organisation* found = lookup.named(text, shared)) return {found, rest, false};
  }
  return {};
}

}  // namespace

FoundPost find_post(const Register& reg, const Vocabulary& vocabulary,
                    const OrganisationRef& organisation, std::string_view title,
                    const Period& period) {
  Lookup lookup(reg, period);
  const std::string_view text = organisation.text;
  if (text.empty()) return {reg.find(organisation.id), title, false};

  const Organisation* named = lookup.named(text);
  if (named == nullptr) named = body_of_place(lookup, text, title);
  if (named == nullptr ||
      (reg.post_of(named->id, title) == nullptr && !vocabulary.title_rank(title))) {
    const FoundPost part = named_by_title(lookup, vocabulary, text, title);
    if (part.organisation != nullptr) return part;
  }
  if (named != nullptr) return {named, title, false};
  // An id that the record brings along says which organisation it is, but not which part of it.
  if (const Organisation* known = reg.find(organisation.id)) return {known, title, true};
  return {lookup.holding(text), title, true};
}

}  // namespace bole
