/** What is marked in the text: each statement's characters, by layer; layers can be hidden one by one. */

import type { Finding } from "../../model/page.ts";
import type { PlanModel } from "../../model/plan.ts";
import { places, sectionRef, targetRef, taskRef } from "../../model/refs.ts";
import { type Mark, marksOf } from "../../model/spans.ts";

/** `layer` is task, target, naming, time, section, silent, or the type of an entity; `ref` is empty where nothing was read. */
export interface TextMark {
  ref: string;
  layer: string;
}

/** The lines under names, told apart by their kind, too: on paper, and by those who see colours alike. None is wavy: one printed nine times as long. */
const LINES = ["solid 2px", "dashed 2px", "dotted 2px", "double 2px", "solid 4px"] as const;

export function lineOf(types: readonly string[], type: string): string {
  return LINES[types.indexOf(type) % LINES.length] ?? LINES[0];
}

/** Gives all marks of the plan in the order of the text. */
export function textMarks(model: PlanModel): Mark<TextMark>[] {
  const { plan } = model;
  const made: Mark<TextMark>[] = [
    ...plan.sections.flatMap((row) => marksOf(row.evidence.pieces, { ref: sectionRef(row.id), layer: "section" })),
    ...plan.targets.flatMap((row) =>
      marksOf(row.evidence.pieces, { ref: targetRef(row.id), layer: model.measures(row) ? "target" : "naming" }),
    ),
    ...plan.tasks.flatMap((row) => [
      ...places({ kind: "task", ref: "", row }).flatMap((each) => marksOf(each.pieces, { ref: taskRef(row.id), layer: "task" })),
      ...marksOf(row.time_evidence?.pieces ?? [], { ref: taskRef(row.id), layer: "time" }),
    ]),
    ...plan.entities.flatMap((row) =>
      places({ kind: "entity", ref: row.id, row }).flatMap((each) => marksOf(each.pieces, { ref: row.id, layer: row.type })),
    ),
    ...model.data.silent.flatMap((index) => marksOf(plan.sentences[index]?.evidence.pieces ?? [], { ref: "", layer: "silent" })),
    ...unreadPlaces(model).flatMap((row) => marksOf(row.evidence?.pieces ?? [], { ref: "", layer: "silent" })),
  ];
  return made.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Gives what the account lists as not read, but for what stands in a sentence that gave nothing at all. */
export function unreadPlaces(model: PlanModel): Finding[] {
  const silent = model.data.silent.flatMap((index) => model.plan.sentences[index]?.evidence.pieces ?? []);
  return model.unread.filter((row) => {
    const start = row.evidence?.pieces[0]?.start ?? 0;
    return row.statement === null && !silent.some((piece) => piece.start <= start && start < piece.end);
  });
}

/** Gives the layers that the plan has, each with how many things it marks, wherever and in however many pieces, in the order of the lists. */
export function layersOf(marks: readonly Mark<TextMark>[], types: readonly string[]): { layer: string; count: number }[] {
  const met = new Map<string, Set<string>>();
  for (const { start, value } of marks) met.set(value.layer, (met.get(value.layer) ?? new Set()).add(value.ref || String(start)));
  return ["task", "target", "naming", "time", "silent", ...types].flatMap((layer) => {
    const count = met.get(layer)?.size;
    return count ? [{ layer, count }] : [];
  });
}

/** Gives, of the references at a place, the one that a click chooses: the narrowest, or after it the next wider. */
export function clicked(refs: readonly string[], chosen: string): string {
  const known = [...new Set(refs.filter(Boolean))];
  const at = known.indexOf(chosen);
  return known[at < 0 ? known.length - 1 : (at - 1 + known.length) % known.length] ?? "";
}
