import { layerOfBand, type Bands } from '../../api/analysis';
import type { FoundAnomaly } from '../../api/anomalies';
import type { Watch } from '../../api/watches';
import { sameSeries, type Layer } from '../../charts/layers';
import { absoluteRange, parseInstant, type TimeRange } from '../../lib/timeRange';

// Enough to see what was usual before, and what became of it.
const STEPS_BEFORE = 180;
const STEPS_AFTER = 60;

/** The time from one judged value to the next, in ms. */
export function stepOf({ definition }: Pick<Watch, 'definition'>): number {
  return parseInstant(`now+${definition.step}`, 0) ?? 60_000;
}

/** The time around an anomaly, as far as time has come. */
export function rangeAround(time: string, stepMs: number, now: number): TimeRange {
  const at = Date.parse(time);
  return absoluteRange({ from: at - STEPS_BEFORE * stepMs, to: Math.min(now, at + STEPS_AFTER * stepMs) });
}

/** The band of the anomaly's series with the anomaly marked; what it was judged by alone where no band can be drawn. */
export function layerOf({ labels, time, value, expected, lower, upper }: FoundAnomaly, bands: Bands | undefined): Layer {
  const band = bands?.series.find((series) => sameSeries(series.labels, labels));
  const seconds = Date.parse(time) / 1_000;
  const known = typeof expected === 'number' && typeof lower === 'number' && typeof upper === 'number';
  const layer: Layer =
    band !== undefined && band.band.length > 0
      ? layerOfBand(band)
      : { labels: band?.labels ?? labels, times: known ? [seconds] : [], expected: known ? [expected] : [], lower: known ? [lower] : [], upper: known ? [upper] : [], marks: [] };
  const marks = layer.marks.filter(([at]) => at !== seconds);
  return { ...layer, marks: [...marks, [seconds, value] as const].sort(([left], [right]) => left - right) };
}
