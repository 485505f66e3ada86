#include "tools/generate/identity.hpp"

#include <array>

#include "engine/core/level.hpp"
#include "tools/generate/career.hpp"
#include "tools/generate/names.hpp"

namespace bole {
namespace {
// Area codes from 999999 downwards belong to no division (model §1.3), so that no generated number
// can be a person's.
std::string make_id_number(Random& random, const IdentityFacts& facts) {
  const std::uint64_t per_area = 500;
  const std::string area = std::to_string(999999 - (facts.number / per_area) % 10000);
  int birth = facts.birth;
  // The archive's earliest record wins over the ID card: in life they differ now and then.
  if (random.chance(30)) birth += random.chance(500) ? random.between(1, 9) : -random.between(1, 9);
  const int sequence = static_cast<int>(facts.number % per_area) * 2 + (facts.sex == "男" ? 1 : 0);
  const int day = random.between(1, days_in_month(birth / 12, birth % 12 + 1));
  std::string digits = area + std::to_string(birth / 12 * 10000 + (birth % 12 + 1) * 100 + day);
  const std::string tail = std::to_string(sequence);
  digits.append(3 - tail.size(), '0').append(tail);
  digits += id_check_character(digits);
  return digits;
}

std::string dotted(int month) {  // as the record has it
  return to_string(PartialDate{.year = static_cast<std::int16_t>(month / 12),
                               .month = static_cast<std::uint8_t>(month % 12 + 1)});
}

FamilyMember relative(Random& random, std::string_view relation, std::string name) {
  static constexpr std::array<std::string_view, 9> works{"样例市第九中学教师",
                                                         "样例市人民医院主治医师",
                                                         "样例市城市建设投资有限公司职员",
                                                         "样例市供电所职工",
                                                         "个体经营户",
                                                         "样例市邮政公司职员",
                                                         "示例大学图书馆馆员",
                                                         "样例市公共交通公司驾驶员",
                                                         "务农"};
  static constexpr std::array<std::string_view, 3> parties{"中共党员", "群众", "群众"};
  FamilyMember member;
  member.relation = std::string(relation);
  member.name = std::move(name);
  member.party = std::string(random.pick(std::span<const std::string_view>(parties)));
  member.work = std::string(random.pick(std::span<const std::string_view>(works)));
  return member;
}

std::vector<FamilyMember> make_family(Random& random, const Profile& profile,
                                      const IdentityFacts& facts) {
  std::vector<FamilyMember> family;
  const bool woman = facts.sex == "女";
  const std::string_view other = woman ? "男" : "女";
  const int age = (facts.now - facts.birth) / 12;
  std::string surname = profile.name.substr(0, 3);
  const bool single = age < 29 && random.chance(600);
  if (!single) {
    FamilyMember spouse =
        relative(random, woman ? "丈夫" : "妻子", make_name(random, other, facts.ethnicity));
    spouse.birth = dotted(facts.birth + random.between(-48, 48));
    family.push_back(std::move(spouse));
    if (age > 30 && random.chance(900)) {
      const bool son = random.chance(510);
      FamilyMember child = relative(random, son ? "儿子" : "女儿",
                                    surname + make_given_name(random, son ? "男" : "女"));
      const int born = facts.birth + random.between(25 * 12, 31 * 12);
      child.birth = dotted(born < facts.now ? born : facts.now - 8);
      child.party = (facts.now - born) / 12 > 15 && random.chance(500) ? "共青团员" : "群众";
      child.work = facts.now - born > 24 * 12 ? "某公司职员" : "学生";
      family.push_back(std::move(child));
    }
  }
  FamilyMember father = relative(random, "父亲", surname + make_given_name(random, "男"));
  father.birth = dotted(facts.birth - random.between(23 * 12, 32 * 12));
  if (age > 45 && random.chance(400)) {
    father.work = "已去世";
    if (random.chance(500)) father.birth.clear();
  }
  family.push_back(std::move(father));
  FamilyMember mother = relative(random, "母亲", make_name(random, "女", "汉族"));
  mother.birth = dotted(facts.birth - random.between(21 * 12, 30 * 12));
  family.push_back(std::move(mother));
  return family;
}
}  // namespace

char id_check_character(std::string_view first_seventeen) {
  static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  static constexpr std::string_view characters = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < weights.size() && i < first_seventeen.size(); ++i) {
    sum += weights[i] * (first_seventeen[i] - '0');
  }
  return characters[static_cast<std::size_t>(sum % 11)];
}

Sealed make_sealed(Random& random, const World& world, const Profile& profile,
                   const IdentityFacts& facts) {
  static constexpr std::array<std::string_view, 6> other_parties{"民建",   "民盟", "民革",
                                                                 "农工党", "民进", "九三学社"};
  static constexpr std::array<std::string_view, 5> provinces{"示例省", "示例省", "示例省", "样本省",
                                                             "示范省"};
  Sealed sealed;
  sealed.sex = std::string(facts.sex);
  sealed.ethnicity = std::string(facts.ethnicity);
  const int joined = random.between(20 * 12, 30 * 12) + facts.birth;
  const int party = random.below(1000);
  if (party < 850) {
    sealed.party_name = "中共";
    if (joined < facts.now) sealed.party_date = month_date(joined);
  } else if (party < 900) {
    sealed.party_name = std::string(random.pick(std::span<const std::string_view>(other_parties)));
    if (joined < facts.now) sealed.party_date = month_date(joined);
  } else {
    sealed.party_name = party < 940 ? "无党派" : "群众";
  }
  const std::string province(random.pick(std::span<const std::string_view>(provinces)));
  const std::string county =
      world.counties().empty()
          ? world.city_name()
          : world.name_of(random.pick(std::span<const std::string>(world.counties())));
  sealed.native_place = province + county;
  sealed.birthplace = random.chance(700) ? sealed.native_place : province + world.city_name();
  if (random.chance(600)) sealed.grew_up = sealed.birthplace;
  sealed.health = random.chance(960) ? "健康" : "一般";
  if (random.chance(960)) sealed.id_number = make_id_number(random, facts);
  if (facts.sex == "男") {
    sealed.retirement_category = "60";
  } else {
    sealed.retirement_category = profile.current.level.value >= Level::county_deputy ? "60" : "55";
  }
  if (random.chance(920)) sealed.family = make_family(random, profile, facts);
  return sealed;
}

}  // namespace bole
