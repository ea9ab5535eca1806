/** What is wrong with a query, and where. */

/** A fault with its place in the reader's text, both from 1; what could have stood there. */
export class QueryFault extends Error {
  constructor(
    message: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
    readonly expected: readonly string[] = [],
  ) {
    super(message);
  }
}

const ENGINE = /error at (\d+):(\d+): ([\s\S]*)/;
const SERVER = [/第 (\d+) 行第 (\d+) 列.*?[：:](?:此处应为 )?([\s\S]*?)。?$/, /line (\d+), column (\d+):?(?: expected here is)? ?([\s\S]*?)\.?$/];

/** Reads the words of an engine or a server; `before` is the number of lines that were put before the reader's text. */
export function readFault(told: string, before: number): QueryFault {
  for (const pattern of [ENGINE, ...SERVER]) {
    const found = pattern.exec(told.trim());
    if (!found) continue;
    const [, line, column, rest = ""] = found;
    return new QueryFault(told.trim(), Math.max(1, Number(line) - before), Number(column), expectations(rest));
  }
  return new QueryFault(told.trim());
}

/** Gives what was expected, each once; engines list it as words between commas. */
export function expectations(text: string): string[] {
  const listed = text.replace(/^expected\s+/, "").replace(/^one of\s+/, "").replace(/…$/, "");
  return [...new Set(listed.split(/,\s*|\s+or\s+|、/).map((each) => each.trim()).filter(Boolean))];
}

/** Gives the place in a text, in UTF-16 units, of a line and a column that count code points; the end where there is none. */
export function placeOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const within = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  return Math.min(text.length, before + within);
}
