import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../api/routing';
import { dependencyRole, inhibitRole } from './holdRoles';

describe('inhibitRole', () => {
  const rule = { source: '{severity="critical"}', target: '{severity=~"warning|info"}', equal: ['instance'] };

  it.each([
    [rule, { severity: 'critical' }, { holds: true, isHeld: false }],
    [rule, { severity: 'info' }, { holds: false, isHeld: true }],
    [{ ...rule, target: '{}' }, { severity: 'critical' }, { holds: true, isHeld: true }],
    [{ ...rule, source: '{job=~"("}' }, { severity: 'critical' }, { holds: null, isHeld: false }],
  ])('of %j for %j: %j', (of, labels, role) => {
    expect(inhibitRole(of, labels)).toEqual(role);
  });
});

describe('dependencyRole', () => {
  const router: Dependency = { target: 'router', behind: ['switch'], when: ['severity="critical"', 'job="probe"'] };
  const middle: Dependency = { target: 'switch', behind: ['shop', 'api'], when: ['severity="critical"'] };
  const all = [router, middle];

  it.each([
    [router, { target: 'router', severity: 'critical', job: 'probe' }, { holds: true, isHeld: false }],
    [router, { target: 'router', severity: 'critical' }, { holds: false, isHeld: false }],
    [router, { target: 'switch' }, { holds: false, isHeld: true }],
    [router, { instance: 'shop', severity: 'critical' }, { holds: false, isHeld: true }],
    [middle, { target: 'shop' }, { holds: false, isHeld: true }],
    [middle, { target: 'other', instance: 'shop' }, { holds: false, isHeld: false }],
    [middle, { job: 'host' }, { holds: false, isHeld: false }],
  ])('of %j for %j: %j', (of, labels, role) => {
    expect(dependencyRole(of, all, labels)).toEqual(role);
  });

  it('comes to an end in a circle', () => {
    const circle: Dependency[] = [{ target: 'a', behind: ['b'], when: [] }, { target: 'b', behind: ['a'], when: [] }];
    expect(circle.map((one) => dependencyRole(one, circle, { target: 'a' }).isHeld)).toEqual([true, true]);
  });
});
