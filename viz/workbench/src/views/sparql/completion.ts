/** What can be put into a query, found by Chinese or English words, by pinyin, by initials, or by prefixed name. */

import type { Language, VocabularyTerm } from "../../model/page.ts";
import { quoted } from "./telling.ts";
import ROLE_PATTERN from "./role-unit.rq?raw";

export interface Candidate {
  /** What is shown. */
  label: string;
  /** What else it goes by, in small letters: the other language, the prefixed name, pinyin and initials. */
  keys: readonly string[];
  insert: string;
  detail: string;
  kind: "class" | "property" | "concept" | "name" | "pattern";
  /** Lower comes first among equals. */
  order: number;
}

const ORDER: Readonly<Record<Candidate["kind"], number>> = { pattern: 0, property: 1, class: 2, concept: 3, name: 4 };
const small = (keys: readonly string[]): string[] => keys.map((key) => key.toLowerCase()).filter(Boolean);

/** Gives the term of a prefixed name; a pattern bears a term's name, and another label. */
export function termNamed(vocabulary: readonly VocabularyTerm[], name: string): VocabularyTerm | undefined {
  return vocabulary.find((term) => term.name === name && term.kind !== "pattern");
}

/** Gives all candidates of a page: the vocabulary, with a pattern for each role, and the names in the graph with their sounds. */
export function candidates(vocabulary: readonly VocabularyTerm[], lang: Language, names: ReadonlyMap<string, string>): Candidate[] {
  const terms = vocabulary.map((term): Candidate => {
    const kind = term.kind as Candidate["kind"];
    const local = term.name.split(":")[1] ?? "";
    const keys = [term.zh, term.en, ...term.sounds.split(" "), ...(kind === "pattern" ? [] : [term.name, local])];
    const insert = kind === "pattern" ? ROLE_PATTERN.trim().replaceAll("{role}", term.name) : term.name;
    return { label: term[lang], insert, detail: term.name, kind, keys: small(keys), order: ORDER[kind] };
  });
  const named = [...names].map(([name, sounds]): Candidate => ({
    label: name,
    insert: quoted(name),
    detail: "",
    kind: "name",
    keys: small([name, ...sounds.split(" ")]),
    order: ORDER.name,
  }));
  return [...terms, ...named];
}

/** Gives those that the typed characters may mean, the likeliest first: what begins so before what holds it. */
export function matching(all: readonly Candidate[], typed: string, most: number): Candidate[] {
  const asked = typed.toLowerCase();
  if (!asked) return [];
  const found: { rank: number; candidate: Candidate }[] = [];
  for (const candidate of all) {
    let rank = 0;
    for (const key of candidate.keys) {
      if (key === asked) rank = Math.max(rank, 4);
      else if (key.startsWith(asked)) rank = Math.max(rank, 3);
      else if (asked.length > 1 && key.includes(asked)) rank = Math.max(rank, 1);
    }
    if (rank) found.push({ rank, candidate });
  }
  const best = (a: Candidate, b: Candidate): number => a.order - b.order || a.label.length - b.label.length || (a.label < b.label ? -1 : 1);
  return found
    .sort((a, b) => b.rank - a.rank || best(a.candidate, b.candidate))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Gives the variables of a query, each once, in their order. */
export function variables(query: string): string[] {
  return [...new Set([...query.matchAll(/[?$](\w+)/g)].map((found) => `?${found[1]}`))];
}
