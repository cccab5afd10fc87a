import type { ReactElement } from 'react';
import styles from './IntervalBar.module.css';
import { shareOf } from './intervalScale';

interface IntervalBarProps {
  readonly percent: number;
  readonly low: number | null | undefined;
  readonly high: number | null | undefined;
  readonly scale: readonly [number, number];
  readonly color: string;
}

/** An improvement with its interval on the axis that all rows share; the text beside it says the same. */
export function IntervalBar({ percent, low, high, scale, color }: IntervalBarProps): ReactElement {
  const at = (value: number): string => `${String(shareOf(value, scale) * 100)}%`;
  const known = typeof low === 'number' && typeof high === 'number';
  return (
    <div className={styles['axis']} aria-hidden>
      <span className={styles['zero']} style={{ left: at(0) }} />
      {known && <span className={styles['interval']} style={{ left: at(low), width: `${String((shareOf(high, scale) - shareOf(low, scale)) * 100)}%`, background: color }} />}
      <span className={styles['point']} style={{ left: at(percent), background: color }} />
    </div>
  );
}
