/** Answers as files and as bars. */

import type { Answer, Term, Triple } from "./answer.ts";
import { quoted } from "./telling.ts";

type Table = Extract<Answer, { kind: "table" }>;
const NUMBERS = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const BOM = "\ufeff";

/** Gives a table as CSV that spreadsheets open as it is: UTF-8 with its mark, CRLF (https://www.rfc-editor.org/rfc/rfc4180). */
export function csv({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => cells.map(cell).join(",");
  return `${BOM}${[line(columns), ...rows.map((row) => line(row.map((term) => term?.value ?? "")))].join("\r\n")}\r\n`;
}

function cell(text: string): string {
  // a spreadsheet would reckon what begins like a formula
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives an answer as JSON: rows by column, or triples. */
export function json(answer: Answer): string {
  const value =
    answer.kind === "truth"
      ? answer.value
      : answer.kind === "graph"
        ? answer.triples
        : answer.rows.map((row) => Object.fromEntries(answer.columns.map((column, i) => [column, row[i]?.value ?? null])));
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Gives triples as Turtle, one subject after the other in their order; each line is N-Triples, which is Turtle. */
export function turtle(triples: readonly Triple[]): string {
  return triples.map((triple) => `${triple.map(written).join(" ")} .\n`).join("");
}

/** Gives a term as N-Triples writes it. */
export function written(term: Term): string {
  if (term.type === "uri") return `<${term.value}>`;
  if (term.type === "bnode") return `_:${term.value}`;
  return quoted(term.value) + (term.language ? `@${term.language}` : term.datatype ? `^^<${term.datatype}>` : "");
}

export interface Bar {
  label: string;
  value: number;
}

/** Gives bars where the table has a column of numbers and another that names them; null where it has not. */
export function bars({ columns, rows }: Table, most: number): { title: string; bars: Bar[] } | null {
  const number = columns.findIndex(
    (_, i) => rows.length > 0 && rows.every((row) => row[i] == null || isNumber(row[i])) && rows.some((row) => isNumber(row[i])),
  );
  const label = columns.findIndex((_, i) => i !== number && rows.some((row) => row[i] && !isNumber(row[i])));
  if (number < 0 || label < 0) return null;
  const made = rows.flatMap((row): Bar[] => (row[number] ? [{ label: row[label]?.value ?? "", value: Number(row[number].value) }] : []));
  return { title: columns[number] ?? "", bars: made.slice(0, most) };
}

function isNumber(term: Term | null | undefined): boolean {
  return term?.type === "literal" && NUMBERS.test(term.datatype ?? "") && Number.isFinite(Number(term.value));
}
