import { expect, test } from "vitest";
import type { Target } from "../src/generated/page.ts";
import { barOf, groups, limited, rounded, type Wanted } from "../src/views/targets/targets.ts";
import { planOf } from "./plans.ts";

const target = (indicator: string, more: Partial<Target>): Target =>
  ({
    id: indicator,
    indicator,
    directive: "一",
    task: null,
    value: 1,
    value_max: null,
    unit: "个",
    comparator: "eq",
    kind: "target",
    deadline: null,
    ...more,
  }) as Target;

const holding = (targets: Target[]) => planOf({ units: [], tasks: ["推进课程建设"], assignments: [], targets });
const model = holding([
  target("覆盖率", { value: 93, unit: "%", comparator: "ge", kind: "share" }),
  target("占比", { value: 5, unit: "%", comparator: "le", kind: "limit" }),
  target("托额", { value: 100 }),
  target("联合体", { value: 18, kind: "count" }),
  target("课程", { value: 65, unit: "门", deadline: "到2025年" }),
  target("全覆盖", { value: null, unit: null }),
  target("三年", { value: 3, unit: "年", kind: "code" }),
  target("学区", { value: 5, unit: "个", kind: "set" }),
]);
const blocks = (more: Partial<Wanted> = {}, of = model) =>
  groups(of, { by: "none", kind: "", rank: "value", ...more }).map(({ id, blocks }) => [
    id,
    ...blocks.map(({ unit, most, rows }) => `${unit} ${most}: ${rows.map((row) => row.target.indicator).join(" ")}`),
  ]);

test("shares stand on a scale to the whole, counts on that of their unit, a lone figure and a goal without one on none", () => {
  expect(blocks()).toEqual([["", "% 100: 覆盖率 占比", "个 100: 托额 联合体", " undefined: 课程 全覆盖"]]);
});

test("the scale leaves room above a figure that may be higher", () => {
  const open = holding([target("技能", { value: 2, unit: "项", comparator: "ge" }), target("爱好", { value: 1, unit: "项" })]);
  expect(blocks({}, open)).toEqual([["", "项 5: 技能 爱好"]]);
});

test("numbers inside names are shown when they are asked for, and never drawn", () => {
  expect(blocks({ kind: "all" })[0]?.at(-1)).toBe(" undefined: 课程 学区 三年 全覆盖");
});

test("a group for each deadline, those without one together", () => {
  expect(blocks({ by: "deadline", rank: "text" }).map(([id]) => id)).toEqual(["", "到2025年"]);
});

test("a bar says where the figure may lie: above a least, below a most, between two", () => {
  const bar = (more: Partial<Target>) => barOf(target("", more), 100);
  expect(bar({ value: 75, comparator: "ge" })).toEqual({ from: 0, to: 0.75, open: [0.75, 1], marks: [0.75] });
  expect(bar({ value: 5, comparator: "le" })).toEqual({ from: 0, to: 0, open: [0, 0.05], marks: [0.05] });
  expect(bar({ value: 20, value_max: 50 })).toEqual({ from: 0.2, to: 0.5, marks: [0.2, 0.5] });
  expect(bar({ value: 60 })).toEqual({ from: 0, to: 0.6, marks: [0.6] });
});

test("a scale ends on a number that reads well", () => {
  expect([3, 18, 100, 130, 4.66, 0.8].map(rounded)).toEqual([5, 20, 100, 200, 5, 1]);
});

test("of many figures the first are shown, where they stand", () => {
  const found = limited(groups(model, { by: "none", kind: "", rank: "value" }), 3);
  expect(found.map(({ blocks }) => blocks.map(({ unit, rows }) => [unit, rows.length]))).toEqual([
    [
      ["%", 2],
      ["个", 1],
    ],
  ]);
});
