/** Light or dark: as the system says until the reader chooses; kept where the browser lets a file keep something. */

export type Theme = "auto" | "light" | "dark";

const KEY = "plankg-theme";

class Scheme {
  chosen = $state<Theme>(remembered());
  #system = matchMedia("(prefers-color-scheme: dark)");
  #systemDark = $state(this.#system.matches);
  dark = $derived(this.chosen === "auto" ? this.#systemDark : this.chosen === "dark");

  constructor() {
    this.#system.addEventListener("change", (event) => {
      this.#systemDark = event.matches;
      this.#wear();
    });
    this.#wear();
  }

  /** Changes to the other of the two. */
  turn(): void {
    this.chosen = this.dark ? "light" : "dark";
    this.#wear();
    try {
      localStorage.setItem(KEY, this.chosen);
    } catch {
      // a browser may forbid files to keep anything: then the choice lasts as long as the page
    }
  }

  /** Takes what a notebook around the page wears for what the system says. */
  around(dark: boolean): void {
    this.#systemDark = dark;
    this.#wear();
  }

  /** Tells the style, before anything is drawn in its colours. */
  #wear(): void {
    document.documentElement.dataset.theme = this.dark ? "dark" : "light";
  }
}

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "auto";
  } catch {
    return "auto";
  }
}

export const scheme = new Scheme();
