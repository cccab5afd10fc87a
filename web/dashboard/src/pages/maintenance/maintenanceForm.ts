import type { Maintenance, NewMaintenance, Weekday } from '../../api/maintenance';
import { toLocalInput } from '../../lib/formatTime';
import { completeMatchers, matcherPath, type Matcher } from '../../lib/matchers';

export interface MaintenanceFormValues {
  readonly name: string;
  readonly kind: 'once' | 'weekly';
  /** As `<input type="datetime-local">` writes it. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly Weekday[];
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
  const weekly = { days: ['sunday'] as const, start: '02:00', durationMinutes: 120, timeZone };
  if (window === undefined) return { name: '', kind: 'once', ...once, ...weekly, matchers: [] };
  const { name, matchers, startsAt, endsAt } = window;
  return {
    name,
    kind: window.weekly ? 'weekly' : 'once',
    ...(startsAt && endsAt ? { from: local(Date.parse(startsAt)), to: local(Date.parse(endsAt)) } : once),
    ...(window.weekly ?? weekly),
    matchers,
  };
}

export type MaintenanceProblem = 'nameMissing' | 'backwards' | 'daysMissing' | 'startMissing';

/** What is wrong with each field, as keys of its text. */
export function validateMaintenance(values: MaintenanceFormValues): Partial<Record<keyof MaintenanceFormValues, MaintenanceProblem>> {
  const weekly = values.kind === 'weekly';
  return {
    ...(values.name.trim() === '' ? { name: 'nameMissing' as const } : {}),
    ...(!weekly && !(Date.parse(values.to) > Date.parse(values.from)) ? { to: 'backwards' as const } : {}),
    ...(weekly && values.days.length === 0 ? { days: 'daysMissing' as const } : {}),
    ...(weekly && !/^\d\d:\d\d$/.test(values.start) ? { start: 'startMissing' as const } : {}),
  };
}

/** The form's path of what alerting names. */
export function maintenancePath(path: string, { matchers }: MaintenanceFormValues): string {
  if (path === 'startsAt') return 'from';
  if (path === 'endsAt') return 'to';
  return path.startsWith('weekly.') ? path.slice('weekly.'.length) : matcherPath(path, matchers);
}

export function toMaintenance(values: MaintenanceFormValues): NewMaintenance {
  const shared = { name: values.name.trim(), matchers: completeMatchers(values.matchers) };
  if (values.kind === 'once') {
    return { ...shared, startsAt: new Date(values.from).toISOString(), endsAt: new Date(values.to).toISOString() };
  }
  const { days, start, durationMinutes, timeZone } = values;
  return { ...shared, weekly: { days, start, durationMinutes, timeZone } };
}
