/** Headings as a plan prints them. */

/** Gives number and title with the mark that the kind of number takes (一、… 1.…); one in brackets takes none. */
export function headed({ label, title }: { label: string; title: string }): string {
  if (!title || !label) return label || title;
  if (/^[零〇一二三四五六七八九十百]+$/.test(label)) return `${label}、${title}`;
  if (label.endsWith("）")) return label + title;
  return /^\d+$/.test(label) ? `${label}. ${title}` : `${label} ${title}`;
}
