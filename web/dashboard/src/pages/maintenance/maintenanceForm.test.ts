import { describe, expect, it } from 'vitest';
import type { Maintenance } from '../../api/maintenance';
import { toLocalInput } from '../../lib/formatTime';
import { matcher } from '../../lib/matchers';
import { maintenancePath, maintenanceValues, toMaintenance, validateMaintenance, type MaintenanceFormValues } from './maintenanceForm';

const ONCE: MaintenanceFormValues = {
  name: ' patch day ', kind: 'once', from: '2026-03-02T12:00:00Z', to: '2026-03-02T14:00:00Z', days: [], monthDays: [], start: '', durationMinutes: 120, timeZone: 'Europe/Berlin', matchers: [],
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
    [{ ...WEEKLY, kind: 'daily', days: [] }, {}],
    [{ ...WEEKLY, kind: 'monthly' }, { monthDays: 'daysMissing' }],
    [{ ...WEEKLY, kind: 'monthly', monthDays: ['-1'] }, {}],
  ])('of %j: %j', (values, expected) => {
    expect(validateMaintenance(values)).toEqual(expected);
  });
});

describe('toMaintenance', () => {
  it('sends one time for a window that is once', () => {
    expect(toMaintenance({ ...ONCE, matchers: [matcher('job', '=', 'db'), matcher('', '=', '')] })).toEqual({
      name: 'patch day', matchers: [matcher('job', '=', 'db')], startsAt: '2026-03-02T12:00:00.000Z', endsAt: '2026-03-02T14:00:00.000Z',
    });
  });

  it('sends days and a wall clock for one that is weekly', () => {
    expect(toMaintenance(WEEKLY)).toEqual({
      name: 'patch day', matchers: [], weekly: { days: ['sunday'], start: '02:00', durationMinutes: 120, timeZone: 'Europe/Berlin' },
    });
  });
});

describe('toMaintenance of what comes back', () => {
  const clock = { start: '02:00', durationMinutes: 120, timeZone: 'Europe/Berlin' };

  it.each<[MaintenanceFormValues, object]>([
    [{ ...WEEKLY, kind: 'daily' }, { daily: clock }],
    [{ ...WEEKLY, kind: 'monthly', monthDays: ['1', '-1', '2 tuesday'] }, { monthly: { dates: [1, -1], weekdays: [{ week: 2, day: 'tuesday' }], ...clock } }],
  ])('sends what %j asks for', (values, expected) => {
    expect(toMaintenance(values)).toEqual({ name: 'patch day', matchers: [], ...expected });
  });
});

describe('maintenancePath', () => {
  it.each([
    ['endsAt', 'to'],
    ['weekly.days[0]', 'days[0]'],
    ['daily.start', 'start'],
    ['monthly.weekdays[1].week', 'monthDays'],
    ['monthly.dates', 'monthDays'],
  ])('leads from %s to %s', (path, field) => {
    expect(maintenancePath(path, WEEKLY)).toBe(field);
  });
});

describe('maintenanceValues', () => {
  const NOW = Date.parse('2026-03-02T12:00:00Z');
  const local = (time: string): string => toLocalInput(Date.parse(time)).slice(0, 16);
  const first = { name: '', kind: 'once', from: local('2026-03-02T12:00:00Z'), to: local('2026-03-02T14:00:00Z'), days: ['sunday'], monthDays: [], start: '02:00', durationMinutes: 120, timeZone: 'Asia/Jakarta', matchers: [] };
  const shared = { id: 'm', createdBy: 'anna', name: 'backup', matchers: [matcher('job', '=', 'db')] };
  const weekly = { days: ['monday'], start: '04:30', durationMinutes: 45, timeZone: 'Europe/Berlin' } as const;

  it.each<[Maintenance | undefined, object]>([
    [undefined, first],
    [{ ...shared, startsAt: '2026-03-05T01:00:00Z', endsAt: '2026-03-05T02:30:00Z' }, { ...first, name: 'backup', matchers: shared.matchers, from: local('2026-03-05T01:00:00Z'), to: local('2026-03-05T02:30:00Z') }],
    [{ ...shared, daily: { start: '04:30', durationMinutes: 45, timeZone: 'UTC' } }, { ...first, start: '04:30', durationMinutes: 45, timeZone: 'UTC', name: 'backup', matchers: shared.matchers, kind: 'daily' }],
    [{ ...shared, monthly: { dates: [15], start: '04:30', durationMinutes: 45, timeZone: 'UTC' } }, { ...first, monthDays: ['15'], start: '04:30', durationMinutes: 45, timeZone: 'UTC', name: 'backup', matchers: shared.matchers, kind: 'monthly' }],
    [{ ...shared, weekly }, { ...first, ...weekly, name: 'backup', matchers: shared.matchers, kind: 'weekly' }],
  ])('of %j', (window, values) => {
    expect(maintenanceValues(window, NOW, 'Asia/Jakarta')).toEqual(values);
  });
});
