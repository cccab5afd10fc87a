import { describe, expect, it } from 'vitest';
import { applyFrame, EMPTY_OVERVIEW, type OverviewFrame, type OverviewPoint } from './overview';

const START = 1_767_355_200_000;

function point(second: number, changes: Partial<OverviewPoint> = {}): OverviewPoint {
  return {
    timestamp: START + second * 1_000,
    throughput_ops_sec: second,
    latency_ms: 10,
    latency_p95_ms: 20,
    memory_mb: 500,
    memory_total_mb: 1_000,
    cpu_utilization: 5,
    error_rate: 0,
    active_connections: 1,
    uptime_ratio: 1,
    ...changes,
  };
}

function frame(current: OverviewPoint | null, changes: Partial<OverviewFrame> = {}): OverviewFrame {
  return { type: 'overview', timestamp: START, current, ...changes };
}

function seconds(points: readonly OverviewPoint[]): number[] {
  return points.map(({ timestamp }) => (timestamp - START) / 1_000);
}

describe('applyFrame', () => {
  it('begins with the history of the first frame', () => {
    const { points, received } = applyFrame(EMPTY_OVERVIEW, frame(point(3), { history: [point(1), point(2), point(3)] }));

    expect(seconds(points)).toEqual([1, 2, 3]);
    expect(received).toBe(true);
  });

  it('appends a point a second and forgets what is older than a minute', () => {
    let overview = EMPTY_OVERVIEW;
    for (let second = 0; second < 100; second++) overview = applyFrame(overview, frame(point(second)));

    expect(overview.points).toHaveLength(60);
    expect(seconds(overview.points).at(0)).toBe(40);
    expect(seconds(overview.points).at(-1)).toBe(99);
  });

  it('fills what a broken connection missed, and keeps the cores it already has', () => {
    const before = applyFrame(EMPTY_OVERVIEW, frame(point(1, { cpu_cores: [1, 2] })));
    const after = applyFrame(before, frame(point(5), { history: [point(1), point(2), point(3), point(4)] }));

    expect(seconds(after.points)).toEqual([1, 2, 3, 4, 5]);
    expect(after.points[0]?.cpu_cores).toEqual([1, 2]);
  });

  it('keeps alerts and targets that a frame does not mention, and takes those it does', () => {
    const target = { name: 'shop', kind: 'web', url: 'http://x', up: true, latency_ms: 5, status: 200 };
    const before = applyFrame(EMPTY_OVERVIEW, frame(point(1), { targets: [target] }));

    expect(applyFrame(before, frame(point(2))).targets).toEqual([target]);
    expect(applyFrame(before, frame(point(2), { targets: [] })).targets).toEqual([]);
  });

  it('says that and why the numbers are old, until they are new again', () => {
    const stale = applyFrame(EMPTY_OVERVIEW, frame(point(1), { stale: true, stale_since: START, stale_reason: 'analytics does not answer' }));

    expect(stale.stale).toEqual({ since: START, reason: 'analytics does not answer' });
    expect(applyFrame(stale, frame(point(2))).stale).toBeNull();
  });

  it('keeps alerts and targets that are not known yet as they were', () => {
    expect(applyFrame(EMPTY_OVERVIEW, frame(point(1), { alerts: null, targets: null }))).toMatchObject({ alerts: null, targets: null });
  });

  it('survives a frame before anything was measured', () => {
    expect(applyFrame(EMPTY_OVERVIEW, frame(null)).points).toEqual([]);
  });
});
