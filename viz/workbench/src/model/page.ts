/** What the page was given, read once at the door. Its types are those of viz/page/contract.py. */

import { type Held, type Labels, type Page, type PlanData, VERSION } from "../generated/page.ts";

export type * from "../generated/page.ts";

export type Language = keyof Labels;
export type Position = Readonly<PlanData["layouts"]["whole"][string]>;

/** Who or what a list of units shows, apart from each other. */
export const PARTIES = ["units", "people", "sites"] as const satisfies readonly (keyof Held)[];
export type Party = (typeof PARTIES)[number];

/** Reads the data of the page, the one place where JSON becomes typed; nothing where they have another form than it knows, which it then says. */
export function readPage(root: Document): Page | null {
  const element = root.getElementById("plankg-page");
  if (!element?.textContent) throw new Error("the page has no data");
  const data = JSON.parse(element.textContent) as { version: string };
  if (data.version === VERSION) return data as Page;
  root.getElementById("plankg-refusal")?.removeAttribute("hidden");
  return null;
}
