import { expect, test } from "vitest";
import type { Labels, TableData } from "../src/model/page.ts";
import { csv, tabbed, tabled } from "../src/views/table/cells.ts";
import { columns } from "../src/views/table/columns.ts";
import {
  columnsWith,
  counts,
  filtered,
  readFilters,
  type Row,
  rowsOf,
  sorted,
  text,
  withFilter,
  writeFilters,
  written,
} from "../src/views/table/rows.ts";
import { planOf } from "./plans.ts";

const model = planOf({ units: [], tasks: ["会同上海大学推进课程建设", "指导白鹭小学开展节日活动", "厉行节约"], assignments: [] });
const same = (text: string): Labels => ({ zh: text, en: text });
const table: TableData = {
  columns: [
    { key: "task", heading: { zh: "任务", en: "Task" }, width: 20, shown: true },
    { key: "certainty", heading: same("certainty"), width: 4, shown: true },
    { key: "kind", heading: same("kind"), width: 4, shown: true },
    { key: "unnamed", heading: same("unnamed"), width: 4, shown: false, alert: same("none") },
    { key: "responsible", heading: same("responsible"), width: 9, shown: false },
  ],
  values: [
    "会同上海大学推进课程建设",
    "指导白鹭小学开展节日活动",
    "厉行节约",
    0.97,
    0.41,
    1,
    { zh: "建设", en: "build" },
    "白鹭小学",
    "上海大学",
    same("none"),
  ],
  rows: [
    [0, 3, 6, [], []],
    [1, 4, 6, [], [7, 8]],
    [2, 5, [], 9, []],
  ],
};
const told = (labels: Labels): string => labels.zh;
const all = columns(table, { word: (key, values) => (values ? `${key} ${values.percent}` : key), told });
const rows = rowsOf(model.plan.tasks, table, all, told);
const ids = (found: readonly { ref: string }[]): string[] => found.map((row) => row.ref);

test("a cell holds its values in the language chosen, a line each, and nothing where there is none", () => {
  expect(rows.map((row) => text(row, "responsible"))).toEqual(["", "白鹭小学\n上海大学", ""]);
  expect(rows.map((row) => text(row, "kind"))).toEqual(["建设", "建设", ""]);
  expect(text(rowsOf(model.plan.tasks, table, all, (labels) => labels.en)[0] as Row, "kind")).toBe("build");
  expect(all.filter((column) => column.shown).map((column) => column.heading)).toEqual(["任务", "certainty", "kind"]);
});

test("a row passes if one of its values does; the empty cell is a value", () => {
  expect(ids(filtered(rows, { responsible: ["上海大学"] }))).toEqual(["task/1.2"]);
  expect(ids(filtered(rows, { responsible: [""] }))).toEqual(["task/1.1", "task/1.3"]);
  expect(filtered(rows, { responsible: [] })).toEqual([]);
  expect(ids(filtered(rows, {}, "节约"))).toEqual(["task/1.3"]);
});

test("values are counted as the other filters leave them, the empty one last", () => {
  expect(counts(rows, {}, "responsible")).toEqual([
    { value: "白鹭小学", rows: 1 },
    { value: "上海大学", rows: 1 },
    { value: "", rows: 2 },
  ]);
  expect(counts(rows, { unnamed: ["none"] }, "responsible")).toEqual([{ value: "", rows: 1 }]);
  expect(counts(rows, { responsible: ["上海大学"] }, "responsible").map(({ rows }) => rows)).toEqual([1, 1, 2]);
});

test("numbers are sorted by size, empty cells stand last both ways", () => {
  const told = ["2.10", "", "2.9"].map((value, index) => ({
    ref: String(index),
    cells: { id: value ? [value] : [] },
    written: {},
    hints: {},
    ranks: {},
  }));
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
  const cells = [
    ["甲\n乙", '说"好"', "=1+1"],
    ["a\tb", "", "-5"],
  ];
  expect(tabbed(cells)).toBe('"甲\n乙"\t"说""好"""\t\'=1+1\r\n"a\tb"\t\t\'-5');
  expect(csv([["一,二", "@x"]])).toBe('\ufeff"一,二",\'@x\r\n');
});

test("the column of certainty says sure, fair or unsure, has the number beside it, sorts by that, and gives it to files", () => {
  const [first, second, third] = model.plan.tasks.map((task) => task);
  const weighed = [
    { ...first, certainty: 0.97 },
    { ...second, certainty: 0.41 },
    { ...third, certainty: 0.7, decision: "d1" },
  ] as typeof model.plan.tasks;
  const found = rowsOf(weighed, table, all, told);
  expect(found.map((row) => text(row, "certainty"))).toEqual(["sure", "unsure", "sure"]);
  expect(found.map((row) => written(row, "certainty"))).toEqual(["0.97", "0.41", "1"]);
  expect(found[1]?.hints.certainty).toBe("certainty_of 41");
  expect(ids(sorted(found, "certainty"))).toEqual(["task/1.2", "task/1.1", "task/1.3"]);
});

test("words are found in whichever columns, and those columns are told", () => {
  expect(ids(filtered(rows, {}, "节日 白鹭"))).toEqual(["task/1.2"]);
  expect(ids(filtered(rows, {}, "上海 大学"))).toEqual(["task/1.1", "task/1.2"]);
  const found = columnsWith(filtered(rows, {}, "课程"), "课程");
  expect(found).toEqual([{ key: "task", rows: 1 }]);
});

test("a table for Word holds texts as texts and lines as lines", () => {
  const html = tabled([
    ["任务", "期限"],
    ["<b>甲</b>\n乙", "1.10"],
    ["=1+1", ""],
  ]);
  expect(html).toContain("&lt;b&gt;甲&lt;/b&gt;<br");
  expect(html).toContain(">'=1+1</td>");
  expect(html.match(/<td style="mso-number-format:'\\@'/g)).toHaveLength(4);
});
