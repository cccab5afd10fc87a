import { describe, expect, it } from 'vitest';
import type { Rule, RuleGroup } from '../../api/rules';
import { filterGroups, stateOfRule } from './ruleStatus';

const RULE: Rule = { name: 'HostCpuHigh', query: 'cpu > 0.9', type: 'alerting', state: 'firing', health: 'ok', labels: { severity: 'warning' }, lastEvaluation: '', evaluationTime: 0 };
const GROUPS: readonly RuleGroup[] = [
  { name: 'host', file: 'host.yml', interval: 1, rules: [RULE, { ...RULE, name: 'HostDiskFull', state: 'inactive', health: 'err' }] },
  { name: 'api', file: 'api/1', interval: 1, rules: [{ ...RULE, name: 'QueueLong', state: 'pending' }] },
];

describe('stateOfRule', () => {
  it.each<[Partial<Rule>, string]>([
    [{}, 'warning'],
    [{ labels: { severity: 'critical' } }, 'critical'],
    [{ labels: { severity: 'info' } }, 'info'],
    [{ state: 'pending' }, 'info'],
    [{ state: 'inactive' }, 'ok'],
    [{ state: 'inactive', health: 'unknown' }, 'unknown'],
    [{ state: 'inactive', health: 'err' }, 'critical'],
  ])('of %j: %s', (changes, expected) => {
    expect(stateOfRule({ ...RULE, ...changes })).toBe(expected);
  });
});

describe('filterGroups', () => {
  it.each([
    ['all', '', ['HostCpuHigh', 'HostDiskFull', 'QueueLong']],
    ['firing', '', ['HostCpuHigh']],
    ['pending', '', ['QueueLong']],
    ['failing', '', ['HostDiskFull']],
    ['all', 'host disk', ['HostDiskFull']],
    ['all', 'nothing', []],
  ] as const)('%s and %j: %j', (filter, text, expected) => {
    expect(filterGroups(GROUPS, filter, text).flatMap(({ rules }) => rules.map(({ name }) => name))).toEqual(expected);
  });
});
