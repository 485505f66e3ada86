#include "tools/measure/question.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"
#include "engine/query/filter.hpp"
#include "engine/search/document.hpp"
#include "engine/search/text_query.hpp"
#include "engine/text/fold.hpp"
#include "engine/text/search_fold.hpp"
#include "tools/generate/random.hpp"
#include "tools/measure/exported_person.hpp"

namespace bole::measure {
namespace {
bool is_han_text(std::string_view text) {
  return std::ranges::all_of(to_utf32(text), [](char32_t c) { return is_han(c); });
}

// Names and words of the person's record that somebody might look for.
std::vector<std::string> words_to_look_for(const Profile& profile) {
  std::set<std::string> words;
  const auto put = [&](std::string_view text) {
    const std::size_t characters = count_characters(text);
    if (characters >= 2 && characters <= 12 && is_han_text(text)) words.emplace(text);
  };
  if (profile.appointments) {
    for (const Appointment& appointment : *profile.appointments) {
      for (const HeldPost& post : appointment.posts) {
        put(post.organisation.text);
        put(post.title);
      }
      for (const std::string& duty : appointment.duties) put(duty);
    }
  }
  if (profile.education) {
    for (const Education& stage : *profile.education) {
      put(stage.school);
      put(stage.major);
    }
  }
  if (profile.training) {
    for (const Training& course : *profile.training) put(course.subject);
  }
  if (profile.professional_titles) {
    for (const ProfessionalTitle& title : *profile.professional_titles) put(title.name);
  }
  if (profile.honours) {
    for (const Honour& honour : *profile.honours) put(honour.name);
  }
  return {words.begin(), words.end()};
}

class Drawer {
 public:
  Drawer(const Catalogue& catalogue, std::uint64_t stream)
      : catalogue_(catalogue), reader_(catalogue.columns()), random_(2026, stream) {}

  // Of one kind, about a person drawn anew; empty where that person gives none.
  std::optional<Question> draw(QuestionKind kind) {
    const auto count = static_cast<int>(catalogue_.columns().size());
    const Row row{static_cast<std::uint32_t>(random_.below(count))};
    const auto profile = catalogue_.profile(catalogue_.columns().id(row));
    if (!profile) return std::nullopt;
    Question question;
    question.kind = kind;
    bool fine = true;
    switch (kind) {
      case QuestionKind::text_all:
        fine = ask_for_words(*profile, 2, 3, question);
        break;
      case QuestionKind::text_any:
        fine = ask_for_words(*profile, 2, 4, question);
        break;
      case QuestionKind::facets:
        fine = filter_by(reader_.read(row, *profile), 2, 3, question);
        break;
      case QuestionKind::text_facets:
        fine = ask_for_words(*profile, 1, 2, question) &&
               filter_by(reader_.read(row, *profile), 1, 2, question);
        break;
      case QuestionKind::names:
        fine = ask_for_name(profile->name, question);
        break;
    }
    if (!fine) return std::nullopt;
    return question;
  }

 private:
  template <class T>
  std::vector<T> some_of(std::vector<T> all, int least, int most) {
    std::vector<T> chosen;
    const auto count = static_cast<std::size_t>(random_.between(least, most));
    while (chosen.size() < count && !all.empty()) {
      const auto at = static_cast<std::ptrdiff_t>(random_.below(static_cast<int>(all.size())));
      chosen.push_back(all[static_cast<std::size_t>(at)]);
      all.erase(all.begin() + at);
    }
    return chosen;
  }

  bool ask_for_words(const Profile& profile, int least, int most, Question& question) {
    const auto words = some_of(words_to_look_for(profile), least, most);
    if (words.size() < static_cast<std::size_t>(least)) return false;
    for (const std::string& word : words) {
      question.query += (question.query.empty() ? "" : " ") + word;
    }
    const auto query = parse_query(question.query, catalogue_.vocabulary());
    if (!query || query->groups.size() < static_cast<std::size_t>(least)) return false;
    std::set<std::string> differs;
    for (const QueryGroup& group : query->groups) {
      std::vector<std::string>& forms = question.words.emplace_back();
      for (const QueryForm& form : group.forms) {
        if (form.kind == FormKind::related) {
          differs.insert("related");
          continue;
        }
        if (count_characters(form.text) < 2 || !is_han_text(form.text)) return false;
        if (hides(form.text)) differs.insert("hidden");
        forms.push_back(form.text);
      }
      if (group.first && !catalogue_.names().find(group.stretch, false).empty()) {
        differs.insert("name");
      }
    }
    for (const std::string& reason : differs) {
      question.differs += (question.differs.empty() ? "" : ",") + reason;
    }
    return true;
  }

