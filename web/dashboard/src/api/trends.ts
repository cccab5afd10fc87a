import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';
import type { Labels } from './prometheus';

/** Whether values rise or fall, and whether that is more than chance. */
export interface Trend {
  readonly verdict: 'rising' | 'falling' | 'notShown' | 'notEnoughData';
  /** In the unit of the series. */
  readonly perHour?: number | null;
  /** Over the whole range, as a share of the median. */
  readonly share?: number | null;
  readonly reason: string;
}

/** A value, and the end of the step in which it was there. */
export interface Peak {
  readonly value: number;
  readonly time: string;
}

export type HeadingVerdict = 'steady' | 'improving' | 'degrading' | 'notEnoughData';

export interface SeriesTrend {
  readonly labels: Labels;
  readonly heading: HeadingVerdict;
  readonly trend: Trend;
  readonly values?: { readonly median: number; readonly p95: number } | null;
  readonly peak?: Peak | null;
  readonly trough?: Peak | null;
}

export interface Trends {
  readonly rangeSeconds: number;
  readonly stepSeconds: number;
  readonly leftOut: number;
  readonly series: readonly SeriesTrend[];
}

export type Better = 'lower' | 'higher';

/** An empty query asks nothing. */
export function useTrends(query: string, range: string, better: Better): UseQueryResult<Trends> {
  return useQuery({
    queryKey: ['trends', query, range, better],
    queryFn: ({ signal }) => request<Trends>(`/api/v1/trends?${new URLSearchParams({ query, range, better }).toString()}`, { signal }),
    enabled: query !== '',
    staleTime: 60_000,
    retry: false,
  });
}
