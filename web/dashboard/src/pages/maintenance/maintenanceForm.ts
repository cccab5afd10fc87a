import type { Maintenance, NewMaintenance, Weekday } from '../../api/maintenance';
import { toLocalInput } from '../../lib/formatTime';
import { completeMatchers, matcherPath, type Matcher } from '../../lib/matchers';
import { monthDaysOf, toMonthly } from './monthDays';

export const MAINTENANCE_KINDS = ['once', 'daily', 'weekly', 'monthly'] as const;

export interface MaintenanceFormValues {
  readonly name: string;
  readonly kind: (typeof MAINTENANCE_KINDS)[number];
  /** As `<input type="datetime-local">` writes it. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly Weekday[];
  /** Of the month, as `monthDays.ts` writes them. */
  readonly monthDays: readonly string[];
  /** `02:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
  readonly matchers: readonly Matcher[];
}

const HOUR_MS = 3_600_000;

/** What the form begins with: two hours from now on or Sunday night, or a window that is changed. */
export function maintenanceValues(window: Maintenance | undefined, now = Date.now(), timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): MaintenanceFormValues {
  const local = (at: number): string => toLocalInput(at).slice(0, 16);
  const once = { from: local(now), to: local(now + 2 * HOUR_MS) };
  const recurring = { days: ['sunday'] as readonly Weekday[], monthDays: [] as readonly string[], start: '02:00', durationMinutes: 120, timeZone };
  if (window === undefined) return { name: '', kind: 'once', ...once, ...recurring, matchers: [] };
  const { name, matchers, startsAt, endsAt, daily, weekly, monthly } = window;
  const clock = daily ?? weekly ?? monthly;
  return {
    name,
    kind: daily ? 'daily' : weekly ? 'weekly' : monthly ? 'monthly' : 'once',
    ...(startsAt && endsAt ? { from: local(Date.parse(startsAt)), to: local(Date.parse(endsAt)) } : once),
    ...recurring,
    ...(clock ? { start: clock.start, durationMinutes: clock.durationMinutes, timeZone: clock.timeZone } : {}),
    ...(weekly ? { days: weekly.days } : {}),
    ...(monthly ? { monthDays: monthDaysOf(monthly) } : {}),
    matchers,
  };
}

export type MaintenanceProblem = 'nameMissing' | 'backwards' | 'daysMissing' | 'startMissing';

/** What is wrong with each field, as keys of its text. */
export function validateMaintenance(values: MaintenanceFormValues): Partial<Record<keyof MaintenanceFormValues, MaintenanceProblem>> {
  const { kind } = values;
  return {
    ...(values.name.trim() === '' ? { name: 'nameMissing' as const } : {}),
    ...(kind === 'once' && !(Date.parse(values.to) > Date.parse(values.from)) ? { to: 'backwards' as const } : {}),
    ...(kind === 'weekly' && values.days.length === 0 ? { days: 'daysMissing' as const } : {}),
    ...(kind === 'monthly' && values.monthDays.length === 0 ? { monthDays: 'daysMissing' as const } : {}),
    ...(kind !== 'once' && !/^\d\d:\d\d$/.test(values.start) ? { start: 'startMissing' as const } : {}),
  };
}

/** The form's path of what alerting names. */
export function maintenancePath(path: string, { matchers }: MaintenanceFormValues): string {
  if (path === 'startsAt') return 'from';
  if (path === 'endsAt') return 'to';
  if (/^monthly\.(dates|weekdays)\b/.test(path)) return 'monthDays';
  return /^(daily|weekly|monthly)\./.test(path) ? path.slice(path.indexOf('.') + 1) : matcherPath(path, matchers);
}

export function toMaintenance(values: MaintenanceFormValues): NewMaintenance {
  const shared = { name: values.name.trim(), matchers: completeMatchers(values.matchers) };
  const { kind, days, monthDays, start, durationMinutes, timeZone } = values;
  const clock = { start, durationMinutes, timeZone };
  switch (kind) {
    case 'once':
      return { ...shared, startsAt: new Date(values.from).toISOString(), endsAt: new Date(values.to).toISOString() };
    case 'daily':
      return { ...shared, daily: clock };
    case 'weekly':
      return { ...shared, weekly: { days, ...clock } };
    case 'monthly':
      return { ...shared, monthly: { ...toMonthly(monthDays), ...clock } };
  }
}
