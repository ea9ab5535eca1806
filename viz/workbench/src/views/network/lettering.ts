/** Writes names beside nodes, and on edges when one comes near. */

import { placed, shortened, type Wanted } from "./labels.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import type { Sight } from "./sight.ts";

export interface Pen {
  font: string;
  ink: string;
  muted: string;
  pane: string;
  edgeName(edge: SceneEdge): string;
}

const SIZE = 12.5;
const LINE = 17;
/** How many names at most are written over the whole, and however near one comes. */
const MOST = { far: 50, near: 220 };
/** The window, in square pixels, that has room for so many; a smaller one has room for fewer. */
const ROOM = 900 * 560;
/** Below this part of the whole, edges bear their names, and long names are written longer. */
const NEAR = 0.3;
/** Above this part, tasks and figures bear no names: what they belong to comes first. */
const FAR = 0.7;
const LESSER = 3;
const LONG = { far: 12, near: 34 };

/** Where a name is written in the colour of the pane before it is in its own, in pixels: the outline of every letter would take twice as long. */
const HALO = Array.from(
  { length: 8 },
  (_, place) => [1.75 * Math.cos((place * Math.PI) / 4), 1.75 * Math.sin((place * Math.PI) / 4)] as const,
);

/** How wide texts are, by font: measuring takes longer than writing. */
const widths = new Map<string, Map<string, number>>();

/** Writes the names that have room; the nodes of the numbers in `without` bear none. */
export function letter(context: CanvasRenderingContext2D, scene: Scene, pen: Pen, sight: Sight, without: ReadonlySet<number | null>): void {
  context.font = `${SIZE}px ${pen.font}`;
  const far = MOST.far * Math.min(1, (sight.width * sight.height) / ROOM);
  const most = Math.min(MOST.near, far / sight.ratio ** 1.5);
  const nodes = scene.nodes.flatMap((node) => sight.at(node) ?? []);
  for (const written of placed(wanted(scene, sight, without), { ...sight, line: LINE }, measuring(context), most, nodes))
    write(context, written, pen.ink, pen.pane);
  if (sight.ratio < NEAR) letterEdges(context, scene, pen, sight);
}

function* wanted(scene: Scene, sight: Sight, without: ReadonlySet<number | null>): Generator<Wanted> {
  const near = sight.ratio < NEAR;
  // where few stand out, the faint ones are last, and there is room for all names of the few
  const few = scene.nodes.at(-1)?.faint;
  const least = !few && sight.ratio > FAR && scene.nodes.length > MOST.near ? LESSER : 0;
  for (const node of scene.nodes) {
    if (node.faint || without.has(node.number) || node.look.rank < least) continue;
    const at = sight.at(node);
    if (!at) continue;
    const more = node.folded ? ` +${node.folded}` : "";
    const text = shortened(node.label, near || node.chosen ? LONG.near : LONG.far) + more;
    yield { key: node.number, text, ...at, side: node.side };
  }
}

function letterEdges(context: CanvasRenderingContext2D, scene: Scene, pen: Pen, sight: Sight): void {
  context.font = `${SIZE - 1.5}px ${pen.font}`;
  const names: Wanted[] = [];
  for (const edge of scene.edges) {
    if (edge.faint || edge.kind.startsWith("structure")) continue;
    const [a, b] = [sight.at(edge.source), sight.at(edge.target)];
    if (!a || !b || Math.hypot(a.x - b.x, a.y - b.y) < 60) continue;
    names.push({ key: edge.number, text: pen.edgeName(edge), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, radius: -12, side: "right" });
  }
  for (const written of placed(names, { ...sight, line: LINE }, (text) => text.length * SIZE, MOST.near))
    write(context, written, pen.muted, pen.pane);
}

function write(
  context: CanvasRenderingContext2D,
  { text, left, y }: { text: string; left: number; y: number },
  ink: string,
  pane: string,
): void {
  const base = y + SIZE * 0.35;
  context.fillStyle = pane;
  for (const [dx, dy] of HALO) context.fillText(text, left + dx, base + dy);
  context.fillStyle = ink;
  context.fillText(text, left, base);
}

function measuring(context: CanvasRenderingContext2D): (text: string) => number {
  const known = widths.get(context.font) ?? new Map<string, number>();
  widths.set(context.font, known);
  return (text) => {
    let width = known.get(text);
    if (width === undefined) known.set(text, (width = context.measureText(text).width));
    return width;
  };
}
