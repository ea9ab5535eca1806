/** Which names are written, and where, so that none covers another: the most important first, as far as there is room. */

export interface Wanted {
  key: number;
  text: string;
  /** The middle of the node and its radius, in pixels. */
  x: number;
  y: number;
  radius: number;
  /** On which side of the node the name stands. */
  side: "left" | "right";
}

export interface Written extends Wanted {
  left: number;
  width: number;
}

const CELL = 64;
const GAP = 4;

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
): Written[] {
  const taken = new Map<number, [number, number, number, number][]>();
  const written: Written[] = [];
  for (const label of wanted) {
    if (written.length >= most) break;
    if (label.x < -200 || label.x > size.width + 200 || label.y < -size.line || label.y > size.height + size.line) continue;
    const width = measure(label.text);
    const left = beside(label, width, size.width);
    const box: [number, number, number, number] = [left - 1, label.y - size.line / 2, left + width + 1, label.y + size.line / 2];
    const cells = cellsOf(box);
    if (cells.some((cell) => taken.get(cell)?.some((other) => overlap(box, other)))) continue;
    for (const cell of cells) {
      const boxes = taken.get(cell);
      if (boxes) boxes.push(box);
      else taken.set(cell, [box]);
    }
    written.push({ ...label, left, width });
  }
  return written;
}

/** Gives where a name begins: on its side, but on the other where only there all of it is in the window. */
function beside({ x, radius, side }: Wanted, width: number, window: number): number {
  const [right, left] = [x + radius + GAP, x - radius - GAP - width];
  if (side === "right") return right + width > window && left >= 0 ? left : right;
  return left < 0 && right + width <= window ? right : left;
}

function cellsOf([left, top, right, bottom]: readonly [number, number, number, number]): number[] {
  const cells: number[] = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) cells.push((x + 1000) * 10_000 + y + 1000);
  }
  return cells;
}

function overlap(a: readonly [number, number, number, number], b: readonly [number, number, number, number]): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}
