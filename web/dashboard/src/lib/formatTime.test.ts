import { describe, expect, it } from 'vitest';
import { formatDuration, formatRelative, toLocalInput } from './formatTime';

const NOW = Date.parse('2026-01-02T12:00:00Z');

describe('formatRelative', () => {
  it.each([
    ['2026-01-02T11:59:40Z', '20 sec. ago'],
    ['2026-01-02T11:55:00Z', '5 min. ago'],
    ['2026-01-02T09:00:00Z', '3 hr. ago'],
    ['2026-01-12T12:00:00Z', 'in 10 days'],
    ['2025-11-02T12:00:00Z', '2 mo. ago'],
    ['2023-11-02T12:00:00Z', '2 yr. ago'],
    ['2026-01-02T12:00:00Z', 'now'],
  ])('tells %s as %s', (at, text) => {
    expect(formatRelative(at, NOW, 'en')).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [12_000, '12s'],
    [125_000, '2m 5s'],
    [7_200_000, '2h'],
    [90_061_000, '1d 1h'],
    [-5, '0s'],
  ])('shows %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('toLocalInput', () => {
  it('is read back as the same instant', () => {
    expect(new Date(toLocalInput(NOW)).getTime()).toBe(NOW);
  });
});
