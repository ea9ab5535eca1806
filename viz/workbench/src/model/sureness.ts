/** How sure a statement is, as a word for a mark: of those marked unsure more are wrong than right. */

export type Sureness = "sure" | "fair" | "unsure";

const SURE = 0.85;
/** As for the doubts that are told: below it a statement is rather wrong than right. */
const UNSURE = 0.5;

interface Weighed {
  certainty?: number | null;
  decision?: string | null;
}

/** Gives the mark of a statement; what a person decided is sure, what nobody weighed has none. */
export function sureness({ certainty, decision }: Weighed): Sureness | undefined {
  if (decision) return "sure";
  if (certainty == null) return undefined;
  return certainty >= SURE ? "sure" : certainty < UNSURE ? "unsure" : "fair";
}

/** Gives a number to sort by: what a person decided stands above all else. */
export function rank({ certainty, decision }: Weighed): number {
  return decision ? 1 : (certainty ?? 1);
}

/** Gives what the mark means, with its number. */
export function told(row: Weighed, word: (key: string, values?: Record<string, string | number>) => string): string {
  return row.decision ? word("certainty_decided") : word("certainty_of", { percent: Math.round(100 * (row.certainty ?? 1)) });
}
