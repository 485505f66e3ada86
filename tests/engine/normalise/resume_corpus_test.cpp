// Runs the invented résumés of resume_corpus.txt, and mutations of them, through the parser.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/normalise/characters.hpp"
#include "engine/normalise/resume.hpp"
#include "tests/engine/normalise/resume_lines.hpp"

using namespace bole;

namespace {
const std::string corpus_path = PROJECT_ROOT "/tests/engine/normalise/resume_corpus.txt";

struct Case {
  std::string name{};
  std::string text{};
  std::string expected{};
};

struct Corpus {
  std::string preamble{};
  std::vector<Case> cases{};
};

Corpus read_corpus() {
  Corpus corpus;
  std::ifstream in(corpus_path);
  REQUIRE(in);
  std::string* into = &corpus.preamble;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("#= ", 0) == 0) {
      corpus.cases.push_back({.name = line.substr(3), .text = {}, .expected = {}});
      into = &corpus.cases.back().text;
    } else if (line == "#>") {
      into = &corpus.cases.back().expected;
    } else {
      *into += line + "\n";
    }
  }
  return corpus;
}

std::string slice(const Characters& characters, Span span) {
  std::u32string part = characters.raw.substr(span.begin, span.end - span.begin);
  std::replace(part.begin(), part.end(), U'\n', U'|');
  return to_utf8(part);
}

std::string outcome_of(const std::string& text) {
  const Characters characters = to_characters(text);
  const ParsedResume parsed = parse_resume(text);
  std::string lines;
  for (const Appointment& a : parsed.appointments) {
    lines += line_of(a);
    if (a.level.value != Level::unknown)
      lines += " (" + std::string(to_string(a.level.value)) + ")";
    for (const std::string& duty : a.duties) lines += " <" + duty + ">";
    lines += "\n";
  }
  for (const Span span : parsed.unparsed) lines += "? " + slice(characters, span) + "\n";
  for (const Issue& issue : parsed.issues) lines += "! " + issue.code + " " + issue.found + "\n";
  return lines;
}

// The characters of heads, of the brackets and lead words around items, and of separators: all that
// may lie outside statements and unparsed lines.
bool may_stand_outside(char32_t c) {
  static const std::u32string allowed =
      U"0123456789.-/"
      U"~()年月日号份止至到今现在目前以来自从于起迄退离休同元正零一二三四五六七八九十〇,;:、。·"
      U"其间期中此这春夏秋冬初底末上下半旬季天●■◆★▪*※▲►❖◇□✦①②③④⑤⑥⑦⑧⑨⑩Presntow";
  return c == U' ' || c == U'\n' || allowed.find(c) != std::u32string::npos;
}

// What must hold for any text whatever. Returns the first thing that does not.
std::string broken_rule(const std::string& text) {
  const Characters characters = to_characters(text);
  const ParsedResume parsed = parse_resume(text);
  const std::size_t size = characters.raw.size();
  std::vector<bool> covered(size, false);
  const auto cover = [&](Span span) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) covered[i] = true;
  };
  std::vector<std::string> keys;
  for (const Appointment& a : parsed.appointments) {
    keys.push_back(a.key);
    if (a.key != "a" + std::to_string(keys.size())) return "keys do not count up: " + a.key;
    if (!a.text_span) continue;
    if (a.text_span->begin >= a.text_span->end || a.text_span->end > size)
      return "span of " + a.key;
    const char32_t first = characters.folded[a.text_span->begin];
    const char32_t last = characters.folded[a.text_span->end - 1];
    if (first == U' ' || first == U'\n' || last == U' ' || last == U'\n')
      return "blank end of " + a.key;
    cover(*a.text_span);
  }
  for (const Appointment& a : parsed.appointments) {
    const bool known = a.concurrent_with.empty() ||
                       std::find(keys.begin(), keys.end(), a.concurrent_with) != keys.end();
    if (!known || a.concurrent_with == a.key) return "concurrent_with of " + a.key;
    if (a.open && a.to) return "open and ended: " + a.key;
    for (const HeldPost& post : a.posts) {
      if (post.stage < 1) return "stage of " + a.key;
      if (post.title.empty() && post.organisation.text.empty()) return "empty post of " + a.key;
    }
  }
  std::uint32_t from = 0;
  for (const Span span : parsed.unparsed) {
    if (span.begin < from || span.begin >= span.end || span.end > size) return "unparsed spans";
    from = span.begin;
    cover(span);
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (!covered[i] && !may_stand_outside(characters.folded[i])) {
      return "lost at " + std::to_string(i) + ": " + to_utf8(characters.raw.substr(i, 12));
    }
  }
  return {};
}

