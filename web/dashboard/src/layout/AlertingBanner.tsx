import { Text } from '@mantine/core';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '../api/live';
import { useOverviewFeed } from '../api/overview';
import { formatDateTime } from '../lib/formatTime';

/** What the dead man's switch of alerting says. */
interface AlertingState {
  readonly status: 'ok' | 'broken' | 'unknown';
  /** When the newest heartbeat that came through was sent. */
  readonly heartbeatAt?: string | null;
}

/** Comes with the greeting, and with each change afterwards. */
interface AlertingFrame extends Frame {
  readonly alerting?: AlertingState;
  readonly data?: AlertingState;
}

/** Above every page while alerts may not reach anybody: no other sign of it would come. */
export function AlertingBanner(): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { live } = useOverviewFeed();
  const [state, setState] = useState<AlertingState>();
  useEffect(
    () =>
      live.onFrame((frame) => {
        const { alerting, data } = frame as AlertingFrame;
        if (frame.type === 'hello') setState(alerting);
        if (frame.type === 'alerting') setState(data);
      }),
    [live],
  );
  if (state?.status !== 'broken') return null;
  const last = state.heartbeatAt;
  return (
    <Text role="alert" size="sm" px="md" py={8} mb="md" c="var(--state-critical)" bg="var(--state-critical-soft)">
      <strong>{t('alerting.broken')}</strong>{' '}
      {last === undefined || last === null ? t('alerting.neverHeard') : t('alerting.lastHeard', { time: formatDateTime(last, i18n.language) })} {t('alerting.look')}
    </Text>
  );
}
