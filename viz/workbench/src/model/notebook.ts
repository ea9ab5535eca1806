/** What a page and the notebook around it say to each other; each message has the version of this form (`viz/widget/workbench.js`). */

export const VERSION = 1;

/** What the notebook tells: the address to show and its number among those told; whether it is dark. */
export interface Order {
  plankg: number;
  address?: string;
  order?: number;
  dark?: boolean;
}

/** Whether a message is the first one of the notebook that this page was made for: an order with the secret. */
export function isGreeting(data: unknown, secret: string): data is Order {
  if (typeof data !== "object" || data === null) return false;
  const { plankg, secret: said } = data as Record<string, unknown>;
  return plankg === VERSION && said === secret && secret !== "";
}
