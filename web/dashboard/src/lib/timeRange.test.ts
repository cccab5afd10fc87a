import { describe, expect, it } from 'vitest';
import { parseInstant, resolveRange, shiftRange, stepSeconds, zoomRange } from './timeRange';

const NOW = Date.parse('2026-01-02T12:00:00Z');
const HOUR = 3_600_000;

describe('parseInstant', () => {
  it.each([
    ['now', NOW],
    ['now-1h', NOW - HOUR],
    ['now-90s', NOW - 90_000],
    ['now+1d', NOW + 24 * HOUR],
    ['now-2w', NOW - 14 * 24 * HOUR],
    ['1767355200000', 1_767_355_200_000],
    ['2026-01-02T12:00:00Z', NOW],
    ['now-1y', null],
    ['yesterday', null],
    ['', null],
    ['12', null],
  ])('reads "%s"', (text, instant) => {
    expect(parseInstant(text, NOW)).toBe(instant);
  });
});

describe('resolveRange', () => {
  it.each([
    ['a relative range', { from: 'now-6h', to: 'now' }, { from: NOW - 6 * HOUR, to: NOW }],
    ['an unreadable range, as the last hour', { from: 'x', to: 'now' }, { from: NOW - HOUR, to: NOW }],
    ['a range that ends before it begins, as the last hour', { from: 'now', to: 'now-1h' }, { from: NOW - HOUR, to: NOW }],
  ])('reads %s', (_name, range, interval) => {
    expect(resolveRange(range, NOW)).toEqual(interval);
  });
});

describe('shiftRange', () => {
  it('goes back by half its length', () => {
    expect(shiftRange({ from: 'now-1h', to: 'now' }, -1, NOW)).toEqual({
      from: String(NOW - 1.5 * HOUR),
      to: String(NOW - 0.5 * HOUR),
    });
  });

  it('stops at the present', () => {
    expect(shiftRange({ from: 'now-1h', to: 'now' }, 1, NOW)).toEqual({ from: String(NOW - HOUR), to: String(NOW) });
  });
});

describe('zoomRange', () => {
  it('keeps a live range live', () => {
    expect(zoomRange({ from: 'now-1h', to: 'now' }, 2, NOW)).toEqual({ from: 'now-7200s', to: 'now' });
  });

  it('keeps the middle of a past range', () => {
    const range = { from: String(NOW - 5 * HOUR), to: String(NOW - 3 * HOUR) };
    expect(zoomRange(range, 0.5, NOW)).toEqual({ from: String(NOW - 4.5 * HOUR), to: String(NOW - 3.5 * HOUR) });
  });

  it('never goes below five seconds', () => {
    expect(zoomRange({ from: 'now-6s', to: 'now' }, 0.5, NOW)).toEqual({ from: 'now-5s', to: 'now' });
  });
});

describe('stepSeconds', () => {
  it.each([
    [5 * 60_000, 900, 1],
    [HOUR, 900, 15],
    [24 * HOUR, 900, 300],
    [30 * 24 * HOUR, 900, 21_600],
    [3_650 * 24 * HOUR, 900, 13 * 86_400],
    [HOUR, 0, 120],
  ])('for %d ms on %d pixels is %d s', (length, width, step) => {
    expect(stepSeconds({ from: NOW - length, to: NOW }, width)).toBe(step);
  });
});
