/** Plans beside each other: how much each holds and leaves open, and what stands in several of them. */

import { fold } from "../../model/folding.ts";
import type { Page, PlanHead } from "../../model/page.ts";
import type { Thing } from "../../model/things.ts";

/** What is counted in each plan, by the key of its words. */
export const COUNTS = ["chapters", "directives", "tasks", "unnamed_count", "units", "people", "targets", "deadlines", "doubts"] as const;

export interface PlanRow {
  head: PlanHead;
  counts: Record<(typeof COUNTS)[number], number>;
}

type Shared = NonNullable<Page["shared"]>;

/** Gives a row a plan. */
export function planRow(head: PlanHead): PlanRow {
  const { chapters = 0, directives = 0, tasks = 0, unnamed = 0, units = 0, people = 0, targets = 0, deadlines = 0 } = head.counts;
  return { head, counts: { chapters, directives, tasks, unnamed_count: unnamed, units, people, targets, deadlines, doubts: head.doubts } };
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
export function thingRows(all: readonly Thing[], shared: Shared, wanted: { type: string; words: string }): ThingRow[] {
  const words = fold(wanted.words);
  return all
    .flatMap((thing) => {
      const [first] = thing.ends;
      const name = first && shared[first.plan]?.[first.entity]?.name;
      const type = first?.entity.split("/")[0] ?? "";
      if (name === undefined) return [];
      const names = thing.ends.map((end) => shared[end.plan]?.[end.entity]?.name ?? "");
      return (!wanted.type || type === wanted.type) && (!words || names.some((each) => fold(each).includes(words)))
        ? [rowOf(thing, name, type, shared)]
        : [];
    })
    .map((row) => ({ row, ...total(row) }))
    .sort((a, b) => b.tasks - a.tasks || b.mentions - a.mentions)
    .map(({ row }) => row);
}

function rowOf(thing: Thing, name: string, type: string, shared: Shared): ThingRow {
  const loads: ThingRow["loads"] = new Map();
  for (const { plan, entity } of thing.ends) {
    const { does = 0, concerns = 0, mentions = 0 } = shared[plan]?.[entity] ?? {};
    loads.set(plan, { entity, does, concerns, mentions });
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

/** How many tasks a thing has in all plans, and how often they name it. */
export function total({ loads }: ThingRow): { tasks: number; mentions: number } {
  const rows = [...loads.values()];
  return { tasks: rows.reduce((sum, row) => sum + row.does + row.concerns, 0), mentions: rows.reduce((sum, row) => sum + row.mentions, 0) };
}
