"use strict";
// The whole text with every statement marked.

function marksOfText() {
  return [
    ...PLAN.tasks.map((task) => ({ pieces: task.evidence.pieces, shade: "task", attributes: { "data-task": task.id } })),
    ...PLAN.assignments.map((row) => ({ pieces: row.unit_evidence.pieces, shade: "unit" })),
    ...PLAN.assignments.filter((row) => row.cue).map((row) => ({ pieces: row.cue.pieces, shade: "cue" })),
    ...PLAN.targets.filter((row) => row.kind !== "code").map((row) => ({ pieces: row.evidence.pieces, shade: "target" })),
    ...PLAN.citations.map((row) => ({ pieces: row.evidence.pieces, shade: "document" })),
  ];
}

function drawText(state) {
  const marks = [...marksOfText(), ...hitsOf(state.q)];
  const body = el("div", { class: "body", lang: "zh-CN" });
  for (let start = 0; start <= DATA.text.length;) {
    const stop = DATA.text.indexOf("\n", start);
    const end = stop < 0 ? DATA.text.length : stop;
    const section = PLAN.sections.find(({ evidence: { pieces: [{ start: at }] } }) => at >= start && at < end);
    if (DATA.text.slice(start, end).trim()) {
      const title = section && section.no !== null ? [{ pieces: section.evidence.pieces, shade: "title" }] : [];
      body.append(el(section && section.no === null ? "h3" : "p", {}, paint([{ start, end }], [...marks, ...title])));
    }
    start = end + 1;
  }
  for (const task of PLAN.tasks) {
    const first = body.querySelector(`mark[data-task="${CSS.escape(task.id)}"]`);
    if (first) first.tabIndex = 0;
  }
  fill(byId("text"), el("div", { class: "text-head" }, el("h2", {}, word("text")),
    el("p", { class: "legend" }, ["task", "unit", "cue", "target", "document"].map((shade) =>
      el("span", {}, el("mark", { class: shade }, word(`shade_${shade}`)))))), body);
}

function scrollWithin(pane, element) {
  const inPane = getComputedStyle(pane).overflowY === "auto";
  if (inPane) pane.scrollTop += element.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  else element.scrollIntoView({ block: "center" });
}
