import uPlot, { type AlignedData } from 'uplot';
import type { Labels } from '../api/prometheus';
import type { BandSpec, SeriesSpec } from './seriesOptions';

/** Where a series was or will be expected, and values of it that stand out. */
export interface Layer {
  readonly labels: Labels;
  /** Seconds, ascending. */
  readonly times: readonly number[];
  readonly expected: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Seconds and value. */
  readonly marks: readonly (readonly [number, number])[];
}

export interface LayeredChart {
  readonly data: AlignedData;
  readonly series: readonly SeriesSpec[];
  readonly bands: readonly BandSpec[];
}

/**
 * Lays expectations over a chart's lines, each in the colour of the line with the same labels; one without a line is left out.
 * A time that a column does not know is undefined, so that lines pass over it; gaps stay gaps.
 */
export function withLayers(
  data: AlignedData,
  series: readonly SeriesSpec[],
  metrics: readonly Labels[],
  layers: readonly Layer[],
  expectedName: (name: string) => string,
): LayeredChart {
  const places = new Map(metrics.map((labels, index) => [identify(labels), index]));
  const tables: AlignedData[] = [data];
  const specs = [...series];
  const bands: BandSpec[] = [];
  for (const { labels, times, expected, lower, upper, marks } of layers) {
    const index = places.get(identify(labels));
    const line = index === undefined ? undefined : series[index];
    if (index === undefined || line === undefined || times.length + marks.length === 0) continue;
    const { color = index, hidden = false } = line;
    if (times.length > 0) {
      // Columns of the chart begin after the time axis.
      const first = specs.length + 1;
      tables.push([[...times], [...expected], [...lower], [...upper]]);
      specs.push(
        { label: expectedName(line.label), color, hidden, dashed: true },
        { label: `${line.label} lower`, color, hidden, part: 'edge' },
        { label: `${line.label} upper`, color, hidden, part: 'edge' },
      );
      bands.push({ upper: first + 2, lower: first + 1, color });
    }
    if (marks.length === 0) continue;
    tables.push([marks.map(([seconds]) => seconds), marks.map(([, value]) => value)]);
    specs.push({ label: `${line.label} marks`, color, hidden, part: 'marks' });
  }
  return tables.length === 1 ? { data, series, bands } : { data: uPlot.join(tables), series: specs, bands };
}

/** What tells one series of a query from another; functions take the metric's name away, a bare selector keeps it. */
export function sameSeries(one: Labels, other: Labels): boolean {
  return identify({ ...one, __name__: '' }) === identify({ ...other, __name__: '' });
}

/** What tells one series from another. */
export function identify(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));
}
