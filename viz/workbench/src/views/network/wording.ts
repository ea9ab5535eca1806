/** What kinds of nodes and lines are called, in the language chosen. */

import { app } from "../../state/app.svelte.ts";

/** The name of a kind of node: a type's label, or the word for a part of the plan. */
export function nodeName(kind: string): string {
  const type = app.page.terms.EntityType[kind];
  return type ? app.told(type) : app.word(`kind_${kind}`);
}

/** The name of a kind of line: a role's or a predicate's label. */
export function lineName(kind: string): string {
  const [layer = "", predicate = ""] = kind.split("/");
  if (layer === "structure") return app.word("net_structure");
  if (layer === "default") return app.word("net_default");
  return app.label(layer === "assignment" ? "Role" : "Predicate", predicate);
}
