import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';
import type { Labels } from './prometheus';
import type { Trend } from './trends';

export type ReachState = 'alreadyBeyond' | 'withinHorizon' | 'notWithinHorizon' | 'cannotTell';

/** When a threshold is reached, in seconds from the last measured value; null where not within the horizon. */
export interface Reach {
  readonly state: ReachState;
  readonly earliestSeconds?: number | null;
  readonly expectedSeconds?: number | null;
  readonly latestSeconds?: number | null;
  readonly words: string;
}

/** A series that can run out, and what its forecast says. */
export interface Resource {
  readonly outlook: string;
  /** PromQL of the outlook; the series is one of its. */
  readonly query: string;
  /** How far ahead it looks. */
  readonly horizonSeconds: number;
  readonly labels: Labels;
  readonly madeAt: string;
  readonly threshold: number;
  readonly side: 'fromBelow' | 'fromAbove';
  /** The smallest and the largest possible value. */
  readonly least?: number | null;
  readonly largest?: number | null;
  readonly reach: Reach;
  readonly allocation?: { readonly advice: 'grow' | 'keep' | 'shrink'; readonly words: string } | null;
  readonly scaling?: { readonly instances: number; readonly now: number; readonly words: string } | null;
  readonly trend: Trend;
}

/** What runs out first comes first. Made anew every two minutes. */
export function useCapacity(): UseQueryResult<readonly Resource[]> {
  return useQuery({
    queryKey: ['capacity'],
    queryFn: async ({ signal }) => (await request<{ resources: readonly Resource[] }>('/api/v1/capacity', { signal })).resources,
    refetchInterval: 60_000,
  });
}
