/** Units × tasks (or directives, chapters): which cells are filled, in which order, with which totals. */

import type { Assignment, Entity, Section, Task } from "../../generated/page.ts";
import { PARTIES } from "../../model/page.ts";
import { grouped, type PlanModel } from "../../model/plan.ts";
import { sectionRef, taskRef } from "../../model/refs.ts";
import { directivesOf } from "../../model/unit.ts";

export const LEVELS = ["tasks", "directives", "chapters"] as const;
export const GROUPS = ["chapter", "kind", "none"] as const;
export const COLUMNS = ["load", "type", "text"] as const;
export const ORDERS = ["text", "load"] as const;

/** What is wanted; empty filters let everything pass. `all` keeps rows without any assignment. */
export interface Wanted {
  level: string;
  group: string;
  columns: string;
  order: string;
  type: string;
  role: string;
  chapter: string;
  all: boolean;
}

export interface Cell {
  rows: Assignment[];
  /** The letters of its roles, each once, in the order of the list of roles. */
  letters: string;
  does: boolean;
}

/** A row, or the heading of a group of rows (then without cells). */
export interface Row {
  ref: string;
  label: string;
  heading: boolean;
  cells: ReadonlyMap<number, Cell>;
  total: number;
  /** How many tasks it stands for, and how many of them have no assignment that the filters leave. */
  tasks: number;
  bare: number;
}

export interface Column {
  unit: Entity;
  total: number;
  /** Whether people or places begin here after the units, or where columns stand by type another type. */
  first: boolean;
}

export interface Matrix {
  columns: Column[];
  rows: Row[];
  total: number;
  /** How many rows are not there, for they have no assignment that the filters leave. */
  left: number;
}

/** Gives the matrix. Columns are the units that have an assignment left by the filters. */
export function matrix(model: PlanModel, wanted: Wanted): Matrix {
  const left = model.plan.assignments.filter((row) => passes(model, row, wanted));
  const columns = columnsOf(model, left, wanted.columns);
  const at = new Map(columns.map((column, index) => [column.unit.id, index]));
  const byTask = grouped(left, (row) => row.task);
  let without = 0;
  const rows = groupsOf(model, wanted).flatMap(({ label, items }) => {
    const made = items.map((item) => rowOf(model, item, byTask, at)).filter((row) => wanted.all || row.total > 0);
    without += items.length - made.length;
    if (wanted.order === "load") made.sort((a, b) => b.total - a.total);
    if (!label || !made.length) return made;
    const heading: Row = {
      ref: "",
      label,
      heading: true,
      cells: new Map(),
      total: made.reduce((sum, row) => sum + row.total, 0),
      tasks: 0,
      bare: 0,
    };
    return [heading, ...made];
  });
  return { columns, rows, total: left.length, left: without };
}

/** Gives the units of a row that do it, or those that it concerns, each once with all its roles of that kind. */
export function partsOf(model: PlanModel, { columns }: Matrix, row: Row, does: boolean): { unit: Entity; roles: string[] }[] {
  return [...row.cells].flatMap(([column, cell]) => {
    const roles = new Set(cell.rows.filter((each) => model.does(each) === does).map((each) => each.role));
    const unit = columns[column]?.unit;
    return unit && roles.size ? [{ unit, roles: Object.keys(model.terms.Role).filter((role) => roles.has(role as never)) }] : [];
  });
}

interface Item {
  ref: string;
  label: string;
  tasks: readonly Task[];
}

function passes(model: PlanModel, row: Assignment, { type, role, chapter }: Wanted): boolean {
  const task = model.task(row.task);
  const entity = model.entity(row.unit);
  return (
    (!role || row.role === role) &&
    (!type || entity?.type === type) &&
    (!chapter || (task !== undefined && model.chapterOf(model.directiveOf(task))?.id === chapter))
  );
}

function columnsOf(model: PlanModel, rows: readonly Assignment[], order: string): Column[] {
  const byUnit = grouped(rows, (row) => row.unit);
  const types = Object.keys(model.terms.EntityType);
  const columns = model.plan.entities.flatMap((unit) => {
    const own = byUnit.get(unit.id);
    return own ? [{ unit, total: new Set(own.map((row) => row.task)).size, first: false }] : [];
  });
  if (order !== "text") columns.sort((a, b) => b.total - a.total);
  const party = ({ unit }: Column): number => PARTIES.indexOf(model.partyOf(unit.id) ?? "sites");
  const group = (column: Column): number =>
    order === "type" ? types.length * party(column) + types.indexOf(column.unit.type) : party(column);
  columns.sort((a, b) => group(a) - group(b));
  return columns.map((column, index) => ({ ...column, first: group(column) !== group(columns[index - 1] ?? column) }));
}

function groupsOf(model: PlanModel, wanted: Wanted): { label: string; items: Item[] }[] {
  const chapters = model.chapters.filter((section) => !wanted.chapter || section.id === wanted.chapter);
  if (wanted.level === "chapters") {
    const tasks = (chapter: Section): Task[] => directivesOf(model, chapter).flatMap((each) => model.tasksOfDirective(each.id));
    return [{ label: "", items: chapters.map((each) => itemOf(model, each, tasks(each))) }];
  }
  const itemsOf = (chapter: Section): Item[] =>
    directivesOf(model, chapter).flatMap((directive) => {
      const tasks = model.tasksOfDirective(directive.id);
      return wanted.level === "directives" ? [itemOf(model, directive, tasks)] : tasks.map(taskItem);
    });
  if (wanted.group === "none") return [{ label: "", items: chapters.flatMap(itemsOf) }];
  if (wanted.group === "kind" && wanted.level === "tasks") {
    const tasks = chapters.flatMap((each) => directivesOf(model, each)).flatMap((each) => model.tasksOfDirective(each.id));
    const kinds = grouped(tasks, (task) => task.kind);
    return Object.keys(model.terms.TaskKind).map((kind) => ({ label: `kind:${kind}`, items: (kinds.get(kind) ?? []).map(taskItem) }));
  }
  return chapters.map((chapter) => ({ label: model.heading(chapter), items: itemsOf(chapter) }));
}

function itemOf(model: PlanModel, section: Section, tasks: readonly Task[]): Item {
  return { ref: sectionRef(section.id), label: model.heading(section), tasks };
}

function taskItem(task: Task): Item {
  return { ref: taskRef(task.id), label: task.evidence.quote, tasks: [task] };
}

function rowOf(model: PlanModel, item: Item, byTask: Map<string, Assignment[]>, at: Map<string, number>): Row {
  const found = item.tasks.flatMap((task) => byTask.get(task.id) ?? []);
  const cells = new Map<number, Cell>();
  for (const [unit, rows] of grouped(found, (row) => row.unit)) {
    const column = at.get(unit);
    if (column !== undefined) cells.set(column, cellOf(model, rows));
  }
  return {
    ref: item.ref,
    label: item.label,
    heading: false,
    cells,
    total: found.length,
    tasks: item.tasks.length,
    bare: item.tasks.filter((task) => !byTask.has(task.id)).length,
  };
}

function cellOf(model: PlanModel, rows: Assignment[]): Cell {
  const roles = Object.entries(model.terms.Role).filter(([role]) => rows.some((row) => row.role === role));
  return { rows, letters: roles.map(([, term]) => term.letter).join(""), does: roles.some(([, term]) => term.does) };
}
