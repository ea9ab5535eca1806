/** Where the address stands that says what is shown: in the browser's bar, or, in the frame of a notebook, which has none, here. */

export interface Place {
  readonly address: string;
  /** Whether others can open the address. */
  readonly shared: boolean;
  /** Goes to an address; `replace` leaves no step to go back to. */
  go(address: string, replace: boolean): void;
  /** Tells whenever it is another one. */
  follow(listener: () => void): void;
}

class Bar implements Place {
  readonly shared = true;

  get address(): string {
    return location.hash;
  }

  go(address: string, replace: boolean): void {
    if (replace) location.replace(address);
    else location.hash = address;
  }

  follow(listener: () => void): void {
    addEventListener("hashchange", listener);
  }
}

/** In `about:srcdoc` a link would lead to the notebook itself, so it is followed here. */
class Own implements Place {
  readonly shared = false;
  address = "";
  #listeners: (() => void)[] = [];

  constructor() {
    for (const kind of ["click", "auxclick"]) {
      document.addEventListener(kind, (event) => {
        const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
        if (!link || event.defaultPrevented) return;
        event.preventDefault();
        this.go(link.getAttribute("href") ?? "");
      });
    }
  }

  go(address: string): void {
    if (address === this.address) return;
    this.address = address;
    for (const listener of this.#listeners) listener();
  }

  follow(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

export const place: Place = location.protocol === "about:" ? new Own() : new Bar();
