#include "tools/generate/world.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "engine/core/embedded_file.hpp"
#include "tools/generate/sectors.hpp"

namespace bole {
std::span<const EmbeddedFile> sample_register();

namespace {
constexpr int draws = 14;

std::optional<Setting> setting_of(const Organisation& organisation) {
  const std::string_view kind = organisation.kind;
  if (kind == "村社区") return std::nullopt;
  if (kind == "乡镇" || kind == "街道") return Setting::town;
  if (kind == "国企") return Setting::enterprise;
  if (kind == "高校") return Setting::university;
  if (kind == "事业单位") return Setting::institution;
  if (organisation.level >= Level::bureau_deputy) return Setting::city;
  if (kind == "区县") return Setting::county;
  if (organisation.level >= Level::county_deputy) return Setting::city_office;
  if (organisation.level >= Level::township_deputy) return Setting::county_office;
  return std::nullopt;
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
  for (const auto& [id, organisation] : reg.organisations()) {
    const std::optional<Setting> setting = setting_of(organisation);
    constexpr std::string_view government = "人民政府";
    if (!setting || !organisation.name.ends_with(government)) continue;
    std::string place = organisation.name.substr(0, organisation.name.size() - government.size());
    if (*setting == Setting::city) city_name_ = place;
    if (*setting == Setting::county) {
      counties_.emplace_back(county_of(organisation.division));
      names_.emplace_back(counties_.back(), std::move(place));
    }
  }
  for (const auto& [id, post] : reg.posts()) {
    const Organisation* organisation = reg.find(post.organisation);
    if (organisation == nullptr) continue;
    const std::optional<Setting> setting = setting_of(*organisation);
    if (!setting) continue;
    const auto place = static_cast<std::size_t>(*setting);
    by_level_[place][level_index(post.level)].push_back(seats_.size());
    by_setting_[place].push_back(seats_.size());
    seats_.push_back({*organisation, post, *setting, sectors_of(*organisation)});
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
    const int score = (wish.county.empty() || seat.setting == Setting::city_office ||
                               county_of(seat.organisation.division) == wish.county
                           ? 2
                           : 0) +
                      ((seat.sectors >> wish.sector & 1U) != 0 ? 1 : 0);
    if (score <= best_score) continue;
    best = &seat;
    best_score = score;
    if (score == 3) break;
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
