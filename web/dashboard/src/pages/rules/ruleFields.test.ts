import { describe, expect, it } from 'vitest';
import { missingFields, rulePath, shownFields } from './ruleFields';
import { NEW_RULE } from './ruleForm';

describe('missingFields', () => {
  it.each([
    [{}, ['name', 'metric', 'threshold']],
    [{ name: 'A', metric: 'x', threshold: '-' }, ['threshold']],
    [{ name: 'A', metric: 'x', threshold: 0 }, []],
    [{ kind: 'anomaly', name: 'A', metric: 'x' }, []],
    [{ kind: 'forecast', name: 'A', metric: 'x', threshold: 1, within: ' ' }, ['within']],
    [{ kind: 'burnRate', name: 'A' }, ['objective']],
    [{ kind: 'document', document: '{' }, ['document']],
    [{ kind: 'document', document: '{}' }, []],
  ] as const)('of %j are %j', (changes, missing) => {
    expect(missingFields({ ...NEW_RULE, ...changes })).toEqual(missing);
  });
});

describe('shownFields', () => {
  it.each([
    ['threshold', '>', true],
    ['threshold', '==', false],
    ['anomaly', '!=', true],
    ['absent', '>', false],
    ['document', '>', false],
  ] as const)('lets a rule on %s with %s recover elsewhere: %s', (kind, comparison, recovers) => {
    expect(shownFields({ kind, comparison }).has('recovery')).toBe(recovers);
  });
});

describe('the settings of a kind', () => {
  it.each([
    ['threshold', ['labels', 'keepFiringFor', 'flapStarts', 'approachingThreshold', 'noData', 'error']],
    ['forecast', ['labels', 'keepFiringFor', 'keepFiringWhile', 'flapStarts', 'error']],
    ['absent', ['labels', 'keepFiringFor', 'keepFiringWhile', 'flapStarts', 'error']],
    ['burnRate', ['labels', 'keepFiringFor', 'keepFiringWhile', 'flapStarts', 'noData', 'error']],
    ['recording', ['labels']],
    ['document', []],
  ] as const)('%s are %j', (kind, expected) => {
    const shown = shownFields({ kind, comparison: '>' });
    expect(['labels', 'keepFiringFor', 'keepFiringWhile', 'flapStarts', 'approachingThreshold', 'noData', 'error'].filter((field) => shown.has(field))).toEqual(expected);
  });
});

describe('rulePath', () => {
  it.each([
    ['metric', 'metric'],
    ['absent.query', 'metric'],
    ['absent.for', 'silentFor'],
    ['burnRate.severity', 'pace'],
    ['recoveryThreshold', 'recovery'],
    ['record', 'name'],
    ['flapping', 'flapStarts'],
    ['flapping.within', 'flapWithin'],
    ['approaching.threshold', 'approachingThreshold'],
    ['approaching.recovery_threshold', 'approachingRecovery'],
    ['noData.for', 'noDataFor'],
    ['error.for', 'errorFor'],
    ['rule.labels.severity', 'document'],
    ['anomaly.step', 'anomaly.step'],
  ])('of %s is %s', (field, path) => {
    expect(rulePath(field)).toBe(path);
  });
});
