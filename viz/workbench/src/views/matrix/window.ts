/** Which of many rows or columns stand in the window: only those are drawn. */

export interface Shown {
  first: number;
  last: number;
}

const AROUND = 4;

/** Gives the range [first, last) of `count` items of equal size that the window shows, with some around it. */
export function shown(count: number, size: number, scrolled: number, room: number): Shown {
  const first = Math.max(0, Math.floor(scrolled / size) - AROUND);
  const last = Math.min(count, Math.ceil((scrolled + room) / size) + AROUND);
  return { first: Math.min(first, count), last: Math.max(last, Math.min(first, count)) };
}

/** Gives how far to scroll so that the item at `index` stands inside the window. */
export function scrolledTo(index: number, size: number, scrolled: number, room: number): number {
  const start = index * size;
  if (start < scrolled) return start;
  return start + size > scrolled + room ? start + size - room : scrolled;
}

/** Gives the cell that a key leads to, or nothing where the key leads nowhere. */
export function moved(key: string, row: number, column: number, rows: number, columns: number, page: number): [number, number] | undefined {
  const steps: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
    PageUp: [row - page, column],
    PageDown: [row + page, column],
  };
  const to = steps[key];
  return to && [clamp(to[0], rows), clamp(to[1], columns)];
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
