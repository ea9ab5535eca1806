/**
 * Sigma with two layers instead of seven: one that WebGL draws lines and nodes on, and one that takes the pointer.
 *
 * Where the browser draws without a graphics card, each layer costs as much as all nodes together. Sigma draws nodes
 * first, on a layer above the lines; here both share one, so the nodes wait for the lines.
 */

import Sigma from "sigma";
import type { RenderParams } from "sigma/types";

interface Inner {
  elements: Record<string, HTMLCanvasElement>;
  canvasContexts: Record<string, CanvasRenderingContext2D>;
  webGLContexts: Record<string, WebGLRenderingContext>;
  pickingLayers: Set<string>;
  nodePrograms: Record<string, { render(params: RenderParams): void }>;
  edgePrograms: Record<string, { render(params: RenderParams): void }>;
  getNodeAtPosition(point: { x: number; y: number }): string | null;
  renderHighlightedNodes(): void;
}

const DRAWN = "edges";
const POINTED = "mouse";
const OPAQUE = { alpha: false, depth: false, stencil: false };

export class TwoLayers extends Sigma {
  override createWebGLContext(id: string, options: Parameters<Sigma["createWebGLContext"]>[1] = {}): WebGLRenderingContext {
    const inner = this as unknown as Inner;
    const shared = inner.webGLContexts[DRAWN];
    if (!shared) return super.createWebGLContext(id, { ...options, ...OPAQUE, picking: false });
    inner.webGLContexts[id] = shared;
    inner.elements[id] = inner.elements[DRAWN] as HTMLCanvasElement;
    return shared;
  }

  override createCanvasContext(id: string, options: Parameters<Sigma["createCanvasContext"]>[1] = {}): this {
    if (id === POINTED) {
      super.createCanvasContext(id, options);
      // nothing is ever drawn on it
      this.getCanvases()[id]?.style.setProperty("opacity", "0");
      return this;
    }
    // names are written elsewhere: what sigma would draw them on is never shown
    const inner = this as unknown as Inner;
    const canvas = document.createElement("canvas");
    inner.elements[id] = canvas;
    inner.canvasContexts[id] = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    return this;
  }

  /** Takes over what lies under a point, and the order of drawing; `background` is six hexadecimal digits. */
  arrange(under: Inner["getNodeAtPosition"], background: string): void {
    const inner = this as unknown as Inner;
    inner.getNodeAtPosition = under;
    // sigma would clear the layer of highlighted nodes, which is the one layer, after all is drawn
    inner.renderHighlightedNodes = () => {};
    this.paint(background);
    const { line } = inner.edgePrograms;
    if (!line) throw new Error("sigma has no program for lines");
    const draws = [line, ...Object.values(inner.nodePrograms)].map((program) => program.render.bind(program));
    for (const program of Object.values(inner.nodePrograms)) program.render = () => {};
    line.render = (params) => {
      for (const draw of draws) draw(params);
    };
  }

  /** Sets the colour behind the picture. */
  paint(background: string): void {
    const gl = (this as unknown as Inner).webGLContexts[DRAWN];
    const [red = 1, green = 1, blue = 1] = (background.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16) / 255);
    gl?.clearColor(red, green, blue, 1);
  }
}
