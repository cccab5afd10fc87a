import { describe, expect, it } from 'vitest';
import type { Maintenance } from '../../api/maintenance';
import { matcher } from '../../lib/matchers';
import { filterMaintenance } from './filterMaintenance';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const window = (id: string, changes: Partial<Maintenance>): Maintenance => ({ id, name: id, matchers: [], createdBy: 'anna', ...changes });
const all = [
  window('patch', { startsAt: '2026-03-02T11:00:00Z', endsAt: '2026-03-02T13:00:00Z', activeUntil: '2026-03-02T13:00:00Z' }),
  window('backup', { weekly: { days: ['sunday'], start: '02:00', durationMinutes: 60, timeZone: 'UTC' }, matchers: [matcher('job', '=', 'db')] }),
  window('move', { startsAt: '2026-03-03T11:00:00Z', endsAt: '2026-03-03T12:00:00Z', createdBy: 'bob' }),
  window('old', { startsAt: '2026-03-01T11:00:00Z', endsAt: '2026-03-02T12:00:00Z' }),
];

describe('filterMaintenance', () => {
  it.each([
    ['current', '', ['patch', 'backup', 'move']],
    ['active', '', ['patch']],
    ['planned', '', ['backup', 'move']],
    ['over', '', ['old']],
    ['current', 'anna', ['patch', 'backup']],
    ['current', 'job="db anna', ['backup']],
    ['planned', 'old', []],
  ] as const)('of %s with "%s": %j', (state, text, ids) => {
    expect(filterMaintenance(all, state, text, NOW).map(({ id }) => id)).toEqual(ids);
  });
});
