/** The words of SPARQL 1.1, https://www.w3.org/TR/sparql11-query/#sparqlGrammar: to be completed, and to see which one was meant. */

export const KEYWORDS: readonly string[] = [
  "SELECT",
  "DISTINCT",
  "REDUCED",
  "WHERE",
  "OPTIONAL",
  "FILTER",
  "UNION",
  "MINUS",
  "BIND",
  "VALUES",
  "GRAPH",
  "GROUP BY",
  "HAVING",
  "ORDER BY",
  "ASC",
  "DESC",
  "LIMIT",
  "OFFSET",
  "CONSTRUCT",
  "ASK",
  "DESCRIBE",
  "PREFIX",
  "BASE",
  "FROM",
  "NAMED",
  "AS",
  "IN",
  "NOT IN",
  "EXISTS",
  "NOT EXISTS",
  "UNDEF",
  "COUNT",
  "SUM",
  "AVG",
  "MIN",
  "MAX",
  "SAMPLE",
  "GROUP_CONCAT",
  "SEPARATOR",
  "STR",
  "LANG",
  "LANGMATCHES",
  "DATATYPE",
  "BOUND",
  "IRI",
  "URI",
  "BNODE",
  "RAND",
  "ABS",
  "CEIL",
  "FLOOR",
  "ROUND",
  "CONCAT",
  "STRLEN",
  "UCASE",
  "LCASE",
  "CONTAINS",
  "STRSTARTS",
  "STRENDS",
  "STRBEFORE",
  "STRAFTER",
  "SUBSTR",
  "REPLACE",
  "REGEX",
  "YEAR",
  "MONTH",
  "DAY",
  "NOW",
  "COALESCE",
  "IF",
  "STRLANG",
  "STRDT",
  "ISIRI",
  "ISURI",
  "ISBLANK",
  "ISLITERAL",
  "ISNUMERIC",
  "SERVICE",
  "SILENT",
];

const WORDS = [...new Set(KEYWORDS.flatMap((keyword) => keyword.split(" ")))];
const KNOWN = new Set([...WORDS, "A", "TRUE", "FALSE", "BY", "NOT"]);
const SKIPPED = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g;
const BARE = /(?<![\w:?$@^.-])[A-Za-z_]{2,}(?![\w:-])/g;

/** Gives the first bare word that is none of SPARQL's but nearly one, with its place in the text; null where all are known. */
export function misspelt(query: string): { at: number; word: string; meant: string } | null {
  const bare = query.replace(SKIPPED, (text) => " ".repeat(text.length));
  for (const found of bare.matchAll(BARE)) {
    const word = found[0].toUpperCase();
    if (KNOWN.has(word)) continue;
    const [best] = WORDS.map((meant) => ({ meant, away: distance(word, meant) })).sort((a, b) => a.away - b.away);
    if (best && best.away <= (word.length > 4 ? 2 : 1)) return { at: found.index, word: found[0], meant: best.meant };
  }
  return null;
}

/** How many letters have to be changed, put in or left out. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
