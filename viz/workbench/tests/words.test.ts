import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCES = join(import.meta.dirname, "..", "src");
const catalogue = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(SOURCES, "..", "..", "..", "schema", "words", `${language}.json`), "utf8")) as Record<string, string>;

const used = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .flatMap((name) => [...readFileSync(join(SOURCES, name), "utf8").matchAll(/\bword\(\s*"(\w+)"/g)].map((match) => match[1]));

test.each(["zh", "en"])("every key that the page asks for has words: %s", (language) => {
  const words = catalogue(language);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((key) => !(`page.${key}` in words))).toEqual([]);
});
