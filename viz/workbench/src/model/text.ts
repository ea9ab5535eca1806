/** Positions: Python counts code points, JavaScript UTF-16 units. Turned once, at the door. */

import type { Piece } from "../generated/page.ts";

/** Gives the place in UTF-16 units of each code point of the text, and of its end. */
export function utf16Places(text: string): Uint32Array {
  const places = new Uint32Array(text.length + 1);
  let at = 0;
  let count = 0;
  for (const character of text) {
    places[count++] = at;
    at += character.length;
  }
  places[count] = at;
  return places.slice(0, count + 1);
}

/** Gives a value in which all `pieces`, at any depth, count in UTF-16 units: itself, where each character of the text is one. */
export function inUtf16<T>(value: T, places: Uint32Array): T {
  return places.at(-1) === places.length - 1 ? value : turned(value, places);
}

function turned<T>(value: T, places: Uint32Array): T {
  if (Array.isArray(value)) return value.map((item) => turned(item as unknown, places)) as T;
  if (value === null || typeof value !== "object") return value;
  const made: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    made[key] =
      key === "pieces"
        ? (item as Piece[]).map(({ start, end }) => ({ start: place(places, start), end: place(places, end) }))
        : turned(item as unknown, places);
  }
  return made as T;
}

function place(places: Uint32Array, codePoint: number): number {
  const found = places[codePoint];
  if (found === undefined) throw new Error(`position ${codePoint} lies outside the text`);
  return found;
}

/** Gives how many characters, as people and Python count them, stand before the place. */
export function charactersBefore(text: string, place: number): number {
  let count = 0;
  for (let at = 0; at < place; count++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}
