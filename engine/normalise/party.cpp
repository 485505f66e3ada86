#include <array>
#include <vector>

#include "engine/normalise/form_parts.hpp"
#include "engine/normalise/issue_codes.hpp"
#include "engine/normalise/resume.hpp"
#include "engine/text/fold.hpp"

namespace bole {
namespace {
constexpr std::string_view communist_party = "中共";

// Names as the form writes them, each with the short name that the record uses.
constexpr std::array<std::pair<std::string_view, std::string_view>, 37> party_names{{
    {"中共", communist_party},
    {"中共党员", communist_party},
    {"中共预备党员", communist_party},
    {"预备党员", communist_party},
    {"预备", communist_party},
    {"党员", communist_party},
    {"中国共产党", communist_party},
    {"中国共产党党员", communist_party},
    {"中国共产党预备党员", communist_party},
    {"民革", "民革"},
    {"中国国民党革命委员会", "民革"},
    {"民盟", "民盟"},
    {"中国民主同盟", "民盟"},
    {"民建", "民建"},
    {"中国民主建国会", "民建"},
    {"民进", "民进"},
    {"中国民主促进会", "民进"},
    {"农工党", "农工党"},
    {"农工", "农工党"},
    {"农工民主党", "农工党"},
    {"中国农工民主党", "农工党"},
    {"致公党", "致公党"},
    {"致公", "致公党"},
    {"中国致公党", "致公党"},
    {"九三学社", "九三学社"},
    {"九三", "九三学社"},
    {"台盟", "台盟"},
    {"台湾民主自治同盟", "台盟"},
    {"无党派", "无党派"},
    {"无党派人士", "无党派"},
    {"无党派民主人士", "无党派"},
    {"群众", "群众"},
    {"共青团员", "共青团员"},
    {"共青团", "共青团员"},
    {"团员", "共青团员"},
    {"中国共产主义青年团", "共青团员"},
    {"中国共产主义青年团团员", "共青团员"},
}};

std::string_view short_name(std::string_view written) {
  const auto find = [](std::string_view name) -> std::string_view {
    for (const auto& [form, party] : party_names) {
      if (form == name) return party;
    }
    return {};
  };
  if (const auto found = find(written); !found.empty()) return found;
  for (const std::string_view ending : {"会员", "盟员", "党员", "社员", "成员"}) {
    if (written.ends_with(ending)) return find(written.substr(0, written.size() - ending.size()));
  }
  return {};
}

struct Item {
  std::string text{};
  bool date = false;
  bool in_brackets = false;
  bool glued = false;  // nothing stands between it and the item before
  bool near = false;   // at most blanks do
};

bool belongs_to_date(char32_t c, bool first) {
  if (c >= '0' && c <= '9') return true;
  if (first) return false;
  return std::u32string_view(U".-/年月日春夏秋冬初底").find(c) != std::u32string_view::npos;
}

// Runs of date characters and runs of other characters, without separators and brackets.
std::vector<Item> items_of(std::string_view text) {
  constexpr std::u32string_view separators = U";,、/ \t\r\n；，。:";
  std::vector<Item> items;
  bool open = false;  // the last item may grow
  bool near = false;
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(text, at);
    const bool grows_date = open && items.back().date && belongs_to_date(c, false);
    if (c == U'(' || c == U')' || c == U'（' || c == U'）') {
      depth += c == U'(' || c == U'（' ? 1 : -1;
      open = near = false;
    } else if (!grows_date && separators.find(c) != std::u32string_view::npos) {
      near = near && is_blank(c);
      open = false;
    } else {
      const bool date = grows_date || belongs_to_date(c, true);
      if (!open || items.back().date != date)
        items.push_back({.date = date, .in_brackets = depth > 0, .glued = open, .near = near});
      items.back().text.append(text, here, at - here);
      open = near = true;
    }
  }
  return items;
}

struct Membership {
  std::string party{};
  std::optional<PartialDate> date{};
};
}  // namespace

Reading read_party(std::string_view text, Sealed& sealed, Issues& issues) {
  constexpr std::string_view element = "RuDangShiJian";
  Reading reading = Reading::complete;
  std::vector<Membership> memberships;
  const auto of = [&](std::string_view party) -> Membership& {
    for (Membership& known : memberships) {
      if (known.party == party) return known;
    }
    return memberships.emplace_back(Membership{.party = std::string(party)});
  };
  const std::string folded = half_width(text);
  const std::vector<Item> items = items_of(folded);
  std::optional<PartialDate> pending;  // a date whose party may still follow in the same piece
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if (item.date) {
      const auto date = read_form_date(item.text, element, issues);
      if (!date) {
        reading = Reading::incomplete;
        continue;
      }
      const bool after_name =
          i > 0 && !items[i - 1].date && !memberships.empty() && (item.near || item.in_brackets);
      const bool before_name = i + 1 < items.size() && items[i + 1].glued;
      if (before_name && !after_name) {
        pending = date;
      } else {
        (after_name ? memberships.back() : of(communist_party)).date = date;
      }
      continue;
    }
    std::string_view name = item.text;
    for (const std::string_view word : {"加入", "参加"}) {
      if (name.starts_with(word)) name.remove_prefix(word.size());
    }
    const bool filler = name.empty() || name == "入党" || name == "转正" || name == "入";
    const std::string_view party = filler ? communist_party : short_name(name);
    if (filler && !pending) continue;
    if (party.empty()) {
      issues.push_back(
          make_issue("unknown_party",
                     {.field = element,
                      .found = name,
                      .expected = "中共、八个民主党派、无党派、群众或共青团员"},
                     "入党时间一栏中的“" + shorten(name) + "”不是已知的党派，原样保留"));
      reading = Reading::incomplete;
    }
    Membership& membership = of(party.empty() ? name : party);
    if (pending) membership.date = std::exchange(pending, std::nullopt);
  }

  std::size_t dates = 0;
  for (const Membership& membership : memberships) {
    if (!sealed.party_name.empty()) sealed.party_name += "、";
    sealed.party_name += membership.party;
    if (!membership.date) continue;
    if (++dates == 1 || membership.party == communist_party) sealed.party_date = membership.date;
  }
  // The record has room for one date.
  return dates > 1 ? Reading::incomplete : reading;
}
}  // namespace bole
