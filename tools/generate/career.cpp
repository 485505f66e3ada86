#include "tools/generate/career.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "tools/generate/sectors.hpp"

namespace bole {
namespace {
constexpr int month_of(int year, int month) { return year * 12 + month - 1; }
// 2019.06: 职务与职级并行; 主任科员 and 副主任科员 end as posts.
constexpr int parallel_ranks = month_of(2019, 6);

// What one has to serve below a level before it is reached by the rules, in months.
int usual_wait(Level level) {
  switch (level) {
    case Level::township_deputy:
    case Level::county_deputy:
    case Level::bureau_deputy:
      return 36;
    case Level::township_head:
    case Level::county_head:
    case Level::bureau_head:
      return 24;
    default:
      return 12;
  }
}

struct Stage {
  Level level = Level::unknown;
  int from = 0;
  int to = 0;
};

Level one_above(Level level) { return static_cast<Level>(static_cast<int>(level) + 10); }

// Cuts the years at work into stages, one a level, the last still running.
std::vector<Stage> climb(Random& random, const CareerRequest& request) {
  const Level first = Level::officer;
  const int months = request.now - request.work_start;
  Level reached = request.level < first ? first : request.level;
  auto needed = [&](Level to) {
    int sum = 0;
    for (Level level = first; level < to; level = one_above(level)) {
      sum += usual_wait(one_above(level));
    }
    return sum;
  };
  while (reached > first && needed(reached) >= months) reached = one_below(reached);

  const int spare = months - needed(reached);
  static constexpr std::array<int, 5> last_weights{32, 34, 18, 10, 6};
  const int years = static_cast<int>(random.weighted(last_weights));
  int last = years == 0   ? random.between(1, 22)
             : years == 1 ? random.between(23, 48)
             : years == 2 ? random.between(49, 84)
             : years == 3 ? random.between(85, 140)
                          : random.between(141, 240);
  last = std::min(last, spare);

  std::vector<Stage> stages;
  int left = spare - last;
  int at = request.work_start;
  for (Level level = first; level <= reached; level = one_above(level)) {
    if (level == reached) {
      stages.push_back({level, at, request.now});
      break;
    }
    const int rest = (static_cast<int>(reached) - static_cast<int>(level)) / 10;
    int wait = usual_wait(one_above(level));
    const int extra = rest == 1 ? left : random.between(left / (2 * rest), left * 3 / (2 * rest));
    left -= extra;
    wait += extra;
    // Promoted before the time: 破格, or a mistake of the file.
    if (wait > 24 && random.chance(55)) wait -= random.between(4, 14);
    stages.push_back({level, at, at + wait});
    at += wait;
  }
  return stages;
}

struct Position {
  Setting setting = Setting::town;
  std::string county{};
  Level level = Level::unknown;
  int month = 0;
};

class CareerMaker {
 public:
  CareerMaker(Random& random, const World& world, const CareerRequest& request)
      : random_(random),
        world_(world),
        request_(request),
        sector_(all_sectors()[request.sector]),
        general_(all_sectors().back()) {}

  Career make() {
    if (!world_.counties().empty()) {
      at_.county = random_.pick(std::span<const std::string>(world_.counties()));
    }
    career_.county = at_.county;
    leaves_out_city_ = random_.chance(300);
    study();
    if (request_.track == Track::civil || request_.track == Track::reference) {
      serve();
    } else {
      work_outside();
    }
    add_brackets();
    add_memberships();
    blur_dates();
    return std::move(career_);
  }

 private:
  void study() {
    for (const Study& study : request_.full_time) {
      CareerStep step;
      step.appointment.kind = "学习";
      step.statement = study.statement;
      push(std::move(step), study.from, study.to);
    }
  }

  void push(CareerStep step, int from, int to) {
    step.appointment.from = month_date(from);
    if (to < request_.now) {
      step.appointment.to = month_date(to);
    } else {
      step.appointment.open = true;
    }
    career_.steps.push_back(std::move(step));
  }

