/** Answers as values: https://www.w3.org/TR/sparql11-results-json/ for tables, N-Triples for graphs. */

export interface Term {
  type: "uri" | "literal" | "bnode";
  value: string;
  language?: string;
  datatype?: string;
}

export type Triple = readonly [Term, Term, Term];

export type Answer =
  | { kind: "table"; columns: readonly string[]; rows: readonly (readonly (Term | null)[])[] }
  | { kind: "truth"; value: boolean }
  | { kind: "graph"; triples: readonly Triple[] };

/** What a query asks for, which says in what form its answer can be given. */
export type Form = "table" | "graph";

interface Results {
  boolean?: boolean;
  head?: { vars?: string[] };
  results?: { bindings: Record<string, { type: string; value: string; "xml:lang"?: string; datatype?: string }>[] };
}

/** Reads the answer to a SELECT or an ASK. */
export function readTable(json: string): Answer {
  const { boolean, head, results } = JSON.parse(json) as Results;
  if (boolean !== undefined) return { kind: "truth", value: boolean };
  const columns = head?.vars ?? [];
  const rows = (results?.bindings ?? []).map((binding) =>
    columns.map((column): Term | null => {
      const found = binding[column];
      if (!found) return null;
      const type = found.type === "uri" || found.type === "bnode" ? found.type : "literal";
      return {
        type,
        value: found.value,
        ...(found["xml:lang"] ? { language: found["xml:lang"] } : {}),
        ...(found.datatype ? { datatype: found.datatype } : {}),
      };
    }),
  );
  return { kind: "table", columns, rows };
}

/** Tells what a query asks for by its first word that is neither prologue, comment nor IRI. */
export function formOf(query: string): Form {
  const bare = query.replace(/#[^\n]*|<[^<>\s]*>/g, " ").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, " ");
  const found = /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare);
  return found && /^[CD]/i.test(found[1] ?? "") ? "graph" : "table";
}
