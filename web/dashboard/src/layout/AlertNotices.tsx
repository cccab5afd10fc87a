import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { alertKeys, type Alert } from '../api/alerts';
import type { Frame } from '../api/live';
import { useOverviewFeed } from '../api/overview';
import { reportKeys } from '../api/reports';

/** A change of an alert as the web process passes it on. */
interface AlertFrame extends Frame {
  readonly data?: Partial<Alert> & { readonly ruleName?: string };
}

/** Tells of alerts the moment they change, on whatever page the person is. */
export function AlertNotices(): null {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { live } = useOverviewFeed();
  useEffect(() => {
    const stopAlerts = live.subscribe({ topic: 'alerts' }, (frame) => {
      const { data } = frame as AlertFrame;
      void client.invalidateQueries({ queryKey: alertKeys.all });
      if (data?.state !== 'firing' && data?.state !== 'resolved') return;
      const firing = data.state === 'firing';
      notifications.show({
        // One notice an alert: a later change takes the place of an earlier one.
        id: data.fingerprint ?? '',
        title: t(firing ? 'notice.firing' : 'notice.resolved', { name: data.name ?? data.ruleName ?? '' }),
        message: data.annotations?.['summary'] ?? '',
        color: `var(--state-${firing ? (data.severity ?? 'warning') : 'ok'})`,
        closeButtonProps: { 'aria-label': t('close') },
      });
    });
    const stopReports = live.onFrame((frame) => {
      if (frame.type === 'report') void client.invalidateQueries({ queryKey: reportKeys.all });
    });
    return () => {
      stopAlerts();
      stopReports();
    };
  }, [live, client, t]);
  return null;
}
