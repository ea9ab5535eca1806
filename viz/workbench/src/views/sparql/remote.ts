/** A server that answers queries: https://www.w3.org/TR/sparql11-protocol/#query-operation. */

import { type Answer, formOf, readTable } from "./answer.ts";
import { Cancelled, type Engine } from "./engine.ts";
import { ofServer, QueryFault } from "./fault.ts";
import { readTriples } from "./ntriples.ts";

export class RemoteEngine implements Engine {
  #control: AbortController | undefined;

  constructor(readonly address: string) {}

  begin(): Promise<void> {
    return Promise.resolve();
  }

  async ask(query: string): Promise<Answer> {
    const form = formOf(query);
    const control = new AbortController();
    this.#control = control;
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: {
          "Content-Type": "application/sparql-query",
          Accept: `${form === "graph" ? "application/n-triples" : "application/sparql-results+json"}, application/problem+json`,
        },
        body: query,
        signal: control.signal,
      });
      const text = await response.text();
      if (!response.ok) throw ofServer(response.headers.get("Content-Type") ?? "", text);
      return form === "graph" ? { kind: "graph", triples: readTriples(text) } : readTable(text);
    } catch (error) {
      if (control.signal.aborted) throw new Cancelled();
      throw error instanceof QueryFault ? error : new QueryFault(String(error));
    }
  }

  cancel(): void {
    this.#control?.abort();
  }
}
