#include "tests/support/early_name_attack.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

namespace bole::testing {
namespace {
std::string without(std::string text, const std::string& words) {
  if (words.empty()) return text;
  for (std::size_t at; (at = text.find(words)) != std::string::npos;) text.erase(at, words.size());
  return text;
}

// The person whom questions name: that the program repeats it tells nothing.
const std::string named_person = "p-000001";

void ask_everything(Way& way, const std::function<std::string(const std::string&)>& named_in) {
  const std::set<std::string> apart = way.apart();
  for (const std::string& name : way.table()) {
    if (apart.contains(name)) continue;
    CAPTURE(name);
    const auto questions = way.questions(name);
    // A new command or route says what it can be asked, or that it leads to no matter.
    CHECK_FALSE(questions.empty());
    for (const Way::Asked& asked : questions) {
      const std::string text = without(asked.ask().text, named_person);
      INFO(asked.words);
      CHECK(named_in(text) == "");
    }
  }
}

std::string requirement_with(const std::string& gates) {
  return R"({"gates":[)" + gates +
         R"(],"criteria":[{"key":"c1","criterion":"grassroots_months","task":"t1","weight":10000,)"
         R"("value":{"points":[[0,0],[24,1000]]}}],"bands":[{"name":"匹配","from":0}]})";
}

std::string gate(const std::string& key, const std::string& filter) {
  return R"({"key":")" + key + R"(","filter":")" + filter + R"(","basis":{"document":"测试"}})";
}

// The values of a key, in the order in which they stand.
std::vector<std::string> values_of(const std::string& json, const std::string& key) {
  std::vector<std::string> values;
  const std::string begin = '"' + key + "\":\"";
  for (std::size_t at = json.find(begin); at != std::string::npos; at = json.find(begin, at + 1)) {
    const std::size_t value = at + begin.size();
    values.push_back(json.substr(value, json.find('"', value) - value));
  }
  return values;
}

std::string experience(int months) {
  return "任职 { 级别 >= 乡科级副职 AND 时长 >= " + std::to_string(months) + "个月 }";
}

std::size_t difference(const std::set<std::string>& one, const std::set<std::string>& other) {
  std::vector<std::string> apart;
  std::set_symmetric_difference(one.begin(), one.end(), other.begin(), other.end(),
                                std::back_inserter(apart));
  return apart.size();
}

// Asks what a condition keeps, then what conditions keep that differ in a few people: whoever is
// told another number knows something of these few.
void try_bisection(Way& way, const std::function<std::string(const std::string&)>& named_in) {
  std::map<int, std::set<std::string>> sets;
  std::string sizes;
  for (int months = 12; months <= 240; months += 12) {
    sets[months] = way.search(experience(months));
    sizes += std::to_string(sets[months].size()) + ' ';
  }
  INFO("people by months: " << sizes);
  const auto middle = std::find_if(sets.begin(), sets.end(), [](const auto& entry) {
    return entry.second.size() <= 25 && entry.second.size() >= 8;
  });
  REQUIRE(middle != sets.end());
  std::vector<int> order{middle->first};
  for (const auto& [months, people] : sets) {
    if (difference(people, middle->second) < 12) order.push_back(months);
  }
  std::string first;
  std::size_t tried = 0;
  for (const int months : order) {
    REQUIRE(way.draft(requirement_with(gate("g1", experience(months)))).done);
    const Way::Answer preview = way.preview();
    INFO(experience(months) << ": " << preview.text);
    REQUIRE(preview.done);
    CHECK(named_in(preview.text) == "");
    const auto told = values_of(preview.text, "holds");
    REQUIRE(told.size() == 1);
    // Alone and together are one set here.
    CHECK(values_of(preview.text, "together") == told);
    if (told[0] != "少于5" && told[0] != "不符合的少于5") {
      CHECK(std::stoi(told[0]) % 5 == 0);
      CHECK(std::stoi(told[0]) >= 5);
    }
    if (first.empty()) first = told[0];
    const std::size_t apart = difference(sets[months], middle->second);
    if (apart < 5) CHECK(told[0] == first);
    tried += apart > 0 && apart < 5;
  }
  CHECK(tried > 0);
}
}  // namespace

void attack_before_the_lock(Way& way,
                            const std::function<std::string(const std::string&)>& named_in) {
  ask_everything(way, named_in);
  REQUIRE(way.settle().done);
  ask_everything(way, named_in);

  try_bisection(way, named_in);
  ask_everything(way, named_in);
}
}  // namespace bole::testing
