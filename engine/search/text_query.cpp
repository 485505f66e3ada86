#include "engine/search/text_query.hpp"

#include <algorithm>

#include "engine/query/attribute.hpp"
#include "engine/search/document.hpp"
#include "engine/text/charset.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"

namespace bole {
namespace {
constexpr int synonym_weight = 850;
constexpr int former_weight = 750;
constexpr int related_weight = 400;

bool is_letter(char32_t c) {
  return is_han(c) || c == U'·' || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') ||
         (c >= 0xC0 && c < 0x2000);
}
char32_t closing_quote(char32_t c) { return c == U'"' ? U'"' : c == U'“' ? U'”' : U'\0'; }

// A stretch of the query without spaces and signs, or between quotes.
struct Chunk {
  std::u32string text{};
  bool quoted = false;
  std::string written{};
};

Result<std::vector<Chunk>> chunks_of(std::string_view written) {
  const FoldedText text = fold_for_search(written);
  const std::u32string characters = to_utf32(written);
  const std::u32string& query = text.text;
  std::vector<Chunk> chunks;
  const auto put = [&](std::size_t begin, std::size_t end, bool quoted) {
    const auto [from, to] = text.origin(begin, end);
    chunks.push_back({query.substr(begin, end - begin), quoted,
                      to_utf8(std::u32string_view(characters).substr(from, to - from))});
  };
  for (std::size_t at = 0; at < query.size();) {
    if (const char32_t closing = closing_quote(query[at]); closing != U'\0') {
      const std::size_t end = query.find(closing, at + 1);
      if (end == std::u32string::npos) {
        return Error{Refusal::invalid, "unbalanced_quote", "引号没有配对",
                     "第" + std::to_string(text.origin(at, at + 1).first + 1) + "列"};
      }
      if (end > at + 1) put(at + 1, end, true);
      at = end + 1;
      continue;
    }
    const std::size_t begin = at;
    while (at < query.size() && is_letter(query[at])) ++at;
    if (at > begin) {
      put(begin, at, false);
    } else {
      ++at;
    }
  }
  return chunks;
}

// Parts a chunk into words of the lexicon and pieces in between.
class Segmenter {
 public:
  explicit Segmenter(const Lexicon& lexicon) : lexicon_(lexicon) {}

  std::vector<std::string> words(const std::u32string& chunk) const {
    // 共青团青禾县委: the body and the place.
    const std::string text = to_utf8(chunk);
    const std::vector<Lexicon::Spread> spreads = lexicon_.find_spread(text);
    const auto spread = std::ranges::max_element(
        spreads, {}, [](const Lexicon::Spread& s) { return s.end - s.begin; });
    if (spread == spreads.end()) return words_between(chunk);
    const auto between = [&](std::size_t begin, std::size_t end) {
      return words(to_utf32(std::string_view(text).substr(begin, end - begin)));
    };
    std::vector<std::string> all = between(0, spread->begin);
    all.emplace_back(lexicon_.text(spread->word));
    for (const auto& [begin, end] : {std::pair(spread->place_begin, spread->place_end),
                                     std::pair(spread->end, std::uint32_t(text.size()))}) {
      const std::vector<std::string> more = between(begin, end);
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }

 private:
  std::vector<std::string> words_between(const std::u32string& chunk) const {
    const std::vector<std::size_t> ends = best_parting(chunk);
    std::vector<std::string> words;
    std::u32string between;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      const std::u32string piece = chunk.substr(begin, end - begin);
      begin = end;
      if (piece.size() == 1 && !known(piece)) {
        between += piece;
        continue;
      }
      put_unknown(between, words);
      put(piece, words);
    }
    put_unknown(between, words);
    return words;
  }

  bool known(std::u32string_view piece) const {
    const std::string text = to_utf8(piece);
    return lexicon_.word(text).has_value() || lexicon_.is_noise(text) || is_head_of_body(piece) ||
           is_duration(piece);
  }

  // 三年以上, 2年, 半年多: how long, which no text says in the same words. A year has four digits.
  static bool is_duration(std::u32string_view piece) {
    constexpr std::u32string_view numbers = U"0123456789一二三四五六七八九十两半几多";
    const std::size_t digits = std::min(piece.find_first_not_of(numbers), piece.size());
    if (digits == 0 || digits > 2) return false;
    piece.remove_prefix(digits);
    for (const std::u32string_view unit : {U"年", U"个月", U"余年", U"多年", U"来年", U"年多"}) {
      for (const std::u32string_view bound : {U"", U"以上", U"及以上", U"以下", U"以内", U"左右"}) {
        if (piece.size() == unit.size() + bound.size() && piece.starts_with(unit) &&
            piece.ends_with(bound)) {
          return true;
        }
      }
    }
    return false;
  }

