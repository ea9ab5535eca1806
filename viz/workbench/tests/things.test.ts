import { expect, test } from "vitest";
import type { SameThing } from "../src/model/page.ts";
import { thingOf, things } from "../src/model/things.ts";
import { planRow, thingRows } from "../src/views/plans/compared.ts";
import { planOf } from "./plans.ts";

const end = (plan: string, entity: string) => ({ plan, entity: `School/${entity}` });
const tie = (first: ReturnType<typeof end>, second: ReturnType<typeof end>, standing = "inferred"): SameThing => ({
  first,
  second,
  rule: "same-name",
  standing,
  source: null,
});

test("what is tied to one thing directly or through others is one thing, its ends in the order of the plans", () => {
  const found = things(
    [
      tie(end("b", "白鹭小学"), end("c", "白鹭小学")),
      tie(end("a", "白鹭小学"), end("c", "白鹭小学")),
      tie(end("a", "求真中学"), end("b", "求真中学"), "decided"),
    ],
    ["a", "b", "c"],
  );
  expect(found.map(({ ends }) => ends.map(({ plan }) => plan).join(""))).toEqual(["abc", "ab"]);
  expect(thingOf(found, "b", "School/求真中学")?.ties.map((each) => each.standing)).toEqual(["decided"]);
  expect(thingOf(found, "c", "School/求真中学")).toBeUndefined();
});

test("a thing tells its load in each plan, the most loaded first, and is found by name", () => {
  const model = planOf({
    units: ["上海大学", "白鹭小学"],
    tasks: ["会同上海大学推进课程", "推进节日活动"],
    assignments: [
      ["1.1", "上海大学", "partner"],
      ["1.2", "上海大学", "lead"],
      ["1.1", "白鹭小学", "site"],
    ],
  });
  const all = things([tie(end("a", "白鹭小学"), end("b", "白鹭小学")), tie(end("a", "上海大学"), end("b", "上海大学"))], ["a", "b"]);
  const rows = thingRows(all, () => model, { type: "", words: "" });
  expect(rows.map((row) => [row.name, row.loads.get("b")?.does, row.loads.get("b")?.concerns])).toEqual([
    ["上海大学", 2, 0],
    ["白鹭小学", 0, 1],
  ]);
  expect(thingRows(all, () => model, { type: "School", words: "白鹭" })).toHaveLength(1);
  expect(planRow(model).counts).toMatchObject({ tasks: 2, unnamed_count: 0, units: 2, deadlines: 0 });
});