  void serve() {
    static constexpr std::array<int, 3> starts{40, 24, 36};
    static constexpr std::array<Setting, 3> settings{Setting::town, Setting::county_office,
                                                     Setting::city_office};
    at_.setting = settings[random_.weighted(starts)];
    std::vector<Stage> stages = climb(random_, request_);
    career_.level = stages.back().level;
    career_.level_since = stages.back().from;
    if (stages.front().to - stages.front().from > 72 && random_.chance(220)) {
      const int leave = stages.front().from + random_.between(24, 60);
      begin_elsewhere(stages.front().from, leave);
      stages.front().from = leave;
    }
    for (std::size_t i = 0; i < stages.size(); ++i) {
      if (i > 0) move_up(stages[i].level);
      stay(stages[i]);
    }
  }

  // A soldier, teacher, village official or clerk of an enterprise before the service.
  void begin_elsewhere(int from, int to) {
    struct FirstJob {
      std::string_view organisation;  // after the county's name, where it is one of a county
      std::string_view title;
      bool of_county;
    };
    static constexpr std::array<FirstJob, 5> jobs{{{"某部", "战士", false},
                                                   {"某部", "排长", false},
                                                   {"第二中学", "教师", true},
                                                   {"城关镇", "大学生村官", true},
                                                   {"城市建设投资有限公司", "职员", true}}};
    const FirstJob& job = random_.pick(std::span<const FirstJob>(jobs));
    CareerStep step;
    step.appointment.kind = "任职";
    HeldPost post;
    if (job.of_county) post.organisation.text = shortened(world_.name_of(at_.county));
    post.organisation.text += job.organisation;
    post.title = std::string(job.title);
    step.appointment.posts.push_back(std::move(post));
    step.statement = statement_of(step.appointment.posts);
    if (job.of_county) step.appointment.place.division = at_.county;
    push(std::move(step), from, to);
  }

  void move_up(Level level) {
    if (level >= Level::bureau_deputy) {
      at_.setting = Setting::city;
    } else if (level >= Level::county_deputy) {
      const bool from_county = at_.setting == Setting::town ||
                               at_.setting == Setting::county_office ||
                               at_.setting == Setting::county;
      at_.setting =
          random_.chance(from_county ? 640 : 260) ? Setting::county : Setting::city_office;
    } else {
      move_sideways();
    }
  }

  // 交流 and 轮岗 among the places where the level is found.
  void move_sideways() {
    if (random_.chance(90) && !world_.counties().empty()) {
      at_.county = random_.pick(std::span<const std::string>(world_.counties()));
    }
    const int draw = random_.below(1000);
    switch (at_.setting) {
      case Setting::town:
        at_.setting = draw < 640   ? Setting::town
                      : draw < 920 ? Setting::county_office
                                   : Setting::city_office;
        break;
      case Setting::county_office:
        at_.setting = draw < 620   ? Setting::county_office
                      : draw < 930 ? Setting::town
                                   : Setting::city_office;
        break;
      case Setting::city_office:
        if (at_.level >= Level::county_deputy) {
          at_.setting = draw < 780 ? Setting::city_office : Setting::county;
        } else {
          at_.setting = draw < 880   ? Setting::city_office
                        : draw < 960 ? Setting::town
                                     : Setting::county_office;
        }
        break;
      case Setting::county:
        at_.setting = draw < 650 ? Setting::county : Setting::city_office;
        break;
      default:
        break;
    }
  }

  void stay(const Stage& stage) {
    at_.level = stage.level;
    int from = stage.from;
    while (from < stage.to) {
      int months = random_.between(20, 58);
      if (stage.to - from - months < 14) months = stage.to - from;
      at_.month = from;
      if (from > stage.from) move_sideways();
      take_post(from, from + months, stage);
      from += months;
    }
  }

