import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { ChartEvent } from '../charts/events';
import type { Interval } from '../lib/timeRange';
import { request } from './client';
import type { Labels } from './prometheus';

/** Something that was done to the system. */
export interface Annotation {
  readonly id: string;
  /** `deploy`, `configuration`, or another word. */
  readonly kind: string;
  readonly text: string;
  readonly labels: Labels;
  readonly start: string;
  /** The start again where it took no time. */
  readonly end: string;
  readonly createdBy: string;
}

export interface NewAnnotation {
  readonly kind: string;
  readonly text: string;
  readonly labels?: Labels;
  /** Now when left out. */
  readonly start?: string;
  readonly end?: string;
}

const keys = { all: ['annotations'] as const };

/** Annotations of this kind mark when something really was wrong. */
export const INCIDENT = 'incident';

/** Those that lie at least partly within a range, the newest first; the service gives at most 1,000. */
export function useAnnotations(rangeKey: string, interval: () => Interval): UseQueryResult<readonly Annotation[]> {
  return useQuery({
    queryKey: [...keys.all, rangeKey],
    queryFn: async ({ signal }) => {
      const { from, to } = interval();
      const range = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      return (await request<{ annotations: readonly Annotation[] }>(`/api/v1/annotations?${range.toString()}`, { signal })).annotations;
    },
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useAddAnnotation(): UseMutationResult<Annotation, Error, NewAnnotation> {
  return useAnnotationChange((annotation: NewAnnotation) => request<Annotation>('/api/v1/annotations', { method: 'POST', json: annotation }));
}

export function useDeleteAnnotation(): UseMutationResult<unknown, Error, string> {
  return useAnnotationChange((id: string) => request(`/api/v1/annotations/${encodeURIComponent(id)}`, { method: 'DELETE' }));
}

function useAnnotationChange<Answer, Input>(change: (input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: keys.all }) });
}

export function eventOf({ kind, text, start, end }: Annotation): ChartEvent {
  return { from: Date.parse(start) / 1_000, to: Date.parse(end) / 1_000, label: `${kind}: ${text}` };
}
