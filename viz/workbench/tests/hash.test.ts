import { expect, test } from "vitest";
import { changed, readHash, writeHash, type World } from "../src/model/hash.ts";

const world: World = {
  start: { view: "start", plan: "甲", select: "", unit: "", lang: "zh" },
  views: [
    { id: "start", params: [] },
    { id: "matrix", params: ["rows"] },
  ],
  languages: ["zh", "en"],
  holds: (plan, ref) => ["甲", "乙"].includes(plan) && ["", "School/白鹭小学"].includes(ref),
};

test("what is written reads back the same", () => {
  const state = changed(world.start, { view: "matrix", rows: "chapters", select: "School/白鹭小学", lang: "en" });
  expect(readHash(writeHash(state, world), world)).toEqual({ state, broken: false });
});

test("the start has an empty address", () => {
  expect(writeHash(world.start, world)).toBe("#");
});

test("keys of another view are left out of the address", () => {
  expect(writeHash(changed(world.start, { rows: "chapters" }), world)).toBe("#");
});

test("another plan begins without a selection", () => {
  const state = changed(world.start, { select: "School/白鹭小学" });
  expect(changed(state, { plan: "乙" }).select).toBe("");
});

test.each(["#view=nowhere", "#select=School/没有", "#plan=丙", "#lang=fr", "#foreign=1", "#%E0%A4%A", "#view=matrix&view=start"])(
  "an address that names what is not here gives the start: %s",
  (hash) => {
    expect(readHash(hash, world)).toEqual({ state: world.start, broken: true });
  },
);
