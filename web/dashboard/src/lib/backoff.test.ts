import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';

describe('backoffMs', () => {
  it.each([
    [0, 0, 250],
    [0, 1, 500],
    [3, 0, 2_000],
    [3, 1, 4_000],
    [6, 1, 30_000],
    [1_000, 0, 15_000],
    [1_000, 1, 30_000],
  ])('before attempt %d with chance %d is %d ms', (attempt, random, milliseconds) => {
    expect(backoffMs(attempt, random)).toBe(milliseconds);
  });
});
