import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertGroup, Notification } from '../../api/alerts';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import { formatDateTime } from '../../lib/formatTime';

const STATES: Readonly<Record<string, State>> = { delivered: 'ok', rejected: 'critical', failed: 'critical' };

interface NotificationTableProps {
  readonly notifications: readonly Notification[];
  readonly groups: readonly AlertGroup[];
}

/** Who was told, when, and why or why not. */
export function NotificationTable({ notifications, groups }: NotificationTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Panel title={t('alert.notifications')} flush>
      {groups.map(({ key, held }) => held && (
        <Text key={key} size="sm" px="md" pb="xs" c="var(--state-warning)">
          {t('alert.held', { stage: held.stage, reason: held.reason })}
        </Text>
      ))}
      {notifications.length === 0 ? (
        <Notice title={t('alert.noNotifications')}>{t('alert.noNotificationsText')}</Notice>
      ) : (
        <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('alert.notifications') } }}>
          <Table horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('alert.channel')}</Table.Th>
                <Table.Th>{t('alert.status')}</Table.Th>
                <Table.Th>{t('alert.reason')}</Table.Th>
                <Table.Th>{t('alert.at')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {notifications.map(({ channel, at, status, reason, outcome }) => (
                <Table.Tr key={`${channel} ${at} ${status}`}>
                  <Table.Td>{channel}</Table.Td>
                  <Table.Td>
                    <StateBadge state={STATES[status] ?? 'info'}>{i18n.exists(`alert.sending.${status}`) ? t(`alert.sending.${status as 'failed'}`) : status}</StateBadge>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{reason}</Text>
                    <Text size="xs" c="dimmed">
                      {outcome}
                    </Text>
                  </Table.Td>
                  <Table.Td>{formatDateTime(at, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

