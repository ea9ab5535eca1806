/** How nodes and edges look: each type by shape and colour, each role by colour and line. */

import type { Terms } from "../../model/page.ts";
import { blend } from "./colours.ts";

export const SHAPES = ["circle", "diamond", "square", "triangle", "hexagon", "bar", "drop"] as const;
export type Shape = (typeof SHAPES)[number];

export interface NodeLook {
  shape: Shape;
  colour: string;
  size: number;
  /** Which labels are written first where there is no room for all. */
  rank: number;
}

export interface LineLook {
  colour: string;
  width: number;
  /** Lengths drawn and left out, in pixels; none left out is a whole line. */
  dash: readonly [number, number];
  /** Its colour where it is one of those that the reader looks at, and otherwise hardly seen. */
  lit?: string;
}

/** The looks of all kinds of nodes and lines. */
export interface Looks {
  nodes: ReadonlyMap<string, NodeLook>;
  lines: ReadonlyMap<string, LineLook>;
}

/** Colours that depend on light and dark, by the name of the style's token. */
export type Tint = (token: string) => string;

/** Gives colours as they are seen where it is dark: with as much white as the style says. */
function lifting(tint: Tint): (colour: string) => string {
  const share = Number.parseFloat(tint("--lift")) / 100 || 0;
  return (colour) => (share ? blend(colour, "#ffffff", share) : colour);
}

/** Gives the look of each kind of node: types in the order of their list take the shapes in turn. */
export function nodeLooks(terms: Terms, tint: Tint): Map<string, NodeLook> {
  const looks = new Map<string, NodeLook>([
    ["plan", { shape: "square", colour: tint("--ink"), size: 11, rank: 9 }],
    ["chapter", { shape: "square", colour: tint("--muted"), size: 8, rank: 8 }],
    ["section", { shape: "square", colour: tint("--muted"), size: 7, rank: 6 }],
    ["directive", { shape: "square", colour: tint("--line-strong"), size: 5.5, rank: 5 }],
    ["task", { shape: "circle", colour: tint("--line-strong"), size: 3.5, rank: 1 }],
    ["target", { shape: "drop", colour: tint("--good"), size: 4, rank: 2 }],
    ["naming", { shape: "drop", colour: tint("--muted"), size: 3.5, rank: 1 }],
  ]);
  const lifted = lifting(tint);
  for (const [place, [type, term]] of Object.entries(terms.EntityType).entries()) {
    const shape = SHAPES[place % SHAPES.length] ?? "circle";
    looks.set(type, { shape, colour: lifted(term.colour), size: term.unit ? 6 : 5, rank: term.unit ? 7 : term.soft ? 3 : 4 });
  }
  return looks;
}

/** Gives the look of each kind of edge: who does it a whole line, whom it concerns a broken one, the rest thin. */
export function lineLooks(terms: Terms, tint: Tint): Map<string, LineLook> {
  const lifted = lifting(tint);
  const looks = new Map<string, LineLook>();
  for (const predicate of Object.keys(terms.Predicate)) {
    looks.set(`relation/${predicate}`, { colour: tint("--line-strong"), width: 1.1, dash: [2, 3] });
  }
  let doing = 0;
  let concerning = 0;
  for (const [role, term] of Object.entries(terms.Role)) {
    const look: Pick<LineLook, "width" | "dash"> = term.does
      ? { width: [3.2, 2.6, 2, 1.6][doing++] ?? 1.6, dash: [1, 0] }
      : {
          width: 1.6,
          dash: (
            [
              [9, 4],
              [5, 4],
              [3, 4],
            ] as const
          )[concerning++] ?? [3, 4],
        };
    looks.set(`assignment/${role}`, { colour: lifted(term.colour), ...look });
  }
  looks.set("mention/actsOn", { colour: tint("--line-strong"), width: 1, dash: [1, 0] });
  const lit = tint("--muted");
  looks.set("mention/mentions", { colour: tint("--line"), width: 0.8, dash: [2, 3], lit });
  looks.set("default/defaultActor", { colour: tint("--line"), width: 0.8, dash: [1, 5], lit });
  looks.set("structure/hasPart", { colour: tint("--line"), width: 1, dash: [1, 0] });
  return looks;
}

/** The name of an edge's kind: its layer and its role or predicate. */
export function lineKind(edge: { layer: string; predicate: string }): string {
  return `${edge.layer}/${edge.predicate}`;
}

const corners = (count: number, turn: number, radius = 1): [number, number][] =>
  Array.from({ length: count }, (_, corner) => {
    const angle = turn + (corner * 2 * Math.PI) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

/** The corners of each shape about a circle of radius 1, y downwards; a circle has none. */
export const CORNERS: Readonly<Record<Shape, readonly (readonly [number, number])[]>> = {
  circle: [],
  diamond: corners(4, 0, 1.15),
  square: corners(4, Math.PI / 4, 1.2),
  triangle: corners(3, -Math.PI / 2, 1.25),
  hexagon: corners(6, 0, 1.08),
  bar: [
    [-1.2, -0.72],
    [1.2, -0.72],
    [1.2, 0.72],
    [-1.2, 0.72],
  ],
  drop: corners(3, Math.PI / 2, 1.25),
};

/** Gives the shape as the path of an SVG, about (x, y). */
export function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  const to = (value: number): string => value.toFixed(2).replace(/\.?0+$/, "");
  if (shape === "circle") {
    const r = to(radius);
    return `M${to(x - radius)} ${to(y)}a${r} ${r} 0 1 0 ${to(2 * radius)} 0a${r} ${r} 0 1 0 ${to(-2 * radius)} 0z`;
  }
  return `M${CORNERS[shape].map(([dx, dy]) => `${to(x + dx * radius)} ${to(y + dy * radius)}`).join("L")}z`;
}
