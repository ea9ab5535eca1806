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

/** Gives the cells as an HTML table, its first row the headings: Word takes it as a table, Excel and WPS each cell as text. */
export function tabled([head = [], ...rows]: Cells): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag} style="${CELL}">${marked(cell)}</${tag}>`).join("")}</tr>`;
  return `<meta charset="utf-8"><table border="1" style="border-collapse:collapse"><thead>${line(head, "th")}</thead><tbody>${rows.map((cells) => line(cells, "td")).join("")}</tbody></table>`;
}

/** Without it 1.10 becomes the number 1.1. */
const CELL = "mso-number-format:'\\@';vertical-align:top;text-align:left";
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function marked(cell: string): string {
  const text = plain(cell).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
  return text.replaceAll("\n", '<br style="mso-data-placement:same-cell">');
}

/** Gives CSV (https://www.rfc-editor.org/rfc/rfc4180) with a byte order mark. */
export function csv(rows: Cells): string {
  return MARK + rows.map((row) => `${row.map((cell) => quoted(cell, /[,\r\n"]/)).join(",")}\r\n`).join("");
}

function plain(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string, special: RegExp): string {
  const text = plain(cell);
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
