/** The canvas above the picture that bears the names, and when they are written anew. */

import type Sigma from "sigma";
import { letter, type Pen } from "./lettering.ts";
import type { Scene } from "./scene.ts";
import { sized } from "./sheet.ts";
import type { Sight } from "./sight.ts";

/** While the picture moves sideways the names move with it; they are written anew after so many milliseconds of rest. */
const REST = 160;
/** Where a frame takes longer than so many milliseconds, names are left out until the picture rests. */
const SLOW = 30;

export class Names {
  readonly #canvas = document.createElement("canvas");
  /** Where the middle of the picture was when the names were written, how near one was, and how large the window. */
  #written: { x: number; y: number; key: string } | null = null;
  #lifted: number | null = null;
  #timer = 0;
  #frame = 0;

  constructor(readonly sigma: Sigma) {
    this.#canvas.className = "names";
    this.#canvas.style.cssText = "position:absolute;inset:0;pointer-events:none";
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
    this.#written = at;
    this.#canvas.style.transform = "";
    this.#canvas.style.visibility = "";
    const context = sized(this.#canvas, this.sigma.getDimensions());
    if (context) letter(context, scene, pen, this.#sight(), new Set([hovered, this.#lifted]));
  }

  #sight(): Sight {
    const { sigma } = this;
    return {
      ...sigma.getDimensions(),
      ratio: sigma.getCamera().ratio,
      at: ({ number }) => {
        const data = sigma.getNodeDisplayData(String(number));
        return data && { ...sigma.framedGraphToViewport(data), radius: sigma.scaleSize(data.size) };
      },
    };
  }
}
