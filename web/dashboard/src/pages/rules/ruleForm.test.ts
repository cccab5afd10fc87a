import { describe, expect, it } from 'vitest';
import type { RuleDraft } from '../../api/rules';
import { conditionOf, NEW_RULE, toDocument, toDraft, toFormValues, subjectOf, withThreshold } from './ruleForm';

const FILLED = { ...NEW_RULE, name: ' QueueLong ', metric: 'queue_length', threshold: 100 };

describe('toDraft', () => {
  it('sends what is filled in, and the group and limit it had', () => {
    expect(toDraft({ ...FILLED, interval: ' 15s ' }, { group: 'shop', interval: '1m', limit: 20, name: 'Old', summary: 'old' })).toEqual({
      group: 'shop', interval: '15s', limit: 20, enabled: true, name: 'QueueLong', metric: 'queue_length', comparison: '>', threshold: 100, severity: 'warning', for: '1m',
    });
  });

  it.each([
    { name: ' ' },
    { metric: '' },
    { threshold: '' },
    { threshold: '-' },
    { kind: 'anomaly', metric: ' ' },
    { kind: 'anomaly', probability: '' },
    { kind: 'forecast', threshold: '' },
    { kind: 'forecast', within: ' ' },
    { kind: 'absent', metric: '' },
    { kind: 'burnRate', objective: '' },
    { kind: 'document', document: '{' },
    { kind: 'document', document: '[]' },
  ] as const)('is not ready with %j', (changes) => {
    expect(toDraft({ ...FILLED, ...changes })).toBeNull();
  });

  it('takes zero for a threshold', () => {
    expect(toDraft({ ...FILLED, threshold: 0 })?.threshold).toBe(0);
  });

  it.each([
    [{ kind: 'anomaly', direction: 'above' }, { anomaly: { query: 'queue_length', probability: 0.8, direction: 'above' } }],
    [{ kind: 'forecast', comparison: '<=', within: ' 4h ' }, { forecast: { query: 'queue_length', comparison: '<', threshold: 100, within: '4h' } }],
    [{ kind: 'absent' }, { absent: { query: 'queue_length', for: '5m' } }],
    [{ kind: 'absent', silentFor: '' }, { absent: { query: 'queue_length' } }],
    [{ kind: 'burnRate', objective: 'shop', pace: 'ticket' }, { burnRate: { objective: 'shop', severity: 'ticket' } }],
    [{ kind: 'anomaly', recovery: 55 }, { anomaly: { query: 'queue_length', probability: 0.8, direction: 'either' }, recoveryThreshold: 0.55 }],
    [{ kind: 'forecast', recovery: 80 }, { forecast: { query: 'queue_length', comparison: '>', threshold: 100, within: '6h' } }],
  ] as const)('sends of %j the condition of its kind and no threshold of its own', (changes, condition) => {
    expect(toDraft({ ...FILLED, ...changes })).toEqual({ enabled: true, name: 'QueueLong', severity: 'warning', for: '1m', ...condition });
  });

  it.each([
    [{ recovery: 80 }, { recoveryThreshold: 80 }],
    [{ recovery: '' }, {}],
    [{ recovery: '-' }, {}],
    [{ comparison: '==', recovery: 80 }, {}],
    [{ runbookUrl: ' https://wiki/a ' }, { runbookUrl: 'https://wiki/a' }],
  ] as const)('sends of %j %j', (changes, sent) => {
    const { recoveryThreshold, runbookUrl } = toDraft({ ...FILLED, ...changes }) ?? {};
    expect({ recoveryThreshold, runbookUrl }).toEqual({ recoveryThreshold: undefined, runbookUrl: undefined, ...sent });
  });

  it.each<RuleDraft>([
    { enabled: true, name: 'A', metric: 'x', comparison: '<', threshold: 5, recoveryThreshold: 6, severity: 'info', runbookUrl: 'https://wiki/a' },
    { enabled: true, name: 'A', severity: 'warning', anomaly: { query: 'x', probability: 0.55, direction: 'below' }, recoveryThreshold: 0.35 },
    { enabled: false, rule: { alert: 'A', expr: 'x > 1', 'x-perfmonitor': { recovery_threshold: 0.5 } } },
    { enabled: true, name: 'A', severity: 'warning', anomaly: { query: 'x', step: '5m', minimum: 0, probability: 0.9, direction: 'below' } },
    { enabled: true, name: 'A', severity: 'critical', forecast: { query: 'x', comparison: '<', threshold: 5, within: '2d', confidence: 0.8, history: '14d' } },
    { enabled: true, name: 'A', severity: 'info', for: '2m', absent: { query: 'up', for: '3m', each: '1d' } },
    { enabled: true, name: 'A', severity: 'warning', summary: 's', recommendation: 'r', burnRate: { objective: '*', severity: 'page' } },
    {
      enabled: true, interval: '30s', name: 'A', metric: 'x', comparison: '>', threshold: 5, recoveryThreshold: 4, severity: 'critical', for: '1m', keepFiringFor: '2m', labels: { team: 'shop' },
      flapping: { starts: 4, within: '30m' }, approaching: { threshold: 4.5, recovery_threshold: 4.2, for: '5m', severity: 'warning' }, noData: { for: '5m', severity: 'info' }, error: { severity: 'warning' },
    },
    { enabled: true, name: 'A', metric: 'x', comparison: '==', threshold: 0, severity: 'warning', keepFiringWhile: 'x < 2', noData: {} },
    { enabled: true, name: 'A', severity: 'warning', anomaly: { query: 'x', probability: 0.9, direction: 'above' }, approaching: { threshold: 0.55, severity: 'info' } },
    { enabled: true, name: 'A', severity: 'warning', absent: { query: 'x', for: '5m' }, keepFiringWhile: 'y > 0', error: { for: '1m', severity: 'critical' } },
    { enabled: true, record: 'job:x:sum', metric: 'sum by (job) (x)', labels: { team: 'shop' } },
  ])('leaves %j as it is when nothing was changed', (draft) => {
    expect(toDraft(toFormValues(draft), draft)).toEqual(draft);
  });
});

