/** Who answers queries: the engine inside the page, or a server. */

import type { Answer } from "./answer.ts";

export interface Engine {
  /** Makes ready, so that the first query need not wait. Rejects with Unavailable where the engine cannot run. */
  begin(): Promise<void>;
  /** Answers a query as it stands, its prefixes declared. Rejects with a QueryFault, or with a Cancelled. */
  ask(query: string): Promise<Answer>;
  /** Breaks off what is being asked. */
  cancel(): void;
}

/** A query was broken off by the reader. */
export class Cancelled extends Error {}

/** The engine cannot run here; the message says why. */
export class Unavailable extends Error {}
