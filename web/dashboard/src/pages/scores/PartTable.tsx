import { Code, Progress, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Score } from '../../api/scores';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, formatValue, NO_VALUE } from '../../lib/formatNumber';
import { lossesOf, stateOfScore, type PartLoss } from './scoreParts';
import { usePartName } from './usePartName';

interface PartTableProps {
  readonly label: string;
  readonly source: ListSource;
  readonly score: Score | undefined;
}

// Pixels; a card on a phone gives a cell no width of its own.
const NARROWEST = 130;

/** What a score is made of, what pulls it down most first; each row opens to its formula. */
export function PartTable({ label, source, score }: PartTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const nameOf = usePartName();
  const points = (value: number | null | undefined): string => (value === null || value === undefined ? NO_VALUE : formatDigits(value, i18n.language, 3));
  const columns: readonly Column<PartLoss>[] = [
    { key: 'part', title: t('scores.part'), width: 150, primary: true, cell: ({ part }) => <Text size="sm" fw={600}>{nameOf(part.name)}</Text> },
    {
      key: 'value',
      title: t('scores.value'),
      width: 170,
      sortBy: ({ part }) => part.value,
      cell: ({ part: { name, value } }) => (
        <>
          <Text size="sm" className="numeric">{points(value)}</Text>
          <Progress value={value ?? 0} size={6} miw={NARROWEST} color={`var(--state-${stateOfScore(value)})`} aria-label={t('scores.valueOf', { name: nameOf(name), value: points(value) })} />
        </>
      ),
    },
    {
      key: 'lost',
      title: t('scores.lost'),
      align: 'right',
      width: 110,
      sortBy: ({ lost }) => lost,
      cell: ({ lost }) => <Text size="sm" className="numeric" fw={600}>{lost === null ? NO_VALUE : lost < 0.05 ? '0' : `−${formatDigits(lost, i18n.language, 2)}`}</Text>,
    },
    { key: 'weight', title: t('scores.weight'), align: 'right', width: 90, sortBy: ({ part }) => part.weight, cell: ({ part }) => formatValue(part.weight, 'ratio', i18n.language) },
    { key: 'reason', title: t('scores.reason'), cell: ({ part }) => <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{part.reason}</Text> },
  ];
  return (
    <DataTable
      label={label}
      source={source}
      rows={score && lossesOf(score.parts)}
      columns={columns}
      keyOf={({ part }) => part.name}
      empty={null}
      minWidth={720}
      testId="part-row"
      detail={({ part }) => (
        <Stack gap={4}>
          <Text size="sm">{t(`scores.about.${part.name}`, { defaultValue: part.name })}</Text>
          <Text size="xs" c="dimmed">{t('scores.formula')}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap' }}>{part.formula}</Code>
        </Stack>
      )}
    />
  );
}
