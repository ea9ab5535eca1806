/** A unit's part in the plan: its tasks by what it does in them, its partners, what its tasks are about, where it stands. */

import type { Assignment, Entity, Section, Target, Task } from "../generated/page.ts";
import type { PlanModel } from "./plan.ts";
import { taskRef } from "./refs.ts";

/** A task with the unit's own assignments in it, and those of others. */
export interface UnitTask {
  task: Task;
  own: readonly Assignment[];
  others: readonly Assignment[];
}

/** Gives the tasks that the unit does and those that concern it, each in the order of the text; a task may be in both. */
export function tasksOf(model: PlanModel, unit: string): { does: UnitTask[]; concerns: UnitTask[] } {
  const rows = model.assignmentsOfUnit(unit);
  const of = (wanted: boolean): UnitTask[] => {
    const own = rows.filter((row) => model.does(row) === wanted);
    const tasks = new Set(own.map((row) => row.task));
    return model.plan.tasks
      .filter((task) => tasks.has(task.id))
      .map((task) => ({
        task,
        own: own.filter((row) => row.task === task.id),
        others: model.assignmentsOfTask(task.id).filter((row) => row.unit !== unit),
      }));
  };
  return { does: of(true), concerns: of(false) };
}

/** Gives the tasks for which nobody is named who does them, in the form of a unit's tasks. */
export function unnamedTasks(model: PlanModel): UnitTask[] {
  return model.unnamed.map((task) => ({ task, own: [], others: model.assignmentsOfTask(task.id) }));
}

/** Gives the units that have a part in the same tasks, with how many, the most first. */
export function partnersOf(model: PlanModel, unit: string): { unit: Entity; tasks: number }[] {
  const counts = new Map<string, Set<string>>();
  for (const { task } of model.assignmentsOfUnit(unit)) {
    for (const other of model.assignmentsOfTask(task)) {
      if (other.unit === unit) continue;
      const tasks = counts.get(other.unit) ?? new Set();
      counts.set(other.unit, tasks.add(task));
    }
  }
  return [...counts]
    .flatMap(([id, tasks]) => {
      const entity = model.entity(id);
      return entity ? [{ unit: entity, tasks: tasks.size }] : [];
    })
    .sort((a, b) => b.tasks - a.tasks);
}

/** Gives what the unit and its tasks are tied to and that is no unit: projects, programmes, events, documents. */
export function thingsOf(model: PlanModel, unit: string): Entity[] {
  const ends = [unit, ...model.assignmentsOfUnit(unit).map((row) => taskRef(row.task))];
  const found = new Set<Entity>();
  for (const end of ends) {
    for (const relation of model.relationsOf(end)) {
      for (const id of [relation.subject, relation.object]) {
        const entity = model.entity(id);
        const type = entity && model.terms.EntityType[entity.type];
        if (entity && type && !type.unit && !type.soft) found.add(entity);
      }
    }
  }
  return [...found];
}

/** Gives the figures of the unit itself and of its tasks; one said twice stands once, those that are part of a name not at all. */
export function targetsOf(model: PlanModel, unit: string): Target[] {
  const all = [...model.targetsOfEntity(unit), ...model.assignmentsOfUnit(unit).flatMap((row) => model.targetsOfTask(row.task))];
  const said = new Map(all.map((target) => [`${target.comparator} ${target.value} ${target.unit} ${target.indicator}`, target]));
  return [...said.values()].filter((target) => model.measures(target));
}

export type Presence = "does" | "concerns" | "mentioned";

/** Gives the directives in which the unit stands, with the strongest way in which it does. */
export function presence(model: PlanModel, unit: Entity): Map<string, Presence> {
  const found = new Map<string, Presence>();
  for (const mention of unit.mentions) if (mention.section) found.set(mention.section, "mentioned");
  for (const row of model.assignmentsOfUnit(unit.id)) {
    const directive = model.task(row.task)?.directive;
    if (!directive) continue;
    if (model.does(row)) found.set(directive, "does");
    else if (found.get(directive) !== "does") found.set(directive, "concerns");
  }
  return found;
}

/** Gives the directives of a chapter, the chapter itself where it has a body of its own. */
export function directivesOf(model: PlanModel, chapter: Section): Section[] {
  return model.directives.filter((each) => (each.chapter ?? each.id) === chapter.id);
}