  void take_post(int from, int to, const Stage& stage) {
    std::optional<CareerStep> step;
    for (int attempt = 0; attempt < 3; ++attempt) {
      step = stage.level >= Level::township_deputy && !serves_in_section() ? leading_post()
                                                                           : section_post();
      if (!step) {
        at_.setting = Setting::city_office;
        step = section_post();
      }
      if (career_.steps.empty() || career_.steps.back().statement != step->statement) break;
    }
    if (!step) return;
    if (!career_.steps.empty() && career_.steps.back().statement == step->statement) {
      // The same post goes on.
      Appointment& before = career_.steps.back().appointment;
      before.to.reset();
      before.open = to >= request_.now;
      if (!before.open) before.to = month_date(to);
      return;
    }
    if (stage.from == from && to >= request_.now && request_.now - from < 12 &&
        stage.level >= Level::township_deputy && random_.chance(500)) {
      step->statement += "（试用期一年）";
    }
    static constexpr std::array<std::pair<Level, std::string_view>, 4> remarks{
        {{Level::township_deputy, "（副科级）"},
         {Level::township_head, "（正科级）"},
         {Level::county_deputy, "（副处级）"},
         {Level::county_head, "（正处级）"}}};
    for (const auto& [level, remark] : remarks) {
      if (level != stage.level || !random_.chance(step->in_register ? 30 : 160)) continue;
      step->statement += remark;
      step->level_written = true;
    }
    push(std::move(*step), from, to);
  }

  // Below 县处级, posts of a municipal bureau lie in its sections.
  [[nodiscard]] bool serves_in_section() const {
    return at_.setting == Setting::city_office && at_.level < Level::county_deputy;
  }

  // Most moves below 县处级 are within one's office.
  [[nodiscard]] bool stays_in_office() { return !office_.empty() && random_.chance(620); }

  [[nodiscard]] std::size_t sector_now() {
    return random_.chance(at_.level >= Level::township_deputy ? 700 : 600)
               ? request_.sector
               : static_cast<std::size_t>(random_.below(static_cast<int>(all_sectors().size())));
  }

  void fill(CareerStep& step, const Organisation& organisation) {
    step.appointment.kind = "任职";
    step.appointment.system = organisation.system;
    step.appointment.place = {organisation.division, organisation.grassroots, organisation.hard};
    step.appointment.level = {at_.level, LevelSource::declared};
  }

  // The organisation by the name it had then, and as the person's file writes it.
  [[nodiscard]] HeldPost held(const Organisation& organisation, std::string_view title) {
    HeldPost post;
    post.organisation.id = organisation.id;
    post.organisation.text = name_then(organisation);
    post.title = std::string(title);
    // 扶贫办 had a 主任 where 乡村振兴局 has a 局长.
    const bool led_by_director =
        post.organisation.text.ends_with("办公室") || post.organisation.text.ends_with("委员会");
    const std::size_t bureau_head = post.title.find("局长");
    if (led_by_director && bureau_head != std::string::npos) {
      post.title.replace(bureau_head, std::string_view("局长").size(), "主任");
    }
    return post;
  }

  [[nodiscard]] std::string name_then(const Organisation& organisation) {
    const FormerName* then = nullptr;
    for (const FormerName& former : organisation.former) {
      if (!former.until || former.until->first_month() <= at_.month) continue;
      if (!former.name.starts_with(world_.city_name())) continue;
      if (then == nullptr || former.until->first_month() < then->until->first_month()) {
        then = &former;
      }
    }
    return shortened(then != nullptr ? then->name : organisation.name);
  }

  // Some files leave out the city before its counties.
  [[nodiscard]] std::string shortened(const std::string& name) const {
    if (!leaves_out_city_ || !name.starts_with(world_.city_name())) return name;
    for (const std::string& county : world_.counties()) {
      if (name.starts_with(world_.name_of(county))) return name.substr(world_.city_name().size());
    }
    return name;
  }

  std::optional<CareerStep> leading_post() {
    const Wish wish{at_.setting, at_.level, sector_now(), at_.county, at_.month, ""};
    const Seat* seat = nullptr;
    if (stays_in_office()) {
      Wish same = wish;
      same.organisation = office_;
      seat = world_.find(random_, same);
    }
    if (seat == nullptr) seat = world_.find(random_, wish);
    if (seat == nullptr) return std::nullopt;
    office_ = seat->organisation.id.text;
    CareerStep step;
    fill(step, seat->organisation);
    hold(step, *seat);
    step.in_register = true;
    if (random_.chance(450)) {
      step.appointment.duties.emplace_back(random_.pick(sector_.duties));
      if (random_.chance(350)) step.appointment.duties.emplace_back(random_.pick(general_.duties));
    }
    return step;
  }

