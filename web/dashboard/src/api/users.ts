import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';
import type { Role } from './session';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

export interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
}

/** What is to change; what is left out stays. */
export interface UserChange {
  readonly id: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  readonly password?: string;
}

const keys = { all: ['users'] as const };

export function useUsers(): UseQueryResult<readonly User[]> {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await request<{ users: readonly User[] }>('/api/users', { signal })).users,
  });
}

export function useCreateUser(): UseMutationResult<unknown, Error, NewUser> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (user: NewUser) => request('/api/users', { method: 'POST', json: user }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useChangeUser(): UseMutationResult<unknown, Error, UserChange> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: UserChange) =>
      request(`/api/users/${encodeURIComponent(id)}`, { method: 'PATCH', json: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useDeleteUser(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request(`/api/users/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}
