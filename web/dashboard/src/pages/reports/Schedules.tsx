import { Code, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useReportSchedules } from '../../api/reports';
import { Failure, Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { formatDateTime } from '../../lib/formatTime';

/** The reports that make themselves. */
export function Schedules(): ReactElement {
  const { t, i18n } = useTranslation();
  const schedules = useReportSchedules();
  return (
    <Panel title={t('schedules.title')} flush>
      {schedules.isError ? (
        <Failure error={schedules.error} onRetry={() => void schedules.refetch()} />
      ) : schedules.data?.length === 0 ? (
        <Notice title={t('schedules.none')}>{t('schedules.noneText')}</Notice>
      ) : (
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('schedules.title') } }}>
          <Table horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('schedules.name')}</Table.Th>
                <Table.Th>{t('schedules.when')}</Table.Th>
                <Table.Th>{t('schedules.next')}</Table.Th>
                <Table.Th>{t('schedules.mailTo')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {schedules.data?.map((schedule) => (
                <Table.Tr key={schedule.name}>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {schedule.title}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {schedule.name} · {t(`schedules.periods.${schedule.period}`)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Code>{schedule.cron}</Code>{' '}
                    <Text size="xs" c="dimmed" component="span">
                      {schedule.timeZone}
                    </Text>
                  </Table.Td>
                  <Table.Td>{schedule.enabled ? formatDateTime(schedule.nextRunAt, i18n.language) : t('schedules.off')}</Table.Td>
                  <Table.Td>{schedule.mailTo.length === 0 ? t('schedules.nobody') : schedule.mailTo.join(', ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
