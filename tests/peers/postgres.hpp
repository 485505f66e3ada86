#pragma once
#include <libpq-fe.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bole::peers {

// A connection to PostgreSQL over its socket (PGHOST). Every member throws std::runtime_error with
// the server's words for what it refuses.
class Postgres {
 public:
  struct Freed {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Answer = std::unique_ptr<PGresult, Freed>;

  Postgres() : connection_(PQconnectdb("dbname=postgres")) {
    if (PQstatus(connection_) == CONNECTION_OK) return;
    const std::string words = PQerrorMessage(connection_);
    PQfinish(connection_);
    throw std::runtime_error(words);
  }
  ~Postgres() { PQfinish(connection_); }
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  [[nodiscard]] std::string version() const {
    return std::string("PostgreSQL ") + PQparameterStatus(connection_, "server_version");
  }

  void run(const std::string& sql) const { (void)checked(PQexec(connection_, sql.c_str())); }

  // COPY … FROM STDIN. Calls next(), which gives lines until it gives none.
  template <class Next>
  void copy(const std::string& sql, Next next) const {
    (void)checked(PQexec(connection_, sql.c_str()));
    for (std::string lines = next(); !lines.empty(); lines = next()) {
      if (PQputCopyData(connection_, lines.data(), static_cast<int>(lines.size())) != 1) {
        throw std::runtime_error(PQerrorMessage(connection_));
      }
    }
    if (PQputCopyEnd(connection_, nullptr) != 1) {
      throw std::runtime_error(PQerrorMessage(connection_));
    }
    while (PGresult* result = PQgetResult(connection_)) (void)checked(result);
  }

  // By a statement that is kept prepared.
  [[nodiscard]] Answer ask(const std::string& sql, const std::vector<std::string>& values) {
    const auto [known, is_new] = statements_.try_emplace(sql, "s" + std::to_string(numbered_++));
    if (is_new)
      (void)checked(PQprepare(connection_, known->second.c_str(), sql.c_str(), 0, nullptr));
    std::vector<const char*> pointers;
    for (const std::string& value : values) pointers.push_back(value.c_str());
    return checked(PQexecPrepared(connection_, known->second.c_str(),
                                  static_cast<int>(pointers.size()), pointers.data(), nullptr,
                                  nullptr, 0));
  }

 private:
  Answer checked(PGresult* result) const {
    Answer answer(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) {
      throw std::runtime_error(PQerrorMessage(connection_));
    }
    return answer;
  }

  PGconn* connection_;
  std::map<std::string, std::string> statements_;
  std::size_t numbered_ = 0;
};

}  // namespace bole::peers
