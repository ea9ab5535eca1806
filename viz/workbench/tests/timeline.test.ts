import { expect, test } from "vitest";
import type { Entity, Relation } from "../src/generated/page.ts";
import { dates, dayOf, daysOf, place, ticks, times } from "../src/views/timeline/dates.ts";
import { stages } from "../src/views/timeline/works.ts";
import { PlanModel } from "../src/model/plan.ts";
import { planOf } from "./plans.ts";

const tasks = ["到2020年建成中心", "每年举办展演", "秋季开班", "推进建设", "2017年底前改善条件"];

function timed() {
  const model = planOf({ units: [], tasks, assignments: [] });
  const told: [number, string | null, string | null, string | null][] = [
    [0, "到2020年", "2020-12-31", null],
    [1, null, null, "每年"],
    [2, "秋季", null, null],
    [4, "2017年底前", "2017-12-31", null],
  ];
  const rows = model.plan.tasks.map((task) => ({ ...task, time: null, recurrence: null }));
  for (const [at, time, due, recurrence] of told) Object.assign(rows[at] as object, { time, due, recurrence });
  model.plan.tasks = rows;
  model.data.periods["document/effective_period"] = ["2017-01-01", "2017-12-31"];
  model.data.frequencies["task/1.2"] = "P1Y";
  return dates(model);
}

test("each task stands in one list: due, nearest first, coming again, without days, without a time", () => {
  const found = timed();
  expect(found.due.map(({ task }) => task.id)).toEqual(["1.5", "1.1"]);
  expect(found.again.map(({ task, every }) => [task.id, every])).toEqual([["1.2", 365.25]]);
  expect(found.loose.map((task) => task.id)).toEqual(["1.3"]);
  expect(found.open.map(({ chapter, tasks }) => [chapter?.id, tasks.map((task) => task.id)])).toEqual([["一", ["1.4"]]]);
});

test("the axis goes from the begin of the plan's period to the last day named", () => {
  const { axis } = timed();
  expect(axis && [axis.from, axis.to]).toEqual([dayOf("2017-01-01"), dayOf("2020-12-31")]);
  expect(axis?.ticks.map((tick) => tick.label)).toEqual(["2017", "2018", "2019", "2020"]);
  expect(axis && [place(axis, axis.from), place(axis, axis.to)]).toEqual([0, 1]);
});

test("a plan that names no days has no axis", () => {
  expect(dates(planOf({ units: [], tasks, assignments: [] })).axis).toBeUndefined();
});

test("a whole year is told by its quarters, so that no label lies on the next", () => {
  expect(ticks(dayOf("2023-01-01"), dayOf("2023-12-31")).map((tick) => tick.label)).toEqual(["2023-01", "2023-04", "2023-07", "2023-10"]);
});

test("half a year is told by its months", () => {
  expect(ticks(dayOf("2023-07-01"), dayOf("2023-12-31")).map((tick) => tick.label)).toEqual([
    "2023-07",
    "2023-08",
    "2023-09",
    "2023-10",
    "2023-11",
    "2023-12",
  ]);
});

test("what comes again too often to be seen is not drawn", () => {
  const axis = { from: 0, to: 730.5, ticks: [] };
  expect([daysOf("P7D"), daysOf("P1Y")]).toEqual([7, 365.25]);
  expect(times(axis, 365.25)).toEqual([0.5, 1]);
  expect(times(axis, 1)).toEqual([]);
});

test("a project stands where a task puts it, else by what it does itself", () => {
  const base = planOf({ units: ["华二高中"], tasks: ["确保华二高中新建完工启用", "推进智慧校园建设"], assignments: [] });
  const project = (name: string): Entity => ({ ...(base.plan.entities[0] as Entity), id: `Project/${name}`, type: "Project", name });
  const relation = (id: string, subject: string, predicate: string, object: string): Relation =>
    ({ ...(base.plan.entities[0] as object), id, subject, predicate, object, directive: null }) as unknown as Relation;
  const plan = {
    ...base.plan,
    entities: [...base.plan.entities, project("华二高中新建"), project("智慧校园"), project("没有阶段")],
    relations: [
      relation("r1", "1.1", "completes", "Project/华二高中新建"),
      relation("r2", "Project/华二高中新建", "builds", "School/华二高中"),
      relation("r3", "Project/智慧校园", "builds", "School/华二高中"),
    ],
  };
  const model = new PlanModel({ ...base.data, plan }, base.terms);
  expect(stages(model).map(({ id, projects }) => [id, ...projects.map(({ entity, works }) => `${entity.name} ${works.length}`)])).toEqual([
    ["startsConstruction"],
    ["builds", "智慧校园 1"],
    ["completes", "华二高中新建 1"],
  ]);
});
