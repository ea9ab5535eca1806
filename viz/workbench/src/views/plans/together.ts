/** The tasks of several plans in one table and on one time line. */

import type { Task } from "../../generated/page.ts";
import type { PlanModel } from "../../model/plan.ts";
import { type Axis, type Dated, type Dates, dates, ticks } from "../timeline/dates.ts";
import type { Row } from "../table/rows.ts";

/** The columns of the table of tasks that stand here, too. */
export const COLUMNS: readonly string[] = ["directive", "task", "kind", "doers", "concerned", "task_targets", "time", "recurrence", "due"];

/** A task with the plan it is of; cells by the keys of their columns, a line each value. */
export interface PlannedTask {
  plan: string;
  title: string;
  task: Task;
  cells: Readonly<Record<string, string>>;
}

/** What is wanted; an empty word lets everything pass. */
export interface Wanted {
  plan: string;
  kind: string;
  words: string;
}

/** Gives the tasks of a plan in the order of its text. */
export function plannedTasks(model: PlanModel, rows: readonly Row[]): PlannedTask[] {
  return model.plan.tasks.map((task, at) => ({
    plan: model.id,
    title: model.title,
    task,
    cells: Object.fromEntries(COLUMNS.map((key) => [key, (rows[at]?.cells[key] ?? []).join("\n")])),
  }));
}

/** Gives those of the plan and kind that hold the words in one of their cells. */
export function passing(rows: readonly PlannedTask[], { plan, kind, words }: Wanted): PlannedTask[] {
  const asked = words.trim().toLowerCase();
  return rows.filter(
    ({ plan: of, task, cells }) =>
      (!plan || of === plan) &&
      (!kind || task.kind === kind) &&
      (!asked || Object.values(cells).some((cell) => cell.toLowerCase().includes(asked))),
  );
}

/** A dated task with the plan it is of. */
export interface PlannedDate {
  plan: string;
  title: string;
  row: Dated;
}

/** What one plan dates. */
export interface PlanDates {
  plan: string;
  title: string;
  when: Dates;
}

/** Gives what a plan dates. */
export function planDates(model: PlanModel): PlanDates {
  return { plan: model.id, title: model.title, when: dates(model) };
}

/** Gives what any of the plans dates, the nearest last day first, then what comes again and what names no day, on one axis; and how many tasks have no time. */
export function timeLine(each: readonly PlanDates[]): { rows: PlannedDate[]; axis: Axis | undefined; open: number } {
  const of = (part: "due" | "again"): PlannedDate[] =>
    each.flatMap(({ plan, title, when }) => when[part].map((row) => ({ plan, title, row })));
  const loose = each.flatMap(({ plan, title, when }) =>
    when.loose.map((task) => ({ plan, title, row: { task, due: undefined, first: undefined, every: undefined } })),
  );
  const due = of("due").sort((a, b) => Number(a.row.due) - Number(b.row.due));
  const open = each.reduce((sum, { when }) => sum + when.open.reduce((part, { tasks }) => part + tasks.length, 0), 0);
  return { rows: [...due, ...of("again"), ...loose], axis: common(each.flatMap(({ when }) => when.axis ?? [])), open };
}

function common(axes: readonly Axis[]): Axis | undefined {
  const from = Math.min(...axes.map((axis) => axis.from));
  const to = Math.max(...axes.map((axis) => axis.to));
  return to > from ? { from, to, ticks: ticks(from, to) } : undefined;
}
