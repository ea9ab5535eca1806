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
/** Words between commas, as parsers list them; what stands in brackets are sets of characters, which tell a reader nothing. */
const LISTED = /"((?:[^"\\]|\\.)*)"|\[(?:'[^']*'|[^\]'])*\]|[^,"[\]\s][^,"[\]]*/g;

/** Reads the words of the engine in the page. */
export function ofEngine(told: string): QueryFault {
  const match = ENGINE.exec(told);
  return match
    ? new QueryFault(told.trim(), Number(match[1]), Number(match[2]), expectations(match[3] ?? ""))
    : new QueryFault(told.trim());
}

/** Reads a server's refusal: problem details (https://www.rfc-editor.org/rfc/rfc9457) with the place of the fault, or a line of text. */
export function ofServer(type: string, body: string): QueryFault {
  if (!type.startsWith("application/problem+json")) return new QueryFault(body.trim());
  const { detail, line, column, expected } = JSON.parse(body) as { detail: string; line?: number; column?: number; expected?: string[] };
  return new QueryFault(detail, line ?? null, column ?? null, expected ?? []);
}

/** Gives a fault of what was sent as one of the reader's own text; `before` is the number of lines that were put before it. */
export function inText({ message, line: sent, column, expected }: QueryFault, text: string, before: number): QueryFault {
  if (sent === null || column === null) return new QueryFault(message);
  const wrong = misspelt(text);
  if (wrong) return new QueryFault(message, ...lineAndColumn(text, wrong.at), [wrong.meant], wrong.word);
  const line = Math.max(1, sent - before);
  const found = /^\s*(\S+)/.exec(text.slice(placeOf(text, line, column)))?.[1] ?? "";
  return new QueryFault(message, line, column, expected, found);
}

/** Gives what was expected, each once. */
export function expectations(text: string): string[] {
  const listed = text.replace(/^expected\s+/, "").replace(/^one of\s+/, "");
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
