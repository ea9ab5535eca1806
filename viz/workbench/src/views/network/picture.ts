/** What of the network is shown, and where: pure, so that every step can be undone and every link shows the same. */

import type { Layouts, Position } from "../../model/page.ts";
import { lineKind } from "./looks.ts";
import type { Net } from "./net.ts";
import { around, notThroughIssuer } from "./walks.ts";

export const LAYOUTS = ["whole", "bipartite", "hierarchy"] as const satisfies readonly (keyof Layouts)[];
export const MOST_STEPS = 3;

/** The choices of a reader. References, so that they outlive another build of the page. */
export interface Picture {
  layout: string;
  /** The node about which the picture is drawn, or none. */
  focus: string;
  /** How far from the focus. */
  steps: number;
  /** Kinds of nodes and lines that the legend has switched off. */
  off: readonly string[];
  /** Headings whose parts are folded into them. */
  folded: readonly string[];
  /** What the lasso caught, or null for all. */
  only: readonly string[] | null;
  /** Nodes that were moved by hand, with their places. */
  moved: Readonly<Record<string, Position>>;
}

export const EMPTY: Picture = { layout: "whole", focus: "", steps: 1, off: [], folded: [], only: null, moved: {} };

export interface Shown {
  /** The numbers of the nodes and edges that are drawn. */
  nodes: ReadonlySet<number>;
  edges: readonly number[];
  places: ReadonlyMap<number, Position>;
  /** How many nodes each folded heading hides. */
  hidden: ReadonlyMap<number, number>;
}

/** Gives what tells whether the legend leaves an edge of that number on. */
export function switchedOn(net: Net, off: readonly string[]): (number: number) => boolean {
  const kinds = new Set(off);
  return (number) => !kinds.has(lineKind(net.edges[number] ?? { layer: "", predicate: "" }));
}

/** Gives what is drawn of the network under these choices. */
export function shown(net: Net, layouts: Partial<Record<keyof Layouts, Readonly<Record<string, Position>>>>, picture: Picture): Shown {
  const off = new Set(picture.off);
  const isOn = switchedOn(net, picture.off);
  const focus = picture.focus ? net.numbers.get(picture.focus) : undefined;
  const { inside, hidden } = folds(net, picture.folded);
  const near = focus === undefined ? null : around(net, focus, picture.steps, notThroughIssuer(net, [focus], isOn));
  const laid = near && focus !== undefined ? ego(net, near) : laidOut(net, layouts[picture.layout as keyof Layouts] ?? {});
  const only = picture.only && new Set(picture.only);
  const nodes = new Set<number>();
  const places = new Map<number, Position>();
  for (const [number, place] of laid) {
    const node = net.nodes[number];
    if (!node || off.has(node.kind) || inside.has(number) || (only && !only.has(node.ref))) continue;
    nodes.add(number);
    places.set(number, picture.moved[node.ref] ?? place);
  }
  const edges = net.edges.flatMap((edge, number) => (nodes.has(edge.source) && nodes.has(edge.target) && isOn(number) ? [number] : []));
  return { nodes, edges, places, hidden };
}

function laidOut(net: Net, places: Readonly<Record<string, Position>>): [number, Position][] {
  return net.nodes.flatMap(({ ref }, number): [number, Position][] => {
    const place = places[ref];
    return place ? [[number, place]] : [];
  });
}

/** Gives the nodes inside folded headings: their parts, and what is tied to nothing else that is shown. */
function folds(net: Net, folded: readonly string[]): { inside: Set<number>; hidden: Map<number, number> } {
  const inside = new Set<number>();
  const hidden = new Map<number, number>();
  for (const ref of folded) {
    const top = net.numbers.get(ref);
    if (top === undefined) continue;
    const parts = partsOf(net, top);
    const ties = [...parts].flatMap((part) => net.at[part] ?? []).flatMap((number) => net.edges[number] ?? []);
    const ends = ties.filter(({ layer }) => layer !== "structure").flatMap(({ source, target }) => [source, target]);
    const loose = new Set(ends.filter((end) => !parts.has(end)));
    for (const end of loose) if (tiedOnlyTo(net, end, parts)) parts.add(end);
    hidden.set(top, parts.size);
    for (const part of parts) inside.add(part);
  }
  return { inside, hidden };
}

function partsOf(net: Net, top: number): Set<number> {
  const parts = new Set<number>();
  const walk = [top];
  for (let node = walk.pop(); node !== undefined; node = walk.pop()) {
    for (const number of net.at[node] ?? []) {
      const edge = net.edges[number];
      if (edge?.layer === "structure" && edge.source === node && !parts.has(edge.target)) {
        parts.add(edge.target);
        walk.push(edge.target);
      }
    }
  }
  return parts;
}

function tiedOnlyTo(net: Net, node: number, parts: ReadonlySet<number>): boolean {
  return (net.at[node] ?? []).every((number) => {
    const edge = net.edges[number];
    return !edge || parts.has(edge.source) || parts.has(edge.target);
  });
}

/** Sets a neighbourhood out in rings: the node in the middle, each ring sorted so that ties stay short. */
export function ego(net: Net, near: ReadonlyMap<number, number>): [number, Position][] {
  const rings: number[][] = [];
  for (const [node, distance] of near) (rings[distance] ??= []).push(node);
  const placed = new Map<number, Position>();
  const angles = new Map<number, number>();
  let radius = 0;
  for (const [distance, ring] of rings.entries()) {
    if (distance === 0) {
      for (const node of ring) placed.set(node, [0, 0]);
      continue;
    }
    const wanted = (node: number): number => meanAngle(net, node, angles);
    const order = ring.map((node, place) => ({ node, wanted: distance === 1 ? place : wanted(node) }));
    order.sort((a, b) => a.wanted - b.wanted || a.node - b.node);
    radius = Math.max(radius + 3, (ring.length * 1.2) / (2 * Math.PI));
    for (const [place, { node }] of order.entries()) {
      const angle = (place / ring.length) * 2 * Math.PI;
      angles.set(node, angle);
      placed.set(node, [radius * Math.cos(angle), radius * Math.sin(angle)]);
    }
  }
  return [...placed];
}

function meanAngle(net: Net, node: number, angles: ReadonlyMap<number, number>): number {
  let x = 0;
  let y = 0;
  for (const number of net.at[node] ?? []) {
    const edge = net.edges[number];
    const angle = edge && angles.get(edge.source === node ? edge.target : edge.source);
    if (angle !== undefined) {
      x += Math.cos(angle);
      y += Math.sin(angle);
    }
  }
  const mean = Math.atan2(y, x);
  return mean < 0 ? mean + 2 * Math.PI : mean;
}
