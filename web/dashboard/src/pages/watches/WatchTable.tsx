import { Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteWatch, type Watch, type WatchDefinition } from '../../api/watches';
import { definitionActions } from '../../components/definitionActions';
import { DefinitionName } from '../../components/DefinitionName';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';

interface WatchTableProps {
  readonly source: ListSource;
  readonly watches: readonly Watch[] | undefined;
  readonly empty: ReactNode;
  readonly onEdit: (definition: WatchDefinition) => void;
}

/** What is watched, how far it is judged, and what was wrong with it. */
export function WatchTable({ source, watches, empty, onEdit }: WatchTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const remove = useDeleteWatch();
  const number = (value: number | null | undefined): string => (value === null || value === undefined ? NO_VALUE : formatDigits(value, i18n.language, 6));
  const columns: readonly Column<Watch>[] = [
    { key: 'name', title: t('watches.watch'), primary: true, sortBy: ({ definition }) => definition.name, cell: ({ definition: { name, query }, error }) => <DefinitionName name={name} query={query} error={error} /> },
    { key: 'step', title: t('watches.step'), width: 80, cell: ({ definition }) => definition.step },
    { key: 'minimum', title: t('watches.minimum'), align: 'right', width: 110, sortBy: ({ definition }) => definition.minimum, cell: ({ definition }) => number(definition.minimum) },
    { key: 'maximum', title: t('watches.maximum'), align: 'right', width: 110, sortBy: ({ definition }) => definition.maximum, cell: ({ definition }) => number(definition.maximum) },
    { key: 'judged', title: t('watches.judgedUntil'), width: 200, sortBy: ({ judgedUntil }) => judgedUntil, cell: ({ judgedUntil }) => <Text size="sm">{formatDateTime(judgedUntil, i18n.language)}</Text> },
    definitionActions(t, { onEdit, onDelete: remove.mutateAsync, question: (name) => ({ title: t('watches.delete'), text: t('watches.deleteText', { name }) }) }),
  ];
  return <DataTable label={t('watches.title')} source={source} rows={watches} columns={columns} keyOf={({ definition }) => definition.name} empty={empty} minWidth={780} testId="watch-row" />;
}
