/** The grid that draws the rows: Tabulator with only what is needed of it, and texts that stay texts. */

import {
  FormatModule,
  GroupRowsModule,
  ResizeColumnsModule,
  ResizeTableModule,
  Tabulator,
  type CellComponent,
  type ColumnDefinition,
} from "tabulator-tables";
import { type Part, parted } from "../../model/folding.ts";
import type { Column } from "./columns.ts";
import { type Row, text } from "./rows.ts";

Tabulator.registerModule([FormatModule, GroupRowsModule, ResizeColumnsModule, ResizeTableModule]);

export interface Looks {
  columns: readonly Column[];
  /** The key of the column whose values make groups, or "". */
  group: string;
  /** What was looked for, to be marked. */
  asked(): readonly string[];
  /** What stands for an empty value above a group. */
  empty: string;
  /** What the button of a column's menu says. */
  says(column: Column): string;
  onmenu(column: Column, button: HTMLElement): void;
  onsort(column: Column): void;
}

/** By what the rows are sorted ("-" before the key for downwards), and which columns are filtered. */
export interface Marks {
  sorted: string;
  filtered: ReadonlySet<string>;
}

/** Widths and heights in rem, so that the grid grows with the reader's text. */
const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
const CHARACTER = 0.875 * rem;
const ROW = 2.95 * rem;
/** How many rows are drawn above and below the window. */
const BUFFER = 3;
/** Beside the words of a cell, and beside those of a heading, where the button of its menu is. */
const PADDING = 1.4 * rem;
const HEAD = 3.3 * rem;
/** What a column may take of the window, so that on a phone there is room for others. */
const WIDEST = 0.6;
/** How wide a Latin letter in bold is, in Chinese characters. */
const LATIN = 0.66;

/** Draws the rows into an element, and gives the grid. */
export function grid(element: HTMLElement, rows: readonly Row[], looks: Looks): Tabulator {
  return new Tabulator(element, {
    data: [...rows],
    index: "ref",
    height: "100%",
    rowHeight: ROW,
    renderVerticalBuffer: BUFFER * ROW,
    layout: "fitDataFill",
    columnDefaults: { resizable: "header" },
    columns: looks.columns.map((column) => definition(column, looks)),
    rowFormatter: (row) => {
      row.getElement().dataset.ref = (row.getData() as Row).ref;
      // the grid sets it only after it has measured the row, and all rows would be laid out once more
      for (const cell of row.getCells()) cell.getElement().style.height = `${ROW}px`;
    },
    ...(looks.group && {
      groupBy: (row: Row) => text(row, looks.group),
      groupStartOpen: true,
      groupToggleElement: "header",
      // its types know no elements, which it takes as well, and which no text can break out of
      groupHeader: (value: string, count: number) => titled(value.replaceAll("\n", "、") || looks.empty, count) as unknown as string,
    }),
  });
}

/** Shows in the heads how the rows are sorted and by which columns they are filtered. */
export function mark(element: HTMLElement, columns: readonly Column[], { sorted, filtered }: Marks): void {
  for (const { key, heading } of columns) {
    const head = element.querySelector(`.tabulator-col[tabulator-field="${key}"]`);
    const [title, menu] = head?.querySelectorAll("button") ?? [];
    if (!head || !title || !menu) continue;
    const order = sorted === key ? "ascending" : sorted === `-${key}` ? "descending" : "none";
    head.setAttribute("aria-sort", order);
    title.textContent = `${heading}${{ ascending: " ↑", descending: " ↓", none: "" }[order]}`;
    menu.classList.toggle("filtered", filtered.has(key));
    menu.textContent = filtered.has(key) ? "▼" : "▾";
  }
}

function definition(column: Column, looks: Looks): ColumnDefinition {
  return {
    title: column.heading,
    field: column.key,
    width: Math.round(Math.max(Math.min(column.width * CHARACTER + PADDING, WIDEST * innerWidth), wide(column.heading) * CHARACTER + HEAD)),
    minWidth: 4 * rem,
    titleFormatter: () => headed(column, looks),
    formatter: (cell: CellComponent) => {
      const row = cell.getRow().getData() as Row;
      const words = (row.cells[column.key] ?? []).join("、");
      return clamped(words, column.alert, row.hints[column.key], parted(words, looks.asked(), column.width));
    },
    cssClass: column.key,
  };
}

function headed(column: Column, looks: Looks): HTMLElement {
  const head = document.createElement("div");
  head.className = "head";
  const title = document.createElement("button");
  title.className = "sort";
  title.textContent = column.heading;
  title.addEventListener("click", () => looks.onsort(column));
  const menu = document.createElement("button");
  menu.className = "menu";
  menu.textContent = "▾";
  menu.title = looks.says(column);
  menu.setAttribute("aria-label", menu.title);
  menu.setAttribute("aria-haspopup", "dialog");
  menu.addEventListener("click", () => looks.onmenu(column, menu));
  head.append(title, menu);
  return head;
}

/** Gives how wide words are, in Chinese characters. */
function wide(words: string): number {
  return [...words].reduce((width, character) => width + (character > "\u2e80" ? 1 : LATIN), 0);
}

function clamped(words: string, alert: string | undefined, hint: string | undefined, parts: readonly Part[]): HTMLElement {
  const cell = document.createElement("span");
  cell.className = words === alert ? "words alert" : "words";
  cell.lang = "zh-CN";
  for (const { text, hit } of parts) {
    const part = hit ? document.createElement("mark") : undefined;
    if (part) [part.className, part.textContent] = ["hit", text];
    cell.append(part ?? text);
  }
  if (hint || words.length > 24) cell.title = hint ?? words;
  return cell;
}

function titled(words: string, count: number): HTMLElement {
  const title = document.createElement("span");
  title.className = "group";
  title.lang = "zh-CN";
  title.textContent = `${words}  `;
  const number = document.createElement("span");
  number.className = "muted";
  number.textContent = String(count);
  title.append(number);
  return title;
}
