import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Severity } from './alerts';
import { request } from './client';

export const PATH_STAGES = ['evaluate', 'publish', 'decide', 'deliver', 'total'] as const;

/** How long one part of the way from a sample to a channel takes; seconds. */
export interface StageTimes {
  readonly channel: string;
  /** The worst level in the notification. */
  readonly level: Severity;
  readonly stage: (typeof PATH_STAGES)[number];
  /** Notifications that were measured. */
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
}

interface AlertPath {
  readonly stages: readonly StageTimes[];
}

/** The last day's times, by channel and level. */
export function useAlertPath(): UseQueryResult<readonly StageTimes[]> {
  return useQuery({
    queryKey: ['alert-path'],
    queryFn: async ({ signal }) => (await request<AlertPath>('/api/alerts/path', { signal })).stages,
    refetchInterval: 30_000,
  });
}
