import { expect, test } from "vitest";
import type { PlanModel } from "../src/model/plan.ts";
import type { Row } from "../src/views/table/rows.ts";
import { passing, planDates, plannedTasks, timeLine } from "../src/views/plans/together.ts";
import { dayOf } from "../src/views/timeline/dates.ts";
import { planOf } from "./plans.ts";

function plan(id: string, due: string): PlanModel {
  const model = planOf({ units: [], tasks: ["按期建成中心", "推进建设"], assignments: [] });
  model.plan.id = id;
  model.plan.tasks = model.plan.tasks.map((task, at) => ({ ...task, time: at ? null : "年底前", due: at ? null : due }));
  model.data.periods["document/effective_period"] = [`${due.slice(0, 4)}-01-01`, due];
  return model;
}

const models = [plan("later", "2024-12-31"), plan("sooner", "2023-06-30")];
const rowsOf = ({ plan }: PlanModel): Row[] =>
  plan.tasks.map(({ id, evidence }) => ({
    ref: id,
    cells: { task: [evidence.quote], sentence: ["年底前"] },
    written: {},
    hints: {},
    ranks: {},
  }));

test("the tasks of all plans stand in the order of the plans, and are found by plan, kind and words of what is shown", () => {
  const rows = models.flatMap((model) => plannedTasks(model, rowsOf(model)));
  expect(rows.map(({ plan, task }) => `${plan} ${task.id}`)).toEqual(["later 1.1", "later 1.2", "sooner 1.1", "sooner 1.2"]);
  const found = (wanted: Partial<{ plan: string; kind: string; words: string }>): number =>
    passing(rows, { plan: "", kind: "", words: "", ...wanted }).length;
  expect([found({}), found({ plan: "sooner" }), found({ words: "中心" }), found({ words: "年底前" }), found({ kind: "build" })]).toEqual([
    4, 2, 2, 0, 0,
  ]);
});

test("what is due in all plans stands on one axis, the nearest first, and what has no time is counted", () => {
  const { rows, axis, open } = timeLine(models.map(planDates));
  expect(rows.map(({ plan, row }) => [plan, row.due])).toEqual([
    ["sooner", dayOf("2023-06-30")],
    ["later", dayOf("2024-12-31")],
  ]);
  expect(axis && [axis.from, axis.to]).toEqual([dayOf("2023-01-01"), dayOf("2024-12-31")]);
  expect(open).toBe(2);
  expect(timeLine([])).toEqual({ rows: [], axis: undefined, open: 0 });
});
