// Writes src/generated/page.ts, or the file named: the types and the version of what Python gives the page, from its JSON Schema.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const text = (await readFile(new URL("../page/page.schema.json", import.meta.url), "utf8")).replaceAll("\r\n", "\n");
/** As in viz/page/contract.py. */
const LENGTH = 12;
const version = createHash("sha256").update(text).digest("hex").slice(0, LENGTH);

/** Drops the titles of fields, which would name each a type, and writes tuples as the compiler of types reads them. */
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== "object") return node;
  // labels beside a reference would make a copy of what it refers to
  if (node.$ref) return { $ref: node.$ref };
  const named = Object.entries(node).filter(([key]) => key !== "title");
  const { prefixItems, ...kept } = Object.fromEntries(named.map(([key, value]) => [key, plain(value)]));
  if (prefixItems) kept.items = prefixItems;
  // a field may itself be called "title"
  if (node.properties) kept.properties = Object.fromEntries(Object.entries(node.properties).map(([name, field]) => [name, plain(field)]));
  return kept;
}

const types = await compile({ ...plain(JSON.parse(text)), title: "Contract" }, "Contract", {
  additionalProperties: false,
  format: false,
  bannerComment: `// Written by types.mjs from viz/page/page.schema.json.

/** Of the form of the data. */
export const VERSION = "${version}";
`,
});
const file = process.argv[2] ?? fileURLToPath(new URL("./src/generated/page.ts", import.meta.url));
await mkdir(dirname(file), { recursive: true });
await writeFile(file, types);
