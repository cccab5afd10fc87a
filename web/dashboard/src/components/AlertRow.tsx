import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfAlert, useAcknowledge, type Alert } from '../api/alerts';
import { formatRelative } from '../lib/formatTime';
import { useNow } from '../lib/useNow';
import styles from './AlertRow.module.css';
import { RoleGate } from './RoleGate';
import { stateOfAlert } from './alertState';
import { StateBadge } from './StateBadge';
import { StateIcon } from './StateIcon';
import { useAlertReading } from './useAlertReading';
import { useFailureNotice } from './useFailureNotice';

/** An alert in brief: what, how bad, since when, and the button that says "I have seen it". */
export function AlertRow({ alert }: { readonly alert: Alert }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const acknowledge = useAcknowledge();
  const { textOf } = useAlertReading([alert]);
  const tellFailure = useFailureNotice();
  return (
    <article className={styles['row']} data-testid="alert-row">
      <StateIcon state={stateOfAlert(alert)} size={20} />
      <div className={styles['text']}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <Link to="/alerts/$fingerprint" params={{ fingerprint: alert.fingerprint }} className={styles['name'] ?? ''}>
            {alert.name}
          </Link>
          {alert.state === 'firing' && (
            <RoleGate needs="operator">
              <Button
                size="compact-sm"
                variant="default"
                loading={acknowledge.isPending}
                onClick={() => { acknowledge.mutate({ fingerprints: [alert.fingerprint] }, { onError: (error) => { tellFailure(error, alert.name); } }); }}
                aria-label={t('alert.acknowledgeNamed', { name: alert.name })}
              >
                {t('alert.acknowledge')}
              </Button>
            </RoleGate>
          )}
        </Group>
        <Text size="sm" lineClamp={2}>
          {messageOfAlert(alert)}
        </Text>
        <Text size="xs" c="dimmed" className="numeric">
          {textOf(alert)}
        </Text>
        <Group gap={8} mt={2}>
          <Text size="xs" c="dimmed">
            {formatRelative(alert.startsAt, now, i18n.language)}
          </Text>
          {alert.state === 'acknowledged' && (
            <StateBadge state="info">{t('alert.acknowledgedBy', { name: alert.acknowledgedBy ?? '' })}</StateBadge>
          )}
        </Group>
      </div>
    </article>
  );
}
