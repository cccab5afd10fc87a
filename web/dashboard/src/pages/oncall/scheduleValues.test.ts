import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../api/escalation';
import { newRotation, scheduleValues, toSchedule, validateSchedule } from './scheduleValues';

const schedule: Schedule = {
  name: 'ops',
  timeZone: 'Europe/Berlin',
  rotations: [
    { people: ['anna', 'bob'], startsOn: '2026-03-02', handOff: '09:00:00', days: 7 },
    { people: ['nora'], startsOn: '2026-03-02', handOff: '00:00:00', days: 1, onlyOn: ['saturday', 'sunday'], from: '22:00:00', to: '06:00:00' },
  ],
};
const values = scheduleValues(schedule, '2026-03-02', 'UTC');

describe('scheduleValues', () => {
  it('reads back what it writes', () => {
    expect(toSchedule(values)).toEqual(schedule);
  });

  it('begins with one rotation of a week, today, on the reader’s clock', () => {
    expect(scheduleValues(undefined, '2026-03-02', 'Asia/Jakarta')).toEqual({ name: '', timeZone: 'Asia/Jakarta', rotations: [newRotation('2026-03-02')] });
  });
});

describe('validateSchedule', () => {
  const [first = newRotation('2026-03-02')] = values.rotations;
  it.each([
    [values, [], {}],
    [{ ...values, name: '' }, [], { name: 'nameMissing' }],
    [values, ['ops'], { name: 'nameTaken' }],
    [{ ...values, rotations: [newRotation('')] }, [], { 'rotations.0.people': 'peopleMissing', 'rotations.0.startsOn': 'dayMissing' }],
    [{ ...values, rotations: [{ ...first, from: '22:00', handOff: '' }] }, [], { 'rotations.0.to': 'bothTimes', 'rotations.0.handOff': 'timeMissing' }],
  ])('case %#', (given, taken, expected) => {
    expect(validateSchedule(given, taken)).toEqual(expected);
  });
});
