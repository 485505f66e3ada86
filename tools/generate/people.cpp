#include "tools/generate/people.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "tools/generate/career.hpp"
#include "tools/generate/identity.hpp"
#include "tools/generate/names.hpp"
#include "tools/generate/random.hpp"
#include "tools/generate/resume_text.hpp"
#include "tools/generate/sectors.hpp"

namespace bole {
namespace {
constexpr int now = generated_at;
using Words = std::span<const std::string_view>;
constexpr std::array<std::string_view, 6> universities{
    "示例大学", "示范大学", "样本大学", "示例理工大学", "示例财经大学", "示例师范大学"};
constexpr std::array<std::string_view, 4> colleges{"样例高等专科学校", "示例高等专科学校",
                                                   "样本高等专科学校", "样例职工大学"};
constexpr std::array<std::string_view, 3> vocational{"样例中等专业学校", "示例中等专业学校",
                                                     "样本中等专业学校"};

std::string digits(std::uint64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string numbered(std::string_view letter, std::size_t index) {
  return std::string(letter) + std::to_string(index + 1);
}

PartialDate day_in(Random& random, int month) {
  PartialDate date = month_date(month);
  date.day = static_cast<std::uint8_t>(random.between(1, days_in_month(date.year, date.month)));
  return date;
}

std::string document(Random& random, std::string_view office, int month) {
  return std::string(office) + "〔" + std::to_string(month / 12) + "〕" +
         std::to_string(random.between(1, 180)) + "号";
}

class PersonMaker {
 public:
  PersonMaker(const World& world, std::uint64_t seed, std::uint64_t number, Layout layout,
              Cohort cohort)
      : world_(world), random_(seed, number), number_(number), layout_(layout), cohort_(cohort) {}

  Profile make() {
    profile_.id.text = "p-" + digits(number_, 6);
    sex_ = random_.chance(330) ? "女" : "男";
    ethnicity_ = make_ethnicity(random_);
    profile_.name = make_name(random_, sex_, ethnicity_);
    choose_track();
    choose_age();
    study();
    study_in_service();
    live();
    tell_levels();
    earn_titles();
    be_appraised();
    train();
    be_honoured();
    be_sanctioned();
    be_cleared();
    state_strengths();
    profile_.sealed =
        make_sealed(random_, world_, profile_, {number_, sex_, ethnicity_, birth_, now});
    return std::move(profile_);
  }

 private:
  [[nodiscard]] const Sector& sector() const { return all_sectors()[request_.sector]; }
  [[nodiscard]] bool has_levels() const {
    return request_.track == Track::civil || request_.track == Track::reference;
  }

  void choose_track() {
    static constexpr std::array<int, 6> tracks{720, 90, 70, 50, 45, 25};
    static constexpr std::array<std::string_view, 6> scales{"公务员",   "参公", "事业管理",
                                                            "事业专技", "国企", "高校"};
    const std::size_t track = random_.weighted(tracks);
    request_.track = static_cast<Track>(track);
    profile_.staff = {std::string(scales[track]), "在职"};
    static constexpr std::array<int, 9> sectors{13, 12, 12, 12, 11, 11, 12, 10, 7};
    request_.sector = random_.weighted(sectors);
  }

  // A talent pool is a pyramid: many 乡科级, few 县处级正职.
  void choose_age() {
    struct Rank {
      Level level;
      int weight;
      int youngest;
      int oldest;
    };
    static constexpr std::array<Rank, 6> ranks{{{Level::officer, 110, 25, 44},
                                                {Level::township_deputy, 320, 27, 54},
                                                {Level::township_head, 330, 31, 58},
                                                {Level::county_deputy, 155, 36, 59},
                                                {Level::county_head, 65, 42, 60},
                                                {Level::bureau_deputy, 20, 46, 60}}};
    std::array<int, ranks.size()> weights{};
    for (std::size_t i = 0; i < ranks.size(); ++i) weights[i] = ranks[i].weight;
    static constexpr Rank beginner{Level::officer, 1, 25, 27};
    const Rank& rank = cohort_ == Cohort::beginners ? beginner : ranks[random_.weighted(weights)];
    request_.level = rank.level;
    const int low = rank.youngest * 12;
    const int high = rank.oldest * 12 + 11;
    // The mean of two draws: fewer at both ends.
    birth_ = now - (random_.between(low, high) + random_.between(low, high)) / 2;
    profile_.birth = month_date(birth_);
    if (random_.chance(12)) profile_.birth->month = 0;
  }

  void study() {
    const int born = birth_ / 12;
    static constexpr std::array<std::array<int, 4>, 3> shares{{{22, 36, 40, 2},   // before 1976
                                                               {4, 22, 62, 12},   // 1976 to 1985
                                                               {0, 9, 67, 24}}};  // later
    const auto& share = shares[born < 1976 ? 0 : born < 1986 ? 1 : 2];
    auto kind = random_.weighted(share);
    if (kind == 3 && born > 1997) kind = 2;  // not done with studying yet
    const Major& major =
        random_.pick(all_sectors()[random_.chance(650) ? request_.sector
                                                       : static_cast<std::size_t>(random_.below(9))]
                         .majors);
    static constexpr std::array<int, 4> entry_age{15, 18, 18, 18};
    static constexpr std::array<int, 4> years{3, 3, 4, 7};
    const int entry = (born + entry_age[kind] + (birth_ % 12 >= 8 || random_.chance(300) ? 1 : 0));
    const int from = entry * 12 + 8;
    const int to = (entry + years[kind]) * 12 + 6;

    Education education;
    education.mode = "全日制";
    education.major = std::string(major.name);
    education.discipline = std::string(major.discipline);
    education.to = month_date(to);
    switch (kind) {
      case 0:
      case 1:
        education.level = kind == 0 ? "中专" : "大专";
        education.school = std::string(kind == 0 ? random_.pick(Words(vocational))
                                                 : random_.pick(Words(colleges)));
        request_.full_time.push_back({from, to, education.school + education.major + "专业学习"});
        break;
      default: {
        education.school = std::string(random_.pick(Words(universities)));
        const std::string place = std::string(major.school) + education.major + "专业";
        const int graduation = (entry + 4) * 12 + 6;
        request_.full_time.push_back({from, graduation, education.school + place + "学习"});
        education.level = "大学";
        education.degree = education.discipline + "学士";
        if (kind == 3) {
          // The form has the highest education only.
          education.level = "研究生";
          education.degree = education.discipline + "硕士";
          education.school = std::string(random_.pick(Words(universities)));
          request_.full_time.push_back(
              {graduation + 2, to, education.school + place + "硕士研究生学习"});
        }
      }
    }
    if (random_.chance(60)) education.to->month = 0;
    add(std::move(education));
    request_.work_start = to + (random_.chance(850) ? 0 : random_.between(1, 14));
    request_.work_start = std::min(request_.work_start, now - 14);
    profile_.work_start = month_date(request_.work_start);
    if (random_.chance(12)) profile_.work_start->month = 0;
    request_.now = now;
    if (random_.chance(60)) request_.full_time.clear();
  }

  void study_in_service() {
    if (!random_.chance(560) || now - request_.work_start < 7 * 12) return;
    const std::string first = profile_.education->front().level;
    const int from_year = (request_.work_start + random_.between(24, 96)) / 12;
    const int from = from_year * 12 + 8;
    const int to = from + (first == "中专" ? 34 : 33);
    if (to >= now) return;
    Education education;
    education.mode = "在职";
    education.to = month_date(to);
    const int draw = random_.below(1000);
    std::string where;
    if (first == "中专" || first == "大专") {
      if (draw < 420) {
        education.level = draw < 120 ? "中央党校大学" : "省（区、市）委党校大学";
        education.school = draw < 120 ? "中央党校" : "示例省委党校";
        education.major = draw % 2 == 0 ? "经济管理" : "法律";
        where = "在" + education.school + "函授" + education.major + "专业大学学习";
      } else if (draw < 520) {
        education.level = "大专";
        education.school = std::string(random_.pick(Words(colleges)));
        education.major = std::string(random_.pick(sector().majors).name);
        where = "在" + education.school + education.major + "专业大专函授学习";
      } else {
        education.level = "大学";
        education.school = std::string(random_.pick(Words(universities)));
        education.major = std::string(random_.pick(sector().majors).name);
        where = "在" + education.school + education.major + "专业函授本科学习";
      }
    } else if (draw < 420) {
      education.level = draw < 80 ? "中央党校研究生" : "省（区、市）委党校研究生";
      education.school = draw < 80 ? "中央党校" : "示例省委党校";
      education.major = draw % 2 == 0 ? "公共管理" : "经济管理";
      where = "在" + education.school + education.major + "专业在职研究生学习";
    } else {
      const bool public_management = draw < 760;
      education.level = "研究生";
      education.degree = public_management ? "公共管理硕士" : "工商管理硕士";
      education.school = std::string(random_.pick(Words(universities)));
      education.major = public_management ? "公共管理" : "工商管理";
      education.discipline = "管理学";
      where = "在" + education.school + education.major + "专业在职研究生学习，获" +
              education.degree + "学位";
    }
    request_.in_service.push_back({from, to, std::move(where)});
    add(std::move(education));
  }

  void add(Education education) {
    if (!profile_.education) profile_.education.emplace();
    education.key = numbered("e", profile_.education->size());
    profile_.education->push_back(std::move(education));
  }

  void live() {
    career_ = make_career(random_, world_, request_);
    write_resume(profile_, career_,
                 layout_ == Layout::official ? ResumeStyle{} : make_resume_style(random_));
    for (const CareerStep& step : career_.steps) {
      if (!step.in_brackets && step.appointment.open) profile_.current.text = step.statement;
    }
    for (const Appointment& appointment : *profile_.appointments) {
      if (appointment.open) profile_.current.appointments.push_back(appointment.key);
    }
  }

  // A personnel system declares the levels; a form leaves them to the register and to remarks.
  void tell_levels() {
    const bool declared = has_levels() ? random_.chance(680) : false;
    // write_resume keeps the order of the steps; memberships follow them.
    for (std::size_t i = 0; i < career_.steps.size() && !declared; ++i) {
      SourcedLevel& level = (*profile_.appointments)[i].level;
      if (career_.steps[i].level_written) {
        level.source = LevelSource::written;
      } else if (career_.steps[i].in_register && level.value != Level::unknown) {
        level.source = LevelSource::from_register;
      } else {
        level = {};
      }
    }
    if (!has_levels()) {
      if (request_.track == Track::institution && random_.chance(500)) {
        profile_.current.level = {random_.chance(700) ? Level::township_head : Level::county_deputy,
                                  LevelSource::declared};
        if (random_.chance(800)) {
          profile_.current.level_since = month_date(now - random_.between(4, 120));
        }
      }
      return;
    }
    if (declared) {
      profile_.current.level = {career_.level, LevelSource::declared};
      profile_.current.level_since = month_date(career_.level_since);
      if (random_.chance(30)) profile_.current.level_since->month = 0;
      if (random_.chance(15)) profile_.current.level_since.reset();
    }
    if (random_.chance(760)) give_grade();
  }

  void give_grade() {
    static constexpr int parallel_ranks = 2019 * 12 + 5;
    const int in_level = now - std::max(career_.level_since, parallel_ranks);
    const bool long_in_level = in_level > 36 && random_.chance(600);
    std::string_view grade;
    switch (career_.level) {
      case Level::officer:
        grade = long_in_level ? "四级主任科员" : "一级科员";
        break;
      case Level::township_deputy:
        grade = long_in_level ? "二级主任科员" : "三级主任科员";
        break;
      case Level::township_head:
        grade = long_in_level ? "四级调研员" : "一级主任科员";
        break;
      case Level::county_deputy:
        grade = long_in_level ? "二级调研员" : "三级调研员";
        break;
      case Level::county_head:
        grade = long_in_level ? "二级巡视员" : "一级调研员";
        break;
      default:
        grade = "二级巡视员";
    }
    profile_.current.grade = std::string(grade);
    if (random_.chance(850)) {
      profile_.current.grade_since = month_date(now - random_.between(1, std::max(2, in_level)));
    }
  }

  void earn_titles() {
    const bool technical =
        request_.track == Track::technical || request_.track == Track::university;
    if (!random_.chance(technical ? 900 : 260)) {
      if (random_.chance(400)) profile_.professional_titles.emplace();
      return;
    }
    profile_.professional_titles.emplace();
    const int years = (now - request_.work_start) / 12;
    const int highest = years < 4 ? 0 : years < 10 ? 1 : years < 18 ? 2 : 3;
    const int rung = std::max(0, highest - random_.below(2));
    ProfessionalTitle title;
    title.key = "t1";
    title.name = std::string(sector().titles[static_cast<std::size_t>(rung)]);
    if (random_.chance(850)) {
      title.date = month_date(now - random_.between(3, std::max(4, (years - rung * 5) * 8)));
      if (random_.chance(150)) title.date->month = 0;
    }
    profile_.professional_titles->push_back(std::move(title));
  }

  // Kept for the last ten years, as personnel systems have them.
  void be_appraised() {
    if (random_.chance(15)) return;
    profile_.appraisals.emplace();
    const bool civil = has_levels();
    const int first = std::max(request_.work_start / 12, 2016);
    const int excellence = random_.chance(250) ? 320 : 110;
    for (int year = first; year <= 2025; ++year) {
      if (random_.chance(year == 2025 ? 90 : 22)) continue;
      Appraisal appraisal;
      appraisal.year = year;
      appraisal.kind = "年度";
      const int draw = random_.below(1000);
      if (year == request_.work_start / 12) {
        appraisal.grade = "不定等次";
      } else if (draw < excellence) {
        appraisal.grade = "优秀";
      } else if (draw < 988) {
        appraisal.grade = civil ? "称职" : "合格";
      } else if (draw < 996) {
        appraisal.grade = civil ? "基本称职" : "基本合格";
      } else {
        appraisal.grade = draw < 998 ? "不定等次" : civil ? "不称职" : "不合格";
      }
      appraisal.key = numbered("k", profile_.appraisals->size());
      profile_.appraisals->push_back(std::move(appraisal));
    }
  }

  void train() {
    if (random_.chance(40)) return;
    profile_.training.emplace();
    const int diligence = random_.between(35, 150);
    const int first = std::max(request_.work_start / 12, 2021);
    for (int year = first; year <= 2025; ++year) {
      if (random_.chance(70)) continue;
      const int times = random_.between(1, 2);
      for (int i = 0; i < times; ++i) {
        Training course;
        const int from = year * 12 + random_.between(2, 10);
        course.from = month_date(from);
        const int draw = random_.below(1000);
        if (draw < 25 && career_.level >= Level::township_deputy) {
          course.hours = 360;
          course.to = month_date(from + 2);
          course.subject = "中青年干部培训班";
        } else {
          course.hours = std::max(8, diligence * random_.between(60, 140) / 100 / times);
          course.to = month_date(from + random_.below(2));
          course.subject = std::string(
              random_.pick(random_.chance(600) ? sector().courses : all_sectors().back().courses));
        }
        if (random_.chance(30)) course.hours.reset();
        if (random_.chance(120)) {
          course.certificate = document(random_, "培训结业", from);
        }
        course.key = numbered("r", profile_.training->size());
        profile_.training->push_back(std::move(course));
      }
    }
  }

  void be_honoured() {
    struct Tier {
      std::string_view tier;
      std::string_view authority;
    };
    static constexpr std::array<Tier, 5> tiers{{{"单位", ""},
                                                {"县级", "县委、县人民政府"},
                                                {"市级", "样例市委、市人民政府"},
                                                {"省部级", "示例省委、省人民政府"},
                                                {"国家级", "国家有关部委"}}};
    static constexpr std::array<int, 5> weights{30, 34, 26, 8, 2};
    static constexpr std::array<int, 5> counts{44, 30, 16, 7, 3};
    const std::size_t count = random_.weighted(counts);
    if (count == 0) {
      if (random_.chance(500)) profile_.honours.emplace();
      return;
    }
    profile_.honours.emplace();
    for (std::size_t i = 0; i < count; ++i) {
      const Tier& tier = tiers[random_.weighted(weights)];
      Honour honour;
      honour.key = numbered("h", i);
      honour.tier = std::string(tier.tier);
      honour.authority = tier.authority.empty() ? "所在单位" : std::string(tier.authority);
      if (tier.tier == "市级" && random_.chance(250)) {
        honour.name = "三等功";
        honour.authority = "样例市人民政府";
      } else if (tier.tier == "县级" && random_.chance(300)) {
        honour.name = "嘉奖";
      } else {
        honour.name = std::string(random_.pick(sector().deeds)) + "先进个人";
      }
      const int month =
          now - random_.between(2, std::max(3, std::min(180, now - request_.work_start)));
      honour.date = month_date(month);
      if (random_.chance(120)) honour.date->month = 0;
      if (random_.chance(30)) honour.date.reset();
      profile_.honours->push_back(std::move(honour));
    }
  }

  void be_sanctioned() {
    if (!random_.chance(55)) {
      // Half of the records say that there is none; the others say nothing.
      if (random_.chance(500)) profile_.sanctions.emplace();
      return;
    }
    struct Kind {
      std::string_view name;
      int months;
      std::string_view authority;
      std::string_view paper;
    };
    static constexpr std::array<Kind, 10> kinds{{{"诫勉", 6, "样例市委组织部", "样组诫"},
                                                 {"党内警告", 12, "样例市纪委", "样纪处"},
                                                 {"党内严重警告", 18, "样例市纪委", "样纪处"},
                                                 {"政务警告", 6, "样例市监委", "样监政处"},
                                                 {"政务记过", 12, "样例市监委", "样监政处"},
                                                 {"政务记大过", 18, "样例市监委", "样监政处"},
                                                 {"调整职务", 12, "样例市委组织部", "样组调"},
                                                 {"停职检查", 6, "样例市委组织部", "样组停"},
                                                 {"政务降级", 24, "样例市监委", "样监政处"},
                                                 {"警告", 6, "样例市纪委", "甲纪处"}}};
    static constexpr std::array<int, 10> weights{38, 17, 6, 10, 9, 3, 6, 4, 3, 4};
    const Kind& kind = kinds[random_.weighted(weights)];
    Sanction sanction;
    sanction.key = "s1";
    sanction.kind = std::string(kind.name);
    const int reach = std::min(66, now - request_.work_start - 6);
    const int month = now - random_.between(0, std::max(2, reach));
    sanction.date = day_in(random_, month);
    sanction.authority = std::string(kind.authority);
    if (random_.chance(840)) {
      sanction.document = document(random_, kind.paper, month);
    } else if (random_.chance(400)) {
      sanction.authority.clear();
    }
    if (random_.chance(100)) sanction.date->day = 0;
    const bool running = month + kind.months >= now;
    sanction.status = running ? "in_force" : "expired";
    if (random_.chance(600) && sanction.date->day != 0) {
      const YearMonthDay end = civil(add_months(sanction.date->earliest(), kind.months));
      sanction.effect_until =
          PartialDate{static_cast<std::int16_t>(end.year), static_cast<std::uint8_t>(end.month),
                      static_cast<std::uint8_t>(end.day)};
    }
    const int fate = random_.below(1000);
    if (fate < 300) {
      sanction.status = fate < 130 ? "exempted" : fate < 220 ? "cleared" : "revoked";
      if (random_.chance(780)) {
        const int decided = std::min(now, month + random_.between(1, 10));
        OfficialDecision decision;
        decision.authority = sanction.status == "exempted" ? "样例市容错纠错工作领导小组"
                                                           : std::string(kind.authority);
        decision.document =
            document(random_, sanction.status == "exempted" ? "样容错" : "样纪复", decided);
        decision.date = day_in(random_, decided);
        sanction.status_decision = std::move(decision);
      }
    }
    profile_.sanctions.emplace();
    profile_.sanctions->push_back(std::move(sanction));
  }

  // 凡提四必 on record for those who were looked at lately.
  void be_cleared() {
    if (!random_.chance(420)) return;
    struct Kind {
      std::string_view kind;
      std::string_view result;
      std::string_view authority;
      std::string_view paper;
    };
    static constexpr std::array<Kind, 5> kinds{
        {{"档案任审", "无影响", "样例市委组织部", "样组档审"},
         {"个人有关事项", "查核一致", "样例市委组织部", "样组核"},
         {"纪检监察意见", "无影响", "样例市纪委", "样纪廉复"},
         {"信访", "无反映", "样例市信访局", "样信复"},
         {"经济责任审计", "无影响", "样例市审计局", "样审责"}}};
    profile_.clearances.emplace();
    const int month = now - random_.between(0, 18);
    for (const Kind& kind : kinds) {
      if (!random_.chance(kind.kind == "经济责任审计" ? 300 : 850)) continue;
      Clearance clearance;
      clearance.key = numbered("c", profile_.clearances->size());
      clearance.kind = std::string(kind.kind);
      clearance.result = random_.chance(965) ? std::string(kind.result) : "需进一步核实";
      clearance.authority = std::string(kind.authority);
      clearance.document = document(random_, kind.paper, month);
      clearance.date = day_in(random_, month);
      if (random_.chance(500)) clearance.valid_until = month_date(month + 6);
      profile_.clearances->push_back(std::move(clearance));
    }
  }

  void state_strengths() {
    if (!random_.chance(720)) return;
    profile_.specialities_stated.emplace();
    std::vector<std::string>& stated = *profile_.specialities_stated;
    const int count = random_.between(1, 3);
    for (int i = 0; i < count; ++i) {
      const Sector& from = random_.chance(800) ? sector() : random_.pick(all_sectors());
      std::string strength(random_.pick(from.strengths));
      if (std::find(stated.begin(), stated.end(), strength) == stated.end()) {
        stated.push_back(std::move(strength));
      }
    }
  }

  const World& world_;
  Random random_;
  std::uint64_t number_;
  Layout layout_;
  Cohort cohort_;
  std::string_view sex_{};
  std::string_view ethnicity_{};
  int birth_ = 0;
  CareerRequest request_{};
  Career career_{};
  Profile profile_{};
};
}  // namespace

Profile make_person(const World& world, std::uint64_t seed, std::uint64_t number, Layout layout,
                    Cohort cohort) {
  return PersonMaker(world, seed, number, layout, cohort).make();
}

}  // namespace bole
