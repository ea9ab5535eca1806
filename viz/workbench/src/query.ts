import { mount } from "svelte";
import { readPage } from "./model/page.ts";
import QueryPage from "./QueryPage.svelte";
import { app } from "./state/app.svelte.ts";
import "./styles/tokens.css";
import "./styles/base.css";

app.begin(readPage(document), [{ id: "sparql", params: ["query", "show", "node"] }], "sparql");
mount(QueryPage, { target: document.getElementById("app") as HTMLElement });
