import { notifications, type NotificationData } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { alertKeys, type Alert } from '../api/alerts';
import type { Frame } from '../api/live';
import { useOverviewFeed } from '../api/overview';
import { reportKeys } from '../api/reports';
import { throttled } from '../lib/throttle';
import { NoticePace } from './noticePace';

/** A change of an alert as the web process passes it on. */
interface AlertFrame extends Frame {
  readonly data?: Partial<Alert> & { readonly ruleName?: string };
}

// A thousand alerts at once are read again a few times, not a thousand times.
const READ_AGAIN_MS = 1_000;

/** Tells of alerts the moment they change, on whatever page the person is. */
export function AlertNotices(): null {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { live } = useOverviewFeed();
  useEffect(() => {
    const pace = new NoticePace();
    const reading = throttled(() => {
      // What is being read may be from before the change; to begin it again and again would never end.
      if (client.isFetching({ queryKey: alertKeys.all }) > 0) reading.ask();
      else void client.invalidateQueries({ queryKey: alertKeys.all });
    }, READ_AGAIN_MS);
    const stopAlerts = live.subscribe({ topic: 'alerts' }, (frame) => {
      const { data } = frame as AlertFrame;
      reading.ask();
      if (data?.state !== 'firing' && data?.state !== 'resolved') return;
      const closeButtonProps = { 'aria-label': t('close') };
      const more = pace.admit(Date.now());
      if (more !== null) {
        showInPlace({ id: 'more-alerts', title: t('notice.more', { count: more }), message: t('notice.moreText'), color: 'var(--state-info)', closeButtonProps });
        return;
      }
      const firing = data.state === 'firing';
      showInPlace({
        id: data.fingerprint ?? '',
        title: t(firing ? 'notice.firing' : 'notice.resolved', { name: data.name ?? data.ruleName ?? '' }),
        message: data.annotations?.['summary'] ?? '',
        color: `var(--state-${firing ? (data.severity ?? 'warning') : 'ok'})`,
        closeButtonProps,
      });
    });
    const stopReports = live.onFrame((frame) => {
      if (frame.type === 'report') void client.invalidateQueries({ queryKey: reportKeys.all });
    });
    return () => {
      reading.stop();
      stopAlerts();
      stopReports();
    };
  }, [live, client, t]);
  return null;
}

/** One notice an alert: a later change takes the place of an earlier one, which `show` alone would keep. */
function showInPlace(notice: NotificationData & { readonly id: string }): void {
  notifications.show(notice);
  notifications.update(notice);
}
