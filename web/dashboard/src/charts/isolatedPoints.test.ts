import { describe, expect, it } from 'vitest';
import { isolatedPoints } from './isolatedPoints';

describe('isolatedPoints', () => {
  it.each([
    [[1], [0]],
    [[1, 2], []],
    [[null, 1, null, 2, 3, null, 4], [1, 6]],
    [[undefined, 5, undefined], [1]],
    [[null], []],
    [[], []],
  ])('of %j are at %j', (values, indices) => {
    expect(isolatedPoints(values)).toEqual(indices);
  });
});
