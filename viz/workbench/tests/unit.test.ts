import { expect, test } from "vitest";
import type { PlanModel } from "../src/model/plan.ts";
import { factsOf } from "../src/model/facts.ts";
import { partnersOf, tasksOf } from "../src/model/unit.ts";
import { ego } from "../src/views/units/ego.ts";
import { listed } from "../src/views/units/list.ts";
import { planOf } from "./plans.ts";

const model: PlanModel = planOf({
  units: ["上海大学", "白鹭小学", "求真小学"],
  tasks: ["会同上海大学推进课程建设", "指导白鹭小学开展节日活动"],
  assignments: [
    ["1.1", "上海大学", "partner"],
    ["1.1", "白鹭小学", "site"],
    ["1.2", "白鹭小学", "responsible"],
  ],
});

test("what a unit does and what concerns it are kept apart", () => {
  const found = tasksOf(model, "School/白鹭小学");
  expect(found.does.map(({ task }) => task.id)).toEqual(["1.2"]);
  expect(found.concerns.map(({ task }) => task.id)).toEqual(["1.1"]);
});

test("partners are those with a part in the same task", () => {
  expect(partnersOf(model, "School/上海大学").map(({ unit, tasks }) => [unit.name, tasks])).toEqual([["白鹭小学", 1]]);
  expect(partnersOf(model, "School/求真小学")).toEqual([]);
});

test("the most loaded unit comes first, and a unit's sound finds it", () => {
  expect(listed(model, { words: "", type: "", order: "load" }).flatMap(({ rows }) => rows.map((unit) => unit.name))).toEqual([
    "白鹭小学",
    "上海大学",
    "求真小学",
  ]);
  expect(listed(model, { words: "shdx", type: "", order: "" }).flatMap(({ rows }) => rows.map((unit) => unit.name))).toEqual(["上海大学"]);
});

test("the neighbourhood is drawn the same each time, each dot once", () => {
  const drawing = ego(model, "School/白鹭小学");
  expect(drawing).toEqual(ego(model, "School/白鹭小学"));
  expect(drawing.dots.map((dot) => dot.ref).sort()).toEqual(["School/上海大学", "School/白鹭小学", "task/1.1", "task/1.2"]);
  expect(drawing.lines).toHaveLength(3);
});

test("what names a thing, acts on it or is open to it is told by kind, also where only a rule says so", () => {
  const plan = planOf({
    units: ["白鹭小学"],
    tasks: ["会同白鹭小学推进课程建设", "宣传白鹭小学"],
    assignments: [["1.1", "白鹭小学", "partner"]],
  });
  const edge = { standing: "stated", start: 0, end: 1 };
  plan.data.edges.push(
    { ...edge, source: "task/1.2", target: "School/白鹭小学", predicate: "actsOn", layer: "mention" },
    { ...edge, source: "section/一", target: "School/白鹭小学", predicate: "mentions", layer: "mention" },
    { ...edge, source: "School/白鹭小学", target: "task/1.2", predicate: "defaultActor", layer: "default", standing: "inferred" },
  );
  const [row] = plan.plan.assignments;
  if (row) Object.assign(row, { standing: "inferred", cue: { quote: "配合部门", pieces: [] } });
  const found = plan.find("School/白鹭小学");
  const facts = found ? factsOf(plan, found) : [];
  const told = facts.map(({ key, term, items }) => [term?.value ?? key, items.map(({ ref, inverse }) => [ref, inverse ?? false])]);
  expect(told).toEqual([
    ["does", [["assignment/a1", false]]],
    ["actsOn", [["task/1.2", true]]],
    ["mentions", [["section/一", true]]],
    ["net_default", [["task/1.2", false]]],
  ]);
  expect(facts[0]?.items[0]).toMatchObject({ role: "partner", cue: "配合部门", standing: "inferred" });
  const task = plan.find("task/1.2");
  expect((task ? factsOf(plan, task) : []).map(({ term, key }) => term?.value ?? key)).not.toContain("net_default");
});
