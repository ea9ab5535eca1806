/** References: one id space for everything that can be chosen, shown and linked to (`task/1.1`, `School/白鹭小学`). */

import type { Assignment, Citation, Entity, Evidence, Fact, Piece, Plan, Relation, Section, Target, Task } from "../generated/page.ts";

/** A statement, or words of the text, with its reference and its kind. */
export type Found =
  | { kind: "task"; ref: string; row: Task }
  | { kind: "entity"; ref: string; row: Entity }
  | { kind: "section"; ref: string; row: Section }
  | { kind: "assignment"; ref: string; row: Assignment }
  | { kind: "target"; ref: string; row: Target }
  | { kind: "citation"; ref: string; row: Citation }
  | { kind: "relation"; ref: string; row: Relation }
  | { kind: "document"; ref: string; row: Fact }
  | { kind: "text"; ref: string; row: { evidence: Evidence } };

/** In the place of a unit: the tasks for which nobody is named who does them. */
export const UNNAMED = "unnamed";

export const taskRef = (id: string): string => `task/${id}`;
export const sectionRef = (id: string): string => `section/${id}`;
export const targetRef = (id: string): string => `target/${id}`;
export const assignmentRef = (id: string): string => `assignment/${id}`;
export const relationRef = (id: string): string => `relation/${id}`;

const TEXT = /^text\/\d+-\d+(?:\+\d+-\d+)*$/;

/** Words of the text by their places in code points, as IRIs name them: `text/12-15+20-22`. */
export const textRef = (pieces: readonly Piece[]): string => `text/${pieces.map(({ start, end }) => `${start}-${end}`).join("+")}`;

/** Gives the places that a reference to words of the text names, or none. */
export function placesOfText(ref: string): Piece[] {
  return TEXT.test(ref)
    ? ref
        .slice("text/".length)
        .split("+")
        .map((piece) => {
          const [start = 0, end = 0] = piece.split("-").map(Number);
          return { start, end };
        })
    : [];
}

/** Gives every statement of a plan, in the order of its lists. */
export function* statements(plan: Plan): Generator<Found> {
  for (const [field, said] of Object.entries(plan.document) as [string, Fact | Fact[] | null][]) {
    if (Array.isArray(said)) yield* said.map((row, place): Found => ({ kind: "document", ref: `document/${field}-${place + 1}`, row }));
    else if (said) yield { kind: "document", ref: `document/${field}`, row: said };
  }
  for (const row of plan.sections) yield { kind: "section", ref: sectionRef(row.id), row };
  for (const row of plan.tasks) yield { kind: "task", ref: taskRef(row.id), row };
  for (const row of plan.entities) yield { kind: "entity", ref: row.id, row };
  for (const row of plan.assignments) yield { kind: "assignment", ref: assignmentRef(row.id), row };
  for (const row of plan.targets) yield { kind: "target", ref: targetRef(row.id), row };
  for (const [index, row] of plan.citations.entries()) yield { kind: "citation", ref: `citation/${index + 1}`, row };
  for (const row of plan.relations) yield { kind: "relation", ref: relationRef(row.id), row };
}

/** Gives all places where the statement stands: its evidence, and for an entity each mention, for a task where it is said again. */
export function places(found: Found): Evidence[] {
  if (found.kind === "entity" && found.row.mentions.length) return found.row.mentions.map((mention) => mention.evidence);
  if (found.kind === "task") return [found.row.evidence, ...found.row.restated];
  return [found.row.evidence];
}
