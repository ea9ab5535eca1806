"use strict";
// The network: who is tied to what, standing still; a click shows the sentences. vis-network draws, on a canvas.

const NODE = new Map(DATA.nodes.map((node) => [node.id, node]));

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The colours in force, read once a theme: a canvas knows no style sheets. */
let INK = {};

function readColours() {
  const names = ["ink", "muted", "line", "accent", "accent-pane", "pane", "page", "does", "concerns", "graph-task", "graph-section"];
  INK = Object.fromEntries(names.map((name) => [name, colour(`--${name}`)]));
  INK.font = getComputedStyle(document.body).fontFamily;
}

/** Letters as large as their row allows and the eye needs, in the drawing's units; 0 where they could not be read. */
function letters(scale, rowHeight, readable) {
  const wanted = 13 / scale;
  const size = Math.min(rowHeight * 0.8, Math.max(wanted, rowHeight * 0.55));
  return size * scale < readable ? 0 : size;
}

const READABLE = { chapter: 5, directive: 5, entity: 6, task: 8 };

/** Draws a node into its box: the shape at the left, its words beside it. vis-network calls this for each picture. */
function drawNode(ctx, node, x, y, lit, selected) {
  const { kind, width, height } = node;
  const [left, top] = [x - width / 2, y - height / 2];
  ctx.globalAlpha = lit ? 1 : 0.18;
  let indent = 8;
  if (node.shared) {
    ctx.fillStyle = INK.pane;
    ctx.fillRect(left, top, width, height);
    ctx.strokeStyle = INK.line;
    ctx.strokeRect(left, top, width, height);
  }
  if (kind === "chapter" || kind === "directive" || selected) {
    ctx.fillStyle = selected ? INK["accent-pane"] : kind === "chapter" ? INK.page : INK["graph-section"];
    ctx.fillRect(left, top, width, height);
  }
  if (selected) {
    ctx.strokeStyle = INK.accent;
    ctx.lineWidth = 3;
    ctx.strokeRect(left, top, width, height);
  }
  if (kind === "entity" || kind === "task") {
    const size = kind === "entity" ? height : height * 0.5;
    ctx.save();
    ctx.translate(left + (height - size) / 2, top + (height - size) / 2);
    ctx.scale(size / 16, size / 16);
    ctx.fillStyle = kind === "entity" ? node.color : INK["graph-task"];
    ctx.fill(PATHS[kind === "entity" ? node.shape : "dot"]);
    ctx.lineWidth = 0.8;
    ctx.strokeStyle = INK.muted;
    ctx.stroke(PATHS[kind === "entity" ? node.shape : "dot"]);
    ctx.restore();
    indent = height + 4;
  }
  const size = letters(drawing.getScale(), height, READABLE[kind]);
  if (size) {
    ctx.font = `${kind === "task" || kind === "entity" ? "" : "bold "}${size}px ${INK.font}`;
    ctx.fillStyle = INK.ink;
    ctx.textBaseline = "middle";
    ctx.fillText(fitted(ctx, node.label, width - indent - 2), left + indent, y);
  } else if (kind === "task") {
    ctx.fillStyle = INK.line;
    ctx.fillRect(left + indent, y - height / 6, Math.min(width - indent, node.label.length * 9), height / 3);
  }
  ctx.globalAlpha = 1;
}

/** The two ends of a node as vis-network takes them: a line goes to the nearer one, not across the words between them. */
function visNodes(node) {
  const end = (side, draws) => ({
    id: `${side}${node.id}`, x: node.x + (side === "<" ? -0.5 : 0.5) * node.width, y: node.y, shape: "custom",
    ctxRenderer: ({ ctx }) => ({
      drawNode: () => draws && drawNode(ctx, node, node.x, node.y, !near || near.has(node.id), node.id === now),
      nodeDimensions: { width: 1, height: 1 },
    }),
  });
  return [end("<", true), end(">", false)];
}

/** The ends at which a line between two nodes begins and ends. */
function endsOf(edge) {
  const [from, to] = [NODE.get(edge.from), NODE.get(edge.to)];
  if (from.x === to.x) return { from: `>${from.id}`, to: `>${to.id}` };
  return from.x < to.x ? { from: `>${from.id}`, to: `<${to.id}` } : { from: `<${from.id}`, to: `>${to.id}` };
}

