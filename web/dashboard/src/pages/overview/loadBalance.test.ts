import { describe, expect, it } from 'vitest';
import type { OverviewPoint } from '../../api/overview';
import { loadBalance } from './loadBalance';

function point(cores?: readonly (number | null)[]): OverviewPoint {
  return {
    timestamp: 0, throughput_ops_sec: null, latency_ms: null, latency_p95_ms: null, memory_mb: null, memory_total_mb: null,
    cpu_utilization: null, error_rate: null, active_connections: null, uptime_ratio: null, ...(cores === undefined ? {} : { cpu_cores: cores }),
  };
}

// S1-48
describe('loadBalance', () => {
  it('takes the mean of each core over the points that know it', () => {
    expect(loadBalance([point(), point([20, 40]), point([40, null]), point([30, 60])])).toEqual({ cores: [30, 50], mean: 40, busiest: 1, verdict: 'even' });
  });

  it.each([
    ['even', [40, 44, 38, 41]],
    ['even', [55]],
    ['uneven', [70, 30, 20, 20]],
    ['oneCore', [98, 20, 15, 10]],
    ['oneCore', [98, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
    ['even', [98, 90, 91, 95]],
    ['idle', [12, 1, 1, 1]],
  ] as const)('calls it %s with %j', (verdict, cores) => {
    expect(loadBalance([point(cores)])?.verdict).toBe(verdict);
  });

  it.each([[[]], [[point(), point()]], [[point([null, 3])]]])('says nothing of %j', (points) => {
    expect(loadBalance(points)).toBeNull();
  });
});
