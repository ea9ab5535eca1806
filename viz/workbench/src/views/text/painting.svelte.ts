/** Which lines are painted: all of a short text; of a long one those near the window, and all before it is printed. */

import { SvelteSet } from "svelte/reactivity";

const SHORT = 300;
const MARGIN = "1500px";

export interface Painting {
  has(start: number, lines: number): boolean;
  paint(start: number): void;
}

/** Watches the lines of the page for as long as the component that calls it lives. */
export function nearWindow(): Painting {
  const near = new SvelteSet<number>();
  let all = $state(false);
  $effect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting) near.add(Number((entry.target as HTMLElement).dataset.start));
        }
      },
      { root: document.getElementById("main"), rootMargin: MARGIN },
    );
    for (const line of document.querySelectorAll("p[data-start]")) observer.observe(line);
    const paintAll = (): void => void (all = true);
    addEventListener("beforeprint", paintAll);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", paintAll);
    };
  });
  return {
    has: (start, lines) => all || lines <= SHORT || near.has(start),
    paint: (start) => void near.add(start),
  };
}
