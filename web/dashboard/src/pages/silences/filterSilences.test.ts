import { describe, expect, it } from 'vitest';
import type { Silence } from '../../api/silences';
import { matcher } from '../../lib/matchers';
import { filterSilences } from './filterSilences';

const silence: Silence = { id: 'a', state: 'active', matchers: [matcher('instance', '=~', 'web-.*')], startsAt: '', endsAt: '', createdBy: 'Anna', comment: 'Moving racks' };
const all = [silence, { ...silence, id: 'b', state: 'pending' as const }, { ...silence, id: 'c', state: 'expired' as const, createdBy: 'bob' }];

describe('filterSilences', () => {
  it.each([
    ['current', '', ['a', 'b']],
    ['pending', '', ['b']],
    ['expired', '', ['c']],
    ['expired', 'anna', []],
    ['current', 'racks anna', ['a', 'b']],
    ['current', 'instance=~"web', ['a', 'b']],
    ['current', 'racks bob', []],
  ] as const)('of %s with "%s": %j', (state, text, ids) => {
    expect(filterSilences(all, state, text).map(({ id }) => id)).toEqual(ids);
  });
});
