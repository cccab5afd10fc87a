import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';
import type { Role } from './session';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** The key's first characters, to tell it from others. */
  readonly prefix: string;
  readonly role: Role;
  readonly scope: 'all' | 'ingest';
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  readonly scope: 'all' | 'ingest';
  readonly expiresAt?: string;
}

/** The answer to a creation: the only time the key's text is told. */
export interface CreatedApiKey {
  readonly key: ApiKey;
  readonly secret: string;
}

const keys = { all: ['api-keys'] as const };

export function useApiKeys(): UseQueryResult<readonly ApiKey[]> {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await request<{ keys: readonly ApiKey[] }>('/api/api-keys', { signal })).keys,
  });
}

export function useCreateApiKey(): UseMutationResult<CreatedApiKey, Error, NewApiKey> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: NewApiKey) => request<CreatedApiKey>('/api/api-keys', { method: 'POST', json: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useRevokeApiKey(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request(`/api/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}
