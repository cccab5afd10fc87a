import type { StageTimes } from '../../api/alertPath';

// From sample to channel, seconds: S3-80 for critical alerts, S3-81 for all others.
const CRITICAL_SECONDS = 1;
const OTHER_SECONDS = 30;

export interface PathGoal {
  readonly seconds: number;
  /** Whether 99 of 100 messages were in time. */
  readonly met: boolean;
}

export function pathGoal({ level, p99 }: Pick<StageTimes, 'level' | 'p99'>): PathGoal {
  const seconds = level === 'critical' ? CRITICAL_SECONDS : OTHER_SECONDS;
  return { seconds, met: p99 < seconds };
}
