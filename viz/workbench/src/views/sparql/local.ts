/** The engine inside the page: Oxigraph as WebAssembly in a worker, with the graph that the page brings along. */

import { unpacked } from "../../later.ts";
import EngineWorker from "../../worker/engine.ts?worker&inline";
import type { Ask, Begin, Reply } from "../../worker/engine.ts";
import { type Answer, formOf, readTable } from "./answer.ts";
import { Cancelled, type Engine, Unavailable } from "./engine.ts";
import { ofEngine } from "./fault.ts";
import { readTriples } from "./ntriples.ts";

export class LocalEngine implements Engine {
  #parts: Promise<{ module: ArrayBuffer; quads: ArrayBuffer }> | undefined;
  #worker: Promise<Worker> | undefined;
  readonly #waiting = new Set<(reason: Error) => void>();

  constructor(readonly root: Document) {}

  async begin(): Promise<void> {
    this.#worker ??= this.#start();
    await this.#worker;
  }

  async ask(query: string): Promise<Answer> {
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    const form = formOf(query);
    const request: Ask = { query, format: form === "graph" ? "nt" : "json" };
    const reply = await this.#unlessCancelled(replyTo(worker, request));
    if ("fault" in reply) throw ofEngine(reply.fault);
    const text = "answer" in reply ? reply.answer : "";
    return form === "graph" ? { kind: "graph", triples: readTriples(text) } : readTable(text);
  }

  cancel(): void {
    void this.#worker?.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
    this.#worker = undefined;
    for (const stop of this.#waiting) stop(new Cancelled());
    // the next query finds an engine that is ready again
    void this.begin().catch(() => undefined);
  }

  /** Waits for a reply, which never comes where the engine is ended meanwhile. */
  async #unlessCancelled(reply: Promise<Reply>): Promise<Reply> {
    let stop!: (reason: Error) => void;
    const stopped = new Promise<never>((_resolve, reject) => (stop = reject));
    this.#waiting.add(stop);
    return Promise.race([reply, stopped]).finally(() => this.#waiting.delete(stop));
  }

  async #start(): Promise<Worker> {
    if (typeof WebAssembly === "undefined") throw new Unavailable("WebAssembly");
    this.#parts ??= unpackAll(this.root);
    const { module, quads } = await this.#parts;
    const worker = new EngineWorker();
    const failed = new Promise<Reply>((resolve) => {
      worker.onerror = (event) => resolve({ fault: event.message || "Worker" });
    });
    const reply = await Promise.race([replyTo(worker, { module, quads }), failed]);
    if ("ready" in reply) return worker;
    worker.terminate();
    throw new Unavailable("fault" in reply ? reply.fault : "");
  }
}

/** Gives what the engine says to a message, and to this one only. */
function replyTo(worker: Worker, message: Begin | Ask): Promise<Reply> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Reply>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage(message, [port2]);
  });
}

async function unpackAll(root: Document): Promise<{ module: ArrayBuffer; quads: ArrayBuffer }> {
  const [module, quads] = await Promise.all([unpack(root, "plankg-engine"), unpack(root, "plankg-quads")]);
  return { module, quads };
}

async function unpack(root: Document, id: string): Promise<ArrayBuffer> {
  const content = await unpacked(root, id);
  if (!content) throw new Unavailable(id);
  return content;
}
