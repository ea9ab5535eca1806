/** Places for the nodes of a network that comes without any, as an answer does. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Position } from "../../model/page.ts";
import type { Net } from "./net.ts";

const ROUNDS = 150;

/** Gives each node a place, from a circle by forces (ForceAtlas2): the same network is drawn alike each time. */
export function settled(net: Net): Record<string, Position> {
  const graph = new Graph({ multi: true });
  for (const [number, { ref }] of net.nodes.entries()) {
    const angle = (number / net.nodes.length) * 2 * Math.PI;
    graph.addNode(ref, { x: Math.cos(angle), y: Math.sin(angle) });
  }
  for (const { source, target } of net.edges) graph.addEdge(net.nodes[source]?.ref, net.nodes[target]?.ref);
  const places = forceAtlas2(graph, { iterations: ROUNDS, settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: false } });
  return Object.fromEntries(Object.entries(places).map(([ref, { x, y }]): [string, Position] => [ref, [x, y]]));
}
