import { describe, expect, it } from 'vitest';
import { forecastSpan, layerOfBand, layerOfForecast } from './analysis';

const trend = { verdict: 'notShown', reason: '' };

describe('forecastSpan', () => {
  const [hour, day] = [3_600, 86_400];
  it.each([
    [60, day, 60],
    [hour, day, hour / 2],
    [3 * hour, 3 * day, 1.5 * hour],
    [day, 7 * day, day / 2],
    [30 * day, 60 * day, 15 * day],
    [1_000 * day, 400 * day, 400 * day],
  ])('%d s on the chart: %d s of history, %d s ahead', (length, history, horizon) => {
    expect(forecastSpan({ from: 5_000, to: 5_000 + length * 1_000 })).toEqual({ history, horizon });
  });
});

describe('layers', () => {
  it('of a forecast begin at its start and go on by its step', () => {
    const forecast = { labels: { job: 'a' }, start: 100, expected: [1, 2], lower: [0, 1], upper: [2, 3], words: '', trend };
    expect(layerOfForecast(forecast, 60)).toEqual({ labels: { job: 'a' }, times: [100, 160], expected: [1, 2], lower: [0, 1], upper: [2, 3], marks: [] });
  });

  it('of a band have its anomalies as marks', () => {
    const anomaly = { labels: {}, time: '1970-01-01T00:02:40Z', value: 9, probability: 0.9, level: 'warning', reason: '' };
    expect(layerOfBand({ labels: {}, band: [[100, 1, 0, 2], [160, 2, 1, 3]], anomalies: [anomaly] })).toEqual({
      labels: {}, times: [100, 160], expected: [1, 2], lower: [0, 1], upper: [2, 3], marks: [[160, 9]],
    });
  });
});
