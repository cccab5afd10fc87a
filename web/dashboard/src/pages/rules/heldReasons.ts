import type { HeldAlert } from '../../api/backtest';

/** Why alerts would have been held back, and how many, from when to when. */
export interface HeldReason {
  readonly reason: string;
  readonly alerts: number;
  readonly first: string;
  readonly last: string;
}

/** Each reason once, the one of most alerts first: an alert that is held is looked at again and again. */
export function heldReasons(held: readonly HeldAlert[]): readonly HeldReason[] {
  const reasons = new Map<string, { alerts: Set<string>; first: string; last: string }>();
  for (const { at, fired, reason } of held) {
    const known = reasons.get(reason);
    if (known === undefined) {
      reasons.set(reason, { alerts: new Set([fired]), first: at, last: at });
      continue;
    }
    known.alerts.add(fired);
    if (at < known.first) known.first = at;
    if (at > known.last) known.last = at;
  }
  return [...reasons].map(([reason, { alerts, first, last }]) => ({ reason, alerts: alerts.size, first, last })).sort((left, right) => right.alerts - left.alerts);
}
