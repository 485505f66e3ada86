#include <cstdlib>
#include <map>
#include <utility>

#include "tests/peers/peer.hpp"
#include "tests/peers/postgres.hpp"

// PostgreSQL: a tsvector of pairs of characters under GIN, ts_rank;
// columns under B-trees, lists as arrays under GIN. Loaded by COPY, then indexed and analysed.
// Pairs are asked for together wherever they stand: phrases would have to read every text.
namespace bole::peers {
namespace {
using Answer = Postgres::Answer;

std::string copied(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '\t' || c == '\n' || c == '\r') out += '\\';
    out += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
  }
  return out;
}

std::string array_of(const std::vector<std::string>& words) {
  std::string out = "{";
  for (const std::string& word : words) {
    if (out.size() > 1) out += ',';
    out += '"';
    for (const char c : word) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + '}';
}

std::string vector_of(const ExportedPerson& person) {
  constexpr int last_position = 16383;
  constexpr std::size_t most_positions = 255;
  std::map<std::string, std::vector<int>> positions;
  int position = 0;
  for (const std::string& part : person.texts) {
    for (const std::string& pair : pairs_of_text(part)) {
      if (position < last_position) ++position;
      std::vector<int>& places = positions[pair];
      if (places.size() < most_positions && (places.empty() || places.back() != position)) {
        places.push_back(position);
      }
    }
  }
  std::string out;
  for (const auto& [pair, places] : positions) {
    out += (out.empty() ? "'" : " '") + pair + "'";
    char separator = ':';
    for (const int place : places) {
      out += separator + std::to_string(place);
      separator = ',';
    }
  }
  return out;
}

class Postgresql : public Peer {
 public:
  explicit Postgresql(bool fresh) {
    if (!fresh) return;
    postgres_.run(
        "CREATE TABLE person(n int, id text, name text, current text, level int, education int,"
        " level_months int, age int, staff text, fields text[], specialities text[],"
        " titles text[], pairs tsvector)");
    postgres_.run("CREATE TABLE name_key(key text COLLATE \"C\", n int)");
  }

  std::string version() const override { return postgres_.version(); }

  void prepare(std::span<const ExportedPerson> people) override {
    people_.clear();
    keys_.clear();
    for (const ExportedPerson& person : people) {
      const std::string n = std::to_string(++loaded_);
      people_ += n + '\t' + copied(person.id) + '\t' + copied(person.name) + '\t' +
                 copied(person.current) + '\t' + std::to_string(person.level) + '\t' +
                 std::to_string(person.education) + '\t' + std::to_string(person.level_months) +
                 '\t' + std::to_string(person.age) + '\t' + copied(person.staff) + '\t' +
                 copied(array_of(person.fields)) + '\t' + copied(array_of(person.specialities)) +
                 '\t' + copied(array_of(person.titles)) + '\t' + copied(vector_of(person)) + '\n';
      for (const std::string& key : person.name_keys) keys_ += key + '\t' + n + '\n';
    }
  }

  void load() override {
    copy("COPY person FROM STDIN", people_);
    copy("COPY name_key FROM STDIN", keys_);
  }

  void finish() override {
    postgres_.run("ALTER TABLE person ADD PRIMARY KEY (n)");
    for (const char* column : {"level", "education", "level_months", "age", "staff"}) {
      postgres_.run(std::string("CREATE INDEX ON person(") + column + ')');
    }
    for (const std::string_view list : list_columns) {
      postgres_.run("CREATE INDEX ON person USING gin(" + std::string(list) + ')');
    }
    postgres_.run("CREATE INDEX ON person USING gin(pairs)");
    postgres_.run("CREATE INDEX ON name_key(key, n)");
    postgres_.run("VACUUM ANALYZE");
  }

  Answered ask(const Question& question) override {
    switch (question.kind) {
      case QuestionKind::text_all:
      case QuestionKind::text_any:
        return count_and_first(
            "WITH hits AS MATERIALIZED (SELECT n, ts_rank(pairs, $1::tsquery) AS score"
            " FROM person WHERE pairs @@ $1::tsquery)"
            " SELECT (SELECT count(*) FROM hits), id, name, current"
            " FROM (SELECT n, score FROM hits ORDER BY score DESC, n LIMIT 20) AS first"
            " JOIN person USING (n)",
            {match(question)});
      case QuestionKind::names:
        return count_and_first(
            "WITH hits AS MATERIALIZED"
            " (SELECT DISTINCT n FROM name_key WHERE key >= $1 AND key < $2)"
            " SELECT (SELECT count(*) FROM hits), id, name, current"
            " FROM (SELECT n FROM hits ORDER BY n LIMIT 20) AS first JOIN person USING (n)",
            {question.query, question.query + '{'});
      case QuestionKind::facets:
      case QuestionKind::text_facets:
        return facets(question);
    }
    return {};
  }

 private:
  void copy(const char* sql, std::string& lines) const {
    postgres_.copy(sql, [&] { return std::exchange(lines, {}); });
  }

  static std::string match(const Question& question) {
    std::string all;
    for (const std::vector<std::string>& forms : question.words) {
      if (!all.empty()) all += question.kind == QuestionKind::text_any ? "|" : "&";
      std::string any;
      for (const std::string& form : forms) {
        std::string pairs;
        for (const std::string& pair : pairs_of_form(form)) {
          pairs += (pairs.empty() ? "'" : "&'") + pair + '\'';
        }
        any += (any.empty() ? "(" : "|(") + pairs + ')';
      }
      all += '(' + any + ')';
    }
    return all;
  }

  static std::uint64_t whole(const PGresult* result, int row, int column) {
    return std::strtoull(PQgetvalue(result, row, column), nullptr, 10);
  }

  Answered count_and_first(const std::string& sql, const std::vector<std::string>& values) {
    const Answer answer = postgres_.ask(sql, values);
    return {PQntuples(answer.get()) > 0 ? whole(answer.get(), 0, 0) : 0, 0};
  }

  Answered facets(const Question& question) {
    std::vector<std::string> values;
    std::string where;
    const auto parameter = [&](std::string value) {
      values.push_back(std::move(value));
      return '$' + std::to_string(values.size());
    };
    std::string score = "0";
    if (has_text(question)) {
      const std::string query = parameter(match(question)) + "::tsquery";
      where = "pairs @@ " + query;
      score = "ts_rank(pairs, " + query + ')';
    }
    for (const Condition& condition : question.conditions) {
      if (!where.empty()) where += " AND ";
      if (is_list(condition.column)) {
        where += condition.column + " @> ARRAY[" + parameter(condition.word) + "::text]";
      } else if (condition.operation == "has") {
        where += condition.column + " = " + parameter(condition.word);
      } else {
        where += condition.column + " > 0 AND " + condition.column + ' ' + condition.operation +
                 ' ' + parameter(std::to_string(condition.number)) + "::int";
      }
    }
    std::string sql = "WITH found AS MATERIALIZED (SELECT n, " + score +
                      " AS score, level, education, staff, fields, specialities, titles"
                      " FROM person WHERE " +
                      where + ')';
    int facet = 0;
    for (const std::string_view column : single_columns) {
      sql += facet == 0 ? " " : " UNION ALL ";
      sql += "SELECT " + std::to_string(facet++) + ", " + std::string(column) +
             "::text, count(*) FROM found GROUP BY 2";
    }
    for (const std::string_view list : list_columns) {
      sql += " UNION ALL SELECT " + std::to_string(facet++) +
             ", value, count(*) FROM found, unnest(" + std::string(list) + ") AS value GROUP BY 2";
    }
    sql +=
        " UNION ALL SELECT 6, '', count(*) FROM found UNION ALL"
        " SELECT 7, id || name || current, 0 FROM"
        " (SELECT n FROM found ORDER BY score DESC, n LIMIT 20) AS first JOIN person USING (n)";
    const Answer answer = postgres_.ask(sql, values);
    Answered answered;
    std::vector<std::vector<std::uint64_t>> counts(facet_names.size());
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
      const auto number_of_facet = static_cast<std::size_t>(whole(answer.get(), row, 0));
      const std::string_view value = PQgetvalue(answer.get(), row, 1);
      const std::uint64_t count = whole(answer.get(), row, 2);
      if (number_of_facet == 6) answered.people = count;
      if (number_of_facet < 6 && value != "0" && !value.empty()) {
        counts[number_of_facet].push_back(count);
      }
    }
    answered.facets = facet_digest(counts);
    return answered;
  }

  Postgres postgres_{};
  std::string people_;
  std::string keys_;
  std::int64_t loaded_ = 0;
};
}  // namespace

std::unique_ptr<Peer> open_postgresql(const std::string&, bool fresh) {
  return std::make_unique<Postgresql>(fresh);
}
}  // namespace bole::peers
