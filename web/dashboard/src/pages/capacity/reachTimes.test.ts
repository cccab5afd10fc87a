import { describe, expect, it } from 'vitest';
import type { Reach, Resource } from '../../api/capacity';
import { chooseResources, seriesQuery, spanOf, verdictOf } from './reachTimes';

const DAY = 86_400;
const reach = (change: Partial<Reach>): Reach => ({ state: 'withinHorizon', words: '', ...change });
const resource = (change: Partial<Resource>): Resource => ({
  outlook: 'filesystem', query: 'host_filesystem_utilization_ratio', horizonSeconds: 7 * DAY, labels: {}, madeAt: '', threshold: 0.95, side: 'fromBelow',
  reach: reach({ state: 'notWithinHorizon' }), trend: { verdict: 'notShown', reason: '' }, ...change,
});

describe('spanOf', () => {
  it.each([
    ['within the horizon', reach({ earliestSeconds: DAY, expectedSeconds: 2 * DAY, latestSeconds: 3 * DAY }), { from: 0.25, to: 0.75, expected: 0.5 }],
    ['perhaps later', reach({ earliestSeconds: DAY, expectedSeconds: null, latestSeconds: null }), { from: 0.25, to: 1, expected: null }],
    ['beyond already', reach({ state: 'alreadyBeyond', earliestSeconds: 0, expectedSeconds: 0, latestSeconds: 0 }), { from: 0, to: 0, expected: 0 }],
    ['not within it', reach({ state: 'notWithinHorizon' }), null],
    ['not known', reach({ state: 'cannotTell' }), null],
  ])('%s', (_name, one, span) => {
    expect(spanOf(one, 4 * DAY)).toEqual(span);
  });
});

describe('verdictOf', () => {
  it.each([
    [reach({ state: 'alreadyBeyond', expectedSeconds: 0 }), 'critical', 'alreadyBeyond'],
    [reach({ earliestSeconds: DAY, expectedSeconds: 2 * DAY }), 'warning', 'withinHorizon'],
    [reach({ earliestSeconds: DAY }), 'info', 'perhaps'],
    [reach({ state: 'notWithinHorizon' }), 'ok', 'notWithinHorizon'],
    [reach({ state: 'cannotTell' }), 'unknown', 'cannotTell'],
  ])('of %j is %s, %s', (one, state, word) => {
    expect(verdictOf(one)).toEqual({ state, word });
  });
});

describe('seriesQuery', () => {
  it.each([
    ['host_load', {}, 'host_load'],
    ['host_load', { __name__: 'host_load', instance: 'a"b' }, 'host_load{instance="a\\"b"}'],
    ['host_load', { 'service.name': 'cart' }, 'host_load{"service.name"="cart"}'],
    ['max by (host) (host_load)', { host: 'a' }, 'max by (host) (host_load)'],
  ])('%s of %j', (query, labels, series) => {
    expect(seriesQuery(resource({ query, labels }))).toBe(series);
  });
});

describe('chooseResources', () => {
  const all = [resource({ outlook: 'memory', reach: reach({ state: 'alreadyBeyond' }) }), resource({ labels: { mountpoint: '/var' }, reach: reach({}) }), resource({ labels: { mountpoint: '/' } }), resource({ outlook: 'cpu', reach: reach({ state: 'cannotTell' }) })];

  it.each([
    [false, '', [0, 1, 2, 3]],
    [true, '', [0, 1]],
    [false, ' VAR', [1]],
    [true, 'cpu', []],
  ] as const)('soon only: %s, with %j: %j', (soonOnly, word, chosen) => {
    expect(chooseResources(all, soonOnly, word).map((one) => all.indexOf(one))).toEqual(chosen);
  });
});
