import { describe, expect, it } from 'vitest';
import type { HeadingVerdict, SeriesTrend } from '../../api/trends';
import { worstFirst } from './trendWords';

const series = (name: string, heading: HeadingVerdict, share: number | null): SeriesTrend => ({ labels: { name }, heading, trend: { verdict: 'rising', share, reason: '' } });

describe('worstFirst', () => {
  it('puts what gets worse first, and of that what changes most whichever way', () => {
    const ordered = worstFirst([series('unknown', 'notEnoughData', null), series('steady', 'steady', 0.9), series('bad', 'degrading', 0.1), series('better', 'improving', 0.5), series('worst', 'degrading', -0.4)]);
    expect(ordered.map(({ labels }) => labels['name'])).toEqual(['worst', 'bad', 'better', 'steady', 'unknown']);
  });
});
