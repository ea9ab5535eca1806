/** Targets as bars: each on the scale of its own unit, so that no length is held against one of another kind. */

import type { Target } from "../../generated/page.ts";
import { grouped, type PlanModel } from "../../model/plan.ts";

export const GROUPINGS = ["none", "chapter", "indicator", "kind", "deadline"] as const;
export const RANKS = ["value", "text", "deadline"] as const;

/** What is wanted; `kind` empty leaves all but the numbers inside names and the ordinals, "all" leaves everything. */
export interface Wanted {
  by: string;
  kind: string;
  rank: string;
}

/** A bar in shares (0–1) of its scale: filled from `from` to `to`, and open to where the figure may also lie. */
export interface Bar {
  from: number;
  to: number;
  /** Where the figure may lie beside the filled part: above a least, below a most. */
  open?: readonly [number, number];
  /** The marks at the figure itself. */
  marks: readonly number[];
}

export interface Row {
  target: Target;
  bar: Bar | undefined;
}

/** Rows of one unit on one scale; without a scale they are figures that nothing can be held against, or goals without one. */
export interface Block {
  unit: string;
  most: number | undefined;
  rows: Row[];
}

export interface Group {
  /** The id of a chapter, an indicator, a kind or a deadline; empty without groups. */
  id: string;
  blocks: Block[];
}

/** Shares go from nothing to all. */
const PERCENT = "%";
const WHOLE = 100;
/** The scale goes on beyond a figure that may be higher. */
const BEYOND = 1.2;
/** Gives the groups, in the order of the text, of terms, or of years; the blocks of a group begin with the shares. */
export function groups(model: PlanModel, wanted: Wanted): Group[] {
  const left = wanted.kind ? model.plan.targets.filter((row) => wanted.kind === "all" || row.kind === wanted.kind) : model.targets;
  const scales = scalesOf(model, left);
  const byGroup = grouped(left, (row) => groupOf(model, row, wanted.by));
  const made = [...byGroup].map(([id, rows]) => ({ id, blocks: blocksOf(model, rows, scales, wanted.rank) }));
  if (wanted.by === "deadline") made.sort((a, b) => a.id.localeCompare(b.id, "zh-CN", { numeric: true }));
  if (wanted.by === "kind") {
    const kinds = Object.keys(model.terms.TargetKind);
    made.sort((a, b) => kinds.indexOf(a.id) - kinds.indexOf(b.id));
  }
  return made;
}

/** Gives the first `most` rows, in the groups and blocks that they stand in. */
export function limited(all: readonly Group[], most: number): Group[] {
  let left = most;
  const first = (block: Block): Block => {
    const rows = block.rows.slice(0, Math.max(0, left));
    left -= rows.length;
    return { ...block, rows };
  };
  return all
    .map(({ id, blocks }) => ({ id, blocks: blocks.map(first).filter((block) => block.rows.length) }))
    .filter((group) => group.blocks.length);
}

/** Tells whether a goal is told in words only (全覆盖): its sentence says it, there is no figure. */
export function worded(model: PlanModel, row: Target): boolean {
  return row.value === null && model.measures(row);
}

function groupOf(model: PlanModel, row: Target, by: string): string {
  switch (by) {
    case "chapter":
      return model.chapterOf(model.section(row.directive))?.id ?? "";
    case "indicator":
      return row.indicator;
    case "kind":
      return row.kind;
    case "deadline":
      return deadlineOf(model, row);
    default:
      return "";
  }
}

/** The deadline as written: the target's own, else that of its task; empty where the text names none. */
export function deadlineOf(model: PlanModel, row: Target): string {
  const task = model.task(row.task);
  return row.deadline ?? (task?.due ? (task.time ?? task.due) : "");
}

/** The end of the scale of each unit that more than one figure has; a lone figure has nothing to be held against. */
function scalesOf(model: PlanModel, rows: readonly Target[]): Map<string, number> {
  const measured = rows.filter((row) => typeof row.value === "number" && model.measures(row));
  const scales = new Map<string, number>();
  for (const [unit, own] of grouped(measured, unitOf)) {
    const beyond = unit === PERCENT ? 1 : BEYOND;
    const largest = Math.max(...own.map((row) => row.value_max ?? Number(row.value) * (openAbove(row) ? beyond : 1)));
    if (unit === PERCENT) scales.set(unit, Math.max(WHOLE, rounded(largest)));
    else if (own.length > 1 && largest > 0) scales.set(unit, rounded(largest));
  }
  return scales;
}

function openAbove({ comparator }: Target): boolean {
  return comparator === "ge" || comparator === "gt";
}

/** The next number that is 1, 2 or 5 with noughts behind it: the end of a scale that reads well. */
export function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

function unitOf(row: Target): string {
  return row.unit ?? "";
}

function blocksOf(model: PlanModel, rows: readonly Target[], scales: Map<string, number>, rank: string): Block[] {
  const scaled = grouped(rows, (row) => (onScale(model, row, scales) ? unitOf(row) : null));
  const blocks: Block[] = [...scaled].map(([unit, own]) => {
    const most = scales.get(unit) ?? 1;
    return { unit, most, rows: ranked(own, rank).map((target) => ({ target, bar: barOf(target, most) })) };
  });
  blocks.sort((a, b) => Number(b.unit === PERCENT) - Number(a.unit === PERCENT) || b.rows.length - a.rows.length);
  const bare = rows.filter((row) => !onScale(model, row, scales));
  if (bare.length) blocks.push({ unit: "", most: undefined, rows: ranked(bare, rank).map((target) => ({ target, bar: undefined })) });
  return blocks;
}

function onScale(model: PlanModel, row: Target, scales: Map<string, number>): boolean {
  return typeof row.value === "number" && model.measures(row) && scales.has(unitOf(row));
}

function ranked(rows: readonly Target[], rank: string): Target[] {
  const value = (row: Target): number => (typeof row.value === "number" ? (row.value_max ?? row.value) : -Infinity);
  if (rank === "text") return [...rows];
  if (rank === "deadline")
    return [...rows].sort((a, b) => (a.deadline ?? "￿").localeCompare(b.deadline ?? "￿", "zh-CN", { numeric: true }));
  return [...rows].sort((a, b) => (value(b) === value(a) ? 0 : value(b) - value(a)));
}

/** Draws a figure: from its least to its most where both are told, else from nothing; the open part says where it may lie. */
export function barOf(target: Target, most: number): Bar {
  const { value, value_max, comparator } = target;
  const share = (number: number): number => Math.max(0, Math.min(1, number / most));
  const at = share(Number(value));
  if (value_max !== null) return { from: at, to: share(value_max), marks: [at, share(value_max)] };
  if (openAbove(target)) return { from: 0, to: at, open: [at, 1], marks: [at] };
  if (comparator === "le" || comparator === "lt") return { from: 0, to: 0, open: [0, at], marks: [at] };
  return { from: 0, to: at, marks: [at] };
}
