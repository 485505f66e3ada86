#include "engine/search/document.hpp"

#include <algorithm>
#include <unordered_map>

#include "engine/core/text_hash.hpp"
#include "engine/profile/character_text.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"

namespace bole {
namespace {
enum Attribute : std::uint8_t {
  current,
  career,
  duties,
  stated,
  professional_title,
  training,
  education,
  school,
  honour,
  resume,
};

constexpr TextAttribute attributes[] = {
    {"现任职务", "current", 1000, "现任职务的文字、职级、职务层次"},
    {"任职经历", "career", 900,
     "简历中每段经历的文字（没有简历时为单位和职务）；现任 900，其余从近到远：前两段 600，"
     "再两段 450，更早 300，学习经历 300"},
    {"分管工作", "duties", 700, "没有简历文字时，各段经历所列分管工作"},
    {"自述专长", "stated", 500, "本人自述的专长"},
    {"职称", "professional_title", 500, "专业技术职务"},
    {"培训", "training", 350, "培训主题"},
    {"学历学位", "education", 350, "学历、学位、专业、学科"},
    {"学校", "school", 350, "毕业院校"},
    {"奖励", "honour", 300, "奖励名称、授予单位"},
    {"简历其他", "resume", 250, "简历中未能解析为经历的文字"},
};

std::uint16_t weight_of(Attribute attribute) {
  return static_cast<std::uint16_t>(attributes[attribute].weight);
}

// Weights of the appointments, in their order.
std::vector<std::uint16_t> career_weights(const std::vector<Appointment>& appointments) {
  std::vector<std::uint16_t> weights(appointments.size(), 300);
  std::vector<std::size_t> ended;
  for (std::size_t i = 0; i < appointments.size(); ++i) {
    if (appointments[i].open) {
      weights[i] = weight_of(career);
    } else if (appointments[i].kind != "学习") {
      ended.push_back(i);
    }
  }
  const auto end_of = [&](std::size_t i) {
    const auto& date = appointments[i].to ? appointments[i].to : appointments[i].from;
    return date ? date->latest() : Day{};
  };
  std::ranges::stable_sort(ended,
                           [&](std::size_t a, std::size_t b) { return end_of(b) < end_of(a); });
  for (std::size_t place = 0; place < ended.size(); ++place) {
    weights[ended[place]] = place < 2 ? 600 : place < 4 ? 450 : 300;
  }
  return weights;
}

class Collector {
 public:
  Collector(const Profile& profile, const Vocabulary& vocabulary)
      : profile_(profile), vocabulary_(vocabulary), resume_(profile.resume.text) {}

  std::vector<TextPart> all() {
    simple(current, profile_.current.text, "/current/text");
    simple(current, profile_.current.grade, "/current/grade");
    simple(current, to_string(profile_.current.level.value), "/current/level/value");
    if (profile_.appointments) collect_career();
    for (const Span& span : profile_.resume.unparsed) {
      TextPart& part = add(Attribute::resume, resume_.piece(span), "/resume/text");
      part.base = span.begin;
    }
    collect_lists();
    return std::move(parts_);
  }

 private:
  TextPart& add(Attribute attribute, std::string_view text, std::string pointer) {
    parts_.push_back({.attribute = attribute,
                      .weight = weight_of(attribute),
                      .text = text,
                      .own = {},
                      .pointer = std::move(pointer),
                      .base = 0,
                      .specialities = {},
                      .kind = {},
                      .unit_kinds = {}});
    return parts_.back();
  }
  void simple(Attribute attribute, std::string_view text, std::string pointer) {
    if (!text.empty()) add(attribute, text, std::move(pointer));
  }

