/** How a task was read: fragments, names, parts and kind, each with the rule or how sure the model was, and what came second. */

import { unpacked } from "../later.ts";
import type { Labels, Readings, Steps } from "./page.ts";
import type { PlanModel } from "./plan.ts";

type StepName = keyof Steps;
type Brief = Steps[StepName][number];

const STEPS = ["clauses", "names", "frames", "statements"] as const satisfies readonly StepName[];

export interface Row {
  quote: string;
  told: Labels;
  /** How sure the model was, in a hundred; nothing where a rule alone decided. */
  share: number | undefined;
  rival: Labels | undefined;
  rivalShare: number;
  rule: string;
  purpose: Labels | undefined;
  remark: Labels | undefined;
  reasons: Labels | undefined;
}

export interface Step {
  name: StepName;
  rows: readonly Row[];
}

let packed: Promise<Record<string, Readings>> | undefined;

/** Gives the readings that the page brings along, by the plans' ids; unpacked when they are first asked for. */
export function readingsOf(root: Document): Promise<Record<string, Readings>> {
  packed ??= unpacked(root, "plankg-readings").then((content) =>
    content ? (JSON.parse(new TextDecoder().decode(content)) as Record<string, Readings>) : {},
  );
  return packed;
}

/** Gives the steps of a task, those without rows left out. */
export function stepsOf(readings: Readings, model: PlanModel, task: string): Step[] {
  const briefs = readings.tasks[task];
  if (!briefs) return [];
  const phrase = (place: number): Labels | undefined => (place ? readings.phrases[place] : undefined);
  const row = ([start, end, told, share, rival, rivalShare, rule, remark, reasons]: Brief): Row => ({
    quote: model.quoted(start, end),
    told: phrase(told) ?? { zh: "", en: "" },
    share: share < 0 ? undefined : share,
    rival: phrase(rival),
    rivalShare,
    rule: readings.rules[rule] ?? "",
    purpose: rule ? readings.purposes[rule] : undefined,
    remark: phrase(remark),
    reasons: phrase(reasons),
  });
  return STEPS.map((name) => ({ name, rows: briefs[name].map(row) })).filter((step) => step.rows.length > 0);
}
