import type { NewMaintenance, Weekday } from '../../api/maintenance';
import type { Matcher } from '../../lib/matchers';

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

export function toMaintenance(values: MaintenanceFormValues, matchers: readonly Matcher[]): NewMaintenance {
  const shared = { name: values.name.trim(), matchers: matchers.filter(({ name }) => name !== '') };
  if (values.kind === 'once') {
    return { ...shared, startsAt: new Date(values.from).toISOString(), endsAt: new Date(values.to).toISOString() };
  }
  const { days, start, durationMinutes, timeZone } = values;
  return { ...shared, weekly: { days, start, durationMinutes, timeZone } };
}