  // 财政局长: the head of 财政局, in one word.
  bool is_head_of_body(std::u32string_view piece) const {
    constexpr std::u32string_view endings = U"局厅部处科院所站队行社校馆台组";
    if (piece.size() < 3 || piece.back() != U'长') return false;
    const std::u32string_view body = piece.substr(0, piece.size() - 1);
    return endings.find(body.back()) != std::u32string_view::npos &&
           lexicon_.word(to_utf8(body)).has_value();
  }

  // The parting that leaves the fewest characters outside known words, then has the fewest words,
  // then the longest first.
  std::vector<std::size_t> best_parting(const std::u32string& chunk) const {
    constexpr std::size_t longest_word = 24;
    struct Best {
      std::size_t unknown = 0;
      std::size_t words = 0;
      std::size_t next = 0;
    };
    std::vector<std::size_t> bytes(chunk.size() + 1);  // before each character
    for (std::size_t at = 0; at < chunk.size(); ++at) {
      bytes[at + 1] = bytes[at] + to_utf8(chunk.substr(at, 1)).size();
    }
    std::vector<Lexicon::Place> meant;
    lexicon_.find(to_utf8(chunk), meant);
    // 县长 in 副县长, 市长 in 昆明市长江路.
    const auto is_hidden = [&](std::size_t begin, std::size_t end) {
      return lexicon_.word(to_utf8(chunk.substr(begin, end - begin))).has_value() &&
             std::ranges::none_of(meant, [&](const Lexicon::Place& place) {
               return place.begin == bytes[begin] && place.end == bytes[end];
             });
    };
    std::vector<Best> best(chunk.size() + 1);
    for (std::size_t at = chunk.size(); at-- > 0;) {
      best[at] = {best[at + 1].unknown + 1, best[at + 1].words + 1, at + 1};
      // 18年 in 2018年.
      const auto is_digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
      if (at > 0 && is_digit(chunk[at - 1]) && is_digit(chunk[at])) continue;
      for (std::size_t size = 1; size <= std::min(longest_word, chunk.size() - at); ++size) {
        if (!known(std::u32string_view(chunk).substr(at, size)) || is_hidden(at, at + size))
          continue;
        const Best& rest = best[at + size];
        if (std::pair(rest.unknown, rest.words + 1) <=
            std::pair(best[at].unknown, best[at].words)) {
          best[at] = {rest.unknown, rest.words + 1, at + size};
        }
      }
    }
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < chunk.size(); at = best[at].next) ends.push_back(best[at].next);
    return ends;
  }

  void put(const std::u32string& piece, std::vector<std::string>& words) const {
    const std::string text = to_utf8(piece);
    if (lexicon_.is_noise(text) || is_duration(piece)) return;
    if (!lexicon_.word(text) && is_head_of_body(piece)) {
      words.push_back(to_utf8(std::u32string_view(piece).substr(0, piece.size() - 1)));
      words.push_back(to_utf8(std::u32string_view(piece).substr(piece.size() - 2)));
      return;
    }
    words.push_back(text);
  }

  // What no word of ours covers is parted as Chinese is; single characters that are left stay with
  // their neighbours (青禾县 is one word, not three).
  void put_unknown(std::u32string& between, std::vector<std::string>& words) const {
    std::u32string single;
    const auto put_single = [&] {
      if (!single.empty()) put(single, words);
      single.clear();
    };
    std::size_t begin = 0;
    // A name or a place is rarely in a dictionary and is short.
    if (between.size() <= 4) {
      single = between;
    } else {
      for (const std::uint32_t end : word_ends(between)) {
        const std::u32string word = between.substr(begin, end - begin);
        begin = end;
        if (word.size() == 1) {
          single += word;
          continue;
        }
        put_single();
        put(word, words);
      }
    }
    put_single();
    between.clear();
  }

  const Lexicon& lexicon_;
};

class Grouper {
 public:
  Grouper(const Lexicon& lexicon, const Vocabulary& vocabulary)
      : lexicon_(lexicon), vocabulary_(vocabulary) {}

