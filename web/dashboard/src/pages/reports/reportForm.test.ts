import { describe, expect, it } from 'vitest';
import { periodOf, validateReport, type ReportFormValues } from './reportForm';

const NOW = Date.parse('2026-01-02T12:00:00Z');
const valid: ReportFormValues = { title: '', period: '24h', from: '', to: '', mailTo: [] };
const custom: ReportFormValues = { ...valid, period: 'custom', from: '2026-01-01T00:00:00', to: '2026-01-02T00:00:00' };

describe('periodOf', () => {
  it.each([['24h', 1], ['7d', 7], ['30d', 30]] as const)('%s ends now', (period, days) => {
    expect(periodOf({ ...valid, period }, NOW)).toEqual({ from: NOW - days * 86_400_000, to: NOW });
  });

  it('of a custom period is what was typed', () => {
    const { from, to } = periodOf(custom, NOW);
    expect(to - from).toBe(86_400_000);
  });
});

describe('validateReport', () => {
  it.each<[Partial<ReportFormValues>, object]>([
    [{}, {}],
    [{ to: '2025-12-31T00:00:00' }, { to: 'periodInvalid' }],
    [{ from: '' }, { to: 'periodInvalid' }],
    [{ mailTo: ['a@b.example', 'nobody'] }, { mailTo: 'mailInvalid' }],
    [{ mailTo: ['a@b.example'] }, {}],
  ])('with %j finds %j', (change, problems) => {
    expect(validateReport({ ...custom, ...change }, NOW)).toEqual(problems);
  });
});
