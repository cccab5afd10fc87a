import { describe, expect, it } from 'vitest';
import { ChordReader, isTyping } from './chords';

describe('ChordReader', () => {
  it.each<[string, (readonly [key: string, at: number])[], (string | null)[]]>([
    ['a single key', [['?', 0]], ['?']],
    ['two keys', [['g', 0], ['a', 500]], [null, 'g a']],
    ['an arrow', [['t', 0], ['ArrowLeft', 100]], [null, 't ArrowLeft']],
    ['a key too late', [['g', 0], ['a', 2_000]], [null, 'a']],
    ['a leader twice', [['t', 0], ['t', 100], ['a', 200]], [null, 't t', 'a']],
  ])('reads %s', (_name, keys, chords) => {
    const reader = new ChordReader(new Set(['g', 't']));

    expect(keys.map(([key, at]) => reader.read(key, at))).toEqual(chords);
  });
});

describe('isTyping', () => {
  it.each([['input', true], ['textarea', true], ['select', true], ['button', false], ['div', false]])('in a %s: %s', (tag, typing) => {
    expect(isTyping(document.createElement(tag))).toBe(typing);
  });
});
