import { Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest } from '../../api/backtest';
import { formatDateTime, formatMinute } from '../../lib/formatTime';
import styles from './BacktestStrip.module.css';

/** When alerts would have fired (bars) and people been told (lines). */
export function BacktestStrip({ backtest }: { readonly backtest: Backtest }): ReactElement {
  const { t, i18n } = useTranslation();
  const [from, to] = [Date.parse(backtest.from), Date.parse(backtest.to)];
  const place = (at: number): number => Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
  return (
    <div>
      <div className={styles['strip']} role="img" aria-label={t('backtest.strip', { alerts: backtest.alerts.length, notifications: backtest.notifications.length })}>
        {backtest.alerts.map(({ id, firedAt, resolvedAt, summary }) => {
          const start = place(Date.parse(firedAt));
          const end = place(resolvedAt ? Date.parse(resolvedAt) : to);
          return <div key={id} className={styles['alert']} title={`${summary} ${formatDateTime(firedAt, i18n.language)}`} style={{ left: `${String(start)}%`, width: `${String(end - start)}%` }} />;
        })}
        {backtest.notifications.map(({ at, group, night, reasonText }) => (
          <div
            key={`${at} ${group}`}
            className={`${styles['notification'] ?? ''} ${night ? (styles['night'] ?? '') : ''}`}
            title={`${formatDateTime(at, i18n.language)} ${reasonText}`}
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
