import { describe, expect, it } from 'vitest';
import { NEW_RULE, toDraft, toFormValues } from './ruleForm';

const FILLED = { ...NEW_RULE, name: ' QueueLong ', metric: 'queue_length', threshold: 100 };

describe('toDraft', () => {
  it('sends what is filled in, and the group and interval it had', () => {
    expect(toDraft(FILLED, { group: 'shop', interval: '15s', name: 'Old', summary: 'old' })).toEqual({
      group: 'shop', interval: '15s', enabled: true, name: 'QueueLong', metric: 'queue_length', comparison: '>', threshold: 100, severity: 'warning', for: '1m',
    });
  });

  it.each([{ name: ' ' }, { metric: '' }, { threshold: '' }, { threshold: '-' }, { document: '{' }, { document: '[]' }])('is not ready with %j', (changes) => {
    expect(toDraft({ ...FILLED, ...changes })).toBeNull();
  });

  it('takes zero for a threshold', () => {
    expect(toDraft({ ...FILLED, threshold: 0 })?.threshold).toBe(0);
  });

  it('leaves a rule with the fields of a rule file as it is', () => {
    const draft = { enabled: false, rule: { alert: 'A', expr: 'x > 1', 'x-perfmonitor': { recovery_threshold: 0.5 } } };
    expect(toDraft(toFormValues(draft), draft)).toEqual(draft);
  });
});
