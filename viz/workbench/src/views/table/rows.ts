/** The rows of the table: filtered by lists of values, found by words, sorted. */

import type { Task } from "../../generated/page.ts";
import { fold, terms } from "../../model/folding.ts";
import { taskRef } from "../../model/refs.ts";
import type { Labels, TableData } from "../../model/page.ts";
import type { Column } from "./columns.ts";

/** A task with the values of each column, the marks that stand for some of them, and the numbers that columns are sorted by. */
export interface Row {
  ref: string;
  cells: Record<string, readonly string[]>;
  written: Record<string, string>;
  hints: Record<string, string>;
  ranks: Record<string, number>;
}

/** The values that pass, by column; an empty cell has the value "". */
export type Filters = Readonly<Record<string, readonly string[]>>;

export interface Count {
  value: string;
  rows: number;
}

/** Gives the rows of the tasks in their order, with the cells that the page was given. */
export function rowsOf(tasks: readonly Task[], table: TableData, columns: readonly Column[], told: (labels: Labels) => string): Row[] {
  const texts = table.values.map((value) => (typeof value === "object" ? told(value) : String(value)));
  return tasks.map((task, at) => {
    const row: Row = { ref: taskRef(task.id), cells: {}, written: {}, hints: {}, ranks: {} };
    columns.forEach(({ key, mark }, place) => {
      const cell = [table.rows[at]?.[place] ?? []].flat();
      const values = cell.map((each) => texts[each] ?? "");
      const [first] = cell.map((each) => table.values[each]);
      const made = mark?.(task);
      row.cells[key] = mark ? [made?.word ?? ""].filter(Boolean) : values;
      row.written[key] = values.join("\n");
      if (made) row.hints[key] = made.hint;
      if (typeof first === "number") row.ranks[key] = first;
    });
    return row;
  });
}

const EMPTY = [""];

function values(row: Row, key: string): readonly string[] {
  const found = row.cells[key];
  return found?.length ? found : EMPTY;
}

/** Gives the rows that pass every filter and hold all the words, in whichever of their cells, in their order. */
export function filtered(rows: readonly Row[], filters: Filters, words = ""): Row[] {
  const wanted = Object.entries(filters).map(([key, passing]) => [key, new Set(passing)] as const);
  const asked = terms(words);
  return rows.filter(
    (row) =>
      wanted.every(([key, passing]) => values(row, key).some((value) => passing.has(value))) &&
      asked.every((term) => Object.values(compared(row)).some((cell) => cell.includes(term))),
  );
}

const known = new WeakMap<Row, Record<string, string>>();

/** The cells of a row as they are compared. */
function compared(row: Row): Record<string, string> {
  let cells = known.get(row);
  if (!cells)
    known.set(row, (cells = Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, cell.map(fold).join("\n")]))));
  return cells;
}

/** Gives the columns in which words stand, with the number of rows in which they do, in the order of the columns. */
export function columnsWith(rows: readonly Row[], words: string): { key: string; rows: number }[] {
  const asked = terms(words);
  const found = new Map<string, number>();
  for (const row of rows) {
    for (const [key, cell] of Object.entries(compared(row))) {
      if (asked.some((term) => cell.includes(term))) found.set(key, (found.get(key) ?? 0) + 1);
      else found.set(key, found.get(key) ?? 0);
    }
  }
  return [...found].flatMap(([key, count]) => (count ? [{ key, rows: count }] : []));
}

/** Gives the values of a column with the number of rows that have each, as the other filters leave them; the empty one last. */
export function counts(rows: readonly Row[], filters: Filters, key: string, words = ""): Count[] {
  const others = Object.fromEntries(Object.entries(filters).filter(([each]) => each !== key));
  const found = new Map<string, number>((filters[key] ?? []).map((value) => [value, 0]));
  for (const row of filtered(rows, others, words)) {
    for (const value of values(row, key)) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return [...found]
    .map(([value, count]) => ({ value, rows: count }))
    .sort((a, b) => Number(a.value === "") - Number(b.value === "") || b.rows - a.rows || collator.compare(a.value, b.value));
}

/** By pinyin, and numbers by their size: 2.9 before 2.10. */
const collator = new Intl.Collator("zh-CN", { numeric: true });

/** Gives the rows in the order of a column, downwards where it begins with "-"; empty cells stand last either way. */
export function sorted(rows: readonly Row[], order: string): Row[] {
  const down = order.startsWith("-");
  const key = down ? order.slice(1) : order;
  if (!key) return [...rows];
  const texts = new Map(rows.map((row) => [row, text(row, key)]));
  return [...rows].sort((a, b) => {
    const [one, other] = [texts.get(a) ?? "", texts.get(b) ?? ""];
    if (!one || !other) return Number(!one) - Number(!other);
    const [first, second] = [a.ranks[key], b.ranks[key]];
    if (first !== undefined && second !== undefined) return down ? second - first : first - second;
    return down ? collator.compare(other, one) : collator.compare(one, other);
  });
}

/** Gives a cell as it goes into a file: numbers as they are, not the marks that stand for them. */
export function written(row: Row, key: string): string {
  return row.written[key] ?? "";
}

/** Gives a cell as one reads it, a line each value. */
export function text(row: Row, key: string): string {
  return (row.cells[key] ?? []).join("\n");
}

/** Reads filters as an address holds them; what is none counts as no filter. */
export function readFilters(told: string | undefined, columns: readonly Column[]): Filters {
  let found: unknown;
  try {
    found = JSON.parse(told || "{}");
  } catch {
    return {};
  }
  if (typeof found !== "object" || found === null) return {};
  const keys = new Set(columns.map((column) => column.key));
  const fits = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === "string");
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string[]] => keys.has(entry[0]) && fits(entry[1])));
}

export function writeFilters(filters: Filters): string {
  return Object.keys(filters).length ? JSON.stringify(filters) : "";
}

/** Gives the filters with those of one column set anew; `undefined` lets all its values pass. */
export function withFilter(filters: Filters, key: string, passing: readonly string[] | undefined): Filters {
  const { [key]: _, ...others } = filters;
  return passing ? { ...others, [key]: passing } : others;
}
