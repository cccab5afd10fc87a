import { describe, expect, it } from 'vitest';
import { stateOfPublic } from './publicStates';

describe('the status page', () => {
  it.each([
    ['up', 'ok'],
    ['partial', 'warning'],
    ['down', 'critical'],
    ['maintenance', 'info'],
    ['unknown', 'unknown'],
  ] as const)('shows %s as %s', (state, shown) => {
    expect(stateOfPublic(state)).toBe(shown);
  });
});
