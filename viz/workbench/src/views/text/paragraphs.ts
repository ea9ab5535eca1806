/** The lines of the source text, with what each is: a heading of which level, the title, or running text. */

import type { PlanModel } from "../../model/plan.ts";
import type { Mark } from "../../model/spans.ts";

export interface Paragraph {
  start: number;
  end: number;
  /** The level of the heading that fills the line, 0 for running text. */
  level: number;
  /** Whether it is the title, printed in the middle. */
  title: boolean;
}

/** Gives the lines that hold anything, in order. */
export function paragraphs(model: PlanModel): Paragraph[] {
  const { text, plan } = model;
  const { title, attachment_title: attachment, number } = plan.document;
  const titles = new Set([title, attachment, number].flatMap((fact) => (fact ? [bare(fact.value)] : [])));
  const made: Paragraph[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim()) made.push({ start, end, level: 0, title: titles.has(bare(line)) });
    start = end + 1;
  }
  for (const section of plan.sections) {
    const [first] = section.evidence.pieces;
    const line = at(made, first.start);
    const last = section.evidence.pieces.at(-1)?.end ?? 0;
    if (line && text.slice(last, line.end).trim().length <= 1) line.level = section.level;
  }
  return made;
}

/** Gives, by the number of the line, the marks that reach into it, where there are any; `marks` are in the order of the text. */
export function byParagraph<T>(lines: readonly Paragraph[], marks: readonly Mark<T>[]): Map<number, Mark<T>[]> {
  const made = new Map<number, Mark<T>[]>();
  let first = 0;
  for (const mark of marks) {
    while (first < lines.length && (lines[first]?.end ?? 0) <= mark.start) first++;
    for (let i = first; i < lines.length && (lines[i]?.start ?? 0) < mark.end; i++) {
      const own = made.get(i);
      if (own) own.push(mark);
      else made.set(i, [mark]);
    }
  }
  return made;
}

/** Gives the line that holds the place. */
export function at(lines: readonly Paragraph[], place: number): Paragraph | undefined {
  return lines.find((line) => line.start <= place && place < line.end);
}

function bare(text: string): string {
  return text.replace(/\s/g, "");
}
