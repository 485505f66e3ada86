#pragma once
#include <string>
#include <vector>

#include "engine/profile/profile.hpp"
#include "tools/generate/random.hpp"
#include "tools/generate/world.hpp"

namespace bole {

// Kinds of staff a talent pool holds. Only the first two have levels of their own.
enum class Track : std::uint8_t {
  civil,        // 公务员
  reference,    // 参公
  institution,  // 事业管理
  technical,    // 事业专技
  enterprise,   // 国企
  university,   // 高校
};

// Months count as month_index() does.
struct Study {
  int from = 0;
  int to = 0;
  std::string
      statement{};  // "示范大学…学习", "在示范大学公共管理专业在职研究生学习，获公共管理硕士学位"
};

struct CareerRequest {
  Track track = Track::civil;
  Level level = Level::unknown;  // to be reached; lowered where the years do not suffice
  std::size_t sector = 0;        // index into all_sectors()
  int work_start = 0;            // month
  int now = 0;
  std::vector<Study> full_time{};   // before work
  std::vector<Study> in_service{};  // beside it
};

// One dated period, or an item that stands in brackets below it.
struct CareerStep {
  Appointment appointment{};   // without key and text_span: write_resume gives them
  std::string statement{};     // the words of the 简历
  bool in_brackets = false;    // runs beside the last step that is not
  bool in_register = false;    // the register has this post with its level
  bool level_written = false;  // the statement says the level
};

struct Career {
  std::vector<CareerStep> steps{};      // in the order of the text
  std::vector<HeldPost> memberships{};  // 第X届市人大代表, at the end of the text
  Level level = Level::unknown;
  int level_since = 0;
  std::string county{};  // division where it began
};

// A career that climbs through the levels and places of the register: mostly as the rules allow,
// sometimes too fast, often stuck; with exchanges, 挂职, courses and study on the way. Levels carry
// the source `declared` everywhere; the caller decides what a record tells of them.
[[nodiscard]] Career make_career(Random& random, const World& world, const CareerRequest& request);

// "样例市财政局副局长、党组成员" of posts, as a 简历 and 现任职务 have it.
[[nodiscard]] std::string statement_of(const std::vector<HeldPost>& posts);
[[nodiscard]] PartialDate month_date(int month_index);

}  // namespace bole
