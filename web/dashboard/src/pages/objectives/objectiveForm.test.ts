import { describe, expect, it } from 'vitest';
import type { ObjectiveDefinition } from '../../api/objectives';
import { countsAnew, EMPTY_OBJECTIVE, toDefinition, toFormValues, validateObjective } from './objectiveForm';

const ratio: ObjectiveDefinition = {
  name: 'shop', description: 'Checkouts succeed', target: 0.999, windowDays: 30, slotSeconds: 60,
  good: 'sum(increase(ok_total[$window]))', total: 'sum(increase(all_total[$window]))',
};
const threshold: ObjectiveDefinition = { name: 'fast', description: null, target: 0.95, windowDays: 7, slotSeconds: 300, series: 'probe_duration_seconds', comparison: 'atMost', threshold: 0 };

describe('toDefinition', () => {
  it.each([[ratio], [threshold]])('gives back what the form was filled with', (definition) => {
    expect(toDefinition(toFormValues(definition))).toEqual(definition);
  });

  it.each([99.9, 99.95, 99.999, 7])('keeps the digits of %s percent', (percent) => {
    expect(String(toDefinition({ ...EMPTY_OBJECTIVE, target: percent }).target)).toBe(String(Number(`${String(percent)}e-2`)));
  });
});

describe('validateObjective', () => {
  it('finds nothing wrong with an objective that is defined', () => {
    expect(validateObjective(toFormValues(ratio))).toEqual({});
    expect(validateObjective(toFormValues(threshold))).toEqual({});
  });

  it('names all that is missing from an empty form', () => {
    expect(validateObjective(EMPTY_OBJECTIVE)).toEqual({ name: 'nameForm', good: 'queryMissing', total: 'queryMissing' });
    expect(validateObjective({ ...EMPTY_OBJECTIVE, kind: 'threshold' })).toEqual({ name: 'nameForm', series: 'queryMissing', threshold: 'thresholdMissing' });
  });

  it.each([
    ['name', { name: 'Shop' }, 'nameForm'],
    ['target', { target: 100 }, 'targetRange'],
    ['target', { target: '' }, 'targetRange'],
    ['windowDays', { windowDays: 91 }, 'windowRange'],
    ['total', { total: 'sum(rate(all_total[1m]))' }, 'slotMissing'],
  ])('names %s in %j', (field, change, problem) => {
    expect(validateObjective({ ...toFormValues(ratio), ...change })).toEqual({ [field]: problem });
  });
});

describe('countsAnew', () => {
  it.each([
    [{ target: 0.99, description: null }, false],
    [{ windowDays: 7 }, false],
    [{ windowDays: 60 }, true],
    [{ slotSeconds: 300 }, true],
    [{ good: 'sum(increase(fine_total[$window]))' }, true],
  ])('with %j: %s', (change, anew) => {
    expect(countsAnew(ratio, { ...ratio, ...change })).toBe(anew);
  });
});
