import { describe, expect, it } from 'vitest';
import { beatsOf, daysUntil, factsOf, stateOfCertificate, stateOfTargetFacts, type TargetVectors } from './targetFacts';

const NOW = Date.parse('2026-01-02T12:00:00Z');

function vectors(values: Partial<Record<keyof TargetVectors, string>>): TargetVectors {
  const vector = (name: keyof TargetVectors): TargetVectors[typeof name] =>
    values[name] === undefined ? undefined : [{ metric: { target: 'shop' }, value: [0, values[name]] }];
  return {
    up: vector('up'),
    uptime: vector('uptime'),
    seconds: vector('seconds'),
    statusCode: vector('statusCode'),
    certificateExpiry: vector('certificateExpiry'),
  };
}

describe('factsOf', () => {
  it('reads the samples of a target', () => {
    const all = vectors({ up: '1', uptime: '0.998', seconds: '0.12', statusCode: '200', certificateExpiry: '1770000000' });

    expect(factsOf('shop', all)).toEqual({ up: true, uptime: 0.998, seconds: 0.12, statusCode: 200, certificateExpiry: 1_770_000_000_000 });
  });

  it('says nothing where no sample does', () => {
    const nothing = { up: null, uptime: null, seconds: null, statusCode: null, certificateExpiry: null };

    expect(factsOf('shop', vectors({}))).toEqual(nothing);
    expect(factsOf('other', vectors({ up: '1' }))).toEqual(nothing);
    expect(factsOf('shop', vectors({ up: 'NaN', statusCode: '0', certificateExpiry: '0' }))).toEqual(nothing);
  });
});

describe('certificates', () => {
  it.each([[90, 'ok'], [21, 'warning'], [7, 'critical'], [-1, 'critical']] as const)('with %d days left are %s', (days, state) => {
    expect(stateOfCertificate(days)).toBe(state);
  });

  it('count whole days', () => {
    expect(daysUntil(NOW + 1.9 * 86_400_000, NOW)).toBe(1);
    expect(daysUntil(NOW - 1_000, NOW)).toBe(-1);
  });
});

describe('stateOfTargetFacts', () => {
  it.each([[true, true, 'ok'], [true, false, 'critical'], [true, null, 'unknown'], [false, false, 'unknown']] as const)(
    'enabled %s, up %s: %s',
    (enabled, up, state) => {
      expect(stateOfTargetFacts(enabled, up)).toBe(state);
    },
  );
});

describe('beatsOf', () => {
  it('shows each step, oldest first, and where none was', () => {
    const end = NOW / 1_000;
    const values = [[end - 120, '1'], [end - 60, '0'], [end, '1']] as const;

    expect(beatsOf({ metric: {}, values }, 4, 60, NOW - 30_000)).toEqual(['none', 'up', 'down', 'up']);
    expect(beatsOf(undefined, 2, 60, NOW)).toEqual(['none', 'none']);
  });
});
