import { Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteOutlook, type Outlook, type OutlookDefinition } from '../../api/outlooks';
import { definitionActions } from '../../components/definitionActions';
import { DefinitionName } from '../../components/DefinitionName';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, formatValue, NO_VALUE, unitOfExpression } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';

interface OutlookTableProps {
  readonly source: ListSource;
  readonly outlooks: readonly Outlook[] | undefined;
  readonly empty: ReactNode;
  readonly onEdit: (definition: OutlookDefinition) => void;
}

/** What is forecast, from how much of the past and how far ahead, and which limit matters. */
export function OutlookTable({ source, outlooks, empty, onEdit }: OutlookTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const remove = useDeleteOutlook();
  const columns: readonly Column<Outlook>[] = [
    { key: 'name', title: t('outlooks.outlook'), primary: true, sortBy: ({ definition }) => definition.name, cell: ({ definition: { name, query }, error }) => <DefinitionName name={name} query={query} error={error} /> },
    {
      key: 'spans',
      title: t('outlooks.looks'),
      width: 220,
      cell: ({ definition: { history, horizon, step } }) => (
        <>
          <Text size="sm">{t('outlooks.spans', { history, horizon })}</Text>
          {step && <Text size="xs" c="dimmed">{t('outlooks.inSteps', { step })}</Text>}
        </>
      ),
    },
    {
      key: 'threshold',
      title: t('outlooks.threshold'),
      width: 170,
      sortBy: ({ definition }) => definition.threshold,
      cell: ({ definition: { threshold, side, query } }) =>
        threshold === null || threshold === undefined ? NO_VALUE : t(`capacity.limit.${side}`, { value: formatValue(threshold, unitOfExpression(query), i18n.language) }),
    },
    { key: 'level', title: t('outlooks.level'), align: 'right', width: 100, sortBy: ({ definition }) => definition.level, cell: ({ definition }) => `${formatDigits(100 * definition.level, i18n.language, 4)}%` },
    { key: 'made', title: t('outlooks.madeAt'), width: 200, sortBy: ({ madeAt }) => madeAt, cell: ({ madeAt }) => <Text size="sm">{formatDateTime(madeAt, i18n.language)}</Text> },
    definitionActions(t, { onEdit, onDelete: remove.mutateAsync, question: (name) => ({ title: t('outlooks.delete'), text: t('outlooks.deleteText', { name }) }) }),
  ];
  return <DataTable label={t('outlooks.title')} source={source} rows={outlooks} columns={columns} keyOf={({ definition }) => definition.name} empty={empty} minWidth={900} testId="outlook-row" />;
}
