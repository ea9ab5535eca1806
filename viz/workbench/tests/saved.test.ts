import { describe, expect, it } from "vitest";
import { addressOf, keptAddress } from "../src/model/saved.ts";

const START = { plan: "甲区", lang: "zh" } as const;

describe("a saved view", () => {
  it("keeps what is shown, without the plan and the language", () => {
    expect(keptAddress("#plan=%E4%B9%99&view=matrix&role=lead&lang=en&select=task%2F8.1")).toBe("view=matrix&role=lead&select=task%2F8.1");
  });

  it("keeps nothing of the start", () => {
    expect(keptAddress("")).toBe("");
  });

  it("is opened as it stands in the page's first plan and own language", () => {
    expect(addressOf({ name: "甲", address: "view=matrix" }, START, START)).toBe("#view=matrix");
  });

  it("stays with its plan and the reader's language elsewhere", () => {
    expect(addressOf({ name: "甲", address: "view=matrix" }, { plan: "乙区", lang: "en" }, START)).toBe(
      "#view=matrix&plan=%E4%B9%99%E5%8C%BA&lang=en",
    );
  });
});
