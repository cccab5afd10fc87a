import { describe, expect, it } from 'vitest';
import type { Outlook } from '../../api/backtest';
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
  const outlook = (summary: string): Outlook => ({ summary, incidents: [], firing: [{ from: summary }], told: [] });

  it('puts the own threshold in its place, with its times', () => {
    const sweep = [{ threshold: 3, expression: 'x > 3', ...outlook('c') }, { threshold: 1, expression: 'x > 1', ...outlook('a') }];
    expect(outlooksOf({ threshold: 2, ...outlook('b'), sweep })).toEqual([{ threshold: 1, expression: 'x > 1', ...outlook('a') }, { threshold: 2, expression: '', ...outlook('b') }, { threshold: 3, expression: 'x > 3', ...outlook('c') }]);
  });

  it('has nothing for a rule without a threshold', () => {
    expect(outlooksOf({ threshold: null, ...outlook('b'), sweep: [] })).toEqual([]);
  });
});
