import type { Tally } from '../../api/alertLife';

/** What the verdicts suggest to do with a rule; null: leave it. */
export type Proposal = 'retire' | 'tune' | 'expect' | 'judge' | null;

// Fewer verdicts than this say nothing about a rule.
const LEAST_JUDGED = 5;
// Alerts that nobody has judged, so many that somebody should.
const MANY_UNJUDGED = 20;
const MOST_FALSE = { critical: 0.05, warning: 0.1, info: 0.25 } as const;

/** Mostly false: it costs more than it tells. More false than its level may be: tune it. Mostly known: plan for it. Never judged: judge it. */
export function proposalFor({ severity, episodes, judged, false: wrong, known }: Tally): Proposal {
  if (judged < LEAST_JUDGED) return episodes - judged >= MANY_UNJUDGED ? 'judge' : null;
  if (wrong / judged >= 0.5) return 'retire';
  if (wrong / judged > MOST_FALSE[severity]) return 'tune';
  return known / judged >= 0.5 ? 'expect' : null;
}