  void collect_career() {
    const std::vector<std::uint16_t> weights = career_weights(*profile_.appointments);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Appointment& appointment = (*profile_.appointments)[i];
      const std::string pointer = "/appointments/" + appointment.key;
      if (appointment.text_span && !profile_.resume.text.empty()) {
        TextPart& part = add(career, resume_.piece(*appointment.text_span), "/resume/text");
        part.base = appointment.text_span->begin;
      } else {
        TextPart& part = add(career, {}, pointer);
        for (const HeldPost& post : appointment.posts) {
          if (!part.own.empty()) part.own += "、";
          part.own += post.organisation.text + post.title;
        }
        if (part.own.empty()) parts_.pop_back();
        for (std::size_t duty = 0; duty < appointment.duties.size(); ++duty) {
          simple(duties, appointment.duties[duty], pointer + "/duties/" + std::to_string(duty));
        }
        if (part.own.empty()) continue;
      }
      describe(parts_.back(), appointment, weights[i]);
    }
  }

  void describe(TextPart& part, const Appointment& appointment, std::uint16_t weight) {
    if (part.attribute != career) return;
    part.weight = weight;
    part.kind = appointment.kind;
    for (const Tag& tag : appointment.tags) {
      if (tag.kind != "speciality") continue;
      if (const auto index = vocabulary_.speciality(tag.id)) part.specialities.push_back(*index);
    }
    for (const HeldPost& post : appointment.posts) {
      const std::string& registered = post.organisation.kind;
      const OrganisationKind* kind = vocabulary_.organisation_kind(post.organisation.text);
      if (kind != nullptr) part.unit_kinds.push_back(kind->name);
      if (!registered.empty() && (kind == nullptr || registered != kind->name)) {
        part.unit_kinds.push_back(registered);
      }
    }
  }

  void collect_lists() {
    if (profile_.specialities_stated) {
      for (std::size_t i = 0; i < profile_.specialities_stated->size(); ++i) {
        simple(stated, (*profile_.specialities_stated)[i],
               "/specialities_stated/" + std::to_string(i));
      }
    }
    if (profile_.professional_titles) {
      for (const ProfessionalTitle& title : *profile_.professional_titles) {
        simple(professional_title, title.name, "/professional_titles/" + title.key + "/name");
      }
    }
    if (profile_.training) {
      for (const Training& course : *profile_.training) {
        simple(training, course.subject, "/training/" + course.key + "/subject");
      }
    }
    if (profile_.education) {
      for (const Education& stage : *profile_.education) {
        const std::string pointer = "/education/" + stage.key;
        simple(school, stage.school, pointer + "/school");
        simple(education, stage.level, pointer + "/level");
        simple(education, stage.degree, pointer + "/degree");
        simple(education, stage.major, pointer + "/major");
        simple(education, stage.discipline, pointer + "/discipline");
      }
    }
    if (profile_.honours) {
      for (const Honour& honour_entry : *profile_.honours) {
        const std::string pointer = "/honours/" + honour_entry.key;
        simple(honour, honour_entry.name, pointer + "/name");
        simple(honour, honour_entry.authority, pointer + "/authority");
      }
    }
  }

  const Profile& profile_;
  const Vocabulary& vocabulary_;
  CharacterText resume_;
  std::vector<TextPart> parts_;
};

bool is_word_character(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x2000);
}

// Calls visit(term) for every term of neighbouring characters. With `last_alone` also for the last
// Han character of each run, so that character_prefix finds every one.
template <class Visit>
void for_each_neighbour_term(std::u32string_view text, bool last_alone, Visit&& visit) {
  std::string term;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_word_character(text[at])) {
      while (at < text.size() && is_word_character(text[at])) ++at;
      term = 'A';
      for (std::size_t i = begin; i < at && i < begin + 60; ++i) append_character(term, text[i]);
      visit(term);
    } else if (is_han(text[at])) {
      while (at < text.size() && is_han(text[at])) ++at;
      for (std::size_t i = begin; i < at; ++i) {
        if (i + 1 == at && !last_alone) break;
        term = 'B';
        append_character(term, text[i]);
        if (i + 1 < at) append_character(term, text[i + 1]);
        visit(term);
      }
    } else {
      ++at;
    }
  }
}

void append_number(std::string& bytes, std::size_t value) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7F) | 0x80);
  bytes += static_cast<char>(value);
}
std::size_t read_number(std::string_view& bytes) {
  std::size_t value = 0;
  for (int shift = 0; !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::size_t>(byte & 0x7F) << shift;
    if (byte < 0x80 || shift > 28) break;
  }
  return value;
}

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }
}  // namespace

