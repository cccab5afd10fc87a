import { describe, expect, it } from 'vitest';
import type { Impact, ImpactRow } from '../../api/overview';
import { baselineMarkers, changeOf, type Figure } from './baselineRow';

const row = (name: string, role: string, unit: string, better: 'higher' | 'lower', improvementPercent: number | null, isSignificant = true): ImpactRow => ({
  name, role, unit, better, improvementPercent, before: { median: 50 }, significance: { isSignificant }, reason: '',
});
const impact: Impact = {
  components: [
    row('throughput', 'throughput', 'ops/s', 'higher', 84.2),
    row('memory', 'memory', 'MB', 'lower', 30.1),
    row('cpu', 'cpu', '%', 'lower', -4.2, false),
    row('latency', 'other', 'ms', 'lower', null),
  ],
};

// S1-13
describe('changeOf', () => {
  it.each<[Figure, number, boolean | null]>([
    ['throughput', 84.2, true],
    ['memory', -30.1, true],
    ['cpu', 4.2, null],
  ])('%s moved by %d %%', (figure, percent, isBetter) => {
    expect(changeOf(impact, figure)).toMatchObject({ percent, isBetter });
  });

  it('is not known without a percentage, a row of the same unit, or a baseline', () => {
    expect(changeOf(impact, 'latency')).toBeNull();
    expect(changeOf({ components: [row('throughput', 'throughput', 'requests/s', 'higher', 12)] }, 'throughput')).toBeNull();
    expect(changeOf({ reason: 'in the making' }, 'cpu')).toBeNull();
    expect(changeOf(null, 'cpu')).toBeNull();
  });
});

describe('baselineMarkers', () => {
  it('lie at the median of the baseline', () => {
    expect(baselineMarkers(impact, 'latency', 'Baseline')).toEqual([{ value: 50, label: 'Baseline', kind: 'baseline' }]);
    expect(baselineMarkers(null, 'latency', 'Baseline')).toEqual([]);
  });
});
