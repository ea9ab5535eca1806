/** The colours of the page's style that the picture takes up, by the names of their tokens. */

import { scheme } from "../../state/theme.svelte.ts";

const TOKENS = ["--ink", "--muted", "--line", "--line-strong", "--good", "--violet", "--pane", "--chinese"];

/** Reads them as they are now; what is derived from them follows the change from light to dark. */
export function readTints(): Record<string, string> {
  void scheme.dark;
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(token).trim()]));
}
