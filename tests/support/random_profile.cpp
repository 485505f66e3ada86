#include "tests/support/random_profile.hpp"

#include <array>

namespace bole::testing {
namespace {
class Maker {
 public:
  explicit Maker(std::mt19937& numbers) : numbers_(numbers) {}

  Profile profile() {
    Profile p;
    p.id.text = "p-" + std::to_string(below(1'000'000));
    p.version = below(9);
    p.name = text();
    p.birth = date();
    p.work_start = date();
    p.staff = {.scale = one_of({"", "公务员", "参公", "国企"}), .status = one_of({"", "在职"})};
    p.education = list<Education>([this] {
      return Education{.key = text(),
                       .mode = one_of({"", "全日制", "在职"}),
                       .level = text(),
                       .degree = text(),
                       .school = text(),
                       .major = text(),
                       .discipline = text(),
                       .to = date()};
    });
    p.current = {.text = text(),
                 .appointments = texts(),
                 .level = level(),
                 .level_since = date(),
                 .grade = text(),
                 .grade_since = date()};
    p.appointments = list<Appointment>([this] { return appointment(); });
    p.resume.text = text();
    for (int i = below(3); i > 0; --i) p.resume.unparsed.push_back(span());
    p.professional_titles = list<ProfessionalTitle>(
        [this] { return ProfessionalTitle{.key = text(), .name = text(), .date = date()}; });
    p.appraisals = list<Appraisal>([this] {
      return Appraisal{.key = text(),
                       .year = below(2030),
                       .kind = one_of({"", "年度", "平时", "专项", "任期"}),
                       .grade = text(),
                       .by = text()};
    });
    p.training = list<Training>([this] {
      return Training{.key = text(),
                      .from = date(),
                      .to = date(),
                      .hours = coin() ? std::optional(below(600)) : std::nullopt,
                      .subject = text(),
                      .certificate = text()};
    });
    p.honours = list<Honour>([this] {
      return Honour{
          .key = text(), .name = text(), .tier = text(), .authority = text(), .date = date()};
    });
    p.sanctions = list<Sanction>([this] {
      return Sanction{
          .key = text(),
          .kind = text(),
          .authority = text(),
          .document = text(),
          .date = date(),
          .effect_until = date(),
          .status = one_of({"", "in_force", "expired", "exempted", "cleared", "revoked"}),
          .status_decision = coin() ? std::optional(decision()) : std::nullopt};
    });
    p.clearances = list<Clearance>([this] {
      return Clearance{.key = text(),
                       .kind = one_of({"", "档案任审", "个人有关事项", "信访"}),
                       .result = text(),
                       .authority = text(),
                       .document = text(),
                       .date = date(),
                       .valid_until = date()};
    });
    if (coin()) p.specialities_stated = texts();
    p.sealed = sealed();
    for (int i = below(3); i > 0; --i) {
      p.provenance.emplace_back("/part" + std::to_string(i) + "/\"~" + text(), provenance());
    }
    return p;
  }

 private:
  int below(int limit) {
    return static_cast<int>(numbers_() % static_cast<std::mt19937::result_type>(limit));
  }
  bool coin() { return below(2) == 0; }
  std::string one_of(std::initializer_list<const char*> words) {
    return *(words.begin() + below(static_cast<int>(words.size())));
  }
  std::string text() {
    return one_of({"", "", "样例市", "引号\"与\\反斜线", "换行\n与\t制表", "控制", "𠮷野",
                   "财政局副局长、党组成员", "0"});
  }
  std::vector<std::string> texts() {
    std::vector<std::string> all;
    for (int i = below(3); i > 0; --i) all.push_back(text());
    return all;
  }
  std::optional<PartialDate> date() {
    const auto year = static_cast<std::int16_t>(1950 + below(80));
    const auto month = static_cast<std::uint8_t>(1 + below(12));
    const auto day = static_cast<std::uint8_t>(1 + below(28));
    switch (below(4)) {
      case 0:
        return PartialDate{.year = year};
      case 1:
        return PartialDate{.year = year, .month = month};
      case 2:
        return PartialDate{.year = year, .month = month, .day = day};
      default:
        return std::nullopt;
    }
  }
  template <class T, class Make>
  std::optional<std::vector<T>> list(Make make) {
    if (below(3) == 0) return std::nullopt;
    std::vector<T> all;
    for (int i = below(4); i > 0; --i) all.push_back(make());
    return all;
  }
  std::optional<bool> flag() { return coin() ? std::optional(coin()) : std::nullopt; }
  Span span() {
    const auto begin = static_cast<std::uint32_t>(below(500));
    return {begin, begin + static_cast<std::uint32_t>(below(50))};
  }
  SourcedLevel level() {
    if (coin()) return {};
    static constexpr std::array sources{LevelSource::none, LevelSource::from_register,
                                        LevelSource::written, LevelSource::declared};
    return {static_cast<Level>(10 + 10 * below(12)), sources[static_cast<std::size_t>(below(4))]};
  }
  OfficialDecision decision() { return {.authority = text(), .document = text(), .date = date()}; }
  Appointment appointment() {
    Appointment a;
    a.key = "a" + std::to_string(below(20));
    a.from = date();
    a.open = coin();
    if (!a.open) a.to = date();
    a.kind = one_of({"", "任职", "学习", "挂职", "任外职", "其他"});
    a.concurrent_with = one_of({"", "a1"});
    for (int i = below(3); i > 0; --i) {
      a.posts.push_back({.organisation = {.text = text(),
                                          .id = {one_of({"", "o-17"})},
                                          .kind = one_of({"", "市直"})},
                         .title = text(),
                         .head = flag(),
                         .stage = 1 + below(3)});
    }
    a.duties = texts();
    a.level = level();
    a.system = text();
    a.place = {.division = one_of({"", "990100"}), .grassroots = flag(), .hard = flag()};
    for (int i = below(3); i > 0; --i) {
      a.tags.push_back({.kind = one_of({"speciality", "field"}),
                        .id = text(),
                        .by = one_of({"vocabulary", "person"}),
                        .words = texts()});
    }
    if (coin()) a.text_span = span();
    if (coin()) a.decision = decision();
    return a;
  }
  Sealed sealed() {
    if (below(4) == 0) return {};
    Sealed s;
    s.sex = one_of({"", "男", "女"});
    s.ethnicity = text();
    s.party_name = one_of({"", "中共"});
    s.party_date = date();
    s.birthplace = text();
    s.native_place = text();
    s.grew_up = text();
    s.health = text();
    s.id_number = one_of({"", "990101197903070011"});
    s.photo = text();
    s.retirement_category = one_of({"", "55"});
    s.family = list<FamilyMember>([this] {
      return FamilyMember{
          .relation = text(), .name = text(), .birth = text(), .party = text(), .work = text()};
    });
    for (int i = below(3); i > 0; --i) s.lrmx_unknown.emplace_back(text(), text());
    return s;
  }
  Provenance provenance() {
    Provenance from{.import = text(), .file = text(), .row = below(9), .date = text()};
    if (coin()) from.verified = {.document = text(), .date = text(), .by = text()};
    return from;
  }

  std::mt19937& numbers_;
};
}  // namespace

Profile random_profile(std::mt19937& numbers) { return Maker(numbers).profile(); }
}  // namespace bole::testing