  // Whether the form stands somewhere without being meant; looked for in the texts of a few.
  bool hides(const std::string& form) {
    constexpr std::uint32_t people = 1000;
    const Columns& columns = catalogue_.columns();
    if (texts_.empty()) {
      for (std::uint32_t row = 0; row < columns.size() && row < people; ++row) {
        const auto profile = catalogue_.profile(columns.id(Row{row}));
        if (!profile) continue;
        for (const TextPart& part : text_parts(*profile, catalogue_.vocabulary())) {
          texts_ += to_utf8(folded(part.view())) + '\n';
        }
      }
    }
    const auto [known, is_new] = hides_.try_emplace(form, false);
    if (!is_new) return known->second;
    const Lexicon& lexicon = Lexicon::built_in();
    const auto word = lexicon.word(form);
    std::vector<Lexicon::Place> places;
    for (std::size_t at = texts_.find(form); at != std::string::npos && !known->second;
         at = texts_.find(form, at + form.size())) {
      const std::size_t line_begin = texts_.rfind('\n', at) + 1;
      const std::string_view line =
          std::string_view(texts_).substr(line_begin, texts_.find('\n', at) - line_begin);
      const std::size_t begin = at - line_begin;
      if (word) {
        lexicon.find(line, places);
        known->second = std::ranges::none_of(places, [&](const Lexicon::Place& place) {
          return place.begin == begin && place.word == *word;
        });
      } else {
        known->second = !lexicon.is_meant(line, begin, begin + form.size());
      }
    }
    return known->second;
  }

  bool filter_by(const ExportedPerson& person, int least, int most, Question& question) {
    struct Choice {
      Condition condition{};
      std::string text{};
    };
    std::vector<Choice> choices;
    const auto name_of = [](CodeTable table, std::int64_t rank) -> std::string {
      for (const Code& code : codes(table, Vocabulary::built_in())) {
        if (code.rank == rank) return std::string(code.name);
      }
      return {};
    };
    const auto number = [&](const char* column, const char* operation, std::int64_t value,
                            const std::string& text) {
      choices.push_back({{column, operation, value, {}}, text});
    };
    const auto word = [&](const char* column, const char* attribute, const std::string& value) {
      choices.push_back({{column, "has", 0, value}, std::string(attribute) + " = " + value});
    };
    if (person.level > 0) {
      number("level", ">=", person.level,
             "级别 >= " + std::string(to_string(static_cast<Level>(person.level))));
    }
    if (person.education > 0) {
      number("education", ">=", person.education,
             "学历 >= " + name_of(CodeTable::education, person.education));
    }
    if (person.level_months >= 12) {
      const std::int64_t years = random_.between(1, static_cast<int>(person.level_months / 12));
      number("level_months", ">=", years * 12, "任现级年限 >= " + std::to_string(years) + "年");
    }
    if (person.age > 0) {
      const std::int64_t age = person.age + random_.below(6);
      number("age", "<=", age, "年龄 <= " + std::to_string(age));
    }
    if (!person.staff.empty()) word("staff", "人员类别", person.staff);
    for (const std::string& field : person.fields) word("fields", "领域", field);
    for (const std::string& one : person.specialities) word("specialities", "专长", one);
    for (const std::string& title : person.titles) word("titles", "职称", title);

    std::set<std::string> columns;
    for (const Choice& choice : some_of(choices, least, most)) {
      if (!columns.insert(choice.condition.column).second) continue;
      question.filter += (question.filter.empty() ? "" : " AND ") + choice.text;
      question.conditions.push_back(choice.condition);
    }
    return columns.size() >= static_cast<std::size_t>(least) &&
           parse_filter(question.filter, catalogue_.vocabulary(), FilterUse::search);
  }

