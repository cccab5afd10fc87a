import { describe, expect, it } from 'vitest';
import type { Monthly } from '../../api/maintenance';
import { MONTH_DATES, MONTH_WEEKDAYS, monthDaysOf, toMonthly } from './monthDays';

describe('days of the month', () => {
  it.each<[Pick<Monthly, 'dates' | 'weekdays'>, readonly string[]]>([
    [{ dates: [1, -1] }, ['1', '-1']],
    [{ weekdays: [{ week: 2, day: 'tuesday' }, { week: -1, day: 'friday' }] }, ['2 tuesday', '-1 friday']],
    [{ dates: [15], weekdays: [{ week: 1, day: 'monday' }] }, ['15', '1 monday']],
  ])('%j is %j in the form and back', (monthly, days) => {
    expect(monthDaysOf(monthly)).toEqual(days);
    expect(toMonthly(days)).toEqual(monthly);
  });

  it('offers each date and each weekday once, and the last of them', () => {
    expect(MONTH_DATES).toHaveLength(32);
    expect(MONTH_WEEKDAYS).toHaveLength(42);
    expect(MONTH_WEEKDAYS.at(-1)).toBe('-1 sunday');
  });
});
