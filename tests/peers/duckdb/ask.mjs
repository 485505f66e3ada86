// DuckDB, as tools/bench asks it.
//
//   node ask.mjs load DIR          runs DIR/load.duckdb.sql into DIR/duckdb
//   node ask.mjs ask DIR THREADS   puts DIR/question.duckdb.sql to the same tables in memory, which
//                                  is a tenth faster; prints rows, writes the answer
import { readFileSync, writeFileSync } from "node:fs";
import { DuckDBInstance, version } from "@duckdb/node-api";

const secondsARound = 10;
const leastRuns = 7;
const mostRuns = 50;

const [what, directory, threads] = process.argv.slice(2);
const asking = what === "ask";
const instance = await DuckDBInstance.create(asking ? ":memory:" : `${directory}/duckdb`, {
  threads: asking ? threads : "2",
});
const connection = await instance.connect();

if (what === "load") {
  for (const statement of readFileSync(`${directory}/load.duckdb.sql`, "utf8").split(";\n")) {
    if (statement.trim()) await connection.run(statement);
  }
  await connection.run("ANALYZE");
  await connection.run("CHECKPOINT");
  writeFileSync(`${directory}/version.duckdb`, `DuckDB ${version()}`);
} else {
  await connection.run(`ATTACH '${directory}/duckdb' AS file (READ_ONLY)`);
  const tables = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  for (const [table] of tables.getRows()) {
    await connection.run(`CREATE TABLE ${table} AS FROM file.${table}`);
  }
  const question = readFileSync(`${directory}/question.duckdb.sql`, "utf8");
  const prepared = await connection.prepare(question);
  let rows = [];
  const begin = performance.now();
  for (let run = -2; run < mostRuns; run += 1) {
    const before = performance.now();
    rows = (await prepared.runAndReadAll()).getRows();
    const time = performance.now() - before;
    if (run >= 0) {
      console.log(JSON.stringify({ id: `match.duckdb${threads}`, value: time, unit: "ms" }));
    }
    if (run + 1 >= leastRuns && performance.now() - begin > secondsARound * 1000) break;
  }
  const lines = rows.map((row) => row.map(Number));
  const answer = {
    counts: lines.find((line) => line[0] === 0).slice(1),
    first: lines.filter((line) => line[0] === 1).map((line) => line.slice(1)),
  };
  writeFileSync(`${directory}/answer.duckdb${threads}.json`, JSON.stringify(answer));
}
