/** The first picture: the whole scene at once on a plain canvas, as the stage will draw it, because WebGL takes its time to begin. */

import { toned } from "./colours.ts";
import { letter, type Pen } from "./lettering.ts";
import { shapePath } from "./looks.ts";
import type { Scene } from "./scene.ts";
import { sized } from "./sheet.ts";
import { height, LEAST_WIDTH, type Sight, whole } from "./sight.ts";

const RING = 1.5;

/** Gives a canvas that fills the container, with the scene on it. */
export function flatPicture(container: HTMLElement, scene: Scene, pen: Pen): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "position:absolute;inset:0";
  const room = { width: container.offsetWidth, height: container.offsetHeight };
  const context = sized(canvas, room);
  if (context) {
    const sight = whole(scene, room);
    drawLines(context, scene, pen, sight);
    drawNodes(context, scene, pen, sight);
    letter(context, scene, pen, sight, new Set());
  }
  container.append(canvas);
  return canvas;
}

function drawLines(context: CanvasRenderingContext2D, { edges }: Scene, pen: Pen, sight: Sight): void {
  for (const { source, target, look, faint } of risingBy(edges, height.edge)) {
    const [a, b] = [sight.at(source), sight.at(target)];
    if (!a || !b) continue;
    context.strokeStyle = toned(look.colour, faint, pen.pane);
    context.lineWidth = Math.max(LEAST_WIDTH, look.width);
    context.setLineDash(look.dash[1] ? [...look.dash] : []);
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
  }
  context.setLineDash([]);
}

function drawNodes(context: CanvasRenderingContext2D, { nodes }: Scene, pen: Pen, sight: Sight): void {
  context.lineWidth = RING;
  for (const node of risingBy(nodes, height.node)) {
    const at = sight.at(node);
    if (!at) continue;
    const path = new Path2D(shapePath(node.look.shape, at.x, at.y, at.radius - RING / 6));
    context.fillStyle = toned(node.look.colour, node.faint, pen.pane);
    context.strokeStyle = node.chosen || node.pinned ? pen.ink : pen.pane;
    context.fill(path);
    context.stroke(path);
  }
}

function risingBy<T>(things: readonly T[], height: (thing: T) => number): T[] {
  return [...things].sort((a, b) => height(a) - height(b));
}
