import { expect, test } from "vitest";
import { clicked, lineOf } from "../src/views/text/marks.ts";
import { byParagraph } from "../src/views/text/paragraphs.ts";

const line = (start: number, end: number) => ({ start, end, level: 0, title: false });

test("a mark that a page end breaks reaches into both lines", () => {
  const lines = [line(0, 5), line(6, 12)];
  const found = byParagraph(lines, [
    { start: 3, end: 8, value: "联盟" },
    { start: 7, end: 9, value: "学校" },
  ]);
  expect([...found.values()].map((marks) => marks.map((mark) => mark.value))).toEqual([["联盟"], ["联盟", "学校"]]);
});

test("a click chooses the narrowest, a second one the next wider, and then begins again", () => {
  const refs = ["section/一", "task/1.1", "School/白鹭小学"];
  expect(clicked(refs, "")).toBe("School/白鹭小学");
  expect(clicked(refs, "School/白鹭小学")).toBe("task/1.1");
  expect(clicked(refs, "section/一")).toBe("School/白鹭小学");
  expect(clicked([""], "")).toBe("");
});

test("neighbours in the list of types have lines of different kinds", () => {
  const types = ["School", "Project", "EducationGroup"];
  expect(new Set(types.map((type) => lineOf(types, type))).size).toBe(3);
});
