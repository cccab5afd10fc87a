import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../test/render';
import { ImpactPanel } from './ImpactPanel';

describe('ImpactPanel', () => {
  it('shows each gain with its medians and what supports it', async () => {
    const row = { name: 'throughput', role: 'throughput', better: 'higher' as const, unit: 'ops/s', before: { median: 476 }, after: { median: 877 }, improvementPercent: 84.2, significance: { isSignificant: true }, reason: 'higher in 99 % of pairs (p = 0.0001)' };
    renderPage(<ImpactPanel impact={{ overall_effectiveness: 48.35, reason: 'the mean of four', baseline: { name: 'initial', version: 1 }, components: [row] }} />);

    const panel = (await screen.findByText('throughput')).closest('section');
    expect(panel?.textContent).toBe('Impactagainst initial, version 1+48.4%the mean of fourthroughput+84.2%476 → 877 ops/shigher in 99 % of pairs (p = 0.0001)');
  });

  it('says what is missing while there is no baseline', async () => {
    renderPage(<ImpactPanel impact={{ reason: 'baseline initial is in the making: 12 of 30 samples' }} />);

    expect(await screen.findByText('baseline initial is in the making: 12 of 30 samples')).toBeDefined();
  });
});
