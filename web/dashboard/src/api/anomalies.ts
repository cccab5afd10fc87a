import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Anomaly } from './analysis';
import { request } from './client';
import { useOverviewFeed } from './overview';

/** An anomaly that a watch found. */
export interface FoundAnomaly extends Anomaly {
  readonly watch: string;
  readonly expected?: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  /** The beginning of an episode, or a clear worsening of one. */
  readonly isNews: boolean;
  readonly votes: readonly Vote[];
}

/** What a detector saw. */
export interface Vote {
  readonly detector: string;
  /** 3 means one in a thousand. */
  readonly surprise: number;
  readonly reason: string;
}

/** What is asked for; what is left out asks for any. */
export interface AnomalyFilter {
  /** How far back, in ms. */
  readonly length: number;
  readonly level?: string | undefined;
  readonly series?: string | undefined;
  readonly detector?: string | undefined;
  readonly probability?: string | undefined;
}

export const DETECTORS = [
  'zScore', 'highPercentile', 'lowPercentile', 'ewmaHigh', 'ewmaLow', 'cusum', 'volatility', 'seasonalDecomposition', 'timeOfDay',
  'pattern', 'regime', 'echoState', 'flatLine', 'outOfRange', 'missingData',
] as const;

/** The newest are shown; older ones are found by narrowing the filter. */
export const MOST_ANOMALIES = 500;

const keys = { list: ['anomalies', 'list'] as const };

/** What the watches found, the newest first; asked for anew the moment one is pushed. */
export function useAnomalies({ length, ...filter }: AnomalyFilter): UseQueryResult<readonly FoundAnomaly[]> {
  const client = useQueryClient();
  const { live } = useOverviewFeed();
  useEffect(() => live.subscribe({ topic: 'anomalies' }, () => void client.invalidateQueries({ queryKey: keys.list })), [live, client]);
  return useQuery({
    queryKey: [...keys.list, length, filter],
    queryFn: async ({ signal }) => {
      const parameters = new URLSearchParams({ from: new Date(Date.now() - length).toISOString(), limit: String(MOST_ANOMALIES) });
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) parameters.set(name, value);
      return (await request<{ anomalies: readonly FoundAnomaly[] }>(`/api/v1/anomalies?${parameters.toString()}`, { signal })).anomalies;
    },
    // Only what is news is pushed.
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
}
