/** Steps that can be taken back and again. */

export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

export const begun = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** Takes a step: what had been taken back is gone. */
export function step<T>(history: History<T>, now: T, most = 100): History<T> {
  return { past: [...history.past, history.now].slice(-most), now, future: [] };
}

export function back<T>(history: History<T>): History<T> {
  const now = history.past.at(-1);
  return now === undefined ? history : { past: history.past.slice(0, -1), now, future: [history.now, ...history.future] };
}

export function again<T>(history: History<T>): History<T> {
  const [now, ...future] = history.future;
  return now === undefined ? history : { past: [...history.past, history.now], now, future };
}
