import type { Impact, ImpactRow } from '../../api/overview';
import type { Marker } from '../../charts/markers';

/** A figure of the overview, and the component of a baseline that measures the same in the same unit. */
const MEASURES = {
  throughput: { role: 'throughput', unit: 'ops/s' },
  latency: { name: 'latency', unit: 'ms' },
  memory: { role: 'memory', unit: 'MB' },
  cpu: { role: 'cpu', unit: '%' },
} as const;

export type Figure = keyof typeof MEASURES;

/** How a figure stands against the baseline. */
export interface Change {
  /** Of the value itself: positive where it rose. */
  readonly percent: number;
  /** Null where it may be chance. */
  readonly isBetter: boolean | null;
  readonly row: ImpactRow;
}

/** The row of the comparison with the baseline that is about a figure; a baseline of one's own may have none. */
export function rowOf(impact: Impact | null, figure: Figure): ImpactRow | undefined {
  return impact?.components?.find((row) => Object.entries(MEASURES[figure]).every(([key, value]) => row[key as keyof ImpactRow] === value));
}

export function changeOf(impact: Impact | null, figure: Figure): Change | null {
  const row = rowOf(impact, figure);
  const improvement = row?.improvementPercent;
  if (row === undefined || improvement === null || improvement === undefined) return null;
  return { percent: row.better === 'lower' ? -improvement : improvement, isBetter: row.significance.isSignificant ? improvement > 0 : null, row };
}

/** The line of a chart that says where the baseline lay. */
export function baselineMarkers(impact: Impact | null, figure: Figure, label: string): readonly Marker[] {
  const before = rowOf(impact, figure)?.before;
  return before ? [{ value: before.median, label, kind: 'baseline' }] : [];
}
