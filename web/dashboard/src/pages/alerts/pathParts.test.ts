import { describe, expect, it } from 'vitest';
import type { PathStamps } from '../../api/alerts';
import { partsOfPath } from './pathParts';

const at = (milliseconds: number): string => new Date(Date.parse('2026-03-02T12:00:00Z') + milliseconds).toISOString();
const WHOLE: PathStamps = { sampleAt: at(0), changedAt: at(21), receivedAt: at(29), queuedAt: at(5_029), deliveredAt: at(5_070) };

describe('partsOfPath', () => {
  it.each<[Partial<PathStamps>, readonly string[]]>([
    [{}, ['evaluate 21', 'publish 8', 'decide 5000', 'deliver 41', 'total 5070']],
    [{ sampleAt: at(40) }, ['evaluate 0', 'publish 8', 'decide 5000', 'deliver 41', 'total 5030']],
    [{ sampleAt: null }, ['publish 8', 'decide 5000', 'deliver 41']],
    [{ sampleAt: null, changedAt: null, receivedAt: null }, ['deliver 41']],
    [{ deliveredAt: null }, ['evaluate 21', 'publish 8', 'decide 5000']],
  ])('with %j', (changes, parts) => {
    expect(partsOfPath({ ...WHOLE, ...changes }).map(({ stage, milliseconds }) => `${stage} ${String(milliseconds)}`)).toEqual(parts);
  });
});
