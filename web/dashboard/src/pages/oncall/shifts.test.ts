import { describe, expect, it } from 'vitest';
import { nextShift, peopleOf, placeOf } from './shifts';

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 5, hour)).toISOString();
const shifts = [
  { from: at(0), to: at(8), person: 'anna', reason: "on call in 'ops'" },
  { from: at(8), to: at(9), person: 'anna', reason: 'stands in' },
  { from: at(9), to: at(12) },
  { from: at(12), to: at(24), person: 'bob' },
];

describe('nextShift', () => {
  it.each([
    [1, at(9)],
    [8, at(9)],
    [10, at(12)],
    [13, undefined],
  ])('at %i o’clock begins at %s', (hour, from) => {
    expect(nextShift(shifts, Date.parse(at(hour)))?.from).toBe(from);
  });
});

describe('peopleOf', () => {
  it('names everybody once', () => {
    expect(peopleOf([{ schedule: 'ops', shifts }, { schedule: 'night', shifts: shifts.slice(3) }])).toEqual(['anna', 'bob']);
  });
});

describe('placeOf', () => {
  it.each([
    [0, 16, { left: 0, width: 50 }],
    [4, 12, { left: 0, width: 50 }],
    [2, 34, { left: 0, width: 18.75 }],
  ])('from %i to %i', (from, to, place) => {
    expect(placeOf(shifts[0] ?? { from: '', to: '' }, Date.parse(at(from)), Date.parse(at(to)))).toEqual(place);
  });
});
