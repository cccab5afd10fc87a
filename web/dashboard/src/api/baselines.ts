import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export const ROLES = ['throughput', 'memory', 'cpu', 'communication', 'other'] as const;

/** A figure that is compared. */
export interface BaselineComponent {
  readonly name: string;
  /** One of the four that make the overall effectiveness, or other. */
  readonly role: (typeof ROLES)[number];
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** The improvement that is aimed at, in percent. */
  readonly targetPercent?: number | null;
  readonly query: string;
}

export interface Samples {
  readonly count: number;
  readonly median: number;
}

/** How much a figure grew within a range: the median of its last quarter less that of its first. */
export interface Growth {
  readonly amount?: number | null;
}

export interface MeasuredComponent extends BaselineComponent {
  readonly samples?: Samples | null;
  readonly growth: Growth;
}

/** How the system was over a range of time; a version is never changed. */
export interface Baseline {
  readonly name: string;
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly from: string;
  readonly to: string;
  readonly source: 'range' | 'run' | 'automatic';
  readonly run?: string | null;
  readonly note?: string | null;
  readonly components: readonly MeasuredComponent[];
}

export interface Baselines {
  readonly baselines: readonly Baseline[];
  /** What the overview compares with; without a version while there is no such baseline. */
  readonly reference: string;
  readonly referenceVersion?: number | null;
  /** How the first baseline stands, which is taken by itself. */
  readonly initial: string;
}

export interface NewBaseline {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly run?: string;
  readonly note?: string;
  /** The usual ones when left out. */
  readonly components?: readonly BaselineComponent[];
}

/** A row of the before/after table. */
export interface ComparisonRow {
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly before?: Samples | null;
  readonly after?: Samples | null;
  /** Positive where it became better; with its 95 % interval. */
  readonly improvementPercent?: number | null;
  readonly lowPercent?: number | null;
  readonly highPercent?: number | null;
  readonly significance: Significance;
  /** The row in words, or why there is no percentage. */
  readonly reason: string;
  readonly target?: { readonly outcome: 'achieved' | 'missed' | 'unknown'; readonly words: string } | null;
  readonly growthBefore: Growth;
  readonly growthAfter: Growth;
}

export interface Significance {
  readonly isSignificant: boolean;
  readonly samplesBefore: number;
  readonly samplesAfter: number;
  readonly test: string;
}

export interface Comparison {
  readonly baseline: Pick<Baseline, 'name' | 'version' | 'from' | 'to' | 'run'>;
  readonly compared: { readonly from: string; readonly to: string; readonly run?: string | null };
  readonly components: readonly ComparisonRow[];
  readonly overall: { readonly percent?: number | null; readonly reason: string };
}

/** Which version of which name. */
export interface BaselineId {
  readonly name: string;
  readonly version: number;
}

/** What a baseline is compared with: a run, a range, or the last minutes where neither is given. */
export interface ComparedTime {
  readonly run?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const keys = { all: ['baselines'] as const };

export function useBaselines(): UseQueryResult<Baselines> {
  return useQuery({
    queryKey: [...keys.all, 'list'],
    queryFn: ({ signal }) => request<Baselines>('/api/v1/baselines', { signal }),
    refetchInterval: 30_000,
  });
}

/** Compares a baseline; `time` is read anew each time, `timeKey` says when it is another. Null asks nothing. */
export function useComparison(baseline: BaselineId | null, timeKey: string, time: () => ComparedTime): UseQueryResult<Comparison> {
  return useQuery({
    queryKey: [...keys.all, 'comparison', baseline, timeKey],
    queryFn: ({ signal }) => {
      const parameters = new URLSearchParams({ version: String(baseline?.version) });
      for (const [name, value] of Object.entries(time())) if (typeof value === 'string') parameters.set(name, value);
      return request<Comparison>(`/api/v1/baselines/${encodeURIComponent(baseline?.name ?? '')}/comparison?${parameters.toString()}`, { signal });
    },
    enabled: baseline !== null,
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useTakeBaseline(): UseMutationResult<Baseline, Error, NewBaseline> {
  return useBaselineChange((baseline: NewBaseline) => request<Baseline>('/api/v1/baselines', { method: 'POST', json: baseline }));
}

export function useChooseReference(): UseMutationResult<unknown, Error, BaselineId> {
  return useBaselineChange(({ name, version }: BaselineId) => request('/api/v1/baselines/reference', { method: 'PUT', json: { name, version } }));
}

export function useDeleteBaseline(): UseMutationResult<unknown, Error, BaselineId> {
  return useBaselineChange(({ name, version }: BaselineId) =>
    request(`/api/v1/baselines/${encodeURIComponent(name)}?version=${String(version)}`, { method: 'DELETE' }),
  );
}

function useBaselineChange<Answer, Input>(change: (input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: keys.all }) });
}
