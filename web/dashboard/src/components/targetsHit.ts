import type { InstantSeries } from '../api/prometheus';
import { allMatch, type Matcher } from '../lib/matchers';

/** Which targets the alerts on whose probes these matchers hold, by the labels of the probes. */
export interface TargetsHit {
  readonly hit: readonly string[];
  /** Those that cannot be judged here. */
  readonly unknown: readonly string[];
}

export function targetsHit(matchers: readonly Matcher[], probes: readonly InstantSeries[]): TargetsHit {
  const names = (judgement: boolean | null): readonly string[] =>
    [...new Set(probes.filter(({ metric }) => metric['target'] !== undefined && allMatch(matchers, metric) === judgement).map(({ metric }) => metric['target'] ?? ''))].sort();
  return { hit: names(true), unknown: names(null) };
}
