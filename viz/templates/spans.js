"use strict";
// Runs of the text and what is marked in them: arithmetic on half-open spans, in UTF-16 units.

/** The pieces of `pieces` cut where a mark begins or ends, each with the marks that cover it. */
function cutAtMarks(pieces, marks) {
  const runs = [];
  for (const { start, end } of pieces) {
    const near = marks.filter((mark) => mark.pieces.some((piece) => piece.start < end && piece.end > start));
    const cuts = new Set([start, end]);
    for (const mark of near) {
      for (const piece of mark.pieces) {
        for (const cut of [piece.start, piece.end]) if (cut > start && cut < end) cuts.add(cut);
      }
    }
    const order = [...cuts].sort((a, b) => a - b);
    for (let i = 0; i + 1 < order.length; i += 1) {
      const [from, to] = [order[i], order[i + 1]];
      const over = near.filter((mark) => mark.pieces.some((piece) => piece.start <= from && to <= piece.end));
      runs.push({ start: from, end: to, marks: over });
    }
  }
  return runs;
}

/** The characters of the pieces as nodes: what is marked in a `mark` of the marks' classes, the rest as text. */
function paint(pieces, marks) {
  return cutAtMarks(pieces, marks).map(({ start, end, marks: over }) => {
    const characters = DATA.text.slice(start, end);
    if (!over.length) return characters;
    const attributes = Object.assign({}, ...over.map((mark) => mark.attributes || {}));
    return el("mark", { ...attributes, class: over.map((mark) => mark.shade).join(" ") }, characters);
  });
}

/** Whether all of `inner` stands within `outer`. */
function within(inner, outer) {
  const first = outer[0].start;
  const last = outer[outer.length - 1].end;
  return inner.every((piece) => piece.start >= first && piece.end <= last);
}

/** The places where the words searched for stand, as a mark; none for an empty search. */
function hitsOf(q) {
  if (!q) return [];
  const text = DATA.text.toLowerCase();
  const wanted = q.toLowerCase();
  const pieces = [];
  // Lower case of a few letters is longer than the letter; then places would be wrong, so nothing is marked.
  if (text.length !== DATA.text.length) return [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    pieces.push({ start: at, end: at + wanted.length });
  }
  return pieces.length ? [{ pieces, shade: "hit" }] : [];
}
