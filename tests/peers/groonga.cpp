#include <groonga.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/core/json_writer.hpp"
#include "tests/peers/peer.hpp"

// Groonga, in process: TokenBigram over the texts with positions, columns and lists under indexes,
// drilldowns for facets; indexes built after loading, which is its quick way. No cache of answers.
namespace bole::peers {
namespace {
class Groonga : public Peer {
 public:
  Groonga(const std::string& directory, bool fresh) {
    if (grn_init() != GRN_SUCCESS) throw std::runtime_error("groonga does not start");
    grn_ctx_init(&context_, 0);
    const std::string path = directory + "/people";
    const grn_obj* database = fresh ? grn_db_create(&context_, path.c_str(), nullptr)
                                    : grn_db_open(&context_, path.c_str());
    if (database == nullptr) throw std::runtime_error(context_.errbuf);
    if (!fresh) return;
    run("table_create Person TABLE_NO_KEY");
    run("table_create NameKey TABLE_PAT_KEY ShortText");
    run("table_create Staff TABLE_PAT_KEY ShortText");
    for (const std::string_view list : list_columns) {
      run("table_create " + table_of(list) + " TABLE_PAT_KEY ShortText");
      run("column_create Person " + std::string(list) + " COLUMN_VECTOR " + table_of(list));
    }
    for (const char* column : {"id", "name", "current"}) scalar(column, "ShortText");
    for (const char* column : numbers) scalar(column, "Int32");
    scalar("staff", "Staff");
    scalar("texts", "LongText");
    run("column_create Person name_keys COLUMN_VECTOR NameKey");
  }
  ~Groonga() override {
    grn_obj_close(&context_, grn_ctx_db(&context_));
    grn_ctx_fin(&context_);
    grn_fin();
  }
  Groonga(const Groonga&) = delete;
  Groonga& operator=(const Groonga&) = delete;

  std::string version() const override { return std::string("Groonga ") + grn_get_version(); }

  void prepare(std::span<const ExportedPerson> people) override {
    prepared_ = "[";
    for (const ExportedPerson& person : people) {
      if (prepared_.size() > 1) prepared_ += ',';
      std::string texts;
      for (const std::string& text : person.texts) texts += text + "\n|\n";
      std::string line;
      JsonWriter one(line);
      one.begin_object().field("id", person.id).field("name", person.name);
      one.field("current", person.current).field("level", person.level);
      one.field("education", person.education).field("level_months", person.level_months);
      one.field("age", person.age).field("staff", person.staff).field("texts", texts);
      list(one, "fields", person.fields);
      list(one, "specialities", person.specialities);
      list(one, "titles", person.titles);
      list(one, "name_keys", person.name_keys);
      one.end_object();
      prepared_ += line;
    }
    prepared_ += ']';
  }

  void load() override {
    send("load --table Person");
    run(prepared_);
  }

  void finish() override {
    run("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram"
        " --normalizer NormalizerAuto");
    run("column_create Terms texts COLUMN_INDEX|WITH_POSITION Person texts");
    for (const std::string_view list : list_columns) {
      run("column_create " + table_of(list) + " people COLUMN_INDEX Person " + std::string(list));
    }
    run("column_create Staff people COLUMN_INDEX Person staff");
    run("column_create NameKey people COLUMN_INDEX Person name_keys");
    for (const std::string column : numbers) {
      run("table_create Number_" + column + " TABLE_PAT_KEY Int32");
      run("column_create Number_" + column + " people COLUMN_INDEX Person " + column);
    }
  }

  Answered ask(const Question& question) override {
    std::string filter;
    const auto narrow = [&](const std::string& by) {
      filter += (filter.empty() ? "" : " && ") + by;
    };
    if (question.kind == QuestionKind::names) narrow("name_keys @^ \"" + question.query + '"');
    if (has_text(question)) narrow(match(question));
    for (const Condition& condition : question.conditions) {
      if (is_list(condition.column)) {
        narrow(condition.column + " @ \"" + condition.word + '"');
      } else if (condition.operation == "has") {
        narrow(condition.column + " == \"" + condition.word + '"');
      } else {
        narrow('(' + condition.column + " > 0 && " + condition.column + ' ' + condition.operation +
               ' ' + std::to_string(condition.number) + ')');
      }
    }
    std::string command = "select Person --cache no --limit 20 --output_columns id,name,current";
    command += has_text(question) ? " --sort_keys -_score,_id" : " --sort_keys _id";
    if (is_faceted(question)) {
      command +=
          " --drilldown level,education,staff,fields,specialities,titles"
          " --drilldown_limit -1 --drilldown_output_columns _key,_nsubrecs";
    }
    const auto answer = nlohmann::json::parse(run(command + " --filter '" + filter + '\''));
    Answered answered;
    answered.people = answer[0][0][0].get<std::uint64_t>();
    if (!is_faceted(question)) return answered;
    std::vector<std::vector<std::uint64_t>> counts;
    for (std::size_t facet = 1; facet < answer.size(); ++facet) {
      std::vector<std::uint64_t>& of_facet = counts.emplace_back();
      for (std::size_t row = 2; row < answer[facet].size(); ++row) {
        const nlohmann::json& value = answer[facet][row][0];
        if (value == 0 || value == "") continue;
        of_facet.push_back(answer[facet][row][1].get<std::uint64_t>());
      }
    }
    answered.facets = facet_digest(counts);
    return answered;
  }

 private:
  static constexpr std::array<const char*, 4> numbers{"level", "education", "level_months", "age"};

  static std::string table_of(std::string_view list) { return "Table_" + std::string(list); }
  void scalar(const std::string& column, const std::string& type) {
    run("column_create Person " + column + " COLUMN_SCALAR " + type);
  }
  static void list(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
    json.key(key).begin_array();
    for (const std::string& word : words) json.text(word);
    json.end_array();
  }

  static std::string match(const Question& question) {
    std::string all;
    for (const std::vector<std::string>& forms : question.words) {
      if (!all.empty()) all += question.kind == QuestionKind::text_any ? " || " : " && ";
      std::string any;
      for (const std::string& form : forms) {
        any += (any.empty() ? "texts @ \"" : " || texts @ \"") + form + '"';
      }
      all += '(' + any + ')';
    }
    return question.conditions.empty() ? all : '(' + all + ')';
  }

  void send(const std::string& command) {
    grn_ctx_send(&context_, command.data(), static_cast<unsigned>(command.size()), 0);
    if (context_.rc != GRN_SUCCESS) throw std::runtime_error(context_.errbuf);
  }
  std::string run(const std::string& command) {
    send(command);
    std::string answer;
    for (int flags = GRN_CTX_MORE; (flags & GRN_CTX_MORE) != 0;) {
      char* bytes = nullptr;
      unsigned size = 0;
      grn_ctx_recv(&context_, &bytes, &size, &flags);
      if (context_.rc != GRN_SUCCESS) throw std::runtime_error(context_.errbuf);
      answer.append(bytes, size);
    }
    return answer;
  }

  grn_ctx context_{};
  std::string prepared_;
};
}  // namespace

std::unique_ptr<Peer> open_groonga(const std::string& directory, bool fresh) {
  return std::make_unique<Groonga>(directory, fresh);
}
}  // namespace bole::peers
