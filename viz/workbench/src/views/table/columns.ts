/** The columns of the table of tasks, as in the table for Excel: what each is called and what it holds for a task. */

import type { Assignment, Task } from "../../generated/plan.ts";
import { headed } from "../../model/headings.ts";
import type { Terms } from "../../model/page.ts";
import type { PlanModel } from "../../model/plan.ts";
import { quotesOf } from "../../model/quotes.ts";
import { rank, sureness, told } from "../../model/sureness.ts";
import { taskRef } from "../../model/refs.ts";

/** The words of the language chosen. */
export interface Wording {
  word(key: string, values?: Record<string, string | number>): string;
  label(list: keyof Terms, value: string): string;
  figure(target: string): string;
}

/** A column; `values` are what one filters by, each once, none for an empty cell; `text` joins them, a line each. */
export interface Column {
  key: string;
  heading: string;
  /** In characters. */
  width: number;
  /** Whether it is shown until somebody chooses otherwise. */
  shown: boolean;
  /** A value to be noticed. */
  alert?: string;
  values(task: Task): readonly string[];
  /** What a cell says when one points at it. */
  hint?(task: Task): string;
  /** By what rows are sorted, where not by their words. */
  rank?(task: Task): number;
}

/**
 * Gives the columns in their order: who does it before whom it concerns, all roles together and each by itself. Of those
 * that are shown at first, one that holds nothing in this plan is hidden; single roles are, for most tasks have none.
 */
export function columns(model: PlanModel, say: Wording): Column[] {
  const { tasks } = model.plan;
  const column = (key: string, width: number, first: boolean, values: Column["values"]): Column => {
    const shown = first && tasks.some((task) => values(task).length > 0);
    return { key, heading: say.word(`table.${key}`), width, shown, values: (task) => unique(values(task)) };
  };
  const roles = Object.entries(model.terms.Role).sort(([, a], [, b]) => Number(b.does) - Number(a.does));
  const nameOf = (row: Assignment): string => model.entity(row.unit)?.name ?? row.name;
  const parts = (task: Task, does: boolean): string[] =>
    model.assignmentsOfTask(task.id).filter((row) => model.does(row) === does).map((row) => `${say.label("Role", row.role)} ${nameOf(row)}`);
  const unnamed = say.word("unnamed_short");
  return [
    column("id", 6, false, (task) => [task.id]),
    column("chapter", 12, false, (task) => titled(model.chapterOf(model.directiveOf(task)))),
    column("directive", 3, true, (task) => said(model.directiveOf(task)?.no?.toString())),
    column("directive_title", 14, false, (task) => said(model.directiveOf(task)?.title)),
    column("task", 34, true, (task) => [task.evidence.quote]),
    {
      ...column("certainty", 4, true, (task) => said(sureness(task) && say.word(sureness(task) ?? ""))),
      alert: say.word("unsure"),
      hint: (task) => told(task, (key, values) => say.word(key, values)),
      rank,
    },
    column("action", 6, false, (task) => [task.action]),
    column("objects", 16, false, (task) => task.objects),
    column("kind", 5, true, (task) => [say.label("TaskKind", task.kind)]),
    { ...column("doers", 14, true, (task) => or(parts(task, true), unnamed)), alert: unnamed },
    column("concerned", 14, true, (task) => parts(task, false)),
    column("unnamed", 5, false, (task) => (parts(task, true).length ? [] : [unnamed])),
    ...roles.map(([role, { does }]) => ({
      ...column(does ? "does" : "concerns", 9, false, (task) => model.assignmentsOfTask(task.id).filter((row) => row.role === role).map(nameOf)),
      key: role,
      heading: say.word(`table.${does ? "does" : "concerns"}`, { role: say.label("Role", role) }),
    })),
    column("task_targets", 16, true, (task) =>
      model.targetsOfTask(task.id).filter((row) => row.kind !== "code").map((row) => `${say.figure(row.id)} ${row.indicator}`)),
    column("time", 6, true, (task) => said(task.time ?? task.recurrence)),
    column("due", 7, true, (task) => said(task.due)),
    column("documents", 16, true, (task) => model.citationsOfTask(task.id).map((row) => `${say.label("DocumentRelation", row.relation)} ${row.name}`)),
    column("sentence", 40, false, (task) => sentence(model, task)),
    column("standing", 8, false, (task) => [say.label("Standing", task.standing)]),
    column("role_standing", 8, false, (task) => model.assignmentsOfTask(task.id).map((row) => say.label("Standing", row.standing))),
  ];
}

function said(text: string | null | undefined): string[] {
  return text ? [text] : [];
}

function or(values: string[], none: string): string[] {
  return values.length ? values : [none];
}

function titled(section: { label: string; title: string } | undefined): string[] {
  return section ? [headed(section)] : [];
}

function unique(values: readonly string[]): readonly string[] {
  return values.length > 1 ? [...new Set(values)] : values;
}

function sentence(model: PlanModel, task: Task): string[] {
  const found = model.find(taskRef(task.id));
  const [quote] = found ? quotesOf(model, found) : [];
  return quote ? [quote.pieces.map(({ start, end }) => model.text.slice(start, end)).join("")] : [];
}
