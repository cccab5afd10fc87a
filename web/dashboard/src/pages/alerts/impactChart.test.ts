import { expect, test } from 'vitest';
import { impactChart } from './impactChart';

test('what was measured lies over what was expected; a step without a value is a gap', () => {
  const chart = impactChart(
    [
      { time: '2026-01-05T12:00:00Z', expected: 10, lower: 8, upper: 12, actual: 9 },
      { time: '2026-01-05T12:05:00Z', expected: 11, lower: 9, upper: 13 },
    ],
    'revenue',
    (name) => `${name} expected`,
  );

  const start = Date.parse('2026-01-05T12:00:00Z') / 1_000;
  expect(chart.data).toEqual([[start, start + 300], [9, null], [10, 11], [8, 9], [12, 13]]);
  expect(chart.series.map(({ label }) => label)).toEqual(['revenue', 'revenue expected', 'revenue lower', 'revenue upper']);
  expect(chart.bands).toEqual([{ upper: 4, lower: 3, color: 0 }]);
});
