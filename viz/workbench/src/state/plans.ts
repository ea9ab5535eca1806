/** The plans of the page: the first is there with it, of many the others are unpacked when somebody wants them. */

import { unpacked } from "../later.ts";
import type { Page, PlanData, PlanHead } from "../model/page.ts";
import { PlanModel } from "../model/plan.ts";

export class Plans {
  /** What is told of each plan without unpacking it, in their order. */
  readonly heads: readonly PlanHead[];
  readonly #models = new Map<string, PlanModel>();

  constructor(readonly page: Page) {
    this.heads = page.heads ?? [];
  }

  head(id: string): PlanHead {
    const head = this.heads.find((each) => each.id === id);
    if (!head) throw new Error(`there is no plan ${id}`);
    return head;
  }

  /** Whether there is such a plan, but still packed. */
  packed(id: string): boolean {
    return !this.#models.has(id) && !this.#data(id) && this.heads.some((head) => head.id === id);
  }

  /** The plan of an id that is not packed, looked up once. */
  modelOf(id: string): PlanModel {
    let model = this.#models.get(id);
    if (!model) {
      const data = this.#data(id);
      if (!data) throw new Error(`there is no plan ${id}`);
      model = new PlanModel(data, this.page.terms);
      this.#models.set(id, model);
    }
    return model;
  }

  /** The plan of an id, unpacked if it has to be and kept. */
  async whole(id: string): Promise<PlanModel> {
    const model = await this.read(id);
    if (!this.#models.has(id)) this.#models.set(id, model);
    return this.modelOf(id);
  }

  /** The plan of an id; one that was not kept is not kept now: whoever goes through a hundred takes from each what is wanted. */
  async read(id: string): Promise<PlanModel> {
    if (!this.packed(id)) return this.modelOf(id);
    const content = await unpacked(document, `plankg-plan-${this.heads.findIndex((head) => head.id === id)}`);
    if (!content) throw new Error(`the page lacks the plan ${id}`);
    return new PlanModel(JSON.parse(new TextDecoder().decode(content)) as PlanData, this.page.terms);
  }

  #data(id: string): PlanData | undefined {
    return this.page.plans.find(({ plan }) => plan.id === id);
  }
}
