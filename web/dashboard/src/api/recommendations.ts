import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export const RECOMMENDATION_KINDS = ['resources', 'optimization', 'bestPractice'] as const;
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];

/** Something a person should do, with what speaks for it. */
export interface Recommendation {
  /** The documented rule that says so. */
  readonly rule: string;
  readonly kind: RecommendationKind;
  readonly advice: string;
  readonly evidence: readonly string[];
}

export interface Recommendations {
  readonly time: string;
  readonly recommendations: readonly Recommendation[];
}

/** They rest on an hour and more of measurements, so once a minute is often enough. */
export function useRecommendations(): UseQueryResult<Recommendations> {
  return useQuery({
    queryKey: ['recommendations'],
    queryFn: ({ signal }) => request<Recommendations>('/api/v1/recommendations', { signal }),
    refetchInterval: 60_000,
  });
}
