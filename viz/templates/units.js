"use strict";
// The planners' page: the list of units, the tasks of the one chosen, and the whole text beside them.

const FILTERS = ["q", "type", "role", "chapter"];

/** The parts of the address that the page draws from, with what holds where it says nothing. */
function currentState() {
  const state = readState();
  return { ...state, view: state.view || (state.unit ? "tasks" : "start") };
}

// --- the list of units -----------------------------------------------------------------------------------------------

function option(value, text, chosen) {
  return el("option", { value, selected: value === (chosen || "") }, text);
}

function fillFilters(state) {
  if (byId("q").value !== (state.q || "")) byId("q").value = state.q || "";
  const present = new Set(LISTED.map((unit) => unit.type));
  fill(byId("type"), option("", word("all_types"), state.type),
    Object.keys(DATA.terms.EntityType).filter((type) => present.has(type)).map((type) => option(type, label("EntityType", type), state.type)));
  const roles = (wanted) => Object.keys(DATA.terms.Role).filter((role) => DATA.terms.Role[role].does === wanted)
    .map((role) => option(role, label("Role", role), state.role));
  fill(byId("role"), option("", word("all_roles"), state.role),
    el("optgroup", { label: word("does_long") }, roles(true)), el("optgroup", { label: word("concerns_long") }, roles(false)));
  fill(byId("chapter"), option("", word("all_chapters"), state.chapter),
    CHAPTERS.map((chapter) => option(chapter.id, headingOf(chapter), state.chapter)));
  byId("reset").hidden = !FILTERS.some((name) => state[name]);
}

function listButton(id, ...inside) {
  return el("a", { class: "row", href: addressOf({ view: "tasks", unit: id, task: "" }), "data-unit": id }, ...inside);
}

function unitRow({ unit, does: first, concerns }) {
  return el("li", {}, listButton(unit.id,
    el("span", { class: "name" }, typeDot(unit.type), el("span", { lang: "zh-CN" }, unit.name),
      el("small", {}, label("EntityType", unit.type),
        unit.members.length ? ` · ${word("members_unnamed_short", { n: unit.members.length })}` : null)),
    el("span", { class: first ? "number" : "number nil" }, String(first)),
    el("span", { class: concerns ? "number" : "number nil" }, String(concerns))));
}

function listOfUnits(key, units, state) {
  const rows = unitRows(units, state);
  return rows.length ? [
    el("div", { class: "list-head" }, el("h2", {}, word(key, { n: rows.length })),
      el("span", { class: "number", title: word("does_long") }, word("does")),
      el("span", { class: "number", title: word("concerns_long") }, word("concerns"))),
    el("ul", {}, rows.map(unitRow))] : [];
}

function drawList(state) {
  const units = [...listOfUnits("units_count", UNITS, state),
    ...listOfUnits("others_count", LISTED.filter((entity) => !isUnit(entity)), state)];
  fill(byId("units"),
    el("ul", { class: "lists" },
      [[ALL, "all_tasks"], [UNNAMED, "unnamed"]].map(([which, key]) => el("li", {}, listButton(which,
        el("span", { class: "name" }, word(key)), el("span", { class: "number wide" }, String(taskRows(which, state).length)))))),
    ...units, units.length ? null : el("p", { class: "empty" }, word("nothing_found")));
}

/** Up and down move through the list. */
function moveInList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...byId("units").querySelectorAll("a.row")];
  const next = links[links.indexOf(document.activeElement) + step];
  if (next) {
    next.focus();
    event.preventDefault();
  }
}

// --- what the main pane shows ----------------------------------------------------------------------------------------

function listOfTasks(which, state) {
  const rows = taskRows(which, state);
  return [
    el("div", { class: "unit-head" }, el("h2", {}, `${word(which === ALL ? "all_tasks" : "unnamed")} (${rows.length})`)),
    which === UNNAMED ? el("p", { class: "note" }, word("unnamed_note")) : null,
    legend(),
    rows.length ? cardsByChapter(rows, () => [], state) : el("p", { class: "empty" }, word("nothing_found")),
  ];
}

/** What the main pane shows: the start panel, a list of tasks, or a unit's id. */
function shownIn(state) {
  return state.view === "start" || !state.unit ? "start" : state.unit;
}

function drawMain(state) {
  const shown = shownIn(state);
  const unit = ENTITY.get(shown);
  if (shown === "start") fill(byId("main"), ...overview());
  else if (unit) fill(byId("main"), ...unitTasks(unit, state).flat());
  else fill(byId("main"), ...listOfTasks(shown === UNNAMED ? UNNAMED : ALL, state).flat());
}

