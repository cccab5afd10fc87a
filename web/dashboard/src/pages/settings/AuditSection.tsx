import { Button, Center, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAudit, type AuditEntry } from '../../api/audit';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDateTime } from '../../lib/formatTime';

const STATES = { success: 'ok', refused: 'warning', failed: 'critical' } as const;

/** Who did what, from where. */
export function AuditSection(): ReactElement {
  const { t, i18n } = useTranslation();
  const audit = useAudit();
  const columns: readonly Column<AuditEntry>[] = [
    { key: 'at', title: t('audit.at'), cell: ({ at }) => <span style={{ whiteSpace: 'nowrap' }}>{formatDateTime(at, i18n.language)}</span>, sortBy: ({ at }) => at },
    { key: 'actor', title: t('audit.actor'), cell: ({ actor }) => <b>{actor}</b>, sortBy: ({ actor }) => actor },
    {
      key: 'action',
      title: t('audit.action'),
      primary: true,
      sortBy: ({ action }) => action,
      cell: ({ action, target, detail }) => (
        <div style={{ overflowWrap: 'anywhere' }}>
          {action} {target}
          <Text size="xs" c="dimmed">{detail}</Text>
        </div>
      ),
    },
    { key: 'outcome', title: t('audit.outcome'), cell: ({ outcome }) => <StateBadge state={STATES[outcome]}>{t(`audit.outcomes.${outcome}`)}</StateBadge>, sortBy: ({ outcome }) => outcome },
    { key: 'address', title: t('audit.address'), cell: ({ address }) => address, sortBy: ({ address }) => address },
  ];
  return (
    <Panel flush title={t('settings.audit.title')}>
      <DataTable
        label={t('settings.audit.title')}
        source={audit}
        rows={audit.data?.pages.flatMap((page) => page.entries)}
        columns={columns}
        keyOf={({ id }) => String(id)}
        empty={<Notice title={t('audit.none')}>{t('audit.noneText')}</Notice>}
        minWidth={760}
      />
      {audit.hasNextPage && (
        <Center p="sm">
          <Button variant="default" size="xs" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </Center>
      )}
    </Panel>
  );
}
