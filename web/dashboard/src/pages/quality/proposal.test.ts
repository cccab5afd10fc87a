import { describe, expect, it } from 'vitest';
import type { Severity } from '../../api/alerts';
import { proposalFor } from './proposal';

describe('proposalFor', () => {
  it.each<[Severity, number, number, number, number, string | null]>([
    // level, episodes, real, false, known
    ['critical', 10, 4, 5, 1, 'retire'],
    ['critical', 20, 18, 2, 0, 'tune'],
    ['warning', 20, 18, 2, 0, null],
    ['warning', 20, 17, 3, 0, 'tune'],
    ['info', 20, 16, 4, 0, null],
    ['warning', 6, 2, 0, 4, 'expect'],
    ['critical', 4, 0, 4, 0, null],
    ['warning', 24, 2, 2, 0, 'judge'],
    ['warning', 19, 0, 0, 0, null],
  ])('%s, %i episodes: %i real, %i false, %i known: %s', (severity, episodes, real, wrong, known, expected) => {
    expect(proposalFor({ severity, episodes, judged: real + wrong + known, real, false: wrong, known })).toBe(expected);
  });
});
