const RECENT = 10;
// Below this many earlier values a change says more about the start than about the system.
const LEAST_EARLIER = 10;

/** Change in percent of the mean of the last ten values against the mean of those before; null when that says nothing. */
export function trendOf(values: readonly (number | null)[]): number | null {
  const recent = mean(values.slice(-RECENT));
  const earlier = mean(values.slice(0, -RECENT));
  if (values.length < RECENT + LEAST_EARLIER || recent === null || earlier === null || earlier === 0) return null;
  return Math.round(((recent - earlier) / Math.abs(earlier)) * 1_000) / 10;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
