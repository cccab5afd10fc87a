import type { AlignedData } from 'uplot';
import { parseSampleValue, type Labels, type RangeSeries } from '../api/prometheus';
import { isPlainMetric, matcherTexts } from '../lib/matcherText';

/** Puts the series of a range query on one time axis; a step without a point is a gap. */
export function alignSeries(series: readonly RangeSeries[], step: number): AlignedData {
  const times = new Set<number>();
  for (const { values } of series) for (const [seconds] of values) times.add(seconds);
  const axis = fillGaps([...times].sort((left, right) => left - right), step);
  const position = new Map(axis.map((seconds, index) => [seconds, index]));
  const columns = series.map(({ values }) => {
    const column = new Array<number | null>(axis.length).fill(null);
    for (const [seconds, text] of values) {
      const value = parseSampleValue(text);
      // A line cannot be drawn to NaN or infinity; the table shows them.
      if (Number.isFinite(value)) column[position.get(seconds) ?? 0] = value;
    }
    return column;
  });
  return [axis, ...columns];
}

/** Adds one instant inside every gap, where no series has a value, so that lines break there. */
function fillGaps(times: readonly number[], step: number): number[] {
  return times.flatMap((time, index) => {
    const previous = times[index - 1];
    return previous !== undefined && time - previous > step * 1.5 ? [previous + step, time] : [time];
  });
}

/** Live points on one axis in seconds; more than `maxGap` seconds without a point break the line. */
export function alignPoints<Point extends { readonly timestamp: number }>(
  points: readonly Point[],
  select: (point: Point) => readonly (number | null | undefined)[],
  columns: number,
  maxGap: number,
): AlignedData {
  const axis: number[] = [];
  const data: (number | null)[][] = Array.from({ length: columns }, () => []);
  for (const point of points) {
    const seconds = point.timestamp / 1_000;
    const previous = axis.at(-1);
    if (previous !== undefined && seconds - previous > maxGap) {
      axis.push((previous + seconds) / 2);
      for (const column of data) column.push(null);
    }
    axis.push(seconds);
    const values = select(point);
    data.forEach((column, index) => column.push(values[index] ?? null));
  }
  return [axis, ...data];
}

/** A series as the selector that finds it: `up{job="host"}`, or `{"http.requests", job="host"}` where the name needs quotes. */
export function formatLabels(labels: Labels): string {
  const { __name__: name = '' } = labels;
  const isPlain = name === '' || isPlainMetric(name);
  const parts = isPlain ? matcherTexts(labels) : [JSON.stringify(name), ...matcherTexts(labels)];
  return parts.length === 0 && name !== '' ? name : `${isPlain ? name : ''}{${parts.join(', ')}}`;
}

/** Names that show only what differs between the series; what all share needs no repeating. */
export function shortLabels(series: readonly Labels[]): string[] {
  const [first] = series;
  if (first === undefined) return [];
  const shared = Object.entries(first).filter(([key, value]) => series.every((labels) => labels[key] === value));
  const common = new Set(series.length > 1 ? shared.map(([key]) => key) : []);
  return series.map((labels) => {
    const own = Object.fromEntries(Object.entries(labels).filter(([key]) => !common.has(key)));
    const { __name__: name, ...rest } = own;
    const values = Object.values(rest);
    if (series.length > 1 && name === undefined && values.length > 0 && values.length <= 2) return values.join(' ');
    return formatLabels(own);
  });
}
