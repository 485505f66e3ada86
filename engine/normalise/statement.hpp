#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/profile/profile.hpp"

namespace bole {

// A piece of text in both forms (Characters), index for index.
struct TextPiece {
  std::u32string raw{};
  std::u32string folded{};

  [[nodiscard]] bool empty() const { return folded.empty(); }
  [[nodiscard]] std::size_t size() const { return folded.size(); }
  [[nodiscard]] TextPiece part(std::size_t begin, std::size_t end) const {
    return {raw.substr(begin, end - begin), folded.substr(begin, end - begin)};
  }
  void append(const TextPiece& other) {
    raw += other.raw;
    folded += other.folded;
  }
};

// What one statement of a résumé says, without its dates and without the bracket items that have
// dates of their own: "样例市甲县乙镇党委副书记、镇长，党委书记（正科级）".
struct StatementReading {
  enum class Kind {
    none,        // neither a post nor a study was found
    post,        // 任职
    study,       // 学习
    secondment,  // 挂职, 援派, 驻村
    loan,        // 借调, 抽调, 跟班学习, 帮助工作
    membership,  // 任外职
    idle,        // 待业, 务农, 下乡, 病休: a period without post
  };
  Kind kind = Kind::none;
  std::vector<HeldPost> posts{};  // empty for studies
  std::vector<std::string> duties{};
  Level level = Level::unknown;  // written out: （正科级）, 副处级干部
  TextPiece organisation{};      // of the last post
};

// `before` is the organisation that the text spoke of last: 任副局长 means a post in it, 县水利局
// is in its county. A line break in `statement` ends a post where a complete title stands before
// it, else it is nothing.
[[nodiscard]] StatementReading read_statement(const TextPiece& statement, const TextPiece& before);

struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The clauses that tell of a 挂职 beside an ordinary post: 挂任某县副县长 in
// 某局科长，挂任某县副县长. Empty where the statement tells of one kind only.
[[nodiscard]] std::vector<TextRange> secondment_clauses(const TextPiece& statement);

// Whether the text, a line of its own, tells neither of a post, a study or duties, nor anything
// about a post named before it (正科级, 试用期一年).
[[nodiscard]] bool says_nothing(std::u32string_view folded);

// Whether a complete title ends the text, as 副局长 does.
[[nodiscard]] bool ends_with_title(std::u32string_view folded);

// Whether the text speaks of membership in a body (第X届…委员, 人大代表, 协会理事).
[[nodiscard]] bool is_membership(std::u32string_view folded);

// Whether the title is one of a member or officer of a body: 委员, 代表, 理事, 副会长, 主委.
[[nodiscard]] bool is_member_title(std::u32string_view title);

}  // namespace bole
