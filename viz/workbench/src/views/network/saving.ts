/** Pictures as files. */

import { download } from "../../parts/download.ts";

const SHARP = 2;

/** Saves an SVG as it is. */
export function saveSvg(svg: string, name: string): void {
  download(`${name}.svg`, new Blob([svg], { type: "image/svg+xml;charset=utf-8" }));
}

/** Saves an SVG as a PNG, at twice its size so that it can be printed. */
export async function savePng(svg: string, name: string, width: number, height: number): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARP;
  canvas.height = height * SHARP;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) download(`${name}.png`, blob);
}
