/** Small plans for the tests: sentences one after the other, units that stand in them. */

import type { Evidence, Plan, Role, Target, Task } from "../src/generated/page.ts";
import type { Terms } from "../src/model/page.ts";
import { PlanModel } from "../src/model/plan.ts";

interface Told {
  units: readonly string[];
  tasks: readonly string[];
  assignments: readonly (readonly [task: string, unit: string, role: Role])[];
  targets?: readonly Target[];
}

const DOES = ["lead", "responsible", "participant", "partner"];
const ROLES = [...DOES, "beneficiary", "site", "target_group"];
const NAMING = ["set", "ordinal", "code"];
const label = (value: string) => ({ zh: value, en: value });

const TERMS = {
  Role: Object.fromEntries(ROLES.map((role) => [role, { ...label(role), letter: role[0], does: DOES.includes(role) }])),
  EntityType: { School: { ...label("School"), colour: "#0072b2", unit: true, soft: false } },
} as unknown as Terms;

/** Gives a plan with one chapter and one directive, whose tasks are the sentences, numbered from 1.1. */
export function planOf({ units, tasks, assignments, targets = [] }: Told): PlanModel {
  const text = `${tasks.join("。")}。${units.join("、")}`;
  const evidence = (quote: string, from = 0): Evidence => {
    const start = text.indexOf(quote, from);
    return { quote, pieces: [{ start, end: start + quote.length }] };
  };
  const statement = { standing: "stated", rule: "test", decision: null, source: null, certainty: null } as const;
  const plan = {
    id: "test",
    document: {},
    sections: [
      {
        ...statement,
        id: "一",
        kind: "chapter",
        level: 1,
        label: "一",
        title: "章",
        parent: null,
        chapter: null,
        no: 1,
        body: evidence(text),
        evidence: evidence(text),
      },
    ],
    sentences: tasks.map((task) => ({ evidence: evidence(task), section: "一" })),
    tasks: tasks.map(
      (task, index) =>
        ({
          ...statement,
          id: `1.${index + 1}`,
          evidence: evidence(task),
          directive: "一",
          action: "推进",
          kind: "continue",
          restated: [],
          objects: [],
          time: null,
          recurrence: null,
          due: null,
          time_evidence: null,
          default_actor: null,
        }) as unknown as Task,
    ),
    entities: units.map((name) => ({
      ...statement,
      id: `School/${name}`,
      type: "School",
      name,
      aliases: [],
      expanded_name: null,
      evidence: evidence(name),
      mentions: [],
      members: [],
    })),
    assignments: assignments.map(([task, unit, role], index) => ({
      ...statement,
      id: `a${index + 1}`,
      task,
      unit: `School/${unit}`,
      name: unit,
      role,
      basis: "text",
      evidence: evidence(unit),
      unit_evidence: evidence(unit),
      cue: null,
    })),
    targets: [...targets],
    citations: [],
    relations: [],
  } as unknown as Plan;
  const done = (unit: string, does: boolean): number =>
    new Set(assignments.filter(([, name, role]) => name === unit && DOES.includes(role) === does).map(([task]) => task)).size;
  const named = new Set(assignments.filter(([, , role]) => DOES.includes(role)).map(([task]) => task));
  const unnamed = plan.tasks.map(({ id }) => id).filter((id) => !named.has(id));
  return new PlanModel(
    {
      iri: "",
      namesakes: {},
      headings: Object.fromEntries(plan.sections.map(({ id, label, title }) => [id, `${label}、${title}`])),
      title: "",
      source: "",
      plan,
      text,
      figures: {},
      counts: {
        chapters: 1,
        directives: 1,
        tasks: tasks.length,
        unnamed: unnamed.length,
        units: units.length,
        people: 0,
        targets: targets.length,
        deadlines: 0,
        drafts: 0,
      },
      held: {
        directives: ["一"],
        unnamed,
        units: units.map((name) => `School/${name}`),
        people: [],
        sites: [],
        targets: targets.filter(({ kind }) => !NAMING.includes(kind)).map(({ id }) => id),
        naming: [],
        drafts: [],
      },
      loads: Object.fromEntries(units.map((name) => [`School/${name}`, { does: done(name, true), concerns: done(name, false) }])),
      chapters: [{ section: "一", directives: 1, tasks: tasks.length, unnamed: unnamed.length }],
      table: { columns: [], values: [], rows: [] },
      silent: [],
      unread: [],
      doubts: [],
      findings: [],
      left: {},
      periods: {},
      frequencies: {},
      sounds: { "School/上海大学": "shanghaidaxue shdx" },
      layouts: { whole: {}, bipartite: {}, hierarchy: {} },
      edges: [],
    },
    TERMS,
  );
}
