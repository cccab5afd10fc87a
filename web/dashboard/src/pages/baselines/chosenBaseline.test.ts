import { describe, expect, it } from 'vitest';
import type { Baseline, Baselines } from '../../api/baselines';
import { chosenOf } from './chosenBaseline';

const of = (name: string, version: number): Baseline => ({ name, version, createdAt: '', createdBy: '', from: '', to: '', source: 'range', components: [] });
const list: Baselines = { baselines: [of('release', 2), of('release', 1), of('initial', 1)], reference: 'initial', referenceVersion: 1, initial: '' };

describe('chosenOf', () => {
  it.each([
    ['the version named', list, { name: 'release', version: '1' }, { name: 'release', version: 1 }],
    ['the newest of the name', list, { name: 'release' }, { name: 'release', version: 2 }],
    ['the newest of the name where the version is gone', list, { name: 'release', version: '9' }, { name: 'release', version: 2 }],
    ['the reference', list, {}, { name: 'initial', version: 1 }],
    ['the reference where the name is gone', list, { name: 'gone' }, { name: 'initial', version: 1 }],
    ['the newest where there is no reference', { ...list, referenceVersion: null }, {}, { name: 'release', version: 2 }],
    ['nothing where there is none', { ...list, baselines: [] }, {}, null],
    ['nothing while nothing is known', undefined, {}, null],
  ])('is %s', (_case, known, search, chosen) => {
    expect(chosenOf(known, search)).toEqual(chosen);
  });
});
