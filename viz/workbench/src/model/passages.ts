/** The whole text of a plan, looked through: preamble, letter-head, tables and closing as well as what gave statements. */

import type { Piece } from "../generated/page.ts";
import { type Folded, folded } from "./folding.ts";
import type { PlanModel } from "./plan.ts";

/** A place where words stand: a piece for each run of them, with the line around it. */
export interface Passage {
  pieces: readonly Piece[];
  line: Piece;
}

const ENDS = /[。！？；!?;]/;
const known = new WeakMap<PlanModel, Folded>();

/** Gives the text as it is compared; behind it once more what a page end parts, in one. */
export function wholeText(model: PlanModel): Folded {
  const made = known.get(model) ?? gathered(model);
  known.set(model, made);
  return made;
}

function gathered(model: PlanModel): Folded {
  const whole = folded(model.text);
  const [starts, ends] = [[...whole.starts], [...whole.ends]];
  let { text } = whole;
  for (const { evidence } of [...model.plan.sentences, ...[...model.found.values()].map((found) => found.row)]) {
    if (evidence.pieces.length < 2) continue;
    starts.push(-1);
    ends.push(-1);
    text += "\n";
    for (const piece of evidence.pieces) {
      const part = folded(model.text.slice(piece.start, piece.end));
      text += part.text;
      starts.push(...part.starts.map((start) => start + piece.start));
      ends.push(...part.ends.map((end) => end + piece.start));
    }
  }
  return { text, starts, ends };
}

/** Gives each place where the term stands; of several terms each sentence, or else each line, in which all of them stand. */
export function passages(model: PlanModel, asked: readonly string[]): Passage[] {
  const whole = wholeText(model);
  const [only] = asked;
  const found = asked.length === 1 && only ? everywhere(whole, only) : together(whole, asked);
  const met = new Set<number>();
  const made: Passage[] = [];
  for (const places of found) {
    const pieces = places.flatMap((place) => piecesOf(model.text, whole, place)).sort((a, b) => a.start - b.start);
    const first = pieces[0];
    if (!first || met.has(first.start)) continue;
    met.add(first.start);
    made.push({ pieces, line: lineAt(model.text, first.start) });
  }
  return made.sort((a, b) => (a.pieces[0]?.start ?? 0) - (b.pieces[0]?.start ?? 0));
}

/** Tells whether all terms stand in one line. */
export function inOneLine(whole: Folded, asked: readonly string[]): boolean {
  return lines(whole.text).some(({ from, to }) => asked.every((term) => holds(whole.text, term, from, to) >= 0));
}

/** A place in the folded text. */
interface Place {
  from: number;
  to: number;
}

function everywhere({ text }: Folded, term: string): Place[][] {
  const found: Place[][] = [];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) found.push([{ from: at, to: at + term.length }]);
  return found;
}

function together({ text }: Folded, asked: readonly string[]): Place[][] {
  const within = ({ from, to }: Place): Place[] | null => {
    const places = asked.map((term) => ({ from: holds(text, term, from, to), length: term.length }));
    return places.some((place) => place.from < 0) ? null : places.map((place) => ({ from: place.from, to: place.from + place.length }));
  };
  return lines(text).flatMap((line) => {
    const whole = within(line);
    const narrow = whole ? sentences(text, line).flatMap((sentence) => [within(sentence)].filter((each) => each !== null)) : [];
    return narrow.length || !whole ? narrow : [whole];
  });
}

function holds(text: string, term: string, from: number, to: number): number {
  const at = text.indexOf(term, from);
  return at >= 0 && at + term.length <= to ? at : -1;
}

function lines(text: string): Place[] {
  const found: Place[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    if (to > from) found.push({ from, to });
    from = to + 1;
  }
  return found;
}

function sentences(text: string, { from, to }: Place): Place[] {
  const found: Place[] = [];
  let begin = from;
  for (let at = from; at < to; at++) {
    if (!ENDS.test(text[at] ?? "") && at !== to - 1) continue;
    found.push({ from: begin, to: at + 1 });
    begin = at + 1;
  }
  return found;
}

/** The pieces of the source on which a place of the folded text rests, one on each line. */
function piecesOf(text: string, { starts, ends }: Folded, { from, to }: Place): Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; at < to; at++) {
    const [start, end] = [starts[at] ?? 0, ends[at] ?? 0];
    const last = pieces.at(-1);
    if (last && start >= last.start && !text.slice(last.end, start).includes("\n")) last.end = Math.max(last.end, end);
    else pieces.push({ start, end });
  }
  return pieces;
}

function lineAt(text: string, place: number): Piece {
  const end = text.indexOf("\n", place);
  return { start: text.lastIndexOf("\n", place - 1) + 1, end: end < 0 ? text.length : end };
}
