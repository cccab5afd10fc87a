import { describe, expect, it } from 'vitest';
import { stateOfDay, stateOfPublic } from './publicStates';

describe('the status page', () => {
  it.each([
    [null, 'unknown'],
    [1, 'ok'],
    [0.999, 'ok'],
    [0.9989, 'warning'],
    [0.99, 'warning'],
    [0.9899, 'critical'],
    [0, 'critical'],
  ] as const)('takes a day of %s for %s', (uptime, state) => {
    expect(stateOfDay(uptime)).toBe(state);
  });

  it.each([
    ['up', 'ok'],
    ['partial', 'warning'],
    ['down', 'critical'],
    ['unknown', 'unknown'],
  ] as const)('shows %s as %s', (state, shown) => {
    expect(stateOfPublic(state)).toBe(shown);
  });
});
