import { expect, test } from "vitest";
import { csv, tabbed } from "../src/views/table/cells.ts";
import { columns } from "../src/views/table/columns.ts";
import { counts, filtered, readFilters, rowsOf, sorted, text, withFilter, writeFilters } from "../src/views/table/rows.ts";
import { planOf } from "./plans.ts";

const model = planOf({
  units: ["上海大学", "白鹭小学"],
  tasks: ["会同上海大学推进课程建设", "指导白鹭小学开展节日活动", "厉行节约"],
  assignments: [["1.1", "上海大学", "partner"], ["1.1", "白鹭小学", "site"], ["1.2", "白鹭小学", "responsible"], ["1.2", "上海大学", "responsible"]],
});
const all = columns(model, { word: (key) => key, label: (_, value) => value, figure: (id) => id });
const rows = rowsOf(model.plan.tasks, all);
const ids = (found: readonly { ref: string }[]): string[] => found.map((row) => row.ref);

test("a task's cell holds the names of all units in the role, and whether none is named", () => {
  expect(rows.map((row) => text(row, "responsible"))).toEqual(["", "白鹭小学\n上海大学", ""]);
  expect(rows.map((row) => text(row, "unnamed"))).toEqual(["", "", "unnamed_short"]);
});

test("who does a task stands in one cell with the roles in front, and says so where nobody is named", () => {
  expect(rows.map((row) => text(row, "doers"))).toEqual(["partner 上海大学", "responsible 白鹭小学\nresponsible 上海大学", "unnamed_short"]);
  expect(rows.map((row) => text(row, "concerned"))).toEqual(["site 白鹭小学", "", ""]);
});

test("single roles and what holds nothing in the plan are hidden at first, and can be chosen", () => {
  const roles = all.map((column) => column.key).filter((key) => key in model.terms.Role);
  expect(roles.slice(0, 4)).toEqual(["lead", "responsible", "participant", "partner"]);
  expect(all.filter((column) => column.shown).map((column) => column.key)).toEqual(["directive", "task", "kind", "doers", "concerned"]);
});

test("a row passes if one of its values does; the empty cell is a value", () => {
  expect(ids(filtered(rows, { responsible: ["上海大学"] }))).toEqual(["task/1.2"]);
  expect(ids(filtered(rows, { responsible: [""] }))).toEqual(["task/1.1", "task/1.3"]);
  expect(filtered(rows, { responsible: [] })).toEqual([]);
  expect(ids(filtered(rows, {}, "节约"))).toEqual(["task/1.3"]);
});

test("values are counted as the other filters leave them, the empty one last", () => {
  expect(counts(rows, {}, "responsible")).toEqual([{ value: "白鹭小学", rows: 1 }, { value: "上海大学", rows: 1 }, { value: "", rows: 2 }]);
  expect(counts(rows, { unnamed: ["unnamed_short"] }, "responsible")).toEqual([{ value: "", rows: 1 }]);
  expect(counts(rows, { responsible: ["上海大学"] }, "responsible").map(({ rows }) => rows)).toEqual([1, 1, 2]);
});

test("numbers are sorted by size, empty cells stand last both ways", () => {
  const told = ["2.10", "", "2.9"].map((value, index) => ({ ref: String(index), cells: { id: value ? [value] : [] }, hints: {}, ranks: {} }));
  expect(ids(sorted(told, "id"))).toEqual(["2", "0", "1"]);
  expect(ids(sorted(told, "-id"))).toEqual(["0", "2", "1"]);
});

test("filters come back from the address as they went; what is none counts as none", () => {
  const filters = withFilter({ kind: ["建设"] }, "responsible", ["a,b;c", ""]);
  expect(readFilters(writeFilters(filters), all)).toEqual(filters);
  expect(withFilter(filters, "kind", undefined)).toEqual({ responsible: ["a,b;c", ""] });
  for (const broken of ["{", "7", "null", '{"foreign":["x"]}', '{"kind":"x"}']) expect(readFilters(broken, all)).toEqual({});
});

test("cells go to Excel as they are: line ends and quotes stay in their cell, no text becomes a formula", () => {
  const cells = [["甲\n乙", '说"好"', "=1+1"], ["a\tb", "", "-5"]];
  expect(tabbed(cells)).toBe("\"甲\n乙\"\t\"说\"\"好\"\"\"\t'=1+1\r\n\"a\tb\"\t\t'-5");
  expect(csv([["一,二", "@x"]])).toBe("\ufeff\"一,二\",'@x\r\n");
});

test("the column of certainty says sure, fair or unsure, has the number beside it, and sorts by that", () => {
  const [first, second, third] = model.plan.tasks.map((task) => task);
  const weighed = [{ ...first, certainty: 0.97 }, { ...second, certainty: 0.41 }, { ...third, certainty: 0.7, decision: "d1" }] as typeof model.plan.tasks;
  const found = rowsOf(weighed, all);
  expect(found.map((row) => text(row, "certainty"))).toEqual(["sure", "unsure", "sure"]);
  expect(rowsOf(weighed, columns(model, { word: (key, values) => `${key} ${values?.percent}`, label: (_, value) => value, figure: (id) => id }))[1]?.hints.certainty).toBe("certainty_of 41");
  expect(ids(sorted(found, "certainty"))).toEqual(["task/1.2", "task/1.1", "task/1.3"]);
});
