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
    expect(findRule(groups, copySearchOf({ name: 'api', file: 'api.yml', interval: 1, rules: [] }, wanted))?.rule).toBe(found);
  });

  const group: RuleGroup = { name: 'api', file: 'api.yml', interval: 1, rules: [] };

  it('says what the rule says, and is switched off', () => {
    expect(draftOf(group, rule({ duration: 15, keepFiringFor: 0, annotations: { summary: 'slow' } }))).toEqual({
      enabled: false,
      group: 'api',
      rule: { alert: 'ApiSlow', expr: 'a > 2', for: '15000ms', labels: { severity: 'warning' }, annotations: { summary: 'slow' } },
    });
  });

  it("keeps what stands under x-perfmonitor, and the group's interval and limit", () => {
    const extensions = { recovery_threshold: 1.5, no_data: { for: '5m' } };
    expect(draftOf({ ...group, ownInterval: 15, limit: 20 }, rule({ kind: 'expression', 'x-perfmonitor': extensions }))).toEqual({
      enabled: false, group: 'api', interval: '15000ms', limit: 20,
      rule: { alert: 'ApiSlow', expr: 'a > 2', labels: { severity: 'warning' }, annotations: {}, 'x-perfmonitor': extensions },
    });
  });

  it('has of a kind its condition and not what that becomes', () => {
    const extensions = { absent: { query: 'up', for: '2m' } };
    expect(draftOf(group, rule({ kind: 'absent', query: 'absent_over_time(up[2m])', 'x-perfmonitor': extensions })).rule).toEqual({
      alert: 'ApiSlow', labels: { severity: 'warning' }, annotations: {}, 'x-perfmonitor': extensions,
    });
  });
});
