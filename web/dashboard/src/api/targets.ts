import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export const TARGET_KINDS = ['web', 'api', 'backend'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'] as const;

/** What is probed, as a person sets it. */
export interface TargetSettings {
  readonly name: string;
  readonly url: string;
  readonly kind: TargetKind;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `2xx`, `200,204` or `200-299`. */
  readonly expectedStatus: string;
  readonly keyword: string | null;
  readonly followRedirects: boolean;
  readonly allowInvalidCertificate: boolean;
  readonly tags: readonly string[];
  readonly enabled: boolean;
}

export interface Target extends TargetSettings {
  readonly id: string;
  /** `api`: made here. `file` and `self`: provided by configuration, and changed only there. */
  readonly origin: string;
}

export const NEW_TARGET: TargetSettings = {
  name: '',
  url: '',
  kind: 'web',
  intervalSeconds: 30,
  timeoutSeconds: 10,
  method: 'GET',
  headers: {},
  expectedStatus: '2xx',
  keyword: null,
  followRedirects: true,
  allowInvalidCertificate: false,
  tags: [],
  enabled: true,
};

export const PHASES = ['resolve', 'connect', 'tls', 'processing', 'transfer'] as const;
export type Phase = (typeof PHASES)[number];

/** One probe made now. Times in seconds, as in the metrics. */
export interface ProbeResult {
  readonly success: boolean;
  readonly durationSeconds: number;
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  readonly statusCode: number | null;
  /** A failure in one word. */
  readonly reason: string | null;
  /** The failure in a sentence. */
  readonly detail: string | null;
  readonly certificateExpiry: string | null;
}

const keys = { all: ['targets'] as const };

export function useTargets(): UseQueryResult<readonly Target[]> {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await request<{ targets: readonly Target[] }>('/api/targets', { signal })).targets,
    staleTime: 10_000,
  });
}

/** Creates when there is no id, replaces otherwise. */
export function useSaveTarget(): UseMutationResult<Target, Error, { id?: string; settings: TargetSettings }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, settings }: { id?: string; settings: TargetSettings }) =>
      id === undefined
        ? request<Target>('/api/targets', { method: 'POST', json: settings })
        : request<Target>(`/api/targets/${encodeURIComponent(id)}`, { method: 'PUT', json: settings }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useDeleteTarget(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request(`/api/targets/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useProbeNow(): UseMutationResult<ProbeResult, Error, string> {
  return useMutation({
    mutationFn: (id: string) =>
      request<ProbeResult>(`/api/targets/${encodeURIComponent(id)}/probe`, { method: 'POST' }),
  });
}
