/** A canvas to draw on without a graphics card. */

import type { Room } from "./sight.ts";

/** Makes the canvas as large as the room and as sharp as the screen, wipes it, and gives what draws on it in pixels of the page. */
export function sized(canvas: HTMLCanvasElement, { width, height }: Room): CanvasRenderingContext2D | null {
  // names are written over and over, which graphics cards that are only simulated take very long for
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const sharp = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
    canvas.width = Math.round(width * sharp);
    canvas.height = Math.round(height * sharp);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  context?.setTransform(sharp, 0, 0, sharp, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
