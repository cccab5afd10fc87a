import { describe, expect, it } from 'vitest';
import type { OutlookDefinition } from '../../api/outlooks';
import { EMPTY_OUTLOOK, toOutlook, toOutlookValues } from './outlookForm';

const pool: OutlookDefinition = {
  name: 'pool', query: 'pool_used', history: '7d', horizon: '1d', step: '15m', level: 0.9, threshold: 100, side: 'fromAbove', least: 0, largest: 200, instances: 'count(up)',
};

describe('toOutlook', () => {
  it('gives back what the form was filled with', () => {
    expect(toOutlook(toOutlookValues(pool))).toEqual(pool);
  });

  it('sends nothing for what is left empty, and the usual interval', () => {
    expect(toOutlook({ ...EMPTY_OUTLOOK, name: 'pool', query: ' pool_used ', level: '' })).toEqual({
      name: 'pool', query: 'pool_used', history: '7d', horizon: '1d', step: null, level: 0.95, threshold: null, side: 'fromBelow', least: null, largest: null, instances: null,
    });
  });

  it.each([99.9, 95, 57.3])('keeps the digits of %s percent', (level) => {
    expect(String(toOutlook({ ...EMPTY_OUTLOOK, level }).level)).toBe(String(Number(`${String(level)}e-2`)));
  });
});
