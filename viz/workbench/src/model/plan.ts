/** A plan, looked up: what belongs to a unit, to a task and to a place. Positions count in UTF-16 units from here on. */

import type { Assignment, Citation, Entity, Piece, Plan, Relation, Section, Sentence, Target, Task } from "../generated/page.ts";
import { type Edge, type Finding, type Load, PARTIES, type Party, type PlanData, type Terms } from "./page.ts";
import { type Found, placesOfText, sectionRef, statements, targetRef, taskRef, textRef } from "./refs.ts";
import { inUtf16, utf16Places } from "./text.ts";

const IDLE: Load = { does: 0, concerns: 0 };

export class PlanModel {
  readonly plan: Plan;
  readonly text: string;
  readonly unread: readonly Finding[];
  readonly doubts: readonly Finding[];
  readonly findings: readonly Finding[];
  readonly found: ReadonlyMap<string, Found>;
  readonly chapters: readonly Section[];
  readonly directives: readonly Section[];
  readonly units: readonly Entity[];
  /** Units, then people, then what else has a part in a task. */
  readonly parties: readonly Entity[];
  /** The figures that count as targets: none that are part of a name or say which one of a row. */
  readonly targets: readonly Target[];
  /** Tasks for which the plan names nobody who does it, in the order of the text. */
  readonly unnamed: readonly Task[];

  readonly #utf16: Uint32Array;
  readonly #assignmentsOfTask: Map<string, Assignment[]>;
  readonly #assignmentsOfUnit: Map<string, Assignment[]>;
  readonly #targetsOfTask: Map<string, Target[]>;
  readonly #targetsOfEntity: Map<string, Target[]>;
  readonly #citationsOfTask: Map<string, Citation[]>;
  readonly #tasksOfDirective: Map<string, Task[]>;
  readonly #relationsOf = new Map<string, Relation[]>();
  readonly #measuring: ReadonlySet<string>;
  readonly #parties: ReadonlyMap<string, Party>;
  #edgesOf: Map<string, Edge[]> | undefined;