  // In full (zhangsan), first letters (zs), or the surname in full and first letters (zhangs).
  bool ask_for_name(const std::string& name, Question& question) {
    const auto readings = readings_of_name(name, catalogue_.vocabulary());
    if (readings.size() < 2 || readings.size() != count_characters(name)) return false;
    const int way = random_.below(3);
    for (std::size_t at = 0; at < readings.size(); ++at) {
      const bool in_full = way == 0 || (way == 2 && at == 0);
      question.query += in_full ? readings[at].front() : readings[at].front().substr(0, 1);
    }
    return true;
  }

  const Catalogue& catalogue_;
  PersonReader reader_;
  Random random_;
  std::string texts_;
  std::map<std::string, bool> hides_;
};

QuestionKind kind_named(std::string_view id, JsonReader& json) {
  for (const KindOfQuestion& kind : question_kinds) {
    if (kind.id == id) return kind.kind;
  }
  json.fail("unknown_kind", "没有这种问题：" + std::string(id), "kind");
  return {};
}
}  // namespace

std::string_view id_of(QuestionKind kind) {
  return std::ranges::find(question_kinds, kind, &KindOfQuestion::kind)->id;
}

std::string Question::id() const { return std::string(id_of(kind)) + ' ' + std::to_string(number); }

Day as_of() { return day_of(2026, 3, 1); }

std::vector<Question> draw_questions(const Catalogue& catalogue, std::uint32_t each) {
  std::vector<Question> all;
  for (const KindOfQuestion& kind : question_kinds) {
    Drawer drawer(catalogue, static_cast<std::uint64_t>(kind.kind));
    std::set<std::pair<std::string, std::string>> known;
    for (std::uint32_t tries = each * 50; tries > 0 && known.size() < each; --tries) {
      auto question = drawer.draw(kind.kind);
      if (!question || !known.emplace(question->query, question->filter).second) continue;
      question->number = static_cast<std::uint32_t>(known.size());
      all.push_back(std::move(*question));
    }
  }
  return all;
}

std::string to_json(const Question& question) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field("kind", id_of(question.kind)).field("number", question.number);
  json.field_if("query", question.query).field_if("filter", question.filter);
  json.key("words").begin_array();
  for (const std::vector<std::string>& forms : question.words) {
    json.begin_object().key("forms").begin_array();
    for (const std::string& form : forms) json.text(form);
    json.end_array().end_object();
  }
  json.end_array().key("conditions").begin_array();
  for (const Condition& condition : question.conditions) {
    json.begin_object().field("column", condition.column);
    json.field("operation", condition.operation).field("number", condition.number);
    json.field_if("word", condition.word).end_object();
  }
  json.end_array().field_if("differs", question.differs).end_object();
  return out;
}

Result<Question> question_from_json(std::string_view text) {
  constexpr std::int64_t most = 1'000'000;
  JsonReader json(text);
  Question question;
  question.kind = kind_named(json.text("kind"), json);
  question.number = static_cast<std::uint32_t>(json.integer("number", 1, most));
  question.query = json.text_or("query");
  question.filter = json.text_or("filter");
  for (JsonReader& group : json.objects("words")) {
    question.words.push_back(group.texts("forms"));
    group.finish();
  }
  for (JsonReader& condition : json.objects("conditions")) {
    question.conditions.push_back({condition.text("column"), condition.text("operation"),
                                   condition.integer("number", 0, most),
                                   condition.text_or("word")});
    condition.finish();
  }
  question.differs = json.text_or("differs");
  json.finish();
  return finished(json, std::move(question));
}

void write_questions(const std::vector<Question>& questions, const std::string& path) {
  std::ofstream out(path, std::ios::trunc);
  for (const Question& question : questions) out << to_json(question) << '\n';
  if (!out.flush()) throw StorageError("io_error", "写不出文件：" + path);
}

std::vector<Question> read_questions(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw StorageError("file_not_found", "没有文件：" + path);
  std::vector<Question> questions;
  for (std::string line; std::getline(in, line);) {
    auto question = question_from_json(line);
    if (!question) throw StorageError("bad_question", path + "：" + question.error().message);
    questions.push_back(std::move(*question));
  }
  return questions;
}
}  // namespace bole::measure
