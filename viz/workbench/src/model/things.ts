/** Things through several plans: entities that are one, by the identities that rules infer and people decide. */

import type { End, SameThing } from "./page.ts";

/** A thing with its name in each plan where it is, in the order of the plans, and why these are one. */
export interface Thing {
  ends: End[];
  ties: SameThing[];
}

const keyOf = ({ plan, entity }: End): string => `${plan}\t${entity}`;

/** Gives the things that stand in more than one plan: whatever identities tie together, directly or through others. */
export function things(identities: readonly SameThing[], plans: readonly string[]): Thing[] {
  const of = new Map<string, Thing>();
  for (const tie of identities) {
    const first = of.get(keyOf(tie.first)) ?? { ends: [tie.first], ties: [] };
    const second = of.get(keyOf(tie.second)) ?? { ends: [tie.second], ties: [] };
    const thing = first === second ? first : { ends: [...first.ends, ...second.ends], ties: [...first.ties, ...second.ties] };
    thing.ties.push(tie);
    for (const end of thing.ends) of.set(keyOf(end), thing);
  }
  const found = [...new Set(of.values())];
  for (const thing of found) thing.ends.sort((a, b) => plans.indexOf(a.plan) - plans.indexOf(b.plan));
  return found;
}

/** Gives the thing that an entity of a plan is, where it stands in others as well. */
export function thingOf(all: readonly Thing[], plan: string, entity: string): Thing | undefined {
  return all.find(({ ends }) => ends.some((end) => end.plan === plan && end.entity === entity));
}
