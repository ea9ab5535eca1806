import { expect, test } from "vitest";
import { find } from "../src/model/finding.ts";
import { fold, folded, parted } from "../src/model/folding.ts";
import { near, search, type Entry, type Group } from "../src/model/search.ts";
import { planOf } from "./plans.ts";

const entry = (label: string, group: string, sounds: string[] = [], weight = 0, topics: string[] = []): Entry => ({
  ref: `${group}/${label}`,
  group,
  label,
  keys: [label],
  topics,
  sounds,
  weight,
});

const ALL = [
  entry("白鹭小学", "School", ["bailuxiaoxue", "blxx"], 1),
  entry("白鹭小学新建项目", "Project", ["bailuxiaoxuexinjianxiangmu", "blxxxjxm"], 1),
  entry("推进白鹭小学新建", "task", [], 0, ["加快学校建设"]),
  entry("华二高中", "School", ["huaergaozhong", "hegz"], 9),
];

const labelled = (groups: readonly Group[]): string[] =>
  groups.flatMap(({ hits }) => hits.map(({ parts }) => parts.map(({ text }) => text).join("")));
const labels = (words: string, limit = 9): string[] => labelled(search(ALL, words, limit));

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

test("words in any order find what holds all of them, and a heading what stands below it", () => {
  expect(labels("新建 白鹭")).toEqual(["白鹭小学新建项目", "推进白鹭小学新建"]);
  expect(labels("学校建设")).toEqual(["推进白鹭小学新建"]);
  expect(labels("学校建设 白鹭")).toEqual(["推进白鹭小学新建"]);
});

test("one wrong letter among initials, a short form and a longer name are near a name", () => {
  expect(labelled(near(ALL, "bllx", 9))[0]).toBe("白鹭小学");
  expect(near(ALL, "bllz", 9)).toEqual([]);
  expect(labelled(near(ALL, "白小", 9))).toEqual(["白鹭小学"]);
  expect(labelled(near(ALL, "云水市华二高中", 9))).toEqual(["华二高中"]);
});

test("wide and narrow forms, capitals, blanks, brackets and quotes make no difference", () => {
  expect(fold("ＡＩ＋“校园”（２０２３）")).toBe(fold("ai+校园〔2023〕"));
  expect(folded("“三 全\n育人").text).toBe("三全\n育人");
  expect(parted("推进“三全育人”综合改革", [fold("三全育人综合")])).toEqual([
    { text: "推进“", hit: false },
    { text: "三全育人”综合", hit: true },
    { text: "改革", hit: false },
  ]);
});

const PLAN = planOf({
  units: ["上海大学"],
  tasks: ["会同上海大学建设ＡＩ课程", "清风、明月等教育集团开放课程", "修订科学教育工作三年行动计划"],
  assignments: [["1.1", "上海大学", "partner"]],
});
const LABELS: Record<string, string> = { School: "学校", task: "任务", chapter: "章" };
const naming = (group: string): string => LABELS[group] ?? group;
const groupsOf = (words: string): string[] => find(PLAN, naming, words, 9).groups.map(({ group }) => group);
const textOf = (words: string): string[] => labelled(find(PLAN, naming, words, 99).groups.filter(({ group }) => group === "text"));

test("the whole text is the last group, each of its places one hit", () => {
  expect(groupsOf("上海大学")).toEqual(["School", "task", "text"]);
  expect(find(PLAN, naming, "课程", 1).groups.at(-1)).toMatchObject({ group: "text", total: 2, hits: [{ ref: "text/10-12" }] });
  expect(find(PLAN, naming, "课程", 1, "text").groups.at(-1)?.hits).toHaveLength(2);
  expect(groupsOf("ai课程")).toEqual(["task", "text"]);
});

test("every run of characters of the text is found in it", () => {
  for (let start = 0; start < PLAN.text.length; start++) {
    for (const length of [1, 2, 5]) {
      const words = PLAN.text.slice(start, start + length);
      if (fold(words)) expect(textOf(words), words).not.toEqual([]);
    }
  }
});

test("words that were typed in one are cut where the text has their parts together", () => {
  expect(groupsOf("科学教育三年行动计划")).toEqual(["task", "text"]);
  expect(groupsOf("明月教育集团")).toEqual(["task", "text"]);
  expect(groupsOf("上海大学任务")).toEqual(["task", "text"]);
});

test("it is told apart what the text has not, what it has apart, and what is only near", () => {
  expect(find(PLAN, naming, "海豚", 9)).toMatchObject({ how: "nothing", missing: ["海豚"], groups: [] });
  expect(find(PLAN, naming, "海豚 明月", 9)).toMatchObject({ how: "apart", missing: ["海豚"] });
  expect(find(PLAN, naming, "上大", 9)).toMatchObject({ how: "near", missing: ["上大"], groups: [{ group: "School" }] });
  expect(find(PLAN, naming, "明月 上海大学", 9).how).toBe("together");
});

test("words of the text are told with what was read there", () => {
  const found = PLAN.find("text/2-6");
  expect(found).toMatchObject({ kind: "text", row: { evidence: { quote: "上海大学" } } });
  expect(PLAN.find("text/6-2")).toBeUndefined();
  expect(PLAN.find("text/2-99999")).toBeUndefined();
});
