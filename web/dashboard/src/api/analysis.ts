import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Layer } from '../charts/layers';
import type { Interval } from '../lib/timeRange';
import { request } from './client';
import { formatLabels } from '../charts/alignedData';
import type { Labels } from './prometheus';

/** How a series will go on, or in `words` why that cannot be said. */
export interface SeriesForecast {
  readonly labels: Labels;
  /** Seconds since the epoch of the first expected value. */
  readonly start?: number | null;
  readonly expected: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly words: string;
  readonly trend: { readonly verdict: string; readonly reason: string };
}

export interface Forecast {
  readonly stepSeconds: number;
  readonly leftOut: number;
  readonly series: readonly SeriesForecast[];
}

export interface Anomaly {
  readonly labels: Labels;
  readonly time: string;
  readonly value: number;
  /** 0 to 1. */
  readonly probability: number;
  readonly level: string;
  readonly reason: string;
}

/** Where a series was expected, and where it was not. */
export interface SeriesBand {
  readonly labels: Labels;
  /** Seconds, expected, lower, upper. */
  readonly band: readonly (readonly [number, number, number, number])[];
  readonly anomalies: readonly Anomaly[];
  /** Why the newest value was not judged. */
  readonly notJudged?: string | null;
}

export interface Bands {
  readonly leftOut: number;
  readonly series: readonly SeriesBand[];
}

/** A series that moved together with the one explained. */
export interface Mover {
  /** PromQL for a chart. */
  readonly query: string;
  readonly labels: Labels;
  /** 0 to 1: how much of the movement goes along with it. */
  readonly share: number;
  /** Positive where it moved earlier. */
  readonly leadSeconds: number;
  readonly inverse: boolean;
}

export interface NearbyChange {
  readonly kind: string;
  readonly text: string;
  readonly start: string;
  readonly leadSeconds: number;
}

export interface Explanation {
  readonly text: string;
  readonly movers: readonly Mover[];
  readonly changes: readonly NearbyChange[];
  readonly search: { readonly reason: string; readonly error?: string | null };
  /** What to do, for an alert. */
  readonly response?: { readonly advice: string } | null;
}

/** What of the past a forecast learns from, and how far it looks ahead, in seconds. */
export interface ForecastSpan {
  readonly history: number;
  readonly horizon: number;
}

/** The smallest and the largest value that is possible. */
export interface ForecastBounds {
  readonly least?: number | null;
  readonly largest?: number | null;
}

const DAY_SECONDS = 86_400;
// The longest that can be asked for.
const LONGEST_SECONDS = 400 * DAY_SECONDS;

/** Looks ahead half as far as the chart looks back, from a day to a week of history, more only where the chart shows more. */
export function forecastSpan({ from, to }: Interval): ForecastSpan {
  const length = Math.round((to - from) / 1_000);
  const history = Math.min(Math.max(DAY_SECONDS, length * 24), 7 * DAY_SECONDS);
  return {
    history: Math.min(Math.max(history, length * 2), LONGEST_SECONDS),
    horizon: Math.min(Math.max(60, Math.round(length / 2)), LONGEST_SECONDS),
  };
}

/** An empty query asks nothing. */
export function useForecast(query: string, { history, horizon }: ForecastSpan, bounds: ForecastBounds = {}): UseQueryResult<Forecast> {
  const asked = parameters({ query, history: `${String(history)}s`, horizon: `${String(horizon)}s`, ...given(bounds) });
  return useQuery({
    queryKey: ['forecast', asked],
    queryFn: ({ signal }) => request<Forecast>(`/api/v1/forecast?${asked}`, { signal }),
    enabled: query !== '',
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** The values that lie within; outside of them every one is an anomaly. */
export interface Limits {
  readonly minimum?: number | null | undefined;
  readonly maximum?: number | null | undefined;
}

/** Judges a query's values over a range, `step` in seconds. An empty query asks nothing. */
export function useBands(query: string, rangeKey: string, interval: () => Interval, step: number, limits: Limits = {}): UseQueryResult<Bands> {
  return useQuery({
    queryKey: ['anomaly-bands', query, rangeKey, step, limits],
    queryFn: ({ signal }) => {
      const { from, to } = interval();
      const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
      return request<Bands>(`/api/v1/anomalies/band?${parameters({ query, start, end, step: `${String(step)}s`, ...given(limits) })}`, { signal });
    },
    enabled: query !== '',
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Of a query's series the one with the labels given; the one that moved most where none are. */
export function useExplanation(query: string, labels: Labels | undefined, time: string): UseQueryResult<Explanation> {
  const series = labels === undefined || Object.keys(labels).length === 0 ? {} : { series: formatLabels(labels) };
  return useQuery({
    queryKey: ['explanation', query, series, time],
    queryFn: ({ signal }) => request<Explanation>(`/api/v1/explain?${parameters({ query, ...series, time })}`, { signal }),
    staleTime: 60_000,
    retry: false,
  });
}

/** Of an alert that is pending or firing. */
export function useAlertExplanation(alert: string, enabled: boolean): UseQueryResult<Explanation> {
  return useQuery({
    queryKey: ['explanation', alert],
    queryFn: ({ signal }) => request<Explanation>(`/api/v1/explain?${parameters({ alert })}`, { signal }),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

function given(limits: Limits | ForecastBounds): Record<string, string> {
  return Object.fromEntries(Object.entries(limits).flatMap(([name, value]) => (typeof value === 'number' ? [[name, String(value)]] : [])));
}

function parameters(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}

export function layerOfForecast({ labels, start, expected, lower, upper }: SeriesForecast, stepSeconds: number): Layer {
  const first = start ?? 0;
  return { labels, times: expected.map((_, step) => first + step * stepSeconds), expected, lower, upper, marks: [] };
}

export function layerOfBand({ labels, band, anomalies }: SeriesBand): Layer {
  return {
    labels,
    times: band.map(([seconds]) => seconds),
    expected: band.map(([, expected]) => expected),
    lower: band.map(([, , lower]) => lower),
    upper: band.map(([, , , upper]) => upper),
    marks: anomalies.map(({ time, value }) => [Date.parse(time) / 1_000, value]),
  };
}
