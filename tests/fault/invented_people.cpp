#include "tests/fault/invented_people.hpp"

#include <cstdio>
#include <set>

#include "engine/profile/profile_json.hpp"
#include "index/profile_record.hpp"

namespace bole::testing {
namespace {
std::string id_number(int number) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "990101%04d0101%03d", 1950 + number / 1000 % 50,
                number % 1000);
  constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (int i = 0; i < 17; ++i) sum += (digits[i] - '0') * weights[i];
  return std::string(digits) + "10X98765432"[sum % 11];
}

Profile invented_person(int number) {
  Profile person;
  person.name = "人" + std::to_string(number);
  person.birth = PartialDate{.year = static_cast<std::int16_t>(1960 + number % 40), .month = 3};
  person.work_start =
      PartialDate{.year = static_cast<std::int16_t>(1985 + number % 40), .month = 7};
  person.honours.emplace().push_back({.key = "h1", .name = "嘉奖" + std::to_string(number)});
  if (number % 3 == 0) person.id.text = "own-" + std::to_string(number);
  if (number % 3 == 1) person.sealed.id_number = id_number(number);
  return person;
}
}  // namespace

std::string invented_people_ndjson(int count) {
  std::string lines;
  for (int number = 1; number <= count; ++number) {
    append_json(lines, invented_person(number));
    lines += '\n';
  }
  return lines;
}

std::string compare_with_truth(const Store& store, int count, int& found) {
  std::set<int> seen;
  std::string fault;
  store.for_each(Collection::profile, [&](const Record& record) {
    const Profile person = *profile_of(record);
    const int number = std::atoi(person.name.c_str() + std::string("人").size());
    if (number < 1 || number > count) {
      fault = record.id + " 不该在库中";
    } else if (!seen.insert(number).second) {
      fault = person.name + " 在库中有两个";
    } else {
      Profile truth = invented_person(number);
      if (!truth.id.empty() && truth.id != person.id) fault = person.name + " 的编号变了";
      truth.id = person.id;
      truth.version = person.version;
      truth.provenance = person.provenance;
      if (!(truth == person)) fault = person.name + " 与原件不同";
      if (person.version != 1) fault = person.name + " 有不止一版";
    }
    return fault.empty();
  });
  found = static_cast<int>(seen.size());
  return fault;
}
}  // namespace bole::testing