describe('settings', () => {
  it.each([
    [{ flapStarts: '' }, {}],
    [{ flapStarts: 4 }, { flapping: { starts: 4, within: '30m' } }],
    [{ approachingThreshold: 90 }, { approaching: { threshold: 90, severity: 'info' } }],
    [{ approachingThreshold: 90, approachingRecovery: 85 }, { approaching: { threshold: 90, recovery_threshold: 85, severity: 'info' } }],
    [{ approachingRecovery: 85 }, {}],
    [{ comparison: '!=', approachingThreshold: 90 }, {}],
    [{ noData: true }, { noData: { for: '5m' } }],
    [{ noData: true, noDataFor: '', noDataSeverity: 'critical' }, { noData: { severity: 'critical' } }],
    [{ error: true }, { error: { for: '5m', severity: 'warning' } }],
    [{ keepFiringWhile: 'x > 1' }, {}],
    [{ labels: [{ name: ' team', value: 'shop' }, { name: '', value: '' }] }, { labels: { team: 'shop' } }],
  ] as const)('send of %j %j', (changes, sent) => {
    const { flapping, approaching, noData, error, keepFiringWhile, labels } = toDraft({ ...FILLED, ...changes }) ?? {};
    expect(JSON.parse(JSON.stringify({ flapping, approaching, noData, error, keepFiringWhile, labels }))).toEqual(sent);
  });

  it('are not ready with a label that has no name', () => {
    expect(toDraft({ ...FILLED, labels: [{ name: '', value: 'shop' }] })).toBeNull();
  });
});

