import { describe, expect, it } from 'vitest';
import { formatSort, nextSort, parseSort, sortRows, type SortValue } from './sorting';

describe('sortRows', () => {
  it.each<[string, readonly SortValue[], boolean, readonly SortValue[]]>([
    ['numbers', [10, 9, 100], false, [9, 10, 100]],
    ['numbers down', [10, 9, 100], true, [100, 10, 9]],
    ['numbers in names', ['web-10', 'web-2', 'Web-1'], false, ['Web-1', 'web-2', 'web-10']],
    ['nothing last', [null, 2, undefined, 1], false, [1, 2, null, undefined]],
    ['nothing last also down', [null, 2, NaN, 1, ''], true, [2, 1, null, NaN, '']],
    ['no before yes', [true, false], false, [false, true]],
  ])('orders %s', (_what, values, descending, expected) => {
    expect(sortRows(values, (value) => value, descending, 'en')).toEqual(expected);
  });

  it.each([false, true])('keeps equal rows in the order they came in, descending %s', (descending) => {
    const rows = [{ id: 1, level: 'a' }, { id: 2, level: 'a' }, { id: 3, level: 'a' }];
    expect(sortRows(rows, ({ level }) => level, descending, 'en').map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('nextSort', () => {
  it('goes up, down, and back to the order the list came in', () => {
    const up = nextSort(null, 'name');
    const down = nextSort(up, 'name');
    expect([up, down, nextSort(down, 'name')]).toEqual([{ column: 'name', descending: false }, { column: 'name', descending: true }, null]);
  });

  it('begins anew with another column', () => {
    expect(nextSort({ column: 'name', descending: true }, 'age')).toEqual({ column: 'age', descending: false });
  });
});

describe('parseSort', () => {
  it.each([
    ['name', { column: 'name', descending: false }],
    ['-name', { column: 'name', descending: true }],
    ['-', null],
    ['', null],
    [undefined, null],
  ])('reads %j', (text, sort) => {
    expect(parseSort(text)).toEqual(sort);
    if (sort !== null) expect(formatSort(sort)).toBe(text);
  });
});
