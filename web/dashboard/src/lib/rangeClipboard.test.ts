import { describe, expect, it } from 'vitest';
import { readRange, writeRange } from './rangeClipboard';

describe('a range on the clipboard', () => {
  it.each([
    [{ from: 'now-6h', to: 'now' }, '{"from":"now-6h","to":"now"}'],
    [{ from: '1767355200000', to: 'now' }, '{"from":"2026-01-02T12:00:00.000Z","to":"now"}'],
  ])('of %j comes back the same', (range, text) => {
    expect(writeRange(range)).toBe(text);
    expect(readRange(text)).toEqual(range);
  });

  it.each(['', 'hello', '[]', 'null', '{"from":"now"}', '{"from":"x","to":"now"}', '{"from":1,"to":2}'])(
    'is not found in %s',
    (text) => {
      expect(readRange(text)).toBeNull();
    },
  );
});
