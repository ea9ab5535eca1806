import { expect, test } from "vitest";
import { matrix, partsOf, type Wanted } from "../src/views/matrix/matrix.ts";
import { moved, scrolledTo, shown } from "../src/views/matrix/window.ts";
import { planOf } from "./plans.ts";

const model = planOf({
  units: ["上海大学", "白鹭小学"],
  tasks: ["会同上海大学推进课程建设", "指导白鹭小学开展节日活动", "厉行节约"],
  assignments: [
    ["1.1", "上海大学", "partner"],
    ["1.1", "白鹭小学", "site"],
    ["1.2", "白鹭小学", "responsible"],
  ],
});
const wanted: Wanted = { level: "tasks", group: "none", columns: "load", order: "text", type: "", role: "", chapter: "", all: false };
const table = (more: Partial<Wanted>): string[][] => {
  const found = matrix(model, { ...wanted, ...more });
  const head = found.columns.map(({ unit }) => unit.name);
  return [head, ...found.rows.map((row) => head.map((_, column) => row.cells.get(column)?.letters ?? ""))];
};

test("a cell holds the letters of the unit's roles in the task, the most loaded unit first", () => {
  expect(table({})).toEqual([
    ["白鹭小学", "上海大学"],
    ["s", "p"],
    ["r", ""],
  ]);
});

test("a chapter's cell holds the letters of all its tasks", () => {
  expect(table({ level: "chapters" })).toEqual([
    ["白鹭小学", "上海大学"],
    ["rs", "p"],
  ]);
});

test("a filter for the role leaves the units that have it", () => {
  expect(table({ role: "partner" })).toEqual([["上海大学"], ["p"]]);
});

test("tasks without units are rows when they are asked for", () => {
  expect(table({ all: true })).toHaveLength(4);
});

test("rows that are not listed are counted, and in those that are the tasks without an assignment", () => {
  expect(matrix(model, wanted).left).toBe(1);
  expect(matrix(model, { ...wanted, all: true }).left).toBe(0);
  const [chapter] = matrix(model, { ...wanted, level: "chapters" }).rows;
  expect([chapter?.tasks, chapter?.bare]).toEqual([3, 1]);
  const [filtered] = matrix(model, { ...wanted, level: "chapters", role: "partner" }).rows;
  expect(filtered?.bare).toBe(2);
});

test("in words a row names each unit once, with all it does and all by which it is concerned", () => {
  const found = matrix(model, { ...wanted, level: "chapters" });
  const [chapter] = found.rows;
  const said = (does: boolean): unknown[] =>
    chapter ? partsOf(model, found, chapter, does).map(({ unit, roles }) => [unit.name, roles]) : [];
  expect(said(true)).toEqual([
    ["上海大学", ["partner"]],
    ["白鹭小学", ["responsible"]],
  ]);
  expect(said(false)).toEqual([["白鹭小学", ["site"]]]);
});

test("rows by load put the task with the most assignments first, under the heading of its chapter", () => {
  const { rows } = matrix(model, { ...wanted, group: "chapter", order: "load" });
  expect(rows.map((row) => [row.heading, row.total])).toEqual([
    [true, 3],
    [false, 2],
    [false, 1],
  ]);
});

test("of ten thousand rows only those in the window are drawn", () => {
  const range = shown(10_000, 30, 6000, 600);
  expect([range.first, range.last]).toEqual([196, 224]);
  expect(shown(3, 30, 0, 600)).toEqual({ first: 0, last: 3 });
  expect(shown(3, 30, 6000, 600)).toEqual({ first: 3, last: 3 });
});

test("a row outside the window is scrolled to, one inside is left", () => {
  expect(scrolledTo(100, 30, 0, 600)).toBe(2430);
  expect(scrolledTo(1, 30, 300, 600)).toBe(30);
  expect(scrolledTo(15, 30, 300, 600)).toBe(300);
});

test("keys lead to cells inside the grid", () => {
  expect(moved("ArrowDown", 0, 0, 2, 2, 10)).toEqual([1, 0]);
  expect(moved("PageDown", 0, 1, 2, 2, 10)).toEqual([1, 1]);
  expect(moved("ArrowLeft", 0, 0, 2, 2, 10)).toEqual([0, 0]);
  expect(moved("a", 0, 0, 2, 2, 10)).toBeUndefined();
});
