/** Words as they are compared: wide and narrow forms, capitals, blanks, kinds of brackets and quotation marks make no difference. */

/** A text as it is compared, with the place in the source where each of its characters begins and where it ends. */
export interface Folded {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

const LEFT_OUT = /[\s"'“”„‘’「」『』《》〈〉\u200b\ufeff]/;
const SAME: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["【〔[［", "("],
    ["】〕]］", ")"],
    ["—–―‐−", "-"],
  ].flatMap(([forms = "", form = ""]) => [...forms].map((each) => [each, form])),
);

/** Folds the words of people and of names. */
export function fold(words: string): string {
  let text = "";
  for (const character of words) text += formOf(character);
  return text;
}

/** Gives what is typed, blanks between its parts, as the parts that are looked for. */
export function terms(words: string): string[] {
  return [...new Set(words.split(/\s+/).map(fold).filter(Boolean))];
}

/** Folds a text and keeps its places; line ends and the ends of table cells stay, as `\n`. */
export function folded(source: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  let at = 0;
  for (const character of source) {
    const form = character === "\n" || character === "\t" ? "\n" : formOf(character);
    for (let left = form.length; left > 0; left--) {
      starts.push(at);
      ends.push(at + character.length);
    }
    text += form;
    at += character.length;
  }
  return { text, starts, ends };
}

/** A part of a text, and whether it is what was looked for. */
export interface Part {
  text: string;
  hit: boolean;
}

/** Cuts a text at the places of the terms. Where the first stands far behind the begin, what is before it is left out. */
export function parted(text: string, asked: readonly string[], far = Infinity): Part[] {
  const form = folded(text);
  const found = asked.flatMap((term) => {
    const at = form.text.indexOf(term);
    return at < 0 ? [] : [{ start: form.starts[at] ?? 0, end: form.ends[at + term.length - 1] ?? 0 }];
  });
  return cut(text, found, far);
}

/** Cuts a text at ranges of it, as `parted` does. */
export function cut(text: string, ranges: readonly { start: number; end: number }[], far = Infinity): Part[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  let at = Math.max(0, (sorted[0]?.start ?? 0) - far);
  const parts: Part[] = at > 0 ? [{ text: "…", hit: false }] : [];
  for (const { start, end } of sorted) {
    if (end <= at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    const last = start <= at ? parts.at(-1) : undefined;
    if (last?.hit) last.text += text.slice(at, end);
    else parts.push({ text: text.slice(Math.max(at, start), end), hit: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

function formOf(character: string): string {
  // nearly all of a text: a Chinese character is its own form
  if (character >= "\u4e00" && character <= "\u9fff") return character;
  if (LEFT_OUT.test(character)) return "";
  const form = character.normalize("NFKC").toLowerCase();
  return SAME[form] ?? (form.length > 1 ? form.replace(/\s/g, "") : form);
}
