import { Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest, Outlook } from '../../api/backtest';
import { formatDateTime, formatMinute } from '../../lib/formatTime';
import styles from './BacktestStrip.module.css';

interface BacktestStripProps {
  readonly period: Pick<Backtest, 'from' | 'to'>;
  readonly outlook: Outlook;
}

/** When the rule would have fired (bars) and people been told (lines). */
export function BacktestStrip({ period, outlook }: BacktestStripProps): ReactElement {
  const { t, i18n } = useTranslation();
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  const place = (at: number): number => Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
  const { firing, told } = outlook;
  return (
    <div>
      <div className={styles['strip']} role="img" aria-label={t('backtest.strip', { alerts: firing.length, notifications: told.length })} data-testid="backtest-strip">
        {firing.map(({ from: began, to: ended, state }) => {
          const start = place(Date.parse(began));
          const end = ended ? place(Date.parse(ended)) : 100;
          return (
            <div
              key={`${began} ${state ?? ''}`}
              className={`${styles['firing'] ?? ''} ${state ? (styles['derived'] ?? '') : ''}`}
              title={`${formatDateTime(began, i18n.language)} – ${ended ? formatDateTime(ended, i18n.language) : t('alert.ongoing')}${state ? ` ${state}` : ''}`}
              style={{ left: `${String(start)}%`, width: `${String(end - start)}%` }}
            />
          );
        })}
        {told.map(({ at, night }) => (
          <div
            key={`${at} ${String(night)}`}
            className={`${styles['told'] ?? ''} ${night ? (styles['night'] ?? '') : ''}`}
            title={formatDateTime(at, i18n.language)}
            style={{ left: `${String(place(Date.parse(at)))}%` }}
          />
        ))}
      </div>
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">{formatMinute(from, i18n.language)}</Text>
        <Text size="xs" c="dimmed">{formatMinute(to, i18n.language)}</Text>
      </Group>
      <Text size="xs" c="dimmed">{t('backtest.legend')}</Text>
    </div>
  );
}
