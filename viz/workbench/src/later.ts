/** Loads the parts of the page that stand behind its script as text until they are needed; the page's policy knows them by their hashes. */

const modules = new Map<string, unknown>();

/** Waits until the whole page is read: its script begins before. */
export async function read(page: Document): Promise<void> {
  if (page.readyState === "loading") await new Promise((done) => page.addEventListener("DOMContentLoaded", done));
}

/** Unpacks what stands in the page as gzip in base64; nothing where the page was made without it. */
export async function unpacked(page: Document, name: string): Promise<ArrayBuffer | undefined> {
  await read(page);
  const packed = page.getElementById(name)?.textContent;
  if (!packed) return undefined;
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Gives what the script of that name exports; it is run the first time. */
export async function loaded(name: string): Promise<unknown> {
  const text = await whole(name);
  if (!modules.has(name)) {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
    script.remove();
    modules.set(name, (globalThis as unknown as Record<string, unknown>)[name]);
  }
  return modules.get(name);
}

/** Gives the text of an element of the page's body once it is read to its end, which is when something stands behind it. */
function whole(name: string): Promise<string> {
  return new Promise((done) => {
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true });
    look();
    function look(): void {
      const element = document.getElementById(name);
      if (!element?.nextSibling) return;
      watch.disconnect();
      done(element.textContent);
    }
  });
}
