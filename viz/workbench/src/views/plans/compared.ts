/** Plans beside each other: how much each holds and leaves open, and what stands in several of them. */

import { fold } from "../../model/folding.ts";
import { toDecide } from "../../model/overview.ts";
import type { PlanModel } from "../../model/plan.ts";
import type { Thing } from "../../model/things.ts";

/** What is counted in each plan, by the key of its words. */
export const COUNTS = ["chapters", "directives", "tasks", "unnamed_count", "units", "people", "targets", "deadlines", "doubts"] as const;

export interface PlanRow {
  model: PlanModel;
  counts: Record<(typeof COUNTS)[number], number>;
}

/** Gives a row a plan. */
export function planRow(model: PlanModel): PlanRow {
  const { chapters = 0, directives = 0, tasks = 0, unnamed = 0, units = 0, people = 0, targets = 0, deadlines = 0 } = model.data.counts;
  const doubts = toDecide(model.doubts).length;
  return { model, counts: { chapters, directives, tasks, unnamed_count: unnamed, units, people, targets, deadlines, doubts } };
}

/** A thing as the list shows it. */
export interface ThingRow {
  thing: Thing;
  /** What tells it in the address: plan and entity of its first end. */
  key: string;
  name: string;
  type: string;
  /** By plan, how many tasks it does, how many concern it, and how often it is mentioned; a plan that does not name it has none. */
  loads: Map<string, { entity: string; does: number; concerns: number; mentions: number }>;
  standings: string[];
  rules: string[];
}

/** Gives the rows whose name holds the words, of the type wanted; those with the most tasks first, then those mentioned most. */
export function thingRows(
  all: readonly Thing[],
  modelOf: (plan: string) => PlanModel,
  wanted: { type: string; words: string },
): ThingRow[] {
  const words = fold(wanted.words);
  return all
    .flatMap((thing) => {
      const [first] = thing.ends;
      const entity = first && modelOf(first.plan).entity(first.entity);
      if (!entity) return [];
      const names = thing.ends.map((end) => modelOf(end.plan).entity(end.entity)?.name ?? "");
      return (!wanted.type || entity.type === wanted.type) && (!words || names.some((name) => fold(name).includes(words)))
        ? [rowOf(thing, entity.name, entity.type, modelOf)]
        : [];
    })
    .map((row) => ({ row, ...total(row) }))
    .sort((a, b) => b.tasks - a.tasks || b.mentions - a.mentions)
    .map(({ row }) => row);
}

function rowOf(thing: Thing, name: string, type: string, modelOf: (plan: string) => PlanModel): ThingRow {
  const loads: ThingRow["loads"] = new Map();
  for (const { plan, entity } of thing.ends) {
    const model = modelOf(plan);
    loads.set(plan, { entity, ...model.load(entity), mentions: model.entity(entity)?.mentions.length ?? 0 });
  }
  return {
    thing,
    name,
    type,
    loads,
    key: `${thing.ends[0]?.plan}/${thing.ends[0]?.entity}`,
    standings: [...new Set(thing.ties.map((tie) => tie.standing))],
    rules: [...new Set(thing.ties.map((tie) => tie.rule))],
  };
}

function total({ loads }: ThingRow): { tasks: number; mentions: number } {
  const rows = [...loads.values()];
  return { tasks: rows.reduce((sum, row) => sum + row.does + row.concerns, 0), mentions: rows.reduce((sum, row) => sum + row.mentions, 0) };
}
