/** What a view takes from all plans, one after the other: it shows what there is so far, and no plan stays unpacked for it. */

import type { PlanModel } from "../../model/plan.ts";
import { app } from "../../state/app.svelte.ts";

/** So many milliseconds pass between two pictures while plans are unpacked. */
const PAUSE = 100;

export class Gathering<T> {
  rows: readonly T[] = $state.raw([]);
  /** How many plans were taken of how many. */
  taken = $state(0);
  total = $state(0);
  readonly #take: (model: PlanModel) => readonly T[];

  constructor(take: (model: PlanModel) => readonly T[]) {
    this.#take = take;
  }

  get whole(): boolean {
    return this.taken === this.total;
  }

  /** Takes from these plans in their order, in place of what was taken before; gives what stops it. */
  begin(plans: readonly string[]): () => void {
    let stopped = false;
    void this.#go(plans, () => stopped);
    return () => (stopped = true);
  }

  async #go(plans: readonly string[], stopped: () => boolean): Promise<void> {
    [this.rows, this.taken, this.total] = [[], 0, plans.length];
    const rows: T[] = [];
    let shown = 0;
    for (const [at, plan] of plans.entries()) {
      const model = await app.plans.read(plan);
      if (stopped()) return;
      rows.push(...this.#take(model));
      const now = performance.now();
      if (now - shown > PAUSE || at + 1 === plans.length) {
        [this.rows, this.taken, shown] = [[...rows], at + 1, now];
        await new Promise((done) => setTimeout(done));
        if (stopped()) return;
      }
    }
  }
}
