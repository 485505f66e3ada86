#include <memory>

#include "engine/explain/explain.hpp"
#include "engine/explain/robustness_words.hpp"
#include "index/matter_json.hpp"
#include "tools/on_store.hpp"

namespace bole::commands {
namespace {
struct Options : StoreOptions {
  MatterId id{};
  std::string why{};
  std::string ids{};
  std::string match{};
  bool show = false;
  int reasons = 3;
};

class Printer {
 public:
  Printer(const MatchView& view, OnStore& open)
      : view_(view), catalogue_(open.catalogue()), open_(open) {}

  void everything(int reasons) {
    const MatchCounts& counts = view_.result.counts;
    print("人才库 " + std::to_string(view_.result.pool_size) + " 人：符合 " +
          std::to_string(counts.holds) + "，需报批 " + std::to_string(counts.needs_approval) +
          "，需核实 " + std::to_string(counts.unverified) + "，不符合 " +
          std::to_string(counts.fails) + '\n');
    for (std::size_t band = 0; band < view_.result.bands.size(); ++band) {
      const auto& people = view_.result.bands[band];
      print("【" + view_.requirement.bands[band].name + "】" + std::to_string(people.size()) +
            " 人\n");
      for (const Ranked& person : people) print_person(person, reasons);
    }
    print("【档次待核实】" + std::to_string(view_.result.band_unverified.size()) + " 人\n");
    for (const Ranked& person : view_.result.band_unverified) print_to_verify(person);
    print("【需报批】" + std::to_string(view_.result.needs_approval.size()) + " 人\n");
    for (const Ranked& person : view_.result.needs_approval) {
      print_name(person.row);
      print_gates(person.row, Verdict::needs_approval);
    }
    print("【需核实】" + std::to_string(view_.result.unverified.size()) + " 人\n");
    for (const NotHolding& person : view_.result.unverified) {
      print_name(person.row);
      print_gates(person.row, Verdict::unverified);
    }
    print_failing();
    print_robustness();
    print("各档内先列有声明的优先情形者，再按姓氏笔画；不排名次。\n");
    print("本名单供分析研判和动议参考，不替代民主推荐、考察、讨论决定。\n");
  }

  Result<Exit> why(const std::string& id) {
    const auto row = catalogue_.columns().find({id});
    const auto profile = row ? catalogue_.profile({id}) : std::nullopt;
    if (!profile) {
      return Error{Refusal::not_found, "profile_not_found", "库中没有编号为“" + id + "”的人员", ""};
    }
    const PersonFindings found = find_out(*view_.input, *row);
    print(profile->name + "（" + id + "）：" + std::string(chinese(found.verdict)) + '\n');
    for (const Sentence& sentence : why_not(*view_.input, found, *profile))
      print_sentence(sentence);
    if (found.verdict == Verdict::holds || found.verdict == Verdict::needs_approval) {
      print_criteria(found, *profile);
    }
    return Exit::ok;
  }

  // One line a person: id, and for `waiting` the day from which every gate is passed.
  void ids(const std::string& list) {
    if (list == "bands") {
      for (const auto& band : view_.result.bands) {
        for (const Ranked& person : band) print_id(person.row, {});
      }
      return;
    }
    if (list == "unverified") {
      for (const NotHolding& person : view_.result.unverified) print_id(person.row, {});
      return;
    }
    for (const NotHolding& person : view_.result.failing) {
      const auto day = day_of_passing(person.row);
      if (list == "failing") {
        print_id(person.row, {});
      } else if (day) {
        print_id(person.row, to_string(*day));
      }
    }
  }

 private:
  void print(const std::string& text) { open_.print(text); }

  // The latest first date, when nothing but time is lacking.
  std::optional<Day> day_of_passing(Row row) const {
    std::optional<Day> latest;
    for (const GateFinding& gate :
         judge_person(view_.gates, catalogue_.columns(), view_.post, view_.matter.as_of, row)) {
      if (gate.outcome.verdict == Verdict::holds) continue;
      if (gate.outcome.verdict != Verdict::fails || !gate.first_date) return std::nullopt;
      latest = std::max(latest.value_or(*gate.first_date), *gate.first_date);
    }
    return latest;
  }

  void print_id(Row row, const std::string& day) {
    print(catalogue_.columns().id(row).text + (day.empty() ? "" : '\t' + day) + '\n');
  }

  void print_name(Row row) {
    const auto profile = catalogue_.profile(catalogue_.columns().id(row));
    if (profile)
      print("  " + profile->name + "（" + profile->id.text + "）  " + profile->current.text + '\n');
  }

  // The person's gates with this verdict, with the reason, which several may share.
  void print_gates(Row row, Verdict verdict) {
    const auto profile = catalogue_.profile(catalogue_.columns().id(row));
    if (!profile) return;
    const auto gates =
        judge_person(view_.gates, catalogue_.columns(), view_.post, view_.matter.as_of, row);
    for (const GateGroup& group :
         gate_groups(view_.gates, gates, *profile, view_.matter.as_of, verdict)) {
      print_sentence(group.sentence);
    }
  }

