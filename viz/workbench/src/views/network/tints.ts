/** The colours of the page's style that the picture takes up, by the names of their tokens. */

import { scheme } from "../../state/theme.svelte.ts";

const TOKENS = ["--ink", "--muted", "--line", "--line-strong", "--good", "--violet", "--pane", "--lift", "--chinese"];

/** Reads them as they are where it is light: for pictures that are put on paper or into a document. */
export function lightTints(): Record<string, string> {
  const { dataset } = document.documentElement;
  const theme = dataset.theme ?? "light";
  dataset.theme = "light";
  const light = read();
  dataset.theme = theme;
  return light;
}

/** Reads them as they are now; what is derived from them follows the change from light to dark. */
export function readTints(): Record<string, string> {
  void scheme.dark;
  return read();
}

function read(): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(token).trim()]));
}
