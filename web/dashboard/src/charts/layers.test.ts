import type { AlignedData } from 'uplot';
import { describe, expect, it } from 'vitest';
import { isolatedPoints } from './isolatedPoints';
import { withLayers, type Layer } from './layers';
import { seriesOptions } from './seriesOptions';

const metrics = [{ job: 'a' }, { job: 'b', cpu: '0' }];
const series = [{ label: 'a' }, { label: 'b', color: 4, hidden: true }];
const columns: AlignedData = [[10, 20, 30], [1, null, 3], [4, 5, 6]];
const layer: Layer = { labels: { cpu: '0', job: 'b' }, times: [25, 40], expected: [5, 6], lower: [4, 5], upper: [6, 7], marks: [[20, 5]] };
const expected = (name: string): string => `${name}, expected`;

describe('withLayers', () => {
  it('lays band and marks over the line with the same labels, in its colour', () => {
    const chart = withLayers(columns, series, metrics, [layer], expected);

    expect(chart).toEqual({
      data: [
        [10, 20, 25, 30, 40],
        [1, null, undefined, 3, undefined],
        [4, 5, undefined, 6, undefined],
        [undefined, undefined, 5, undefined, 6],
        [undefined, undefined, 4, undefined, 5],
        [undefined, undefined, 6, undefined, 7],
        [undefined, 5, undefined, undefined, undefined],
      ],
      series: [
        ...series,
        { label: 'b, expected', color: 4, hidden: true, dashed: true },
        { label: 'b lower', color: 4, hidden: true, part: 'edge' },
        { label: 'b upper', color: 4, hidden: true, part: 'edge' },
        { label: 'b marks', color: 4, hidden: true, part: 'marks' },
      ],
      bands: [{ upper: 5, lower: 4, color: 4 }],
    });
  });

  it.each([
    ['labels that no line has', { ...layer, labels: { job: 'c' } }],
    ['nothing expected and nothing marked', { ...layer, times: [], expected: [], lower: [], upper: [], marks: [] }],
  ])('leaves out a layer with %s', (_case, odd) => {
    expect(withLayers(columns, series, metrics, [odd], expected)).toEqual({ data: columns, series, bands: [] });
  });
});

describe('a layer of marks alone', () => {
  it('has no band', () => {
    expect(withLayers(columns, series, metrics, [{ ...layer, times: [], expected: [], lower: [], upper: [] }], expected)).toEqual({
      data: [[10, 20, 30], [1, null, 3], [4, 5, 6], [undefined, 5, undefined]],
      series: [...series, { label: 'b marks', color: 4, hidden: true, part: 'marks' }],
      bands: [],
    });
  });
});

describe('isolatedPoints', () => {
  it('takes no value for alone that a line reaches over times it does not know', () => {
    expect(isolatedPoints([1, undefined, 2, null, undefined, 3, undefined, null])).toEqual([5]);
  });
});

describe('seriesOptions', () => {
  it('fills between the sides of a band, which have no points, and draws marks without a line', () => {
    const options = seriesOptions(
      {
        series: [{ label: 'lower', color: 0, part: 'edge' }, { label: 'upper', color: 0, part: 'edge' }, { label: 'marks', part: 'marks' }],
        bands: [{ upper: 2, lower: 1, color: 0 }],
        unit: 'none', range: 'fit', scheme: 'light', locale: 'en', selectable: false,
      },
      () => [],
    );
    expect(options.bands).toEqual([{ series: [2, 1], fill: '#0b6bb524' }]);
    expect(options.series.slice(1).map(({ points }) => points?.show)).toEqual([false, false, true]);
  });
});
