"use strict";
// Who carries most: units with the number of tasks they do and of those that concern them.

function bar(row, most) {
  const width = (value) => `${(100 * value) / most}%`;
  return el("tr", {},
    el("th", { scope: "row" }, unitLink(row.unit, typeDot(row.unit.type), " ")),
    el("td", { class: "bars" },
      row.does ? el("span", { class: "bar does", "--width": width(row.does) }) : null,
      row.concerns ? el("span", { class: "bar concerns", "--width": width(row.concerns) }) : null),
    el("td", { class: "number" }, String(row.does)),
    el("td", { class: "number" }, String(row.concerns)));
}

function mostLoaded(count) {
  const rows = unitRows(UNITS, {}).slice(0, count);
  const most = Math.max(1, ...rows.map((row) => row.does + row.concerns));
  return el("table", { class: "loads" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, word("unit")), el("td"),
      el("th", { scope: "col", class: "number" }, word("does")), el("th", { scope: "col", class: "number" }, word("concerns")))),
    el("tbody", {}, rows.map((row) => bar(row, most))));
}

function block(key, content, note) {
  return el("section", { class: "block" }, el("h3", {}, word(key)), note ? el("p", { class: "note" }, word(note)) : null, content);
}
