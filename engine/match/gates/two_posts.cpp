// ELG-04 两个职位: promotion to a leadership post at county level or above asks, as a rule (一般),
// for experience in two posts of the next lower level. Membership in a body (党组成员, 委员) that
// goes with a post is no further post.
#include <unordered_map>

#include "engine/match/experience.hpp"
#include "engine/match/gates/gate_kit.hpp"

namespace bole::gates {
namespace {
// Whether the title is one of a post of its own. Asked of the same few titles again and again.
class OwnPosts {
 public:
  explicit OwnPosts(const Columns& columns) : columns_(columns) {}
  bool is_own(Word title) {
    const auto [place, fresh] = known_.try_emplace(title, true);
    if (fresh) {
      const auto rank = columns_.vocabulary().title_rank(columns_.words.text(title));
      place->second = rank != TitleRank::member;
    }
    return place->second;
  }

 private:
  const Columns& columns_;
  std::unordered_map<Word, bool> known_;
};

void judge(const GateContext& context, std::span<const Row> rows, std::span<GateOutcome> out,
           std::vector<GateFinding>* findings) {
  const Columns& columns = context.columns;
  const auto wanted = static_cast<std::size_t>(context.rule.number("posts"));
  const Level below = one_below(context.post.level);
  const bool other_post =
      context.post.level != Level::unknown && context.post.level < Level::county_deputy;
  const Promotions promotions(context);
  OwnPosts own_posts(columns);
  std::vector<std::pair<Word, Word>> held;  // organisation and title
  const Ahead ahead(Lists(columns.appointment_runs, columns.appointments));
  judge_each(ahead, rows, out, findings, [&](Row row, GateFinding* finding) -> GateOutcome {
    const Promotion promoted = promotions.of(row);
    if (other_post || promoted == Promotion::no) return not_applicable;
    if (promoted == Promotion::unknown) return level_unknown(finding);
    const Run& run = columns.appointment_runs[row.value];
    const auto career = Columns::run(columns.appointments, run);
    held.clear();
    std::size_t doubtful = 0;  // entries that may show further posts
    for (std::uint32_t i = 0; i < career.size(); ++i) {
      const AppointmentCell& cell = career[i];
      if (cell.kind != AppointmentKind::post || begins_after(cell, context.as_of)) continue;
      if (cell.level != below && cell.level != Level::unknown) continue;
      const bool sure = cell.level == below && cell.posts > 0 && cell.from.known() &&
                        cell.from.last() <= context.as_of;
      if (!sure) {
        doubtful += wanted;
        continue;
      }
      const std::size_t before = held.size();
      for (std::uint32_t post = cell.posts_begin; post < cell.posts_begin + cell.posts; ++post) {
        const HeldPostCell& one = columns.posts[post];
        const std::pair key{one.organisation, one.title};
        if (own_posts.is_own(one.title) && std::find(held.begin(), held.end(), key) == held.end()) {
          held.push_back(key);
        }
      }
      if (finding && held.size() > before) {
        finding->evidence.push_back({Evidence::Part::appointment, i});
      }
    }
    if (finding) {
      finding->observed = static_cast<int>(held.size());
      finding->wanted = static_cast<int>(wanted);
      finding->unit = Unit::count;
      if (finding->evidence.empty()) {
        finding->evidence.push_back({Evidence::Part::no_appointment, 0});
      }
    }
    if (held.size() >= wanted) return {Verdict::holds, Notice::none};
    if (!run.known || held.size() + doubtful >= wanted) {
      return {Verdict::unverified, Notice::none};
    }
    return {Verdict::needs_approval, Notice::exception_needs_approval};
  });
}
}  // namespace

extern const Gate two_posts;
const Gate two_posts{"ELG-04", "下一级两个职位任职经历", Cost::career, judge};
}  // namespace bole::gates
