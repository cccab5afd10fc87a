import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export const OBJECTIVE_COMPARISONS = ['atMost', 'below', 'atLeast', 'above'] as const;
export type ObjectiveComparison = (typeof OBJECTIVE_COMPARISONS)[number];

/** A promise, and how its events are counted: either `good` of `total`, or `series` against a threshold. */
export interface ObjectiveDefinition {
  readonly name: string;
  readonly description?: string | null;
  /** A share above 0 and below 1. */
  readonly target: number;
  readonly windowDays: number;
  /** 60 or 300. */
  readonly slotSeconds: number;
  /** PromQL in which `$window` stands for the slot. */
  readonly good?: string | null;
  readonly total?: string | null;
  readonly series?: string | null;
  readonly comparison?: ObjectiveComparison | null;
  readonly threshold?: number | null;
}

/** How a pair of windows burns; it does where both are over the factor. */
export interface Burn {
  readonly severity: 'page' | 'ticket';
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly factor: number;
  readonly longRate?: number | null;
  readonly shortRate?: number | null;
  readonly isBurning: boolean;
  readonly reason: string;
}

export type ObjectiveState = 'noData' | 'acceptable' | 'recovering' | 'increasing' | 'critical';

export interface Objective {
  readonly definition: ObjectiveDefinition;
  readonly createdBy: string;
  readonly definedAt: string;
  readonly countedUntil: string;
  /** PromQL for a chart of what is judged. */
  readonly query: string;
  /** Why the newest events could not be counted. */
  readonly error?: string | null;
  readonly state: ObjectiveState;
  readonly goodRatio?: number | null;
  /** 1 untouched, 0 used up, negative overdrawn. */
  readonly budgetRemaining?: number | null;
  /** Of the last hour; 1 uses the budget up exactly at the window's end. */
  readonly recentRate?: number | null;
  readonly goneInSeconds?: number | null;
  readonly burns: readonly Burn[];
  readonly words: string;
}

const key = ['objectives'] as const;
const REFRESH_MS = 15_000;

export function useObjectives(): UseQueryResult<readonly Objective[]> {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request<{ objectives: readonly Objective[] }>('/api/v1/slo', { signal })).objectives,
    refetchInterval: REFRESH_MS,
  });
}

export function useObjective(name: string): UseQueryResult<Objective> {
  return useQuery({
    queryKey: [...key, name],
    queryFn: ({ signal }) => request<Objective>(addressOf(name), { signal }),
    refetchInterval: REFRESH_MS,
  });
}

/** Defines one, or gives the one that is there another definition. */
export function useSaveObjective(exists: boolean): UseMutationResult<Objective, Error, ObjectiveDefinition> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (definition: ObjectiveDefinition) =>
      request<Objective>(exists ? addressOf(definition.name) : '/api/v1/slo', { method: exists ? 'PUT' : 'POST', json: definition }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useDeleteObjective(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => request(addressOf(name), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

function addressOf(name: string): string {
  return `/api/v1/slo/${encodeURIComponent(name)}`;
}
