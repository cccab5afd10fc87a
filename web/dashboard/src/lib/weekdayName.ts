import { WEEKDAYS, type Weekday } from '../api/maintenance';

// A Monday.
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** The short name of a day of the week in the reader's language. */
export function weekdayName(day: Weekday, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return format.format(MONDAY + WEEKDAYS.indexOf(day) * DAY_MS);
}