/** An edge as vis-network takes it: strong where it belongs to the node chosen, a hint where nothing is chosen. */
function visEdge(edge) {
  const does = edge.kind === "role" && DATA.terms.Role[edge.role].does;
  const shade = edge.kind === "relation" ? INK.muted : does ? INK.does : INK.concerns;
  const local = NODE.get(edge.to).x - NODE.get(edge.from).x < 400 && NODE.get(edge.from).x - NODE.get(edge.to).x < 400;
  const opacity = near ? (near.has(edge.from) && near.has(edge.to) ? 1 : 0.05) : local ? 0.9 : 0.35;
  return {
    ...endsOf(edge), color: { color: shade, highlight: shade, opacity },
    ...(edge.kind === "relation" ? { width: 2, dashes: [6, 3, 1, 3] } : DATA.lines[edge.role]),
  };
}

const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { dragNodes: false, selectable: false },
  edges: { smooth: false },
};

/** The node chosen, and those to be shown with it; none of both for the whole picture. */
let now;
let near = null;
readColours();
drawLegend(); // before the drawing, which takes the room that is left
byId("legend").open = matchMedia("(min-width: 900px)").matches;
const nodes = new vis.DataSet(DATA.nodes.flatMap(visNodes));
const edges = new vis.DataSet();
const drawing = new vis.Network(byId("drawing"), { nodes, edges }, OPTIONS);

/** The node and those tied to it; for a unit also the directives of its tasks. */
function nearTo(id) {
  const found = new Set([id]);
  const reach = (from) => {
    for (const edge of DATA.edges) {
      if (edge.from === from) found.add(edge.to);
      if (edge.to === from) found.add(edge.from);
    }
  };
  reach(id);
  if (NODE.get(id).kind === "chapter") {
    DIRECTIVES.filter((directive) => directive.chapter === id).forEach((directive) => found.add(directive.id) && reach(directive.id));
  }
  for (const task of [...found].filter((each) => TASK.has(each))) {
    if (NODE.get(id).kind === "entity") found.add(TASK.get(task).directive);
    else reach(task);
  }
  return found;
}

/** The node whose box holds that point of the drawing. */
function nodeAt({ x, y }) {
  return DATA.nodes.find((node) => Math.abs(x - node.x) <= node.width / 2 && Math.abs(y - node.y) <= node.height / 2);
}

function chosen(state) {
  return [state.task, state.unit, state.section].find((id) => NODE.has(id));
}

