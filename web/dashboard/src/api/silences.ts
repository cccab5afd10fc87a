import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Matcher } from '../lib/matchers';
import { alertKeys } from './alerts';
import { request } from './client';

export type SilenceState = 'active' | 'pending' | 'expired';

export interface Silence {
  readonly id: string;
  readonly state: SilenceState;
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
  /** What its author may not have meant. */
  readonly warning?: string | null;
}

export interface NewSilence {
  readonly matchers: readonly Matcher[];
  /** Now when left out. */
  readonly startsAt?: string;
  readonly endsAt: string;
  readonly comment: string;
}

const key = ['silences', 'list'] as const;

export function useSilences(): UseQueryResult<readonly Silence[]> {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request<{ silences: readonly Silence[] }>('/api/silences', { signal })).silences,
    refetchInterval: 30_000,
  });
}

/** Makes a silence; in the place of another, which ends at that moment, where its id is given. */
export function useSaveSilence(replaces: string | undefined): UseMutationResult<Silence, Error, NewSilence> {
  return useSilenceChange((silence: NewSilence) =>
    replaces === undefined
      ? request<Silence>('/api/silences', { method: 'POST', json: silence })
      : request<Silence>(`/api/silences/${encodeURIComponent(replaces)}`, { method: 'PUT', json: silence }),
  );
}

export function useExpireSilence(): UseMutationResult<unknown, Error, string> {
  return useSilenceChange((id: string) => request(`/api/silences/${encodeURIComponent(id)}`, { method: 'DELETE' }));
}

/** A silence changes what alerts say of themselves too. */
function useSilenceChange<Answer, Input>(change: (input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: alertKeys.all })]),
  });
}
