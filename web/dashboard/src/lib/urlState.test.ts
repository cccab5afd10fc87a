import { describe, expect, it } from 'vitest';
import {
  parseAlertSearch,
  parseAnnotationSearch,
  parseAnomalySearch,
  parseBaselineSearch,
  parseCapacitySearch,
  parseExploreSearch,
  parseLoginSearch,
  parseObjectiveSearch,
  parseOverviewSearch,
  parseRangeSearch,
  parseRecommendationSearch,
  parseSearch,
  parseTargetSearch,
  parseTrendSearch,
  rangeOf,
  refreshMs,
  stringifySearch,
} from './urlState';

describe('the search part of an address', () => {
  it.each([
    ['', {}],
    ['?state=firing&q=cpu+load', { state: 'firing', q: 'cpu load' }],
    ['?query=rate(x%5B1m%5D)', { query: 'rate(x[1m])' }],
    ['?from=1767355200000', { from: '1767355200000' }],
  ])('reads %s', (address, search) => {
    expect(parseSearch(address)).toEqual(search);
  });

  it('is written readably and without what is unset', () => {
    expect(stringifySearch({ state: 'firing', q: '', severity: undefined, n: 1 })).toBe('?state=firing');
    expect(stringifySearch({})).toBe('');
  });

  it('survives a round trip', () => {
    const search = { query: 'sum by (job) (up{job=~"a|b", x="1&2"}) > 0', from: 'now-6h' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });
});

describe('each page', () => {
  it.each([
    [parseAlertSearch, { state: 'firing', severity: 'critical', q: 'cpu' }, { state: 'firing', severity: 'critical', q: 'cpu' }],
    [parseAlertSearch, { rule: 'HostCpuHigh', owner: '-', group: 'route', sort: '-since' }, { rule: 'HostCpuHigh', owner: '-', group: 'route', sort: '-since' }],
    [parseAlertSearch, { state: 'bogus', severity: 'loud', group: 'x', other: 'x' }, {}],
    [parseExploreSearch, { query: 'up', view: 'table', from: 'now-6h' }, { query: 'up', view: 'table', from: 'now-6h' }],
    [parseExploreSearch, { query: '', view: 'x', refresh: '2s' }, {}],
    [parseExploreSearch, { query: 'up', forecast: 'on', anomalies: 'off' }, { query: 'up', forecast: 'on' }],
    [parseRangeSearch, { from: 'now-6h', to: 'now', refresh: '5s' }, { from: 'now-6h', to: 'now', refresh: '5s' }],
    [parseTargetSearch, { state: 'down', q: 'shop' }, { state: 'down', q: 'shop' }],
    [parseOverviewSearch, { window: '24h' }, { window: '24h' }],
    [parseOverviewSearch, { window: '7d' }, {}],
    [parseAnomalySearch, { since: '7d', severity: 'warning', series: 'instance=host-1', detector: 'zScore', confidence: '0.95' }, { since: '7d', severity: 'warning', series: 'instance=host-1', detector: 'zScore', confidence: '0.95' }],
    [parseAnomalySearch, { since: '2d', severity: 'info', series: '', confidence: '0.99' }, {}],
    [parseBaselineSearch, { name: 'release-2', version: '3', compared: 'range', from: 'now-2h', to: 'now-1h' }, { name: 'release-2', version: '3', compared: 'range', from: 'now-2h', to: 'now-1h' }],
    [parseBaselineSearch, { compared: 'run', run: 'lt2' }, { compared: 'run', run: 'lt2' }],
    [parseBaselineSearch, { compared: 'now', version: '' }, {}],
    [parseAnnotationSearch, { from: 'now-7d', to: 'now', kind: 'deploy', q: 'x' }, { from: 'now-7d', to: 'now', kind: 'deploy' }],
    [parseObjectiveSearch, { state: 'critical', q: 'shop' }, { state: 'critical', q: 'shop' }],
    [parseObjectiveSearch, { state: 'fine' }, {}],
    [parseRecommendationSearch, { kind: 'bestPractice' }, { kind: 'bestPractice' }],
    [parseRecommendationSearch, { kind: 'all' }, {}],
    [parseCapacitySearch, { reach: 'soon', q: '/var' }, { reach: 'soon', q: '/var' }],
    [parseCapacitySearch, { reach: 'all', q: '' }, {}],
    [parseTrendSearch, { query: 'up', range: '30d', better: 'higher' }, { query: 'up', range: '30d', better: 'higher' }],
    [parseTrendSearch, { query: '', range: '2d', better: 'lower' }, {}],
  ])('keeps what it knows of %j', (parse, search, expected) => {
    expect(parse(search as Record<string, string>)).toEqual(expected);
  });
});

describe('parseLoginSearch', () => {
  it.each([
    ['/alerts?state=firing', { redirect: '/alerts?state=firing' }],
    ['//evil.example', {}],
    ['/\\evil.example', {}],
    ['https://evil.example', {}],
    ['', {}],
  ])('follows "%s" only inside the page', (redirect, expected) => {
    expect(parseLoginSearch({ redirect })).toEqual(expected);
  });
});

describe('defaults', () => {
  it('show the last hour, refreshed every 10 s', () => {
    expect(rangeOf({})).toEqual({ from: 'now-1h', to: 'now' });
    expect(refreshMs({})).toBe(10_000);
    expect(refreshMs({ refresh: 'off' })).toBe(false);
  });
});