  constructor(
    readonly data: PlanData,
    readonly terms: Terms,
  ) {
    const utf16 = utf16Places(data.text);
    this.#utf16 = utf16;
    this.text = data.text;
    this.plan = inUtf16(data.plan, utf16);
    this.unread = inUtf16(data.unread, utf16);
    this.doubts = inUtf16(data.doubts, utf16);
    this.findings = inUtf16(data.findings, utf16);
    const { plan } = this;
    this.found = new Map([...statements(plan)].map((found) => [found.ref, found]));
    this.chapters = plan.sections.filter((section) => section.level === 1);
    const ids = (word: keyof PlanData["held"]): ReadonlySet<string> => new Set(data.held[word]);
    const directives = ids("directives");
    this.directives = plan.sections.filter((section) => directives.has(section.id));
    this.#measuring = ids("targets");
    this.targets = plan.targets.filter((row) => this.measures(row));
    this.#parties = new Map(PARTIES.flatMap((party) => data.held[party].map((id) => [id, party] as const)));
    this.#assignmentsOfTask = grouped(plan.assignments, (row) => row.task);
    this.#assignmentsOfUnit = grouped(plan.assignments, (row) => row.unit);
    this.#targetsOfTask = grouped(plan.targets, (row) => row.task);
    this.#targetsOfEntity = grouped(plan.targets, (row) => row.entity);
    this.#citationsOfTask = grouped(plan.citations, (row) => row.task);
    this.#tasksOfDirective = grouped(plan.tasks, (row) => row.directive);
    for (const row of plan.relations) {
      for (const end of new Set([this.refOf(row.subject), this.refOf(row.object)])) push(this.#relationsOf, end, row);
    }
    this.parties = PARTIES.flatMap((party) => this.#of(party));
    this.units = this.#of("units");
    const unnamed = ids("unnamed");
    this.unnamed = plan.tasks.filter((task) => unnamed.has(task.id));
  }

  get id(): string {
    return this.plan.id;
  }

  get title(): string {
    return this.data.title;
  }

  /** The statement, or the words of the text, that a reference names. */
  find(ref: string): Found | undefined {
    return this.found.get(ref) ?? this.#words(ref);
  }

  /** The reference of words of the text. */
  textRef(pieces: readonly Piece[]): string {
    return textRef(pieces.map(({ start, end }) => ({ start: this.#utf16.indexOf(start), end: this.#utf16.indexOf(end) })));
  }

  #words(ref: string): Found | undefined {
    const pieces = placesOfText(ref).map(({ start, end }) => ({ start: this.#utf16[start] ?? -1, end: this.#utf16[end] ?? -1 }));
    const [first, ...more] = pieces;
    if (!first || pieces.some(({ start, end }) => start < 0 || end <= start)) return undefined;
    const quote = pieces.map(({ start, end }) => this.text.slice(start, end)).join("");
    return { kind: "text", ref, row: { evidence: { quote, pieces: [first, ...more] } } };
  }

  /** Gives the text between two places in code points, without the breaks of lines inside it. */
  quoted(start: number, end: number): string {
    return this.text.slice(this.#utf16[start], this.#utf16[end]).replaceAll("\n", "");
  }

  entity(id: string): Entity | undefined {
    const found = this.found.get(id);
    return found?.kind === "entity" ? found.row : undefined;
  }

  task(id: string | null): Task | undefined {
    const found = id === null ? undefined : this.found.get(taskRef(id));
    return found?.kind === "task" ? found.row : undefined;
  }

  section(id: string | null): Section | undefined {
    const found = id === null ? undefined : this.found.get(sectionRef(id));
    return found?.kind === "section" ? found.row : undefined;
  }

  /** The reference of an id as relations hold it: of a task, a target or an entity. */
  refOf(id: string): string {
    return [taskRef(id), targetRef(id)].find((ref) => this.found.has(ref)) ?? id;
  }

  does(row: Assignment): boolean {
    return this.terms.Role[row.role]?.does ?? false;
  }

  /** Tells whether a figure counts as a target. */
  measures(row: Target): boolean {
    return this.#measuring.has(row.id);
  }

  /** The group that a statement is told under: a type of entity, a kind of section, or what it is. */
  groupOf(found: Found): string {
    if (found.kind === "entity") return found.row.type;
    if (found.kind === "section") return found.row.kind;
    return found.kind === "target" && !this.measures(found.row) ? "naming" : found.kind;
  }

  /** Whether an entity is listed as a unit, as people or as a place. */
  partyOf(id: string): Party | undefined {
    return this.#parties.get(id);
  }

  assignmentsOfTask(id: string): readonly Assignment[] {
    return this.#assignmentsOfTask.get(id) ?? [];
  }

  assignmentsOfUnit(id: string): readonly Assignment[] {
    return this.#assignmentsOfUnit.get(id) ?? [];
  }

  targetsOfTask(id: string): readonly Target[] {
    return this.#targetsOfTask.get(id) ?? [];
  }

  targetsOfEntity(id: string): readonly Target[] {
    return this.#targetsOfEntity.get(id) ?? [];
  }

  citationsOfTask(id: string): readonly Citation[] {
    return this.#citationsOfTask.get(id) ?? [];
  }

  /** Relations in which the reference is the one or the other end. */
  relationsOf(ref: string): readonly Relation[] {
    return this.#relationsOf.get(ref) ?? [];
  }

  /** Edges of the network at the reference. */
  edgesOf(ref: string): readonly Edge[] {
    if (!this.#edgesOf) {
      this.#edgesOf = new Map();
      for (const edge of this.data.edges) for (const end of new Set([edge.source, edge.target])) push(this.#edgesOf, end, edge);
    }
    return this.#edgesOf.get(ref) ?? [];
  }

  tasksOfDirective(id: string): readonly Task[] {
    return this.#tasksOfDirective.get(id) ?? [];
  }

  /** The heading as the plan prints it: number and title. */
  heading(section: Section): string {
    return this.data.headings[section.id] ?? section.title;
  }

  directiveOf(task: Task): Section | undefined {
    return this.section(task.directive);
  }

  chapterOf(section: Section | undefined): Section | undefined {
    return section && (this.section(section.chapter) ?? section);
  }

  load(unit: string): Load {
    return this.data.loads[unit] ?? IDLE;
  }

  /** The sentence that holds the place, or none (a heading, a table cell). */
  sentenceAt(place: number): Sentence | undefined {
    const { sentences } = this.plan;
    let low = 0;
    let high = sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sentences[middle]?.evidence.pieces[0].start ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    const sentence = sentences[low - 1];
    return sentence && place < (sentence.evidence.pieces.at(-1)?.end ?? 0) ? sentence : undefined;
  }

  #of(party: Party): Entity[] {
    return this.plan.entities.filter((entity) => this.#parties.get(entity.id) === party);
  }
}

/** Groups rows by a key, in their order; rows without one are left out. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const at = key(row);
    if (at !== null) push(groups, at, row);
  }
  return groups;
}

function push<T>(groups: Map<string, T[]>, key: string, row: T): void {
  const group = groups.get(key);
  if (group) group.push(row);
  else groups.set(key, [row]);
}
