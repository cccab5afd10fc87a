import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export type PublicState = 'up' | 'partial' | 'down' | 'maintenance' | 'unknown';

/** Shares from 0 to 1; null where no probe was made. */
export interface PublicTarget {
  readonly name: string;
  readonly state: Exclude<PublicState, 'partial'>;
  /** While somebody works on it on purpose. */
  readonly maintenanceUntil: string | null;
  readonly downSince: string | null;
  readonly responseMs: number | null;
  readonly uptime: Readonly<Record<'1d' | '7d' | '30d' | '90d', number | null>>;
  /** Oldest first, in UTC. */
  readonly days: readonly PublicDay[];
}

export interface PublicDay {
  /** `2026-03-02` */
  readonly date: string;
  readonly uptime: number | null;
  /** What the server says of that. */
  readonly state: Exclude<PublicState, 'maintenance'>;
}

export interface PublicStatus {
  readonly title: string;
  readonly at: string;
  readonly state: PublicState;
  readonly targets: readonly PublicTarget[];
}

const REFETCH_MS = 15_000;

/** What anybody may read, where an administrator has turned it on. */
export function usePublicStatus(): UseQueryResult<PublicStatus> {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => request<PublicStatus>('/api/status', { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });
}
