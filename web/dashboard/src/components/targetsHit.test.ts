import { describe, expect, it } from 'vitest';
import type { InstantSeries } from '../api/prometheus';
import { matcher } from '../lib/matchers';
import { targetsHit } from './targetsHit';

const probe = (target: string, instance: string): InstantSeries => ({ metric: { job: 'probe', target, instance }, value: [0, '1'] });
const PROBES = [probe('Shop', 'https://shop'), probe('API', 'https://api'), probe('API', 'https://api-2'), { metric: { job: 'probe' }, value: [0, '1'] } as const];

describe('targetsHit', () => {
  it.each([
    [[], ['API', 'Shop'], []],
    [[matcher('target', '=', 'Shop')], ['Shop'], []],
    [[matcher('instance', '=~', 'https://api.*')], ['API'], []],
    [[matcher('instance', '=~', '(?<')], [], ['API', 'Shop']],
    [[matcher('alertname', '=', 'TargetDown')], [], []],
  ])('of %j: %j, unknown %j', (matchers, hit, unknown) => {
    expect(targetsHit(matchers, PROBES)).toEqual({ hit, unknown });
  });
});
