/** The list of units: filtered by name, alias or sound and by type, in the order that is wanted. */

import type { Entity } from "../../generated/page.ts";
import { fold } from "../../model/folding.ts";
import { PARTIES, type Party } from "../../model/page.ts";
import type { PlanModel } from "../../model/plan.ts";

/** What the filters leave of one kind. */
export interface Group {
  party: Party;
  rows: Entity[];
}

export const ORDERS = ["load", "does", "name", "text"] as const;

/** Gives the units, people and places that the filters leave, each kind by itself. `load` puts the most tasks first; equals stay in the order of the text. */
export function listed(model: PlanModel, filters: { words: string; type: string; order: string }): Group[] {
  const asked = fold(filters.words);
  const found = model.parties.filter((unit) => (!filters.type || unit.type === filters.type) && (!asked || answers(model, unit, asked)));
  return PARTIES.map((party) => ({
    party,
    rows: ordered(
      model,
      found.filter(({ id }) => model.partyOf(id) === party),
      filters.order,
    ),
  })).filter(({ rows }) => rows.length);
}

function ordered(model: PlanModel, found: Entity[], order: string): Entity[] {
  switch (order) {
    case "name":
      return found.sort((a, b) => a.name.localeCompare(b.name, "zh-CN"));
    case "text":
      return found;
    case "does":
      return found.sort((a, b) => model.load(b.id).does - model.load(a.id).does);
    default:
      return found.sort((a, b) => total(model, b) - total(model, a) || model.load(b.id).does - model.load(a.id).does);
  }
}

/** Gives the types that units have, in the order of the list of types. */
export function typesOf(model: PlanModel): string[] {
  const met = new Set<string>(model.parties.map((unit) => unit.type));
  return Object.keys(model.terms.EntityType).filter((type) => met.has(type));
}

export function total(model: PlanModel, unit: Entity): number {
  const { does, concerns } = model.load(unit.id);
  return does + concerns;
}

function answers(model: PlanModel, unit: Entity, asked: string): boolean {
  const names = [unit.name, unit.expanded_name ?? "", ...unit.aliases, model.data.sounds[unit.id] ?? ""];
  return names.some((name) => fold(name).includes(asked));
}
