"use strict";
// The shapes of the nodes, once for the drawing and for the legend: outlines in a square of 16.

const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  diamond: "M8 1l7 7-7 7-7-7z",
  square: "M2 2h12v12H2z",
  triangle: "M8 2l7 12H1z",
  triangleDown: "M8 14L1 2h14z",
  hexagon: "M4 2h8l4 6-4 6H4L0 8z",
  star: "M8 0l2.2 5.4 5.8.4-4.5 3.7 1.5 5.7L8 12l-5 3.200 1.500-5.700L0 5.800l5.800-.4z",
  box: "M0 3h16v10H0z",
};

const PATHS = Object.fromEntries(Object.entries(OUTLINES).map(([shape, outline]) => [shape, new Path2D(outline)]));

/** The text cut to a width, so that no label lies on its neighbour. */
function fitted(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  const characters = [...text];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ctx.measureText(`${characters.slice(0, middle).join("")}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join("")}…`;
}

/** A shape as an element for the legend. */
function swatch(shape, fillColour) {
  return svg("svg", { width: 16, height: 16, "aria-hidden": "true" },
    svg("path", { d: OUTLINES[shape], fill: fillColour, stroke: "currentColor", "stroke-width": 0.5 }));
}

/** A line as an element for the legend. */
function lineSwatch(stroke, dashes, width) {
  return svg("svg", { width: 34, height: 8, "aria-hidden": "true" }, svg("line", {
    x1: 0, y1: 4, x2: 34, y2: 4, stroke, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : "none",
  }));
}

function svg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