function cardOf(task) {
  return byId("main").querySelector(`.card[data-task="${CSS.escape(task)}"]`);
}

/** Marks the card of the chosen task; coming from the text, goes to it. */
function showCard(state) {
  for (const card of byId("main").querySelectorAll(".card.chosen")) card.classList.remove("chosen");
  const card = state.task && cardOf(state.task);
  if (!card) return;
  card.classList.add("chosen");
  if (state.view === "tasks" && state.task !== before.task) scrollWithin(byId("main"), card);
}

// --- going between text and tasks -------------------------------------------------------------------------------------

/** The tasks to be shown in the text: the one chosen, else those of the unit chosen. */
function tasksInText(state) {
  if (state.task) return [state.task];
  return shownIn(state) === "start" ? [] : (ASSIGNMENTS_OF_UNIT.get(state.unit) || []).map((row) => row.task);
}

/** Rings these tasks in the text, and goes to the first where they changed. */
function showInText(state) {
  const body = byId("text");
  const tasks = tasksInText(state);
  if (tasks.join() === before.inText && state.view === before.view) return;
  for (const mark of body.querySelectorAll("mark[data-task]")) mark.classList.toggle("chosen", tasks.includes(mark.dataset.task));
  const first = body.querySelector("mark.chosen");
  if (first && body.offsetParent !== null) scrollWithin(body, first);
}

/** From a place in the text to its task: in the list shown if that holds it, else in the list of all. */
function openTask(task) {
  const state = currentState();
  const shown = state.view !== "start" && state.unit && cardOf(task);
  go({ view: "tasks", unit: shown ? state.unit : ALL, task, ...(shown ? {} : Object.fromEntries(FILTERS.map((name) => [name, ""]))) });
}

// --- all of it -------------------------------------------------------------------------------------------------------

function drawHead(state) {
  const { document: head } = PLAN;
  const value = (datum) => (datum ? datum.value : null);
  byId("plan-title").textContent = value(head.attachment_title) || value(head.title) || PLAN.id;
  byId("plan-line").textContent = [head.number, head.issuer, head.issued_date, head.effective_period].map(value).filter(Boolean).join(" · ");
  fill(byId("views"), [["start", "overview"], ["units", "units"], ["tasks", "tasks"], ["text", "text"]].map(([view, key]) =>
    el("a", { href: addressOf({ view, unit: view === "tasks" ? state.unit || ALL : state.unit }), "data-view": view,
      "aria-current": view === state.view ? "page" : null }, word(key))));
  sayLanguageButton(byId("language"));
}

function announce(state) {
  const heading = byId("main").querySelector("h2");
  byId("live").textContent = state.view === "tasks" && heading
    ? `${heading.textContent}: ${word("tasks")} ${byId("main").querySelectorAll("article.card").length}` : "";
}

let before = {};

/** Draws what the address says, anew only where it changed, so that focus and place stay. */
function draw() {
  const state = currentState();
  const changed = (...names) => names.some((name) => state[name] !== before[name]) || language() !== before.language;
  document.body.dataset.view = state.view;
  sayWords();
  drawHead(state);
  if (changed(...FILTERS)) {
    fillFilters(state);
    drawList(state);
  }
  for (const row of byId("units").querySelectorAll("a.row")) {
    const here = row.dataset.unit === shownIn(state);
    if (here && !row.hasAttribute("aria-current") && row.offsetParent) row.scrollIntoView({ block: "nearest" });
    if (here) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  if (changed(...FILTERS) || shownIn(state) !== before.shown) {
    drawMain(state);
    byId("main").scrollTop = 0;
  }
  if (state.view !== before.view) scrollTo(0, 0);
  if (changed("q")) {
    drawText(state);
    before.inText = null;
  }
  showInText(state);
  showCard(state);
  announce(state);
  before = { ...state, language: language(), shown: shownIn(state), inText: tasksInText(state).join() };
}

let waiting;
byId("q").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => go({ q: byId("q").value.trim() }, true), 150);
});
for (const name of ["type", "role", "chapter"]) byId(name).addEventListener("change", () => go({ [name]: byId(name).value }));
byId("reset").addEventListener("click", () => go(Object.fromEntries(FILTERS.map((name) => [name, ""]))));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("units").addEventListener("keydown", moveInList);
byId("text").addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-task]");
  if (mark) openTask(mark.dataset.task);
});
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.dataset.task) openTask(event.target.dataset.task);
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
addEventListener("hashchange", draw);
draw();
