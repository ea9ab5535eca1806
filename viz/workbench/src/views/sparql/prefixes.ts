/** Prefixes: those a query uses without saying what they stand for are filled in. */

const SKIPPED = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g;
const DECLARED = /\bPREFIX\s+([\w-]*):/gi;
const USED = /(?<![\w:?$-])([A-Za-z][\w-]*):(?=[\w\u0080-\uffff]|\s|[;,.)}\]*/|]|$)/g;

export type Prefixes = Readonly<Record<string, string>>;

/** Gives the prefixes that the query uses and doesn't declare, of those that are known, in their order. */
export function missing(query: string, known: Prefixes): string[] {
  const bare = query.replace(SKIPPED, (text) => " ".repeat(text.length));
  const declared = new Set([...bare.matchAll(DECLARED)].map((found) => found[1]));
  const used = new Set([...bare.matchAll(USED)].map((found) => found[1] ?? ""));
  return Object.keys(known).filter((prefix) => used.has(prefix) && !declared.has(prefix));
}

/** Gives the line that declares a prefix. */
export function declaration(prefix: string, known: Prefixes): string {
  return `PREFIX ${prefix}: <${known[prefix] ?? ""}>`;
}

/** Gives the query with all its prefixes declared, and how many lines were put before it. */
export function completed(query: string, known: Prefixes): { query: string; lines: number } {
  const lines = missing(query, known).map((prefix) => declaration(prefix, known));
  return lines.length ? { query: `${lines.join(" ")}\n${query}`, lines: 1 } : { query, lines: 0 };
}

/** Gives an IRI as its prefixed name, or itself where no known namespace begins it. */
export function prefixed(iri: string, known: Prefixes): string {
  for (const [prefix, namespace] of Object.entries(known)) {
    if (iri.startsWith(namespace)) {
      const local = iri.slice(namespace.length);
      if (/^[\w-]+$/.test(local)) return `${prefix}:${local}`;
    }
  }
  return iri;
}
