/** One search over everything: names, aliases, text, pinyin and initials; results by group, the best first. */

import { headed } from "./headings.ts";
import type { PlanModel } from "./plan.ts";
import { sectionRef, targetRef, taskRef } from "./refs.ts";

/** Enough letters that one wrong one among them still means something. */
const LETTERS = /^[a-z]{4,}$/;

/** What can be found: `keys` are names in lower case, `sounds` pinyin and initials, `body` text to look through. */
export interface Entry {
  ref: string;
  /** The type of an entity, else the kind of the statement. */
  group: string;
  label: string;
  keys: readonly string[];
  sounds: readonly string[];
  weight: number;
}

export interface Hit {
  entry: Entry;
  /** Where the words stand in the label, if they do. */
  at: number;
  length: number;
}

export interface Group {
  group: string;
  hits: readonly Hit[];
  total: number;
}

const known = new WeakMap<PlanModel, readonly Entry[]>();

/** Gives all that can be found of a plan, gathered when it is first asked for: entities, headings, targets, tasks. */
export function entries(model: PlanModel): readonly Entry[] {
  const made = known.get(model) ?? gathered(model);
  known.set(model, made);
  return made;
}

function gathered(model: PlanModel): Entry[] {
  const sounds = (ref: string): string[] => (model.data.sounds[ref] ?? "").split(" ").filter(Boolean);
  const entry = (ref: string, group: string, label: string, names: readonly string[], weight: number): Entry => ({
    ref, group, label, keys: names.map((name) => name.toLowerCase()), sounds: sounds(ref), weight,
  });
  const { plan } = model;
  return [
    ...plan.entities.map((row) => {
      const load = model.load(row.id);
      const names = [row.name, ...row.aliases, row.expanded_name ?? ""].filter(Boolean);
      return entry(row.id, row.type, row.name, names, load.does + load.concerns + row.mentions.length);
    }),
    ...plan.sections.map((row) => entry(sectionRef(row.id), row.kind, headed(row), [row.title], 0)),
    ...plan.targets.map((row) => entry(targetRef(row.id), "target", row.indicator, [row.indicator, row.evidence.quote], 0)),
    ...plan.tasks.map((row) => entry(taskRef(row.id), "task", row.evidence.quote, [row.evidence.quote], 0)),
  ];
}

/**
 * Gives the groups in which the words are found, the group with the best hit first, at most `limit` hits of each. Where
 * nothing is found, names that sound like the words but for one letter.
 */
export function search(all: readonly Entry[], words: string, limit: number): Group[] {
  const asked = words.trim().toLowerCase();
  if (!asked) return [];
  const found = ranked(all, asked, limit, rankOf);
  return found.length || !LETTERS.test(asked) ? found : ranked(all, asked, limit, nearly);
}

function ranked(all: readonly Entry[], asked: string, limit: number, rankOf: (entry: Entry, asked: string) => number): Group[] {
  const groups = new Map<string, { rank: number; hit: Hit }[]>();
  for (const entry of all) {
    const rank = rankOf(entry, asked);
    if (rank === 0) continue;
    const at = entry.label.toLowerCase().indexOf(asked);
    const hit: Hit = { entry, at, length: at < 0 ? 0 : asked.length };
    const group = groups.get(entry.group);
    if (group) group.push({ rank, hit });
    else groups.set(entry.group, [{ rank, hit }]);
  }
  return [...groups]
    .map(([group, found]) => {
      found.sort((a, b) => b.rank - a.rank || b.hit.entry.weight - a.hit.entry.weight);
      return { group, best: found[0]?.rank ?? 0, weight: found[0]?.hit.entry.weight ?? 0, hits: found.slice(0, limit).map(({ hit }) => hit), total: found.length };
    })
    .sort((a, b) => b.best - a.best || b.weight - a.weight)
    .map(({ group, hits, total }) => ({ group, hits, total }));
}

/** How well an entry answers: a whole name, its beginning, initials or pinyin, a part; 0 where it does not. */
function rankOf(entry: Entry, asked: string): number {
  let best = 0;
  for (const key of entry.keys) {
    const at = key.indexOf(asked);
    if (at === 0) best = Math.max(best, key.length === asked.length ? 6 : 5);
    else if (at > 0) best = Math.max(best, 3);
  }
  for (const sound of entry.sounds) {
    if (sound.startsWith(asked)) best = Math.max(best, sound.length === asked.length ? 5 : 4);
    else if (asked.length > 2 && sound.includes(asked)) best = Math.max(best, 2);
  }
  return best;
}

/** Tells (1 or 0) whether a sound is as long as what was typed and differs in one letter. */
function nearly(entry: Entry, asked: string): number {
  const differs = (sound: string): number => [...sound].filter((letter, index) => letter !== asked[index]).length;
  return entry.sounds.some((sound) => sound.length === asked.length && differs(sound) === 1) ? 1 : 0;
}
