/** How a scene lies in the window: where its nodes stand there, how large they are, and what lies above what. */

import type { Scene, SceneEdge, SceneNode } from "./scene.ts";
import { extent } from "./scene.ts";

export interface Room {
  width: number;
  height: number;
}

/** What one sees of the scene, in pixels from the upper left corner of the window. */
export interface Sight extends Room {
  /** Which part of the whole is seen: 1 is all of it, less is nearer. */
  ratio: number;
  /** Where the middle of a node is, and its radius; undefined where it is not drawn. */
  at(node: SceneNode): { x: number; y: number; radius: number } | undefined;
}

/** The room left free round the whole, in pixels. */
export const PADDING = 36;
export const LEAST_WIDTH = 0.8;

/** The window, in pixels, in which nodes have their full size; in a smaller one they are smaller, down to two thirds. */
const ROOM = 560;
/** How many nodes have their full size; more are smaller, so that they cover each other less. */
const MANY = 900;
const LEAST = 0.45;
const CHOSEN = 1.35;

/** Gives the radius of each node, in pixels, in a window of that size. */
export function radii(count: number, { width, height }: Room): (node: SceneNode) => number {
  const crowd = Math.max(LEAST, Math.min(1, Math.sqrt(MANY / Math.max(1, count))));
  const scale = crowd * Math.min(1, Math.max(0.65, Math.min(width, height) / ROOM));
  return ({ look, chosen }) => look.size * scale * (chosen ? CHOSEN : 1);
}

/** Tells what lies above: the more important nodes; lines and nodes that one does not look at lie below the others. */
export const height = {
  node: ({ chosen, faint, look }: SceneNode): number => (chosen ? 3 : faint ? 0 : look.rank > 4 ? 2 : 1),
  edge: ({ faint }: SceneEdge): number => (faint ? 0 : 1),
};

/** Gives the sight of the whole scene, as sigma brings it into its window (its correction ratio and its padding). */
export function whole(scene: Scene, room: Room): Sight {
  const {
    x: [left, right],
    y: [low, high],
  } = extent(scene);
  const [across, up] = [right - left, high - low];
  const [steep, tall] = [up / across, room.height / room.width];
  const crossed = (steep > 1 && tall < 1) || (steep < 1 && tall > 1);
  const correction = crossed ? 1 : Math.min(Math.max(steep, 1 / steep), Math.max(tall, 1 / tall));
  const scale = ((Math.min(room.width, room.height) - 2 * PADDING) * correction) / Math.max(across, up);
  const radius = radii(scene.nodes.length, room);
  return {
    ...room,
    ratio: 1,
    at: (node) => ({
      x: room.width / 2 + (node.place[0] - (left + right) / 2) * scale,
      y: room.height / 2 - (node.place[1] - (low + high) / 2) * scale,
      radius: radius(node),
    }),
  };
}
