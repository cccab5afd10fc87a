import { describe, expect, it } from 'vitest';
import { onlyShown, toggled } from './hiddenSeries';

const all = ['a', 'b', 'c'];

describe('toggled', () => {
  it('hides and shows', () => {
    expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
    expect([...toggled(new Set(['a', 'b']), 'b')]).toEqual(['a']);
  });
});

describe('onlyShown', () => {
  it.each([
    [[], ['b', 'c']],
    [['a'], ['b', 'c']],
    [['b', 'c'], []],
  ])('with %j hidden, a click on a hides %j', (hidden, expected) => {
    expect([...onlyShown(new Set(hidden), 'a', all)]).toEqual(expected);
  });
});
