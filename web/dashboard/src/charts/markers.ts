/** A horizontal line across a chart: a threshold, a quantile, a peak. */
export interface Marker {
  readonly value: number;
  readonly label: string;
  /** A baseline's name stands at the left, where it covers none of the others. */
  readonly kind: 'info' | 'warning' | 'critical' | 'baseline';
}

/** The largest value and where it is, or null when there is none. */
export function peakOf(values: readonly (number | null | undefined)[]): { index: number; value: number } | null {
  let peak: { index: number; value: number } | null = null;
  values.forEach((value, index) => {
    if (value !== null && value !== undefined && Number.isFinite(value) && (peak === null || value > peak.value)) {
      peak = { index, value };
    }
  });
  return peak;
}

/** Where the label goes: above the line unless that would leave the plot. Pixels from the plot's top. */
export function labelOffset(lineY: number, labelHeight: number): number {
  return lineY - labelHeight < 0 ? lineY + labelHeight : lineY - 4;
}
