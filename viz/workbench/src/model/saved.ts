/** Views that somebody gave a name: what of an address is kept with them, and the address that shows them again. */

import type { Language, SavedView } from "./page.ts";

/** Gives what of an address says what is shown; whose plan it is and in which language it was looked at may change. */
export function keptAddress(hash: string): string {
  const kept = new URLSearchParams(hash.replace(/^#/, ""));
  kept.delete("plan");
  kept.delete("lang");
  return kept.toString();
}

/** Gives the address that shows a view of a plan, in a page that begins with another plan or language. */
export function addressOf(view: SavedView, now: { plan: string; lang: Language }, start: { plan: string; lang: Language }): string {
  const address = new URLSearchParams(view.address);
  if (now.plan !== start.plan) address.set("plan", now.plan);
  if (now.lang !== start.lang) address.set("lang", now.lang);
  return `#${address}`;
}
