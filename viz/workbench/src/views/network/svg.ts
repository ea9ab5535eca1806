/** The picture as an SVG file: to take along, to print, and for browsers that cannot draw it otherwise. */

import { toned } from "./colours.ts";
import { placed, shortened, type Written } from "./labels.ts";
import { type LineLook, type NodeLook, shapePath } from "./looks.ts";
import { extent, type Scene, type SceneNode } from "./scene.ts";

export interface Paper {
  width: number;
  height: number;
  ink: string;
  pane: string;
  font: string;
  title: string;
  /** What the shapes and lines mean, told beside the picture under its title. */
  key?: readonly KeyRow[];
}

export interface KeyRow {
  name: string;
  node?: NodeLook | undefined;
  line?: LineLook | undefined;
}

const MARGIN = 40;
const LINE = 16;
const LONGEST = 16;
/** The room of the key, and the heights of the title and of its rows. */
const KEY = { width: 170, title: 34, row: 22 };

/** The area of a sheet in the units of the drawing: small enough that names of 12 can be read on A4. */
const SHEET = 1_050_000;
/** How much higher than wide, or less high, a picture may be. */
const TALLEST = 1.25;
const FLATTEST = 0.6;

/** Gives the room for a picture on a sheet of paper: of its own shape, so that none of the sheet is left empty beside it. */
export function roomOnPaper(scene: Scene): { width: number; height: number } {
  const { x, y } = extent(scene);
  const shape = Math.max(FLATTEST, Math.min(TALLEST, (y[1] - y[0]) / (x[1] - x[0])));
  return { width: Math.round(Math.sqrt(SHEET / shape)), height: Math.round(Math.sqrt(SHEET * shape)) };
}

/** Gives where each node stands on the paper, and by how much the picture was scaled. */
export function onPaper(scene: Scene, paper: Pick<Paper, "width" | "height" | "key">): (node: SceneNode) => [number, number] {
  const { x, y } = extent(scene);
  const [width, height] = [x[1] - x[0], y[1] - y[0]];
  const [beside, above] = paper.key ? [KEY.width, KEY.title] : [0, 0];
  const scale = Math.min((paper.width - beside - 2 * MARGIN) / width, (paper.height - above - 2 * MARGIN) / height);
  const left = (paper.width + beside - width * scale) / 2;
  const top = (paper.height + above - height * scale) / 2;
  return ({ place }) => [left + (place[0] - x[0]) * scale, top + (y[1] - place[1]) * scale];
}

/** Gives the names of what one looks at, as far as there is room; `measure` gives their widths. */
export function namesOnPaper(scene: Scene, paper: Paper, measure: (text: string) => number): Written[] {
  const at = onPaper(scene, paper);
  const discs = new Map(
    scene.nodes.map((node) => {
      const [x, y] = at(node);
      return [node, { x, y, radius: node.look.size }];
    }),
  );
  const wanted = [...discs]
    .filter(([node]) => !node.faint)
    .map(([node, disc]) => ({ key: node.number, text: shortened(node.label, LONGEST), side: node.side, ...disc }));
  return placed(wanted, { ...paper, line: LINE }, measure, Infinity, discs.values());
}

/** Gives the SVG; its first child is the title, what a name hides is in the title of its node. */
export function svgOf(scene: Scene, paper: Paper, measure: (text: string) => number): string {
  const at = onPaper(scene, paper);
  const number = (value: number): string => value.toFixed(1);
  const lines = scene.edges.map(({ source, target, look, faint }) => {
    const [[x1, y1], [x2, y2]] = [at(source), at(target)];
    const dash = look.dash[1] ? ` stroke-dasharray="${look.dash.join(" ")}"` : "";
    return `<path d="M${number(x1)} ${number(y1)}L${number(x2)} ${number(y2)}" stroke="${toned(look.colour, faint, paper.pane)}" stroke-width="${look.width}"${dash}/>`;
  });
  const marks = [...scene.nodes].reverse().map((node) => {
    const [x, y] = at(node);
    const ring = node.chosen ? ` stroke="${paper.ink}" stroke-width="2"` : ` stroke="${paper.pane}"`;
    return `<path d="${shapePath(node.look.shape, x, y, node.look.size)}" fill="${toned(node.look.colour, node.faint, paper.pane)}"${ring}><title>${escaped(node.label)}</title></path>`;
  });
  const names = namesOnPaper(scene, paper, measure).map(
    ({ left, y, text }) => `<text x="${number(left)}" y="${number(y + 4)}">${escaped(text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${paper.width}" height="${paper.height}" viewBox="0 0 ${paper.width} ${paper.height}">`,
    `<title>${escaped(paper.title)}</title>`,
    `<rect width="100%" height="100%" fill="${paper.pane}"/>`,
    `<g fill="none">${lines.join("")}</g>`,
    `<g>${marks.join("")}</g>`,
    ...(paper.key ? keyOf(paper, paper.key) : []),
    `<g font-family="${escaped(paper.font)}" font-size="12" fill="${paper.ink}" stroke="${paper.pane}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${names.join("")}</g>`,
    "</svg>",
  ].join("\n");
}

function keyOf(paper: Paper, rows: readonly KeyRow[]): string[] {
  const words = `font-family="${escaped(paper.font)}" fill="${paper.ink}"`;
  return [
    `<text x="${MARGIN / 2}" y="${MARGIN * 0.8}" ${words} font-size="18" font-weight="bold">${escaped(paper.title)}</text>`,
    ...rows.map(({ name, node, line }, place) => {
      const y = MARGIN + KEY.title + place * KEY.row;
      const dash = line?.dash[1] ? ` stroke-dasharray="${line.dash.join(" ")}"` : "";
      const mark = node
        ? `<path d="${shapePath(node.shape, MARGIN / 2 + 12, y, Math.min(6, node.size))}" fill="${node.colour}"/>`
        : `<path d="M${MARGIN / 2} ${y}h24" stroke="${line?.colour}" stroke-width="${line?.width}"${dash}/>`;
      return `${mark}<text x="${MARGIN / 2 + 34}" y="${y + 4}" ${words} font-size="12">${escaped(name)}</text>`;
    }),
  ];
}

function escaped(text: string): string {
  // control characters have no place in XML 1.0
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
