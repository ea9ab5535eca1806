/** Tasks in time: when each is due, how often it comes again, and which are open. Days are counted from 1970. */

import type { Section, Task } from "../../generated/page.ts";
import { grouped, type PlanModel } from "../../model/plan.ts";
import { taskRef } from "../../model/refs.ts";

const DAY = 86_400_000;
const YEAR = 365.25;

/** A task in the picture: a last day, the days it covers where the words name such, the days between two times. */
export interface Dated {
  task: Task;
  due: number | undefined;
  first: number | undefined;
  every: number | undefined;
}

export interface Tick {
  at: number;
  label: string;
}

/** The days that the picture covers, with the months or years that are written above it. */
export interface Axis {
  from: number;
  to: number;
  ticks: readonly Tick[];
}

export interface Dates {
  /** Tasks with a last day, the nearest first. */
  due: Dated[];
  /** Tasks that come again, the most frequent first. */
  again: Dated[];
  /** Tasks whose words name a time without days (秋季). */
  loose: Task[];
  /** Tasks without any time, by chapter. */
  open: { chapter: Section | undefined; tasks: Task[] }[];
  axis: Axis | undefined;
}

/** Gives all tasks, each in one of the lists. */
export function dates(model: PlanModel): Dates {
  const { tasks } = model.plan;
  const due = tasks.filter((task) => task.due !== null).map((task) => dated(model, task));
  due.sort((a, b) => Number(a.due) - Number(b.due));
  const again = tasks.filter((task) => task.due === null && task.recurrence !== null).map((task) => dated(model, task));
  again.sort((a, b) => (a.every ?? Infinity) - (b.every ?? Infinity) || 0);
  const untold = tasks.filter((task) => task.due === null && task.recurrence === null);
  const open = untold.filter((task) => task.time === null);
  const chapters = grouped(open, (task) => model.chapterOf(model.directiveOf(task))?.id ?? "");
  return {
    due,
    again,
    loose: untold.filter((task) => task.time !== null),
    open: [...chapters].map(([id, own]) => ({ chapter: model.section(id), tasks: own })),
    axis: axisOf(model, due),
  };
}

function dated(model: PlanModel, task: Task): Dated {
  const ref = taskRef(task.id);
  const every = model.data.frequencies[ref];
  return {
    task,
    due: task.due === null ? undefined : dayOf(task.due),
    first: model.data.periods[ref] && dayOf(model.data.periods[ref][0]),
    every: every === undefined ? undefined : daysOf(every),
  };
}

/** From the day of issue or the begin of the plan's own period to the last day that is named. */
function axisOf(model: PlanModel, due: readonly Dated[]): Axis | undefined {
  const period = model.data.periods["document/effective_period"]?.map(dayOf) ?? [];
  const issued = dayOf(model.plan.document.issued_date?.value ?? "");
  const days = [...period, issued, ...due.flatMap((row) => [row.first ?? NaN, row.due ?? NaN])].filter(Number.isFinite);
  const from = Math.min(...days);
  const to = Math.max(...days);
  return to > from ? { from, to, ticks: ticks(from, to) } : undefined;
}

/** Gives the begins of months, or of years where the months would be many, inside the days. */
export function ticks(from: number, to: number): Tick[] {
  const years = (to - from) / YEAR;
  // at most eight or so, that one label does not lie on the next
  const months = years <= 0.6 ? 1 : years <= 2 ? 3 : years <= 3 ? 6 : years <= 8 ? 12 : 60;
  const found: Tick[] = [];
  const begin = new Date(from * DAY);
  for (let month = 12 * begin.getUTCFullYear(); ; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (at > to) return found;
    if (at >= from)
      found.push({
        at,
        label: months < 12 ? `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}` : String(month / 12),
      });
  }
}

/** Gives the share (0–1) of the axis at which a day stands. */
export function place(axis: Axis, day: number): number {
  return Math.max(0, Math.min(1, (day - axis.from) / (axis.to - axis.from)));
}

/** Gives the days of a date, NaN for words that are none. */
export function dayOf(date: string): number {
  return Date.parse(date) / DAY;
}

/** Gives the days of a duration (P1Y, P3M, P7D), https://www.w3.org/TR/xmlschema11-2/#duration. */
export function daysOf(duration: string): number {
  const [, count, unit] = /^P(\d+)([YMD])$/.exec(duration) ?? [];
  return Number(count) * ({ Y: YEAR, M: YEAR / 12, D: 1 }[unit ?? ""] ?? NaN);
}

/** Gives the shares of the axis at which something comes again; none where that would be more often than can be seen. */
export function times(axis: Axis, every: number): number[] {
  const count = Math.floor((axis.to - axis.from) / every);
  if (count > 100 || count < 1) return [];
  return Array.from({ length: count }, (_, index) => place(axis, axis.from + (index + 1) * every));
}
