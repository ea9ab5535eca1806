import { expect, test } from "vitest";
import { isGreeting } from "../src/model/notebook.ts";

test("a notebook is greeted by the secret and the version alone", () => {
  expect(isGreeting({ plankg: 1, secret: "one" }, "one")).toBe(true);
});

test.each([
  ["another secret", { plankg: 1, secret: "other" }, "one"],
  ["another version", { plankg: 2, secret: "one" }, "one"],
  ["no secret at all", { plankg: 1, secret: "" }, ""],
  ["no message of ours", "one", "one"],
  ["nothing", null, "one"],
])("%s is no greeting", (_, data, secret) => {
  expect(isGreeting(data, secret)).toBe(false);
});
