/** From a term of an answer to the statement of the page. */

import type { PlanModel } from "../../model/plan.ts";
import { taskRef } from "../../model/refs.ts";
import { utf16Places } from "../../model/text.ts";
import type { Term } from "./answer.ts";

export interface Place {
  plan: string;
  ref: string;
}

/** Gives the place of a term: of an IRI, or of a text that is an entity's name, a task's id or its words in one of the plans. */
export function placeOfTerm(term: Term, models: readonly PlanModel[]): Place | null {
  if (term.type === "uri") return placeOfIri(term.value, models);
  if (term.type !== "literal" || term.datatype) return null;
  for (const model of models) {
    const ref = model.find(taskRef(term.value))?.ref ?? named(model).get(term.value);
    if (ref) return { plan: model.id, ref };
  }
  return null;
}

const NAMES = new WeakMap<PlanModel, Map<string, string>>();

/** What has a name or words by them: entities by their names and the other ways to call them, tasks by their words; of two the first. */
function named(model: PlanModel): Map<string, string> {
  let names = NAMES.get(model);
  if (!names) NAMES.set(model, (names = new Map(calls(model).reverse())));
  return names;
}

function calls({ plan }: PlanModel): [string, string][] {
  return [
    ...plan.entities.map((row): [string, string] => [row.name, row.id]),
    ...plan.entities.flatMap((row) =>
      [...row.aliases, row.expanded_name ?? ""].filter(Boolean).map((name): [string, string] => [name, row.id]),
    ),
    ...plan.tasks.map((row): [string, string] => [row.evidence.quote, taskRef(row.id)]),
  ];
}

/** Gives the plan and the statement that an IRI names, or null where no plan of the page holds it. */
export function placeOfIri(iri: string, models: readonly PlanModel[]): Place | null {
  for (const model of models) {
    const start = `${model.data.iri}/`;
    if (!iri.startsWith(start)) continue;
    const ref = refOf(iri.slice(start.length), model);
    return ref === null ? null : { plan: model.id, ref };
  }
  return null;
}

function refOf(written: string, model: PlanModel): string | null {
  const path = decoded(written);
  if (model.found.has(path)) return path;
  const [kind, ...rest] = written.split("/").map(decoded);
  if (kind === "thing") return thingOf(rest, model);
  if (kind === "fact" && model.find(`document/${rest[0]}`)) return `document/${rest[0]}`;
  // a time or a repetition belongs to what stands before it
  const owner = path.replace(/\/(time|recurrence)$/, "");
  if (owner !== path && model.found.has(owner)) return owner;
  const place = kind === "text" ? Number.parseInt(rest[0] ?? "", 10) : kind === "citation" ? Number(rest.at(-1)) : Number.NaN;
  return Number.isNaN(place) ? null : at(model, place, kind === "citation" ? "citation" : null);
}

/** The entity of a name, the first or the one with that place among its namesakes; its members and mentions belong to it. */
function thingOf([name, place]: string[], model: PlanModel): string | null {
  const wanted = /^\d+$/.test(place ?? "") ? Number(place) : 1;
  const found = model.plan.entities.find(({ id }) => id.slice(id.indexOf("/") + 1) === name && (model.data.namesakes[id] ?? 1) === wanted);
  return found?.id ?? null;
}

/** The statement whose words begin at a place in code points, or else the one that holds it, the shortest. */
function at(model: PlanModel, place: number, kind: string | null): string | null {
  const start = utf16Places(model.text)[place] ?? 0;
  let best: { ref: string; length: number } | null = null;
  for (const found of model.found.values()) {
    if (kind && found.kind !== kind) continue;
    const { pieces } = found.row.evidence;
    const [from, to] = [pieces[0].start, pieces.at(-1)?.end ?? 0];
    if (from > start || to <= start) continue;
    const length = to - from + (from === start ? 0 : 1_000_000);
    if (!best || length < best.length) best = { ref: found.ref, length };
  }
  return best?.ref ?? null;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
