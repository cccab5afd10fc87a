import { Button, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteAnnotation, type Annotation } from '../../api/annotations';
import { formatLabels } from '../../charts/alignedData';
import { Notice } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime, formatDuration, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';

interface AnnotationTableProps {
  readonly source: ListSource;
  readonly annotations: readonly Annotation[] | undefined;
}

export function AnnotationTable({ source, annotations }: AnnotationTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const columns: readonly Column<Annotation>[] = [
    {
      key: 'when',
      title: t('annotations.start'),
      width: 200,
      sortBy: ({ start }) => Date.parse(start),
      cell: ({ start, end }) => (
        <>
          <Text size="sm" className="numeric">{formatDateTime(start, i18n.language)}</Text>
          <Text size="xs" c="dimmed">{formatRelative(start, now, i18n.language)}{length(start, end)}</Text>
        </>
      ),
    },
    { key: 'kind', title: t('annotations.kind'), width: 140, cell: ({ kind }) => kind, sortBy: ({ kind }) => kind },
    {
      key: 'text',
      title: t('annotations.text'),
      primary: true,
      sortBy: ({ text }) => text,
      cell: ({ text, labels }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{text}</Text>
          {Object.keys(labels).length > 0 && <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{formatLabels(labels)}</Text>}
        </>
      ),
    },
    { key: 'by', title: t('annotations.by'), width: 120, cell: ({ createdBy }) => createdBy, sortBy: ({ createdBy }) => createdBy },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (annotation) => <Delete annotation={annotation} /> },
  ];
  return (
    <DataTable
      label={t('annotations.title')}
      source={source}
      rows={annotations}
      columns={columns}
      keyOf={({ id }) => id}
      empty={<Notice title={t('annotations.none')}>{t('annotations.noneText')}</Notice>}
      minWidth={720}
      testId="annotation-row"
    />
  );

  function length(start: string, end: string): string {
    const took = Date.parse(end) - Date.parse(start);
    return took === 0 ? '' : ` · ${t('annotations.took', { length: formatDuration(took) })}`;
  }
}

function Delete({ annotation: { id, kind, text } }: { readonly annotation: Annotation }): ReactElement {
  const { t } = useTranslation();
  const remove = useDeleteAnnotation();
  const confirm = useConfirm();
  const name = `${kind}: ${text}`;
  return (
    <RoleGate needs="operator">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('annotations.deleteNamed', { name })}
        onClick={() => {
          confirm({ title: t('annotations.delete'), text: t('annotations.deleteText', { name }), action: t('delete'), run: () => remove.mutateAsync(id) });
        }}
      >
        {t('delete')}
      </Button>
    </RoleGate>
  );
}
