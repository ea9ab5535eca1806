/** Loads the parts of the page that stand in it as text until they are needed; the page's policy knows them by their hashes. */

const modules = new Map<string, unknown>();

/** Gives what the script of that name exports; it is run the first time. */
export function loaded(name: string): unknown {
  if (!modules.has(name)) {
    const script = document.createElement("script");
    script.textContent = document.getElementById(name)?.textContent ?? "";
    document.head.append(script);
    script.remove();
    modules.set(name, (globalThis as unknown as Record<string, unknown>)[name]);
  }
  return modules.get(name);
}
