import type uPlot from 'uplot';
import { formatTick, type Unit } from '../lib/formatNumber';
import { formatDuration } from '../lib/formatTime';
import type { Marker } from './markers';
import { isolatedPoints } from './isolatedPoints';
import { chartColors, seriesColor, translucent, type ColorScheme } from './palette';

export interface SeriesSpec {
  readonly label: string;
  /** Index into the palette; the position by default. */
  readonly color?: number;
  readonly fill?: boolean;
  readonly dashed?: boolean;
  readonly hidden?: boolean;
  /** `edge`: a thin side of a band. `marks`: points that stand out, without a line. A line by default. */
  readonly part?: 'edge' | 'marks';
  /** Measured on an axis of percent at the right; on the chart's own by default. */
  readonly axis?: 'percent';
}

/** The space between two columns of the data, filled. */
export interface BandSpec {
  readonly upper: number;
  readonly lower: number;
  /** Index into the palette. */
  readonly color: number;
}

/** `zero`: from zero up. `percent`: always 0 to 100. `ratio`: always 0 to 1. `fit`: as close as the data allows. */
export type ValueRange = 'zero' | 'percent' | 'ratio' | 'fit';

export interface ChartSpec {
  readonly series: readonly SeriesSpec[];
  readonly unit: Unit;
  readonly range: ValueRange;
  readonly scheme: ColorScheme;
  readonly locale: string;
  /** Charts with the same key share their cursor. */
  readonly syncKey?: string | undefined;
  /** Whether dragging chooses a range of time. */
  readonly selectable: boolean;
  readonly bands?: readonly BandSpec[];
  /** The time axis counts seconds from a beginning instead of telling the time of day. */
  readonly elapsed?: boolean;
}

/** Everything uPlot needs to know but size, data and callbacks. */
export function seriesOptions(spec: ChartSpec, markers: () => readonly Marker[]): Omit<uPlot.Options, 'width' | 'height'> {
  const colors = chartColors(spec.scheme);
  const font = '11px system-ui, sans-serif';
  const hasPercentAxis = spec.series.some(({ axis }) => axis === 'percent');
  const frame = { stroke: colors.text, font, grid: { stroke: colors.grid, width: 1 }, ticks: { show: false } };
  return {
    padding: [8, hasPercentAxis ? 0 : 26, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 6 },
      drag: { x: spec.selectable, y: false, setScale: false },
      ...(spec.syncKey === undefined ? {} : { sync: { key: spec.syncKey } }),
    },
    scales: { x: { time: spec.elapsed !== true }, y: { range: withMarkers(valueRange(spec.range), markers) }, ...(hasPercentAxis ? { percent: { range: valueRange('percent') } } : {}) },
    axes: [
      { ...frame, space: 70, size: 26, ...(spec.elapsed === true ? { incrs: ELAPSED_STEPS, values: elapsedTicks } : { values: timeTicks(spec.locale) }) },
      {
        ...frame,
        space: 34,
        size: axisWidth,
        gap: 4,
        ...(isBinary(spec.unit) ? { incrs: BINARY_STEPS } : {}),
        values: (_plot, ticks) => ticks.map((tick) => formatTick(tick, spec.unit, spec.locale)),
      },
      ...(hasPercentAxis ? [{ ...frame, ...percentAxis(spec.locale) }] : []),
    ],
    series: [{}, ...spec.series.map((series, index) => seriesStyle(series, index, spec.scheme))],
    bands: (spec.bands ?? []).map(({ upper, lower, color }, _, all) => ({
      series: [upper, lower],
      // Bands that lie over each other must leave the lines to be seen.
      fill: translucent(seriesColor(color, spec.scheme), 0.14 / Math.sqrt(all.length)),
    })),
  };
}

function percentAxis(locale: string): uPlot.Axis {
  return {
    scale: 'percent',
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the right side; uPlot's enum has no values at run time
    side: 1,
    space: 34,
    size: axisWidth,
    gap: 4,
    grid: { show: false },
    values: (_plot, ticks) => ticks.map((tick) => formatTick(tick, 'percent', locale)),
  };
}

function seriesStyle(series: SeriesSpec, index: number, scheme: ColorScheme): uPlot.Series {
  const color = seriesColor(series.color ?? index, scheme);
  const shared = { label: series.label, show: series.hidden !== true, spanGaps: false, ...(series.axis === undefined ? {} : { scale: series.axis }) };
  if (series.part === 'edge') return { ...shared, stroke: translucent(color, 0.3), width: 1, points: { show: false } };
  if (series.part === 'marks') {
    const { critical, surface } = chartColors(scheme);
    return { ...shared, stroke: critical, paths: () => null, points: { show: true, size: 9, width: 1.5, fill: critical, stroke: surface } };
  }
  return {
    ...shared,
    stroke: color,
    width: 1.6,
    points: { show: true, size: 4, fill: color, filter: (plot, index) => isolatedPoints(plot.data[index] ?? []) },
    ...(series.fill === true ? { fill: translucent(color, 0.12) } : {}),
    ...(series.dashed === true ? { dash: [5, 4] } : {}),
  };
}

/** The value axis for the smallest and largest value shown. */
export function valueRange(range: ValueRange): Range {
  return (_plot, min, max) => {
    if (range === 'percent') return [0, 100];
    if (range === 'ratio') return [0, 1];
    if (min === null || max === null) return [0, 1];
    const low = range === 'zero' ? Math.min(0, min) : min;
    // Room above the line; a flat line gets an axis too.
    const span = max - low === 0 ? Math.abs(max) * 0.2 || 1 : max - low;
    return [range === 'zero' ? low : low - span * 0.08, max + span * 0.12];
  };
}

/** Wide enough for the longest mark. About 6.5 pixels a character at this font size. */
function axisWidth(_plot: unknown, values: readonly string[] | null): number {
  const longest = Math.max(2, ...(values ?? []).map((value) => value.length));
  return Math.ceil(longest * 6.5) + 12;
}

type Range = (plot: unknown, min: number | null, max: number | null) => [number, number];

/** A marker outside the data still belongs on the chart: how far a value is from its threshold is the question. */
function withMarkers(range: Range, markers: () => readonly Marker[]): Range {
  return (plot, min, max) => {
    const values = markers().map(({ value }) => value);
    if (min === null || max === null || values.length === 0) return range(plot, min, max);
    return range(plot, Math.min(min, ...values), Math.max(max, ...values));
  };
}

// Powers of two, so that the marks of bytes are whole KiB, MiB, GiB.
const BINARY_STEPS = Array.from({ length: 60 }, (_, power) => 2 ** (power - 4));

function isBinary(unit: Unit): boolean {
  return unit === 'bytes' || unit === 'bytesPerSecond' || unit === 'megabytes';
}

const ELAPSED_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800];

function elapsedTicks(_plot: unknown, ticks: readonly number[]): string[] {
  return ticks.map((tick) => formatDuration(tick * 1_000));
}

const DAY_SECONDS = 86_400;

/** Marks of the time axis: seconds only where they differ, the date only where days do. */
export function timeTicks(locale: string): (plot: unknown, ticks: readonly number[]) => string[] {
  return (_plot, ticks) => {
    const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
    const format = new Intl.DateTimeFormat(
      locale,
      step >= DAY_SECONDS
        ? { month: 'short', day: 'numeric' }
        : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(step < 60 ? { second: '2-digit' as const } : {}) },
    );
    return ticks.map((tick) => format.format(tick * 1_000));
  };
}
