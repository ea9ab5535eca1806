/** The columns of the table of tasks, as the page was given them; the workbook is made of the same. */

import type { Task } from "../../generated/page.ts";
import type { Labels, TableData } from "../../model/page.ts";
import { sureness, told } from "../../model/sureness.ts";

/** The words of the language chosen. */
export interface Wording {
  word(key: string, values?: Record<string, string | number>): string;
  told(labels: Labels): string;
}

/** A column in the language chosen. */
export interface Column {
  key: string;
  heading: string;
  /** In characters. */
  width: number;
  /** Whether it is shown until somebody chooses otherwise. */
  shown: boolean;
  /** A value to be noticed. */
  alert?: string;
  /** The mark that stands for a task's number, and what it says when one points at it. */
  mark?: (task: Task) => { word: string; hint: string } | undefined;
}

/** Gives the columns in their order. How sure a task is stands there as a mark: a number would seem more exact than it is. */
export function columns(table: TableData, say: Wording): Column[] {
  return table.columns.map(({ key, heading, alert, width, shown }) => ({
    key,
    width,
    shown,
    heading: say.told(heading),
    ...(alert && { alert: say.told(alert) }),
    ...(key === "certainty" && { alert: say.word("unsure"), mark: (task: Task) => marked(task, say) }),
  }));
}

function marked(task: Task, say: Wording): { word: string; hint: string } | undefined {
  const mark = sureness(task);
  return mark && { word: say.word(mark), hint: told(task, (key, values) => say.word(key, values)) };
}
