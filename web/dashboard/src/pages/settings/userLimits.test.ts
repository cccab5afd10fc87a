import { describe, expect, it } from 'vitest';
import type { User } from '../../api/users';
import { limitsOf } from './userLimits';

const user = (name: string, changes: Partial<User> = {}): User => ({ id: name, name, role: 'admin', disabled: false, createdAt: '', lastLoginAt: null, ...changes });

describe('limitsOf', () => {
  it.each<[string, User, User[], object]>([
    ['the only admin', user('anna'), [user('bob', { role: 'operator' })], { role: 'lastAdmin', removal: 'lastAdmin' }],
    ['one besides a disabled admin', user('anna'), [user('bob', { disabled: true })], { role: 'lastAdmin', removal: 'lastAdmin' }],
    ['oneself among several admins', user('anna'), [user('bob')], { role: null, removal: 'own' }],
    ['another admin', user('bob'), [user('anna')], { role: null, removal: null }],
    ['a disabled admin', user('bob', { disabled: true }), [user('anna')], { role: null, removal: null }],
    ['somebody else', user('bob', { role: 'viewer' }), [user('anna')], { role: null, removal: null }],
  ])('of %s', (_, one, others, limits) => {
    expect(limitsOf(one, [one, ...others], 'anna')).toEqual(limits);
  });
});
