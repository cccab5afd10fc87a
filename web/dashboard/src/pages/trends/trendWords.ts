import type { HeadingVerdict, SeriesTrend } from '../../api/trends';
import type { State } from '../../components/StateIcon';

export const HEADING_STATE: Readonly<Record<HeadingVerdict, State>> = {
  degrading: 'warning',
  improving: 'ok',
  steady: 'info',
  notEnoughData: 'unknown',
};

const PRESSING: readonly HeadingVerdict[] = ['degrading', 'improving', 'steady', 'notEnoughData'];

/** What gets worse first, and of that what changes most. */
export function worstFirst(series: readonly SeriesTrend[]): readonly SeriesTrend[] {
  const change = ({ trend: { share } }: SeriesTrend): number => Math.abs(share ?? 0);
  return [...series].sort((left, right) => PRESSING.indexOf(left.heading) - PRESSING.indexOf(right.heading) || change(right) - change(left));
}

/** What people ask first; the names of the texts, the queries and what is better. */
export const USUAL_QUERIES = [
  { name: 'cpu', query: 'host_cpu_utilization_ratio', better: 'lower' },
  { name: 'memory', query: 'host_memory_utilization_ratio', better: 'lower' },
  { name: 'disk', query: 'host_filesystem_utilization_ratio', better: 'lower' },
  { name: 'responseTime', query: 'probe_duration_seconds', better: 'lower' },
  { name: 'availability', query: 'probe_success', better: 'higher' },
  { name: 'throughput', query: 'sum(rate(perfmonitor_samples_accepted_total[5m]))', better: 'higher' },
] as const;
