/** The sentence that says a statement, with the words that say its parts: what a reader checks it against. */

import type { Assignment, Evidence, Piece, Section } from "../generated/page.ts";
import type { PlanModel } from "./plan.ts";
import { places, type Found } from "./refs.ts";
import { type Mark, marksOf, within } from "./spans.ts";

/** What a marked word says: the three parts of an assignment (unit, role's words, task), a figure, a time, a name, words that were looked for. */
export type Shade = "task" | "unit" | "cue" | "target" | "time" | "name" | "hit";

export interface Quote {
  /** The sentence, in pieces where a page ends inside it. */
  pieces: readonly Piece[];
  marks: readonly Mark<Shade>[];
  section: Section | undefined;
}

/** Gives the sentences of a statement in the order of the text; each once, though several marks fall into it. */
export function quotesOf(model: PlanModel, found: Found): Quote[] {
  const marks = shadesOf(model, found);
  const quotes: Quote[] = [];
  const anchors = [...places(found), ...farWords(model, found)];
  for (const evidence of anchors) {
    const [first] = evidence.pieces;
    if (quotes.some(({ pieces }) => pieces.some((piece) => piece.start <= first.start && first.end <= piece.end))) continue;
    quotes.push({ pieces: around(model, evidence), marks, section: sectionAt(model, first.start) });
  }
  return quotes.sort((a, b) => (a.pieces[0]?.start ?? 0) - (b.pieces[0]?.start ?? 0));
}

/** Gives the marks of a statement: what it says, and for a task and an assignment each of their parts. */
export function shadesOf(model: PlanModel, found: Found): Mark<Shade>[] {
  switch (found.kind) {
    case "task": {
      const { row } = found;
      return [
        ...places(found).flatMap((evidence) => marksOf(evidence.pieces, "task" as const)),
        ...model.assignmentsOfTask(row.id).flatMap(partsOf),
        ...model.targetsOfTask(row.id).flatMap((target) => marksOf(target.evidence.pieces, "target" as const)),
        ...marksOf(row.time_evidence?.pieces ?? [], "time" as const),
      ];
    }
    case "assignment": {
      const task = model.task(found.row.task);
      return [...marksOf(task?.evidence.pieces ?? [], "task" as const), ...partsOf(found.row)];
    }
    case "target":
      return marksOf(found.row.evidence.pieces, "target" as const);
    case "text":
      return marksOf(found.row.evidence.pieces, "hit" as const);
    default:
      return places(found).flatMap((evidence) => marksOf(evidence.pieces, "name" as const));
  }
}

/** Gives the section, the lowest one, in whose heading or body the place lies. */
export function sectionAt(model: PlanModel, place: number): Section | undefined {
  return model.plan.sections.findLast((section) =>
    [section.evidence, section.body].some(
      (evidence) => evidence && evidence.pieces[0].start <= place && place < (evidence.pieces.at(-1)?.end ?? 0),
    ),
  );
}

function partsOf(row: Assignment): Mark<Shade>[] {
  return [...marksOf(row.unit_evidence.pieces, "unit" as const), ...marksOf(row.cue?.pieces ?? [], "cue" as const)];
}

/** The words of units that stand outside the sentence of the task, as in a note of responsibility. */
function farWords(model: PlanModel, found: Found): Evidence[] {
  const task = found.kind === "task" ? found.row : found.kind === "assignment" ? model.task(found.row.task) : undefined;
  if (!task) return [];
  const rows = found.kind === "assignment" ? [found.row] : model.assignmentsOfTask(task.id);
  return [task.evidence, ...rows.map((row) => row.unit_evidence)];
}

/** The pieces of the sentence that holds the evidence; a heading or a table cell is its own sentence. */
function around(model: PlanModel, evidence: Evidence): readonly Piece[] {
  const [first] = evidence.pieces;
  const sentence = model.sentenceAt(first.start)?.evidence.pieces;
  const last = sentence?.at(-1)?.end ?? 0;
  return sentence && within(evidence.pieces, sentence[0].start, last) ? sentence : evidence.pieces;
}
