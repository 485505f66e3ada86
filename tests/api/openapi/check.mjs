// check.mjs DESCRIPTION [EXCHANGES]: whether the description is valid OpenAPI 3.1, and whether every
// exchange (a JSON line: method, target, content_type, body, status, answer_type, answer) is as it
// says. Prints what is not, and then exits with 1.
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";

const description = JSON.parse(readFileSync(process.argv[2], "utf8"));
const faults = [];
const said = await new Validator({ strict: false }).validate(structuredClone(description));
if (!said.valid) faults.push(`not OpenAPI: ${JSON.stringify(said.errors)}`);
if (description.openapi !== "3.1.0") faults.push(`version ${description.openapi}`);

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
ajv.addVocabulary(["openapi", "info", "servers", "paths", "components"]);
ajv.addSchema(description, "description");
const pointer = (path) =>
  `description#/${path.map((part) => encodeURIComponent(part.replace(/~/g, "~0").replace(/\//g, "~1"))).join("/")}`;
for (const name of Object.keys(description.components.schemas)) {
  ajv.getSchema(pointer(["components", "schemas", name]));
}

function resolved(value) {
  if (!value?.$ref) return value;
  return value.$ref.slice(2).split("/").reduce((at, part) => at[part], description);
}

function check(schema, text, where) {
  if (!schema) return;
  const name = schema.$ref.split("/").at(-1);
  const holds = ajv.getSchema(pointer(["components", "schemas", name]));
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    faults.push(`${where}: ${error.message}`);
    return;
  }
  if (!holds(value)) faults.push(`${where}: not ${name}: ${ajv.errorsText(holds.errors)}`);
}

const seen = new Set();
const paths = Object.keys(description.paths).map((pattern) => ({
  pattern,
  fits: new RegExp(`^${pattern.replace(/[.]/g, "\\.").replace(/\{[^}]*\}/g, "[^/]+")}$`),
}));
const lines = process.argv[3] ? readFileSync(process.argv[3], "utf8").trim().split("\n") : [];
for (const line of lines) {
  const exchange = JSON.parse(line);
  const where = `${exchange.method} ${exchange.target} → ${exchange.status}`;
  const found = paths.find(({ fits }) => fits.test(exchange.target.split("?")[0]));
  const operation = found && description.paths[found.pattern][exchange.method.toLowerCase()];
  if (!operation) {
    faults.push(`${where}: not described`);
    continue;
  }
  if (exchange.status < 300) seen.add(operation.operationId);
  const response = resolved(operation.responses[exchange.status] ?? operation.responses.default);
  if (exchange.status < 400 && !operation.responses[exchange.status]) faults.push(`${where}: status not described`);
  if (exchange.status !== 204 && exchange.status !== 304) {
    const type = exchange.answer_type.split(";")[0];
    if (!response.content?.[type]) faults.push(`${where}: ${type} not described`);
    check(response.content?.[type]?.schema, exchange.answer, where);
  }
  for (const name of Object.keys(response.headers ?? {})) {
    if (!exchange.headers.includes(name.toLowerCase())) faults.push(`${where}: no ${name}`);
  }
  if (exchange.body && exchange.status < 300) {
    check(operation.requestBody?.content[exchange.content_type]?.schema, exchange.body, `${where}, request`);
  }
}
if (lines.length > 0) {
  for (const operations of Object.values(description.paths)) {
    for (const { operationId } of Object.values(operations)) {
      if (!seen.has(operationId)) faults.push(`${operationId}: never seen to succeed`);
    }
  }
}
for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 ? 1 : 0);
