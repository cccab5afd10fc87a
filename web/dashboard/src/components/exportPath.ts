import { resolveRange, stepSeconds, type TimeRange } from '../lib/timeRange';

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

// As wide as a chart on a large screen: the file holds what the chart shows, and no less.
const CHART_PIXELS = 1_200;

/** Where the file of a query is, of the chart's range and resolution. */
export function exportPath(query: string, format: ExportFormat, range: TimeRange, now: number): string {
  const interval = resolveRange(range, now);
  const parameters = { query, format, start: seconds(interval.from), end: seconds(interval.to), step: String(stepSeconds(interval, CHART_PIXELS)) };
  return `/api/v1/export?${String(new URLSearchParams(parameters))}`;
}

function seconds(milliseconds: number): string {
  return String(milliseconds / 1_000);
}
