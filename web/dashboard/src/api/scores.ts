import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

/** One part of a score. */
export interface SubScore {
  readonly name: string;
  /** Those of a score add up to 1. */
  readonly weight: number;
  /** 0 to 100; null where it was not measured. */
  readonly value?: number | null;
  /** What it was computed from, or what is missing. */
  readonly reason: string;
  readonly formula: string;
}

export interface Score {
  /** 0 to 100; null where too little was measured. */
  readonly value?: number | null;
  readonly parts: readonly SubScore[];
  readonly reason: string;
  readonly formula: string;
}

/** Requests by how long they took: within the threshold, within four times it, and slower or failed. */
export interface ScoredRequests {
  readonly satisfied: number;
  readonly tolerating: number;
  readonly frustrated: number;
  readonly thresholdSeconds: number;
}

export interface Scores {
  readonly time: string;
  readonly health: Score;
  readonly optimization: Score;
  readonly satisfaction?: number | null;
  readonly satisfactionReason: string;
  readonly requests?: ScoredRequests | null;
}

export function useScores(): UseQueryResult<Scores> {
  return useQuery({ queryKey: ['scores'], queryFn: ({ signal }) => request<Scores>('/api/v1/scores', { signal }), refetchInterval: 10_000 });
}
