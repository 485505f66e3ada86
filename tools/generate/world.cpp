#include "tools/generate/world.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "tools/generate/sample_register.hpp"
#include "tools/generate/sectors.hpp"

namespace bole {
namespace {
constexpr int draws = 14;

std::optional<Setting> setting_of(const Organisation& organisation) {
  struct Row {
    std::string_view kind;
    Setting setting;
  };
  static constexpr std::array<Row, 11> rows{{{"乡镇", Setting::town},
                                             {"街道", Setting::town},
                                             {"区县直", Setting::county_office},
                                             {"区县", Setting::county},
                                             {"内设机构", Setting::section},
                                             {"市直", Setting::city_office},
                                             {"开发区", Setting::city_office},
                                             {"市", Setting::city},
                                             {"事业单位", Setting::institution},
                                             {"国企", Setting::enterprise},
                                             {"高校", Setting::university}}};
  for (const Row& row : rows) {
    if (row.kind == organisation.kind) return row.setting;
  }
  return std::nullopt;
}

std::string place_of(const Organisation& organisation) {
  for (const std::string_view ending : {"人民政府", "办事处"}) {
    if (!organisation.name.ends_with(ending)) continue;
    return organisation.name.substr(0, organisation.name.size() - ending.size());
  }
  return "";
}

// Posts that a career of this making does not take: judges and prosecutors need a legal
// qualification, and 党组书记 goes with the head of an office, who is there already.
bool is_taken_by_others(const Post& post) {
  return post.title == "党组书记" ||
         std::find(post.classes.begin(), post.classes.end(), "需法定资格") != post.classes.end();
}

unsigned sectors_of(const Organisation& organisation) {
  unsigned bits = 0;
  for (std::size_t i = 0; i < all_sectors().size(); ++i) {
    for (const std::string_view word : all_sectors()[i].offices) {
      if (organisation.name.find(word) == std::string::npos) continue;
      bits |= 1U << i;
      break;
    }
  }
  return bits;
}

std::string_view county_of(std::string_view division) { return division.substr(0, 6); }
std::size_t level_index(Level level) { return static_cast<std::size_t>(level) / 10; }
}  // namespace

Result<World> World::read(std::string_view ndjson) {
  Register reg;
  while (!ndjson.empty()) {
    const std::size_t end = ndjson.find('\n');
    const std::string_view line = ndjson.substr(0, end);
    ndjson.remove_prefix(end == std::string_view::npos ? ndjson.size() : end + 1);
    if (line.empty() || line == "\r") continue;
    if (const Result<Done> read = read_register_line(line, reg); !read) return read.error();
  }
  World world;
  world.arrange(reg);
  for (const Level level :
       {Level::township_deputy, Level::township_head, Level::county_deputy, Level::county_head}) {
    const bool found = std::any_of(world.by_level_.begin(), world.by_level_.end(),
                                   [&](const auto& of) { return !of[level_index(level)].empty(); });
    if (!found) {
      return Error{Refusal::invalid, "register_too_small",
                   "名册中没有" + std::string(to_string(level)) +
                       "的职位：生成人员需要乡科级副职到县处级正职的职位",
                   ""};
    }
  }
  return world;
}

const World& World::built_in() {
  static const World world = [] {
    Result<World> read = World::read(sample_register().front().text);
    return std::move(*read);
  }();
  return world;
}

void World::arrange(const Register& reg) {
  std::map<std::pair<std::string, Setting>, const Organisation*> parties;
  for (const Organisation* organisation : reg.organisations()) {
    const std::optional<Setting> setting = setting_of(*organisation);
    if (!setting) continue;
    if (organisation->system == "党委") {
      parties[{organisation->division, *setting}] = organisation;
    }
    std::string place = place_of(*organisation);
    if (place.empty()) continue;
    if (*setting == Setting::city) city_name_ = place;
    if (*setting == Setting::county) {
      counties_.emplace_back(county_of(organisation->division));
      names_.emplace_back(counties_.back(), std::move(place));
    }
  }
  for (const Post* post : reg.posts()) {
    const Organisation* organisation = reg.find(post->organisation);
    if (organisation == nullptr || is_taken_by_others(*post)) continue;
    const std::optional<Setting> setting = setting_of(*organisation);
    if (!setting) continue;
    Seat seat{*organisation,           *post, *setting, sectors_of(*organisation),
              place_of(*organisation), {}};
    const auto party = parties.find({organisation->division, *setting});
    if (!seat.place.empty() && party != parties.end()) seat.party = *party->second;
    const auto place = static_cast<std::size_t>(*setting);
    by_level_[place][level_index(post->level)].push_back(seats_.size());
    by_setting_[place].push_back(seats_.size());
    seats_.push_back(std::move(seat));
  }
}

const Seat* World::best_of(Random& random, const std::vector<std::size_t>& among,
                           const Wish& wish) const {
  if (!wish.organisation.empty()) {
    for (const std::size_t index : among) {
      if (seats_[index].organisation.id.text == wish.organisation) return &seats_[index];
    }
    return nullptr;
  }
  const Seat* best = nullptr;
  int best_score = -1;
  for (int i = 0; i < draws && !among.empty(); ++i) {
    const Seat& seat = seats_[random.pick(std::span<const std::size_t>(among))];
    const auto& founded = seat.organisation.valid_from;
    if (founded && wish.month != 0 && founded->first_month() > wish.month) continue;
    const bool near = wish.county.empty() || county_of(seat.organisation.division) == wish.county ||
                      seat.setting == Setting::city_office || seat.setting == Setting::section;
    const bool fits = (seat.sectors >> wish.sector & 1U) != 0;
    const int score = (near ? 2 : 0) + (fits ? 1 : 0);
    if (score <= best_score) continue;
    best = &seat;
    best_score = score;
    if (near && fits) break;
  }
  return best;
}

const Seat* World::find(Random& random, const Wish& wish) const {
  return best_of(random, by_level_[static_cast<std::size_t>(wish.setting)][level_index(wish.level)],
                 wish);
}

const Seat* World::find_place(Random& random, const Wish& wish) const {
  return best_of(random, by_setting_[static_cast<std::size_t>(wish.setting)], wish);
}

const std::string& World::name_of(std::string_view division) const {
  for (const auto& [code, name] : names_) {
    if (code == division) return name;
  }
  return city_name_;
}

}  // namespace bole
