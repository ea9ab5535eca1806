/** The views, each once, in the order of the tabs; tabs, addresses and keys are derived from this list. */

import type { Component } from "svelte";
import type { Page } from "../model/page.ts";
import type { Found } from "../model/refs.ts";
import { app } from "../state/app.svelte.ts";
import Matrix from "./matrix/View.svelte";
import Network from "./network/View.svelte";
import Plans from "./plans/View.svelte";
import Sparql from "./sparql/View.svelte";
import Start from "./start/View.svelte";
import Table from "./table/View.svelte";
import Targets from "./targets/View.svelte";
import Text from "./text/View.svelte";
import Timeline from "./timeline/View.svelte";
import Units from "./units/View.svelte";

export interface View {
  /** Its name in the address; `view_<id>` is the key of its title. */
  id: string;
  component: Component;
  /** The keys of the address that are its own: filters, order. */
  params: readonly string[];
  /** Whether it is too wide for a sheet that stands upright. */
  wide?: true;
  /** Tells whether the page has what the view needs; without, it is not offered. */
  available?(page: Page): boolean;
  /** Tells whether the view itself shows this statement whole, so that the panel beside it would say it twice. */
  shows?(found: Found): boolean;
}

export const VIEWS: readonly View[] = [
  { id: "start", component: Start, params: [] },
  { id: "text", component: Text, params: ["hide"] },
  {
    id: "units",
    component: Units,
    params: ["words", "type", "sort"],
    shows: (found) => found.kind === "entity" && app.state.unit === found.ref,
  },
  { id: "matrix", component: Matrix, params: ["level", "group", "order", "columns", "type", "role", "chapter", "all"] },
  { id: "network", component: Network, params: ["layout", "focus", "steps", "off", "from", "to"] },
  { id: "targets", component: Targets, params: ["by", "what", "rank"] },
  { id: "timeline", component: Timeline, params: [] },
  { id: "table", component: Table, params: ["find", "only", "sorted", "grouped", "shown"], wide: true },
  {
    id: "plans",
    component: Plans,
    params: ["part", "thing", "of", "named", "among", "sort_of", "holding"],
    available: (page) => (page.heads?.length ?? 0) > 1,
  },
  { id: "sparql", component: Sparql, params: ["query", "show"], available: (page) => page.sparql === true },
];
