import { describe, expect, it } from 'vitest';
import { comparesEqual } from './useAlertReading';

describe('comparesEqual', () => {
  it.each([
    ['probe_success == 0', true],
    ['x != bool 1.5', true],
    ['x >= 0.9', false],
    ['x <= 1', false],
    ['up{job!="a"}', false],
    [null, false],
  ])('of %j: %s', (expression, expected) => {
    expect(comparesEqual(expression)).toBe(expected);
  });
});