  // The post with the one in the party organisation that goes with it, in the order of the form.
  void hold(CareerStep& step, const Seat& seat) {
    const std::string_view title = seat.post.title;
    HeldPost main = held(seat.organisation, title);
    main.head = seat.post.head;
    const bool runs_place = !seat.place.empty() && is_head_of_place(title);
    if (runs_place) main.organisation.text = shortened(seat.place);
    under_place(main, seat.setting);

    HeldPost party;
    if (runs_place && !seat.party.id.empty()) {
      const int often = seat.post.head ? 820 : title.starts_with("副") ? 260 : 900;
      if (random_.chance(often)) {
        party = held(seat.party, seat.post.head                  ? "副书记"
                                 : seat.setting == Setting::town ? "委员"
                                                                 : "常委");
        party.head = false;
        under_place(party, seat.setting);
      }
    } else if (seat.organisation.system == "政府" && seat.place.empty() &&
               !seat.organisation.name.ends_with("政府办公室") &&
               !seat.organisation.name.ends_with("管委会") &&
               (title.ends_with("局长") || title.ends_with("主任")) && random_.chance(550)) {
      party = held(seat.organisation, seat.post.head ? "党组书记" : "党组成员");
      party.head = seat.post.head;
    }
    std::vector<HeldPost>& posts = step.appointment.posts;
    posts.push_back(std::move(main));
    if (!party.title.empty()) {
      const bool party_first = seat.post.head || runs_place;
      posts.insert(party_first ? posts.begin() : posts.end(), std::move(party));
    }
    // What follows 、 leaves its organisation to what stands before.
    step.statement = posts[0].organisation.text + posts[0].title;
    if (posts.size() > 1) step.statement += "、" + posts[1].title;
  }

  // Of a town or street, the place is the organisation: 禾丰镇 and 党委书记, 文昌街道 and
  // 党工委委员.
  static void under_place(HeldPost& post, Setting setting) {
    if (setting != Setting::town) return;
    for (const std::string_view ending : {"党工委", "党委"}) {
      std::string& name = post.organisation.text;
      if (!name.ends_with(ending)) continue;
      name.resize(name.size() - ending.size());
      post.title.insert(0, ending);
      return;
    }
  }

  [[nodiscard]] static bool is_head_of_place(std::string_view title) {
    for (const std::string_view place : {"县长", "区长", "市长", "镇长", "乡长"}) {
      if (title.ends_with(place)) return true;
    }
    return false;
  }

  // Posts below those of the register's organisations: clerks, and the sections of municipal
  // bureaus, of which the register knows some.
  std::optional<CareerStep> section_post() {
    const std::size_t sector = sector_now();
    const bool in_city = at_.setting == Setting::city_office;
    if (in_city && random_.chance(450)) {
      if (const Seat* seat = world_.find_place(
              random_, {Setting::section, at_.level, sector, at_.county, at_.month, ""})) {
        office_ = seat->organisation.parent.text;
        CareerStep step;
        fill(step, seat->organisation);
        std::string_view title = section_title();
        const bool office = seat->organisation.name.ends_with("办公室");
        if (office && title == "科长") title = "主任";
        if (office && title == "副科长") title = "副主任";
        step.appointment.posts.push_back(held(seat->organisation, title));
        if (title == "科长" || title == "主任") step.appointment.posts.back().head = true;
        step.in_register = title == seat->post.title;
        step.statement = statement_of(step.appointment.posts);
        return step;
      }
    }
    Wish wish{at_.setting, at_.level, sector, at_.county, at_.month, ""};
    const Seat* seat = nullptr;
    if (stays_in_office()) {
      Wish same = wish;
      same.organisation = office_;
      seat = world_.find_place(random_, same);
    }
    if (seat == nullptr) seat = world_.find_place(random_, wish);
    if (seat == nullptr) return std::nullopt;
    office_ = seat->organisation.id.text;
    CareerStep step;
    fill(step, seat->organisation);
    HeldPost post = held(seat->organisation, section_title());
    post.organisation.text = in_section(*seat, std::move(post.organisation.text), sector);
    const bool section_chief = post.organisation.text.ends_with("股") &&
                               at_.month > request_.work_start + 48 && random_.chance(350);
    if (section_chief) post.title = "股长";
    if (post.title == "科长" || section_chief) post.head = true;
    step.appointment.posts.push_back(std::move(post));
    step.statement = statement_of(step.appointment.posts);
    return step;
  }

