/** What a question is told, written into its query as terms, so that a value can never be read as a part of it. */

import type { Parameter, Question, Terms } from "../../model/page.ts";

const PATTERN = "WHERE {\n";

/** Gives the query with its parameters set; a parameter without a value stays open. */
export function told(question: Question, values: Readonly<Record<string, string>>, terms: Terms): string {
  const [head = "", ...rest] = question.sparql.split(PATTERN);
  const lines = question.parameters
    .filter(({ name }) => values[name])
    .map((parameter) => `  VALUES ?${parameter.name} { ${termOf(parameter, values[parameter.name] ?? "", terms)} }\n`);
  return `${head}${PATTERN}${lines.join("")}${rest.join(PATTERN)}`;
}

function termOf({ kind }: Parameter, value: string, terms: Terms): string {
  const term = (terms as Partial<Terms>)[kind as keyof Terms]?.[value];
  if (term) return term.name;
  if (kind === "date") return `${quoted(value)}^^xsd:date`;
  if (kind === "number") return Number.isFinite(Number(value)) ? String(Number(value)) : quoted(value);
  return quoted(value);
}

/** Gives a text as SPARQL writes it, https://www.w3.org/TR/sparql11-query/#rSTRING_LITERAL2. */
export function quoted(text: string): string {
  const escapes: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
  return `"${text.replace(/[\\"\n\r\t\b\f]/g, (char) => escapes[char] ?? char)}"`;
}

/** One thing to choose from. */
export interface Choice {
  value: string;
  label: string;
}

/** Tells which listing holds what a parameter of that kind can be told; null for free words and closed lists. */
export function listingOf(kind: string, terms: Terms, listings: Readonly<Record<string, string>>): string | null {
  if (kind === "unit" || kind in terms.EntityType) return "thing";
  return kind in listings ? kind : null;
}

type Row = Readonly<Record<string, string>>;

/** Gives the choices of a kind out of the rows of its listing, each value once. */
export function choicesOf(kind: string, rows: readonly Row[], terms: Terms): Choice[] {
  const found = new Map<string, Choice>();
  for (const row of rows) {
    const { value = "", title, text, label, type = "", rank = "0" } = row;
    const name = type.split("#")[1] ?? "";
    if (rank !== "0" || found.has(value) || !isOf(kind, name, row.assigned, terms)) continue;
    found.set(value, { value, label: text ?? (title ? `${label ?? ""} ${title}`.trim() : value) });
  }
  return [...found.values()];
}

/** Tells whether a thing of that type is one of the kind: a unit is also whatever has a part in a task. */
function isOf(kind: string, type: string, assigned: string | undefined, terms: Terms): boolean {
  if (kind === "unit") return assigned === "true" || terms.EntityType[type]?.unit === true;
  return !(kind in terms.EntityType) || type === kind;
}
