import { Code, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useReportSchedules, type ReportSchedule } from '../../api/reports';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDateTime } from '../../lib/formatTime';

/** The reports that make themselves. */
export function Schedules(): ReactElement {
  const { t, i18n } = useTranslation();
  const schedules = useReportSchedules();
  const columns: readonly Column<ReportSchedule>[] = [
    {
      key: 'name',
      title: t('schedules.name'),
      primary: true,
      sortBy: ({ title }) => title,
      cell: ({ title, name, period }) => (
        <>
          <Text size="sm" fw={600}>{title}</Text>
          <Text size="xs" c="dimmed">{name} · {t(`schedules.periods.${period}`)}</Text>
        </>
      ),
    },
    {
      key: 'when',
      title: t('schedules.when'),
      cell: ({ cron, timeZone }) => (
        <>
          <Code>{cron}</Code>{' '}
          <Text size="xs" c="dimmed" component="span">{timeZone}</Text>
        </>
      ),
    },
    { key: 'next', title: t('schedules.next'), cell: ({ enabled, nextRunAt }) => (enabled ? formatDateTime(nextRunAt, i18n.language) : t('schedules.off')), sortBy: ({ enabled, nextRunAt }) => (enabled ? nextRunAt : null) },
    { key: 'mailTo', title: t('schedules.mailTo'), cell: ({ mailTo }) => (mailTo.length === 0 ? t('schedules.nobody') : mailTo.join(', ')) },
  ];
  return (
    <Panel title={t('schedules.title')} flush>
      <DataTable
        label={t('schedules.title')}
        source={schedules}
        rows={schedules.data}
        columns={columns}
        keyOf={({ name }) => name}
        empty={<Notice title={t('schedules.none')}>{t('schedules.noneText')}</Notice>}
        minWidth={560}
      />
    </Panel>
  );
}
