/** Which heading one reads under: the last one above a line near the top of the window, while the text scrolls. */

/** So far below the upper edge a heading counts as read, in pixels. */
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
    const frame = document.getElementById("main")?.getBoundingClientRect();
    const all = headings();
    if (!frame) return;
    const chosen = all.find(({ id }) => id === prefers());
    const place = chosen ? top(chosen) : Infinity;
    if (chosen && frame.top <= place && place < frame.bottom) return void (now = chosen.id);
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const heading = all[middle];
      if (heading && top(heading) <= frame.top + LINE) low = middle + 1;
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

  return { get now() { return now; } };
}