  QueryGroup group(const std::string& word) const {
    QueryGroup group;
    group.word = word;
    const auto number = lexicon_.word(word);
    add(group, word, FormKind::word, 0, 1000);
    if (number) {
      for (const WordForm& form : lexicon_.forms(*number)) {
        add(group, std::string(lexicon_.text(form.word)), form.kind, form.until,
            form.kind == FormKind::related ? related_weight
            : form.until != 0              ? former_weight
                                           : synonym_weight);
      }
      for (const std::uint16_t speciality : lexicon_.specialities(*number)) {
        group.forms.push_back({vocabulary_.specialities()[speciality].name,
                               term_of_speciality(speciality), FormKind::related, 0,
                               related_weight});
      }
    }
    add_kinds(group, word);
    if (number) {
      for (const WordForm& form : lexicon_.forms(*number)) {
        if (form.until == 0) add_kinds(group, lexicon_.text(form.word));
      }
    }
    return group;
  }

  static QueryGroup quoted(const std::string& phrase) {
    QueryGroup group;
    group.word = phrase;
    group.quoted = true;
    group.forms.push_back({phrase, {}, FormKind::word, 0, 1000});
    return group;
  }

 private:
  void add(QueryGroup& group, const std::string& text, FormKind kind, int until, int weight) const {
    std::string term = lexicon_.word(text) ? term_of_word(text) : std::string();
    group.forms.push_back({text, std::move(term), kind, until, weight});
  }
  // 区县 and its other names ask for units of that kind, 挂职 for periods of that kind.
  void add_kinds(QueryGroup& group, std::string_view word) const {
    for (const CodeTable table : {CodeTable::organisation_kind, CodeTable::appointment_kind}) {
      const Code kind = find_code(table, word, vocabulary_);
      if (kind.name.empty()) continue;
      QueryForm form{std::string(kind.name), term_of_kind(kind.name), FormKind::related, 0,
                     related_weight};
      if (std::ranges::find(group.forms, form) == group.forms.end()) group.forms.push_back(form);
    }
  }

  const Lexicon& lexicon_;
  const Vocabulary& vocabulary_;
};
}  // namespace

Result<TextQuery> parse_query(std::string_view query, const Vocabulary& vocabulary) {
  if (!is_utf8(query)) {
    return Error{Refusal::invalid, "bad_encoding", "检索词不是有效的 UTF-8 文字", ""};
  }
  if (count_characters(query) > max_query_characters) {
    return Error{Refusal::invalid, "query_too_long",
                 "检索词最多 " + std::to_string(max_query_characters) + " 个字，实有 " +
                     std::to_string(count_characters(query)) + " 个",
                 ""};
  }
  auto chunks = chunks_of(query);
  if (!chunks) return chunks.error();
  const Lexicon& lexicon = Lexicon::built_in();
  const Grouper grouper(lexicon, vocabulary);
  TextQuery result;
  const auto put = [&](QueryGroup group) {
    const bool known = std::ranges::any_of(
        result.groups, [&](const QueryGroup& g) { return g.word == group.word; });
    if (!known) result.groups.push_back(std::move(group));
  };
  for (const Chunk& chunk : *chunks) {
    for (const std::string& term : terms_of_phrase(chunk.text)) {
      if (std::ranges::find(result.pairs, term) == result.pairs.end()) result.pairs.push_back(term);
    }
    if (chunk.quoted) {
      const bool says_something = std::ranges::any_of(chunk.text, is_letter);
      if (says_something) put(Grouper::quoted(to_utf8(chunk.text)));
      continue;
    }
    const std::vector<std::string> words = Segmenter(lexicon).words(chunk.text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      QueryGroup group = grouper.group(words[i]);
      group.stretch = chunk.written;
      group.first = i == 0;
      group.only = words.size() == 1;
      put(std::move(group));
    }
  }
  // 于和: nothing but words that say nothing, and yet perhaps a name.
  if (result.groups.empty()) {
    for (const Chunk& chunk : *chunks) {
      if (chunk.quoted || chunk.text.size() > 4) continue;
      QueryGroup group = grouper.group(to_utf8(chunk.text));
      group.stretch = chunk.written;
      group.first = group.only = true;
      put(std::move(group));
    }
  }
  if (result.groups.empty()) {
    return Error{Refusal::invalid, "query_without_words",
                 "检索词中没有可以检索的文字（只有空格、标点或虚词）", ""};
  }
  if (result.groups.size() > max_query_groups) {
    return Error{Refusal::invalid, "query_too_many_words",
                 "检索词最多 " + std::to_string(max_query_groups) + " 个，实有 " +
                     std::to_string(result.groups.size()) + " 个",
                 ""};
  }
  return result;
}
}  // namespace bole
