import { Anchor, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfAlert, type Alert } from '../../api/alerts';
import { StateBadge } from '../../components/StateBadge';
import { useAlertReading } from '../../components/useAlertReading';
import { formatDateTime, formatDuration } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { AlertStateText } from './AlertStateText';
import { AcknowledgeButton } from './AcknowledgeButton';

export function AlertTable({ alerts }: { readonly alerts: readonly Alert[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={820} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('alerts.title') } }}>
      <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t('alerts.column.severity')}</Table.Th>
            <Table.Th>{t('alerts.column.alert')}</Table.Th>
            <Table.Th>{t('alerts.column.reading')}</Table.Th>
            <Table.Th>{t('alerts.column.since')}</Table.Th>
            <Table.Th>{t('alerts.column.state')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {alerts.map((alert) => (
            <Row key={`${alert.fingerprint} ${alert.startsAt}`} alert={alert} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ alert }: { readonly alert: Alert }): ReactElement {
  const { t, i18n } = useTranslation();
  const readingOf = useAlertReading();
  const now = useNow(10_000);
  const end = alert.endsAt === null ? now : Date.parse(alert.endsAt);
  return (
    <Table.Tr data-testid="alert-row">
      <Table.Td>
        <StateBadge state={alert.severity}>{t(`severity.${alert.severity}`)}</StateBadge>
      </Table.Td>
      <Table.Td maw={380}>
        <Anchor
          fw={600}
          size="sm"
          renderRoot={(props) => <Link to="/alerts/$fingerprint" params={{ fingerprint: alert.fingerprint }} {...props} />}
        >
          {alert.name}
        </Anchor>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {messageOfAlert(alert)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{readingOf(alert)}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" title={formatDateTime(alert.startsAt, i18n.language)}>
          {formatDuration(end - Date.parse(alert.startsAt))}
        </Text>
      </Table.Td>
      <Table.Td>
        <AlertStateText alert={alert} />
        {alert.acknowledgedBy !== null && alert.state === 'acknowledged' && (
          <Text size="xs" c="dimmed">
            {alert.acknowledgedBy}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end" wrap="nowrap">
          <AcknowledgeButton alert={alert} compact />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
