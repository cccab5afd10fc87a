import { describe, expect, it } from 'vitest';
import { belongsTo, chartExpression, replaceThreshold } from './chartExpression';

describe('chartExpression', () => {
  it.each<[string, string, number | null]>([
    ['host_cpu_utilization_ratio > 0.9', 'host_cpu_utilization_ratio', 0.9],
    ['probe_success == 0', 'probe_success', 0],
    ['avg_over_time(x[5m]) >= bool 1e3', 'avg_over_time(x[5m])', 1_000],
    ['a{path=~"x > 1"} / b < -0.5', 'a{path=~"x > 1"} / b', -0.5],
    ['up', 'up', null],
    ['a > b', 'a > b', null],
    ['sum(x > 1)', 'sum(x > 1)', null],
    ['a > 1 and b > 2', 'a > 1 and b > 2', null],
    ['absent(up{job="and"}) == 1', 'absent(up{job="and"})', 1],
    ['(a\n/ b)\n> 0.9', '(a\n/ b)', 0.9],
  ])('of %j', (expression, query, threshold) => {
    expect(chartExpression(expression)).toEqual({ query, threshold });
  });
});

describe('belongsTo', () => {
  const alert = { alertname: 'CpuHigh', severity: 'warning', instance: 'a', job: 'host' };

  it.each([
    [{ __name__: 'cpu', instance: 'a', job: 'host' }, true],
    [{ instance: 'b', job: 'host' }, false],
    [{ instance: 'a', cpu: '1' }, false],
    [{}, true],
  ])('%j: %s', (series, expected) => {
    expect(belongsTo(series as Record<string, string>, alert)).toBe(expected);
  });
});

describe('replaceThreshold', () => {
  it.each([
    ['a / b > 0.9', 'a / b > 0.7'],
    ['rate(a[5m]) >= bool 1e3', 'rate(a[5m]) >= bool 0.7'],
    ['a > 0.5 or b > 0.9', null],
    ['absent(a)', null],
  ])('of %s is %s', (expression, replaced) => {
    expect(replaceThreshold(expression, 0.7)).toBe(replaced);
  });
});
