"use strict";
// A unit with its tasks: what it does and what concerns it, its members, or where it is only mentioned.

function legend() {
  return el("p", { class: "legend" }, ["unit", "cue", "task"].map((shade) =>
    el("span", {}, el("mark", { class: shade }, word(`shade_${shade}`)))));
}

/** The members the text counts: an open one is drawn open. A standing that all share is said once. */
function membersOf(unit) {
  const met = [...new Set(unit.members.map((member) => member.standing))];
  return el("div", { class: "members" },
    el("h3", {}, word("members", { n: unit.members.length }), " ", met.length === 1 ? standingBadge(met[0]) : null),
    el("ul", {}, unit.members.map((member) => el("li", { class: member.name ? "member" : "member open" },
      el("span", {}, word("member_no", { no: member.position })),
      member.name ? el("b", { lang: "zh-CN" }, member.name) : el("b", {}, word("not_named")),
      met.length > 1 ? standingBadge(member.standing) : null,
      member.source ? el("small", {}, member.source) : null))),
    unit.members.some((member) => !member.name) ? el("p", { class: "note" }, word("members_note")) : null);
}

function mentionsOf(unit) {
  const rows = unit.mentions.length ? unit.mentions : [{ evidence: unit.evidence, section: null }];
  return [el("h3", {}, word("only_mentioned")), rows.map((mention) => {
    const section = SECTION.get(mention.section);
    return el("article", { class: "card" }, el("header", {}, section ? el("span", { class: "where", lang: "zh-CN" },
      `${directiveName(section)} ${section.title}`) : null),
    el("blockquote", { lang: "zh-CN" }, paint(aroundOf(mention.evidence.pieces), [{ pieces: mention.evidence.pieces, shade: "unit" }])));
  })];
}

/** The line of the text in which the pieces stand, cut to what one reads at a glance. */
function aroundOf(pieces) {
  const first = pieces[0].start;
  const last = pieces[pieces.length - 1].end;
  const start = Math.max(DATA.text.lastIndexOf("\n", first - 1), DATA.text.lastIndexOf("。", first - 1)) + 1;
  const stops = ["\n", "。"].map((stop) => DATA.text.indexOf(stop, last)).filter((at) => at >= 0);
  return [{ start, end: stops.length ? Math.min(...stops) + 1 : DATA.text.length }];
}

function unitTasks(unit, state) {
  const { does: first, concerns } = tasksOfUnit(unit.id, state);
  const own = (wanted) => (task) => assignmentsOf(unit.id, state).filter((row) => row.task === task.id && does(row) === wanted);
  const hidden = (ASSIGNMENTS_OF_UNIT.get(unit.id) || []).length - assignmentsOf(unit.id, state).length;
  return [
    el("div", { class: "unit-head" }, el("h2", { lang: "zh-CN" }, unit.name),
      el("p", {}, typeDot(unit.type), label("EntityType", unit.type), " ", standingBadge(unit.standing),
        unit.aliases.length ? el("span", { class: "aliases" }, word("aliases"), " ", el("span", { lang: "zh-CN" }, unit.aliases.join("、"))) : null)),
    hidden ? el("p", { class: "note" }, word("hidden_by_filter", { n: hidden })) : null,
    unit.members.length ? membersOf(unit) : null,
    first.length || concerns.length ? legend() : null,
    first.length ? [el("h3", { class: "part does" }, word("does_head", { n: first.length })), cardsByChapter(first, own(true), state)] : null,
    concerns.length ? [el("h3", { class: "part concerns" }, word("concerns_head", { n: concerns.length })), cardsByChapter(concerns, own(false), state)] : null,
    first.length || concerns.length || hidden ? null : mentionsOf(unit),
  ].flat();
}
