import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Limits } from './analysis';
import { request } from './client';

/** A query whose series the detectors judge, one value each step. Values beyond the limits are anomalies whatever else is usual. */
export interface WatchDefinition extends Limits {
  readonly name: string;
  readonly query: string;
  /** A duration as PromQL writes it, 1s to 1h. */
  readonly step: string;
}

export interface Watch {
  readonly definition: WatchDefinition;
  readonly judgedUntil: string;
  /** Why the newest values could not be judged, or not all. */
  readonly error?: string | null;
}

/** The most there may be. */
export const MOST_WATCHES = 50;

const key = ['watches'] as const;

export function useWatches(): UseQueryResult<readonly Watch[]> {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request<{ watches: readonly Watch[] }>('/api/v1/watches', { signal })).watches,
    refetchInterval: 30_000,
  });
}

/** Watches a query, or gives the watch that is there another one. */
export function useSaveWatch(exists: boolean): UseMutationResult<WatchDefinition, Error, WatchDefinition> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (definition: WatchDefinition) =>
      request<WatchDefinition>(exists ? addressOf(definition.name) : '/api/v1/watches', { method: exists ? 'PUT' : 'POST', json: definition }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useDeleteWatch(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => request(addressOf(name), { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

function addressOf(name: string): string {
  return `/api/v1/watches/${encodeURIComponent(name)}`;
}
