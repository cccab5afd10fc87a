import { describe, expect, it } from 'vitest';
import type { Rule, RuleGroup } from '../../api/rules';
import { copySearchOf, draftOf, findRule } from './ruleCopy';

const rule = (changes: Partial<Rule>): Rule => ({ name: 'ApiSlow', type: 'alerting', query: 'a > 2', health: 'ok', lastEvaluation: '', evaluationTime: 0, labels: { severity: 'warning' }, ...changes });
const [slow, slower, recorded] = [rule({}), rule({ query: 'a > 5', labels: { severity: 'critical' } }), rule({ type: 'recording', labels: {} })];
const groups: readonly RuleGroup[] = [
  { name: 'other', file: 'other.yml', interval: 1, rules: [rule({ query: 'b > 2' })] },
  { name: 'api', file: 'api.yml', interval: 1, rules: [recorded, slow, slower] },
];

describe('the copy of a rule', () => {
  it.each([
    [slow, slow],
    [slower, slower],
    [rule({ name: 'Gone' }), undefined],
    [rule({ labels: {} }), undefined],
  ])('finds %j by its file, name and level', (wanted, found) => {
    expect(findRule(groups, copySearchOf({ name: 'api', file: 'api.yml', interval: 1, rules: [] }, wanted))).toBe(found);
  });

  it('says what the rule says, and is switched off', () => {
    expect(draftOf(rule({ duration: 15, keepFiringFor: 0, annotations: { summary: 'slow' } }))).toEqual({
      enabled: false,
      rule: { alert: 'ApiSlow', expr: 'a > 2', for: '15000ms', labels: { severity: 'warning' }, annotations: { summary: 'slow' } },
    });
  });
});
