/** A server that finds which question of the library a sentence asks, and writes its query. */

import type { Language } from "../../model/page.ts";

/** The question that was meant, what it is told, and the query to run; or a sentence why there is none. */
export type Found = { question: string; told: Readonly<Record<string, string>>; query: string } | { question: null; message: string };

const COMMENT = /^#.*\n/gm;

export class Asker {
  constructor(readonly address: string) {}

  async find(sentence: string, lang: Language): Promise<Found> {
    try {
      const response = await fetch(`${this.address}?${new URLSearchParams({ q: sentence, lang })}`, {
        headers: { Accept: "application/json" },
      });
      const text = await response.text();
      if (!response.headers.get("Content-Type")?.startsWith("application/json")) return { question: null, message: text.trim() };
      return read(JSON.parse(text));
    } catch (error) {
      return { question: null, message: String(error) };
    }
  }
}

/** Reads the server's answer. */
export function read(told: unknown): Found {
  const answer = told as Record<string, unknown>;
  if (typeof answer.question !== "string") return { question: null, message: typeof answer.message === "string" ? answer.message : "" };
  const parameters = (answer.parameters ?? {}) as Readonly<Record<string, string>>;
  return { question: answer.question, told: parameters, query: String(answer.sparql).replace(COMMENT, "").trim() };
}
