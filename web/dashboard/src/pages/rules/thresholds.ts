import type { Backtest, Outlook, ThresholdOutlook } from '../../api/backtest';

// Enough for a slider, few enough for a month of data in a few seconds.
const EITHER_SIDE = 8;

/** Thresholds to try around one: a twentieth of it apart, 40 % below to 40 % above. Around zero, by tenths. */
export function thresholdsAround(threshold: number): readonly number[] {
  const step = threshold === 0 ? 0.1 : Math.abs(threshold) / 20;
  return Array.from({ length: 2 * EITHER_SIDE + 1 }, (_, index) => threshold + (index - EITHER_SIDE) * step)
    .map((value) => Number(value.toPrecision(4)))
    .filter((value) => value !== threshold);
}

/** The rule's own threshold among those tried, in order; none where it has no threshold. */
export function outlooksOf(backtest: Outlook & Pick<Backtest, 'threshold' | 'sweep'>): readonly ThresholdOutlook[] {
  const { threshold, summary, incidents, firing, told, sweep } = backtest;
  if (threshold === undefined || threshold === null) return [];
  return [...sweep.filter((one) => one.threshold !== threshold), { threshold, expression: '', summary, incidents, firing, told }].sort((left, right) => left.threshold - right.threshold);
}
