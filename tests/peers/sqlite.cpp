#include <sqlite3.h>

#include <map>
#include <stdexcept>

#include "tests/peers/peer.hpp"

// SQLite with FTS5, in process: a contentless table of pairs of characters, phrases by position,
// bm25; columns under indexes, lists in tables of their own. WAL, as its documentation advises.
namespace bole::peers {
namespace {
class Sqlite : public Peer {
 public:
  Sqlite(const std::string& directory, bool fresh) {
    check(sqlite3_open((directory + "/people.db").c_str(), &database_));
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-1000000;"
        "PRAGMA mmap_size=17179869184; PRAGMA temp_store=MEMORY");
    if (!fresh) return;
    run("CREATE TABLE person(n INTEGER PRIMARY KEY, id TEXT, name TEXT, current TEXT,"
        " level INT, education INT, level_months INT, age INT, staff TEXT)");
    for (const std::string_view list : list_columns) {
      const std::string table = "person_" + std::string(list);
      run("CREATE TABLE " + table + "(value TEXT, n INT, PRIMARY KEY(value, n)) WITHOUT ROWID");
    }
    run("CREATE TABLE name_key(key TEXT, n INT, PRIMARY KEY(key, n)) WITHOUT ROWID");
    run("CREATE VIRTUAL TABLE text USING fts5(pairs, content='', tokenize='unicode61')");
  }
  ~Sqlite() override {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  std::string version() const override { return std::string("SQLite ") + sqlite3_libversion(); }

  void prepare(std::span<const ExportedPerson> people) override {
    people_ = people;
    texts_.clear();
    for (const ExportedPerson& person : people) {
      std::string& text = texts_.emplace_back();
      for (const std::string& part : person.texts) {
        for (const std::string& pair : pairs_of_text(part)) text += pair + ' ';
      }
    }
  }

  void load() override {
    run("BEGIN");
    for (std::size_t i = 0; i < people_.size(); ++i) {
      const ExportedPerson& person = people_[i];
      ++loaded_;
      insert("INSERT INTO person VALUES(?,?,?,?,?,?,?,?,?)",
             {number(loaded_), text(person.id), text(person.name), text(person.current),
              number(person.level), number(person.education), number(person.level_months),
              number(person.age), text(person.staff)});
      insert("INSERT INTO text(rowid, pairs) VALUES(?,?)", {number(loaded_), text(texts_[i])});
      insert_each("INSERT INTO person_fields VALUES(?,?)", person.fields);
      insert_each("INSERT INTO person_specialities VALUES(?,?)", person.specialities);
      insert_each("INSERT INTO person_titles VALUES(?,?)", person.titles);
      insert_each("INSERT INTO name_key VALUES(?,?)", person.name_keys);
    }
    run("COMMIT");
  }

  void finish() override {
    run("INSERT INTO text(text) VALUES('optimize')");
    for (const char* column : {"level", "education", "level_months", "age", "staff"}) {
      run(std::string("CREATE INDEX person_") + column + " ON person(" + column + ")");
    }
    for (const std::string_view list : list_columns) {
      const std::string table = "person_" + std::string(list);
      run("CREATE INDEX " + table + "_n ON " + table + "(n, value)");
    }
    run("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
  }

  Answered ask(const Question& question) override {
    switch (question.kind) {
      case QuestionKind::text_all:
      case QuestionKind::text_any:
        return count_and_first(
            "WITH hits AS MATERIALIZED"
            " (SELECT rowid AS n, rank AS score FROM text WHERE text MATCH ?1)"
            " SELECT (SELECT count(*) FROM hits), id, name, current"
            " FROM (SELECT n, score FROM hits ORDER BY score, n LIMIT 20) JOIN person USING (n)",
            {text(match(question))});
      case QuestionKind::names:
        return count_and_first(
            "WITH hits AS MATERIALIZED"
            " (SELECT DISTINCT n FROM name_key WHERE key >= ?1 AND key < ?2)"
            " SELECT (SELECT count(*) FROM hits), id, name, current"
            " FROM (SELECT n FROM hits ORDER BY n LIMIT 20) JOIN person USING (n)",
            {text(question.query), text(question.query + '{')});
      case QuestionKind::facets:
      case QuestionKind::text_facets:
        return facets(question);
    }
    return {};
  }

 private:
  struct Value {
    bool is_text = false;
    std::int64_t number = 0;
    std::string text{};
  };
  static Value number(std::int64_t value) { return {false, value, {}}; }
  static Value text(std::string value) { return {true, 0, std::move(value)}; }

  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
  }
  void run(const std::string& sql) {
    check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
  }

  // A statement with its values, kept prepared.
  sqlite3_stmt* bound(const std::string& sql, const std::vector<Value>& values) {
    sqlite3_stmt*& statement = statements_[sql];
    if (statement == nullptr) {
      check(sqlite3_prepare_v3(database_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                               nullptr));
    }
    sqlite3_reset(statement);
    int at = 0;
    for (const Value& value : values) {
      ++at;
      if (value.is_text) {
        check(sqlite3_bind_text(statement, at, value.text.data(),
                                static_cast<int>(value.text.size()), SQLITE_TRANSIENT));
      } else {
        check(sqlite3_bind_int64(statement, at, value.number));
      }
    }
    return statement;
  }
  void insert(const std::string& sql, const std::vector<Value>& values) {
    check(sqlite3_step(bound(sql, values)));
  }
  void insert_each(const std::string& sql, const std::vector<std::string>& words) {
    for (const std::string& word : words) insert(sql, {text(word), number(loaded_)});
  }

  static std::string match(const Question& question) {
    std::string all;
    for (const std::vector<std::string>& forms : question.words) {
      if (!all.empty()) all += question.kind == QuestionKind::text_any ? " OR " : " AND ";
      std::string any;
      for (const std::string& form : forms) {
        any += any.empty() ? "\"" : " OR \"";
        for (const std::string& pair : pairs_of_form(form)) any += pair + ' ';
        any.back() = '"';
      }
      all += '(' + any + ')';
    }
    return all;
  }

  Answered count_and_first(const std::string& sql, const std::vector<Value>& values) {
    sqlite3_stmt* statement = bound(sql, values);
    Answered answered;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      answered.people = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 0));
      for (int column = 1; column < 4; ++column) (void)sqlite3_column_text(statement, column);
    }
    check(sqlite3_reset(statement));
    return answered;
  }

  Answered facets(const Question& question) {
    std::vector<Value> values;
    std::string where;
    if (has_text(question)) {
      where = "text MATCH ?";
      values.push_back(text(match(question)));
    }
    for (const Condition& condition : question.conditions) {
      if (!where.empty()) where += " AND ";
      if (is_list(condition.column)) {
        where += "p.n IN (SELECT n FROM person_" + condition.column + " WHERE value = ?)";
        values.push_back(text(condition.word));
      } else if (condition.operation == "has") {
        where += "p." + condition.column + " = ?";
        values.push_back(text(condition.word));
      } else {
        where +=
            "p." + condition.column + "> 0 AND p." + condition.column + condition.operation + " ?";
        values.push_back(number(condition.number));
      }
    }
    const std::string from =
        has_text(question) ? "text JOIN person p ON p.n = text.rowid" : "person p";
    const std::string score = has_text(question) ? "rank" : "0";
    std::string sql = "WITH found AS MATERIALIZED (SELECT p.n AS n, " + score +
                      " AS score, level, education, staff FROM " + from + " WHERE " + where + ')';
    int facet = 0;
    for (const std::string_view column : single_columns) {
      sql += facet == 0 ? " " : " UNION ALL ";
      sql += "SELECT " + std::to_string(facet++) + ", " + std::string(column) +
             ", count(*) FROM found GROUP BY 2";
    }
    for (const std::string_view list : list_columns) {
      sql += " UNION ALL SELECT " + std::to_string(facet++) +
             ", value, count(*) FROM found JOIN person_" + std::string(list) +
             " USING (n) GROUP BY 2";
    }
    sql +=
        " UNION ALL SELECT 6, '', count(*) FROM found UNION ALL"
        " SELECT 7, id || name || current, 0 FROM"
        " (SELECT n FROM found ORDER BY score, n LIMIT 20) JOIN person USING (n)";
    sqlite3_stmt* statement = bound(sql, values);
    Answered answered;
    std::vector<std::vector<std::uint64_t>> counts(facet_names.size());
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto number_of_facet = static_cast<std::size_t>(sqlite3_column_int(statement, 0));
      const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, 1));
      const std::string_view value = bytes == nullptr ? "" : bytes;
      const auto count = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 2));
      if (number_of_facet == 6) answered.people = count;
      if (number_of_facet < 6 && value != "0" && !value.empty()) {
        counts[number_of_facet].push_back(count);
      }
    }
    check(sqlite3_reset(statement));
    answered.facets = facet_digest(counts);
    return answered;
  }

  sqlite3* database_ = nullptr;
  std::map<std::string, sqlite3_stmt*> statements_;
  std::span<const ExportedPerson> people_;
  std::vector<std::string> texts_;
  std::int64_t loaded_ = 0;
};
}  // namespace

std::unique_ptr<Peer> open_sqlite(const std::string& directory, bool fresh) {
  return std::make_unique<Sqlite>(directory, fresh);
}
}  // namespace bole::peers
