import { describe, expect, it } from 'vitest';
import type { OverviewPoint } from '../../api/overview';
import { stateOfCpu, stateOfMemory, stateOfTarget } from './states';

const point = (changes: Partial<OverviewPoint>): OverviewPoint => changes as OverviewPoint;

// S1-52
describe('stateOfMemory', () => {
  it.each([
    [{ memory_mb: 500, memory_total_mb: 1_000 }, 'ok'],
    [{ memory_mb: 850, memory_total_mb: 1_000 }, 'warning'],
    [{ memory_mb: 960, memory_total_mb: 1_000 }, 'critical'],
    [{ memory_mb: 960, memory_total_mb: null }, 'unknown'],
    [{ memory_mb: null, memory_total_mb: 1_000 }, 'unknown'],
  ] as const)('of %j is %s', (values, state) => {
    expect(stateOfMemory(point(values))).toBe(state);
  });
});

describe('stateOfCpu', () => {
  it.each([[0, 'ok'], [80, 'warning'], [95, 'critical'], [null, 'unknown']] as const)('at %d %% is %s', (percent, state) => {
    expect(stateOfCpu(point({ cpu_utilization: percent }))).toBe(state);
  });
});

describe('stateOfTarget', () => {
  it.each([[true, 'ok'], [false, 'critical'], [null, 'unknown']] as const)('up %s is %s', (up, state) => {
    expect(stateOfTarget({ up })).toBe(state);
  });
});
