/** Reads N-Triples, https://www.w3.org/TR/n-triples/#n-triples-grammar, as engines write them. */

import type { Term, Triple } from "./answer.ts";

const TERM = /\s*(?:<([^>]*)>|_:([^\s]+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?)/y;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g;
const LETTERS: Readonly<Record<string, string>> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** Gives the triples in their order; a line that is none is left out. */
export function readTriples(text: string): Triple[] {
  return text.split("\n").flatMap((line): Triple[] => {
    TERM.lastIndex = 0;
    const terms = [nextTerm(line), nextTerm(line), nextTerm(line)];
    const [subject, predicate, object] = terms;
    return subject && predicate && object ? [[subject, predicate, object]] : [];
  });
}

function nextTerm(line: string): Term | null {
  const found = TERM.exec(line);
  if (!found) return null;
  const [, iri, blank, literal = "", datatype, language] = found;
  if (iri !== undefined) return { type: "uri", value: unescaped(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank };
  return { type: "literal", value: unescaped(literal), ...(datatype ? { datatype } : {}), ...(language ? { language } : {}) };
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, four?: string, eight?: string, letter?: string) =>
    letter === undefined ? String.fromCodePoint(Number.parseInt(four ?? eight ?? "0", 16)) : (LETTERS[letter] ?? letter),
  );
}
