/** The engine in its worker: takes the module and the graph once, then queries. */

import init, { Store } from "oxigraph/web.js";

export interface Begin {
  module: ArrayBuffer;
  quads: ArrayBuffer;
}

export interface Ask {
  query: string;
  /** The form in which the answer is to be written. */
  format: "json" | "nt";
}

export type Reply = { ready: true } | { answer: string } | { fault: string };

let store: Store | undefined;

async function begin({ module, quads }: Begin): Promise<Reply> {
  await init({ module_or_path: module });
  store = new Store();
  store.load(new Uint8Array(quads), { format: "nq", lenient: true, no_transaction: true });
  return { ready: true };
}

function ask({ query, format }: Ask): Reply {
  return { answer: store?.query(query, { results_format: format, use_default_graph_as_union: true }) as string };
}

/** Each message brings the port on which it is answered, so that questions asked at the same time get their own answers. */
addEventListener("message", ({ data, ports }: MessageEvent<Begin | Ask>) => {
  void replyTo(data).then((reply) => ports[0]?.postMessage(reply));
});

async function replyTo(data: Begin | Ask): Promise<Reply> {
  try {
    return "module" in data ? await begin(data) : ask(data);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
