import type { Reach, ReachState, Resource } from '../../api/capacity';
import type { State } from '../../components/StateIcon';
import { isPlainMetric, matcherTexts } from '../../lib/matcherText';

/** What is said of a reach in a word, and its colour. What only the nearer bound reaches may run out. */
export function verdictOf({ state, expectedSeconds }: Reach): { readonly state: State; readonly word: ReachState | 'perhaps' } {
  switch (state) {
    case 'alreadyBeyond':
      return { state: 'critical', word: state };
    case 'withinHorizon':
      return expectedSeconds === null || expectedSeconds === undefined ? { state: 'info', word: 'perhaps' } : { state: 'warning', word: state };
    case 'notWithinHorizon':
      return { state: 'ok', word: state };
    case 'cannotTell':
      return { state: 'unknown', word: state };
  }
}

/** Where a reach stands on a line from now to the horizon, 0 to 1 each; an open end goes on to the horizon. */
export interface ReachSpan {
  readonly from: number;
  readonly to: number;
  /** Null where the expected value does not get there. */
  readonly expected: number | null;
}

/** Null where nothing is reached within the horizon, or that cannot be told. */
export function spanOf({ state, earliestSeconds, expectedSeconds, latestSeconds }: Reach, horizonSeconds: number): ReachSpan | null {
  if (state === 'alreadyBeyond') return { from: 0, to: 0, expected: 0 };
  if (state !== 'withinHorizon') return null;
  const share = (seconds: number): number => Math.min(1, Math.max(0, seconds / horizonSeconds));
  return {
    from: share(earliestSeconds ?? 0),
    to: latestSeconds === null || latestSeconds === undefined ? 1 : share(latestSeconds),
    expected: expectedSeconds === null || expectedSeconds === undefined ? null : share(expectedSeconds),
  };
}

/** PromQL for the one series of a resource where its query is a plain selector; else the query, whose other series are shown too. */
export function seriesQuery({ query, labels }: Resource): string {
  if (!isPlainMetric(query)) return query;
  const matchers = matcherTexts(labels);
  return matchers.length === 0 ? query : `${query}{${matchers.join(',')}}`;
}

/** Those with a word in the outlook's name or in a label, and only what runs out where that is asked for. */
export function chooseResources(resources: readonly Resource[], soonOnly: boolean, word: string): readonly Resource[] {
  const wanted = word.trim().toLowerCase();
  return resources
    .filter(({ reach: { state } }) => !soonOnly || state === 'alreadyBeyond' || state === 'withinHorizon')
    .filter(({ outlook, labels }) => [outlook, ...Object.values(labels)].join(' ').toLowerCase().includes(wanted));
}
