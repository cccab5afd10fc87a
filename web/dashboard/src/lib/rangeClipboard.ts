import { parseInstant, type TimeRange } from './timeRange';

/** A range as text for the clipboard, in the form Grafana uses too. */
export function writeRange({ from, to }: TimeRange): string {
  return JSON.stringify({ from: asInstant(from), to: asInstant(to) });
}

/** A range from the clipboard, or null when there is none in it. */
export function readRange(text: string): TimeRange | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof document !== 'object' || document === null) return null;
  const { from, to } = document as Record<string, unknown>;
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  const [start, end] = [fromInstant(from), fromInstant(to)];
  return start === null || end === null ? null : { from: start, to: end };
}

/** Instants travel as ISO 8601, which both sides read. */
function asInstant(end: string): string {
  return /^\d+$/.test(end) ? new Date(Number(end)).toISOString() : end;
}

function fromInstant(end: string): string | null {
  const instant = parseInstant(end, 0);
  if (instant === null) return null;
  return end.startsWith('now') ? end : String(instant);
}
