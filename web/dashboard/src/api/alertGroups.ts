import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { alertKeys, type AlertState, type Severity } from './alerts';
import { request } from './client';
import type { Labels } from './prometheus';

/** What keeps an open alert from being told. */
export interface Suppression {
  readonly state: 'active' | 'suppressed';
  /** Ids of silences. */
  readonly silencedBy: readonly string[];
  /** Fingerprints of the alerts that explain it. */
  readonly inhibitedBy: readonly string[];
  /** Names of maintenance windows. */
  readonly mutedBy: readonly string[];
}

/** Open alerts that one receiver is told of together, as Alertmanager's API shows them. */
export interface RouteGroup {
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly { readonly fingerprint: string; readonly status: Suppression }[];
}

export function useRouteGroups(): UseQueryResult<readonly RouteGroup[]> {
  return useQuery({
    queryKey: [...alertKeys.all, 'groups'],
    queryFn: ({ signal }) => request<readonly RouteGroup[]>('/api/v2/alerts/groups', { signal }),
    refetchInterval: 15_000,
  });
}

/** Alerts that are most likely one trouble. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly startsAt: string;
  readonly endsAt?: string | null;
  /** The labels that hold them together. */
  readonly shared: Labels;
  /** The oldest first: the likeliest cause. */
  readonly alerts: readonly { readonly fingerprint: string; readonly name: string; readonly state: AlertState; readonly startsAt: string }[];
}

/** Those of the last day. */
export function useIncidents(): UseQueryResult<readonly Incident[]> {
  return useQuery({
    queryKey: [...alertKeys.all, 'incidents'],
    queryFn: async ({ signal }) => (await request<{ incidents: readonly Incident[] }>('/api/incidents', { signal })).incidents,
    refetchInterval: 15_000,
  });
}
