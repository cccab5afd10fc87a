/** Percentages that all rows of a comparison share as the ends of their axis: they hold every interval, and zero. */
export function intervalScale(rows: readonly { readonly improvementPercent?: number | null; readonly lowPercent?: number | null; readonly highPercent?: number | null }[]): readonly [number, number] {
  const known = rows.flatMap(({ improvementPercent, lowPercent, highPercent }) => [improvementPercent, lowPercent, highPercent].filter((value) => typeof value === 'number'));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const margin = (high - low) * 0.05 || 1;
  return [low - margin, high + margin];
}

/** Where a percentage lies on the axis, as a share of its length. */
export function shareOf(percent: number, [low, high]: readonly [number, number]): number {
  return (percent - low) / (high - low);
}
