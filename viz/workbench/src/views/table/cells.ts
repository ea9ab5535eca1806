/** Rows as Excel and WPS take them: cells for the clipboard, and CSV. No text becomes a formula there. */

type Cells = readonly (readonly string[])[];

/** What Excel would reckon with, https://owasp.org/www-community/attacks/CSV_Injection. */
const FORMULA = /^[=+\-@\t\r]/;
/** Without it Excel takes the file for GBK. */
const MARK = "\ufeff";

/** Gives the cells with tabs between them, as spreadsheets put them on the clipboard; a cell with line ends is quoted. */
export function tabbed(rows: Cells): string {
  return rows.map((row) => row.map((cell) => quoted(cell, /[\t\n"]/)).join("\t")).join("\r\n");
}

/** Gives CSV (https://www.rfc-editor.org/rfc/rfc4180) with a byte order mark. */
export function csv(rows: Cells): string {
  return MARK + rows.map((row) => `${row.map((cell) => quoted(cell, /[,\r\n"]/)).join(",")}\r\n`).join("");
}

function quoted(cell: string, special: RegExp): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
