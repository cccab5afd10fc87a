import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Interval } from '../lib/timeRange';
import { request } from './client';
import { recoverAfter } from './recovery';

export type Labels = Readonly<Record<string, string>>;

/** A point as the Prometheus API writes it: seconds since the epoch, value as text. */
export type Point = readonly [seconds: number, value: string];

export interface InstantSeries {
  readonly metric: Labels;
  readonly value: Point;
}

export interface RangeSeries {
  readonly metric: Labels;
  readonly values: readonly Point[];
}

export type InstantResult =
  | { readonly resultType: 'vector'; readonly result: readonly InstantSeries[] }
  | { readonly resultType: 'matrix'; readonly result: readonly RangeSeries[] }
  | { readonly resultType: 'scalar' | 'string'; readonly result: Point };

interface Envelope<Data> {
  readonly data: Data;
  readonly warnings?: readonly string[];
}

/** Reads a value such as `1.5`, `NaN` or `+Inf`. */
export function parseSampleValue(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

/** Result of an expression at one instant, as a vector whatever its type. */
export async function queryInstant(query: string, signal?: AbortSignal): Promise<readonly InstantSeries[]> {
  const { data } = await request<Envelope<InstantResult>>('/api/v1/query', { method: 'POST', form: { query }, signal });
  switch (data.resultType) {
    case 'vector':
      return data.result;
    case 'matrix':
      return data.result.flatMap(({ metric, values }) => values.slice(-1).map((value) => ({ metric, value })));
    case 'scalar':
    case 'string':
      return [{ metric: {}, value: data.result }];
  }
}

export async function queryRange(
  query: string,
  { from, to }: Interval,
  step: number,
  signal?: AbortSignal,
): Promise<readonly RangeSeries[]> {
  // On whole steps the points stay where they are from one refresh to the next.
  const start = Math.floor(from / 1_000 / step) * step;
  const end = Math.ceil(to / 1_000 / step) * step;
  const form = { query, start: String(start), end: String(Math.min(end, Math.floor(to / 1_000))), step: String(step) };
  const answer = await request<Envelope<{ result: readonly RangeSeries[] }>>('/api/v1/query_range', {
    method: 'POST',
    form,
    signal,
  });
  return answer.data.result;
}

export function useInstantQuery(query: string, refetchMs: number | false): UseQueryResult<readonly InstantSeries[]> {
  return useQuery({
    queryKey: ['query', query],
    queryFn: ({ signal }) => queryInstant(query, signal),
    enabled: query !== '',
    refetchInterval: ({ state }) => recoverAfter(state, refetchMs),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export interface RangeQuery {
  readonly query: string;
  /** Identifies the range in the cache; a relative range keeps its text while its instants move. */
  readonly rangeKey: string;
  readonly interval: () => Interval;
  readonly step: number;
  readonly refetchMs: number | false;
}

export function useRangeQuery({ query, rangeKey, interval, step, refetchMs }: RangeQuery): UseQueryResult<readonly RangeSeries[]> {
  return useQuery({
    queryKey: ['query_range', query, rangeKey, step],
    queryFn: ({ signal }) => queryRange(query, interval(), step, signal),
    enabled: query !== '',
    refetchInterval: ({ state }) => recoverAfter(state, refetchMs),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useMetricNames(): UseQueryResult<readonly string[]> {
  return useQuery({
    queryKey: ['metric-names'],
    queryFn: async ({ signal }) =>
      (await request<Envelope<readonly string[]>>('/api/v1/label/__name__/values', { signal })).data,
    staleTime: 60_000,
  });
}

export interface Rule {
  readonly name: string;
  readonly query: string;
  readonly type: string;
}

export function useRules(): UseQueryResult<readonly Rule[]> {
  return useQuery({
    queryKey: ['rules'],
    queryFn: async ({ signal }) => {
      const { data } = await request<Envelope<{ groups: readonly { rules: readonly Rule[] }[] }>>('/api/v1/rules', { signal });
      return data.groups.flatMap((group) => group.rules);
    },
    staleTime: 30_000,
  });
}
