import { describe, expect, test } from "vitest";
import type { Question, Terms } from "../src/model/page.ts";
import { formOf, readTable } from "../src/views/sparql/answer.ts";
import { candidates, matching, variables } from "../src/views/sparql/completion.ts";
import { expectations, inText, ofEngine, ofServer, placeOf } from "../src/views/sparql/fault.ts";
import { misspelt } from "../src/views/sparql/keywords.ts";
import { readTriples } from "../src/views/sparql/ntriples.ts";
import { completed, missing, prefixed } from "../src/views/sparql/prefixes.ts";
import { bars, csv, turtle } from "../src/views/sparql/tables.ts";
import { choicesOf, quoted, told } from "../src/views/sparql/telling.ts";

const KNOWN = { plankg: "https://w3id.org/plankg#", skos: "http://www.w3.org/2004/02/skos/core#" };
const XSD = "http://www.w3.org/2001/XMLSchema#";

describe("completion", () => {
  const vocabulary = [
    { name: "plankg:Role-lead", kind: "pattern", zh: "牵头单位", en: "unit that leads", sounds: "qiantoudanwei qtdw" },
    { name: "plankg:leads", kind: "property", zh: "牵头", en: "leads", sounds: "qiantou qt" },
    { name: "plankg:School", kind: "class", zh: "学校", en: "School", sounds: "xuexiao xx" },
  ];
  const all = candidates(vocabulary, "zh", new Map([["白鹭小学", "bailuxiaoxue blxx"]]));
  const found = (typed: string): string[] => matching(all, typed, 10).map(({ label }) => label);

  test.each([
    ["qtdw", "牵头单位"],
    ["qiantoudanwei", "牵头单位"],
    ["牵头单位", "牵头单位"],
    ["unit that", "牵头单位"],
    ["xuexiao", "学校"],
    ["school", "学校"],
    ["plankg:Sch", "学校"],
    ["blxx", "白鹭小学"],
    ["白鹭", "白鹭小学"],
  ])("%s gives %s first", (typed, label) => {
    expect(found(typed)[0]).toBe(label);
  });

  test("a role's pattern asks for its units", () => {
    expect(all[0]?.insert).toContain("plankg:role plankg:Role-lead");
    expect(all[0]?.insert).toContain("plankg:unit ?unit");
  });

  test("names go in as literals", () => {
    expect(matching(all, "blxx", 1)[0]?.insert).toBe('"白鹭小学"');
  });

  test("of ten thousand names those that fit are found within the time of a keystroke", () => {
    const many = candidates(vocabulary, "zh", new Map(Array.from({ length: 10_000 }, (_, i) => [`第${i}小学`, `di${i}xiaoxue d${i}xx`])));
    expect(matching(many, "d9999xx", 10)[0]?.label).toBe("第9999小学");
  });

  test("variables are those of the query", () => {
    expect(variables("SELECT ?a WHERE { ?a ?b $c }")).toEqual(["?a", "?b", "?c"]);
  });
});

describe("prefixes", () => {
  test("those used without a declaration are filled in, on one line", () => {
    const { query, lines } = completed("SELECT ?s WHERE { ?s a plankg:School ; skos:prefLabel ?n }", KNOWN);
    expect(lines).toBe(1);
    expect(query.split("\n")[0]).toBe(`PREFIX plankg: <${KNOWN.plankg}> PREFIX skos: <${KNOWN.skos}>`);
  });

  test.each([
    ["PREFIX plankg: <x> SELECT * { ?s a plankg:School }"],
    ['SELECT * { ?s ?p "skos:prefLabel" }'],
    ["# plankg:School\nSELECT *"],
    ["SELECT * { ?s <http://x/skos:a> ?o }"],
    ["SELECT * { ?plankg:x ?p ?o }"],
  ])("nothing is added to %s", (query) => {
    expect(missing(query, KNOWN)).toEqual([]);
  });

  test("an IRI is shown by its prefix where its last part is a name", () => {
    expect(prefixed("https://w3id.org/plankg#School", KNOWN)).toBe("plankg:School");
    expect(prefixed("https://example.org/x", KNOWN)).toBe("https://example.org/x");
  });
});

describe("faults", () => {
  test("the engine's place is that in the reader's text, without the line of prefixes", () => {
    const fault = inText(ofEngine('error at 3:10: expected one of ",", "}", [_]'), "SELECT ?s WHERE {\n ?s ?p ?o x", 1);
    expect([fault.line, fault.column, fault.expected]).toEqual([2, 10, [",", "}"]]);
  });

  test("a server tells the place in fields", () => {
    const body = JSON.stringify({ detail: "第 3 行第 5 列", line: 3, column: 5, expected: ["OPTIONAL"] });
    expect(inText(ofServer("application/problem+json", body), "a\nbcde fg", 1)).toMatchObject({
      line: 2,
      column: 5,
      expected: ["OPTIONAL"],
      found: "fg",
      message: "第 3 行第 5 列",
    });
    expect(ofServer("text/plain; charset=utf-8", "超过时间。\n")).toMatchObject({ line: null, message: "超过时间。" });
  });

  test("a misspelt word is marked itself, with the word that was meant", () => {
    expect(inText(ofEngine("error at 1:10: expected CONSTRUCT"), "SELEC ?s WHERE { ?s ?p ?o }", 0)).toMatchObject({
      line: 1,
      column: 1,
      expected: ["SELECT"],
      found: "SELEC",
    });
    expect(misspelt('SELECT ?x WHERE { ?x a plankg:Fliter ; ?p "selec" } # wher')).toBeNull();
  });

  test("sets of characters are no help and left out", () => {
    expect(expectations("expected one of Prefix not found, ['%'], ['-' | '0' ..= '9'], [':']")).toEqual(["Prefix not found"]);
  });

  test("columns count characters, places their UTF-16 units", () => {
    expect(placeOf('a\n"𠮷" x', 2, 5)).toBe('a\n"𠮷" '.length);
    expect(placeOf("ab", 9, 9)).toBe(2);
  });

  test("what is no fault of syntax keeps its words", () => {
    expect(inText(ofEngine("The service is not supported"), "", 0)).toMatchObject({ line: null, message: "The service is not supported" });
  });
});

