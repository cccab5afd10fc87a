import { describe, expect, it } from 'vitest';
import type { Rule, RuleGroup } from '../../api/rules';
import { copySearchOf, draftOf, findRule } from './ruleCopy';

const rule = (changes: Partial<Rule>): Rule => ({ name: 'ApiSlow', type: 'alerting', query: 'a > 2', health: 'ok', lastEvaluation: '', evaluationTime: 0, labels: { severity: 'warning' }, ...changes });
const [unheard, slow, slower, recorded] = [
  rule({ query: 'absent(a)', labels: { severity: 'warning', rule_state: 'no_data' } }),
  rule({}), rule({ query: 'a > 5', labels: { severity: 'critical' } }), rule({ type: 'recording', labels: {} })];
const groups: readonly RuleGroup[] = [
  { name: 'other', file: 'other.yml', interval: 1, rules: [rule({ query: 'b > 2' })] },
  { name: 'api', file: 'api.yml', interval: 1, rules: [recorded, unheard, slow, slower] },
  { name: 'api-later', file: 'api.yml', interval: 5, rules: [rule({ query: 'a > 3' })] },
];

describe('the copy of a rule', () => {
  it.each([
    [slow, slow],
    [unheard, unheard],
    [slower, slower],
    [rule({ name: 'Gone' }), undefined],
    [rule({ labels: {} }), undefined],
  ])('finds %j by its file, group, name, level and what it was derived for', (wanted, found) => {
    expect(findRule(groups, copySearchOf({ name: 'api', file: 'api.yml', interval: 1, rules: [] }, wanted))).toBe(found);
  });

  it('says what the rule says, and is switched off', () => {
    expect(draftOf(rule({ duration: 15, keepFiringFor: 0, annotations: { summary: 'slow' } }))).toEqual({
      enabled: false,
      rule: { alert: 'ApiSlow', expr: 'a > 2', for: '15000ms', labels: { severity: 'warning' }, annotations: { summary: 'slow' } },
    });
  });
});
