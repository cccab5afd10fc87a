import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RestoreChange, RestoreReport } from '../../api/configuration';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';

const STATES = { created: 'ok', changed: 'info', removed: 'warning', refused: 'critical' } as const;

/** What a restore changes, or has changed, item by item. */
export function RestoreChanges({ report }: { readonly report: RestoreReport }): ReactElement {
  const { t, i18n } = useTranslation();
  // A newer service may know a kind that this page has no word for.
  const kindOf = ({ kind }: RestoreChange): string => (i18n.exists(`backup.kinds.${kind}`) ? t(`backup.kinds.${kind}` as 'backup.kinds.rules') : kind);
  const sum = (of: (part: RestoreReport['parts'][number]) => number): number => report.parts.reduce((total, part) => total + of(part), 0);
  const columns: readonly Column<RestoreChange>[] = [
    { key: 'outcome', title: t('backup.outcome'), cell: ({ outcome }) => <StateBadge state={STATES[outcome]}>{t(`backup.outcomes.${outcome}`)}</StateBadge>, sortBy: ({ outcome }) => outcome },
    { key: 'kind', title: t('backup.kind'), cell: kindOf, sortBy: kindOf },
    { key: 'item', title: t('backup.item'), primary: true, cell: ({ label }) => <b style={{ overflowWrap: 'anywhere' }}>{label}</b>, sortBy: ({ label }) => label },
    { key: 'note', title: t('backup.note'), cell: ({ note }) => note ?? '' },
  ];
  return (
    <Panel flush title={t(report.dryRun ? 'backup.preview' : 'backup.done')}>
      <Text size="sm" c="dimmed" px="md" pb="xs">{t('backup.counts', { unchanged: sum(({ unchanged }) => unchanged), kept: sum(({ kept }) => kept) })}</Text>
      <DataTable
        label={t(report.dryRun ? 'backup.preview' : 'backup.done')}
        rows={report.parts.flatMap(({ changes }) => changes)}
        columns={columns}
        keyOf={({ kind, id }) => `${kind}/${id}`}
        empty={<Notice state="ok" title={t('backup.nothing')}>{t('backup.nothingText')}</Notice>}
        minWidth={700}
      />
    </Panel>
  );
}
