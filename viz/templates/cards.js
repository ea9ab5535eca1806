"use strict";
// A task as a card: the quoted sentence with the unit, the role's words and the task marked, and what goes with it.

/** The shape and the words of a standing: never the colour alone. */
function standingBadge(standing) {
  return el("span", { class: `standing ${standing}` }, label("Standing", standing));
}

function typeDot(type) {
  return el("span", { class: "dot", "aria-hidden": "true", "--colour": DATA.terms.EntityType[type].colour });
}

/** A link to a unit's tasks. */
function unitLink(unit, ...before) {
  return el("a", { class: "unit-link", href: addressOf({ view: "tasks", unit: unit.id, task: "" }) },
    ...before, el("span", { lang: "zh-CN" }, unit.name));
}

function roleBadge(assignment) {
  const kind = does(assignment) ? "does" : "concerns";
  return el("span", { class: `role ${kind}` }, label("Role", assignment.role));
}

/** A section's heading, its label as printed before its title. */
function headingOf(section) {
  return `${section.label} ${section.title}`;
}

/** The directive as printed: 第3条 where the plan numbers its directives through, else its label. */
function directiveName(directive) {
  return directive.label === String(directive.no) ? word("directive_no", { no: directive.no }) : directive.label;
}

/** The sentence of the task, with the task, the units' words and the words of their roles marked. */
function quotedSentence(task, assignments, q) {
  const sentence = DATA.sentences[task.id].pieces;
  const marks = [{ pieces: task.evidence.pieces, shade: "task" }, ...hitsOf(q)];
  for (const row of assignments) {
    marks.push({ pieces: row.unit_evidence.pieces, shade: "unit" });
    if (row.cue) marks.push({ pieces: row.cue.pieces, shade: "cue" });
  }
  const quotes = [el("blockquote", { lang: "zh-CN" }, paint(sentence, marks))];
  const apart = assignments.filter((row) => !within(row.unit_evidence.pieces, sentence));
  const seen = new Set();
  for (const row of apart) {
    if (seen.has(row.evidence.pieces[0].start)) continue;
    seen.add(row.evidence.pieces[0].start);
    quotes.push(el("blockquote", { lang: "zh-CN", class: "apart" }, paint(row.evidence.pieces, marks)));
  }
  return quotes;
}

function detail(name, ...values) {
  return values.flat().length ? el("div", { class: "detail" }, el("dt", {}, name), el("dd", {}, ...values)) : null;
}

function targetNodes(task) {
  return (TARGETS_OF_TASK.get(task.id) || []).map((target) =>
    el("span", { class: "piece" }, el("b", {}, figureOf(target)), " ", el("span", { lang: "zh-CN" }, target.indicator),
      target.deadline ? ` · ${target.deadline}` : null));
}

function documentNodes(task) {
  return (CITATIONS_OF_TASK.get(task.id) || []).map((citation) =>
    el("span", { class: "piece" }, `${label("DocumentRelation", citation.relation)} `, el("span", { lang: "zh-CN" }, citation.name)));
}

/** Where a statement comes from, in full: standing, rule, position, and who decided. */
function originLine(name, statement) {
  const { start } = statement.evidence.pieces[0];
  const { end } = statement.evidence.pieces[statement.evidence.pieces.length - 1];
  return el("li", {}, `${name} `, standingBadge(statement.standing), " ",
    word("origin", { rule: statement.rule, start, end }),
    statement.decision ? ` · ${word("decision", { decision: statement.decision })}` : null,
    statement.source ? ` · ${word("source", { source: statement.source })}` : null);
}

function origin(task, assignments) {
  return el("details", { class: "origin" }, el("summary", {}, word("origin_title")),
    el("ul", {}, originLine(word("task"), task),
      assignments.map((row) => originLine(`${row.name} · ${label("Role", row.role)}`, row)),
      (TARGETS_OF_TASK.get(task.id) || []).map((target) => originLine(`${word("target")} ${figureOf(target)}`, target))));
}

/** The standings met on a card, each once; a card whose statements differ names whose each is. */
function standings(task, assignments) {
  const met = [["task", task.standing], ...assignments.map((row) => ["role", row.standing])];
  if (new Set(met.map(([, standing]) => standing)).size === 1) return [standingBadge(task.standing)];
  const seen = new Map(met.map(([what, standing]) => [`${what} ${standing}`, [what, standing]]));
  return [...seen.values()].map(([what, standing]) =>
    el("span", { class: "whose" }, `${word(what)} `, standingBadge(standing)));
}

/** The other units of the task; `own` are the assignments the card is about. */
function otherUnits(task, own) {
  return (ASSIGNMENTS_OF_TASK.get(task.id) || []).filter((row) => !own.includes(row))
    .map((row) => el("span", { class: "piece" }, roleBadge(row), " ", unitLink(ENTITY.get(row.unit))));
}

/** A task as a card. `own` are the assignments it is shown for; without them all of the task's units are listed. */
function taskCard(task, own, state) {
  const marked = own.length ? own : ASSIGNMENTS_OF_TASK.get(task.id) || [];
  const directive = SECTION.get(task.directive);
  const unnamed = !(ASSIGNMENTS_OF_TASK.get(task.id) || []).some(does);
  return el("article", { class: "card", "data-task": task.id },
    el("header", {},
      [...new Map(own.map((row) => [row.role, row])).values()].map(roleBadge),
      unnamed && !own.length ? el("span", { class: "role none" }, word("unnamed_short")) : null,
      el("span", { class: "kind" }, label("TaskKind", task.kind)),
      standings(task, own),
      directive && directive !== chapterOf(task) ? el("span", { class: "where", lang: "zh-CN" }, `${directiveName(directive)} ${directive.title}`) : null),
    quotedSentence(task, marked, state.q),
    el("dl", {},
      detail(word("time"), task.time ? [el("span", { lang: "zh-CN" }, task.time), task.due ? ` → ${task.due}` : null].filter(Boolean) : []),
      detail(word("targets"), targetNodes(task)),
      detail(word("documents"), documentNodes(task)),
      detail(own.length ? word("other_units") : word("units"), otherUnits(task, own))),
    el("footer", {},
      origin(task, marked)));
}

/** Cards under the headings of their chapters. */
function cardsByChapter(tasks, own, state) {
  const nodes = [];
  let chapter = null;
  for (const task of tasks) {
    const here = chapterOf(task);
    if (here !== chapter && here) nodes.push(el("h3", { class: "chapter", lang: "zh-CN" }, headingOf(here)));
    chapter = here;
    nodes.push(taskCard(task, own(task), state));
  }
  return nodes;
}
