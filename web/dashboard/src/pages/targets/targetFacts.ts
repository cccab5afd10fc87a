import { parseSampleValue, type InstantSeries, type RangeSeries } from '../../api/prometheus';
import type { State } from '../../components/StateIcon';

/** What is known of a target from its samples. */
export interface TargetFacts {
  readonly up: boolean | null;
  /** Share of successful probes in the last day, 0 to 1. */
  readonly uptime: number | null;
  readonly seconds: number | null;
  readonly statusCode: number | null;
  /** ms since the epoch. */
  readonly certificateExpiry: number | null;
}

/** The queries behind the table, one for all targets each. */
export const TARGET_QUERIES = {
  up: 'probe_success',
  uptime: 'avg_over_time(probe_success[24h])',
  seconds: 'probe_duration_seconds',
  statusCode: 'probe_http_status_code',
  certificateExpiry: 'probe_ssl_earliest_cert_expiry',
} as const;

export type TargetVectors = Readonly<Record<keyof typeof TARGET_QUERIES, readonly InstantSeries[] | undefined>>;

/** The values of one target; null where no sample says anything. */
export function factsOf(target: string, vectors: TargetVectors): TargetFacts {
  const valueOf = (name: keyof typeof TARGET_QUERIES): number | null => {
    const series = vectors[name]?.find(({ metric }) => metric['target'] === target);
    if (series === undefined) return null;
    const value = parseSampleValue(series.value[1]);
    return Number.isFinite(value) ? value : null;
  };
  const up = valueOf('up');
  const status = valueOf('statusCode');
  const expiry = valueOf('certificateExpiry');
  return {
    up: up === null ? null : up >= 1,
    uptime: valueOf('uptime'),
    seconds: valueOf('seconds'),
    // The exporter convention writes 0 when no HTTP answer came, and no certificate.
    statusCode: status === 0 ? null : status,
    certificateExpiry: expiry === null || expiry === 0 ? null : expiry * 1_000,
  };
}

const DAY_MS = 86_400_000;
// As the usual renewal at 30 days before the end: a month left is fine, a week is late.
const CERTIFICATE_WARNING_DAYS = 21;
const CERTIFICATE_CRITICAL_DAYS = 7;

export function daysUntil(instant: number, now: number): number {
  return Math.floor((instant - now) / DAY_MS);
}

export function stateOfCertificate(days: number): State {
  if (days <= CERTIFICATE_CRITICAL_DAYS) return 'critical';
  return days <= CERTIFICATE_WARNING_DAYS ? 'warning' : 'ok';
}

export function stateOfTargetFacts(enabled: boolean, up: boolean | null): State {
  if (!enabled || up === null) return 'unknown';
  return up ? 'ok' : 'critical';
}

/** The end of the step that an instant lies in, in seconds. */
export function stepEnd(now: number, step: number): number {
  return Math.ceil(now / 1_000 / step) * step;
}

/** One bar of a heartbeat: whether all probes of its time succeeded, or none was made. */
export type Beat = 'up' | 'down' | 'none';

/** The last `count` steps, oldest first; the newest is the one that `now` lies in. */
export function beatsOf(series: RangeSeries | undefined, count: number, step: number, now: number): Beat[] {
  const end = stepEnd(now, step);
  const values = new Map(series?.values ?? []);
  return Array.from({ length: count }, (_, index) => {
    const value = values.get(end - (count - 1 - index) * step);
    if (value === undefined) return 'none';
    return parseSampleValue(value) >= 1 ? 'up' : 'down';
  });
}