// The linear congruential generator of Numerical Recipes: the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed) {}
  std::size_t below(std::size_t count) {
    state_ = state_ * 1664525U + 1013904223U;
    return count == 0 ? 0 : (state_ >> 8U) % count;
  }

 private:
  std::uint32_t state_;
};

std::string mutated(const std::vector<Case>& cases, Dice& dice) {
  static const std::vector<std::u32string> pieces{U"（",
                                                  U"）",
                                                  U"(",
                                                  U"[",
                                                  U"】",
                                                  U"\n",
                                                  U"\r\n",
                                                  U"\n\n",
                                                  U"~",
                                                  U"--",
                                                  U"—",
                                                  U"2001.07",
                                                  U"2006.05--2009.01",
                                                  U"其间：",
                                                  U"；",
                                                  U"，",
                                                  U"、",
                                                  U"。",
                                                  U"兼",
                                                  U"任",
                                                  U"至今",
                                                  U"起",
                                                  U"199507",
                                                  U" ",
                                                  U"　",
                                                  U"挂职",
                                                  U"学习",
                                                  U"第十届",
                                                  U"委员",
                                                  U"\xfffd",
                                                  U"𬱖",
                                                  U"“",
                                                  U"》",
                                                  U"1995年",
                                                  U"一",
                                                  U"-",
                                                  U"简历：",
                                                  U"20",
                                                  U"7",
                                                  U"县"};
  std::u32string text = to_characters(cases[dice.below(cases.size())].text).raw;
  for (std::size_t step = 0, steps = 1 + dice.below(12); step < steps; ++step) {
    const std::size_t at = dice.below(text.size() + 1);
    switch (dice.below(5)) {
      case 0:
        text.erase(at, dice.below(8));
        break;
      case 1:
        text.insert(at, pieces[dice.below(pieces.size())]);
        break;
      case 2:
        text.insert(dice.below(text.size() + 1), text.substr(at, dice.below(30)));
        break;
      case 3:
        if (at < text.size()) text[at] = pieces[dice.below(pieces.size())][0];
        break;
      default:
        if (dice.below(6) == 0) text.resize(at);
        break;
    }
  }
  return to_utf8(text);
}
}  // namespace

TEST_CASE("each résumé of the corpus is read as a personnel officer approved it",
          "[resume][corpus]") {
  Corpus corpus = read_corpus();
  CHECK(corpus.cases.size() >= 60);
  const bool approve = std::getenv("BOLE_APPROVE") != nullptr;
  for (Case& sample : corpus.cases) {
    INFO("case " << sample.name << "\n" << sample.text);
    const std::string outcome = outcome_of(sample.text);
    if (approve) sample.expected = outcome;
    CHECK(outcome == sample.expected);
  }
  if (!approve) return;
  std::ofstream out(corpus_path);
  out << corpus.preamble;
  for (const Case& sample : corpus.cases) {
    out << "#= " << sample.name << "\n" << sample.text << "#>\n" << sample.expected;
  }
}

TEST_CASE("no character of a résumé is lost", "[resume][property]") {
  for (const Case& sample : read_corpus().cases) {
    INFO(sample.text);
    CHECK(broken_rule(sample.text) == "");
  }
}

TEST_CASE("no character of a twisted résumé is lost", "[resume][property]") {
  const Corpus corpus = read_corpus();
  for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
    Dice dice(seed);
    const std::string text = mutated(corpus.cases, dice);
    const std::string broken = broken_rule(text);
    if (broken.empty()) continue;
    INFO("seed " << seed << "\n" << text);
    FAIL_CHECK(broken);
  }
}

TEST_CASE("any bytes are a résumé", "[resume][property]") {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    std::string text;
    for (std::size_t i = dice.below(400); i > 0; --i)
      text.push_back(static_cast<char>(dice.below(256)));
    INFO("seed " << seed);
    CHECK(broken_rule(text) == "");
  }
}

TEST_CASE("a huge résumé is read in one pass", "[resume]") {
  const auto repeated = [](const std::string& piece, std::size_t times) {
    std::string text = "2001.07--2006.05  样例市财政局局长";
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  for (const char* piece :
       {"（", "（\n", "（2003.09--2004.07在省委党校学习", "、副主任", "，其间2003.05", "兼", "“",
        "\n2001.07 ", "（正科级）", "~2001.07~", "在任兼", "财", "1"}) {
    CAPTURE(piece);
    const ParsedResume parsed = parse_resume(repeated(piece, 30000));
    CHECK(parsed.appointments.size() + parsed.unparsed.size() > 0);
  }
  CHECK(broken_rule(repeated("（", 100000) + repeated("）", 100000)) == "");
}
