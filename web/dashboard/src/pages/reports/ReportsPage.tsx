import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconFilePlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadPath, isPending, isReady, useReports, type Report, type ReportFile } from '../../api/reports';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue } from '../../lib/formatNumber';
import { formatMinute } from '../../lib/formatTime';
import { ReportForm } from './ReportForm';
import { Schedules } from './Schedules';

export function ReportsPage(): ReactElement {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const reports = useReports();
  const [opened, form] = useDisclosure();
  const columns: readonly Column<Report>[] = [
    { key: 'title', title: t('reports.column.title'), primary: true, cell: (report) => <ReportName report={report} />, sortBy: ({ title }) => title },
    {
      key: 'period',
      title: t('reports.column.period'),
      sortBy: ({ from }) => from,
      cell: ({ from, to }) => (
        <>
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>{formatMinute(from, locale)}</Text>
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>{formatMinute(to, locale)}</Text>
        </>
      ),
    },
    {
      key: 'requested',
      title: t('reports.column.requested'),
      sortBy: ({ requestedAt }) => requestedAt,
      cell: ({ requestedAt, requestedBy }) => (
        <>
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>{formatMinute(requestedAt, locale)}</Text>
          <Text size="xs" c="dimmed">{requestedBy}</Text>
        </>
      ),
    },
    { key: 'state', title: t('reports.column.state'), cell: (report) => <ReportState report={report} />, sortBy: ({ state }) => state },
    { key: 'size', title: t('reports.column.size'), align: 'right', cell: (report) => formatValue(pdfSize(report), 'bytes', locale), sortBy: pdfSize },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (report) => <Downloads report={report} /> },
  ];
  return (
    <>
      <PageHeader title={t('reports.title')} lead={t('reports.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconFilePlus size={16} />} onClick={form.open}>
            {t('reports.create')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Stack gap="md">
        <Panel flush>
          <DataTable
            label={t('reports.title')}
            source={reports}
            rows={reports.data}
            columns={columns}
            keyOf={({ id }) => id}
            empty={<Notice title={t('reports.none')}>{t('reports.noneText')}</Notice>}
            minWidth={760}
            testId="report-row"
          />
        </Panel>
        <Schedules />
      </Stack>
      <ReportForm opened={opened} onClose={form.close} />
    </>
  );
}

function pdfFirst(left: ReportFile, right: ReportFile): number {
  return Number(right.format === 'pdf') - Number(left.format === 'pdf') || left.format.localeCompare(right.format);
}

function pdfSize({ files }: Report): number | undefined {
  return files.find(({ format }) => format === 'pdf')?.size;
}

function ReportName({ report }: { readonly report: Report }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" fw={600}>
        {report.title}
      </Text>
      <Text size="xs" c={report.state === 'failed' ? 'var(--state-critical)' : 'dimmed'}>
        {report.state === 'ready' ? report.headline : report.reason}
      </Text>
      {report.mail.to.length > 0 && (
        <Text size="xs" c="dimmed" title={report.mail.reason ?? undefined}>
          {t(`reports.mail.${report.mail.state}`, { to: report.mail.to.join(', ') })}
        </Text>
      )}
    </>
  );
}

function ReportState({ report }: { readonly report: Report }): ReactElement {
  const { t } = useTranslation();
  return (
    <StateBadge state={isReady(report) ? 'ok' : isPending(report) ? 'info' : 'critical'}>
      {t(isReady(report) ? 'reports.ready' : isPending(report) ? 'reports.pending' : 'reports.failed')}
    </StateBadge>
  );
}

function Downloads({ report }: { readonly report: Report }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap={6} wrap="nowrap">
      {[...report.files].sort(pdfFirst).map(({ format, fileName }) => (
        <Button
          key={format}
          component="a"
          href={downloadPath(report.id, format)}
          download={fileName}
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={15} />}
          aria-label={t('reports.downloadNamed', { title: report.title, format: format.toUpperCase() })}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}
