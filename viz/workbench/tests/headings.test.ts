import { expect, test } from "vitest";
import { headed } from "../src/model/headings.ts";

test("a heading bears the mark that its kind of number takes in print", () => {
  expect(headed({ label: "十二", title: "完善保障" })).toBe("十二、完善保障");
  expect(headed({ label: "9", title: "均衡发展" })).toBe("9. 均衡发展");
  expect(headed({ label: "（三）", title: "工作要求" })).toBe("（三）工作要求");
  expect(headed({ label: "四", title: "" })).toBe("四");
});
