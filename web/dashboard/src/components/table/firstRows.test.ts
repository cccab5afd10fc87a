import { describe, expect, it } from 'vitest';
import { firstRows } from './firstRows';

const GROUPS = [
  { key: 'a', heading: 'a (3)', rows: [1, 2, 3] },
  { key: 'b', heading: 'b (2)', rows: [4, 5] },
  { key: 'c', heading: 'c (1)', rows: [6] },
];

describe('firstRows', () => {
  it.each([
    [6, ['a 1,2,3', 'b 4,5', 'c 6']],
    [5, ['a 1,2,3', 'b 4,5']],
    [4, ['a 1,2,3', 'b 4']],
    [2, ['a 1,2']],
  ])('of %i', (most, expected) => {
    expect(firstRows(GROUPS, most).map(({ key, rows }) => `${key} ${rows.join()}`)).toEqual(expected);
  });
});
