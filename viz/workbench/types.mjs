// Writes src/generated/plan.ts, or the file named: the types of a plan, from the JSON Schema that the Python models give.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const schema = JSON.parse(await readFile(new URL("../../schema/plan.schema.json", import.meta.url), "utf8"));

/** Makes of what may be left out on reading what is always there in a plan as written, and drops the titles of fields. */
function asWritten(node) {
  if (Array.isArray(node)) return node.map(asWritten);
  if (node === null || typeof node !== "object") return node;
  // labels beside a reference would make a copy of what it refers to
  if (node.$ref) return { $ref: node.$ref };
  const named = Object.entries(node).filter(([key]) => key !== "title");
  const kept = Object.fromEntries(named.map(([key, value]) => [key, asWritten(value)]));
  if (node.properties) {
    // a field may itself be called "title"
    kept.properties = Object.fromEntries(Object.entries(node.properties).map(([name, field]) => [name, asWritten(field)]));
    kept.required = Object.keys(kept.properties);
  }
  return kept;
}

const types = await compile({ ...asWritten(schema), title: "Plan" }, "Plan", {
  additionalProperties: false,
  format: false,
  bannerComment: "// Written by types.mjs from schema/plan.schema.json.",
});
const file = process.argv[2] ?? fileURLToPath(new URL("./src/generated/plan.ts", import.meta.url));
await mkdir(dirname(file), { recursive: true });
await writeFile(file, types);
