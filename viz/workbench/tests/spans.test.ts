import { expect, test } from "vitest";
import { runs } from "../src/model/spans.ts";

const told = (text: string, marks: { start: number; end: number; value: string }[]): [string, string[]][] =>
  runs(text, 0, text.length, marks).map((run) => [run.text, run.marks.map((mark) => mark.value)]);

test("runs together are the text", () => {
  expect(
    told("会同上海大学推进课程", [])
      .map(([text]) => text)
      .join(""),
  ).toBe("会同上海大学推进课程");
});

test("a mark inside a mark is the inner one", () => {
  expect(
    told("会同上海大学推进课程", [
      { start: 2, end: 6, value: "unit" },
      { start: 0, end: 10, value: "task" },
    ]),
  ).toEqual([
    ["会同", ["task"]],
    ["上海大学", ["task", "unit"]],
    ["推进课程", ["task"]],
  ]);
});

test("marks that overlap share the run between them", () => {
  expect(
    told("abcdef", [
      { start: 0, end: 4, value: "one" },
      { start: 2, end: 6, value: "two" },
    ]),
  ).toEqual([
    ["ab", ["one"]],
    ["cd", ["one", "two"]],
    ["ef", ["two"]],
  ]);
});

test("marks that reach beyond the range are cut off, and those outside are left out", () => {
  const found = runs("abcdef", 2, 4, [
    { start: 0, end: 3, value: "one" },
    { start: 4, end: 6, value: "two" },
  ]);
  expect(found.map((run) => [run.text, run.marks.length])).toEqual([
    ["c", 1],
    ["d", 0],
  ]);
});
