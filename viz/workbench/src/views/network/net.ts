/** The plan as a network: what it names as nodes, what it says of them as edges; numbered, so that walking it is quick. */

import type { PlanModel } from "../../model/plan.ts";
import { sectionRef, targetRef, taskRef } from "../../model/refs.ts";

/** What a node is: a type of entity, or one of these. */
export const STRUCTURE = ["plan", "chapter", "section", "directive", "task", "target", "naming"] as const;

export interface Node {
  ref: string;
  kind: string;
  label: string;
}

export interface Edge {
  source: number;
  target: number;
  /** The value of a role, a predicate, hasPart for the structure, or defaultActor. */
  predicate: string;
  /** structure, assignment, relation, mention (words name it), or default (the issuer, where nobody is named). */
  layer: string;
  /** stated, inferred, decided or cited, where it is known. */
  standing?: string;
  /** Where the words stand that it rests on, in code points: what tells edges of one kind apart. */
  start: number;
}

export interface Net {
  nodes: readonly Node[];
  edges: readonly Edge[];
  /** The number of a node by its reference. */
  numbers: ReadonlyMap<string, number>;
  /** The numbers of the edges at each node. */
  at: readonly (readonly number[])[];
}

/** Gives a network of nodes and edges between references; edges to what is no node are left out. */
export function netOf(
  nodes: readonly Node[],
  edges: readonly (Omit<Edge, "source" | "target"> & { source: string; target: string })[],
): Net {
  const numbers = new Map(nodes.map((node, number) => [node.ref, number]));
  const kept: Edge[] = [];
  const at: number[][] = nodes.map(() => []);
  for (const { source, target, ...rest } of edges) {
    const from = numbers.get(source);
    const to = numbers.get(target);
    if (from === undefined || to === undefined) continue;
    at[from]?.push(kept.length);
    if (to !== from) at[to]?.push(kept.length);
    kept.push({ source: from, target: to, ...rest });
  }
  return { nodes, edges: kept, numbers, at };
}

/** Gives the network of a plan, in the order of its lists. */
export function planNet(model: PlanModel): Net {
  const { plan } = model;
  const nodes: Node[] = [
    { ref: plan.id, kind: "plan", label: model.title },
    ...plan.sections.map((row) => ({ ref: sectionRef(row.id), kind: row.kind, label: model.heading(row) })),
    ...plan.tasks.map((row) => ({ ref: taskRef(row.id), kind: "task", label: row.evidence.quote })),
    ...plan.targets.map((row) => ({ ref: targetRef(row.id), kind: model.measures(row) ? "target" : "naming", label: row.indicator })),
    ...plan.entities.map((row) => ({ ref: row.id, kind: row.type, label: row.name })),
  ];
  return netOf(nodes, model.data.edges);
}

/** The other end of an edge. */
export function across(edge: Edge, node: number): number {
  return edge.source === node ? edge.target : edge.source;
}
