import { describe, expect, it } from 'vitest';
import { alignPoints, alignSeries, formatLabels, shortLabels } from './alignedData';
import { labelOffset, peakOf } from './markers';
import { seriesColor, translucent } from './palette';
import { seriesOptions, timeTicks, valueRange, type ChartSpec } from './seriesOptions';
import { sparklinePath } from './sparklinePath';

describe('alignSeries', () => {
  it('puts series with different instants on one axis', () => {
    const aligned = alignSeries(
      [
        { metric: {}, values: [[10, '1'], [20, '2']] },
        { metric: {}, values: [[20, '5'], [30, '6']] },
      ],
      10,
    );

    expect(aligned).toEqual([[10, 20, 30], [1, 2, null], [null, 5, 6]]);
  });

  it('breaks the line where a step is missing, and at NaN and infinity', () => {
    const values = [[10, '1'], [20, 'NaN'], [30, '+Inf'], [40, '4'], [80, '8']] as const;

    expect(alignSeries([{ metric: {}, values }], 10)).toEqual([[10, 20, 30, 40, 50, 80], [1, null, null, 4, null, 8]]);
  });

  it('of nothing is an empty axis', () => {
    expect(alignSeries([], 10)).toEqual([[]]);
  });
});

describe('alignPoints', () => {
  it('breaks the lines at a gap', () => {
    const points = [1_000, 2_000, 8_000].map((timestamp) => ({ timestamp, value: timestamp }));

    expect(alignPoints(points, ({ value }) => [value, null], 2, 2.5)).toEqual([
      [1, 2, 5, 8],
      [1_000, 2_000, null, 8_000],
      [null, null, null, null],
    ]);
  });

  it('leaves out what a point does not have', () => {
    expect(alignPoints([{ timestamp: 1_000 }], () => [], 1, 2)).toEqual([[1], [null]]);
  });
});

describe('formatLabels', () => {
  it.each([
    [{ __name__: 'up', job: 'host' }, 'up{job="host"}'],
    [{ __name__: 'up' }, 'up'],
    [{ job: 'a"b' }, '{job="a\\"b"}'],
    [{}, '{}'],
    [{ __name__: 'up', 'service.name': 'cart', 'größe "x"': 'é' }, 'up{"service.name"="cart", "größe \\"x\\""="é"}'],
    [{ __name__: 'http.requests', job: 'host' }, '{"http.requests", job="host"}'],
    [{ __name__: 'http.requests' }, '{"http.requests"}'],
  ])('writes %j', (labels, text) => {
    expect(formatLabels(labels)).toBe(text);
  });
});

describe('shortLabels', () => {
  it('shows only what differs', () => {
    expect(shortLabels([{ __name__: 'up', job: 'x', cpu: '0' }, { __name__: 'up', job: 'x', cpu: '1' }])).toEqual(['0', '1']);
    expect(shortLabels([{ __name__: 'a', job: 'x' }, { __name__: 'b', job: 'x' }])).toEqual(['a', 'b']);
    expect(shortLabels([{ __name__: 'up', job: 'x' }])).toEqual(['up{job="x"}']);
    expect(shortLabels([])).toEqual([]);
  });
});

// S1-16
describe('peakOf', () => {
  it.each([
    [[1, 5, 3], { index: 1, value: 5 }],
    [[null, Number.NaN, -2, undefined], { index: 2, value: -2 }],
    [[], null],
  ])('of %j', (values, peak) => {
    expect(peakOf(values)).toEqual(peak);
  });
});

describe('labelOffset', () => {
  it('stays inside the plot', () => {
    expect(labelOffset(50, 14)).toBe(46);
    expect(labelOffset(5, 14)).toBe(19);
  });
});

describe('valueRange', () => {
  it.each([
    ['percent', 3, 4, [0, 100]],
    ['ratio', 0.1, 0.2, [0, 1]],
    ['zero', 50, 100, [0, 112]],
    ['zero', -100, 100, [-100, 124]],
    ['fit', 100, 200, [92, 212]],
    ['zero', 0, 0, [0, 0.12]],
    ['zero', null, null, [0, 1]],
  ] as const)('%s for %d to %d', (range, min, max, expected) => {
    expect(valueRange(range)(null, min, max)).toEqual(expected);
  });
});

describe('timeTicks', () => {
  const at = Date.parse('2026-01-02T12:00:00Z') / 1_000;

  it('shows what differs from mark to mark', () => {
    expect(timeTicks('en')(null, [at, at + 15])).toEqual(['12:00:00', '12:00:15']);
    expect(timeTicks('en')(null, [at, at + 600])).toEqual(['12:00', '12:10']);
    expect(timeTicks('en')(null, [at, at + 86_400])).toEqual(['Jan 2', 'Jan 3']);
  });
});

describe('seriesOptions', () => {
  const spec: ChartSpec = {
    series: [{ label: 'a', fill: true }, { label: 'b', dashed: true, color: 3 }, { label: 'c', hidden: true }],
    unit: 'ms',
    range: 'zero',
    scheme: 'light',
    locale: 'en',
    selectable: true,
  };

  it('styles each series', () => {
    const series = seriesOptions(spec, () => []).series.slice(1).map(({ label, stroke, fill, dash, show }) => ({ label, stroke, fill, dash, show }));

    expect(series).toEqual([
      { label: 'a', stroke: seriesColor(0, 'light'), fill: translucent(seriesColor(0, 'light'), 0.12), dash: undefined, show: true },
      { label: 'b', stroke: seriesColor(3, 'light'), fill: undefined, dash: [5, 4], show: true },
      { label: 'c', stroke: seriesColor(2, 'light'), fill: undefined, dash: undefined, show: false },
    ]);
  });

  it('makes room for a marker above the data', () => {
    const { scales } = seriesOptions(spec, () => [{ value: 200, label: 'P95', kind: 'warning' }]);
    const range = scales?.['y']?.range as (plot: unknown, min: number | null, max: number | null) => [number, number];

    expect(range(null, 50, 100)).toEqual([0, 224]);
    expect(range(null, null, null)).toEqual([0, 1]);
  });

  it('lets a drag choose a range instead of zooming the canvas', () => {
    expect(seriesOptions(spec, () => []).cursor?.drag).toEqual({ x: true, y: false, setScale: false });
    expect(seriesOptions({ ...spec, selectable: false, syncKey: 'k' }, () => []).cursor).toMatchObject({ drag: { x: false }, sync: { key: 'k' } });
  });
});

describe('sparklinePath', () => {
  it.each([
    [[1, 2, 3], 'M0 20L50 10L100 0'],
    [[5, 5], 'M0 10L100 10'],
    [[1, null, 3], 'M0 20M100 0'],
    [[], ''],
    [[7], ''],
  ])('draws %j', (values, path) => {
    expect(sparklinePath(values, 100, 20)).toBe(path);
  });
});
