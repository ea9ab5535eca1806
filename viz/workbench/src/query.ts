import { mount } from "svelte";
import { readPage } from "./model/page.ts";
import QueryPage from "./QueryPage.svelte";
import { app } from "./state/app.svelte.ts";
import "../../templates/tokens.css";
import "./styles/base.css";

// an address for programs, opened in a browser: what it asks is asked here, and may be changed
const asked = new URLSearchParams(location.search).get("query");
if (asked && !location.hash) history.replaceState(null, "", `${location.pathname}#${new URLSearchParams({ query: asked })}`);

const page = readPage(document);
if (page) {
  app.begin(page, [{ id: "sparql", params: ["query", "show", "node"] }], "sparql");
  mount(QueryPage, { target: document.getElementById("app") as HTMLElement });
}
