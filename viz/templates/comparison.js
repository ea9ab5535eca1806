/* Shows the changes in the chosen language, those of the chosen kind; language and kind stand in the address. */
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const address = new URLSearchParams(location.hash.slice(1));
let lang = data.faces[address.get("lang")] ? address.get("lang") : data.lang;
let kind = address.get("kind") ?? "";
const made = (tag, name, ...parts) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...parts);
  return element;
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

function quote(side, tag, marked) {
  const runs = side.runs.map(([text, changed]) => (changed && marked ? made(tag, "", text) : text));
  const words = made("span", "quote", ...runs);
  const place = made("span", "place", side.place);
  words.lang = place.lang = "zh-CN";
  return [place, words];
}

function cell(sides, tag, marked) {
  const quotes = sides.flatMap((side) => quote(side, tag, marked));
  return made("td", sides.length ? "" : "absent", ...quotes);
}

function row(change, number, face) {
  const names = Object.fromEntries(face.kinds.map(({ value, name }) => [value, name]));
  const marked = change.before.length > 0 && change.after.length > 0;
  const labels = change.kinds.map((value) => made("span", `label ${value}`, names[value]));
  const said = change.differences[lang].map((text) => made("span", "difference", text));
  if (change.score !== null) said.push(made("span", "score", `${face.words.column_score} ${change.score.toFixed(2)}`));
  if (change.decision) said.push(made("span", "score", `${change.standing[lang]} ${change.decision}`));
  const { plan, decision } = change.correction[lang];
  const how = made("details", "", made("summary", "", face.words.correct), filled(face.words.correct_note, { plan }), made("code", "", decision));
  return made("tr", "", made("td", "number", String(number)), made("td", "", ...labels), cell(change.before, "del", marked),
    cell(change.after, "ins", marked), made("td", "", ...said, how));
}

function filter(face) {
  const button = (value, name, count) => {
    const element = made("button", "", name, made("b", "", String(count)));
    element.type = "button";
    element.disabled = count === 0;
    element.setAttribute("aria-pressed", String(kind === value));
    element.addEventListener("click", () => { kind = value; show(); at("kinds").querySelector("[aria-pressed=true]").focus(); });
    return element;
  };
  return [button("", face.words.filter_all, data.changes.length), ...face.kinds.map(({ value, name, count }) => button(value, name, count))];
}

function show() {
  const face = data.faces[lang];
  document.documentElement.lang = data.languages[lang];
  for (const [id, text] of Object.entries({ heading: face.words.heading, language: face.words.language, print: face.words.print,
    summary: face.summary, legend: face.words.legend, method: face.words.method, none: face.words.none })) at(id).textContent = text;
  at("plans").replaceChildren(...data.plans.flatMap(({ title }, place) => [made("dt", "", face.sides[place]), made("dd", "", title)]));
  at("kinds").setAttribute("aria-label", face.words.filter);
  at("kinds").replaceChildren(...filter(face));
  const heads = [face.words.column_number, face.words.column_kind, ...face.sides.map((side) => filled(face.words.column_after, { side })), face.words.column_change];
  document.querySelectorAll("thead th").forEach((head, place) => { head.textContent = heads[place]; });
  const rows = data.changes.map((change, place) => [change, place + 1]).filter(([{ kinds }]) => !kind || kinds.includes(kind));
  at("rows").replaceChildren(...rows.map(([change, number]) => row(change, number, face)));
  at("none").hidden = rows.length > 0;
  at("shown").textContent = filled(face.words.shown, { shown: rows.length, all: data.changes.length });
  history.replaceState(null, "", `#${new URLSearchParams({ lang, kind })}`);
}
at("language").addEventListener("click", () => { lang = Object.keys(data.faces).find((each) => each !== lang); show(); });
at("print").addEventListener("click", () => print());
show();
