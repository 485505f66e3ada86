#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace bole::testing {

// One way to ask Bole: its command line or its HTTP interface. The matter is m-1, drafted by u1;
// u2 is the second person.
class Way {
 public:
  virtual ~Way() = default;

  struct Answer {
    bool done = false;
    std::string text{};  // everything that came back
  };
  using Question = std::function<Answer()>;
  struct Asked {
    std::string words{};  // as asked, for messages; what they name is no secret
    Question ask{};
  };

  // Every command or route that there is, from the program's own table.
  [[nodiscard]] virtual std::set<std::string> table() const = 0;
  // Those that lead to no matter: each is there to show people or records by itself.
  [[nodiscard]] virtual std::set<std::string> apart() const = 0;
  // What an attacker asks through one of the others, without moving the matter on; never empty.
  [[nodiscard]] virtual std::vector<Asked> questions(const std::string& name) const = 0;

  [[nodiscard]] virtual Answer settle() = 0;
  [[nodiscard]] virtual Answer draft(const std::string& requirement) = 0;
  [[nodiscard]] virtual Answer preview() = 0;
  [[nodiscard]] virtual Answer lock() = 0;
  // Ids of whom a filter finds in the whole store.
  [[nodiscard]] virtual std::set<std::string> search(const std::string& filter) = 0;
};

// Asks everything at every stage before the lock, and looks for a name or an id in what comes back
// (`named_in` gives one that a text has); then tries to tell people apart by previews of conditions
// that differ in a person or two. CHECKs that nothing is got.
void attack_before_the_lock(Way& way,
                            const std::function<std::string(const std::string&)>& named_in);

}  // namespace bole::testing
