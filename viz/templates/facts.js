"use strict";
// The plan, looked up: what belongs to a unit and to a task, and what the filters leave of it. No drawing here.

const PLAN = DATA.plan;
convertPieces([PLAN, DATA.sentences], utf16Places(DATA.text));


function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row[key])) groups.set(row[key], []);
    groups.get(row[key]).push(row);
  }
  return groups;
}

const ENTITY = new Map(PLAN.entities.map((entity) => [entity.id, entity]));
const SECTION = new Map(PLAN.sections.map((section) => [section.id, section]));
const TASK = new Map(PLAN.tasks.map((task) => [task.id, task]));
const ASSIGNMENTS_OF_TASK = groupBy(PLAN.assignments, "task");
const ASSIGNMENTS_OF_UNIT = groupBy(PLAN.assignments, "unit");
const TARGETS_OF_TASK = groupBy(PLAN.targets.filter((target) => DATA.targets.includes(target.id)), "task");
const CITATIONS_OF_TASK = groupBy(PLAN.citations, "task");
const TASKS_OF_SECTION = groupBy(PLAN.tasks, "directive");
const DIRECTIVES = PLAN.sections.filter((section) => section.no !== null);

function does(assignment) {
  return DATA.terms.Role[assignment.role].does;
}

function chapterOf(task) {
  const directive = SECTION.get(task.directive);
  return directive && (SECTION.get(directive.chapter) || directive);
}

const UNITS = DATA.units.map((id) => ENTITY.get(id));

function quoteOf(task) {
  return task.evidence.quote;
}

function holds(text, q) {
  return text.toLowerCase().includes(q.toLowerCase());
}

function namesHold(unit, q) {
  return [unit.name, unit.expanded_name || "", ...unit.aliases].some((name) => holds(name, q));
}

/** A unit's assignments that the filters for role and chapter leave. */
function assignmentsOf(unit, state) {
  return (ASSIGNMENTS_OF_UNIT.get(unit) || []).filter(
    (assignment) => (!state.role || assignment.role === state.role)
      && (!state.chapter || chapterOf(TASK.get(assignment.task))?.id === state.chapter),
  );
}

/** How many tasks the assignments are about: those the unit does, and those that concern it. */
function loadOf(assignments) {
  const tasks = (rows) => new Set(rows.map((row) => row.task)).size;
  return { does: tasks(assignments.filter(does)), concerns: tasks(assignments.filter((row) => !does(row))) };
}

/** Those of the units that the filters leave with their load, the most loaded first, then in the order of the text. */
function unitRows(units, state) {
  const rows = units.filter((unit) => !state.type || unit.type === state.type)
    .map((unit) => ({ unit, assignments: assignmentsOf(unit.id, state) }))
    .filter(({ assignments }) => assignments.length || !(state.role || state.chapter))
    .filter(({ unit, assignments }) => !state.q || namesHold(unit, state.q)
      || assignments.some((row) => holds(quoteOf(TASK.get(row.task)), state.q)))
    .map(({ unit, assignments }) => ({ unit, ...loadOf(assignments) }));
  const rank = ({ unit, does: first, concerns }) => [state.q && namesHold(unit, state.q) ? 1 : 0, first + concerns, first];
  return rows.map((row) => ({ row, rank: rank(row) }))
    .sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2])
    .map(({ row }) => row);
}

/** The tasks of one unit that the filters leave, in the order of the text: what it does, and what concerns it. */
function tasksOfUnit(unit, state) {
  const rows = assignmentsOf(unit, state);
  const part = (wanted) => {
    const ids = new Set(rows.filter((row) => does(row) === wanted).map((row) => row.task));
    return PLAN.tasks.filter((task) => ids.has(task.id));
  };
  return { does: part(true), concerns: part(false) };
}

/** A figure as one reads it: 不低于 75%, or the quote for a goal without a number. */
function figureOf(target) {
  return DATA.figures[target.id][language()];
}
