import { describe, expect, it } from 'vitest';
import { outlooksOf, thresholdsAround } from './thresholds';

describe('thresholdsAround', () => {
  it('tries as many below as above, and not the threshold itself', () => {
    expect(thresholdsAround(0.8)).toEqual([0.48, 0.52, 0.56, 0.6, 0.64, 0.68, 0.72, 0.76, 0.84, 0.88, 0.92, 0.96, 1, 1.04, 1.08, 1.12]);
  });

  it.each([0, -5, 1e9])('gives sixteen different ones around %d', (threshold) => {
    const tried = thresholdsAround(threshold);
    expect(new Set(tried).size).toBe(16);
    expect(tried).not.toContain(threshold);
  });
});

describe('outlooksOf', () => {
  it('puts the own threshold in its place', () => {
    const sweep = [{ threshold: 3, summary: 'c' }, { threshold: 1, summary: 'a' }];
    expect(outlooksOf({ threshold: 2, summary: 'b', sweep }).map(({ summary }) => summary)).toEqual(['a', 'b', 'c']);
  });

  it('has nothing for a rule without a threshold', () => {
    expect(outlooksOf({ threshold: null, summary: 'b', sweep: [] })).toEqual([]);
  });
});
