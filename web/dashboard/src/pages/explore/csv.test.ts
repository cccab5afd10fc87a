import { describe, expect, it } from 'vitest';
import { labelNames, toCsv } from './csv';

describe('toCsv', () => {
  it('quotes what needs it and defuses formulas', () => {
    const series = [
      { metric: { __name__: 'up', job: 'a,"b"' }, value: [1_767_355_200, '1'] as const },
      { metric: { __name__: 'up', job: '=cmd()' }, value: [1_767_355_200.5, '-5'] as const },
    ];

    expect(toCsv(series, labelNames(series))).toBe(
      [
        '__name__,job,value,timestamp',
        'up,"a,""b""",1,2026-01-02T12:00:00.000Z',
        "up,'=cmd(),-5,2026-01-02T12:00:00.500Z",
      ].join('\r\n'),
    );
  });
});

describe('labelNames', () => {
  it('puts the metric first, then the alphabet', () => {
    const series = [{ metric: { job: 'a', __name__: 'up' }, value: [0, '1'] as const }, { metric: { cpu: '0' }, value: [0, '1'] as const }];

    expect(labelNames(series)).toEqual(['__name__', 'cpu', 'job']);
  });
});
