import { describe, expect, it } from 'vitest';
import { phaseShares } from './phases';

describe('phaseShares', () => {
  it('keeps the order of a request and divides its time', () => {
    expect(phaseShares({ transfer: 0.25, connect: 0.25, processing: 0.5 })).toEqual([
      { phase: 'connect', seconds: 0.25, share: 0.25 },
      { phase: 'processing', seconds: 0.5, share: 0.5 },
      { phase: 'transfer', seconds: 0.25, share: 0.25 },
    ]);
  });

  it('of nothing is nothing', () => {
    expect(phaseShares({ resolve: 0 })).toEqual([]);
  });
});
