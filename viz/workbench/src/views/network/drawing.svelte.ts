/** The reader's choices about the picture, and the steps that can be taken back; what a link should show is in the address. */

import { app } from "../../state/app.svelte.ts";
import { again, back, begun, step, type History } from "./history.ts";
import { EMPTY, LAYOUTS, MOST_STEPS, type Picture } from "./picture.ts";

type Local = Pick<Picture, "folded" | "only" | "moved">;
const LOCAL: Local = { folded: EMPTY.folded, only: EMPTY.only, moved: EMPTY.moved };

class Drawing {
  #local = $state.raw<Local>(LOCAL);
  #history = $state.raw<History<Picture>>(begun(EMPTY));
  #plan = "";

  picture: Picture = $derived({ ...fromAddress(app.state), ...this.#local });
  canUndo = $derived(this.#history.past.length > 0);
  canRedo = $derived(this.#history.future.length > 0);

  /** Begins anew where another plan is shown. */
  begin(plan: string): void {
    if (plan === this.#plan) return;
    this.#plan = plan;
    this.#local = LOCAL;
    this.#history = begun(this.picture);
  }

  /** Takes a step. */
  change(change: Partial<Picture>): void {
    const next = { ...this.picture, ...change };
    this.#history = step({ ...this.#history, now: this.picture }, next);
    this.#apply(next);
  }

  undo(): void {
    this.#history = back({ ...this.#history, now: this.picture });
    this.#apply(this.#history.now);
  }

  redo(): void {
    this.#history = again({ ...this.#history, now: this.picture });
    this.#apply(this.#history.now);
  }

  /** Switches kinds of things or lines on or off. */
  switch(kinds: readonly string[], on: boolean): void {
    const off = new Set(this.picture.off);
    for (const kind of kinds)
      if (on) off.delete(kind);
      else off.add(kind);
    this.change({ off: [...off].sort() });
  }

  /** Folds a heading's parts into it, or unfolds them. */
  fold(ref: string): void {
    const { folded } = this.picture;
    this.change({ folded: folded.includes(ref) ? folded.filter((each) => each !== ref) : [...folded, ref] });
  }

  #apply(picture: Picture): void {
    const { folded, only, moved, ...rest } = picture;
    this.#local = { folded, only, moved };
    app.go(toAddress(rest));
  }
}

/** Chooses what the plan says something of; the plan itself is drawn, too, but is no statement. */
export function choose(ref: string): void {
  if (ref === "" || app.model.find(ref)) app.select(ref);
}

function fromAddress(state: Readonly<Record<string, string>>): Omit<Picture, keyof Local> {
  const steps = Number(state.steps);
  return {
    layout: LAYOUTS.find((layout) => layout === state.layout) ?? EMPTY.layout,
    focus: state.focus ?? "",
    steps: steps >= 1 && steps <= MOST_STEPS ? steps : EMPTY.steps,
    off: state.off ? state.off.split(",") : [],
  };
}

function toAddress({ layout, focus, steps, off }: Omit<Picture, keyof Local>): Record<string, string> {
  return {
    layout: layout === EMPTY.layout ? "" : layout,
    focus,
    steps: focus && steps !== EMPTY.steps ? String(steps) : "",
    off: off.join(","),
  };
}

export const drawing = new Drawing();
