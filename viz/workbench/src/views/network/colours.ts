/** Colours as six hexadecimal digits. */

/** Mixes a colour into another: 0 gives the first, 1 the second. */
export function blend(colour: string, into: string, share: number): string {
  const [a, b] = [channels(colour), channels(into)];
  return `#${a
    .map((value, i) =>
      Math.round(value + ((b[i] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

const FAINT = 0.82;

/** Gives the colour of what may be faint: then it is nearly that of the pane. */
export function toned(colour: string, faint: boolean, pane: string): string {
  return faint ? blend(colour, pane, FAINT) : colour;
}

function channels(colour: string): number[] {
  const digits = colour.replace("#", "");
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  return pairs.slice(0, 3).map((pair) => Number.parseInt(pair, 16));
}
