import { expect, test } from "vitest";
import type { SameThing } from "../src/model/page.ts";
import { thingOf, things } from "../src/model/things.ts";
import { planRow, thingRows, total } from "../src/views/plans/compared.ts";

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
  const own = {
    "School/上海大学": { name: "上海大学", does: 2, concerns: 0, mentions: 1 },
    "School/白鹭小学": { name: "白鹭小学", does: 0, concerns: 1, mentions: 3 },
  };
  const shared = { a: own, b: own };
  const all = things([tie(end("a", "白鹭小学"), end("b", "白鹭小学")), tie(end("a", "上海大学"), end("b", "上海大学"))], ["a", "b"]);
  const rows = thingRows(all, shared, { type: "", words: "" });
  expect(rows.map((row) => [row.name, row.loads.get("b")?.does, row.loads.get("b")?.concerns])).toEqual([
    ["上海大学", 2, 0],
    ["白鹭小学", 0, 1],
  ]);
  expect(rows.map(total)).toEqual([
    { tasks: 4, mentions: 2 },
    { tasks: 2, mentions: 6 },
  ]);
  expect(thingRows(all, shared, { type: "School", words: "白鹭" })).toHaveLength(1);
  const head = { id: "a", title: "计划", issuer: null, issued: null, counts: { tasks: 2, unnamed: 1 }, doubts: 3 };
  expect(planRow(head).counts).toMatchObject({ tasks: 2, unnamed_count: 1, units: 0, doubts: 3 });
});
