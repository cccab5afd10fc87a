import { SHORTEST_MS } from '../../lib/timeRange';

export type Period = '24h' | '7d' | '30d' | 'custom';

export interface ReportFormValues {
  readonly title: string;
  readonly period: Period;
  /** Local times, used when the period is custom. */
  readonly from: string;
  readonly to: string;
  readonly mailTo: string[];
}

const LENGTH_MS = { '24h': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 } as const;

/** The instants of the chosen period. */
export function periodOf({ period, from, to }: ReportFormValues, now: number): { from: number; to: number } {
  if (period === 'custom') return { from: Date.parse(from), to: Date.parse(to) };
  return { from: now - LENGTH_MS[period], to: now };
}

export type ReportProblem = 'periodInvalid' | 'mailInvalid';

export function validateReport(values: ReportFormValues, now: number): Partial<Record<keyof ReportFormValues, ReportProblem>> {
  const problems: Partial<Record<keyof ReportFormValues, ReportProblem>> = {};
  const { from, to } = periodOf(values, now);
  // Written so that an unreadable date, which is NaN, is a problem too.
  if (!(to - from >= SHORTEST_MS)) problems.to = 'periodInvalid';
  if (!values.mailTo.every((address) => /^[^\s@]+@[^\s@]+$/.test(address))) problems.mailTo = 'mailInvalid';
  return problems;
}
