import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathStamps } from '../../api/alerts';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue } from '../../lib/formatNumber';
import { formatMoment } from '../../lib/formatTime';
import { partsOfPath, type PathPart } from './pathParts';

/** How long each part of a message's way took, and when it was over. */
export function PathParts({ path }: { readonly path: PathStamps }): ReactElement {
  const { t, i18n } = useTranslation();
  const columns: readonly Column<PathPart>[] = [
    { key: 'stage', title: t('channels.path.stage'), primary: true, cell: ({ stage }) => t(`channels.path.stages.${stage}`) },
    { key: 'took', title: t('alert.took'), align: 'right', width: 110, cell: ({ milliseconds }) => <Text size="sm" className="numeric">{formatValue(milliseconds, 'ms', i18n.language)}</Text> },
    { key: 'until', title: t('alert.at'), align: 'right', width: 150, cell: ({ until }) => <Text size="sm" className="numeric">{formatMoment(until, i18n.language)}</Text> },
  ];
  return <DataTable label={t('channels.path.stage')} rows={partsOfPath(path)} columns={columns} keyOf={({ stage }) => stage} empty={<Text size="sm" c="dimmed">{t('channels.noAttempts')}</Text>} minWidth={360} testId="path-part" />;
}
