import { WEEKDAYS, type MonthWeekday, type Monthly, type Weekday } from '../../api/maintenance';

/** Which of its kind in the month; -1 is the last. */
export const WEEKS = [1, 2, 3, 4, 5, -1] as const;

/** The day as text, as a form keeps it: `15`, `-1`, or `2 tuesday`. */
export function monthDaysOf({ dates, weekdays }: Pick<Monthly, 'dates' | 'weekdays'>): readonly string[] {
  return [...(dates ?? []).map(String), ...(weekdays ?? []).map(({ week, day }) => `${String(week)} ${day}`)];
}

export function toMonthly(days: readonly string[]): { readonly dates?: readonly number[]; readonly weekdays?: readonly MonthWeekday[] } {
  const dates = days.filter((day) => !day.includes(' ')).map(Number);
  const weekdays = days.filter((day) => day.includes(' ')).map((text) => {
    const [week, day] = text.split(' ');
    return { week: Number(week), day: day as Weekday };
  });
  return { ...(dates.length > 0 ? { dates } : {}), ...(weekdays.length > 0 ? { weekdays } : {}) };
}

/** Every day a month can have, by date and by week, the last ones at the end of each. */
export const MONTH_DATES: readonly string[] = [...Array.from({ length: 31 }, (_, index) => String(index + 1)), '-1'];
export const MONTH_WEEKDAYS: readonly string[] = WEEKS.flatMap((week) => WEEKDAYS.map((day) => `${String(week)} ${day}`));
