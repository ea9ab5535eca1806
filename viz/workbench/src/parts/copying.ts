/** Puts text on the clipboard, and beside it the same as HTML, which Word and mail take as a table; tells whether it went. */
export async function copy(text: string, html = ""): Promise<boolean> {
  // what a page hands over in the event arrives as it is; the newer way leaves out what tells Excel that a cell is text
  if (copiedByCommand(text, html)) return true;
  try {
    const as = (type: string, content: string): [string, Blob] => [type, new Blob([content], { type })];
    if (html) await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([as("text/plain", text), as("text/html", html)]))]);
    else await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function copiedByCommand(text: string, html: string): boolean {
  let put = false;
  const hand = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
    if (html) event.clipboardData?.setData("text/html", html);
    put = true;
  };
  document.addEventListener("copy", hand, { once: true });
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to hand over text and HTML as they are
    return document.execCommand("copy") && put;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", hand);
  }
}
