import { Button, Group, Skeleton, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconFilePlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadPath, isPending, isReady, useReports, type Report, type ReportFile } from '../../api/reports';
import { Failure, Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import { formatValue } from '../../lib/formatNumber';
import { formatMinute } from '../../lib/formatTime';
import { ReportForm } from './ReportForm';
import { Schedules } from './Schedules';

export function ReportsPage(): ReactElement {
  const { t } = useTranslation();
  const reports = useReports();
  const [opened, form] = useDisclosure();
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
        <Panel flush>{content()}</Panel>
        <Schedules />
      </Stack>
      <ReportForm opened={opened} onClose={form.close} />
    </>
  );

  function content(): ReactElement {
    if (reports.isError) return <Failure error={reports.error} onRetry={() => void reports.refetch()} />;
    if (reports.isPending) return <Skeleton height={180} />;
    if (reports.data.length === 0) return <Notice title={t('reports.none')}>{t('reports.noneText')}</Notice>;
    return (
      <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('reports.title') } }}>
        <Table horizontalSpacing="md" verticalSpacing="xs" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('reports.column.title')}</Table.Th>
              <Table.Th>{t('reports.column.period')}</Table.Th>
              <Table.Th>{t('reports.column.requested')}</Table.Th>
              <Table.Th>{t('reports.column.state')}</Table.Th>
              <Table.Th ta="right">{t('reports.column.size')}</Table.Th>
              <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reports.data.map((report) => (
              <Row key={report.id} report={report} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    );
  }
}

function pdfFirst(left: ReportFile, right: ReportFile): number {
  return Number(right.format === 'pdf') - Number(left.format === 'pdf') || left.format.localeCompare(right.format);
}

function Row({ report }: { readonly report: Report }): ReactElement {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  return (
    <Table.Tr data-testid="report-row">
      <Table.Td maw={340}>
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
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>{formatMinute(report.from, locale)}</Text>
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>{formatMinute(report.to, locale)}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>{formatMinute(report.requestedAt, locale)}</Text>
        <Text size="xs" c="dimmed">
          {report.requestedBy}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={isReady(report) ? 'ok' : isPending(report) ? 'info' : 'critical'}>
          {t(isReady(report) ? 'reports.ready' : isPending(report) ? 'reports.pending' : 'reports.failed')}
        </StateBadge>
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{formatValue(report.files.find(({ format }) => format === 'pdf')?.size, 'bytes', locale)}</Table.Td>
      <Table.Td>
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
      </Table.Td>
    </Table.Tr>
  );
}
