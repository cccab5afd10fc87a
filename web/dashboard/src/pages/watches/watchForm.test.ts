import { describe, expect, it } from 'vitest';
import type { WatchDefinition } from '../../api/watches';
import { EMPTY_WATCH, toWatch, toWatchValues } from './watchForm';

describe('toWatch', () => {
  it.each<WatchDefinition>([
    { name: 'queue', query: 'queue_length', step: '5m', minimum: 0, maximum: 100.5 },
    { name: 'cpu', query: 'cpu_ratio', step: '1m', minimum: null, maximum: null },
  ])('gives back what the form was filled with: $name', (definition) => {
    expect(toWatch(toWatchValues(definition))).toEqual(definition);
  });

  it('reads a limit that the service left out as none', () => {
    expect(toWatchValues({ name: 'cpu', query: 'cpu_ratio', step: '1m' })).toMatchObject({ minimum: '', maximum: '' });
  });

  it('sends no blanks around texts, and a limit of 0 as 0', () => {
    expect(toWatch({ ...EMPTY_WATCH, name: ' queue ', query: ' up\n', minimum: 0 })).toEqual({ name: 'queue', query: 'up', step: '1m', minimum: 0, maximum: null });
  });
});
