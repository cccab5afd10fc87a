import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

/** A figure the business lives on. */
export interface Kpi {
  readonly name: string;
  readonly query: string;
  /** Empty for none. */
  readonly unit: string;
}

/** A figure with its interval. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** What an explanatory series has to do with a loss; without an amount it was left out, for the reason. */
export interface ExplainedPart {
  readonly name: string;
  readonly amount?: Estimate | null;
  readonly reason: string;
}

/** In the unit of the KPI. */
export interface Loss {
  readonly verdict: 'lost' | 'gained' | 'notShown';
  readonly amount: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly expected: number;
  readonly actual: number;
  readonly explained?: Estimate | null;
  readonly parts: readonly ExplainedPart[];
}

/** The KPI at a step as it was expected and as it was measured. */
export interface CourseStep {
  readonly time: string;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  readonly actual?: number | null;
}

export interface Impact {
  readonly kpi: Kpi;
  readonly from: string;
  readonly to: string;
  readonly stepSeconds: number;
  /** Null where the words say why there is none. */
  readonly loss?: Loss | null;
  readonly course: readonly CourseStep[];
  readonly words: string;
}

/** A span of time; without an end it lasts. */
export interface Span {
  readonly startsAt: string;
  readonly endsAt?: string | null;
}

// The configuration is read when the service starts.
export function useKpis(): UseQueryResult<readonly Kpi[]> {
  return useQuery({
    queryKey: ['kpis'],
    queryFn: async ({ signal }) => (await request<{ readonly kpis: readonly Kpi[] }>('/api/v1/impact/kpis', { signal })).kpis,
    staleTime: 600_000,
  });
}

// As many as the service leaves out.
const MOST_EXCLUDED = 100;

/** What an incident took from a KPI; the others do not count as its usual course. Asked anew every minute while it lasts. */
export function useImpact(kpi: string, incident: Span, others: readonly Span[]): UseQueryResult<Impact> {
  const search = new URLSearchParams({ kpi, from: incident.startsAt });
  if (incident.endsAt) search.set('to', incident.endsAt);
  for (const { startsAt, endsAt } of others.slice(0, MOST_EXCLUDED)) if (endsAt) search.append('exclude', `${startsAt}/${endsAt}`);
  return useQuery({
    queryKey: ['impact', search.toString()],
    queryFn: ({ signal }) => request<Impact>(`/api/v1/impact?${search.toString()}`, { signal }),
    staleTime: 60_000,
    refetchInterval: incident.endsAt ? false : 60_000,
    retry: false,
  });
}
