import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SOURCES = new URL("../src/", import.meta.url);

test("what holds for narrow windows does not hold for paper, which is as narrow as a tablet", () => {
  const loose = readdirSync(SOURCES, { recursive: true, encoding: "utf-8" })
    .filter((name) => /\.(css|svelte)$/.test(name))
    .flatMap((name) =>
      [...readFileSync(new URL(name, SOURCES), "utf-8").matchAll(/@media ([^{]*width[^{]*)\{/g)].map(([, rule]) => `${name}: ${rule}`),
    )
    .filter((rule) => !/: (screen|print) /.test(rule));
  expect(loose).toEqual([]);
});
