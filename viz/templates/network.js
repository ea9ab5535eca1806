/* Draws the picture at the places it was given; a click shows what was clicked on and the words that say it. */
const data = JSON.parse(document.getElementById("data").textContent);
const OUTLINES = {
  dot: "M6 0a6 6 0 1 0 .01 0Z", diamond: "M6 0 12 6 6 12 0 6Z", square: "M1 1h10v10H1Z", triangle: "M6 0 12 11H0Z",
  triangleDown: "M0 1h12L6 12Z", hexagon: "M3 0h6l3 6-3 6H3L0 6Z", star: "m6 0 2 4 4 .4-3 3 .8 4.4L6 9.600 2.200 11.800 3 7.400 0 4.400 4 4Z",
};
const SVG = "http://www.w3.org/2000/svg";
for (const { colour, shape, name } of data.legend) {
  const [row, mark, path] = [document.createElement("li"), document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "path")];
  mark.setAttribute("viewBox", "0 0 12 12");
  path.setAttribute("d", OUTLINES[shape]);
  path.setAttribute("fill", colour);
  mark.append(path);
  row.append(mark, name);
  document.getElementById("legend").append(row);
}
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = data.edges.map((edge, id) => ({ ...edge, id }));
const drawing = new vis.Network(document.getElementById("drawing"), { nodes: data.nodes, edges }, {
  physics: false,
  nodes: { size: 12, borderWidth: 1, font: { size: 13, face: "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif" }, widthConstraint: { maximum: 180 } },
  edges: { arrows: { to: { scaleFactor: 0.4 } }, smooth: false },
  interaction: { hover: true, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false } },
});
const said = document.getElementById("said");
drawing.on("click", ({ nodes: [node], edges: [edge] }) => {
  const name = document.createElement("b");
  name.textContent = node === undefined ? "" : nodes.get(node).title;
  said.replaceChildren(name, node === undefined ? (edges[edge]?.title ?? "") : (data.quotes[node] ?? ""));
});