  [[nodiscard]] std::string in_section(const Seat& seat, std::string name, std::size_t sector) {
    if (seat.setting == Setting::town) {
      static constexpr std::array<std::string_view, 6> rooms{
          "党政办公室",           "经济发展办公室", "社会事务办公室",
          "农业农村综合服务中心", "综治办公室",     "乡村振兴办公室"};
      for (const std::string_view ending : {"人民政府", "办事处", "党委", "党工委"}) {
        if (name.ends_with(ending)) name.resize(name.size() - ending.size());
      }
      return name += random_.pick(std::span<const std::string_view>(rooms));
    }
    // The sections of an office follow what the office does, so that words and tags agree.
    const Sector* of_office = &general_;
    for (std::size_t i = 0; i < all_sectors().size(); ++i) {
      if ((seat.sectors >> i & 1U) != 0 && (i == sector || of_office == &general_)) {
        of_office = &all_sectors()[i];
      }
    }
    const bool at_core = of_office != &general_ && random_.chance(700);
    const std::string_view section =
        at_core ? random_.pick(of_office->sections) : random_.pick(general_.sections);
    if (seat.setting == Setting::county_office) {
      return random_.chance(400) || name.ends_with("办公室") ? name : name.append(section) + "股";
    }
    return name.append(section) + "科";
  }

  std::string_view section_title() {
    const bool old = at_.month < parallel_ranks;
    if (at_.level >= Level::township_head) {
      return random_.chance(700) ? "科长" : old ? "主任科员" : "一级主任科员";
    }
    if (at_.level == Level::township_deputy) {
      return random_.chance(700) ? "副科长" : old ? "副主任科员" : "三级主任科员";
    }
    return old ? "科员" : "一级科员";
  }

  // Institutions, enterprises and universities: a ladder of their own, without civil-service level.
  void work_outside() {
    struct Rung {
      std::string_view room;  // after the organisation's name
      std::string_view title;
    };
    static constexpr std::array<Rung, 5> managers{
        {{"", "职员"}, {"办公室", "副主任"}, {"办公室", "主任"}, {"", "副主任"}, {"", "主任"}}};
    static constexpr std::array<Rung, 5> specialists{{{"", "技术员"},
                                                      {"技术科", "副科长"},
                                                      {"技术科", "科长"},
                                                      {"", "总工程师"},
                                                      {"", "副主任"}}};
    static constexpr std::array<Rung, 5> traders{{{"", "业务员"},
                                                  {"投资部", "主管"},
                                                  {"投资部", "副经理"},
                                                  {"投资部", "经理"},
                                                  {"", "副总经理"}}};
    static constexpr std::array<Rung, 5> teachers{{{"", "辅导员"},
                                                   {"", "讲师"},
                                                   {"教研室", "主任"},
                                                   {"教务处", "副处长"},
                                                   {"教务处", "处长"}}};
    std::span<const Rung> ladder = managers;
    Setting setting = Setting::institution;
    std::string fallback = "综合服务中心";
    if (request_.track == Track::technical) {
      ladder = specialists;
      fallback = "规划设计研究院";
    } else if (request_.track == Track::enterprise) {
      ladder = traders;
      setting = Setting::enterprise;
      fallback = "产业投资集团有限公司";
    } else if (request_.track == Track::university) {
      ladder = teachers;
      setting = Setting::university;
      fallback = "职业技术学院";
    }
    at_.level = Level::unknown;
    std::size_t rung = 0;
    int from = request_.work_start;
    const Seat* seat = nullptr;
    while (from < request_.now) {
      int months = random_.between(30, 70);
      if (request_.now - from - months < 18) months = request_.now - from;
      at_.month = from;
      const Wish wish{setting, Level::unknown, request_.sector, "", from, ""};
      if (seat == nullptr || random_.chance(250)) seat = world_.find(random_, wish);
      Organisation organisation;
      if (seat != nullptr) {
        organisation = seat->organisation;
      } else {
        organisation.name = world_.city_name() + fallback;
      }
      CareerStep step;
      fill(step, organisation);
      step.appointment.level = {};
      // The highest rung is a post of the register where it has one.
      const bool leads = seat != nullptr && rung + 1 == ladder.size();
      HeldPost post =
          held(organisation, leads ? std::string_view(seat->post.title) : ladder[rung].title);
      if (!leads) post.organisation.text += ladder[rung].room;
      step.appointment.posts.push_back(std::move(post));
      if (leads) step.appointment.posts.back().head = seat->post.head;
      step.statement = statement_of(step.appointment.posts);
      push(std::move(step), from, from + months);
      from += months;
      if (rung + 1 < ladder.size() && random_.chance(750)) ++rung;
    }
  }

