/** Painting ranges of a text: marks may nest and overlap; the text is cut into runs, each with the marks that cover it. */

import type { Piece } from "../generated/page.ts";

/** A range to be marked, with what it stands for. */
export interface Mark<T> {
  start: number;
  end: number;
  value: T;
}

/** A run of characters under the same marks, the widest first. */
export interface Run<T> {
  start: number;
  end: number;
  text: string;
  marks: readonly Mark<T>[];
}

/** Cuts `text[start:end]` into runs. Marks outside the range are cut off; where two begin together the longer is outer. */
export function runs<T>(text: string, start: number, end: number, marks: readonly Mark<T>[]): Run<T>[] {
  const inside = marks
    .filter((mark) => mark.start < end && mark.end > start && mark.start < mark.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const made: Run<T>[] = [];
  let open: Mark<T>[] = [];
  let next = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const from = places[i] as number;
    const to = places[i + 1] as number;
    open = open.filter((mark) => mark.end > from);
    for (let mark = inside[next]; mark && mark.start <= from; mark = inside[++next]) {
      if (mark.end > from) open.push(mark);
    }
    made.push({ start: from, end: to, text: text.slice(from, to), marks: [...open].sort(byWidth) });
  }
  return made;
}

/** Gives a mark for each piece of an evidence. */
export function marksOf<T>(pieces: readonly Piece[], value: T): Mark<T>[] {
  return pieces.map(({ start, end }) => ({ start, end, value }));
}

/** Tells whether all pieces lie inside the range. */
export function within(pieces: readonly Piece[], start: number, end: number): boolean {
  return pieces.every((piece) => piece.start >= start && piece.end <= end);
}

function byWidth<T>(a: Mark<T>, b: Mark<T>): number {
  return b.end - b.start - (a.end - a.start) || a.start - b.start;
}
