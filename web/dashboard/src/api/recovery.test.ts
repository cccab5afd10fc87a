import { describe, expect, it } from 'vitest';
import { ApiError } from './client';
import { recoverAfter } from './recovery';

const AWAY = new ApiError(503, 'analytics is away');
const failed = (changes: object): Parameters<typeof recoverAfter>[0] => ({ error: AWAY, dataUpdatedAt: 100_000, errorUpdatedAt: 100_000, errorUpdateCount: 1, ...changes });

// S1-55
describe('recoverAfter', () => {
  it.each<[string, Parameters<typeof recoverAfter>[0], number | false, number | false]>([
    ['nothing is wrong', failed({ error: null }), false, false],
    ['nothing is wrong and it is asked for anyway', failed({ error: null }), 5_000, 5_000],
    ['asking again changes nothing', failed({ error: new ApiError(404, '') }), false, false],
    ['it has just failed', failed({ errorUpdatedAt: 100_500 }), false, 2_000],
    ['it has failed for a while', failed({ errorUpdatedAt: 108_000 }), false, 8_000],
    ['it has failed for long', failed({ errorUpdatedAt: 900_000 }), false, 30_000],
    ['no answer came', failed({ error: new ApiError(0, '') }), false, 2_000],
    ['it never succeeded', failed({ dataUpdatedAt: 0, errorUpdateCount: 3 }), false, 8_000],
    ['it never succeeds', failed({ dataUpdatedAt: 0, errorUpdateCount: 300 }), false, 30_000],
    ['it is asked for sooner anyway', failed({ errorUpdatedAt: 900_000 }), 10_000, 10_000],
  ])('%s', (_case, attempts, otherwise, wait) => {
    expect(recoverAfter(attempts, otherwise)).toBe(wait);
  });
});
