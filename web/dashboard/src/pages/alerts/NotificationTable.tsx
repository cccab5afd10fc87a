import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertGroup, Notification } from '../../api/alerts';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';
import type { LabelSet } from '../../lib/matchers';
import { matcherTexts } from '../../lib/matcherText';
import { PathParts } from './PathParts';
import { partsOfPath } from './pathParts';
import { Standings } from './Standings';

const STATES: Readonly<Record<string, State>> = { delivered: 'ok', rejected: 'critical', failed: 'critical' };

interface NotificationTableProps {
  readonly labels: LabelSet;
  readonly notifications: readonly Notification[];
  readonly groups: readonly AlertGroup[];
}

/** Who was told, when, and why or why not; a row opens to the way the message took. */
export function NotificationTable({ labels, notifications, groups }: NotificationTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const columns: readonly Column<Notification>[] = [
    { key: 'channel', title: t('alert.channel'), primary: true, cell: ({ channel }) => channel, sortBy: ({ channel }) => channel },
    {
      key: 'status',
      title: t('alert.status'),
      sortBy: ({ status }) => status,
      cell: ({ status }) => <StateBadge state={STATES[status] ?? 'info'}>{i18n.exists(`alert.sending.${status}`) ? t(`alert.sending.${status as 'failed'}`) : status}</StateBadge>,
    },
    {
      key: 'reason',
      title: t('alert.reason'),
      cell: ({ reason, outcome }) => (
        <>
          <Text size="sm">{reason}</Text>
          <Text size="xs" c="dimmed">{outcome}</Text>
        </>
      ),
    },
    { key: 'took', title: t('alert.took'), align: 'right', width: 90, cell: (notification) => <Text size="sm" className="numeric">{formatValue(tookOf(notification), 'ms', i18n.language)}</Text>, sortBy: tookOf },
    { key: 'at', title: t('alert.at'), cell: ({ at }) => formatDateTime(at, i18n.language), sortBy: ({ at }) => at },
  ];
  return (
    <Panel title={t('alert.notifications')} aside={<ToRoute labels={labels} />} flush>
      <Standings groups={groups} />
      <DataTable
        label={t('alert.notifications')}
        rows={notifications}
        columns={columns}
        keyOf={({ channel, at, status }) => `${channel} ${at} ${status}`}
        empty={<Notice title={t('alert.noNotifications')}>{t('alert.noNotificationsText')}</Notice>}
        detail={({ path }) => path && <PathParts path={path} />}
        minWidth={600}
        testId="notification-row"
      />
    </Panel>
  );
}

function ToRoute({ labels }: { readonly labels: LabelSet }): ReactElement {
  const { t } = useTranslation();
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/alerts/routing" search={{ q: matcherTexts(labels).join(' ') }} {...props} />}>
      {t('alert.toRoute')}
    </Anchor>
  );
}

/** The whole way where it is known, else the part that is: what tells of a reminder begins when it is queued. */
function tookOf({ path }: Notification): number | null {
  return path?.deliveredAt ? (partsOfPath(path).at(-1)?.milliseconds ?? null) : null;
}
