#pragma once
#include <string>
#include <vector>

#include "engine/matter/team_view.hpp"
#include "index/matter_desk.hpp"

namespace bole {

// 领导班子: the posts of the matter's organisation by the register, who is present by the plan, and
// which of the specialities that the tasks ask for they cover. Before the lock the team is told as
// a whole: no name, id or post of a person, and nothing of a team of fewer than three whom the
// store knows (docs/previews.md).
struct TeamReport {
  Matter matter{};
  std::string organisation{};  // its name
  std::vector<Post> posts{};   // of the register
  TeamView view{};
  bool named = false;  // the requirement is locked
  bool shown = false;  // what the team covers may be told
  struct Member {
    std::string profile{};
    std::string name{};     // empty: not in the store
    std::string current{};  // what they are now
    std::vector<std::string>
        posts{};  // "2021.03— 样例市财政局副局长": open posts in the organisation
  };
  std::vector<Member> members{};  // by the plan's order; empty before the lock
  // By speciality and by TeamView::Covering: the periods in words, and their pointers.
  struct Grounds {
    std::vector<std::string> words{};
    std::vector<std::string> pointers{};
  };
  std::vector<std::vector<Grounds>> grounds{};
};
[[nodiscard]] Result<TeamReport> team_of(const MatterDesk& desk, const Catalogue& catalogue,
                                         const MatterId& id);
[[nodiscard]] std::string to_json(const TeamReport& team);
[[nodiscard]] std::string to_text(const TeamReport& team);  // for a terminal

// Whom the answer tells of, named or not.
void note_team(AuditEntry& note, const Matter& matter);

}  // namespace bole