std::span<const TextAttribute> text_attributes() { return attributes; }

std::vector<TextPart> text_parts(const Profile& profile, const Vocabulary& vocabulary) {
  return Collector(profile, vocabulary).all();
}

TextPart plain_part(std::string_view text, const Vocabulary& vocabulary) {
  // BM25's weight of one occurrence with k1 = 1.2 and b = 0.75 against a fixed length of 60
  // characters, in permille.
  const std::size_t length = count_characters(text);
  TextPart part{};
  part.attribute = resume;
  part.weight = static_cast<std::uint16_t>(1'320'000 / (780 + 9 * length));
  part.text = text;
  for (const SpecialityHit& hit : vocabulary.specialities_in(to_utf8(folded(text)))) {
    part.specialities.push_back(hit.speciality);
  }
  return part;
}

std::string term_of_word(std::string_view folded_word) { return 'W' + std::string(folded_word); }
std::string term_of_speciality(std::uint16_t speciality) {
  return 'S' + std::to_string(speciality);
}
std::string term_of_kind(std::string_view kind) { return 'K' + std::string(kind); }

std::vector<std::string> terms_of_phrase(std::u32string_view phrase) {
  std::vector<std::string> terms;
  for_each_neighbour_term(phrase, false, [&](const std::string& term) { terms.push_back(term); });
  std::ranges::sort(terms);
  terms.erase(std::ranges::unique(terms).begin(), terms.end());
  return terms;
}

std::string character_prefix(char32_t character) {
  std::string prefix = "B";
  append_character(prefix, character);
  return prefix;
}

SearchDocument make_document(const std::string& id, std::span<const TextPart> parts) {
  const Lexicon& lexicon = Lexicon::built_in();
  static thread_local std::vector<Lexicon::Place> places;
  static thread_local std::unordered_map<std::string, Share, TextHash, std::equal_to<>> shares;
  static thread_local std::unordered_map<std::uint32_t, Share> words;
  shares.clear();
  words.clear();
  SearchDocument document;
  document.id = id;
  for (const TextPart& part : parts) {
    const std::u32string text = folded(part.view());
    const std::string bytes = to_utf8(text);
    document.texts += static_cast<char>(part.weight & 0xFF);
    document.texts += static_cast<char>(part.weight >> 8);
    append_number(document.texts, bytes.size());
    document.texts += bytes;
    for_each_neighbour_term(text, true,
                            [&](const std::string& term) { shares[term].add(part.weight); });
    lexicon.find(bytes, places);
    for (const Lexicon::Place& place : places) words[place.word].add(part.weight);
    for (const std::uint16_t speciality : part.specialities) {
      shares[term_of_speciality(speciality)].add(part.weight);
    }
    if (!part.kind.empty() && part.kind != "任职") shares[term_of_kind(part.kind)].add(part.weight);
    for (const std::string& kind : part.unit_kinds) shares[term_of_kind(kind)].add(part.weight);
  }
  document.terms.reserve(shares.size() + words.size());
  for (const auto& [term, share] : shares) document.terms.push_back({term, share.value()});
  for (const auto& [word, share] : words) {
    document.terms.push_back({term_of_word(lexicon.text(word)), share.value()});
  }
  return document;
}

bool FoldedParts::next(Part& part) {
  if (rest_.size() < 3) return false;
  part.weight = static_cast<std::uint16_t>(static_cast<unsigned char>(rest_[0]) |
                                           static_cast<unsigned char>(rest_[1]) << 8);
  rest_.remove_prefix(2);
  const std::size_t size = std::min(read_number(rest_), rest_.size());
  part.text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return true;
}

std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from) {
  const Lexicon& lexicon = Lexicon::built_in();
  for (std::size_t at = text.find(phrase, from); at != std::string_view::npos;
       at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if (at > 0 && is_ascii_word(phrase.front()) && is_ascii_word(text[at - 1])) continue;
    if (end < text.size() && is_ascii_word(phrase.back()) && is_ascii_word(text[end])) continue;
    if (lexicon.is_meant(text, at, end)) return at;
  }
  return std::string_view::npos;
}
}  // namespace bole
