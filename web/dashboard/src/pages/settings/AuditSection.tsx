import { Button, Center, Skeleton, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAudit, type AuditEntry } from '../../api/audit';
import { Failure, Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { formatDateTime } from '../../lib/formatTime';

const STATES = { success: 'ok', refused: 'warning', failed: 'critical' } as const;

/** Who did what, from where. */
export function AuditSection(): ReactElement {
  const { t } = useTranslation();
  const audit = useAudit();
  return (
    <Panel flush title={t('settings.audit.title')}>
      {content()}
    </Panel>
  );

  function content(): ReactElement {
    if (audit.isError) return <Failure error={audit.error} onRetry={() => void audit.refetch()} />;
    if (audit.isPending) return <Skeleton height={200} />;
    const entries = audit.data.pages.flatMap((page) => page.entries);
    if (entries.length === 0) return <Notice title={t('audit.none')}>{t('audit.noneText')}</Notice>;
    return (
      <>
        <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('settings.audit.title') } }}>
          <Table horizontalSpacing="md" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('audit.at')}</Table.Th>
                <Table.Th>{t('audit.actor')}</Table.Th>
                <Table.Th>{t('audit.action')}</Table.Th>
                <Table.Th>{t('audit.outcome')}</Table.Th>
                <Table.Th>{t('audit.address')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Row key={entry.id} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {audit.hasNextPage && (
          <Center p="sm">
            <Button variant="default" size="xs" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
              {t('audit.more')}
            </Button>
          </Center>
        )}
      </>
    );
  }
}

function Row({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatDateTime(entry.at, i18n.language)}</Table.Td>
      <Table.Td fw={600}>{entry.actor}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {entry.action} {entry.target}
        <Text size="xs" c="dimmed">
          {entry.detail}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={STATES[entry.outcome]}>{t(`audit.outcomes.${entry.outcome}`)}</StateBadge>
      </Table.Td>
      <Table.Td>{entry.address}</Table.Td>
    </Table.Tr>
  );
}
