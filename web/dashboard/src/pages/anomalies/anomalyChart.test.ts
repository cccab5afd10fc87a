import { describe, expect, it } from 'vitest';
import type { FoundAnomaly } from '../../api/anomalies';
import { layerOf, rangeAround, stepOf } from './anomalyChart';

const SECONDS = 1_800;
const LABELS = { instance: 'db-1', job: 'host' };
const ANOMALY: FoundAnomaly = {
  watch: 'cpu', labels: LABELS, time: new Date(SECONDS * 1_000).toISOString(), value: 9, expected: 2, lower: 1, upper: 3,
  probability: 0.97, level: 'critical', isNews: true, votes: [], reason: '9 where about 2 was expected',
};
const band = (marks: readonly number[]): Parameters<typeof layerOf>[1] => ({
  leftOut: 0,
  series: [
    { labels: { instance: 'db-2', job: 'host' }, band: [[0, 7, 7, 7]], anomalies: [] },
    { labels: { __name__: 'load', job: 'host', instance: 'db-1' }, band: [[SECONDS, 2, 1.5, 2.5]], anomalies: marks.map((at) => ({ ...ANOMALY, time: new Date(at * 1_000).toISOString() })) },
  ],
});

describe('layerOf', () => {
  it('is the band of its series, with it marked once among the others', () => {
    const layer = { labels: { __name__: 'load', job: 'host', instance: 'db-1' }, times: [SECONDS], expected: [2], lower: [1.5], upper: [2.5] };
    expect(layerOf(ANOMALY, band([SECONDS, SECONDS + 60]))).toEqual({ ...layer, marks: [[SECONDS, 9], [SECONDS + 60, 9]] });
    expect(layerOf(ANOMALY, band([SECONDS - 60]))).toEqual({ ...layer, marks: [[SECONDS - 60, 9], [SECONDS, 9]] });
  });

  it('is what it was judged by where there is no band', () => {
    expect(layerOf(ANOMALY, undefined)).toEqual({ labels: LABELS, times: [SECONDS], expected: [2], lower: [1], upper: [3], marks: [[SECONDS, 9]] });
    expect(layerOf({ ...ANOMALY, expected: null }, undefined)).toEqual({ labels: LABELS, times: [], expected: [], lower: [], upper: [], marks: [[SECONDS, 9]] });
  });
});

describe('rangeAround', () => {
  it('has 180 steps before and 60 after, or what there is of them', () => {
    const at = Date.parse('2026-03-02T12:00:00Z');
    expect(rangeAround('2026-03-02T12:00:00Z', 60_000, at + 86_400_000)).toEqual({ from: String(at - 10_800_000), to: String(at + 3_600_000) });
    expect(rangeAround('2026-03-02T12:00:00Z', 60_000, at + 90_000)).toEqual({ from: String(at - 10_800_000), to: String(at + 90_000) });
  });
});

describe('stepOf', () => {
  it.each([['1m', 60_000], ['15s', 15_000], ['1m30s', 60_000]])('%s is %i ms', (step, ms) => {
    expect(stepOf({ definition: { name: 'cpu', query: 'up', step } })).toBe(ms);
  });
});
