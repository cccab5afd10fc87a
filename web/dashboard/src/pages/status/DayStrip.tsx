import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicDay } from '../../api/publicStatus';
import { formatValue } from '../../lib/formatNumber';
import styles from './DayStrip.module.css';
import { stateOfPublic } from './publicStates';

/** One bar a day; its share stands in the tip, and how many were troubled is said to who cannot see it. */
export function DayStrip({ days }: { readonly days: readonly PublicDay[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const troubled = days.filter(({ state }) => state === 'partial' || state === 'down').length;
  return (
    <div className={styles['days']} role="img" aria-label={t('statusPage.days', { count: troubled, days: days.length })}>
      {days.map(({ date, uptime, state }) => (
        <span
          key={date}
          className={styles[stateOfPublic(state)]}
          title={`${formatDay(date, i18n.language)}: ${uptime === null ? t('statusPage.notMeasured') : formatValue(uptime, 'availability', i18n.language)}`}
        />
      ))}
    </div>
  );
}

/** Days are counted in UTC, so they are named in it. */
function formatDay(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));
}
