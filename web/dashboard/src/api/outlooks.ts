import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export const THRESHOLD_SIDES = ['fromBelow', 'fromAbove'] as const;
export type ThresholdSide = (typeof THRESHOLD_SIDES)[number];

/** A forecast that is kept fresh under a name. Spans are durations as PromQL writes them. */
export interface OutlookDefinition {
  readonly name: string;
  readonly query: string;
  readonly history: string;
  readonly horizon: string;
  /** The finest usual one that is read in full, without it. */
  readonly step?: string | null;
  /** Share of the values to come that the interval holds. */
  readonly level: number;
  readonly threshold?: number | null;
  readonly side: ThresholdSide;
  /** The smallest and the largest possible value. */
  readonly least?: number | null;
  readonly largest?: number | null;
  /** PromQL for how many instances share the load, where the query is their mean utilisation. */
  readonly instances?: string | null;
}

export interface Outlook {
  readonly definition: OutlookDefinition;
  readonly madeAt?: string | null;
  /** Why it could not be made since. */
  readonly error?: string | null;
}

/** The most there may be. */
export const MOST_OUTLOOKS = 50;

const key = ['outlooks'] as const;

export function useOutlooks(): UseQueryResult<readonly Outlook[]> {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request<{ outlooks: readonly Outlook[] }>('/api/v1/outlooks', { signal })).outlooks,
    refetchInterval: 30_000,
  });
}

/** Keeps a forecast fresh, or another one under the name that is there. */
export function useSaveOutlook(exists: boolean): UseMutationResult<OutlookDefinition, Error, OutlookDefinition> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (definition: OutlookDefinition) =>
      request<OutlookDefinition>(exists ? addressOf(definition.name) : '/api/v1/outlooks', { method: exists ? 'PUT' : 'POST', json: definition }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useDeleteOutlook(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => request(addressOf(name), { method: 'DELETE' }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: ['capacity'] })]),
  });
}

function addressOf(name: string): string {
  return `/api/v1/outlooks/${encodeURIComponent(name)}`;
}
