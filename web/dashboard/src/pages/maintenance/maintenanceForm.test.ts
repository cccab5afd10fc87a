import { describe, expect, it } from 'vitest';
import type { Maintenance } from '../../api/maintenance';
import { toLocalInput } from '../../lib/formatTime';
import { matcher } from '../../lib/matchers';
import { maintenanceValues, toMaintenance, validateMaintenance, type MaintenanceFormValues } from './maintenanceForm';

const ONCE: MaintenanceFormValues = {
  name: ' patch day ', kind: 'once', from: '2026-03-02T12:00:00Z', to: '2026-03-02T14:00:00Z', days: [], start: '', durationMinutes: 120, timeZone: 'Europe/Berlin', matchers: [],
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

describe('maintenanceValues', () => {
  const NOW = Date.parse('2026-03-02T12:00:00Z');
  const local = (time: string): string => toLocalInput(Date.parse(time)).slice(0, 16);
  const first = { name: '', kind: 'once', from: local('2026-03-02T12:00:00Z'), to: local('2026-03-02T14:00:00Z'), days: ['sunday'], start: '02:00', durationMinutes: 120, timeZone: 'Asia/Jakarta', matchers: [] };
  const shared = { id: 'm', createdBy: 'anna', name: 'backup', matchers: [matcher('job', '=', 'db')] };
  const weekly = { days: ['monday'], start: '04:30', durationMinutes: 45, timeZone: 'Europe/Berlin' } as const;

  it.each<[Maintenance | undefined, object]>([
    [undefined, first],
    [{ ...shared, startsAt: '2026-03-05T01:00:00Z', endsAt: '2026-03-05T02:30:00Z' }, { ...first, name: 'backup', matchers: shared.matchers, from: local('2026-03-05T01:00:00Z'), to: local('2026-03-05T02:30:00Z') }],
    [{ ...shared, weekly }, { ...first, ...weekly, name: 'backup', matchers: shared.matchers, kind: 'weekly' }],
  ])('of %j', (window, values) => {
    expect(maintenanceValues(window, NOW, 'Asia/Jakarta')).toEqual(values);
  });
});
