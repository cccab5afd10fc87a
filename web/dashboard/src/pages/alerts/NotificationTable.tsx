import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notification } from '../../api/alerts';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import { formatDateTime } from '../../lib/formatTime';

/** Who was told, when, and why or why not. */
export function NotificationTable({ notifications }: { readonly notifications: readonly Notification[] }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Panel title={t('alert.notifications')} flush>
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
              {notifications.map(({ channel, at, status, reason }) => (
                <Table.Tr key={`${channel} ${at} ${status}`}>
                  <Table.Td>{channel}</Table.Td>
                  <Table.Td>
                    <StateBadge state={stateOf(status)}>{status}</StateBadge>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{reason}</Text>
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

function stateOf(status: string): State {
  if (/^(delivered|sent)$/i.test(status)) return 'ok';
  return /fail|reject|error/i.test(status) ? 'critical' : 'info';
}
