/** What is wrong with a query, and where. */

import { misspelt } from "./keywords.ts";

/** A fault with its place in the reader's text, both from 1; what stands there, and what could have stood there. */
export class QueryFault extends Error {
  constructor(
    message: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
    readonly expected: readonly string[] = [],
    readonly found = "",
  ) {
    super(message);
  }
}

const ENGINE = /error at (\d+):(\d+): ([\s\S]*)/;
const SERVER = [
  /第 (\d+) 行第 (\d+) 列.*?[：:](?:此处应为 )?([\s\S]*?)。?$/,
  /line (\d+), column (\d+):?(?: expected here is)? ?([\s\S]*?)\.?$/,
];
/** Words between commas, as parsers list them; what stands in brackets are sets of characters, which tell a reader nothing. */
const LISTED = /"((?:[^"\\]|\\.)*)"|\[(?:'[^']*'|[^\]'])*\]|[^,"[\]\s][^,"[\]]*/g;

/** Reads the words of an engine or a server about a text; `before` is the number of lines that were put before it. */
export function readFault(told: string, text: string, before: number): QueryFault {
  for (const pattern of [ENGINE, ...SERVER]) {
    const match = pattern.exec(told.trim());
    if (!match) continue;
    const wrong = misspelt(text);
    if (wrong) return new QueryFault(told.trim(), ...lineAndColumn(text, wrong.at), [wrong.meant], wrong.word);
    const [line, column] = [Math.max(1, Number(match[1]) - before), Number(match[2])];
    const found = /^\s*(\S+)/.exec(text.slice(placeOf(text, line, column)))?.[1] ?? "";
    return new QueryFault(told.trim(), line, column, expectations(match[3] ?? ""), found);
  }
  return new QueryFault(told.trim());
}

/** Gives what was expected, each once. */
export function expectations(text: string): string[] {
  const listed = text
    .replace(/^expected\s+/, "")
    .replace(/^one of\s+/, "")
    .replace(/…$/, "");
  const each = [...listed.matchAll(LISTED)].map((match) => (match[0].startsWith("[") ? "" : (match[1] ?? match[0]).trim()));
  return [...new Set(each.filter(Boolean))];
}

/** Gives the place in a text, in UTF-16 units, of a line and a column that count code points; the end where there is none. */
export function placeOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const within = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  return Math.min(text.length, before + within);
}

function lineAndColumn(text: string, at: number): [number, number] {
  const lines = text.slice(0, at).split("\n");
  return [lines.length, [...(lines.at(-1) ?? "")].length + 1];
}
