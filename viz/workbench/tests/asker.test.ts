import { expect, test } from "vitest";
import { read } from "../src/views/sparql/asker.ts";

test("an answer gives the question, what it is told and its query without what describes it", () => {
  const sparql = '# zh: 某单位\n# en: A unit\n\nSELECT * WHERE {\n  VALUES ?unit { "#一号 # x" }\n}\n';
  const found = read({ question: "unit-tasks", parameters: { unit: "#一号 # x" }, sparql });
  expect(found).toEqual({
    question: "unit-tasks",
    told: { unit: "#一号 # x" },
    query: 'SELECT * WHERE {\n  VALUES ?unit { "#一号 # x" }\n}',
  });
});

test("where no question is meant, the sentence that says so is given", () => {
  expect(read({ question: null, message: "没有看懂" })).toEqual({ question: null, message: "没有看懂" });
});
