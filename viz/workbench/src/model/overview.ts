/** What stands out in a plan: the load of units and chapters, deadlines, the largest figures, what is to be decided. */

import type { Citation, Entity, Section, Target, Task } from "../generated/page.ts";
import type { Finding, Load } from "./page.ts";
import type { PlanModel } from "./plan.ts";

export interface ChapterRow {
  section: Section;
  directives: number;
  tasks: number;
  /** Of the tasks, those for which nobody is named who does them. */
  unnamed: number;
}

export interface LoadRow extends Load {
  unit: Entity;
}

/** Gives each chapter with what it holds, in order. */
export function chapterRows(model: PlanModel): ChapterRow[] {
  return model.data.chapters.flatMap((row) => {
    const section = model.section(row.section);
    return section ? [{ ...row, section }] : [];
  });
}

/** Gives units by the number of their tasks, the most loaded first, among equals in the order of the text; idle ones are left out. */
export function loads(model: PlanModel): LoadRow[] {
  return model.units
    .map((unit) => ({ unit, ...model.load(unit.id) }))
    .filter((row) => row.does + row.concerns > 0)
    .sort((a, b) => b.does + b.concerns - (a.does + a.concerns) || b.does - a.does);
}

/** Gives the tasks that have a last day, the nearest first. */
export function deadlines(model: PlanModel): (Task & { due: string })[] {
  const dated = model.plan.tasks.filter((task): task is Task & { due: string } => task.due !== null);
  return dated.sort((a, b) => a.due.localeCompare(b.due));
}

/** Gives what is aimed at by its size, amounts and shares apart: they cannot be held against each other. */
export function largest(model: PlanModel): { amounts: Target[]; shares: Target[] } {
  const sized = (kinds: readonly string[]): Target[] =>
    model.targets
      .filter((target) => kinds.includes(target.kind) && typeof target.value === "number")
      .sort((a, b) => Number(b.value) - Number(a.value));
  return { amounts: sized(["target"]), shares: sized(["share", "limit"]) };
}

/** Gives the documents that are to be written, changed or issued. */
export function drafts(model: PlanModel): { ref: string; row: Citation }[] {
  return model.plan.citations
    .map((row, index) => ({ ref: `citation/${index + 1}`, row }))
    .filter(({ ref }) => model.data.held.drafts.includes(ref));
}

/** Gives what a person should decide or mend, in its order, without mere notes. */
export function toDecide(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity !== "note");
}
