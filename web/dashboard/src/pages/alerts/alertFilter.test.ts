import { describe, expect, it } from 'vitest';
import type { Alert } from '../../api/alerts';
import { countLevels, filterAlerts, levelTexts, readText, type AlertQuestion } from './alertFilter';

const alert: Alert = {
  fingerprint: 'a',
  name: 'HostCpuHigh',
  severity: 'warning',
  state: 'firing',
  labels: { alertname: 'HostCpuHigh', instance: 'host-1' },
  annotations: { summary: 'CPU of host-1 is busy' },
  value: 0.97,
  threshold: 0.9,
  startsAt: '2026-01-02T12:00:00Z',
  endsAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  note: null,
};
const taken: Alert = { ...alert, fingerprint: 'b', state: 'acknowledged', acknowledgedBy: 'olga' };
// Whoever had it in hand once has it no more when it fires again.
const again: Alert = { ...alert, fingerprint: 'c', acknowledgedBy: 'olga' };

describe('filterAlerts', () => {
  it.each<[Partial<AlertQuestion>, boolean]>([
    [{}, true],
    [{ states: ['resolved'] }, false],
    [{ severity: 'critical' }, false],
    [{ rule: 'HostCpuHigh' }, true],
    [{ rule: 'HostCpu' }, false],
    [{ text: 'BUSY host-1' }, true],
    [{ text: 'host-2' }, false],
    [{ text: ' ' }, true],
    [{ text: 'instance=host-1' }, true],
    [{ text: 'instance="host-1" busy' }, true],
    [{ text: 'instance=~"host-.*"' }, true],
    [{ text: 'instance!=host-1' }, false],
    [{ text: 'instance=host' }, false],
    [{ text: 'team=""' }, true],
    [{ text: 'instance=~"host-("' }, true],
  ])('%j: %s', (question, expected) => {
    expect(filterAlerts([alert], { states: ['firing'], ...question }).length === 1).toBe(expected);
  });

  it.each([
    ['olga', ['b']],
    ['-', ['a', 'c']],
    ['viet', []],
    [undefined, ['a', 'b', 'c']],
  ])('finds what %s has in hand', (owner, expected) => {
    expect(filterAlerts([alert, taken, again], { states: ['firing', 'acknowledged'], owner }).map(({ fingerprint }) => fingerprint)).toEqual(expected);
  });
});

describe('readText', () => {
  it('tells words from conditions', () => {
    expect(readText('Busy job=probe instance!~"a b" =x')).toEqual({
      words: ['busy', '=x'],
      matchers: [
        { name: 'job', value: 'probe', isRegex: false, isEqual: true },
        { name: 'instance', value: 'a b', isRegex: true, isEqual: false },
      ],
    });
  });
});

// S3-76
describe('countLevels', () => {
  it('counts each level, also those without any', () => {
    expect(countLevels([alert, taken, { ...alert, severity: 'critical' }])).toEqual({ critical: 1, warning: 2, info: 0 });
  });
});

describe('how many there are of each level', () => {
  const here: readonly Alert[] = [{ ...alert, severity: 'critical' }, { ...alert, severity: 'warning' }];
  const open = { critical: 700, warning: 4_100, info: 900 };

  it.each([
    ['all are here', { isCut: false }, {}, '1 1 0'],
    ['the server knows of those that are not', { isCut: true }, {}, '700 4100 900'],
    ['the server was asked something else', { isCut: true }, { state: 'resolved' }, '1+ 1+ 0+'],
    ['only those here were searched', { isCut: true }, { q: 'api' }, '1+ 1+ 0+'],
    ['the server does not say', { isCut: true, open: null }, {}, '1+ 1+ 0+'],
  ] as const)('is said where %s', (_case, pages, search, expected) => {
    const { critical, warning, info } = levelTexts({ alerts: here, open, ...pages }, here, search);
    expect([critical, warning, info].join(' ')).toBe(expected);
  });
});
