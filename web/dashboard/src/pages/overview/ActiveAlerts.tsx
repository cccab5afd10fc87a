import { Anchor, Badge, Group, ScrollArea, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { byUrgency, type Alert } from '../../api/alerts';
import { AlertRow } from '../../components/AlertRow';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';

// The panel stays a panel: what does not fit is one click away.
const MOST_ROWS = 8;

export function ActiveAlerts({ alerts }: { readonly alerts: readonly Alert[] | null }): ReactElement {
  const { t } = useTranslation();
  const active = (alerts ?? []).filter(({ state }) => state !== 'resolved').sort(byUrgency);
  const firing = active.filter(({ state }) => state === 'firing').length;
  return (
    <Panel
      flush
      title={
        <Group gap="xs" component="span">
          {t('overview.activeAlerts')}
          <Badge
            data-testid="active-alerts"
            color={firing > 0 ? 'var(--state-critical)' : 'gray'}
            variant={firing > 0 ? 'filled' : 'light'}
          >
            {active.length}
          </Badge>
        </Group>
      }
      aside={
        <Anchor size="sm" renderRoot={(props) => <Link to="/alerts" {...props} />}>
          {t('overview.allAlerts')}
        </Anchor>
      }
    >
      {alerts === null ? (
        <Skeleton height={120} aria-label={t('loading')} />
      ) : active.length === 0 ? (
        <Notice state="ok" title={t('overview.noAlerts')}>
          {t('overview.noAlertsText')}
        </Notice>
      ) : (
        <ScrollArea.Autosize mah={520} tabIndex={-1}>
          {active.slice(0, MOST_ROWS).map((alert) => (
            <AlertRow key={alert.fingerprint} alert={alert} />
          ))}
        </ScrollArea.Autosize>
      )}
    </Panel>
  );
}
