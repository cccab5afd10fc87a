import { describe, expect, it } from 'vitest';
import { exportPath } from './exportPath';

const NOW = 1_767_355_200_500;

describe('exportPath', () => {
  it('asks for the range of the chart, resolved when it is asked for', () => {
    expect(exportPath('rate(a{b="c&d"}[5m])', 'csv', { from: 'now-1h', to: 'now' }, NOW)).toBe(
      '/api/v1/export?query=rate%28a%7Bb%3D%22c%26d%22%7D%5B5m%5D%29&format=csv&start=1767351600.5&end=1767355200.5&step=10',
    );
  });
});
