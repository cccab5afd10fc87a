import { describe, expect, it } from 'vitest';
import { alignedRuns, extremeOf, runInterval, runRange, runSelector } from './runSeries';

const run = { id: '0199-a1', startedAt: '2026-01-05T12:00:00Z', state: 'finished', endedAt: '2026-01-05T12:05:00Z' } as const;
const START = Date.parse(run.startedAt);

describe('a run', () => {
  it('is found by its id without dashes', () => {
    expect(runSelector(run.id, 'active_users|progress_percent')).toBe('{__name__=~"loadtest_(active_users|progress_percent)",run="0199a1"}');
  });

  it.each([
    ['2026-01-05T12:05:00Z', 300_000],
    // Shorter than any range that can be asked for.
    ['2026-01-05T12:00:01Z', 5_000],
    [null, 60_000],
  ])('that ended at %s took %d ms', (endedAt, length) => {
    expect(runInterval({ ...run, endedAt }, START + 60_000)).toEqual({ from: START, to: START + length });
  });

  it('has a range that moves on only while it goes', () => {
    expect(runRange(run, 0)).toEqual({ from: String(START), to: String(START + 300_000) });
    expect(runRange({ ...run, state: 'running', endedAt: null }, 0)).toEqual({ from: String(START), to: 'now+5s' });
  });
});

describe('an extreme of a run', () => {
  it.each([
    ['2026-01-05T12:05:00Z', 'max_over_time(loadtest_active_users{run="0199a1"}[301s] @ 1767614700)'],
    [null, 'max_over_time(loadtest_active_users{run="0199a1"}[61s] @ 1767614460)'],
  ])('that ended at %s is looked for in all of its time', (endedAt, query) => {
    expect(extremeOf({ ...run, endedAt, durationSeconds: 60 }, 'max', 'loadtest_active_users')).toBe(query);
  });
});

describe('two runs', () => {
  it.each([
    ['2026-01-05T12:10:00Z', ' offset -600000ms'],
    ['2026-01-05T11:59:59.500Z', ' offset 500ms'],
    ['2026-01-05T12:00:00Z', ''],
  ])('begin at once, the second at %s', (startedAt, offset) => {
    expect(alignedRuns('loadtest_active_users', run, { id: 'b-2', startedAt })).toBe(
      `label_replace(last_over_time(loadtest_active_users{run="0199a1"}[5s]), "side", "before", "", "") or label_replace(last_over_time(loadtest_active_users{run="b2"}[5s]${offset}), "side", "after", "", "")`,
    );
  });
});