describe('a rule that its kind has no fields for', () => {
  it.each<[RuleDraft, object]>([
    [{ name: 'A', severity: 'warning', anomaly: { watch: '*', levels: { critical: 0.95 } } }, { alert: 'A', labels: { severity: 'warning' }, annotations: {}, 'x-perfmonitor': { anomaly: { watch: '*', levels: { critical: 0.95 } } } }],
    [{ name: 'A', absent: { query: 'up' }, recoveryThreshold: 0.5, runbookUrl: 'https://wiki/a' }, { alert: 'A', labels: {}, annotations: { runbook_url: 'https://wiki/a' }, 'x-perfmonitor': { absent: { query: 'up' }, recovery_threshold: 0.5 } }],
    [{ name: 'A', metric: 'x', threshold: 5, keepFiringWhile: 'x > 4', approaching: { threshold: 4 } }, { alert: 'A', expr: 'x > 5', labels: {}, annotations: {}, 'x-perfmonitor': { keep_firing_while: 'x > 4', approaching: { threshold: 4 } } }],
    [{ name: 'A', metric: 'x', threshold: 5, noData: { expr: 'up' }, keepFiringFor: '2m', labels: { team: 'shop' }, severity: 'info' }, { alert: 'A', expr: 'x > 5', keep_firing_for: '2m', labels: { team: 'shop', severity: 'info' }, annotations: {}, 'x-perfmonitor': { no_data: { expr: 'up' } } }],
    [{ name: 'A', metric: 'x', threshold: 5, approaching: { threshold: 4, keep_firing_while: 'x > 3' } }, { alert: 'A', expr: 'x > 5', labels: {}, annotations: {}, 'x-perfmonitor': { approaching: { threshold: 4, keep_firing_while: 'x > 3' } } }],
    [{ name: 'A', metric: 'x', threshold: 5, error: { keep_firing_for: '5m' } }, { alert: 'A', expr: 'x > 5', labels: {}, annotations: {}, 'x-perfmonitor': { error: { keep_firing_for: '5m' } } }],
    [{ name: 'A', forecast: { query: 'x', threshold: 5 }, noData: {} }, { alert: 'A', labels: {}, annotations: {}, 'x-perfmonitor': { forecast: { query: 'x', threshold: 5 }, no_data: {} } }],
    [{ name: 'A', for: '5m', burnRate: { good: 'a', total: 'b', target: 0.99 } }, { alert: 'A', for: '5m', labels: {}, annotations: {}, 'x-perfmonitor': { burn_rate: { good: 'a', total: 'b', target: 0.99 } } }],
  ])('is shown with those of a rule file: %j', (draft, rule) => {
    const values = toFormValues(draft);
    expect(values.kind).toBe('document');
    expect(JSON.parse(values.document)).toEqual(rule);
  });

  it('goes on from what the form held', () => {
    expect(JSON.parse(toDocument({ name: 'A', metric: 'x', comparison: '<', threshold: 5, severity: 'critical', summary: 's' }))).toEqual({
      alert: 'A', expr: 'x < 5', labels: { severity: 'critical' }, annotations: { summary: 's' },
    });
  });
});

describe('toDocument', () => {
  it.each([
    ['x{job="a"}', 'x{job="a"} > 5'],
    ['a or b', '(a or b) > 5'],
  ])('compares all of %s', (metric, expr) => {
    expect(JSON.parse(toDocument({ metric, threshold: 5 }))).toMatchObject({ expr });
  });
});

