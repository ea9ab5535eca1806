/** One search over everything: names, aliases, headings, figures, tasks, pinyin and initials, and last the whole text. */

import type { Section } from "../generated/page.ts";
import { fold, type Part, parted, terms } from "./folding.ts";
import type { PlanModel } from "./plan.ts";
import { sectionRef, targetRef, taskRef } from "./refs.ts";

/** Enough letters that one wrong one among them still means something. */
const LETTERS = /^[a-z]{4,}$/;
/** So much may stand before a hit until the words before it are left out. */
const FAR = 18;
/** Of fewer characters no name is looked for inside what was typed. */
const NAME = 3;

/** What can be found: `keys` are names as they are compared, `sounds` pinyin and initials. */
export interface Entry {
  ref: string;
  /** The type of an entity, else the kind of the statement. */
  group: string;
  label: string;
  keys: readonly string[];
  /** What it belongs to: the heading above it, the name of its group. They find it, after what says the words itself. */
  topics: readonly string[];
  /** The heading above it, as it is shown. */
  above?: string;
  sounds: readonly string[];
  weight: number;
}

export interface Hit {
  ref: string;
  parts: readonly Part[];
  /** The heading that says the words, where what was found does not. */
  above?: string;
}

export interface Group {
  group: string;
  hits: readonly Hit[];
  total: number;
}

/** The name of a group (指标), as people may type it. */
export type Naming = (group: string) => string;

const known = new WeakMap<PlanModel, Map<Naming, readonly Entry[]>>();

/** Gives all that can be found of a plan but its text, gathered when it is first asked for: entities, headings, targets, tasks, documents. */
export function entries(model: PlanModel, naming: Naming): readonly Entry[] {
  const by = known.get(model) ?? new Map<Naming, readonly Entry[]>();
  known.set(model, by);
  const made = by.get(naming) ?? gathered(model, naming);
  by.set(naming, made);
  return made;
}

function gathered(model: PlanModel, naming: Naming): Entry[] {
  const { plan } = model;
  const entry = (
    ref: string,
    group: string,
    label: string,
    names: readonly string[],
    above: readonly Section[] = [],
    weight = 0,
  ): Entry => ({
    ref,
    group,
    label,
    weight,
    keys: names.map(fold).filter(Boolean),
    topics: [naming(group), ...above.map((row) => row.title)].map(fold).filter(Boolean),
    ...(above[0] && { above: model.heading(above[0]) }),
    sounds: (model.data.sounds[ref] ?? "").split(" ").filter(Boolean),
  });
  return [
    ...plan.entities.map((row) => {
      const load = model.load(row.id);
      const names = [row.name, ...row.aliases, row.expanded_name ?? ""];
      return entry(row.id, row.type, row.name, names, [], load.does + load.concerns + row.mentions.length);
    }),
    ...plan.sections.map((row) => {
      const numbered = row.no === null ? [] : [`第${row.no}条`];
      return entry(
        sectionRef(row.id),
        row.kind,
        model.heading(row),
        [row.title, model.heading(row), ...numbered],
        headings(model, row.parent),
      );
    }),
    ...plan.targets.map((row) => {
      const figure = model.data.figures[row.id]?.zh ?? "";
      const above = headings(model, row.directive);
      return entry(
        targetRef(row.id),
        model.measures(row) ? "target" : "naming",
        row.indicator,
        [row.indicator, row.evidence.quote, figure + row.indicator],
        above,
      );
    }),
    ...plan.tasks.map((row) => entry(taskRef(row.id), "task", row.evidence.quote, [row.evidence.quote], headings(model, row.directive))),
    ...plan.citations.flatMap((row, index) =>
      row.entity === null ? [entry(`citation/${index + 1}`, "citation", row.name, [row.name])] : [],
    ),
  ];
}

/** The sections from one up to its chapter, which speaks of too much to be a topic; of a chapter without parts itself. */
function headings(model: PlanModel, id: string | null): Section[] {
  const above: Section[] = [];
  for (let row = model.section(id); row; row = model.section(row.parent)) {
    if (row.level > 1 || above.length === 0) above.push(row);
  }
  return above;
}

