import { describe, expect, it } from 'vitest';
import type { Policy } from '../../api/escalation';
import { matcher } from '../../lib/matchers';
import { EMPTY_STEP, policyValues, toPolicy, validatePolicy } from './policyValues';

const policy: Policy = {
  name: 'critical',
  matchers: [matcher('severity', '=', 'critical')],
  steps: [{ waitSeconds: 90, people: ['bob'], schedules: ['ops'], channels: [], over: ['sms'] }],
  repeat: 1,
};

describe('policyValues', () => {
  it('reads back what it writes', () => {
    expect(toPolicy(policyValues(policy))).toEqual(policy);
  });

  it('leaves out conditions that are not begun', () => {
    expect(toPolicy({ ...policyValues(policy), matchers: [matcher('', '=', '')] }).matchers).toEqual([]);
  });
});

describe('validatePolicy', () => {
  const values = policyValues(policy);
  it.each([
    [values, [], {}],
    [{ ...values, name: ' ' }, [], { name: 'nameMissing' }],
    [values, ['critical'], { name: 'nameTaken' }],
    [{ ...values, steps: [...values.steps, EMPTY_STEP] }, [], { 'steps.1.schedules': 'tellsNobody' }],
  ])('case %#', (given, taken, expected) => {
    expect(validatePolicy(given, taken)).toEqual(expected);
  });
});
