"use strict";
// The list of plans that a server holds, each leading to its page.

function draw() {
  sayWords();
  sayLanguageButton(byId("language"));
  fill(byId("plans"), DATA.plans.map(({ id, title }) => el("li", {},
    el("a", { href: `${encodeURIComponent(id)}/`, lang: "zh-CN" }, title), el("small", {}, id))));
}

addEventListener("hashchange", draw);
draw();
