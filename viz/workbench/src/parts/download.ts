/** Hands a file to the reader. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // the browser reads the file after the click has been dealt with
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
