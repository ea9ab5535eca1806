/** What the page shows now: one state, read from the address and written to it, and the plan that it speaks of. */

import { changed, readHash, writeHash, type Change, type State, type World } from "../model/hash.ts";
import type { Labels, Language, Page, Terms } from "../model/page.ts";
import type { PlanModel } from "../model/plan.ts";
import { type Found, UNNAMED } from "../model/refs.ts";
import { place } from "./place.ts";
import { Plans } from "./plans.ts";

const NOWHERE: State = { view: "", plan: "", select: "", unit: "", lang: "zh" };

class App {
  page!: Page;
  #world!: World;
  plans!: Plans;
  /** The address that the state was read from. */
  #followed: string | undefined;
  state = $state.raw<State>(NOWHERE);
  /** Whether a plan is being unpacked that the address names. */
  waiting = $state(false);
  /** Whether the address named what is not here. */
  broken = $state(false);
  /** The plan that is shown. */
  model: PlanModel = $derived(this.plans.modelOf(this.state.plan));
  /** The statement that is chosen, in all views. */
  found: Found | undefined = $derived(this.state.select ? this.model.find(this.state.select) : undefined);
  /** By itself, so that what depends on the language alone is not reckoned anew with each change of the address. */
  lang: Language = $derived(this.state.lang);
  words: Record<string, string> = $derived(this.page.words[this.lang]);

  /** Takes the data and the list of views, reads the address, and follows it from now on. */
  begin(page: Page, views: World["views"], start: string): void {
    this.page = page;
    this.plans = new Plans(page);
    const plans = this.plans.heads.map(({ id }) => id);
    this.#world = {
      start: { view: start, plan: plans[0] ?? "", select: "", unit: "", lang: page.lang },
      views,
      languages: Object.keys(page.words),
      // a page without plans is asked for none
      holds: (plan, ref) =>
        (plans.includes(plan) || (plans.length === 0 && plan === "")) &&
        (ref === "" || ref === UNNAMED || this.plans.modelOf(plan).find(ref) !== undefined),
    };
    this.#follow();
    place.follow(() => this.#follow());
  }

  /** What an address without any word means. */
  get start(): State {
    return this.#world.start;
  }

  #follow(): void {
    const { address } = place;
    if (address === this.#followed) return;
    const plan = new URLSearchParams(address.slice(1)).get("plan") ?? "";
    this.waiting = this.plans.packed(plan);
    if (this.waiting) {
      if (this.state === NOWHERE) this.state = this.#world.start;
      void this.plans.whole(plan).then(() => this.#follow());
      return;
    }
    this.#followed = address;
    const { state, broken } = readHash(address, this.#world);
    this.broken = broken;
    this.state = state;
    const told = this.page.languages[state.lang];
    // to be told the same again makes the browser look up all styles anew
    if (document.documentElement.lang !== told) document.documentElement.lang = told;
  }

  /** The address of the state after a change. */
  href(change: Change): string {
    return writeHash(changed(this.state, change), this.#world);
  }

  /** Changes the state by way of the address; `replace` leaves no step to go back to, as while somebody types. */
  go(change: Change, { replace = false } = {}): void {
    const address = this.href(change);
    if (address === place.address || (address === "#" && !place.address)) return;
    place.go(address, replace);
    // the browser tells of it later; another change may come before
    this.#follow();
  }

  /** The change that chooses a statement everywhere; a unit's page is opened where units are shown. */
  choosing(ref: string): Change {
    const found = this.model.find(ref);
    const isUnit = found?.kind === "entity" && this.model.parties.includes(found.row);
    return isUnit ? { select: ref, unit: ref } : { select: ref };
  }

  select(ref: string, more: Change = {}): void {
    this.go({ ...this.choosing(ref), ...more });
  }

  /** Tells whether a view is offered. */
  offers(view: string): boolean {
    return this.#world.views.some((each) => each.id === view);
  }

  /** Chooses what was found by searching, and shows it where it shows best: a unit on its page, words in the text, else in the text where nothing else is open. */
  open(ref: string): void {
    const change = this.choosing(ref);
    const words = this.model.find(ref)?.kind === "text";
    const atStart = this.state.view === this.#world.start.view;
    this.go({ ...change, ...((words || atStart) && { view: change.unit ? "units" : "text" }) });
  }

  /** The words of that key in the language chosen, filled with the values. */
  word(key: string, values: Record<string, string | number> = {}): string {
    const text = this.words[key];
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  /** Words of the plan, quoted, one after the other. */
  listed(words: readonly string[]): string {
    return words.map((word) => this.word("quoted", { word })).join(this.word("comma"));
  }

  /** What a rule says of itself; one that the page does not know is called by its name. */
  rule(name: string): string {
    return this.told(this.page.rules?.[name]) || name;
  }

  /** The label of a term of one of the closed lists. */
  label(list: keyof Terms, value: string): string {
    return this.told(this.page.terms[list][value]) || value;
  }

  /** The name of a group of things or statements; another function for each language, which tells them apart. */
  naming: (group: string) => string = $derived.by(() => {
    const [terms, words] = [this.page.terms.EntityType, this.words];
    return (group: string) => terms[group]?.[this.lang] ?? words[`kind_${group}`] ?? group;
  });

  /** What is given in both languages, in the one chosen. */
  told(labels: Labels | undefined): string {
    return labels?.[this.lang] ?? "";
  }

  get otherLanguage(): Language {
    return this.state.lang === "zh" ? "en" : "zh";
  }
}

export const app = new App();