  // The step that runs through all of [from, to], or the one in which most of it lies; the item is
  // cut to fit, as periods in brackets lie inside their own.
  void put_in_brackets(CareerStep item, int from, int to, int at_least) {
    for (std::size_t i = 0; i < career_.steps.size(); ++i) {
      const CareerStep& step = career_.steps[i];
      if (step.in_brackets || step.appointment.kind != "任职") continue;
      const int begin = step.appointment.from->first_month();
      const int end = step.appointment.to ? step.appointment.to->first_month() : request_.now;
      if (from < begin || from >= end) continue;
      const int until = std::min(to, end);
      if (until - from < at_least) return;
      item.in_brackets = true;
      item.appointment.from = month_date(from);
      item.appointment.to = month_date(until);
      std::size_t place = i + 1;
      while (place < career_.steps.size() && career_.steps[place].in_brackets &&
             *career_.steps[place].appointment.from < *item.appointment.from) {
        ++place;
      }
      career_.steps.insert(career_.steps.begin() + static_cast<std::ptrdiff_t>(place),
                           std::move(item));
      return;
    }
  }

  void add_brackets() {
    for (const Study& study : request_.in_service) {
      CareerStep item;
      item.appointment.kind = "学习";
      item.statement = study.statement;
      put_in_brackets(std::move(item), study.from, study.to, 1);
    }
    const int served = request_.now - request_.work_start;
    if (served < 72) return;
    const int early = request_.work_start + 36;
    if (random_.chance(190)) {
      const int from = random_.between(early, request_.now - 12);
      CareerStep item;
      item.appointment.kind = "学习";
      item.statement = "在" + world_.city_name() + "委党校中青年干部培训班学习";
      put_in_brackets(std::move(item), from, from + random_.between(2, 4), 2);
    }
    if (random_.chance(170)) add_secondment(random_.between(early, request_.now - 12));
    if (random_.chance(90)) add_village_work(random_.between(early, request_.now - 12));
  }

  void add_secondment(int from) {  // 挂职
    const bool high = career_.level >= Level::county_deputy && from >= career_.level_since;
    const Setting setting = !high                 ? Setting::town
                            : random_.chance(600) ? Setting::county
                                                  : Setting::city_office;
    const Level level = high ? Level::county_deputy : Level::township_deputy;
    at_.month = from;
    const Seat* seat = world_.find(random_, {setting, level, request_.sector, "", from, ""});
    if (seat == nullptr) return;
    CareerStep item;
    at_.level = Level::unknown;
    fill(item, seat->organisation);
    item.appointment.kind = "挂职";
    item.appointment.level = {};
    hold(item, *seat);
    item.statement = "挂职任" + item.statement;
    put_in_brackets(std::move(item), from, from + random_.between(10, 25), 6);
  }

