/** Walks through a network: what lies around a node, and the shortest ways between two. */

import { across, type Net } from "./net.ts";

type Crossable = (edge: number) => boolean;

/**
 * Gives what tells whether an edge is crossed from these nodes: those of the issuer, where nobody is named, only at an end.
 * Through the issuer all its tasks would be neighbours.
 */
export function notThroughIssuer(net: Net, ends: readonly number[], crossable: Crossable): Crossable {
  return (number) => {
    const edge = net.edges[number];
    return crossable(number) && (edge?.layer !== "default" || ends.includes(edge.source) || ends.includes(edge.target));
  };
}

/** Gives the distance in steps from the node to each node that is at most `steps` away, the nearest first. */
export function around(net: Net, from: number, steps: number, crossable: Crossable = () => true): Map<number, number> {
  const found = new Map([[from, 0]]);
  for (const [node, distance] of found) {
    // a map is walked in the order of its making, while it grows: breadth first
    if (distance === steps) continue;
    for (const number of net.at[node] ?? []) {
      const edge = net.edges[number];
      if (!edge || !crossable(number)) continue;
      const next = across(edge, node);
      if (!found.has(next)) found.set(next, distance + 1);
    }
  }
  return found;
}

/** Gives the shortest ways from one node to another, as node numbers, at most `most` of them; none where no way leads. */
export function shortestWays(net: Net, from: number, to: number, most: number, crossable: Crossable = () => true): number[][] {
  const distances = around(net, from, Number.POSITIVE_INFINITY, crossable);
  if (!distances.has(to)) return [];
  const ways: number[][] = [];
  const walk = (node: number, way: number[]): void => {
    if (ways.length >= most) return;
    if (node === from) {
      ways.push([from, ...way]);
      return;
    }
    const distance = distances.get(node) ?? 0;
    const before = new Set<number>();
    for (const number of net.at[node] ?? []) {
      const edge = net.edges[number];
      if (edge && crossable(number)) before.add(across(edge, node));
    }
    for (const next of before) if (distances.get(next) === distance - 1) walk(next, [node, ...way]);
  };
  walk(to, []);
  return ways;
}