describe("answers", () => {
  test("what a query asks for is told by its first word", () => {
    expect(formOf('# CONSTRUCT\nPREFIX x: <http://CONSTRUCT/> SELECT ("ASK" AS ?x) {}')).toBe("table");
    expect(formOf("prefix x: <y> describe ?x { ?x a x:C }")).toBe("graph");
  });

  test("rows are read with what is not bound left empty", () => {
    const told = readTable('{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"literal","value":"甲","xml:lang":"zh"}}]}}');
    expect(told).toEqual({ kind: "table", columns: ["a", "b"], rows: [[{ type: "literal", value: "甲", language: "zh" }, null]] });
    expect(readTable('{"head":{},"boolean":true}')).toEqual({ kind: "truth", value: true });
  });

  test("triples come through N-Triples and Turtle unchanged", () => {
    const text = `<http://a/甲> <http://p> "他说：\\"\\n\\\\" .\n_:b1 <http://p> "3"^^<${XSD}integer> .\n<http://a> <http://p> "x"@zh-CN .\n`;
    const triples = readTriples(text);
    expect(triples).toHaveLength(3);
    expect(triples[0]?.[2]).toEqual({ type: "literal", value: '他说："\n\\' });
    expect(readTriples(turtle(triples))).toEqual(triples);
  });

  test("a spreadsheet opens the file as it is, and reckons nothing in it", () => {
    const literal = (value: string) => ({ type: "literal" as const, value });
    const text = csv({
      kind: "table",
      columns: ["a", "b"],
      rows: [
        [literal('=1+1,"x"'), literal("-5")],
        [null, literal("甲\n乙")],
      ],
    });
    expect(text).toBe('\ufeffa,b\r\n"\'=1+1,""x""",-5\r\n,"甲\n乙"\r\n');
  });

  test("bars need a column of numbers and one that names them", () => {
    const number = (value: string) => ({ type: "literal" as const, value, datatype: `${XSD}integer` });
    const name = (value: string) => ({ type: "literal" as const, value });
    expect(bars({ kind: "table", columns: ["n", "name"], rows: [[number("4"), name("学校")]] }, 9)).toEqual({
      title: "n",
      bars: [{ label: "学校", value: 4 }],
    });
    expect(bars({ kind: "table", columns: ["name"], rows: [[name("学校")]] }, 9)).toBeNull();
  });
});

describe("questions", () => {
  const terms = {
    TaskKind: { build: { name: "plankg:TaskKind-build" } },
    EntityType: { School: { name: "plankg:School", unit: true }, Event: { name: "plankg:Event", unit: false } },
  } as unknown as Terms;
  const question = (kind: string): Question => ({
    name: "q",
    zh: "",
    en: "",
    columns: [],
    parameters: [{ name: "what", kind, zh: "", en: "" }],
    sparql: "SELECT * WHERE {\n  ?x ?p ?what\n}\n",
  });

  test.each([
    ["unit", '甲"}', '"甲\\"}"'],
    ["TaskKind", "build", "plankg:TaskKind-build"],
    ["EntityType", "School", "plankg:School"],
    ["date", "2023-12-31", '"2023-12-31"^^xsd:date'],
    ["number", "75", "75"],
    ["number", "1 } DROP", '"1 } DROP"'],
  ])("a %s is told as a term: %s", (kind, value, term) => {
    expect(told(question(kind), { what: value }, terms)).toContain(`VALUES ?what { ${term} }`);
  });

  test("no text breaks out of its literal", () => {
    expect(quoted('a"\\\n')).toBe('"a\\"\\\\\\n"');
  });

  test("units to choose from are those by type and those with a part", () => {
    const rows = [
      { value: "甲校", type: "x#School", rank: "0", assigned: "false" },
      { value: "家长", type: "x#Event", rank: "0", assigned: "true" },
      { value: "赛事", type: "x#Event", rank: "0", assigned: "false" },
      { value: "甲校", type: "x#School", rank: "1", assigned: "false" },
    ];
    expect(choicesOf("unit", rows, terms).map(({ value }) => value)).toEqual(["甲校", "家长"]);
    expect(choicesOf("Event", rows, terms).map(({ value }) => value)).toEqual(["家长", "赛事"]);
  });
});
