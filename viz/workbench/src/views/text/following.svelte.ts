/**
 * Which heading one reads under: the last one above a line in the window, while the text scrolls. The line is near the upper edge,
 * and sinks to the lower one as the text comes to its end, so that the last headings have their turn.
 */

/** So far below the upper edge the line is, in pixels. */
const LINE = 96;
/** In milliseconds. */
const STILL = 150;

export interface Heading {
  id: string;
  /** Where its line starts in the text. */
  start: number;
}

export interface Following {
  readonly now: string;
}

/** Follows the text for as long as the component that calls it lives; `prefers` is current wherever its line can be seen. */
export function following(headings: () => readonly Heading[], prefers: () => string): Following {
  let now = $state("");
  let asked = 0;
  let still: ReturnType<typeof setTimeout> | undefined;

  function top({ start }: Heading): number {
    return document.getElementById(`at-${start}`)?.getBoundingClientRect().top ?? Infinity;
  }

  function follow(): void {
    asked = 0;
    const main = document.getElementById("main");
    const all = headings();
    if (!main) return;
    const frame = main.getBoundingClientRect();
    const way = main.scrollHeight - main.clientHeight;
    const near = way > 0 ? Math.max(0, 1 - (way - main.scrollTop) / Math.min(way, frame.height)) : 0;
    const line = frame.top + LINE + near * (frame.height - LINE);
    const chosen = all.find(({ id }) => id === prefers());
    const place = chosen ? top(chosen) : Infinity;
    if (chosen && frame.top <= place && place < frame.bottom) return void (now = chosen.id);
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const heading = all[middle];
      if (heading && top(heading) <= line) low = middle + 1;
      else high = middle;
    }
    now = all[low - 1]?.id ?? "";
  }

  /** Lines that come into the window get their height only then, so it is looked at once more when all is still. */
  function soon(): void {
    asked ||= requestAnimationFrame(follow);
    clearTimeout(still);
    still = setTimeout(follow, STILL);
  }

  $effect(() => {
    void [headings(), prefers()];
    const main = document.getElementById("main");
    main?.addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    soon();
    return () => {
      main?.removeEventListener("scroll", soon);
      removeEventListener("resize", soon);
      cancelAnimationFrame(asked);
      clearTimeout(still);
      asked = 0;
    };
  });

  return {
    get now() {
      return now;
    },
  };
}
