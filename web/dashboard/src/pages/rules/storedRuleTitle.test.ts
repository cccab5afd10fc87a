import { describe, expect, it } from 'vitest';
import type { RuleDraft } from '../../api/rules';
import { storedRuleTitle } from './storedRuleTitle';

describe('the title of a stored rule', () => {
  it.each<[RuleDraft, string]>([
    [{ name: 'QueueLong', group: 'shop' }, 'QueueLong'],
    [{ group: 'shop', rule: { alert: 'ApiSlow', expr: 'a > 2' } }, 'ApiSlow'],
    [{ rule: { record: 'job:rate', expr: 'a' } }, 'job:rate'],
    [{ record: 'job:sum', metric: 'a' }, 'job:sum'],
    [{ group: 'shop', rule: {} }, 'shop'],
    [{}, '0197'],
  ])('of %j is %s', (draft, title) => {
    expect(storedRuleTitle({ id: '0197', version: 1, enabled: false, file: '', updatedAt: '', updatedBy: '', draft })).toBe(title);
  });
});
