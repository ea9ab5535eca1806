/** The saved views of the plan that is shown: as they were when the page was made, or as its server keeps them now. */

import type { Labels, SavedView } from "../model/page.ts";
import { app } from "./app.svelte.ts";

/** What is asked of the server: a view saved at its address, renamed from what it `was`, or with neither deleted. */
export interface ViewChange {
  name: string;
  address?: string;
  was?: string;
}

class Saved {
  /** Whether the page's own policy lets it ask: only a server that keeps views puts that there. */
  readonly #asks = (document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? "").includes(
    "connect-src 'self'",
  );
  #now = $state.raw<Readonly<Record<string, readonly SavedView[]>>>({});
  /** Why the last change was not made, in both languages. */
  refusal = $state.raw<Labels>();
  /** The plans that have no folder to keep views in. */
  #homeless = $state.raw<readonly string[]>([]);
  views: readonly SavedView[] = $derived(this.#now[app.state.plan] ?? app.page.saved?.[app.state.plan] ?? []);
  served: boolean = $derived(this.#asks && !this.#homeless.includes(app.state.plan));

  /** Asks the server for the views, where there is one: others may have changed them. */
  async ask(): Promise<void> {
    if (this.served) await this.#send(app.state.plan);
  }

  /** Changes a view, and tells whether the server has done so. */
  change(change: ViewChange): Promise<boolean> {
    return this.#send(app.state.plan, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(change) });
  }

  async #send(plan: string, request?: RequestInit): Promise<boolean> {
    this.refusal = undefined;
    try {
      const answer = await fetch(`/${encodeURIComponent(plan)}/views.json`, request);
      const told: unknown = await answer.json();
      if (answer.ok) this.#now = { ...this.#now, [plan]: told as SavedView[] };
      else if (answer.status === 404) this.#homeless = [...this.#homeless, plan];
      else this.refusal = told as Labels;
      return answer.ok;
    } catch {
      this.refusal = { zh: app.page.words.zh.server_silent ?? "", en: app.page.words.en.server_silent ?? "" };
      return false;
    }
  }
}

export const saved = new Saved();
