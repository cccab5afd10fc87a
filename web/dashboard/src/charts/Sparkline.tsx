import type { ReactElement } from 'react';
import { sparklinePath } from './sparklinePath';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly color: string;
}

/** A small line without axes, beside a number that says the same. */
export function Sparkline({ values, color }: SparklineProps): ReactElement {
  return (
    <svg viewBox="0 -2 120 34" width="100%" height={34} preserveAspectRatio="none" aria-hidden focusable={false}>
      <path
        d={sparklinePath(values, 120, 30)}
        fill="none"
        stroke={color}
        strokeWidth={1.6}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