describe('withThreshold', () => {
  const TESTED = { draft: { rule: { expr: 'a > 0.9 and b' } }, before: 0.9, threshold: 0.5, expression: 'a > (0.5) and b' };
  const document = JSON.stringify({ alert: 'A', expr: 'a > 0.9' });

  it('changes the field, or the expression of a rule file', () => {
    expect(withThreshold(NEW_RULE, TESTED).threshold).toBe(0.5);
    expect(JSON.parse(withThreshold({ ...NEW_RULE, kind: 'document', document }, TESTED).document)).toEqual({ alert: 'A', expr: 'a > 0.5' });
  });

  it('lets recovery and pre-warning keep their distance, as the back-test did', () => {
    const { threshold, recovery, approachingThreshold, approachingRecovery } = withThreshold({ ...NEW_RULE, threshold: 0.9, recovery: 0.8, approachingThreshold: 0.85, approachingRecovery: 0.75 }, TESTED);
    expect({ threshold, recovery, approachingThreshold, approachingRecovery }).toEqual({ threshold: 0.5, recovery: 0.4, approachingThreshold: 0.45, approachingRecovery: 0.35 });
    expect(withThreshold({ ...NEW_RULE, threshold: 0.9 }, TESTED)).toMatchObject({ recovery: '', approachingThreshold: '' });

    const extended = JSON.stringify({ expr: 'a > 0.9', 'x-perfmonitor': { recovery_threshold: 0.8, approaching: { threshold: 0.85, for: '1m', recovery_threshold: 0.75 }, no_data: {} } });
    expect(JSON.parse(withThreshold({ ...NEW_RULE, kind: 'document', document: extended }, TESTED).document)).toEqual({
      expr: 'a > 0.5', 'x-perfmonitor': { recovery_threshold: 0.4, approaching: { threshold: 0.45, for: '1m', recovery_threshold: 0.35 }, no_data: {} },
    });
  });

  it('takes over what was tried where the threshold is not the end of the expression, unless that has changed since', () => {
    const rule = { expr: 'a > 0.9 and b', 'x-perfmonitor': { recovery_threshold: 0.8 } };
    expect(JSON.parse(withThreshold({ ...NEW_RULE, kind: 'document', document: JSON.stringify(rule) }, TESTED).document)).toEqual({ expr: 'a > (0.5) and b', 'x-perfmonitor': { recovery_threshold: 0.4 } });
    const other = { ...NEW_RULE, kind: 'document', document: JSON.stringify({ expr: 'a > 0.9 and c' }) } as const;
    expect(withThreshold(other, TESTED)).toBe(other);
  });

  it('leaves alone what is an expression of its own, as the back-test did', () => {
    const extensions = { keep_firing_while: 'rate(errors[5m]) > 0', approaching: { expr: 'queue > 10', recovery_threshold: 5 } };
    const own = JSON.stringify({ expr: 'a > 0.9', 'x-perfmonitor': extensions });
    expect(JSON.parse(withThreshold({ ...NEW_RULE, kind: 'document', document: own }, TESTED).document)).toEqual({ expr: 'a > 0.5', 'x-perfmonitor': extensions });
  });
});

describe('conditionOf', () => {
  it.each([
    [{ metric: 'a', threshold: 3 }, 'expression'],
    [{ rule: { expr: 'a > 1 and b > 2' } }, 'expression'],
    [{ forecast: { query: 'a' } }, 'forecast'],
    [{ rule: { 'x-perfmonitor': { burn_rate: { objective: 'shop' } } } }, 'burnRate'],
    [{ rule: { 'x-perfmonitor': { absent: { query: 'a' } } } }, 'absent'],
  ] as const)('of %j is %s', (draft, condition) => {
    expect(conditionOf(draft)).toBe(condition);
  });
});

describe('subjectOf', () => {
  it.each([
    [{ metric: 'a', threshold: 3 }, 'a'],
    [{ rule: { expr: 'a / b > 0.9' } }, 'a / b'],
    [{ rule: { expr: 'absent(a)' } }, 'absent(a)'],
    [{ rule: { expr: 'a > 1 and b > 2' } }, 'a > 1 and b > 2'],
    [{ absent: { query: 'a' } }, 'a'],
    [{ rule: { 'x-perfmonitor': { anomaly: { query: 'a' } } } }, 'a'],
    [{ anomaly: { watch: '*' } }, null],
    [{ burnRate: { objective: 'shop' } }, null],
  ])('of %j is %j', (draft, subject) => {
    expect(subjectOf(draft)).toEqual(subject);
  });
});
