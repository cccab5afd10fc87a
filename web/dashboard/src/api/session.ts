import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export type Role = 'viewer' | 'operator' | 'admin';

export const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Who is signed in. */
export interface Session {
  readonly name: string;
  readonly role: Role;
}

/** Each role may do what the ones before it may. */
export function includesRole(held: Role | undefined, needed: Role): boolean {
  return held !== undefined && ROLES.indexOf(held) >= ROLES.indexOf(needed);
}

export const sessionKey = ['session'] as const;

export function fetchSession(signal?: AbortSignal): Promise<Session> {
  return request<Session>('/api/me', { signal });
}

export function useSession(): UseQueryResult<Session> {
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => fetchSession(signal), staleTime: 60_000 });
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export function useLogin(): UseMutationResult<unknown, Error, Credentials> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => request('/api/login', { method: 'POST', json: credentials }),
    onSuccess: () => {
      client.clear();
    },
  });
}

export function useLogout(): UseMutationResult<unknown, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('/api/logout', { method: 'POST' }),
    onSuccess: () => {
      client.clear();
    },
  });
}

export interface PasswordChange {
  readonly current: string;
  readonly new: string;
}

export function useChangePassword(): UseMutationResult<unknown, Error, PasswordChange> {
  return useMutation({
    mutationFn: (change: PasswordChange) => request('/api/me/password', { method: 'POST', json: change }),
  });
}