  void add_village_work(int from) {  // 驻村
    static constexpr std::array<std::string_view, 6> villages{"大井村", "新桥村", "柏树村",
                                                              "石板村", "河头村", "上坝村"};
    at_.month = from;
    const Seat* seat =
        world_.find_place(random_, {Setting::town, Level::unknown, request_.sector, "", from, ""});
    if (seat == nullptr) return;
    CareerStep item;
    at_.level = Level::unknown;
    fill(item, seat->organisation);
    item.appointment.kind = "挂职";
    item.appointment.level = {};
    HeldPost post = held(seat->organisation, "第一书记");
    post.organisation.text = (seat->place.empty() ? world_.name_of(at_.county) : seat->place) +
                             std::string(random_.pick(std::span<const std::string_view>(villages)));
    item.appointment.posts.push_back(std::move(post));
    item.statement = "任" + statement_of(item.appointment.posts);
    put_in_brackets(std::move(item), from, from + random_.between(12, 26), 6);
  }

  void add_memberships() {
    if (career_.level < Level::township_head || !random_.chance(110)) return;
    struct Body {
      std::string_view name;
      std::string_view title;
      bool of_committee;
    };
    static constexpr std::array<Body, 3> bodies{
        {{"委", "委员", true}, {"人大", "代表", false}, {"政协", "委员", false}}};
    static constexpr std::array<std::string_view, 4> terms{"第三届", "第四届", "第五届", "第六届"};
    const std::string_view place =
        career_.level >= Level::county_deputy ? world_.city_name() : world_.name_of(at_.county);
    HeldPost post;
    post.organisation.text = place;
    post.organisation.text += random_.pick(std::span<const std::string_view>(terms));
    const Body& body = random_.pick(std::span<const Body>(bodies));
    if (body.of_committee) {
      post.organisation.text += place.ends_with("县") ? "县" : place.ends_with("区") ? "区" : "市";
    }
    post.organisation.text += body.name;
    post.title = std::string(body.title);
    career_.memberships.push_back(std::move(post));
  }

  // Old periods of which only the year is known, and small holes in the timeline.
  void blur_dates() {
    if (career_.steps.size() < 4) return;
    if (random_.chance(30)) {
      CareerStep& first = career_.steps[0];
      first.appointment.from->month = 0;
      if (random_.chance(500) && !career_.steps[1].in_brackets && first.appointment.to) {
        first.appointment.to->month = 0;
        career_.steps[1].appointment.from->month = 0;
      }
    }
    if (random_.chance(25)) {
      for (std::size_t i = 2; i < career_.steps.size(); ++i) {
        Appointment& before = career_.steps[i - 1].appointment;
        const Appointment& after = career_.steps[i].appointment;
        if (career_.steps[i].in_brackets || career_.steps[i - 1].in_brackets || !before.to)
          continue;
        const int gap = random_.between(1, 5);
        if (before.to->month == 0 || after.from->month == 0) continue;
        if (before.to->first_month() - before.from->first_month() <= gap) continue;
        before.to = month_date(before.to->first_month() - gap);
        break;
      }
    }
  }

  Random& random_;
  const World& world_;
  const CareerRequest& request_;
  const Sector& sector_;
  const Sector& general_;
  Position at_{};
  std::string office_{};  // id of the last organisation
  bool leaves_out_city_ = false;
  Career career_{};
};
}  // namespace

PartialDate month_date(int month_index) {
  return {static_cast<std::int16_t>(month_index / 12),
          static_cast<std::uint8_t>(month_index % 12 + 1), 0};
}

std::string statement_of(const std::vector<HeldPost>& posts) {
  std::string text;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (i > 0) text += posts[i].stage == posts[i - 1].stage ? "、" : "，";
    if (i == 0 || posts[i].organisation.text != posts[i - 1].organisation.text) {
      text += posts[i].organisation.text;
    }
    text += posts[i].title;
  }
  return text;
}

Career make_career(Random& random, const World& world, const CareerRequest& request) {
  return CareerMaker(random, world, request).make();
}

}  // namespace bole
