import { mount } from "svelte";
import App from "./App.svelte";
import { readPage } from "./model/page.ts";
import { app } from "./state/app.svelte.ts";
import { listen } from "./state/notebook.svelte.ts";
import "../../templates/tokens.css";
import "./styles/base.css";
import "./styles/marks.css";
import "./styles/print.css";
import { VIEWS } from "./views/contract.ts";

const page = readPage(document);
if (page) {
  app.begin(
    page,
    VIEWS.filter((view) => view.available?.(page) ?? true),
    "start",
  );
  mount(App, { target: document.getElementById("app") as HTMLElement });
  if (page.host) listen(page.host);
}
