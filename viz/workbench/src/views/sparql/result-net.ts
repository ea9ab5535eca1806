/** An answer as a network: triples as they are, or rows whose first two IRIs are tied. */

import { type Net, netOf, type Node } from "../network/net.ts";
import type { Answer, Term } from "./answer.ts";

/** What a term is called, and what kind of node it is. */
export type Namer = (term: Term) => { label: string; kind: string };

/** Gives the network of an answer, or null where it has no ties; `most` ties are drawn. */
export function resultNet(answer: Answer, most: number, named: Namer): Net | null {
  const ties = tiesOf(answer).slice(0, most);
  if (!ties.length) return null;
  const nodes = new Map<string, Node>();
  for (const { from, to } of ties) for (const term of [from, to]) nodes.set(keyOf(term), { ref: keyOf(term), ...named(term) });
  const edges = ties.map(({ from, to, by }, start) => ({ source: keyOf(from), target: keyOf(to), predicate: by, layer: "result", start }));
  return netOf([...nodes.values()], edges);
}

function tiesOf(answer: Answer): { from: Term; to: Term; by: string }[] {
  if (answer.kind === "graph") return answer.triples.map(([from, by, to]) => ({ from, by: by.value, to }));
  if (answer.kind !== "table") return [];
  const iris = answer.columns.map((_, i) => i).filter((i) => answer.rows.some((row) => row[i]?.type === "uri"));
  const [first, second] = iris;
  if (first === undefined || second === undefined) return [];
  return answer.rows.flatMap((row) => {
    const [from, to] = [row[first], row[second]];
    return from?.type === "uri" && to?.type === "uri" ? [{ from, to, by: answer.columns[second] ?? "" }] : [];
  });
}

function keyOf(term: Term): string {
  return `${term.type} ${term.value}`;
}