/** Moves so that these nodes fill the picture, not nearer than one likes to read. */
function showNodes(shown, nearest) {
  const edge = (side, sign) => Math.max(...shown.map((node) => sign * node[side] + node[side === "x" ? "width" : "height"] / 2));
  const [right, left, bottom, top] = [edge("x", 1), -edge("x", -1), edge("y", 1), -edge("y", -1)];
  const room = byId("drawing");
  const scale = Math.min(nearest, (room.clientWidth - 24) / (right - left), (room.clientHeight - 24) / (bottom - top));
  drawing.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

/** What stands in a block needs no line to it; a line along a column only disturbs, unless one asks for it. */
function isDrawn(edge) {
  return edge.kind !== "part" && (near || NODE.get(edge.from).x !== NODE.get(edge.to).x);
}

function paintNetwork(id) {
  now = id;
  near = id ? nearTo(id) : null;
  edges.clear();
  edges.add(DATA.edges.filter(isDrawn).map(visEdge));
  showNodes(near ? [...near].map((each) => NODE.get(each)) : DATA.nodes, 1.1);
}

// --- beside the drawing ----------------------------------------------------------------------------------------------

function sectionTasks(section) {
  const tasks = section.no === null
    ? PLAN.tasks.filter((task) => chapterOf(task) === section) : TASKS_OF_SECTION.get(section.id) || [];
  return [el("div", { class: "unit-head" }, el("h2", { lang: "zh-CN" }, headingOf(section))), legend(),
    ...tasks.map((task) => taskCard(task, [], {}))];
}

function relationsOf(id) {
  const rows = DATA.edges.filter((edge) => edge.kind === "relation" && (edge.from === id || edge.to === id));
  return rows.length ? [el("ul", { class: "relations" }, rows.map((edge) => {
    const other = NODE.get(edge.from === id ? edge.to : edge.from);
    return el("li", {}, `${label("Predicate", edge.predicate)} `, nodeLink(other));
  }))] : [];
}

function nodeLink(node) {
  const text = node.kind === "task" ? quoteOf(TASK.get(node.id)) : fullName(node);
  return el("a", { href: addressOf(addressTo(node)), lang: "zh-CN" }, text);
}

function fullName(node) {
  if (node.kind === "entity") return ENTITY.get(node.id).name;
  if (node.kind === "task") return quoteOf(TASK.get(node.id));
  return headingOf(SECTION.get(node.id));
}

function addressTo(node) {
  const key = { entity: "unit", task: "task", chapter: "section", directive: "section" }[node.kind];
  return { unit: "", task: "", section: "", q: "", [key]: node.id };
}

function sideOf(id) {
  if (!id) return [el("h2", {}, word("network_title")), el("p", { class: "note" }, word("network_note")),
    block("most_loaded", mostLoaded(20), "most_loaded_note")];
  const { kind } = NODE.get(id);
  if (kind === "task") return [legend(), taskCard(TASK.get(id), [], {})];
  if (kind === "entity") return [...unitTasks(ENTITY.get(id), {}).flat(), ...relationsOf(id)];
  return sectionTasks(SECTION.get(id));
}

function drawLegend() {
  const types = new Set(DATA.nodes.map((node) => node.type).filter(Boolean));
  const roles = new Set(DATA.edges.map((edge) => edge.role).filter(Boolean));
  fill(byId("legend"), el("summary", {}, word("network_legend")), el("ul", {},
    Object.keys(DATA.shapes).filter((type) => types.has(type)).map((type) =>
      el("li", {}, swatch(DATA.shapes[type], DATA.terms.EntityType[type].colour), label("EntityType", type))),
    el("li", {}, swatch("box", INK["graph-section"]), word("network_section")),
    el("li", {}, swatch("dot", INK["graph-task"]), word("task")),
    Object.keys(DATA.terms.Role).filter((role) => roles.has(role)).map((role) => {
      const { width, dashes } = DATA.lines[role];
      return el("li", {}, lineSwatch(DATA.terms.Role[role].does ? INK.does : INK.concerns, dashes, width), label("Role", role));
    })));
}

/** The nodes whose full name holds the words, the units first. */
function found(q) {
  const order = ["entity", "chapter", "directive", "task"];
  const aliases = (node) => (node.kind === "entity" ? ENTITY.get(node.id).aliases : []);
  return DATA.nodes.filter((node) => [fullName(node), ...aliases(node)].some((name) => holds(name, q)))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, 40);
}

function drawFound(q) {
  const rows = q ? found(q) : [];
  byId("found").hidden = !q;
  fill(byId("found"), q && !rows.length ? el("li", { class: "empty" }, word("nothing_found")) : null,
    rows.map((node) => el("li", {}, el("a", { href: addressOf(addressTo(node)) }, el("span", { lang: "zh-CN" }, fullName(node)),
      el("small", {}, node.type ? label("EntityType", node.type) : word(node.kind))))));
}

let before = {};

function draw() {
  const state = readState();
  const id = chosen(state);
  sayWords();
  sayLanguageButton(byId("language"));
  const { attachment_title: attachment, title } = PLAN.document;
  byId("plan-title").textContent = (attachment || title || { value: PLAN.id }).value;
  if (before.language !== language()) drawLegend();
  if (before.language !== language() || before.id !== id) {
    fill(byId("side"), ...sideOf(id));
    byId("side").scrollTop = 0;
  }
  if (before.id !== id || !("id" in before)) {
    paintNetwork(id);
    byId("q").value = "";
    drawFound("");
  }
  before = { id, language: language() };
}

drawing.on("click", ({ pointer: { canvas } }) => {
  const node = nodeAt(canvas);
  go(node ? addressTo(node) : { unit: "", task: "", section: "" });
});
byId("drawing").addEventListener("mousemove", (event) => {
  const frame = byId("drawing").getBoundingClientRect();
  const node = nodeAt(drawing.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top }));
  byId("drawing").style.cursor = node ? "pointer" : "grab";
  byId("drawing").title = node ? fullName(node) : "";
});
byId("q").addEventListener("input", () => drawFound(byId("q").value.trim()));
byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const first = byId("found").querySelector("a");
  if (first) first.click();
});
byId("find").addEventListener("keydown", (event) => {
  if (event.key === "Escape") drawFound("");
});
byId("whole").addEventListener("click", () => go({ unit: "", task: "", section: "" }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  drawLegend();
  paintNetwork(chosen(readState()));
});
addEventListener("hashchange", draw);
draw();
