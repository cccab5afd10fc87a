import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRangeQuery, type RangeSeries } from '../../api/prometheus';
import { useNow } from '../../lib/useNow';
import styles from './targets.module.css';
import { beatsOf, stepEnd } from './targetFacts';

const BEATS = 30;
const STEP_SECONDS = 120;

/** The probes of the last hour for all targets, asked for once. */
export function useHeartbeats(): readonly RangeSeries[] | undefined {
  const length = BEATS * STEP_SECONDS * 1_000;
  return useRangeQuery({
    query: `min_over_time(probe_success[${String(STEP_SECONDS)}s])`,
    rangeKey: 'last-hour',
    // Up to the end of the step under way, so that a failure shows at once.
    interval: () => {
      const to = stepEnd(Date.now(), STEP_SECONDS) * 1_000;
      return { from: to - length, to };
    },
    step: STEP_SECONDS,
    refetchMs: 30_000,
  }).data;
}

interface HeartbeatProps {
  readonly target: string;
  readonly series: readonly RangeSeries[] | undefined;
}

/** One bar for every two minutes of the last hour. */
export function Heartbeat({ target, series }: HeartbeatProps): ReactElement {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const beats = useMemo(
    () => beatsOf(series?.find(({ metric }) => metric['target'] === target), BEATS, STEP_SECONDS, now),
    [series, target, now],
  );
  const down = beats.filter((beat) => beat === 'down').length;
  return (
    <div className={styles['beats']} role="img" aria-label={t('target.heartbeat', { count: down })}>
      {beats.map((beat, index) => (
        <span key={index} className={styles[beat]} />
      ))}
    </div>
  );
}
