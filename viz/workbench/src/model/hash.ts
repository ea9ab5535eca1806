/** The state of the page and the address that says it: a link shows the same thing to whoever opens it. */

import type { Language } from "./page.ts";

/** What is shown. `select` is the one selection of all views, `unit` the unit whose page is open; views add keys of their own. */
export interface State {
  readonly view: string;
  readonly plan: string;
  readonly select: string;
  readonly unit: string;
  readonly lang: Language;
  readonly [key: string]: string;
}

export type Change = Readonly<Record<string, string>>;

/** What an address may name. */
export interface World {
  start: State;
  views: readonly { id: string; params: readonly string[] }[];
  languages: readonly string[];
  /** Tells whether the plan is here and holds the reference; an empty reference asks for the plan alone. */
  holds(plan: string, ref: string): boolean;
}

/** Reads an address. One that names what is not here gives the start, and says so. */
export function readHash(hash: string, world: World): { state: State; broken: boolean } {
  const told = [...new URLSearchParams(hash.replace(/^#/, ""))];
  const given: Record<string, string> = Object.fromEntries(told);
  const state: State = { ...world.start, ...given };
  const keys = new Set([...Object.keys(world.start), ...world.views.flatMap((view) => view.params)]);
  const fits =
    told.length === Object.keys(given).length &&
    Object.keys(given).every((key) => keys.has(key)) &&
    world.views.some((view) => view.id === state.view) &&
    world.languages.includes(state.lang) &&
    [state.select, state.unit].every((ref) => world.holds(state.plan, ref));
  return fits ? { state, broken: false } : { state: world.start, broken: true };
}

/** Writes an address: what differs from the start, and of the views' own keys those of the view that is shown. */
export function writeHash(state: State, world: World): string {
  const shown = world.views.find((view) => view.id === state.view)?.params ?? [];
  const kept = Object.entries(state).filter(
    ([key, value]) => value !== (world.start[key] ?? "") && (key in world.start || shown.includes(key)),
  );
  return `#${new URLSearchParams(kept)}`;
}

/** Gives the state after a change. Another plan begins without a selection. */
export function changed(state: State, change: Change): State {
  const fresh = "plan" in change && change.plan !== state.plan ? { select: "", unit: "" } : {};
  return { ...state, ...fresh, ...change };
}
