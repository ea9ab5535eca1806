/** Writes names beside nodes, and on edges when one comes near, onto the canvas above the picture. */

import type Sigma from "sigma";
import { placed, shortened, type Wanted } from "./labels.ts";
import type { Scene, SceneEdge } from "./scene.ts";

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
/** Below this part of the whole, edges bear their names, and long names are written longer. */
const NEAR = 0.3;
/** Above this part, tasks and figures bear no names: what they belong to comes first. */
const FAR = 0.7;
const LESSER = 3;
const LONG = { far: 12, near: 34 };

/** While the picture moves sideways the names move with it; they are written anew after so many milliseconds of rest. */
const REST = 160;
/** Where a frame takes longer than so many milliseconds, names are left out until the picture rests. */
const SLOW = 30;

export class Names {
  #widths = new Map<string, number>();
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  /** Where the middle of the picture was when the names were written, how near one was, and how large the window. */
  #written: { x: number; y: number; key: string } | null = null;
  #lifted: number | null = null;
  #timer = 0;
  #frame = 0;

  constructor(readonly sigma: Sigma) {
    this.#canvas = document.createElement("canvas");
    this.#canvas.className = "names";
    this.#canvas.style.cssText = "position:absolute;inset:0;pointer-events:none";
    // names are written with strokes round them, which graphics cards that are only simulated take very long for
    this.#context = this.#canvas.getContext("2d", { willReadFrequently: true });
    sigma.getCanvases().mouse?.before(this.#canvas);
  }

  /** Writes the names anew next time, whatever has moved. */
  forget(): void {
    this.#written = null;
  }

  /** Leaves out the name of a node while it is moved by hand, or of none: the others stay where they are. */
  lift(number: number | null): void {
    if (number === this.#lifted) return;
    this.#lifted = number;
    this.forget();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#canvas.remove();
  }

  /** Brings the names to where the picture is now. */
  follow(scene: Scene, pen: Pen, hovered: number | null): void {
    const { ratio } = this.sigma.getCamera();
    const { width, height } = this.sigma.getDimensions();
    const { x, y } = this.sigma.framedGraphToViewport({ x: 0.5, y: 0.5 });
    const key = [ratio, width, height, hovered].join(" ");
    clearTimeout(this.#timer);
    if (this.#written?.key === key) {
      // whole pixels: names between them would be blurred, and take longer
      const [dx, dy] = [Math.round(x - this.#written.x), Math.round(y - this.#written.y)];
      this.#canvas.style.transform = `translate(${dx}px, ${dy}px)`;
      this.#canvas.style.visibility = this.#isSlow() ? "hidden" : "";
      if (dx || dy) this.#timer = window.setTimeout(() => this.#write(scene, pen, hovered, { x, y, key }), REST);
      return;
    }
    this.#write(scene, pen, hovered, { x, y, key });
  }

  /** Tells whether the last frame of a movement took long. */
  #isSlow(): boolean {
    const now = performance.now();
    const took = now - this.#frame;
    this.#frame = now;
    return (took > SLOW && took < 2 * REST) || (this.#canvas.style.visibility === "hidden" && took < 2 * REST);
  }

  #write(scene: Scene, pen: Pen, hovered: number | null, at: { x: number; y: number; key: string }): void {
    const context = this.#context;
    if (!context) return;
    const { ratio } = this.sigma.getCamera();
    const { width, height } = this.sigma.getDimensions();
    this.#written = at;
    this.#canvas.style.transform = "";
    this.#canvas.style.visibility = "";
    this.#clear(context, width, height);
    const near = ratio < NEAR;
    context.font = `${SIZE}px ${pen.font}`;
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = pen.pane;
    const measure = (text: string): number => this.#measure(context, text);
    const most = Math.min(MOST.near, MOST.far / ratio ** 1.5);
    const written = placed(this.#wanted(scene, ratio, hovered), { width, height, line: LINE }, measure, most);
    context.fillStyle = pen.ink;
    for (const { text, left, y } of written) {
      context.strokeText(text, left, y + SIZE * 0.35);
      context.fillText(text, left, y + SIZE * 0.35);
    }
    if (near) this.#drawEdgeNames(context, scene, pen);
  }

  #clear(context: CanvasRenderingContext2D, width: number, height: number): void {
    const sharp = window.devicePixelRatio || 1;
    if (this.#canvas.width !== Math.round(width * sharp) || this.#canvas.height !== Math.round(height * sharp)) {
      this.#canvas.width = Math.round(width * sharp);
      this.#canvas.height = Math.round(height * sharp);
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    context.clearRect(0, 0, width, height);
  }

  *#wanted(scene: Scene, ratio: number, hovered: number | null): Generator<Wanted> {
    const near = ratio < NEAR;
    const least = ratio > FAR && scene.nodes.length > MOST.near ? LESSER : 0;
    for (const node of scene.nodes) {
      if (node.faint || node.number === hovered || node.number === this.#lifted || node.look.rank < least) continue;
      const data = this.sigma.getNodeDisplayData(String(node.number));
      if (!data) continue;
      const { x, y } = this.sigma.framedGraphToViewport(data);
      const more = node.folded ? ` +${node.folded}` : "";
      const text = shortened(node.label, near || node.chosen ? LONG.near : LONG.far) + more;
      yield { key: node.number, text, x, y, radius: this.sigma.scaleSize(data.size), side: node.side };
    }
  }

  #drawEdgeNames(context: CanvasRenderingContext2D, scene: Scene, pen: Pen): void {
    const { width, height } = this.sigma.getDimensions();
    context.font = `${SIZE - 1.5}px ${pen.font}`;
    context.fillStyle = pen.muted;
    const wanted: Wanted[] = [];
    for (const edge of scene.edges) {
      if (edge.faint || edge.kind.startsWith("structure")) continue;
      const [source, target] = [edge.source, edge.target].map(({ number }) => this.sigma.getNodeDisplayData(String(number)));
      if (!source || !target) continue;
      const [a, b] = [this.sigma.framedGraphToViewport(source), this.sigma.framedGraphToViewport(target)];
      if (Math.hypot(a.x - b.x, a.y - b.y) < 60) continue;
      wanted.push({ key: edge.number, text: pen.edgeName(edge), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, radius: -12, side: "right" });
    }
    for (const { text, left, y } of placed(wanted, { width, height, line: LINE }, (text) => text.length * SIZE, MOST.near)) {
      context.strokeText(text, left, y + SIZE * 0.35);
      context.fillText(text, left, y + SIZE * 0.35);
    }
  }

  #measure(context: CanvasRenderingContext2D, text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) this.#widths.set(text, (width = context.measureText(text).width));
    return width;
  }
}
