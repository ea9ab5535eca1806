import { expect, test } from "vitest";
import { search, type Entry } from "../src/model/search.ts";

const entry = (label: string, group: string, sounds: string[] = [], weight = 0): Entry => ({
  ref: `${group}/${label}`, group, label, keys: [label], sounds, weight,
});

const ALL = [
  entry("白鹭小学", "School", ["bailuxiaoxue", "blxx"]),
  entry("白鹭小学新建项目", "Project", ["bailuxiaoxuexinjianxiangmu", "blxxxjxm"]),
  entry("推进白鹭小学新建", "task"),
  entry("华二高中", "School", ["huaergaozhong", "hegz"], 9),
];

const labels = (words: string, limit = 9): string[] => search(ALL, words, limit).flatMap((g) => g.hits.map((hit) => hit.entry.label));

test("a whole name comes before names that begin with it, and those before texts that hold it", () => {
  expect(labels("白鹭小学")).toEqual(["白鹭小学", "白鹭小学新建项目", "推进白鹭小学新建"]);
});

test("initials and pinyin find a name", () => {
  expect(labels("blxx")[0]).toBe("白鹭小学");
  expect(labels("HuaEr")).toEqual(["华二高中"]);
});

test("a group tells how many there are beyond those that it shows", () => {
  const [group] = search([entry("学校甲", "School"), entry("学校乙", "School")], "学校", 1);
  expect([group?.hits.length, group?.total]).toEqual([1, 2]);
});

test("no words find nothing", () => {
  expect(search(ALL, "  ", 9)).toEqual([]);
});

test("one wrong letter among initials still finds the name, unless something fits exactly", () => {
  expect(labels("bllx")[0]).toBe("白鹭小学");
  expect(labels("hegz")).toEqual(["华二高中"]);
  expect(labels("bllz")).toEqual([]);
});
