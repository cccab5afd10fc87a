import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery, DeliveryAttempt } from '../../api/channels';
import { Notice } from '../../components/Notice';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue } from '../../lib/formatNumber';
import { formatClock, formatDateTime, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';

const STATES: Readonly<Record<Delivery['status'], State>> = { pending: 'warning', sending: 'info', delivered: 'ok', rejected: 'critical', failed: 'critical' };

interface DeliveryTableProps {
  readonly source: ListSource;
  readonly deliveries: readonly Delivery[] | undefined;
}

/** Every message; a row opens to its attempts. */
export function DeliveryTable({ source, deliveries }: DeliveryTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const columns: readonly Column<Delivery>[] = [
    { key: 'at', title: t('alert.at'), width: 225, cell: ({ queuedAt }) => formatDateTime(queuedAt, i18n.language), sortBy: ({ queuedAt }) => queuedAt },
    { key: 'channel', title: t('alert.channel'), width: 110, cell: ({ channel }) => channel, sortBy: ({ channel }) => channel },
    {
      key: 'alerts',
      title: t('channels.about'),
      primary: true,
      cell: ({ alerts, reason }) => (
        <>
          <Text size="sm" component="div">
            {alerts.map(({ fingerprint, name }, index) => (
              <span key={fingerprint}>
                {index > 0 && ', '}
                <Anchor size="sm" renderRoot={(props) => <Link to="/alerts/$fingerprint" params={{ fingerprint }} {...props} />}>{name}</Anchor>
              </span>
            ))}
          </Text>
          <Text size="xs" c="dimmed">{reason}</Text>
        </>
      ),
    },
    { key: 'status', title: t('alert.status'), width: 130, cell: ({ status }) => <StateBadge state={STATES[status]}>{t(`alert.sending.${status}`)}</StateBadge>, sortBy: ({ status }) => status },
    { key: 'answer', title: t('channels.answer'), cell: (delivery) => <Answer delivery={delivery} /> },
    { key: 'attempts', title: t('channels.attempts'), width: 90, align: 'right', cell: ({ attempts }) => attempts.length, sortBy: ({ attempts }) => attempts.length },
  ];
  return (
    <DataTable
      label={t('channels.log')}
      source={source}
      rows={deliveries}
      columns={columns}
      keyOf={({ id }) => id}
      detail={({ attempts }) => <Attempts attempts={attempts} />}
      empty={<Notice title={t('channels.noDeliveries')}>{t('channels.noDeliveriesText')}</Notice>}
      minWidth={820}
      pageWideKeys
      testId="delivery-row"
    />
  );
}

function Answer({ delivery: { outcome, waits, nextAttemptAt } }: { readonly delivery: Delivery }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{outcome}</Text>
      {waits && <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{waits}</Text>}
      {nextAttemptAt && <Text size="xs" c="dimmed">{t('channels.nextAttempt', { at: formatRelative(nextAttemptAt, now, i18n.language) })}</Text>}
    </>
  );
}

function Attempts({ attempts }: { readonly attempts: readonly DeliveryAttempt[] }): ReactElement {
  const { t, i18n } = useTranslation();
  if (attempts.length === 0) return <Text size="sm" c="dimmed">{t('channels.noAttempts')}</Text>;
  return (
    <>
      {attempts.map(({ attempt, at, durationMilliseconds, outcome, reason }, index) => {
        const before = attempts[index - 1];
        const waited = before === undefined ? null : Date.parse(at) - Date.parse(before.at);
        return (
          <Text key={attempt} size="sm" className="numeric">
            <b>{attempt}.</b> {formatClock(Date.parse(at), i18n.language)} · {formatValue(durationMilliseconds, 'ms', i18n.language)} ·{' '}
            {i18n.exists(`alert.sending.${outcome}`) && outcome !== 'pending' ? t(`alert.sending.${outcome as 'failed'}`) : t('channels.tryAgain')}
            {reason ? `: ${reason}` : ''}
            {waited !== null && <Text span size="xs" c="dimmed"> {t('channels.waited', { time: formatValue(waited, 'ms', i18n.language) })}</Text>}
          </Text>
        );
      })}
    </>
  );
}
