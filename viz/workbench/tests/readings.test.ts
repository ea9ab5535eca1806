import { expect, test } from "vitest";
import type { Readings } from "../src/model/page.ts";
import { stepsOf } from "../src/model/readings.ts";
import { planOf } from "./plans.ts";

const label = (word: string) => ({ zh: word, en: word });
const readings: Readings = {
  phrases: [label(""), label("另起一项"), label("接着上文"), label("学校"), label("理由")],
  rules: ["", "school-head"],
  purposes: [label(""), label("以小学结尾")],
  tasks: { "1.1": { clauses: [[0, 7, 1, 62, 2, 38, 0, 0, 4]], names: [[2, 5, 3, -1, 0, 0, 1, 0, 0]], frames: [], statements: [] } },
};

test("rows quote the text and tell what came second", () => {
  const model = planOf({ units: [], tasks: ["建设白鹭小学校"], assignments: [] });
  const [clauses, names, ...others] = stepsOf(readings, model, "1.1");
  expect(others).toEqual([]);
  expect(clauses?.rows).toEqual([
    {
      quote: "建设白鹭小学校",
      told: label("另起一项"),
      share: 62,
      rival: label("接着上文"),
      rivalShare: 38,
      rule: "",
      purpose: undefined,
      remark: undefined,
      reasons: label("理由"),
    },
  ]);
  expect(names?.rows[0]).toMatchObject({ quote: "白鹭小", share: undefined, rule: "school-head", purpose: label("以小学结尾") });
});

test("a task that was not read has no steps", () => {
  expect(stepsOf(readings, planOf({ units: [], tasks: ["建设"], assignments: [] }), "9.9")).toEqual([]);
});
