import type { InstantSeries } from '../../api/prometheus';

/** One column a label, then the value and its instant (RFC 4180). */
export function toCsv(series: readonly InstantSeries[], names: readonly string[]): string {
  const rows = series.map(({ metric, value: [seconds, value] }) => [
    ...names.map((name) => metric[name] ?? ''),
    value,
    new Date(seconds * 1_000).toISOString(),
  ]);
  return [[...names, 'value', 'timestamp'], ...rows].map((row) => row.map(quote).join(',')).join('\r\n');
}

function quote(field: string): string {
  // A leading = + - @ would be run as a formula by a spreadsheet; numbers stay numbers.
  const safe = /^[=+\-@]/.test(field) && Number.isNaN(Number(field)) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** All label names that occur, the metric's name first. */
export function labelNames(series: readonly InstantSeries[]): string[] {
  const names = new Set(series.flatMap(({ metric }) => Object.keys(metric)));
  return [...names].sort((left, right) => Number(right === '__name__') - Number(left === '__name__') || left.localeCompare(right));
}
