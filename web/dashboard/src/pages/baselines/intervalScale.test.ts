import { describe, expect, it } from 'vitest';
import { intervalScale, shareOf } from './intervalScale';

describe('intervalScale', () => {
  it.each([
    ['holds every interval and zero', [{ improvementPercent: 20, lowPercent: 10, highPercent: 100 }, { improvementPercent: null }], [-5, 105]],
    ['reaches below zero', [{ improvementPercent: -20, lowPercent: -60, highPercent: 40 }], [-65, 45]],
    ['is there for nothing', [{}], [-1, 1]],
  ])('%s', (_case, rows, scale) => {
    expect(intervalScale(rows)).toEqual(scale);
  });
});

describe('shareOf', () => {
  it('is 0 at the beginning and 1 at the end', () => {
    expect([-50, 0, 50].map((percent) => shareOf(percent, [-50, 50]))).toEqual([0, 0.5, 1]);
  });
});
