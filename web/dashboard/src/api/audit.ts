import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { request } from './client';

/** One thing somebody did. */
export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly address: string;
  readonly outcome: 'success' | 'refused' | 'failed';
  readonly detail: string;
}

interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Pass it on to read further; null at the end. */
  readonly next?: number | null;
}

export function useAudit(): UseInfiniteQueryResult<InfiniteData<AuditPage>> {
  return useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>(`/api/audit?limit=100${pageParam === null ? '' : `&before=${String(pageParam)}`}`, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? null,
  });
}
