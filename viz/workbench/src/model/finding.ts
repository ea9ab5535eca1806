/** What one search box answers: what was read, then the whole text; and where that is nothing, what is near, and what is said of it. */

import { cut, terms } from "./folding.ts";
import { inOneLine, passages, wholeText } from "./passages.ts";
import type { PlanModel } from "./plan.ts";
import { entries, type Group, type Hit, type Naming, near, search, some } from "./search.ts";

/** The group of the whole text. */
export const TEXT = "text";
/** What was typed in one is cut into so many parts of at least so many characters. */
const PARTS = 3;
const PART = 2;
/** Of longer words no cut is tried: they were pasted. */
const LONGEST = 24;
const BEFORE = 14;
const BEHIND = 40;

export interface Answer {
  groups: readonly Group[];
  /** Whether it holds all the words together, each apart, only names that are near, or the text has nothing of them. */
  how: "together" | "apart" | "near" | "nothing";
  /** The words that stand nowhere in the text. */
  missing: readonly string[];
}

/** Gives at most `limit` hits of each group, of the group that is `opened` all. */
export function find(model: PlanModel, naming: Naming, words: string, limit: number, opened = ""): Answer {
  const all = entries(model, naming);
  const asked = terms(words);
  if (!asked.length) return { groups: [], how: "together", missing: [] };
  const most = (group: Group): Group => (group.group === opened ? group : { ...group, hits: group.hits.slice(0, limit) });
  const whole = wholeText(model).text;
  const kinds = new Set(all.map((entry) => entry.topics[0] ?? ""));
  const answered = (said: readonly string[]): Group[] => {
    // the name of a kind of things need not stand in the text to say which are meant
    const inText = said.filter((term) => whole.includes(term) || !kinds.has(term));
    return [
      ...search(all, said.join(" "), opened && opened !== TEXT ? Infinity : limit),
      ...group(inText.length ? texts(model, inText) : [], opened === TEXT ? Infinity : limit),
    ].map(most);
  };
  const groups = answered(asked);
  const parts = groups.at(-1)?.group === TEXT ? null : cuts(model, kinds, asked);
  if (groups.length)
    return { groups: [...groups, ...(parts ? answered(parts).filter((each) => each.group === TEXT) : [])], how: "together", missing: [] };
  if (parts) return { groups: answered(parts), how: "together", missing: [] };
  const missing = asked.filter((term) => !whole.includes(term));
  const nearly = near(all, words, limit);
  if (nearly.length) return { groups: nearly, how: "near", missing };
  const said = asked.filter((term) => whole.includes(term));
  if (!said.length) return { groups: [], how: "nothing", missing };
  const apart = [
    ...some(all, said, limit),
    ...group(
      said.flatMap((term) => texts(model, [term])),
      limit,
    ),
  ];
  return { groups: apart, how: "apart", missing };
}

function group(hits: readonly Hit[], limit: number): Group[] {
  return hits.length ? [{ group: TEXT, hits: hits.slice(0, limit), total: hits.length }] : [];
}

function texts(model: PlanModel, asked: readonly string[]): Hit[] {
  return passages(model, asked).map(({ pieces, line }) => {
    const [from, to] = [
      Math.max(line.start, (pieces[0]?.start ?? 0) - BEFORE),
      Math.max(pieces.at(-1)?.end ?? 0, Math.min(line.end, (pieces[0]?.end ?? 0) + BEHIND)),
    ];
    const ranges = pieces.map(({ start, end }) => ({ start: start - from, end: end - from }));
    const parts = cut(model.text.slice(from, to), ranges).map((part) => ({ ...part, text: part.text.replace(/\s+/g, " ") }));
    return { ref: model.textRef(pieces), parts: from > line.start ? [{ text: "…", hit: false }, ...parts] : parts };
  });
}

/** Cuts words that were typed in one where a line, or a kind of things, has their parts (科学教育 三年行动计划); the fewest parts first. */
function cuts(model: PlanModel, kinds: ReadonlySet<string>, asked: readonly string[]): string[] | null {
  const [word] = asked;
  if (asked.length !== 1 || !word || word.length > LONGEST) return null;
  const whole = wholeText(model);
  for (let count = 2; count <= PARTS; count++) {
    for (const parts of ways(word, count)) {
      const said = parts.filter((part) => !kinds.has(part));
      if (said.length && said.every((part) => whole.text.includes(part)) && inOneLine(whole, said)) return [...new Set(parts)];
    }
  }
  return null;
}

/** Gives the ways to cut a word into so many parts, the longest first part first. */
function* ways(word: string, count: number): Generator<string[]> {
  if (count === 1) {
    if (word.length >= PART) yield [word];
    return;
  }
  for (let at = word.length - PART * (count - 1); at >= PART; at--) {
    for (const rest of ways(word.slice(at), count - 1)) yield [word.slice(0, at), ...rest];
  }
}
