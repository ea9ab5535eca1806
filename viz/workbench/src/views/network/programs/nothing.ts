/** Draws nothing: in the place of what sigma would make for itself, each with shaders to be compiled before the first picture. */
export class Nothing {
  drawLabel = undefined;
  drawHover = undefined;
  kill(): void {}
  reallocate(): void {}
  process(): void {}
  render(): void {}
}
