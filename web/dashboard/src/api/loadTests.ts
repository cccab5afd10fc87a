import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type UseInfiniteQueryResult, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Comparison } from './baselines';
import { request } from './client';
import { recoverAfter } from './recovery';

/** How far a load test is, or was at its end. */
export interface LoadTestProgress {
  readonly elapsedTime: number;
  /** 0 to 100. */
  readonly progressPercent: number;
  readonly activeUsers: number;
  /** Requests that succeeded. */
  readonly completedRequests: number;
  readonly failedRequests: number;
  /** 0 to 100. */
  readonly successRate: number;
  readonly currentRps: number;
  readonly peakRps: number;
  /** Requests that ended, per second since the start. */
  readonly overallRps: number;
  /** Seconds until the planned end. */
  readonly estimatedCompletion: number;
  readonly meanResponseSeconds?: number | null;
  readonly p50ResponseSeconds?: number | null;
  readonly p95ResponseSeconds?: number | null;
  readonly p99ResponseSeconds?: number | null;
  readonly maxResponseSeconds?: number | null;
}

export interface LoadTest {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly virtualUsers: number;
  /** As planned. */
  readonly durationSeconds: number;
  /** `interrupted`: its process died. */
  readonly state: 'running' | 'finished' | 'stopped' | 'interrupted';
  readonly startedBy: string;
  readonly startedAt: string;
  readonly endedAt?: string | null;
  readonly progress?: LoadTestProgress | null;
}

/** A run and its line of figures. */
export interface LoadTestView {
  readonly run: LoadTest;
  readonly status?: string | null;
}

export const LOAD_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const;

export interface NewLoadTest {
  readonly name?: string;
  readonly url: string;
  readonly method: (typeof LOAD_METHODS)[number];
  readonly virtualUsers: number;
  readonly durationSeconds: number;
  readonly thinkTimeSeconds: number;
  readonly timeoutSeconds: number;
  /** None that is planned when left out. */
  readonly expectedRequestsPerSecond?: number;
}

/** Two runs side by side; as the before/after table of a baseline. */
export interface RunComparison extends Pick<Comparison, 'components' | 'overall'> {
  readonly before: Comparison['compared'];
  readonly after: Comparison['compared'];
}

const keys = { all: ['load-tests'] as const };

// Two records come a second; one look a second is all a person can follow.
const LIVE_MS = 1_000;
const IDLE_MS = 15_000;

interface LoadTestPage {
  readonly runs: readonly LoadTest[];
  /** Pass it on to read further; null at the end. */
  readonly next?: string | null;
}

/** The newest load tests, as many pages of them as were asked for. */
export function useLoadTests(): UseInfiniteQueryResult<readonly LoadTest[]> {
  return useInfiniteQuery({
    queryKey: [...keys.all, 'list'],
    queryFn: ({ pageParam, signal }) => request<LoadTestPage>(`/api/loadtests?limit=200${pageParam === null ? '' : `&before=${encodeURIComponent(pageParam)}`}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next ?? null,
    select: ({ pages }) => pages.flatMap(({ runs }) => runs),
    refetchInterval: ({ state }) => recoverAfter(state, state.data?.pages.some(({ runs }) => runs.some((run) => run.state === 'running')) === true ? 2 * LIVE_MS : IDLE_MS),
  });
}

/** However old it is. Nothing is asked without an id. */
export function useLoadTest(id: string | null | undefined): UseQueryResult<LoadTestView> {
  return useQuery({
    queryKey: [...keys.all, id],
    queryFn: ({ signal }) => request<LoadTestView>(`/api/loadtests/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined && id !== null,
    refetchInterval: ({ state }) => recoverAfter(state, state.data === undefined || state.data.run.state === 'running' ? LIVE_MS : false),
    retry: false,
  });
}

/** Null where a run is missing: nothing is asked. */
export function useRunComparison(before: string | undefined, after: string | undefined): UseQueryResult<RunComparison> {
  return useQuery({
    queryKey: [...keys.all, 'comparison', before, after],
    queryFn: ({ signal }) => request<RunComparison>(`/api/v1/comparison?${new URLSearchParams({ beforeRun: before ?? '', afterRun: after ?? '' }).toString()}`, { signal }),
    enabled: before !== undefined && after !== undefined,
    refetchInterval: ({ state }) => recoverAfter(state, IDLE_MS),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useStartLoadTest(): UseMutationResult<LoadTest, Error, NewLoadTest> {
  return useRunChange((plan: NewLoadTest) => request<LoadTest>('/api/loadtests', { method: 'POST', json: plan }));
}

export function useStopLoadTest(): UseMutationResult<unknown, Error, string> {
  return useRunChange((id: string) => request(`/api/loadtests/${encodeURIComponent(id)}/stop`, { method: 'POST' }));
}

function useRunChange<Answer, Input>(change: (input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: keys.all }) });
}
