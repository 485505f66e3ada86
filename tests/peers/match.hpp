#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/ranking.hpp"

// The match of tools/measure/match_question.hpp, put to programs that speak SQL: the same columns
// as tables, and the same question.
namespace bole::peers {

// The question, ready to ask. Throws std::runtime_error where it does not fit the program.
struct MatchQuestion {
  Requirement requirement{};
  GateSet gates{};
  VacantPost post{};
  Day as_of{};
};
[[nodiscard]] MatchQuestion match_question(const Vocabulary& vocabulary);

// How many of the best are told with what each criterion gives.
inline constexpr std::size_t told_people = 50;

// PostgreSQL's words, and DuckDB's where they differ.
enum class Dialect : std::uint8_t { postgresql, duckdb };

struct MatchTable {
  std::string name{};
  std::string columns{};               // as CREATE TABLE has them
  std::vector<std::string> indexes{};  // column lists, for programs that find people by index
};
[[nodiscard]] const std::vector<MatchTable>& match_tables();

// One file DIRECTORY/NAME.tsv a table, with \N for what is not known; both programs read it. Throws
// std::runtime_error where the columns say what the tables cannot, so that no answer differs for
// that.
void export_match_tables(const Columns& columns, const MatchQuestion& question,
                         const std::string& directory);

// One statement. Its first row has what = 0 and the counts: holds, needs approval, unverified, the
// bands and 档次待核实. The others, what = 1, are the first told_people of those who hold, by what
// their total is at least and then by number: number, total at least and at most, then of each
// criterion the contribution at least and at most. All columns are whole numbers; the counts are
// filled up with 0. Words stand as the columns' numbers, as an application would resolve them.
[[nodiscard]] std::string match_sql(const Columns& columns, const MatchQuestion& question,
                                    Dialect dialect);

// What stands behind `bole_peers match`; the exit code.
int match_program(const std::vector<std::string>& words);

}  // namespace bole::peers
