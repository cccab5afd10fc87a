import { describe, expect, it } from 'vitest';
import { lossesOf, stateOfScore } from './scoreParts';

const part = (name: string, weight: number, value: number | null = null) => ({ name, weight, value, reason: '', formula: '' });

describe('lossesOf', () => {
  it('puts first what pulls the score down most, which need not be the lowest part', () => {
    const losses = lossesOf([part('alert_load', 0.1, 45), part('latency', 0.3, 70), part('errors', 0.6, 100)]);
    expect(losses.map(({ part: { name }, lost }) => [name, lost?.toFixed(1)])).toEqual([['latency', '9.0'], ['alert_load', '5.5'], ['errors', '0.0']]);
  });

  it('scales the weights of what was measured, and puts last what was not', () => {
    const losses = lossesOf([part('errors', 0.5, null), part('latency', 0.25, 60), part('availability', 0.25, 100)]);
    expect(losses.map(({ part: { name }, lost }) => [name, lost])).toEqual([['latency', 20], ['availability', 0], ['errors', null]]);
  });

  it('has no losses where nothing was measured', () => {
    expect(lossesOf([part('errors', 1)]).map(({ lost }) => lost)).toEqual([null]);
  });
});

describe('stateOfScore', () => {
  it.each([
    [100, 'ok'],
    [90, 'ok'],
    [89.9, 'warning'],
    [70, 'warning'],
    [69.9, 'critical'],
    [0, 'critical'],
    [null, 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (value, state) => {
    expect(stateOfScore(value)).toBe(state);
  });
});
