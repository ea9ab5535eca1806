import { expect, test } from "vitest";
import { VERSION } from "../src/generated/page.ts";
import { readPage } from "../src/model/page.ts";

/** A page with that text as its data, and its line about data of another version. */
function paged(text: string): { root: Document; shown: () => boolean } {
  let hidden = true;
  const parts: Record<string, unknown> = {
    "plankg-page": { textContent: text },
    "plankg-refusal": { removeAttribute: (name: string) => (hidden = name !== "hidden") },
  };
  return { root: { getElementById: (id: string) => parts[id] ?? null } as unknown as Document, shown: () => !hidden };
}

test("data of the page's own version are taken", () => {
  const { root, shown } = paged(JSON.stringify({ version: VERSION, plans: [] }));
  expect(readPage(root)?.plans).toEqual([]);
  expect(shown()).toBe(false);
});

test("data of another version are refused, in a line that stands in the page", () => {
  for (const data of [{ version: "0" }, { version: 1 }, {}]) {
    const { root, shown } = paged(JSON.stringify(data));
    expect(readPage(root)).toBeNull();
    expect(shown()).toBe(true);
  }
});

test("a page without data is no page", () => {
  expect(() => readPage(paged("").root)).toThrow("no data");
});
