/** What the page was given, read once at the door. */

import type { Evidence, Plan } from "../generated/plan.ts";

export type Language = "zh" | "en";
export type Labels = Record<Language, string>;
export type Position = readonly [number, number];

export interface RoleTerm extends Labels {
  letter: string;
  does: boolean;
  colour: string;
}

export interface TypeTerm extends Labels {
  colour: string;
  unit: boolean;
  soft: boolean;
}

/** The closed lists, each in its order, by value. */
export interface Terms {
  Standing: Record<string, Labels>;
  Role: Record<string, RoleTerm>;
  EntityType: Record<string, TypeTerm>;
  TaskKind: Record<string, Labels>;
  Comparator: Record<string, Labels>;
  TargetKind: Record<string, Labels>;
  Basis: Record<string, Labels>;
  DocumentRelation: Record<string, Labels>;
  Predicate: Record<string, Labels>;
  Severity: Record<string, Labels>;
  Action: Record<string, Labels>;
}

/** What a check or a doubt says; `statement` is a reference (`task/1.1`). */
export interface Finding {
  check: string;
  severity: string;
  message: Labels;
  statement: string | null;
  evidence: Evidence | null;
  decision: Record<string, unknown> | null;
}

/** An edge of the network, with the place of its evidence in code points. */
export interface Edge {
  source: string;
  target: string;
  predicate: string;
  layer: string;
  standing: string;
  start: number;
  end: number;
}

/** How many tasks somebody does, and how many only concern them. */
export interface Load {
  does: number;
  concerns: number;
}

/** Who or what a list of units shows, apart from each other. */
export const PARTIES = ["units", "people", "sites"] as const;
export type Party = (typeof PARTIES)[number];

/** A column of the table of tasks; `width` in characters, `shown` until somebody chooses otherwise, `alert` a value to be noticed. */
export interface TableColumn {
  key: string;
  heading: Labels;
  width: number;
  shown: boolean;
  alert?: Labels;
}

/** The table of tasks: each value once, and the cells of each task as places of values, a single one without its brackets. */
export interface TableData {
  columns: TableColumn[];
  values: (string | number | Labels)[];
  rows: (number | number[])[][];
}

/**
 * A plan with what was computed for it; `figures` go by the targets' ids, the rest by references. Positions are code
 * points until PlanModel turns them.
 */
export interface PlanData {
  iri: string;
  /** Entities behind another one of their name, with their place among them: what tells their IRIs apart. */
  namesakes: Record<string, number>;
  /** As printed, or its id where it has none. */
  title: string;
  source: string;
  plan: Plan;
  text: string;
  /** How many there are under each word that is counted. */
  counts: Record<string, number>;
  /** What is listed under some of these words, by id. */
  held: Record<Party | "directives" | "unnamed" | "targets" | "naming" | "drafts", string[]>;
  /** By id of whoever has a part in a task. */
  loads: Record<string, Load>;
  /** What each chapter holds, in order. */
  chapters: { section: string; directives: number; tasks: number; unnamed: number }[];
  table: TableData;
  figures: Record<string, Labels>;
  silent: number[];
  /** What was not read (no statement) or is perhaps read wrongly (its statement), the worst first. */
  unread: Finding[];
  doubts: Finding[];
  findings: Finding[];
  /** By task and what was not read of it, the words in it that speak of such. */
  left: Record<string, Partial<Record<"time" | "unit" | "figure", string[]>>>;
  /** The first and the last day of the plan's own period and of tasks, where the words name whole months or years. */
  periods: Record<string, [string, string]>;
  /** How long it is from one time to the next, as ISO 8601 durations. */
  frequencies: Record<string, string>;
  sounds: Record<string, string>;
  layouts: Record<string, Record<string, Position>>;
  edges: Edge[];
}

/** An entity of a plan. */
export interface End {
  plan: string;
  entity: string;
}

/** Two entities of different plans that are the same thing, as a rule infers or somebody decided. */
export interface Identity {
  first: End;
  second: End;
  rule: string;
  standing: string;
  source: string | null;
}

/** What the page showed, by the name that somebody gave it: the address without its plan and language. */
export interface SavedView {
  name: string;
  address: string;
}

/** What a question wants to be told: `kind` says what to choose from. */
export interface Parameter extends Labels {
  name: string;
  kind: string;
}

export interface Question extends Labels {
  name: string;
  sparql: string;
  parameters: readonly Parameter[];
  columns: readonly (Labels & { name: string })[];
}

/** A class, a property or a term of the graph by its prefixed name, for completion; a pattern asks for the units of a role. */
export interface Term extends Labels {
  name: string;
  kind: string;
  sounds: string;
}

export interface Page {
  version: number;
  /** Whether the page brings the graph along, and the engine that answers SPARQL. */
  sparql?: boolean;
  /** Whether the server that gave the page has a graph that was changed since it was made. */
  older?: boolean;
  lang: Language;
  languages: Record<Language, string>;
  words: Record<Language, Record<string, string>>;
  terms: Terms;
  prefixes: Record<string, string>;
  vocabulary: Term[];
  questions: Question[];
  /** Queries that list what a parameter of a question can be told, by kind. */
  listings: Record<string, string>;
  /** Names that the graph holds, with their sounds: on a page without plans, to complete them. */
  names?: Record<string, string>;
  plans: PlanData[];
  /** What the rules that plans used say of themselves, by name. */
  rules?: Record<string, Labels>;
  /** What is the same thing in several plans; a page without plans has none. */
  identities?: Identity[];
  /** The views saved when the page was made, by the plans' ids. */
  saved?: Record<string, SavedView[]>;
}

/** Reads the data of the page; the one place where JSON becomes typed. */
export function readPage(root: Document): Page {
  const element = root.getElementById("plankg-page");
  if (!element?.textContent) throw new Error("the page has no data");
  return JSON.parse(element.textContent) as Page;
}
