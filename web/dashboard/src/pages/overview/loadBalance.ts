import type { OverviewPoint } from '../../api/overview';

export type BalanceVerdict = 'even' | 'uneven' | 'oneCore' | 'idle';

export interface LoadBalance {
  /** Mean percent of each core over the points that know their cores. */
  readonly cores: readonly number[];
  readonly mean: number;
  /** The core with the most to do. */
  readonly busiest: number;
  readonly verdict: BalanceVerdict;
}

// Below this mean, in percent, a single task moves the shares at will.
const IDLE = 10;
// The busiest core above and all together below: as the recommendation `cpu-one-core`.
const ONE_CORE_BUSY = 90;
const ONE_CORE_MEAN = 60;
// So many times the mean the busiest core may have.
const EVEN_RATIO = 1.5;

/** How the load is spread over the cores; null while no core was measured. One core alone is always even. */
export function loadBalance(points: readonly OverviewPoint[]): LoadBalance | null {
  const count = Math.max(0, ...points.map(({ cpu_cores: cores }) => cores?.length ?? 0));
  const cores = Array.from({ length: count }, (_, core) => meanOf(points.map(({ cpu_cores: known }) => known?.[core])));
  const known = cores.filter((core) => core !== null);
  if (known.length === 0 || known.length < count) return null;
  const mean = known.reduce((sum, core) => sum + core, 0) / count;
  const most = Math.max(...known);
  return { cores: known, mean, busiest: known.indexOf(most), verdict: judge(most, mean) };
}

function judge(most: number, mean: number): BalanceVerdict {
  if (most > ONE_CORE_BUSY && mean < ONE_CORE_MEAN) return 'oneCore';
  if (mean < IDLE) return 'idle';
  return most > EVEN_RATIO * mean ? 'uneven' : 'even';
}

function meanOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
