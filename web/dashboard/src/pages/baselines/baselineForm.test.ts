import { describe, expect, it } from 'vitest';
import { EMPTY_COMPONENT, toBaseline, validateBaseline, type BaselineFormValues } from './baselineForm';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const GOOD: BaselineFormValues = { name: 'release-1', source: 'range', length: '1h', from: '', to: '', run: null, note: '', components: [] };
const CHECKOUT = { ...EMPTY_COMPONENT, name: 'checkout', query: ' checkout_seconds ', unit: 's', target: 20 };

describe('validateBaseline', () => {
  it.each<[Partial<BaselineFormValues>, object]>([
    [{}, {}],
    [{ name: 'Release 1' }, { name: 'nameUnfit' }],
    [{ name: 'initial' }, { name: 'nameUnfit' }],
    [{ source: 'run' }, { run: 'runMissing' }],
    [{ source: 'run', run: 'r1' }, {}],
    [{ length: 'custom' }, { to: 'rangeUnfit' }],
    [{ length: 'custom', from: '2026-03-02T11:00:00Z', to: '2026-03-02T13:00:00Z' }, { to: 'rangeUnfit' }],
    [{ components: [CHECKOUT] }, {}],
    [{ components: [CHECKOUT, CHECKOUT] }, { components: 'componentsUnfit' }],
    [{ components: [{ ...CHECKOUT, query: ' ' }] }, { components: 'componentsUnfit' }],
  ])('%j: %j', (change, problems) => {
    expect(validateBaseline({ ...GOOD, ...change }, NOW)).toEqual(problems);
  });
});

describe('toBaseline', () => {
  it('covers the time up to now', () => {
    expect(toBaseline(GOOD, NOW)).toEqual({ name: 'release-1', from: '2026-03-02T11:00:00.000Z', to: '2026-03-02T12:00:00.000Z' });
  });

  it('is of a run, with components of its own', () => {
    expect(toBaseline({ ...GOOD, source: 'run', run: 'r1', note: ' before the cache ', components: [CHECKOUT, { ...EMPTY_COMPONENT, name: 'load', query: 'host_load1' }] }, NOW)).toEqual({
      name: 'release-1',
      run: 'r1',
      note: 'before the cache',
      components: [
        { name: 'checkout', query: 'checkout_seconds', unit: 's', better: 'lower', role: 'other', targetPercent: 20 },
        { name: 'load', query: 'host_load1', unit: '', better: 'lower', role: 'other' },
      ],
    });
  });
});
