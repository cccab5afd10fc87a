import { useTranslation } from 'react-i18next';
import type { Weekday } from '../../api/maintenance';
import { weekdayName } from '../../lib/weekdayName';

/** What a day of the month is called: `15.`, the last day, the second Tuesday. */
export function useMonthDayName(): (day: string) => string {
  const { t, i18n } = useTranslation();
  return (text) => {
    const [number = '', day] = text.split(' ');
    if (day === undefined) return number === '-1' ? t('maintenance.lastDay') : t('maintenance.date', { number });
    const weekday = weekdayName(day as Weekday, i18n.language);
    return number === '-1' ? t('maintenance.lastWeekday', { weekday }) : t('maintenance.nthWeekday', { number, weekday });
  };
}
