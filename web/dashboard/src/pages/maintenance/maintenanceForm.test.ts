import { describe, expect, it } from 'vitest';
import { matcher } from '../../lib/matchers';
import { toMaintenance, validateMaintenance, type MaintenanceFormValues } from './maintenanceForm';

const ONCE: MaintenanceFormValues = {
  name: ' patch day ', kind: 'once', from: '2026-03-02T12:00:00Z', to: '2026-03-02T14:00:00Z', days: [], start: '', durationMinutes: 120, timeZone: 'Europe/Berlin',
};
const WEEKLY: MaintenanceFormValues = { ...ONCE, kind: 'weekly', days: ['sunday'], start: '02:00', from: '', to: '' };

describe('validateMaintenance', () => {
  it.each<[MaintenanceFormValues, object]>([
    [ONCE, {}],
    [WEEKLY, {}],
    [{ ...ONCE, name: '' }, { name: 'nameMissing' }],
    [{ ...ONCE, to: ONCE.from }, { to: 'backwards' }],
    [{ ...ONCE, from: '' }, { to: 'backwards' }],
    [{ ...WEEKLY, days: [], start: '' }, { days: 'daysMissing', start: 'startMissing' }],
  ])('of %j: %j', (values, expected) => {
    expect(validateMaintenance(values)).toEqual(expected);
  });
});

describe('toMaintenance', () => {
  it('sends one time for a window that is once', () => {
    expect(toMaintenance(ONCE, [matcher('job', '=', 'db'), matcher('', '=', '')])).toEqual({
      name: 'patch day', matchers: [matcher('job', '=', 'db')], startsAt: '2026-03-02T12:00:00.000Z', endsAt: '2026-03-02T14:00:00.000Z',
    });
  });

  it('sends days and a wall clock for one that is weekly', () => {
    expect(toMaintenance(WEEKLY, [])).toEqual({
      name: 'patch day', matchers: [], weekly: { days: ['sunday'], start: '02:00', durationMinutes: 120, timeZone: 'Europe/Berlin' },
    });
  });
});