/**
 * Gives the groups in which all the words are found, split by blanks and in any order, the group with the best hit first, at
 * most `limit` hits of each.
 */
export function search(all: readonly Entry[], words: string, limit: number): Group[] {
  return ranked(all, terms(words), limit, rankOf);
}

/** Gives names near to the words: that sound like them but for one letter, that they hold, or that they shorten (上大). */
export function near(all: readonly Entry[], words: string, limit: number): Group[] {
  const asked = terms(words);
  const names = all.filter((entry) => entry.weight > 0);
  return asked.length === 1 ? ranked(names, asked, limit, (entry, [term = ""]) => Number(nearly(entry, term))) : [];
}

/** Gives what holds some of the terms, the most of them first. */
export function some(all: readonly Entry[], asked: readonly string[], limit: number): Group[] {
  return ranked(all, asked, limit, (entry) => asked.filter((term) => rankOf({ ...entry, topics: [] }, [term]) > 0).length);
}

type Ranking = (entry: Entry, asked: readonly string[]) => number;

function ranked(all: readonly Entry[], asked: readonly string[], limit: number, rank: Ranking): Group[] {
  if (!asked.length) return [];
  const groups = new Map<string, { rank: number; entry: Entry }[]>();
  for (const entry of all) {
    const found = { rank: rank(entry, asked), entry };
    if (found.rank === 0) continue;
    const group = groups.get(entry.group);
    if (group) group.push(found);
    else groups.set(entry.group, [found]);
  }
  return [...groups]
    .map(([group, found]) => {
      found.sort((a, b) => b.rank - a.rank || b.entry.weight - a.entry.weight);
      const hits = found.slice(0, limit).map(({ entry }) => hitOf(entry, asked));
      return { group, hits, total: found.length, best: found[0]?.rank ?? 0, weight: found[0]?.entry.weight ?? 0 };
    })
    .sort((a, b) => b.best - a.best || b.weight - a.weight)
    .map(({ group, hits, total }) => ({ group, hits, total }));
}

function hitOf({ ref, label, above }: Entry, asked: readonly string[]): Hit {
  const parts = parted(label, asked, FAR);
  return { ref, parts, ...(above && !parts.some(({ hit }) => hit) && { above }) };
}

/** How well an entry answers: as its worst term does; 0 where one is not found. */
function rankOf(entry: Entry, asked: readonly string[]): number {
  let worst = Infinity;
  for (const term of asked) {
    const rank = rankOfTerm(entry, term) || Number(entry.topics.some((topic) => topic.includes(term)));
    if (rank === 0) return 0;
    worst = Math.min(worst, rank);
  }
  return worst;
}

/** How well an entry says a term itself: a whole name, its beginning, initials or pinyin, a part; 0 where it does not. */
function rankOfTerm(entry: Entry, term: string): number {
  let best = 0;
  for (const key of entry.keys) {
    const at = key.indexOf(term);
    if (at === 0) best = Math.max(best, key.length === term.length ? 7 : 6);
    else if (at > 0) best = Math.max(best, 4);
  }
  for (const sound of entry.sounds) {
    if (sound.startsWith(term)) best = Math.max(best, sound.length === term.length ? 6 : 5);
    else if (term.length > 2 && sound.includes(term)) best = Math.max(best, 3);
  }
  return best;
}

function nearly(entry: Entry, term: string): boolean {
  const differs = (sound: string): number => [...sound].filter((letter, index) => letter !== term[index]).length;
  if (LETTERS.test(term)) return entry.sounds.some((sound) => sound.length === term.length && differs(sound) === 1);
  return entry.keys.some((key) => (key.length >= NAME && term.includes(key)) || shortens(term, key));
}

/** Tells whether the term is the first character of a name and others of it, in their order. */
function shortens(term: string, name: string): boolean {
  if (term.length < 2 || !term.startsWith(name.charAt(0)) || 3 * term.length < name.length) return false;
  let at = 0;
  for (const character of name) if (character === term[at]) at++;
  return at === term.length;
}
