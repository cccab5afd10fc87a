import { describe, expect, it } from 'vitest';
import { pathGoal } from './pathGoals';

// S3-80, S3-81
describe('pathGoal', () => {
  it.each([
    ['critical', 0.99, { seconds: 1, met: true }],
    ['critical', 1, { seconds: 1, met: false }],
    ['warning', 5.2, { seconds: 30, met: true }],
    ['info', 30.4, { seconds: 30, met: false }],
  ] as const)('of a %s alert told within %d s: %j', (level, p99, goal) => {
    expect(pathGoal({ level, p99 })).toEqual(goal);
  });
});
