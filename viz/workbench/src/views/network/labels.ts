/** Which names are written, and where, so that none covers another, and few cover nodes: the most important first, as far as there is room. */

/** A node in the picture: its middle and its radius, in pixels. */
export interface Disc {
  x: number;
  y: number;
  radius: number;
}

export interface Wanted extends Disc {
  key: number;
  text: string;
  /** On which side of the node the name stands. */
  side: "left" | "right";
}

export interface Written extends Wanted {
  left: number;
  width: number;
}

const CELL = 64;
const GAP = 4;
/** How far names keep from each other, in pixels. */
const APART = 5;

/** Takes part of a name that is too long, with a mark that there is more. */
export function shortened(name: string, most: number): string {
  const characters = [...name];
  return characters.length <= most ? name : `${characters.slice(0, most - 1).join("")}…`;
}

/** Gives the names that have room, in the order wanted, at most `most`; `measure` gives the width of a text in pixels. */
export function placed(
  wanted: Iterable<Wanted>,
  size: { width: number; height: number; line: number },
  measure: (text: string) => number,
  most: number,
  nodes: Iterable<Disc> = [],
): Written[] {
  const drawn = new Boxes();
  for (const { x, y, radius } of nodes) drawn.put([x - radius, y - radius, x + radius, y + radius]);
  const taken = new Boxes();
  const written: Written[] = [];
  for (const label of wanted) {
    if (written.length >= most) break;
    if (label.x < -200 || label.x > size.width + 200 || label.y < -size.line || label.y > size.height + size.line) continue;
    const width = measure(label.text);
    const boxAt = (left: number): Box => [left - 1, label.y - size.line / 2, left + width + 1, label.y + size.line / 2];
    const left = leastOver(drawn, begins(label, width, size.width), boxAt);
    if (taken.over(boxAt(left)) > 0) continue;
    taken.put([left - APART, label.y - size.line / 2, left + width + APART, label.y + size.line / 2]);
    written.push({ ...label, left, width });
  }
  return written;
}

/** Gives where a name can begin, its own side first; the other side only where all of it is in the window there. */
function begins({ x, radius, side }: Wanted, width: number, window: number): number[] {
  const [right, left] = [x + radius + GAP, x - radius - GAP - width];
  const [fitsRight, fitsLeft] = [right + width <= window, left >= 0];
  if (side === "right") return fitsLeft ? (fitsRight ? [right, left] : [left]) : [right];
  return fitsRight ? (fitsLeft ? [left, right] : [right]) : [left];
}

/** Gives the first of the places that lies over the fewest and smallest nodes. */
function leastOver(drawn: Boxes, places: readonly number[], boxAt: (left: number) => Box): number {
  let [best = 0, least] = [places[0], Infinity];
  for (const place of places) {
    const over = drawn.over(boxAt(place));
    if (over < least) [best, least] = [place, over];
  }
  return best;
}

/** Left, top, right, bottom. */
type Box = readonly [number, number, number, number];

/** Boxes by the cells of a grid, so that those near another are found quickly. */
class Boxes {
  readonly #cells = new Map<number, Box[]>();

  put(box: Box): void {
    for (const cell of cellsOf(box)) {
      const boxes = this.#cells.get(cell);
      if (boxes) boxes.push(box);
      else this.#cells.set(cell, [box]);
    }
  }

  /** How wide those are together that a box lies over. */
  over(box: Box): number {
    const found = new Set<Box>();
    for (const cell of cellsOf(box)) for (const other of this.#cells.get(cell) ?? []) if (overlap(box, other)) found.add(other);
    return [...found].reduce((width, [left, , right]) => width + right - left, 0);
  }
}

function cellsOf([left, top, right, bottom]: Box): number[] {
  const cells: number[] = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) cells.push((x + 1000) * 10_000 + y + 1000);
  }
  return cells;
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}
