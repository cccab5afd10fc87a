/** A range of time as it stands in the address: `now-1h` to `now`, or two instants in ms. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** Instants in ms since the epoch. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export const DEFAULT_RANGE: TimeRange = { from: 'now-1h', to: 'now' };

/** The quick choices of the picker. */
export const QUICK_RANGES = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d'] as const;

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** The shortest range that can be chosen; below it there is at most one sample. */
export const SHORTEST_MS = 5_000;

/** One end of a range, or null when it cannot be read. `now`, `now-90s`, `now+1h`, ms since the epoch, or ISO 8601. */
export function parseInstant(text: string, now: number): number | null {
  const relative = /^now(?:([+-])(\d{1,9})([smhdw]))?$/.exec(text.trim());
  if (relative !== null) {
    const [, sign, amount, unit] = relative;
    if (sign === undefined) return now;
    return now + (sign === '-' ? -1 : 1) * Number(amount) * (UNIT_MS[unit ?? 's'] ?? 0);
  }
  if (/^\d{10,15}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}

/** The instants a range stands for now; an unreadable or empty one falls back to the last hour. */
export function resolveRange(range: TimeRange, now: number): Interval {
  const from = parseInstant(range.from, now);
  const to = parseInstant(range.to, now);
  if (from === null || to === null || to - from < SHORTEST_MS) return { from: now - 3_600_000, to: now };
  return { from, to };
}

/** Whether the range moves with time, so that its data is worth asking for again. */
export function isRelative(range: TimeRange): boolean {
  return range.to.startsWith('now');
}

export function absoluteRange({ from, to }: Interval): TimeRange {
  return { from: String(Math.round(from)), to: String(Math.round(to)) };
}

/** Moves by half its length, as Grafana's `t ←` and `t →`; never into the future. */
export function shiftRange(range: TimeRange, direction: -1 | 1, now: number): TimeRange {
  const { from, to } = resolveRange(range, now);
  const length = to - from;
  const end = Math.min(now, to + (direction * length) / 2);
  return absoluteRange({ from: end - length, to: end });
}

/** Doubles or halves the length around the middle; a range that ends now keeps ending now. */
export function zoomRange(range: TimeRange, factor: 0.5 | 2, now: number): TimeRange {
  const { from, to } = resolveRange(range, now);
  const length = Math.max(SHORTEST_MS, (to - from) * factor);
  if (range.to === 'now') return { from: `now-${String(Math.round(length / 1_000))}s`, to: 'now' };
  const middle = (from + to) / 2;
  const end = Math.min(now, middle + length / 2);
  return absoluteRange({ from: end - length, to: end });
}

/** Prometheus' limit of points per series, with room to spare. */
const MOST_POINTS = 10_000;
const STEPS_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400];

/** The step of a range query in seconds: about one point per three pixels, on a round number. */
export function stepSeconds({ from, to }: Interval, widthPixels: number): number {
  const seconds = (to - from) / 1_000;
  const wanted = seconds / Math.max(50, Math.min(widthPixels / 3, MOST_POINTS));
  return STEPS_SECONDS.find((step) => step >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400;
}