  // How many fail each condition first; the people, with why and when, on request.
  void print_failing() {
    print("【不符合】" + std::to_string(view_.result.failing.size()) + " 人\n");
    std::vector<std::size_t> first(view_.gates.size());
    for (const NotHolding& person : view_.result.failing) ++first[person.gate];
    for (std::size_t gate = 0; gate < first.size(); ++gate) {
      if (first[gate] == 0) continue;
      print("  " + std::to_string(first[gate]) + " 人首先不符合：" +
            gate_name(view_.gates.spec(gate)) + '\n');
    }
    if (view_.result.failing.empty()) return;
    print("  逐人列出：bole match " + view_.matter.id.text +
          " --ids failing；某人为何不符合、何时符合：--why 人员编号\n");
  }

  void print_robustness() {
    const RobustnessPanel panel = robustness_panel(*view_.input, view_.result);
    print("【稳健性】\n");
    for (const std::string& words : panel_in_words(panel)) print("  " + words + '\n');
    for (const PanelMember& member : first_as_listed(panel, view_.result)) {
      print_name(member.row);
      print("    " + rank_in_words(member, view_.requirement) + '\n');
    }
  }

  void print_sentence(const Sentence& sentence) {
    print("    " + sentence.text);
    for (std::size_t i = 0; i < sentence.sources.size(); ++i) {
      print((i == 0 ? " ［" : "，") + sentence.sources[i]);
    }
    print(sentence.sources.empty() ? "\n" : "］\n");
  }

  void print_criteria(const PersonFindings& found, const Profile& profile) {
    for (std::size_t i = 0; i < found.criteria.size(); ++i) {
      print_sentence(criterion_sentence(view_.requirement.criteria[i], found.criteria[i], profile));
    }
  }

  void print_person(const Ranked& person, int& reasons) {
    print_name(person.row);
    if (const std::string note = standing_note(*view_.input, person.row); !note.empty()) {
      print("    " + note + '\n');
    }
    print("    总分参考 " + std::to_string(printed_total(person.total.at_least)) +
          (person.total.exact() ? "" : "—" + std::to_string(printed_total(person.total.at_most))) +
          (person.preferred ? "，同等条件下优先\n" : "\n"));
    if (reasons-- <= 0) return;
    const auto profile = catalogue_.profile(catalogue_.columns().id(person.row));
    if (profile) print_criteria(find_out(*view_.input, person.row), *profile);
  }

  void print_to_verify(const Ranked& person) {
    print_name(person.row);
    const auto profile = catalogue_.profile(catalogue_.columns().id(person.row));
    const auto missing = verify_first(view_.requirement, find_out(*view_.input, person.row));
    if (profile && missing) {
      print("    先核实 " + to_verify(*missing, *profile) + " ［" + source_of(*missing, *profile) +
            "］\n");
    }
  }

  const MatchView& view_;
  const Catalogue& catalogue_;
  OnStore& open_;
};

bool only_looks(const Options& options) {
  return options.show || !options.why.empty() || !options.ids.empty() || !options.match.empty();
}

Result<Exit> match_or_show(const Options& options, OnStore& open) {
  if (!options.why.empty()) {
    if (const auto allowed = open.may_open({options.why}); !allowed) return allowed.error();
  }
  auto view = !options.match.empty() ? open.desk().view(options.id, options.match)
              : only_looks(options)  ? open.desk().view(options.id)
                                     : open.desk().match(options.id, open.actor());
  if (!view) return view.error();
  Printer printer(**view, open);
  if (options.why.empty()) {
    note_people(open.note, **view, open.catalogue().columns());
  } else {
    open.note.people.push_back(options.why);
  }
  if (options.json && options.why.empty()) {
    open.print((options.match.empty() ? (*view)->stored : to_json(**view)) + '\n');
    return Exit::ok;
  }
  if (!options.ids.empty()) {
    printer.ids(options.ids);
    return Exit::ok;
  }
  if ((*view)->superseded) {
    open.print("匹配记录 " + options.match + " 已被替代：依据的是职位需求分析第 " +
               std::to_string((*view)->requirement.version) + " 版\n");
  }
  if ((*view)->store_moved_on) open.print("数据已更新：库中资料与匹配时不同\n");
  if (!options.why.empty()) return printer.why(options.why);
  printer.everything(options.reasons);
  return Exit::ok;
}

Exit run(const Options& options) {
  AuditEntry entry = about(!options.why.empty()  ? "match.why"
                           : only_looks(options) ? "match.read"
                                                 : "match.run");
  entry.matter = options.id.text;
  if (!options.why.empty()) entry.objects = {options.why};
  return run_on_store(options, only_looks(options) ? Deed::read : Deed::write, entry,
                      [&](OnStore& open) { return match_or_show(options, open); });
}
}  // namespace

extern const Command match;
const Command match{
    "match", "按锁定的职位需求分析匹配，分档列出", [](Arguments& app) -> std::function<Exit()> {
      auto options = std::make_shared<Options>();
      app.add_option("id", options->id.text, "事项编号")->required();
      app.add_option("--why", options->why, "为何不符合、何时符合：人员编号（不另作匹配）");
      app.add_flag("--show", options->show, "只看已有的匹配，不另作匹配");
      app.add_option("--match", options->match, "只看某一次匹配，包括已被替代的：匹配编号");
      app.add_option("--ids", options->ids,
                     "只列编号：bands|unverified|failing|waiting（只欠时间者及其符合之日）")
          ->one_of({"bands", "unverified", "failing", "waiting"});
      app.add_option("--reasons", options->reasons, "前几人逐条写出理由");
      add_store_option(app, *options);
      add_actor_option(app, *options);
      add_json_option(app, *options);
      return [options] { return run(*options); };
    }};
}  // namespace bole::commands
