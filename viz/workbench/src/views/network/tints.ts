/** The colours of the page's style that the picture takes up, by the names of their tokens. */

const TOKENS = ["--ink", "--muted", "--line", "--line-strong", "--good", "--violet", "--pane", "--lift", "--chinese"];

/** Reads them as they are now: light or dark. */
export function readTints(): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(token).trim()]));
}
