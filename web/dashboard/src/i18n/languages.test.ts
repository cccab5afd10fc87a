import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '.';
import en from './en.json';
import id from './id.json';
import vi from './vi.json';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** `a.b.c` → text, with the forms of a plural under one key: languages differ in how many they have. */
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) => {
      const path = `${prefix}${key.replace(/_(one|other)$/, '')}`;
      return typeof value === 'string' ? [[path, value] as const] : [...flatten(value, `${path}.`)];
    }),
  );
}

function placeholders(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

const english = flatten(en);

describe.each([['id', id], ['vi', vi]])('%s', (_language, texts) => {
  const translated = flatten(texts);

  it('has every text of the English page and no other', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fills in the same values', () => {
    const differing = [...english].filter(([key, text]) => String(placeholders(text)) !== String(placeholders(translated.get(key))));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('leaves nothing empty', () => {
    expect([...translated].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [null, ['vi-VN', 'en'], 'vi'],
    ['id', ['vi-VN'], 'id'],
    ['xx', ['fr', 'en-GB'], 'en'],
    [null, ['fr'], 'en'],
    [null, [], 'en'],
  ] as const)('stored %s, preferred %j: %s', (stored, preferred, language) => {
    expect(chooseLanguage(stored, preferred)).toBe(language);
  });
});
