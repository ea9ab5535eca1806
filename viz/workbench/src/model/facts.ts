/** What a statement is tied to, as rows for the panel: who, how much, when, which documents, which relations. */

import type { Assignment, Target } from "../generated/page.ts";
import { fold } from "./folding.ts";
import type { Terms } from "./page.ts";
import { type Passage, passages } from "./passages.ts";
import type { PlanModel } from "./plan.ts";
import { assignmentRef, places, sectionRef, targetRef, taskRef, type Found } from "./refs.ts";

/** Statements that stand on the words of others. */
const SPUN: readonly string[] = ["assignment", "relation", "document"];
/** So many characters are shown on either side of words. */
const AROUND = 12;

export interface Labelled {
  list: keyof Terms;
  value: string;
}

export interface Item {
  ref?: string;
  text?: string;
  /** The key of words that stand for a name that the plan leaves open. */
  word?: string;
  role?: string;
  /** The id of the target whose figure stands before the words. */
  figure?: string;
  label?: Labelled;
  /** Whether the relation runs from there to here. */
  inverse?: boolean;
  /** The words that say the role, where they are others than its name (配合部门). */
  cue?: string;
  /** Where it comes from, unless the text says it. */
  standing?: string;
}

/** A row; `term` names it where it is a relation, else the words of `key`. Without items it says `none`, and what speaks of it is `left`. */
export interface Fact {
  key: string;
  term?: Labelled;
  items: readonly Item[];
  none?: string;
  left?: readonly string[] | undefined;
}

/**
 * Gives the rows of a statement. Rows without items are left out, but for the unit of a task, for that none is named is told, and
 * where words speak of what was not read.
 */
export function factsOf(model: PlanModel, found: Found): Fact[] {
  const rows = [...ownFacts(model, found), ...tieFacts(model, found.ref)];
  return rows.filter((row) => row.items.length > 0 || row.none || row.left);
}

function ownFacts(model: PlanModel, found: Found): Fact[] {
  switch (found.kind) {
    case "task":
      return taskFacts(model, found);
    case "entity":
      return entityFacts(model, found);
    case "assignment":
      return [
        { key: "role", items: [{ role: found.row.role, text: "", label: { list: "Basis", value: found.row.basis } }] },
        { key: "unit", items: [{ ref: found.row.unit }] },
        { key: "task", items: [{ ref: taskRef(found.row.task) }] },
      ];
    case "target":
      return [
        { key: "indicator", items: [{ text: found.row.indicator, label: { list: "TargetKind", value: found.row.kind } }] },
        { key: "deadline", items: said(found.row.deadline) },
        { key: "task", items: linked(found.row.task, taskRef) },
        { key: "measures", items: linked(found.row.entity) },
      ];
    case "citation":
      return [
        { key: "relation", items: [{ text: "", label: { list: "DocumentRelation", value: found.row.relation } }] },
        { key: "task", items: linked(found.row.task, taskRef) },
        { key: "document", items: linked(found.row.entity) },
      ];
    case "section":
      return [
        {
          key: "directives",
          items: model.directives.filter((each) => each.parent === found.row.id).map((each) => ({ ref: sectionRef(each.id) })),
        },
        { key: "tasks", items: model.tasksOfDirective(found.row.id).map((task) => ({ ref: taskRef(task.id) })) },
      ];
    case "relation":
      return [
        {
          key: "relation",
          term: { list: "Predicate", value: found.row.predicate },
          items: [{ ref: model.refOf(found.row.subject) }, { ref: model.refOf(found.row.object) }],
        },
      ];
    case "document":
      return [];
    case "text":
      return textFacts(model, found);
  }
}

/** What was read where the words stand, if anything, and where else they stand. */
function textFacts(model: PlanModel, found: Found & { kind: "text" }): Fact[] {
  const { pieces } = found.row.evidence;
  const here = [...model.found.values()].filter(
    (each) =>
      !SPUN.includes(each.kind) &&
      places(each).some((one) => one.pieces.some((piece) => pieces.some(({ start, end }) => piece.start < end && start < piece.end))),
  );
  const asked = [...new Set(pieces.map(({ start, end }) => fold(model.text.slice(start, end))))];
  const others = passages(model, asked).filter((each) => each.pieces[0]?.start !== pieces[0].start);
  return [
    { key: "read_here", items: here.map(({ ref }) => ({ ref })), none: "nothing_read" },
    { key: "also_here", items: others.map((each) => ({ ref: model.textRef(each.pieces), text: snippet(model.text, each) })) },
  ];
}

