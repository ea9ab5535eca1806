/** What is to be written and what is to be built: documents by what happens to them, projects by their stage. */

import type { Citation, Entity, Relation, Task } from "../../generated/page.ts";
import type { PlanModel } from "../../model/plan.ts";
import { relationRef } from "../../model/refs.ts";

/** The stages of a building project in their order, each with the relations that say it. */
export const STAGES = [
  { id: "startsConstruction", says: ["startsConstruction"] },
  { id: "builds", says: ["builds", "renovates", "reinforces", "relocates"] },
  { id: "completes", says: ["completes"] },
] as const;

export interface Written {
  ref: string;
  row: Citation;
  task: Task | undefined;
}

/** Gives the documents that are to be written, changed or issued, and the others that the plan names; by relation, then in the order of the text. */
export function documents(model: PlanModel): { writing: Written[]; others: Written[] } {
  const order = Object.keys(model.terms.DocumentRelation);
  const all = model.plan.citations
    .map((row, index) => ({ ref: `citation/${index + 1}`, row, task: model.task(row.task) }))
    .sort((a, b) => order.indexOf(a.row.relation) - order.indexOf(b.row.relation));
  const wanted = ({ ref }: Written): boolean => model.data.held.drafts.includes(ref);
  return { writing: all.filter(wanted), others: all.filter((each) => !wanted(each)) };
}

export interface Project {
  entity: Entity;
  /** The statement that says its stage. */
  ref: string;
  task: Task | undefined;
  /** What is done to what (新建、改造…), as the project's own relations say. */
  works: Relation[];
}

export interface Stage {
  id: string;
  projects: Project[];
}

/**
 * Gives the projects of each stage. What a task does to a project tells its stage; where no task does, what the project
 * itself builds or changes.
 */
export function stages(model: PlanModel): Stage[] {
  return STAGES.map(({ id, says }) => ({
    id,
    projects: model.plan.entities
      .filter((entity) => entity.type === "Project")
      .flatMap((entity) => {
        const told = staging(model, entity).find((row) => (says as readonly string[]).includes(row.predicate));
        return told ? [{ entity, ref: relationRef(told.id), task: model.task(told.subject), works: own(model, entity) }] : [];
      }),
  }));
}

function staging(model: PlanModel, entity: Entity): readonly Relation[] {
  const staged: readonly string[] = STAGES.flatMap(({ says }) => says);
  const found = model.relationsOf(entity.id).filter((row) => staged.includes(row.predicate));
  const ofTasks = found.filter((row) => row.object === entity.id && model.task(row.subject));
  return ofTasks.length ? ofTasks : found.filter((row) => row.subject === entity.id);
}

function own(model: PlanModel, entity: Entity): Relation[] {
  return model.relationsOf(entity.id).filter((row) => row.subject === entity.id && STAGES[1].says.includes(row.predicate as never));
}
