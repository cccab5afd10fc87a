import { describe, expect, it } from 'vitest';
import { complete, suggest, wordAt } from './suggestions';

const metrics = ['host_cpu_utilization_ratio', 'host_memory_used_bytes', 'probe_success', 'up'];

describe('wordAt', () => {
  it.each([
    ['host_c', 6, { word: 'host_c', start: 0 }],
    ['rate(ho', 7, { word: 'ho', start: 5 }],
    ['up + do', 2, { word: 'up', start: 0 }],
    ['up{job="ho', 10, null],
    ['up{jo', 5, null],
    ['rate(x[5', 8, null],
    ['rate(', 5, null],
    ['', 0, null],
    ['rate(x[5m]) + u', 15, { word: 'u', start: 14 }],
  ])('in %j at %d', (query, cursor, word) => {
    expect(wordAt(query, cursor)).toEqual(word);
  });
});

describe('suggest', () => {
  it('begins with what begins so', () => {
    expect(suggest('host', metrics, 10).map(({ text }) => text)).toEqual(['host_memory_used_bytes', 'host_cpu_utilization_ratio']);
    expect(suggest('suc', metrics, 10)).toEqual([{ text: 'probe_success', kind: 'metric' }]);
  });

  it('offers functions too, at most as many as asked, and not what already stands there', () => {
    expect(suggest('rat', metrics, 3).map(({ text }) => text)).toEqual(['rate', 'irate', 'host_cpu_utilization_ratio']);
    expect(suggest('up', metrics, 10).map(({ text }) => text)).toEqual(['group']);
  });
});

describe('complete', () => {
  it('puts the suggestion in the place of the word', () => {
    expect(complete('rate(ho[5m])', 7, { text: 'host_x', kind: 'metric' })).toEqual({ query: 'rate(host_x[5m])', cursor: 11 });
    expect(complete('ra', 2, { text: 'rate', kind: 'function' })).toEqual({ query: 'rate(', cursor: 5 });
    expect(complete('ra(x)', 2, { text: 'rate', kind: 'function' })).toEqual({ query: 'rate(x)', cursor: 4 });
  });
});
