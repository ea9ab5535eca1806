import { expect, test } from "vitest";
import { charactersBefore, inUtf16, utf16Places } from "../src/model/text.ts";

test("a character outside the basic plane counts once in Python and twice here", () => {
  expect(Array.from("a𠮷b").length).toBe(3);
  expect([...utf16Places("a𠮷b")]).toEqual([0, 1, 3, 4]);
});

test("pieces at any depth are turned, and quote what they quoted", () => {
  const text = "推进𠮷祥小学😀建设";
  const turned = inUtf16({ rows: [{ evidence: { quote: "小学😀", pieces: [{ start: 4, end: 7 }] } }] }, utf16Places(text));
  const piece = turned.rows[0]?.evidence.pieces[0];
  expect(text.slice(piece?.start, piece?.end)).toBe("小学😀");
});

test("a position outside the text is an error", () => {
  expect(() => inUtf16({ pieces: [{ start: 0, end: 9 }] }, utf16Places("𠮷短"))).toThrow("outside the text");
});

test("where every character counts once, nothing is copied", () => {
  const value = { pieces: [{ start: 0, end: 2 }] };
  expect(inUtf16(value, utf16Places("推进"))).toBe(value);
});

test("characters are counted back as people count them", () => {
  expect(charactersBefore("推进𠮷祥", 5)).toBe(4);
});
