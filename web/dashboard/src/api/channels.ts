import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

/** A way to reach people. */
export interface Channel {
  readonly name: string;
  /** For example email, slack, webhook. */
  readonly kind: string;
  readonly enabled: boolean;
  /** Why it is off. */
  readonly off?: string | null;
  /** Where it goes, without secrets. */
  readonly destination?: string | null;
}

export interface ChannelTestResult {
  readonly delivered: boolean;
  readonly reason?: string | null;
}

export function useChannels(): UseQueryResult<readonly Channel[]> {
  return useQuery({
    queryKey: ['channels'],
    queryFn: async ({ signal }) => (await request<{ channels: readonly Channel[] }>('/api/channels', { signal })).channels,
  });
}

export function useTestChannel(): UseMutationResult<ChannelTestResult, Error, string> {
  return useMutation({
    mutationFn: (name: string) =>
      request<ChannelTestResult>(`/api/channels/${encodeURIComponent(name)}/test`, { method: 'POST' }),
  });
}
