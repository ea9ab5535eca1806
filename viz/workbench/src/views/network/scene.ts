/** The picture as things to draw: the same for the canvas, for the file one takes along, and for browsers without WebGL. */

import type { Position } from "../../model/page.ts";
import { lineKind, type LineLook, type NodeLook } from "./looks.ts";
import { type Net } from "./net.ts";
import type { Shown } from "./picture.ts";

export interface SceneNode {
  number: number;
  ref: string;
  kind: string;
  label: string;
  place: Position;
  look: NodeLook;
  /** A node that is not what the reader looks at now. */
  faint: boolean;
  chosen: boolean;
  pinned: boolean;
  /** How many nodes are folded into it. */
  folded: number;
  side: "left" | "right";
}

export interface SceneEdge {
  number: number;
  source: SceneNode;
  target: SceneNode;
  kind: string;
  look: LineLook;
  faint: boolean;
}

export interface Scene {
  nodes: readonly SceneNode[];
  edges: readonly SceneEdge[];
  /** What is to stand in the middle of the picture, or null. */
  centre: Position | null;
}

export interface Highlights {
  chosen: string;
  /** References on the ways that are shown, or none. */
  ways: ReadonlySet<string>;
  moved: Readonly<Record<string, Position>>;
  /** The node about which the picture is drawn, or none. */
  focus: string;
  /** Whether names of units stand on the left of their nodes. */
  facing: boolean;
}

/** By how much the node in the middle of a neighbourhood is larger. */
const CENTRE = 5;
const PLAIN: NodeLook = { shape: "circle", colour: "#888888", size: 4, rank: 0 };
const THIN: LineLook = { colour: "#888888", width: 1, dash: [1, 0] };

/** Gives the nodes, those to be written first in front, and the edges between them. */
export function sceneOf(
  net: Net,
  shown: Shown,
  looks: { nodes: ReadonlyMap<string, NodeLook>; lines: ReadonlyMap<string, LineLook> },
  highlights: Highlights,
): Scene {
  const lit = litNodes(net, shown, highlights);
  const focus = net.numbers.get(highlights.focus);
  const centre = (focus === undefined ? undefined : shown.places.get(focus)) ?? null;
  const made = new Map<number, SceneNode>();
  for (const number of shown.nodes) {
    const node = net.nodes[number];
    const place = shown.places.get(number);
    if (!node || !place) continue;
    const look = looks.nodes.get(node.kind) ?? PLAIN;
    const ties = net.at[number]?.length ?? 0;
    made.set(number, {
      number,
      ...node,
      place,
      look: { ...look, size: look.size + Math.min(5, Math.sqrt(ties) * 0.6) + (node.ref === highlights.focus ? CENTRE : 0) },
      faint: lit !== null && !lit.has(number),
      chosen: node.ref === highlights.chosen,
      pinned: node.ref in highlights.moved,
      folded: shown.hidden.get(number) ?? 0,
      side: (centre ? place[0] < centre[0] : highlights.facing && node.kind !== "task") ? "left" : "right",
    });
  }
  const edges = shown.edges.flatMap((number): SceneEdge[] => {
    const edge = net.edges[number];
    const source = edge && made.get(edge.source);
    const target = edge && made.get(edge.target);
    if (!source || !target) return [];
    const kind = lineKind(edge);
    const faint = source.faint || target.faint || (lit !== null && highlights.ways.size === 0 && !source.chosen && !target.chosen);
    const look = looks.lines.get(kind) ?? THIN;
    return [{ number, source, target, kind, look: look.lit && lit !== null && !faint ? { ...look, colour: look.lit } : look, faint }];
  });
  const weight = (node: SceneNode): number =>
    (node.chosen ? 1000 : 0) + (node.faint ? -100 : 0) + node.look.rank * 10 + Math.min(9, net.at[node.number]?.length ?? 0);
  return {
    nodes: [...made.values()]
      .map((node) => ({ node, weight: weight(node) }))
      .sort((a, b) => b.weight - a.weight || a.node.number - b.node.number)
      .map(({ node }) => node),
    edges,
    centre,
  };
}

/** Gives the nodes that stand out, or null where none does and all are alike, as in a neighbourhood of what is chosen. */
function litNodes(net: Net, shown: Shown, { chosen, ways, focus }: Highlights): Set<number> | null {
  if (chosen === focus && !ways.size) return null;
  if (ways.size) return new Set([...ways].flatMap((ref) => net.numbers.get(ref) ?? []));
  const number = net.numbers.get(chosen);
  if (number === undefined || !shown.nodes.has(number)) return null;
  const lit = new Set([number]);
  for (const each of net.at[number] ?? []) {
    const edge = net.edges[each];
    if (edge) lit.add(edge.source).add(edge.target);
  }
  return lit;
}

/** The room that the nodes take, as far to either side of what stands in the middle. */
export function extent({ nodes, centre }: Pick<Scene, "centre"> & { nodes: Iterable<{ place: Position }> }): {
  x: [number, number];
  y: [number, number];
} {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { place } of nodes) {
    left = Math.min(left, place[0]);
    right = Math.max(right, place[0]);
    low = Math.min(low, place[1]);
    high = Math.max(high, place[1]);
  }
  if (left > right) return { x: [0, 1], y: [0, 1] };
  if (centre) {
    const [dx, dy] = [Math.max(centre[0] - left, right - centre[0]), Math.max(centre[1] - low, high - centre[1])];
    [left, right, low, high] = [centre[0] - dx, centre[0] + dx, centre[1] - dy, centre[1] + dy];
  }
  // one node, or several in a row, still need some room
  const spare = Math.max(1, (right - left) * 0.02, (high - low) * 0.02);
  return { x: [left - spare, right + spare], y: [low - spare, high + spare] };
}
