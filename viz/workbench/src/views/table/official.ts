/** The tables in the official layout that the page brings along as files, made by the same program as those on the disk. */

import { download } from "../../parts/download.ts";
import { unpacked } from "../../later.ts";

/** The kinds of file, with what a browser is told that they are. */
export const KINDS = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;
export type Kind = keyof typeof KINDS;

type Files = Record<string, Record<Kind, { name: string; content: string }>>;

/** Hands the plan's table to the reader; false where the page has none. */
export async function downloadOfficial(plan: string, kind: Kind): Promise<boolean> {
  const packed = await unpacked(document, "plankg-tables");
  const file = packed && (JSON.parse(new TextDecoder().decode(packed)) as Files)[plan]?.[kind];
  if (!file) return false;
  const bytes = Uint8Array.from(atob(file.content), (character) => character.charCodeAt(0));
  download(file.name, new Blob([bytes], { type: KINDS[kind] }));
  return true;
}
