"use strict";
// The first look: what the plan is, who carries most, what names nobody, the figures and the documents to be drafted.

function fact(name, value) {
  return value ? el("div", { class: "detail" }, el("dt", {}, name), el("dd", { lang: "zh-CN" }, value.value)) : null;
}

function figure(number, name, address) {
  const inside = [el("b", {}, String(number)), el("span", {}, name)];
  return address ? el("a", { class: "figure", href: address }, inside) : el("div", { class: "figure" }, inside);
}

function figures() {
  const list = (unit) => addressOf({ view: "tasks", unit, task: "", q: "", type: "", role: "", chapter: "" });
  return el("div", { class: "figures" },
    figure(`${CHAPTERS.length} / ${DIRECTIVES.length}`, `${word("chapters")} / ${word("directives")}`),
    figure(PLAN.tasks.length, word("tasks"), list(ALL)),
    figure(UNNAMED_TASKS.length, word("unnamed"), list(UNNAMED)),
    figure(UNITS.length, word("units")),
    figure(AIMS.length, word("targets")),
    figure(DRAFTS.length, word("drafts")));
}

/** The figures that are aimed at: without those that are part of a name. */
const AIMS = PLAN.targets.filter((target) => target.kind !== "code");

function chapterTable() {
  return el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, word("chapter")),
    el("th", { scope: "col", class: "number" }, word("directives")), el("th", { scope: "col", class: "number" }, word("tasks")),
    el("th", { scope: "col", class: "number" }, word("unnamed_count")))),
  el("tbody", {}, CHAPTERS.map((chapter) => {
    const tasks = PLAN.tasks.filter((task) => chapterOf(task) === chapter);
    return el("tr", {},
      el("th", { scope: "row", lang: "zh-CN" },
        el("a", { href: addressOf({ view: "tasks", unit: ALL, chapter: chapter.id, task: "" }) }, headingOf(chapter))),
      el("td", { class: "number" }, String(DIRECTIVES.filter((directive) => (directive.chapter || directive.id) === chapter.id).length)),
      el("td", { class: "number" }, String(tasks.length)),
      el("td", { class: "number" }, String(tasks.filter((task) => UNNAMED_TASKS.includes(task)).length)));
  })));
}

/** A row that leads to a statement's place in the text by way of its task. */
function placed(statement, ...cells) {
  const directive = SECTION.get(statement.directive);
  const place = directive ? directiveName(directive) : word("to_text");
  return el("tr", {}, ...cells, el("td", {}, statement.task
    ? el("a", { href: addressOf({ view: "text", task: statement.task }) }, place) : place));
}

function targetTable() {
  return el("table", {}, el("thead", {}, el("tr", {},
    ["figure", "indicator", "deadline", "directive"].map((key) => el("th", { scope: "col" }, word(key))))),
  el("tbody", {}, AIMS.map((target) => placed(target,
    el("th", { scope: "row", class: "value" }, figureOf(target)),
    el("td", { lang: "zh-CN" }, target.indicator),
    el("td", { lang: "zh-CN" }, target.deadline || "")))));
}

function draftTable() {
  return el("table", {}, el("thead", {}, el("tr", {},
    ["document", "relation", "directive"].map((key) => el("th", { scope: "col" }, word(key))))),
  el("tbody", {}, DRAFTS.map((citation) => placed(citation,
    el("th", { scope: "row", lang: "zh-CN" }, citation.name),
    el("td", {}, label("DocumentRelation", citation.relation))))));
}

function standingTable() {
  const kinds = [["tasks", PLAN.tasks], ["assignments", PLAN.assignments], ["targets", PLAN.targets], ["entities", PLAN.entities]];
  const standings = Object.keys(DATA.terms.Standing);
  return el("table", {}, el("thead", {}, el("tr", {}, el("td"), standings.map((standing) =>
    el("th", { scope: "col", class: "number" }, standingBadge(standing))))),
  el("tbody", {}, kinds.map(([key, rows]) => el("tr", {}, el("th", { scope: "row" }, word(key)), standings.map((standing) =>
    el("td", { class: "number" }, String(rows.filter((row) => row.standing === standing).length)))))));
}

/** The start panel. */
function overview() {
  const { document: head } = PLAN;
  return [
    el("h2", {}, word("overview")),
    el("dl", { class: "facts" },
      fact(word("title"), head.title), fact(word("number"), head.number), fact(word("issuer"), head.issuer),
      fact(word("issued"), head.issued_date), fact(word("period"), head.effective_period), fact(word("addressee"), head.addressee)),
    figures(),
    block("most_loaded", mostLoaded(10), "most_loaded_note"),
    block("by_chapter", chapterTable(), "unnamed_note"),
    AIMS.length ? block("targets", targetTable()) : null,
    DRAFTS.length ? block("drafts", draftTable()) : null,
    block("standing", standingTable(), "standing_note"),
  ];
}
