import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnectionState } from '../api/overview';
import { formatDuration } from '../lib/formatTime';

/** When the connection is back, asks at once for everything that failed meanwhile, and says so. */
export function Recovery(): null {
  const { t } = useTranslation();
  const client = useQueryClient();
  const state = useConnectionState();
  const lost = useRef<number | null>(null);
  const known = useRef(false);
  useEffect(() => {
    if (state !== 'connected') {
      // Before the first connection nothing is lost.
      if (known.current) lost.current ??= Date.now();
      return;
    }
    known.current = true;
    if (lost.current === null) return;
    const length = formatDuration(Date.now() - lost.current);
    lost.current = null;
    notifications.show({ id: 'recovery', message: t('connection.recovered', { length }), color: 'var(--state-ok)', closeButtonProps: { 'aria-label': t('close') } });
    void client.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' });
  }, [state, client, t]);
  return null;
}