function snippet(text: string, { pieces, line }: Passage): string {
  const [from, to] = [Math.max(line.start, (pieces[0]?.start ?? 0) - AROUND), Math.min(line.end, (pieces[0]?.end ?? 0) + AROUND)];
  return `${from > line.start ? "…" : ""}${text.slice(from, to)}${to < line.end ? "…" : ""}`;
}

function taskFacts(model: PlanModel, found: Found & { kind: "task" }): Fact[] {
  const { row } = found;
  const assignments = model.assignmentsOfTask(row.id);
  const left = model.data.left[found.ref] ?? {};
  const item = (each: Assignment): Item => ({ role: each.role, ref: each.unit, ...toldBy(model, each) });
  return [
    { key: "table.doers", items: assignments.filter((each) => model.does(each)).map(item), none: "unnamed", left: left.unit },
    { key: "table.concerned", items: assignments.filter((each) => !model.does(each)).map(item) },
    { key: "kind", items: [{ text: row.action, label: { list: "TaskKind", value: row.kind } }] },
    { key: "targets", items: figures(model.targetsOfTask(row.id).filter((each) => model.measures(each))), left: left.figure },
    { key: "naming", items: figures(model.targetsOfTask(row.id).filter((each) => !model.measures(each))) },
    { key: "time", items: [...said(row.time), ...said(row.due), ...said(row.recurrence)], left: left.time },
    {
      key: "documents",
      items: model.citationsOfTask(row.id).map((each) => ({
        ...(each.entity ? { ref: each.entity, text: each.name } : { text: each.name }),
        label: { list: "DocumentRelation", value: each.relation },
      })),
    },
  ];
}

function entityFacts(model: PlanModel, found: Found & { kind: "entity" }): Fact[] {
  const { row } = found;
  const assignments = model.assignmentsOfUnit(row.id);
  const item = (each: Assignment): Item => ({
    role: each.role,
    ref: assignmentRef(each.id),
    text: model.task(each.task)?.evidence.quote ?? "",
    ...toldBy(model, each),
  });
  return [
    { key: "aliases", items: [...row.aliases, ...(row.expanded_name ? [row.expanded_name] : [])].map((text) => ({ text })) },
    { key: "members_of", items: row.members.map((member) => (member.name ? { text: member.name } : { word: "not_named" })) },
    { key: "does", items: assignments.filter((each) => model.does(each)).map(item) },
    { key: "concerns", items: assignments.filter((each) => !model.does(each)).map(item) },
    { key: "targets", items: figures(model.targetsOfEntity(row.id).filter((each) => model.measures(each))) },
    { key: "naming", items: figures(model.targetsOfEntity(row.id).filter((each) => !model.measures(each))) },
  ];
}

/** How a role is told: in the text's own words, or not by the text itself. */
function toldBy(model: PlanModel, row: Assignment): Pick<Item, "cue" | "standing"> {
  const cue = row.cue?.quote;
  return {
    ...(cue && cue !== model.terms.Role[row.role]?.zh ? { cue } : {}),
    ...(row.standing === "stated" ? {} : { standing: row.standing }),
  };
}

/** Layers of the network that rows tell of, in their order; roles and structure have rows of their own. */
const LAYERS = ["relation", "mention", "default"];

/**
 * What the network ties to it, by predicate: relations, then what its words name or act on, or whose words name it, then the
 * tasks that name nobody. Where the statement is the object, the row is inverse and names the subject.
 */
function tieFacts(model: PlanModel, ref: string): Fact[] {
  const rows = new Map<string, Map<string, Item>>();
  const edges = model.edgesOf(ref).filter(({ layer, predicate }) => LAYERS.includes(layer) && predicate !== "quantifiedBy");
  for (const layer of LAYERS) {
    for (const { source, target, predicate } of edges.filter((edge) => edge.layer === layer)) {
      const items = rows.get(predicate) ?? new Map<string, Item>();
      const item = source === ref ? { ref: target } : { ref: source, inverse: true };
      // a task that names nobody says so itself
      if (predicate !== "defaultActor" || source === ref) rows.set(predicate, items.set(item.ref, item));
    }
  }
  return [...rows].map(([value, items]): Fact => {
    const term = value === "defaultActor" ? {} : { term: { list: "Predicate" as const, value } };
    return { key: "net_default", ...term, items: [...items.values()] };
  });
}

function figures(rows: readonly Target[]): Item[] {
  return rows.map(({ id }) => ({ figure: id, ref: targetRef(id) }));
}

function said(text: string | null): Item[] {
  return text ? [{ text }] : [];
}

function linked(id: string | null, ref: (id: string) => string = (same) => same): Item[] {
  return id === null ? [] : [{ ref: ref(id) }];
}
